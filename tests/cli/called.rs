//! How the program is called: help, wrong calls, exit codes.

use super::stage::{Place, Told, program};

const COMMANDS: [&str; 15] = [
    "init", "demo", "due", "rules", "keys", "verify", "backup", "recover", "people", "show", "preview",
    "export", "document", "calendar", "figures",
];

fn call(args: &[&str]) -> Told {
    let home = tempfile::tempdir().unwrap();
    program(home.path()).args(args).output().unwrap().into()
}

#[test]
fn every_command_has_help_with_an_example_of_itself() {
    for command in COMMANDS {
        let help = call(&[command, "--help"]).done();
        let example = format!("Example: befriend {command}");
        assert!(help.contains(&example), "{help}");
        assert!(help.contains("--passphrase-file"), "{help}");
    }
    for what in ["list", "add", "change", "revoke"] {
        let help = call(&["people", what, "--help"]).done();
        assert!(help.contains(&format!("Example: befriend people {what}")), "{help}");
    }
    let help = call(&["--help"]).done();
    assert!(help.contains("Example: befriend demo"), "{help}");
    let listed: Vec<_> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert_eq!(listed, [&COMMANDS[..], &["help"]].concat(), "each one needs a row in this test");
}

#[test]
fn the_version_is_the_packages() {
    assert_eq!(call(&["--version"]).done(), concat!("befriend ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn a_wrong_call_is_2_and_says_how_to_call() {
    for args in [
        &["frobnicate"][..],
        &["due", "--within", "soon"],
        &["due", "--within", ""],
        &["due", "--within", "d"],
        &["due", "--within", "7"],
        &["due", "--within", "7é"],
        &["due", "--within", "é"],
        &["due", "--within=-1d"],
        &["due", "--within", "367d"],
        &["due", "--within", "9223372036854775807w"],
        &["due", "--format", "xml"],
        &["--today", "2026-02-30", "due"],
        &["--theme", "pink"],
        &["show"],
        &["backup"],
    ] {
        let told = call(args);
        assert_eq!((told.code, told.out.as_str()), (Some(2), ""), "{args:?}: {}", told.err);
        assert!(told.err.contains("--help"), "{args:?}: {}", told.err);
        assert!(!told.err.contains("a fault"), "{args:?}: {}", told.err);
        // One line, as every other error.
        assert!(
            told.err.starts_with("befriend: ") && told.err.trim_end().lines().count() == 1,
            "{}",
            told.err
        );
    }
}

#[test]
fn the_screens_need_a_terminal_and_say_what_does_not() {
    Place::made_up().call(&[]).refused(2, "try befriend due");
    call(&["demo"]).refused(2, "need a terminal");
}

#[test]
fn without_a_file_the_way_to_one_is_said() {
    for args in [&[][..], &["due"], &["verify"], &["show", "C-0001"], &["backup", "copy.befriend"]] {
        let home = tempfile::tempdir().unwrap();
        let told: Told = program(home.path()).args(args).output().unwrap().into();
        told.refused(1, "Make one with befriend init, try befriend demo, or name another with --file");
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0, "{args:?} left something behind");
    }
}

#[test]
fn an_output_that_cannot_be_written_is_one_sentence() {
    let place = Place::made_up();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let told: Told = place.program(&["due"]).stdout(full).output().unwrap().into();
    told.refused(1, "output");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let place = Place::made_up();
    for args in [&["due"][..], &["due", "--format", "json"], &["rules"], &["keys"], &["show", "C-0001"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let told: Told = place.program(args).stdout(writer).output().unwrap().into();
        assert_eq!((told.code, told.err.as_str()), (Some(1), ""), "{args:?}");
    }
}
