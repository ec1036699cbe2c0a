//! `befriend`: the working record of an Independent Visitor scheme.

mod cli;

use std::process::ExitCode;

/// Memory is wiped when it is given back, so that a locked screen leaves nothing behind for a look into memory.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() -> ExitCode {
    cli::main()
}
