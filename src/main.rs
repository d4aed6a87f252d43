//! Arguments in, exit code out.

/// Reading documents makes and gives back many small pieces of memory, at which this is faster than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    throughline::cli::run()
}
