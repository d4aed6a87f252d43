//! Words without their endings, by the language of the site; languages without a stemmer keep them.

use rust_stemmers::{Algorithm, Stemmer};

/// Shorter words have no ending to lose.
const SHORTEST: usize = 3;

/// The stemmer of a language such as `en` or `pt-BR`.
#[must_use]
pub fn stemmer(language: &str) -> Option<Stemmer> {
    let tongue = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let algorithm = match tongue.as_str() {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "nl" => Algorithm::Dutch,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    };
    Some(Stemmer::create(algorithm))
}

/// The stem of a word in lower case. Ids, numbers and short words are their own stems.
#[must_use]
pub fn stem(stemmer: Option<&Stemmer>, word: &str) -> String {
    let is_word = word.chars().count() > SHORTEST && word.chars().all(char::is_alphabetic);
    match stemmer.filter(|_| is_word) {
        Some(stemmer) => {
            let stem = stemmer.stem(word);
            if stem.is_empty() { word.to_owned() } else { stem.into_owned() }
        }
        None => word.to_owned(),
    }
}
