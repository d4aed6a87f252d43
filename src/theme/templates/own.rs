//! A site's own templates, laid over the built-in ones: whichever is broken stays out, and the others count.

use tera::Tera;

use crate::base::diagnostic::Problem;
use crate::base::place::Place;

use super::{OWN, fault};

/// Adds a site's own templates, leaving out those that are broken; gives the names of the others.
pub(super) fn lay_over(
    tera: &mut Tera,
    mut own: Vec<(String, String)>,
    problems: &mut Vec<Problem>,
) -> Vec<String> {
    loop {
        let borrowed = own.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let Err(error) = tera.add_raw_templates(borrowed) else { break };
        let mut blamed = fault::problems(&error);
        blamed.retain(|(name, _)| own.iter().any(|(it, _)| it == name));
        if blamed.is_empty() {
            one_by_one(tera, &mut own, problems);
            break;
        }
        own.retain(|(name, _)| blamed.iter().all(|(it, _)| it != name));
        problems.extend(blamed.into_iter().map(|(_, problem)| problem));
    }
    own.iter().filter_map(|(name, _)| name.strip_prefix(OWN)).map(str::to_owned).collect()
}

/// For a fault that shows in a built-in template: whichever own one brings it about stays out.
fn one_by_one(tera: &mut Tera, own: &mut Vec<(String, String)>, problems: &mut Vec<Problem>) {
    own.retain(|(name, text)| {
        let Err(error) = tera.add_raw_template(name, text) else { return true };
        let shown = fault::shown(name);
        let mut found = fault::problems(&error);
        let (_, mut problem) = if found.is_empty() {
            (String::new(), Problem::new("bad-template", Place::Line(1, 1), error.to_string()))
        } else {
            found.swap_remove(0)
        };
        problem.what = format!("{shown} breaks others: {}", problem.what);
        problem.place = Place::Line(1, 1);
        problems.push(problem);
        false
    });
}
