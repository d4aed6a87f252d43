//! Arguments in, exit code out.

use libmimalloc_sys::{mi_option_get, mi_option_set, mi_option_t};

/// Reading documents makes and gives back many small pieces of memory, at which this is faster than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The option that says after how many milliseconds memory that nobody uses goes back to the system. It has no name here.
const PURGE_DELAY: mi_option_t = 15;
/// What the allocator takes by itself.
const USUAL: std::ffi::c_long = 10;
/// What we take: most of what a stage leaves the next one takes, and to have it cleared again was a tenth of a check.
const OURS: std::ffi::c_long = 1_000;

fn main() -> std::process::ExitCode {
    #[expect(unsafe_code, reason = "the allocator's options can be set in no other way")]
    // SAFETY: both touch one number of the allocator, and no other thread runs yet.
    unsafe {
        // Another number is the wish of whoever started the program, or another option in another allocator.
        if mi_option_get(PURGE_DELAY) == USUAL {
            mi_option_set(PURGE_DELAY, OURS);
        }
    }
    throughline::cli::run()
}
