//! What a co-ordinator waits for, on a scheme of 300 children, 200 visitors, 200 matches and 10,000 visits:
//! `cargo bench`. Making that scheme takes a while at the start. The derivation of the key is left out: it takes
//! a second because it is meant to.

use chrono::{DateTime, NaiveDate, TimeZone as _, Utc};
use demo::Demo;
use divan::{Bencher, black_box};
use domain::command::Command;
use domain::record::Subject;
use domain::world::World;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use store::{Access, Kdf, NewScheme, Opened, Role, SchemeFile};
use tui::app::{Model, Start};
use tui::engine::harness::Harness;
use tui::engine::theme::{Look, Theme, UNICODE};
use tui::runner::FileRunner;
use zeroize::Zeroizing;

fn main() {
    divan::main();
}

/// Monday 23 November 2026, ten past eight.
fn moment() -> (NaiveDate, DateTime<Utc>) {
    let now = Utc.with_ymd_and_hms(2026, 11, 23, 8, 10, 0).single().expect("a time");
    (now.date_naive(), now)
}

/// The scheme's file, made when it is first asked for. It stays where it is, among what the build made, so that the
/// whole program can be measured on it; its passphrase is the demonstration's.
fn scheme() -> &'static Path {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    MADE.get_or_init(|| {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("size-s.befriend");
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => panic!("{error}"),
            _ => {}
        }
        let (today, now) = moment();
        let Demo { steps, .. } = demo::sized(300, 200, 200, 10_000, today, now);
        let new = NewScheme {
            person: "",
            passphrase: demo::PASSPHRASE,
            role: Role::TeamManager,
            kdf: Kdf::for_tests(),
        };
        let (mut file, _) = SchemeFile::create(&path, &new).expect("made");
        let steps = steps.into_iter().map(|(context, command)| (command, context));
        file.run_many(&mut World::default(), steps, 500).expect("told");
        file.close().expect("closed");
        path
    })
}

fn open(path: &Path, access: Access) -> Opened {
    SchemeFile::open(path, "", demo::PASSPHRASE, access).expect("it opens")
}

/// The file opened and closed, without the derivation of the key.
#[divan::bench(sample_count = 30, sample_size = 1)]
fn open_and_close(bencher: Bencher<'_, '_>) {
    let path = scheme();
    bencher.bench_local(|| {
        let opened = open(path, Access::ReadWrite);
        black_box(&opened.world);
        opened.file.close()
    });
}

/// All deadlines of all records.
#[divan::bench]
fn due(bencher: Bencher<'_, '_>) {
    let world = open(scheme(), Access::ReadOnly).world;
    let (today, now) = moment();
    bencher.bench_local(|| domain::deadline::all(black_box(&world), today, now));
}

fn screens(keys: &str) -> Harness<Model, FileRunner> {
    let theme = Theme { look: Look::Default, signs: &UNICODE };
    let passphrase = Some(Zeroizing::new(demo::PASSPHRASE.to_owned()));
    let start = Start { theme, notes: Vec::new(), passphrase, today: None };
    let runner = FileRunner::new(scheme().to_owned(), Access::ReadWrite, false);
    let mut screens = Harness::starting_at(Model::new(start), 120, 40, runner, moment().1);
    screens.batch([]);
    assert!(screens.app.desk().is_some(), "it is open");
    screens.keys(keys);
    screens
}

/// A key on each tab, and the redraw that follows it, at 120x40.
#[divan::bench(args = ["1 children", "2 visitors", "3 matches", "4 reports", "5 deadlines"])]
fn redraw(bencher: Bencher<'_, '_>, tab: &str) {
    let mut screens = screens(&tab[..1]);
    let mut down = false;
    bencher.bench_local(|| {
        down = !down;
        screens.keys(if down { "Down" } else { "Up" });
    });
}

/// A letter in the visit report, and the redraw that follows it, at 120x40.
#[divan::bench]
fn letter(bencher: Bencher<'_, '_>) {
    let mut screens = screens("3 v Tab Tab Tab");
    let mut there = false;
    bencher.bench_local(|| {
        there = !there;
        screens.keys(if there { "h" } else { "Backspace" });
    });
}

/// A note: decided, sealed, on the disk, in the world.
#[divan::bench(sample_count = 100, sample_size = 1)]
fn commit(bencher: Bencher<'_, '_>) {
    let Opened { mut file, mut world, .. } = open(scheme(), Access::ReadWrite);
    let child = world.children().next().expect("a child").id;
    let (today, now) = moment();
    let note = Command::TakeNote {
        on: today,
        about: vec![Subject::Child(child)],
        text: "Rang to say that the heron is back, and that they are all well. ".repeat(4),
    };
    bencher.bench_local(|| {
        let context = file.context(today, now, demo::COORDINATOR).expect("a context");
        file.run(&mut world, &note, &context).expect("saved")
    });
}
