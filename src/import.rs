//! Documents of other tools and habits on their way in: nothing is read or written here.

pub mod propose;
