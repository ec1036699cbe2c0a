//! A sealed file of a made-up scheme on a fixed morning, and the program in front of it.

use chrono::{DateTime, NaiveDate, TimeZone as _, Utc};
use domain::command::{Command, Context};
use domain::deadline::{Band, Deadline};
use domain::people::Role;
use domain::record::{Match, Subject};
use domain::world::World;
use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;
use store::{Access, Kdf, NewScheme, Person, SchemeFile};
use tempfile::TempDir;
use tui::app::{Model, Start};
use tui::desk::Desk;
use tui::engine::event::Now;
use tui::engine::harness::Harness;
use tui::engine::theme::{Look, Theme, UNICODE};
use tui::keys::Tab;
use tui::msg::Opening;
use tui::runner::FileRunner;
use zeroize::Zeroizing;

/// The program under test, on a real file.
pub type Screens = Harness<Model, FileRunner>;

/// Monday 23 November 2026, ten past eight.
pub fn moment() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, 8, 10, 0).unwrap()
}

pub fn today() -> NaiveDate {
    moment().date_naive()
}

pub const DEFAULT: Theme = Theme { look: Look::Default, signs: &UNICODE };

fn sealed(steps: Vec<(Context, Command)>) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scheme.befriend");
    let new = NewScheme {
        person: "",
        passphrase: demo::PASSPHRASE,
        role: Role::TeamManager,
        kdf: Kdf::for_tests(),
    };
    let (mut file, _) = SchemeFile::create(&path, &new).unwrap();
    let mut world = World::default();
    file.run_many(&mut world, steps.into_iter().map(|(context, command)| (command, context)), 500).unwrap();
    file.close().unwrap();
    std::fs::read(&path).unwrap()
}

/// The bytes of the demonstration's file, made once.
fn demo_bytes() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| sealed(demo::scheme(today(), moment())))
}

/// The program in front of a file of its own, that goes when the test ends.
pub struct At {
    screens: Screens,
    pub path: PathBuf,
    _folder: TempDir,
}

impl Deref for At {
    type Target = Screens;
    fn deref(&self) -> &Screens {
        &self.screens
    }
}

impl DerefMut for At {
    fn deref_mut(&mut self) -> &mut Screens {
        &mut self.screens
    }
}

fn start(theme: Theme, passphrase: Option<&str>) -> Start {
    Start {
        theme,
        notes: vec!["A made-up scheme.".to_owned()],
        passphrase: passphrase.map(|p| Zeroizing::new(p.to_owned())),
        asks_name: false,
        person: None,
        today: None,
    }
}

fn screens(path: &Path, (w, h): (u16, u16), access: Access, start: Start, now: DateTime<Utc>) -> Screens {
    Harness::starting_at(Model::new(start), w, h, FileRunner::new(path.to_owned(), access, false), now)
}

/// Writes a file that nobody else can read, as the program demands it.
fn put(path: &Path, bytes: &[u8]) {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).unwrap().write_all(bytes).unwrap();
}

fn with_bytes(bytes: &[u8], size: (u16, u16), access: Access, start: Start) -> At {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scheme.befriend");
    put(&path, bytes);
    let screens = screens(&path, size, access, start, moment());
    assert_eq!(screens.app.ended, None);
    At { screens, path, _folder: folder }
}

/// The demonstration, at its lock page.
pub fn locked() -> At {
    with_bytes(demo_bytes(), (80, 24), Access::ReadWrite, start(DEFAULT, None))
}

/// The demonstration with a co-ordinator and a reader beside its first person, at the page that asks for a name.
pub fn for_three(w: u16, h: u16) -> At {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    let bytes = BYTES.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("scheme.befriend");
        put(&path, demo_bytes());
        let (mut file, mut world) = reread(&path);
        let others = [
            ("Bo Lind", "the words of bo", Role::CoOrdinator),
            ("Rae Wells", "the words of rae", Role::Reader),
        ];
        for (name, passphrase, role) in others {
            let context = file.context(today(), moment(), file.acting(&world)).unwrap();
            let person = Person { name, passphrase, role, invited: false };
            file.let_in(&mut world, &context, &person, demo::PASSPHRASE).unwrap();
        }
        file.close().unwrap();
        std::fs::read(&path).unwrap()
    });
    with_bytes(bytes, (w, h), Access::ReadWrite, Start { asks_name: true, ..start(DEFAULT, None) })
}

