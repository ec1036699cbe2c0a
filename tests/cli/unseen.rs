//! What is restricted is invisible to a co-ordinator and to a reader through every command of the command line: two
//! files made by the same random commands, one with allegations and one without, say the same word for word.

use super::people::as_who;
use super::stage::{Place, Told, moment};
use super::twins::{COORDINATOR, MANAGER, MARKER, READER, seal, twins};
use domain::paper::Kind;
use domain::record::Reader;
use domain::world::World;

/// The two files, and what the one without allegations holds.
struct Pair {
    alleged: Place,
    ordinary: Place,
    world: World,
    /// How many allegations the other one holds.
    allegations: usize,
}

fn pair(seed: u64) -> Pair {
    let at = moment();
    let made = twins(seed, 150, at.0, at.1);
    let [alleged, ordinary] = [&made.alleged, &made.ordinary].map(|steps| {
        let place = Place::empty(MANAGER.1);
        seal(&place.file, &made.base, steps, at);
        place
    });
    Pair { alleged, ordinary, world: made.plain, allegations: made.world.allegations().count() }
}

/// Everything that can be asked for by a reference; of the visits every fifth.
fn references(world: &World) -> Vec<String> {
    let mut all: Vec<String> = world.children().map(|c| c.reference().to_string()).collect();
    all.extend(world.visitors().map(|v| v.reference().to_string()));
    all.extend(world.matches().map(|m| m.reference().to_string()));
    all.extend(world.proposals().map(|p| p.reference().to_string()));
    all.extend(world.concerns().map(|c| c.reference().to_string()));
    let visits = world.ledgers().flat_map(|l| &l.visits).step_by(5);
    all.extend(visits.map(|v| v.reference().to_string()));
    all.extend(["AL-0001", "AL-0002", "AL-0099"].map(str::to_owned));
    all
}

/// Every command that looks, with all that it can be asked; and those that write something down.
fn commands(world: &World) -> Vec<Vec<String>> {
    let plain = [
        "due",
        "due --format json",
        "due --within 366d --format json",
        "figures",
        "figures --format json",
        "rules --words",
        "people list",
        "people list --format json",
        "verify",
        "calendar --as co-ordinator",
        "calendar --as team-manager",
        "people revoke Nobody",
        "people add Cy --role reader",
    ];
    let mut all: Vec<Vec<String>> =
        plain.iter().map(|line| line.split(' ').map(str::to_owned).collect()).collect();
    let mut add = |args: &[&str]| all.push(args.iter().map(|arg| (*arg).to_owned()).collect());
    add(&["backup", "copy.befriend"]);
    for (n, reference) in references(world).iter().enumerate() {
        add(&["show", reference]);
        add(&["show", reference, "--format", "json"]);
        for (m, (_, key, _)) in Reader::ALL.iter().enumerate() {
            if m % 3 == n % 3 {
                add(&["preview", reference, "--as", key, "--format", "json"]);
            }
            if m == n % Reader::ALL.len() {
                add(&["preview", reference, "--as", key]);
                add(&["export", reference, "--as", key, "--purpose", "planning"]);
                add(&["export", reference, "--as", key, "--purpose", "planning", "--format", "json"]);
                add(&["calendar", reference, "--as", key]);
            }
        }
        if reference.starts_with("C-") || reference.starts_with("M-") || reference.starts_with("AL-") {
            Kind::ALL.into_iter().for_each(|kind| add(&["document", kind.key(), reference]));
        }
    }
    add(&["verify"]);
    all
}

/// The three words that stand for the bytes of a file are another's in another file, and nothing else is.
fn without_witness(text: &str) -> String {
    let line = |line: &str| match line.split_once("Change ").and_then(|(_, rest)| rest.split_once(": ")) {
        Some((_, rest)) => line.replace(rest.split(['.', ' ']).next().unwrap_or_default(), "WORDS"),
        None => line.to_owned(),
    };
    // When a calendar was made, to the second, is no fact of the file.
    let made = |line: &&str| !line.starts_with("DTSTAMP:");
    text.lines().filter(made).map(line).collect::<Vec<_>>().join("\n")
}

fn said(place: &Place, (name, phrase): (&str, &str), args: &[String]) -> (Option<i32>, String) {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let Told { code, out, err } = as_who(place, name, phrase, &args);
    let _ = std::fs::remove_file(place.path("copy.befriend"));
    (code, without_witness(&format!("{out}\n{err}")))
}

/// The first lines that are not the same.
fn parted(one: &str, other: &str) -> Option<(String, String)> {
    let mut lines = one.lines().zip(other.lines());
    lines.find(|(a, b)| a != b).map(|(a, b)| (a.to_owned(), b.to_owned()))
}

/// The commands that show one of the two files to be another than the other one.
fn differing(pair: &Pair, who: (&str, &str), commands: &[Vec<String>]) -> Vec<String> {
    let writes = |args: &[String]| ["export", "document", "calendar"].contains(&args[0].as_str());
    let differs = |args: &Vec<String>| {
        // A clock that runs may pass a minute between the two; what is written down is written once.
        let tries = if writes(args) { 1 } else { 4 };
        let told = (0..tries)
            .map(|_| (said(&pair.alleged, who, args), said(&pair.ordinary, who, args)))
            .find(|(alleged, ordinary)| alleged == ordinary);
        let (_, text) = match told {
            Some((same, _)) => same,
            None => {
                return Some(format!(
                    "{args:?} differs: {:?}",
                    parted(&said(&pair.alleged, who, args).1, &said(&pair.ordinary, who, args).1)
                ));
            }
        };
        let asked = args.iter().any(|arg| arg.starts_with("AL-"));
        // The figures name all that is ever counted, and the count is the manager's: the same line in both.
        let named = args[0] != "figures" && text.contains("llegation");
        let speaks = text.contains(MARKER) || named || (!asked && text.contains("AL-0"));
        speaks.then(|| format!("{args:?} speaks of it: {text}"))
    };
    commands.iter().filter_map(differs).collect()
}

#[test]
fn a_coordinator_learns_of_no_allegation_by_any_command() {
    let pair = pair(7);
    assert!(pair.allegations > 2, "{}", pair.allegations);
    let commands = commands(&pair.world);
    assert_eq!(differing(&pair, COORDINATOR, &commands), [""; 0]);
    // A reader gets no further.
    let looking: Vec<_> = commands.into_iter().step_by(4).collect();
    assert_eq!(differing(&pair, READER, &looking), [""; 0]);
}

/// The test of the test: to a team manager the same commands tell the two files apart, each in its way.
#[test]
fn a_team_manager_tells_the_two_files_apart() {
    let pair = pair(8);
    let ask = |line: &str| vec![line.split(' ').map(str::to_owned).collect::<Vec<_>>()];
    for line in ["due", "due --format json", "verify", "backup copy.befriend", "show AL-0001"] {
        assert_eq!(differing(&pair, MANAGER, &ask(line)).len(), 1, "{line}");
    }
    let shown = said(&pair.alleged, MANAGER, &ask("show AL-0001")[0]).1;
    assert!(shown.contains(MARKER), "{shown}");
}
