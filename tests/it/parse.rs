//! Documents as text: front matter, outlines, places and tables, with everything that trips a naive reader.

mod any;
mod faults;
mod front;
mod outline;
mod places;
mod tables;
