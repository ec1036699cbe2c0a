//! A made-up co-ordinator at a made-up file.

use std::path::PathBuf;

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::command::{
    ChildDetails, Command, Context, Happened, NewPlacement, NewReferral, NewReport, Overriding, VisitPlan,
    VisitorDetails,
};
use domain::id::{ChildId, MatchId, VisitId, VisitorId};
use domain::people::Role;
use domain::record::{ChosenBy, Name, Pack, PlacementKind, Professional, Stage, Subject};
use domain::rule::RuleId;
use domain::world::World;
use store::{Access, Done, Kdf, NewScheme, RunError, SchemeFile};
use tempfile::TempDir;

/// The file is for one person until somebody else is let in.
pub const PERSON: &str = "";
pub const PHRASE: &str = "otter lantern quilt ferry";

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub struct Desk {
    pub file: SchemeFile,
    pub world: World,
    pub today: NaiveDate,
    pub by: String,
    /// Every override is taken on with this reason.
    pub reason: Option<String>,
    pub path: PathBuf,
    folder: TempDir,
}

impl Desk {
    /// An empty file, not even set up.
    pub fn bare() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("scheme.befriend");
        let new =
            NewScheme { person: PERSON, passphrase: PHRASE, role: Role::TeamManager, kdf: Kdf::for_tests() };
        let (file, _) = SchemeFile::create(&path, &new).unwrap();
        Self {
            file,
            world: World::default(),
            today: day("2026-11-22"),
            by: "Maya Stone".to_owned(),
            reason: Some("made up for a test".to_owned()),
            path,
            folder,
        }
    }

    /// A scheme that was set up.
    pub fn new() -> Self {
        let mut desk = Self::bare();
        desk.run(Command::SetUpScheme {
            name: "Made-up scheme".to_owned(),
            coordinator: desk.by.clone(),
            authority: "Northshire".to_owned(),
            demonstration: true,
        });
        desk
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.today.and_hms_opt(10, 30, 0).unwrap().and_utc()
    }

    pub fn context(&self) -> Context {
        let mut context = self.file.context(self.today, self.now(), &self.by).unwrap();
        context.overriding = self.reason.as_ref().map(|reason| Overriding {
            rules: RuleId::ALL.to_vec(),
            by: self.by.clone(),
            reason: reason.clone(),
        });
        context
    }

    pub fn try_run(&mut self, command: &Command) -> Result<Done, RunError> {
        let context = self.context();
        self.file.run(&mut self.world, command, &context)
    }

    #[track_caller]
    pub fn run(&mut self, command: Command) -> Done {
        self.try_run(&command).unwrap_or_else(|error| panic!("{command:?}: {error}"))
    }

    /// Closes the file, opens it again, and holds what it finds against what was there.
    #[track_caller]
    pub fn reopened(self) -> Self {
        let Self { file, world, path, .. } = self;
        let head = file.head();
        file.close().unwrap();
        let opened = SchemeFile::open(&path, PERSON, PHRASE, Access::ReadWrite).unwrap();
        assert!(opened.world == world, "the world is not what it was");
        assert_eq!(opened.unread, []);
        assert_eq!(opened.file.head(), head);
        Self { file: opened.file, world: opened.world, path, ..self }
    }

    /// Lets somebody else in.
    #[track_caller]
    pub fn let_in(&mut self, name: &str, passphrase: &str, role: Role) {
        let person = store::Person { name, passphrase, role, invited: false };
        let context = self.context();
        self.file.let_in(&mut self.world, &context, &person, PHRASE).unwrap();
    }

    /// The same file, closed and opened by somebody.
    #[track_caller]
    pub fn opened_by(self, person: &str, passphrase: &str) -> Self {
        let Self { file, path, .. } = self;
        file.close().unwrap();
        let opened = SchemeFile::open(&path, person, passphrase, Access::ReadWrite).unwrap();
        Self { file: opened.file, world: opened.world, path, ..self }
    }

    /// Tries these names and passphrases, expecting what is said of each, and goes on as the last.
    #[track_caller]
    pub fn opens_for(self, tries: &[(&str, &str, bool)]) -> Self {
        let Self { file, path, .. } = self;
        file.close().unwrap();
        for (name, phrase, expected) in tries {
            match SchemeFile::open(&path, name, phrase, Access::ReadOnly) {
                Ok(_) => assert!(expected, "{name:?} opens it"),
                // A wrong name and a wrong passphrase are one.
                Err(error) => {
                    assert_eq!(error, store::Error::Sealed(store::sealed::Error::WrongPassphrase));
                    assert!(!expected, "{name:?} does not open it");
                }
            }
        }
        let (name, phrase, _) = tries.last().unwrap();
        let opened = SchemeFile::open(&path, name, phrase, Access::ReadWrite).unwrap();
        Self { file: opened.file, world: opened.world, path, ..self }
    }

    /// Closes the file. The folder goes with what is returned.
    pub fn closed(self) -> (TempDir, PathBuf) {
        self.file.close().unwrap();
        (self.folder, self.path)
    }

    pub fn child(&mut self, first: &str) -> ChildId {
        match self.run(add_child(first, day("2014-05-01"))).decision.subject {
            Subject::Child(id) => id,
            other => panic!("{other:?}"),
        }
    }

    pub fn visitor(&mut self, first: &str) -> VisitorId {
        match self.run(add_visitor(first, self.today)).decision.subject {
            Subject::Visitor(id) => id,
            other => panic!("{other:?}"),
        }
    }

    pub fn a_match(&mut self) -> MatchId {
        let (child, visitor) = (self.child("Leila"), self.visitor("Ann"));
        self.start(child, visitor)
    }

    pub fn start(&mut self, child: ChildId, visitor: VisitorId) -> MatchId {
        let start = Command::StartMatch { child, visitor, on: day("2026-01-10"), rationale: None };
        match self.run(start).decision.subject {
            Subject::Match(id) => id,
            other => panic!("{other:?}"),
        }
    }

    pub fn planned(&mut self, match_id: MatchId) -> VisitId {
        let date = self.today + Days::new(3);
        match self.run(plan(match_id, date)).decision.subject {
            Subject::Visit(id) => id,
            other => panic!("{other:?}"),
        }
    }
}

