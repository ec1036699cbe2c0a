//! The schemes that are measured: so many times 300 children, 200 visitors, 200 matches and 10,000 visits.

use chrono::{DateTime, NaiveDate, TimeZone as _, Utc};
use demo::Demo;
use domain::people::Role;
use domain::world::World;
use std::path::{Path, PathBuf};
use store::{Access, Kdf, NewScheme, SchemeFile};
use tui::app::{Model, Start};
use tui::engine::harness::Harness;
use tui::engine::theme::{Look, Theme, UNICODE};
use tui::runner::FileRunner;
use zeroize::Zeroizing;

/// Monday 23 November 2026, ten past eight.
pub fn moment() -> (NaiveDate, DateTime<Utc>) {
    let now = Utc.with_ymd_and_hms(2026, 11, 23, 8, 10, 0).single().expect("a time");
    (now.date_naive(), now)
}

/// Makes a scheme's file. It stays where it is, among what the build made, so that the whole program can be measured on
/// it; its passphrase is the demonstration's.
pub fn scheme(times: usize) -> PathBuf {
    let name = if times == 1 { "size-s.befriend".to_owned() } else { format!("size-{times}-s.befriend") };
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    match std::fs::remove_file(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => panic!("{error}"),
        _ => {}
    }
    let (today, now) = moment();
    let Demo { steps, .. } = demo::sized(300 * times, 200 * times, 200 * times, 10_000 * times, today, now);
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
}

/// Opens a file on the screens, at 120x40.
pub fn screens(path: &Path) -> Harness<Model, FileRunner> {
    let theme = Theme { look: Look::Default, signs: &UNICODE };
    let passphrase = Some(Zeroizing::new(demo::PASSPHRASE.to_owned()));
    let start = Start { theme, notes: Vec::new(), passphrase, asks_name: false, person: None, today: None };
    let runner = FileRunner::new(path.to_owned(), Access::ReadWrite, false);
    let mut screens = Harness::starting_at(Model::new(start), 120, 40, runner, moment().1);
    screens.batch([]);
    assert!(screens.app.desk().is_some(), "it is open");
    screens
}
