//! Where each of a few names is, for lists that are made, asked some dozen times and dropped: a table that is filled
//! without hashing, and shows at one look that most names are not there.

/// Slots of the table. Names that differ mostly have different ones.
const SLOTS: usize = 64;
/// No further name.
const END: u32 = u32::MAX;

/// Names by slot: where the first of each slot is, and behind each name the next of its slot.
#[derive(Debug)]
pub struct Slots {
    first: [u32; SLOTS],
    next: Vec<u32>,
}

impl Slots {
    /// The table of these names.
    #[must_use]
    pub fn new<'n>(names: impl DoubleEndedIterator<Item = &'n str> + ExactSizeIterator) -> Self {
        let mut slots = Self { first: [END; SLOTS], next: vec![END; names.len()] };
        for ((at, name), next) in names.enumerate().zip(&mut slots.next).rev() {
            if let Some(first) = slots.first.get_mut(slot(name)) {
                *next = std::mem::replace(first, u32::try_from(at).unwrap_or(END));
            }
        }
        slots
    }

    /// The first place where a name may be; it is nowhere if there is none.
    #[inline]
    #[must_use]
    pub fn first(&self, name: &str) -> Option<usize> {
        self.first.get(slot(name)).filter(|at| **at != END).map(|at| *at as usize)
    }

    /// The next place where the name may be that may be at this one.
    #[must_use]
    pub fn next(&self, at: usize) -> Option<usize> {
        self.next.get(at).filter(|next| **next != END).map(|next| *next as usize)
    }
}

fn slot(name: &str) -> usize {
    let first = name.bytes().next().map_or(0, usize::from);
    (first * 7 + name.len()) % SLOTS
}

/// One bit of 64 for a name.
pub(in crate::parse) fn mark(name: &str) -> u64 {
    1 << slot(name)
}

/// Whether two names are one; most differ where a look is cheapest.
#[must_use]
pub fn is_same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().next() == other.bytes().next() && one == other
}
