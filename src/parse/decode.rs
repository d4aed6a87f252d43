//! Bytes to text: a file that is no text is told apart from one that is written in another encoding.

use crate::base::diagnostic::Problem;
use crate::parse::bytes;

/// The text of a file.
///
/// # Errors
/// When the bytes are not UTF-8, or hold a NUL, which no text does: a problem `unreadable-file` with its place.
#[expect(clippy::result_large_err, reason = "made at most once for a file")]
pub fn decode(file: Vec<u8>) -> Result<String, Problem> {
    if let Some(name) = other_encoding(&file) {
        return Err(unreadable(0, 2, format!("the file is written in {name}"), true));
    }
    let text = match String::from_utf8(file) {
        Ok(text) => text,
        Err(error) => {
            let fault = error.utf8_error();
            let start = fault.valid_up_to();
            let length = fault.error_len().unwrap_or(1);
            let nul = error.as_bytes().get(..start).is_some_and(|valid| valid.contains(&0));
            let what = if nul { "the file is not text" } else { "the file is not UTF-8" };
            return Err(unreadable(start, length, what.to_owned(), !nul));
        }
    };
    match memchr::memchr(0, text.as_bytes()) {
        Some(at) => {
            let what = "the file holds a NUL character and is not text".to_owned();
            Err(unreadable(at, 1, what, false))
        }
        None => Ok(text),
    }
}

fn unreadable(start: usize, length: usize, what: String, is_text: bool) -> Problem {
    let problem = Problem::new("unreadable-file", bytes(start..start + length), what);
    if is_text {
        problem.help("save the file as UTF-8")
    } else {
        problem.help("remove the character, or leave the file out with `ignore:` in the settings")
    }
}

/// The encoding that the first bytes announce, or that NULs in every second place betray.
fn other_encoding(file: &[u8]) -> Option<&'static str> {
    match file {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Some("UTF-32"),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some("UTF-16"),
        [a, 0, b, 0, ..] | [0, a, 0, b, ..] if *a != 0 && *b != 0 => Some("UTF-16"),
        _ => None,
    }
}