/// The demonstration, opened, on a screen of that size.
pub fn opened(w: u16, h: u16) -> At {
    themed(w, h, DEFAULT)
}

/// The same in another theme.
pub fn themed(w: u16, h: u16, theme: Theme) -> At {
    with_bytes(demo_bytes(), (w, h), Access::ReadWrite, start(theme, Some(demo::PASSPHRASE)))
}

/// The demonstration, opened at another moment than the morning's.
pub fn at_moment(now: DateTime<Utc>, w: u16, h: u16) -> At {
    let mut at = locked();
    at.screens = screens(&at.path, (w, h), Access::ReadWrite, start(DEFAULT, Some(demo::PASSPHRASE)), now);
    at
}

/// A made-up scheme of more visits than one key looks through, opened.
pub fn long(w: u16, h: u16) -> At {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    let bytes = BYTES.get_or_init(|| sealed(demo::sized(12, 12, 10, 700, today(), moment()).steps));
    with_bytes(bytes, (w, h), Access::ReadWrite, start(DEFAULT, Some(demo::PASSPHRASE)))
}

/// The demonstration, to be looked at only.
pub fn looking_only(w: u16, h: u16) -> At {
    with_bytes(demo_bytes(), (w, h), Access::ReadOnly, start(DEFAULT, Some(demo::PASSPHRASE)))
}

/// A scheme of steps of one's own.
pub fn told(steps: Vec<(Context, Command)>, w: u16, h: u16) -> At {
    with_bytes(&sealed(steps), (w, h), Access::ReadWrite, start(DEFAULT, Some(demo::PASSPHRASE)))
}

/// The demonstration with what a team manager has done about one of its visitors, opened by a co-ordinator: the manager
/// has a passphrase of her own.
pub fn opened_by_a_coordinator(
    whom: &dyn Fn(&World) -> (domain::id::VisitorId, String),
    done: &dyn Fn(&World, domain::id::VisitorId) -> Vec<Command>,
) -> At {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scheme.befriend");
    let (person, passphrase) = ("", demo::PASSPHRASE);
    let new = NewScheme { person, passphrase, role: Role::TeamManager, kdf: Kdf::for_tests() };
    let (mut file, _) = SchemeFile::create(&path, &new).unwrap();
    let mut world = World::default();
    let steps = demo::scheme(today(), moment()).into_iter().map(|(context, command)| (command, context));
    file.run_many(&mut world, steps, 500).unwrap();
    let (visitor, _) = whom(&world);
    for mut command in done(&world, visitor) {
        if let Command::TakeAllegationStep { allegation, .. } = &mut command {
            *allegation = world.allegations().last().unwrap().id;
        }
        let mut context = file.context(today(), moment(), demo::COORDINATOR).unwrap();
        context.chance = [9; 10];
        file.run(&mut world, &command, &context).unwrap();
    }
    let mut context = file.context(today(), moment(), demo::COORDINATOR).unwrap();
    context.chance = [8; 10];
    let (name, words) = ("Bo Lind", "the words of bo");
    let person = Person { name, passphrase: words, role: Role::CoOrdinator, invited: false };
    file.let_in(&mut world, &context, &person, demo::PASSPHRASE).unwrap();
    file.close().unwrap();
    let bytes = std::fs::read(&path).unwrap();
    let start = Start { asks_name: true, person: Some(name.to_owned()), ..start(DEFAULT, Some(words)) };
    with_bytes(&bytes, (80, 24), Access::ReadWrite, start)
}

/// A file that the program has closed, opened on the screens by one of several people.
pub fn opened_again(path: &Path, name: &str, passphrase: &str) -> At {
    let start = Start { asks_name: true, person: Some(name.to_owned()), ..start(DEFAULT, Some(passphrase)) };
    with_bytes(&std::fs::read(path).unwrap(), (120, 40), Access::ReadWrite, start)
}