pub fn add_child(first: &str, born: NaiveDate) -> Command {
    let mut details = ChildDetails::new(Name::new(first, "Haddad"), born, "Northshire");
    details.social_worker = Some(Professional::named("Sam Poole"));
    let placement = NewPlacement::new(
        day("2025-03-01"),
        PlacementKind::Foster,
        "The Wrights, 12 Orchard Row",
        day("2025-03-02"),
    );
    Command::AddChild { details: Box::new(details), placement: Some(Box::new(placement)) }
}

pub fn add_visitor(first: &str, on: NaiveDate) -> Command {
    let details = VisitorDetails {
        name: Name::new(first, "Okafor"),
        born: Some(day("1980-02-03")),
        named_worker: Some("Maya Stone".to_owned()),
        pack: Some(Pack { version: "2026".to_owned(), on }),
        interests: vec!["swimming".to_owned(), "chess".to_owned()],
        ..VisitorDetails::default()
    };
    Command::AddVisitor {
        details: Box::new(details),
        stage: Stage::Approved,
        on,
        by: Some("the panel".to_owned()),
    }
}

pub fn referral(child: ChildId, received: NaiveDate) -> Command {
    let referral = NewReferral {
        views: None,
        received,
        how: Some("e-mail".to_owned()),
        referrer: Professional::named("Sam Poole"),
        grounds: Vec::new(),
        child_agrees: Some(true),
        acknowledged: None,
    };
    Command::ReceiveReferral { child, referral: Box::new(referral) }
}

pub fn plan(match_id: MatchId, date: NaiveDate) -> Command {
    Command::PlanVisit { match_id, plan: Box::new(VisitPlan::on(date, None)) }
}

pub fn report(match_id: MatchId, visit: Option<VisitId>, date: NaiveDate, words: &str) -> Command {
    Command::FileVisitReport {
        report: Box::new(NewReport {
            match_id,
            visit,
            date,
            received: date,
            happened: Happened::Yes,
            minutes: Some(150),
            activity: "Swimming and chips".to_owned(),
            chosen_by: Some(ChosenBy::Both),
            child_words: words.to_owned(),
            visitor_view: "They were at ease, and asked about the next time.".to_owned(),
            concern: None,
            next: None,
            expenses: None,
            support_wanted: None,
            looked_at: false,
        }),
    }
}
