//! The program is killed at any moment: what it said was saved is in the file, and the file is sound.
//!
//! A process of its own works on a file and says what is done; this one kills it, opens the file again and looks.
#![cfg(unix)]

use chrono::{DateTime, NaiveDate, Utc};
use domain::command::{ChildDetails, Command, VisitorDetails};
use domain::people::Role;
use domain::record::{Name, Stage};
use domain::world::World;
use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::time::{Duration, Instant};
use store::{Access, Draft, DraftKey, Kdf, NewScheme, SchemeFile};

const PHRASE: &str = "otter lantern quilt ferry";
const FILE: &str = "BEFRIEND_CRASH_FILE";

fn moment() -> (NaiveDate, DateTime<Utc>) {
    let now = DateTime::from_timestamp(1_795_435_200, 0).expect("a time");
    (now.date_naive(), now)
}

fn make(path: &Path) {
    let new = NewScheme { person: "", passphrase: PHRASE, role: Role::TeamManager, kdf: Kdf::for_tests() };
    let mut file = SchemeFile::create(path, &new).expect("made").0;
    let setup = Command::SetUpScheme {
        name: "Made-up Visitors".to_owned(),
        coordinator: "Maya Stone".to_owned(),
        authority: "Northshire".to_owned(),
        demonstration: true,
    };
    let context = file.context(moment().0, moment().1, "Maya").expect("a context");
    file.run(&mut World::default(), &setup, &context).expect("set up");
    file.close().expect("closed");
}

/// A child or a visitor whose name is the change that entered it. Each has a birthday of its own: whoever had the
/// same one, and so like a name, would be taken for somebody who is on record already (H5).
fn entered(change: u64) -> Command {
    let (today, _) = moment();
    let name = Name::new(format!("N{change}"), "Made-up");
    if change.is_multiple_of(2) {
        let details = ChildDetails::new(name, today - chrono::Days::new(400 + change), "Northshire");
        Command::AddChild { details: Box::new(details), placement: None }
    } else {
        let born = Some(today - chrono::Days::new(7_000 + change));
        let details = VisitorDetails { name, born, ..VisitorDetails::default() };
        Command::AddVisitor { details: Box::new(details), stage: Stage::Enquiry, on: today, by: None }
    }
}

/// Of some drafts, this one belongs to a round.
fn draft(round: u64) -> DraftKey {
    DraftKey::new(format!("form {}", round % 3), None)
}

/// Not a test: what the tests below run in another process and kill. It says each thing when it is done:
/// `draft 7 40` (of round 7, filed under its key), `gone 7`, `change 41`.
#[test]
#[ignore = "works until it is killed: run by the tests below in a process of its own"]
fn works_until_it_is_killed() {
    let Some(path) = std::env::var_os(FILE) else { return };
    let opened = SchemeFile::open(Path::new(&path), "", PHRASE, Access::ReadWrite).expect("it opens");
    let (mut file, mut world) = (opened.file, opened.world);
    let (today, now) = moment();
    let say = |what: String| {
        let mut out = std::io::stdout();
        out.write_all(what.as_bytes()).and_then(|()| out.flush()).expect("somebody listens");
    };
    for round in file.head().seq.. {
        let key = draft(round);
        let values = BTreeMap::from([("text".to_owned(), vec![format!("{round}"), "word ".repeat(200)])]);
        file.put_draft(&key, &values, now).expect("a draft");
        say(format!("draft {round}\n"));
        let context = file.context(today, now, "Maya").expect("a context");
        match round % 4 {
            0 => {
                // Some at once, in one write.
                let all = (0..20).map(|n| {
                    let mut context = context.clone();
                    context.change += n;
                    context.chance[0] ^= n as u8;
                    (entered(context.change), context)
                });
                file.run_many(&mut world, all.collect::<Vec<_>>(), 20).expect("twenty");
            }
            1 => {
                file.run_clearing(&mut world, &entered(context.change), &context, &[key]).expect("one");
                say(format!("gone {round}\n"));
            }
            _ => {
                file.run(&mut world, &entered(context.change), &context).expect("one");
            }
        }
        say(format!("change {}\n", file.head().seq));
    }
}

/// What was said to be done when the process died.
#[derive(Default)]
struct Said {
    change: u64,
    /// By key: the round of the newest draft, and whether it is forgotten again.
    drafts: BTreeMap<String, (u64, bool)>,
}