/// What the file holds, read anew. The program must have closed it.
pub fn reread(path: &Path) -> (SchemeFile, World) {
    reread_by(path, "", demo::PASSPHRASE)
}

/// The same, by one of several people.
pub fn reread_by(path: &Path, name: &str, passphrase: &str) -> (SchemeFile, World) {
    let opened = SchemeFile::open(path, name, passphrase, Access::ReadWrite).unwrap();
    assert!(opened.unread.is_empty());
    (opened.file, opened.world)
}

/// Sound from the first byte to the last.
pub fn verified(file: &SchemeFile) {
    let report = file.verify(&mut |_, _| ()).unwrap();
    assert!(report.is_sound(), "the file does not verify");
}

impl At {
    pub fn desk(&self) -> &Desk {
        self.app.desk().expect("the file is open")
    }

    pub fn world(&self) -> &World {
        &self.desk().world
    }

    /// A person, match or visit by a part of the name, for asking the world about it.
    pub fn child(&self, name: &str) -> Subject {
        let found = self.world().children().find(|c| c.name.full().contains(name));
        Subject::Child(found.unwrap_or_else(|| panic!("no child called {name}")).id)
    }

    /// The reference of a child, by a part of the name.
    pub fn child_ref(&self, name: &str) -> String {
        self.world().reference(self.child(name)).expect("a child has one").to_string()
    }

    /// A visitor by a part of the name.
    pub fn visitor(&self, name: &str) -> Subject {
        let found = self.world().visitors().find(|v| v.name.full().contains(name));
        Subject::Visitor(found.unwrap_or_else(|| panic!("no visitor called {name}")).id)
    }

    /// The reference of a visitor, by a part of the name.
    pub fn visitor_ref(&self, name: &str) -> String {
        self.world().reference(self.visitor(name)).expect("a visitor has one").to_string()
    }

    /// The open match of a child, by a part of the name.
    pub fn match_of(&self, name: &str) -> &Match {
        let child = self.child(name);
        let found = self.world().matches().find(|m| m.is_open() && Subject::Child(m.child) == child);
        found.unwrap_or_else(|| panic!("no open match of {name}"))
    }

    /// Its reference.
    pub fn match_ref(&self, name: &str) -> String {
        self.match_of(name).reference().to_string()
    }

    /// The number in the tab bar.
    pub fn count(&self, tab: &str) -> usize {
        let bar = self.row(0);
        let words: Vec<&str> = bar.split_whitespace().collect();
        let at = words.iter().position(|w| *w == tab).unwrap_or_else(|| panic!("no tab {tab}: {bar}"));
        words[at + 1].parse().unwrap_or_else(|_| panic!("no count behind {tab}: {bar}"))
    }

    /// Asserts that a text can be read on the screen; line ends and the space around them do not count.
    #[track_caller]
    pub fn says(&self, text: &str) -> &Self {
        assert!(flat(&self.screen()).contains(text), "not on the screen: {text}\n{}", self.screen());
        self
    }

    /// Asserts that it cannot.
    #[track_caller]
    pub fn silent(&self, text: &str) -> &Self {
        assert!(!flat(&self.screen()).contains(text), "on the screen: {text}\n{}", self.screen());
        self
    }

    /// What stands at the right of the upright line, as running text: the past beside its record.
    pub fn beside(&self) -> String {
        let screen = self.screen();
        flat(
            &screen
                .lines()
                .filter_map(|l| l.split_once('│'))
                .map(|(_, past)| past)
                .collect::<Vec<_>>()
                .join("\n"),
        )
    }

    /// Asserts that a text can be read there.
    #[track_caller]
    pub fn says_beside(&self, text: &str) -> &Self {
        assert!(self.beside().contains(text), "not beside the record: {text}\n{}", self.screen());
        self
    }

    /// The row that is marked by the cursor.
    pub fn cursor(&self) -> String {
        let screen = self.screen();
        screen.lines().skip(1).find(|l| l.starts_with('>')).unwrap_or_default().to_owned()
    }

    /// What a person does, in the notation of the scripts.
    #[track_caller]
    pub fn keys(&mut self, script: &str) -> &mut Self {
        self.screens.keys(script);
        self
    }

