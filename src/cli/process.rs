//! The process itself: no core dumps, no files that others can read, no names in a panic.

/// First thing of all. What fails here is not worth refusing work for; the file is sealed all the same.
#[cfg(unix)]
pub fn harden() {
    use rustix::process::{Resource, Rlimit, setrlimit};

    let none = Rlimit { current: Some(0), maximum: Some(0) };
    let _ = setrlimit(Resource::Core, none);
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
}

/// There are neither core dumps nor modes here: what the profile folder of a user holds is that user's.
#[cfg(not(unix))]
pub fn harden() {}

/// A panic says where in the program it happened. It prints no values, and a backtrace only when RUST_BACKTRACE
/// asks for one.
pub fn install_panic_report() {
    let hooks = color_eyre::config::HookBuilder::blank()
        .display_env_section(false)
        .display_location_section(true)
        .panic_section(
            "This is a fault in befriend. What was saved is safe; please report the place named above.",
        )
        .panic_message(Quiet);
    if let Ok((panic, _)) = hooks.try_into_hooks() {
        panic.install();
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            // A damaged file can make the database panic. That is caught, and told in a sentence of its own.
            if !store::panic_is_caught() {
                report(info);
            }
        }));
    }
}

/// The message of a panic may quote a value; its place in the program is enough to find the fault.
struct Quiet;

impl color_eyre::section::PanicMessage for Quiet {
    fn display(
        &self,
        info: &std::panic::PanicHookInfo<'_>,
        f: &mut std::fmt::Formatter<'_>,
    ) -> std::fmt::Result {
        writeln!(f, "befriend stopped because of a fault in the program.")?;
        match info.location() {
            Some(place) => write!(f, "Place: {}:{}", place.file(), place.line()),
            None => write!(f, "Place: unknown"),
        }
    }
}
