//! The files that the tests of the whole program work on, and the calling of the program.
#![allow(dead_code, reason = "each of the tests needs another part of it")]

use chrono::{DateTime, NaiveDate, Utc};
use domain::command::{ChildDetails, Command, VisitorDetails};
use domain::people::Role;
use domain::record::{Name, Stage};
use domain::world::World;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::sync::OnceLock;
use store::{Kdf, NewScheme, SchemeFile};
use tempfile::TempDir;

/// Opens the files made here that are not demonstrations.
pub const PHRASE: &str = "otter lantern quilt ferry";
/// Stands in names and words of the scheme that is not made up. No error may ever quote it.
pub const CANARY: &str = "Zanzibarry";

/// What came of a call.
pub struct Told {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl From<Output> for Told {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("what is printed is UTF-8");
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

impl Told {
    /// It did what was asked, and complained of nothing.
    #[track_caller]
    pub fn done(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "{}", self.out);
        self.out
    }

    /// It refused with this code, in one plain sentence that names nobody.
    #[track_caller]
    pub fn refused(self, code: i32, part: &str) -> String {
        let Self { code: found, out, err } = self;
        assert_eq!(found, Some(code), "{out}{err}");
        assert!(err.starts_with("befriend: ") && err.ends_with(".\n") || err.ends_with("'\n"), "{err}");
        assert_eq!(err.lines().count(), 1, "{err}");
        assert!(err.contains(part), "{err:?} does not say {part:?}");
        for never in [CANARY, "panicked", "backtrace", "RUST_BACKTRACE", "src/", "fault in"] {
            assert!(!err.contains(never), "{err}");
        }
        out
    }
}

/// A process of the program: no terminal, a home of its own, nothing from the outer environment that it heeds.
pub fn program(home: &Path) -> std::process::Command {
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_befriend"));
    program.stdin(Stdio::null()).env("HOME", home).current_dir(home);
    for name in ["BEFRIEND_PASSPHRASE_FILE", "XDG_DATA_HOME", "NO_COLOR", "RUST_BACKTRACE"] {
        program.env_remove(name);
    }
    program
}

/// A folder with a file of a scheme and a file with its passphrase in it.
pub struct Place {
    pub folder: TempDir,
    pub file: PathBuf,
}

impl Place {
    /// An empty folder; the passphrase file holds a passphrase.
    pub fn empty(phrase: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let place = Self { file: folder.path().join("scheme.befriend"), folder };
        std::fs::write(place.phrase(), format!("{phrase}\nthe second line is not read\n")).expect("written");
        place
    }

    fn with(phrase: &str, original: &Path) -> Self {
        let place = Self::empty(phrase);
        std::fs::copy(original, &place.file).expect("copied");
        place
    }

    /// The made-up scheme.
    pub fn made_up() -> Self {
        static FILE: OnceLock<PathBuf> = OnceLock::new();
        Self::with(demo::PASSPHRASE, FILE.get_or_init(|| kept("made-up", make_up)))
    }

    /// A scheme that is not made up, as far as the program can tell: two people, both with the canary in their
    /// names.
    pub fn real() -> Self {
        static FILE: OnceLock<PathBuf> = OnceLock::new();
        Self::with(PHRASE, FILE.get_or_init(|| kept("real", |path| drop(make_real(path)))))
    }

    /// Another of that kind, made anew, and its recovery key.
    pub fn real_with_recovery() -> (Self, String) {
        let place = Self::empty(PHRASE);
        let key = make_real(&place.file);
        (place, key)
    }

    pub fn phrase(&self) -> PathBuf {
        self.folder.path().join("phrase.txt")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program, not yet started, with the file and the passphrase named before the other arguments.
    pub fn program(&self, args: &[&str]) -> std::process::Command {
        let mut program = program(self.folder.path());
        program.arg("--file").arg(&self.file).arg("--passphrase-file").arg(self.phrase()).args(args);
        program
    }

    /// Calls the program.
    pub fn call(&self, args: &[&str]) -> Told {
        self.program(args).output().expect("the program starts").into()
    }

    pub fn json(&self, args: &[&str]) -> serde_json::Value {
        serde_json::from_str(&self.call(args).done()).expect("JSON")
    }
}

/// Makes a file once for each run of the tests, under a name that another run replaces.
fn kept(name: &str, make: fn(&Path)) -> PathBuf {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let (made, kept) = (folder.path().join(name), Path::new(env!("CARGO_TARGET_TMPDIR")).join(name));
    make(&made);
    std::fs::rename(made, &kept).expect("renamed");
    kept
}

/// Today and now, as the program sees them.
pub fn moment() -> (NaiveDate, DateTime<Utc>) {
    let now = DateTime::<Utc>::from(std::time::SystemTime::now());
    (domain::calendar::local(now).date(), now)
}

fn empty(path: &Path, passphrase: &str) -> (SchemeFile, String) {
    let new = NewScheme { person: "", passphrase, role: Role::TeamManager, kdf: Kdf::for_tests() };
    let (file, recovery) = SchemeFile::create(path, &new).expect("made");
    (file, recovery.text().to_string())
}

fn make_up(path: &Path) {
    let (today, now) = moment();
    let (mut file, _) = empty(path, demo::PASSPHRASE);
    let steps = demo::scheme(today, now).into_iter().map(|(context, command)| (command, context));
    file.run_many(&mut World::default(), steps, 1_000).expect("the demonstration is told");
    file.close().expect("closed");
}

/// Gives back the recovery key.
fn make_real(path: &Path) -> String {
    let (today, now) = moment();
    let (mut file, key) = empty(path, PHRASE);
    let mut world = World::default();
    let child = ChildDetails::new(Name::new("Leila", CANARY), today - chrono::Days::new(4_000), CANARY);
    let visitor = VisitorDetails { name: Name::new("Ann", CANARY), ..VisitorDetails::default() };
    for command in [
        Command::SetUpScheme {
            name: format!("{CANARY} Visitors"),
            coordinator: CANARY.to_owned(),
            authority: CANARY.to_owned(),
            demonstration: false,
        },
        Command::AddChild { details: Box::new(child), placement: None },
        Command::AddVisitor { details: Box::new(visitor), stage: Stage::Enquiry, on: today, by: None },
    ] {
        let context = file.context(today, now, CANARY).expect("a context");
        file.run(&mut world, &command, &context).expect("a real scheme");
    }
    file.close().expect("closed");
    key
}