    /// Time passes.
    pub fn wait(&mut self, time: Duration) -> &mut Self {
        self.screens.wait(time);
        self
    }

    /// A moment passes.
    pub fn moment(&mut self) -> &mut Self {
        self.wait(Duration::from_millis(1))
    }

    /// Ends the program as leaving does, and starts it anew on the same file.
    pub fn again(&mut self) -> &mut Self {
        self.screens.runner.close().unwrap();
        let now = self.screens.now().utc;
        self.screens =
            screens(&self.path, (80, 24), Access::ReadWrite, start(DEFAULT, Some(demo::PASSPHRASE)), now);
        self
    }

    /// Ends the program as `kill -9` does: nothing is closed, and nothing more is written.
    pub fn killed(&mut self) -> &mut Self {
        // The file as it lies on the disk at this moment, without a word to the program that has it open.
        let bytes = std::fs::read(&self.path).unwrap();
        let now = self.screens.now().utc;
        self.path.set_extension("after");
        put(&self.path, &bytes);
        self.screens =
            screens(&self.path, (80, 24), Access::ReadWrite, start(DEFAULT, Some(demo::PASSPHRASE)), now);
        self
    }

    /// Holds what is kept up to date change by change against what is made anew from the same records.
    #[track_caller]
    pub fn is_kept_as_if_made_anew(&mut self) {
        as_if_made_anew(self.app.desk_mut().expect("the file is open"));
    }

    /// Leaves, and holds the file against the world that the program had.
    #[track_caller]
    pub fn holds_what_was_shown(mut self) {
        let world = self.world().clone();
        self.screens.runner.close().unwrap();
        let (file, read) = reread(&self.path);
        assert!(read == world, "the file and the screen tell two stories");
        verified(&file);
    }
}

/// Holds what is kept up to date change by change against what is made anew from the same records.
#[track_caller]
pub fn as_if_made_anew(desk: &mut Desk) {
    // After a change of the settings all is derived piece by piece: the last piece is waited for.
    desk.list(Tab::Deadlines);
    let opening = Opening {
        world: desk.world.clone(),
        head: desk.head,
        drafts: Vec::new(),
        by: desk.by.clone(),
        role: desk.role,
        read_only: false,
        unread: 0,
        low_space: false,
    };
    let now = Now { instant: desk.instant, utc: desk.now, local: desk.now.naive_utc() };
    let mut anew = Desk::new(opening, now, desk.today, desk.theme, true);
    (anew.names, anew.snoozed_too) = (desk.names, desk.snoozed_too);
    let told = |d: &Deadline| {
        // The time that is left is looked at when the clock moves on.
        let why = if d.at.is_some() { String::new() } else { d.why.clone() };
        (d.rule, d.subject, d.due, d.band, d.days, d.detail.clone(), d.snoozed, why)
    };
    assert_eq!(
        desk.deadlines.iter().map(told).collect::<Vec<_>>(),
        anew.deadlines.iter().map(told).collect::<Vec<_>>()
    );
    assert_eq!(desk.counts(), anew.counts());
    assert_eq!((desk.put_off(), desk.fell_due()), (anew.put_off(), anew.fell_due()));
    for band in Band::ALL {
        assert_eq!(desk.in_band(*band), anew.in_band(*band), "{}", band.key());
    }
    for tab in Tab::ALL {
        let kept: Vec<_> = desk.list(tab).all().cloned().collect();
        let fresh: Vec<_> = anew.list(tab).all().cloned().collect();
        assert!(kept.len() == fresh.len(), "{}: {} rows and {}", tab.title(), kept.len(), fresh.len());
        for (kept, fresh) in kept.iter().zip(&fresh) {
            assert_eq!(kept, fresh, "{}", tab.title());
        }
    }
}

/// A screen as running text.
pub fn flat(screen: &str) -> String {
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Goes on to a field of the form by its label.
#[track_caller]
pub fn to_field(at: &mut At, label: &str) {
    for _ in 0..60 {
        if at.screen().lines().any(|l| l.starts_with(&format!(" > {label}"))) {
            return;
        }
        at.keys("Tab");
    }
    panic!("no field {label}\n{}", at.screen());
}