impl Said {
    fn hear(&mut self, told: &str) {
        // A last line without its end was not said.
        for line in told.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n')) {
            let Some((what, number)) = line.split_once(' ') else { continue };
            let Ok(number) = number.parse::<u64>() else { continue };
            match what {
                "change" => self.change = number,
                "draft" | "gone" => {
                    self.drafts.insert(draft(number).form, (number, what == "gone"));
                }
                _ => {}
            }
        }
    }
}

/// A number below `most`, from a chain that began with a seed.
fn chance(seed: &mut u64, most: u64) -> u64 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed % most
}

/// Lets a process work on the file and kills it after a while.
fn worked_and_killed(path: &Path, seed: &mut u64, said: &mut Said) {
    let mut process = Process::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "works_until_it_is_killed", "--ignored", "--nocapture", "--test-threads=1"])
        .env(FILE, path)
        .stdout(Stdio::piped())
        .spawn()
        .expect("a process");
    let mut out = process.stdout.take().expect("a pipe");
    let mut heard = Vec::new();
    if chance(seed, 5) == 0 {
        // At any moment of the start, when the file is looked through and perhaps mended.
        std::thread::sleep(Duration::from_micros(chance(seed, 30_000)));
    } else {
        while !heard.windows(7).any(|window| window == b"\nchange") {
            let mut some = [0; 64];
            let n = out.read(&mut some).expect("it can be heard");
            assert!(n > 0, "it ended by itself: {}", String::from_utf8_lossy(&heard));
            heard.extend_from_slice(&some[..n]);
        }
        std::thread::sleep(Duration::from_micros(chance(seed, 60_000)));
    }
    process.kill().expect("killed");
    out.read_to_end(&mut heard).expect("what it said");
    said.hear(&String::from_utf8_lossy(&heard));
    process.wait().expect("ended");
}

/// Opens the file again and holds it against what was said.
fn look(path: &Path, said: &Said, seed: u64) {
    let at = format!("seed {seed}, after change {}", said.change);
    let opened = SchemeFile::open(path, "", PHRASE, Access::ReadWrite)
        .unwrap_or_else(|error| panic!("{at}: it does not open: {error}"));
    assert_eq!(opened.unread, [], "{at}");
    let head = opened.file.head().seq;
    // The next one may be in the file though nobody heard that it was: one change, or twenty at once.
    assert!((said.change..=said.change + 20).contains(&head), "{at}: the file is at {head}");
    let children = opened.world.children().map(|child| child.name.first.clone());
    let visitors = opened.world.visitors().map(|visitor| visitor.name.first.clone());
    let mut there: Vec<u64> = children.chain(visitors).filter_map(|name| name[1..].parse().ok()).collect();
    there.sort_unstable();
    // Change 1 set the scheme up; each one after it entered somebody.
    assert!(there.iter().copied().eq(2..=head), "{at}: somebody is missing");
    for (form, (round, gone)) in &said.drafts {
        let found = opened.file.get_draft(&DraftKey::new(form.clone(), None));
        let found: Option<Draft> = found.unwrap_or_else(|error| panic!("{at}: {error}"));
        let found: Option<u64> = found.and_then(|draft| draft.fields["text"][0].parse().ok());
        // A later round of the same key may have got as far as the file.
        let as_said = found == Some(*round).filter(|_| !gone);
        let newer = found.is_some_and(|found| found > *round && draft(found).form == *form);
        let cleared = found.is_none() && head > said.change;
        assert!(as_said || newer || cleared, "{at}: {form} of round {round} ({gone}) is {found:?}");
    }
    let report = opened.file.verify(&mut |_, _| {}).expect("it can be read");
    assert!(report.is_sound(), "{at}: {:?}", report.problems);
    opened.file.close().expect("closed");
}

fn kills(times: usize) {
    let start = Instant::now();
    let mut seed = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(1, |since| since.as_nanos() as u64 | 1);
    let (mut changes, mut idle) = (0, 0);
    for batch in 0..times.div_ceil(20) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("scheme.befriend");
        make(&path);
        let mut said = Said { change: 1, ..Said::default() };
        for _ in 0..20.min(times - batch * 20) {
            let (began, before) = (seed, said.change);
            worked_and_killed(&path, &mut seed, &mut said);
            look(&path, &said, began);
            idle += usize::from(said.change == before);
        }
        changes += said.change;
    }
    println!(
        "killed {times} times, {idle} of them before anything was said; {changes} changes said and found; {:.1?}",
        start.elapsed()
    );
    assert!(idle < times, "nothing was ever said");
}

#[test]
fn ten_kills() {
    kills(10);
}

#[test]
#[ignore = "soak: cargo test --release --test crash -- --ignored two_hundred"]
fn two_hundred_kills() {
    kills(200);
}
