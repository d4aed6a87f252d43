//! Which files a look found new, changed or gone: a few by name, the others as a number, since a checkout may change
//! thousands.

/// So many names of a sort are kept.
const KEPT: usize = 4;

/// What differs from the look before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that were there and hold something else.
    pub changed: Few,
    /// Files that were not there.
    pub new: Few,
    /// Files that are there no more.
    pub gone: Few,
}

/// Some files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Few {
    /// The first of them.
    pub names: Vec<String>,
    /// How many there are.
    pub count: usize,
}

impl Few {
    /// Adds one.
    pub fn add(&mut self, name: &str) {
        self.count += 1;
        if self.names.len() < KEPT {
            self.names.push(name.to_owned());
        }
    }
}

impl Changes {
    /// Adds all of another look.
    pub fn add(&mut self, other: &Self) {
        for (few, more) in [
            (&mut self.changed, &other.changed),
            (&mut self.new, &other.new),
            (&mut self.gone, &other.gone),
        ] {
            few.names.extend(more.names.iter().cloned());
            few.names.truncate(KEPT);
            few.count += more.count;
        }
    }

    /// Whether nothing differs.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.changed.count == 0 && self.new.count == 0 && self.gone.count == 0
    }
}
