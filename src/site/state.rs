//! What stands for a state of everything, so that a model is made anew only when something else is said.

use crate::base::fingerprint::Fingerprint;
use crate::base::names::DocPath;
use crate::model::build::Input;

/// Stands for everything that a model is made from.
pub(super) fn state_of(input: &Input) -> Fingerprint {
    let docs: Vec<(&DocPath, Fingerprint)> =
        input.docs.iter().map(|doc| (&doc.path, doc.meaning())).collect();
    let files: Vec<(&DocPath, Fingerprint)> =
        input.files.iter().map(|file| (&file.path, file.print)).collect();
    let hidden: Vec<(&[DocPath], &[Box<str>])> =
        input.hidden.iter().map(|h| (h.paths.as_slice(), h.names.as_slice())).collect();
    let past = input.history.print();
    Fingerprint::of_value(&(docs, files, hidden, input.config.print, input.today, past))
}
