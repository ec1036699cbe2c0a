//! The rules of the house that no compiler checks.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Longer than this, a file says more than one thing.
const LINES: usize = 500;
/// Longer all the same, and why.
const LONG: [(&str, &str); 1] = [("src/domain/command/mod.rs", "all that can be done, in one list")];
/// Who may name what; everybody else goes through that crate.
const BOUNDARIES: [(&str, &[&str]); 2] = [
    ("src/store", &["redb", "bincode", "chacha20poly1305", "argon2", "hkdf", "blake3"]),
    ("src/tui", &["ratatui", "crossterm", "tui_textarea", "signal_hook"]),
];
/// What the pure crate has no business with.
const IMPURE: [&str; 11] = [
    "std::fs",
    "std::io",
    "std::env",
    "std::net",
    "std::process",
    "std::thread",
    "SystemTime",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "println!",
];

fn house() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file under a folder of the house: its path from there, and its text.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![house().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == ending) {
                let name = path.strip_prefix(house()).expect("in the house").to_string_lossy().into_owned();
                found.push((name, std::fs::read_to_string(&path).expect("text")));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} has no .{ending}");
    found.sort();
    found
}

/// The lines that are not comments, with their numbers.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(n, line)| (n + 1, line)).filter(|(_, l)| !l.trim_start().starts_with("//"))
}

/// The word stands in the line, and not as a part of another.
fn names(line: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word)
        .any(|(at, _)| !line[..at].ends_with(is_part) && !line[at + word.len()..].starts_with(is_part))
}

#[track_caller]
fn none(amiss: &[String]) {
    assert!(amiss.is_empty(), "\n{}", amiss.join("\n"));
}

#[test]
fn at_the_top_stand_only_sources_assets_and_tests() {
    let mut amiss = Vec::new();
    for entry in std::fs::read_dir(house()).expect("the house") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir()
            && !name.starts_with('.')
            && !["src", "assets", "tests", "target"].contains(&&*name)
        {
            amiss.push(format!("{name} is a folder at the top"));
        }
    }
    none(&amiss);
}

#[test]
fn no_file_is_too_long_to_be_read() {
    let mut amiss = Vec::new();
    for (name, text) in files("src", "rs").into_iter().chain(files("tests", "rs")) {
        let lines = text.lines().count();
        let excused = LONG.iter().any(|(long, _)| *long == name);
        if lines > LINES && !excused {
            amiss.push(format!("{name} has {lines} lines"));
        } else if lines <= LINES && excused {
            amiss.push(format!("{name} needs no excuse any more"));
        }
    }
    none(&amiss);
}

#[test]
fn only_the_store_names_the_database_and_only_the_screens_the_terminal() {
    let mut amiss = Vec::new();
    for (owner, words) in BOUNDARIES {
        let mut all = files("src", "rs");
        all.extend(files("src", "toml"));
        for (name, text) in all.iter().filter(|(name, _)| !name.starts_with(owner)) {
            for (n, line) in code(text) {
                for word in words.iter().filter(|word| names(line, word)) {
                    amiss.push(format!("{name}:{n} names {word}, which is {owner}'s"));
                }
            }
        }
    }
    none(&amiss);
}

#[test]
fn the_domain_has_no_clock_and_touches_nothing() {
    let mut amiss = Vec::new();
    for (name, text) in files("src/domain", "rs") {
        for (n, line) in code(&text) {
            for word in IMPURE.iter().filter(|word| line.contains(**word)) {
                amiss.push(format!("{name}:{n} has {word}"));
            }
        }
    }
    none(&amiss);
}

#[test]
fn nothing_is_left_to_be_done_and_no_test_is_passed_over_without_a_reason() {
    let mut amiss = Vec::new();
    let all = files("src", "rs").into_iter().chain(files("tests", "rs"));
    for (name, text) in all.filter(|(name, _)| name != "tests/tidy.rs") {
        for (n, line) in code(&text) {
            if ["todo!(", "unimplemented!(", "dbg!("].iter().any(|word| line.contains(word)) {
                amiss.push(format!("{name}:{n} is unfinished"));
            }
            if line.contains("#[ignore]") {
                amiss.push(format!("{name}:{n} is passed over without a reason"));
            }
        }
    }
    none(&amiss);
}

#[test]
fn what_is_written_for_debugging_names_nobody() {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    let now = today.and_hms_opt(8, 10, 0).expect("a time").and_utc();
    let demo::Demo { steps, world } = demo::build(today, now);
    let people = world.children().map(|c| &c.name).chain(world.visitors().map(|v| &v.name));
    let names: BTreeSet<&str> =
        people.flat_map(|n| [n.first.as_str(), n.last.as_str()]).filter(|n| n.len() > 3).collect();
    let mut written: Vec<String> = steps.iter().map(|(_, command)| format!("{command:?}")).collect();
    written.push(format!("{world:?}"));
    written.extend(domain::deadline::all(&world, today, now).iter().map(|d| format!("{d:?}")));
    macro_rules! each {
        ($($table:ident),*) => { $(written.extend(world.$table().map(|record| format!("{record:?}")));)* };
    }
    each!(children, visitors, matches, referrals, concerns);
    let mut amiss: Vec<String> = Vec::new();
    for text in &written {
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| names.contains(word)) {
            amiss.push(format!("{word} stands in {text}"));
        }
    }
    amiss.truncate(5);
    none(&amiss);
}

#[test]
fn no_sentence_for_people_is_made_for_debugging() {
    let mut amiss = Vec::new();
    for (name, text) in files("src", "rs") {
        for (n, line) in code(&text) {
            let shown = line.contains("#[error(") || name.starts_with("src/cli");
            if shown && line.contains(":?}") {
                amiss.push(format!("{name}:{n} {}", line.trim()));
            }
        }
    }
    none(&amiss);
}

#[test]
fn the_key_list_of_the_readme_is_the_programs() {
    let readme = std::fs::read_to_string(house().join("README.md")).expect("a README");
    let (_, rest) = readme.split_once("<!-- keys -->").expect("the list begins");
    let (list, _) = rest.split_once("<!-- /keys -->").expect("the list ends");
    let output =
        std::process::Command::new(env!("CARGO_BIN_EXE_befriend")).arg("keys").output().expect("run");
    let keys = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(list.trim() == keys.trim(), "put what `befriend keys` prints between the marks in README.md");
}

#[test]
fn the_readme_names_every_command_and_what_all_of_them_understand() {
    let readme = std::fs::read_to_string(house().join("README.md")).expect("a README");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_befriend")).arg("--help").output();
    let help = String::from_utf8(output.expect("run").stdout).expect("UTF-8");
    let (_, commands) = help.split_once("Commands:\n").expect("commands");
    let (commands, options) = commands.split_once("\n\nOptions:\n").expect("options");
    let commands = commands.lines().filter_map(|line| line.split_whitespace().next());
    let commands = commands.filter(|command| *command != "help").map(|command| format!("befriend {command}"));
    let options = options.split([' ', ',', '\n']).filter(|word| word.len() > 2 && word.starts_with("--"));
    let options = options.filter(|option| !["--help", "--version"].contains(option)).map(str::to_owned);
    let missing: Vec<_> = commands.chain(options).filter(|wanted| !readme.contains(wanted)).collect();
    none(&missing);
}
