//! What can happen to the model, and what it wants done outside itself.

use crate::engine::event::Event;
use crate::engine::field::Values;
use domain::command::{Command, Overriding, Undoable};
use domain::id::VisitId;
use domain::record::VisitReport;
use domain::world::World;
use store::{Draft, DraftKey, Head, HistoryEntry, RunError};
use zeroize::Zeroizing;

/// What can happen.
pub enum Msg {
    /// A key, the mouse, the time.
    Event(Event),
    /// The file is open.
    Opened(Box<Opening>),
    /// It does not open: why, and whether another passphrase could help.
    NotOpened {
        /// A whole sentence.
        sentence: String,
        /// Whether to ask again.
        again: bool,
    },
    /// The file is open, and the person has a passphrase of somebody else's making: another is to be chosen first. With
    /// what was wrong with the last one, in a whole sentence.
    MustChoose(Option<String>),
    /// A command was carried out, or not. The world comes back either way.
    Ran {
        /// The world, changed if the command was carried out.
        world: Box<World>,
        /// What became of it.
        outcome: Box<Result<store::Done, RunError>>,
        /// Where the file stands now, if it is open.
        head: Option<Head>,
        /// The draft that it completed.
        cleared: Option<DraftKey>,
        /// What was asked for.
        command: Box<Command>,
    },
    /// A report came from the file.
    Report(VisitId, Box<Option<VisitReport>>),
    /// A past came from the file.
    History {
        /// Its changes, newest first.
        entries: Vec<HistoryEntry>,
        /// Nothing older is still to be gone through.
        whole: bool,
        /// There are older ones, which are not among them.
        more: bool,
    },
    /// A piece of the journal was gone through: whether that was the last, or why it could not be, in a whole
    /// sentence.
    PastRead(Result<bool, String>),
    /// The last change, if it can be taken back.
    Undoable(Option<Box<Undoable>>),
    /// The program has stood still, for who knows how long, and goes on.
    GoesOn,
    /// A draft is safe.
    DraftKept(DraftKey),
    /// A draft could not be kept: a whole sentence.
    DraftNotKept(String),
    /// The place for a page is found; or why not, in a whole sentence.
    PageMade(Result<(), String>),
    /// A page is written, and where it is; or why not, in a whole sentence.
    PageWritten(Result<String, String>),
    /// Something could not be read or kept: a whole sentence.
    Failed(String),
}

/// What opening a file brings.
pub struct Opening {
    /// The scheme.
    pub world: World,
    /// Where the file stands.
    pub head: Head,
    /// What was being typed.
    pub drafts: Vec<Draft>,
    /// Who unlocked it, by name.
    pub by: String,
    /// What that person may do.
    pub role: domain::people::Role,
    /// It can be looked at only.
    pub read_only: bool,
    /// Records that this version cannot read.
    pub unread: usize,
    /// Little room is left on the disk.
    pub low_space: bool,
}

/// Whose past is asked for.
#[derive(Clone, PartialEq, Eq)]
pub struct PastOf {
    /// That of these records; with none, of the whole scheme.
    pub records: Vec<(domain::record::Kind, domain::id::RawId)>,
    /// Of their changes only those that touched this visit: a match's ledger is touched by each of its visits, and the
    /// past of one visit is its own.
    pub only: Option<VisitId>,
}

/// What is to be done outside.
pub enum Effect {
    /// Open the file.
    Unlock {
        /// Whose passphrase it is; empty while the file is for one person.
        name: String,
        /// As typed.
        passphrase: Zeroizing<String>,
    },
    /// Give the person who unlocked the file this passphrase, and go on opening it.
    ChoosePassphrase {
        /// As typed.
        passphrase: Zeroizing<String>,
        /// The day.
        today: chrono::NaiveDate,
        /// The instant.
        now: chrono::DateTime<chrono::Utc>,
    },
    /// Close the file and forget the keys.
    Lock,
    /// Carry out a command. The world goes along and comes back.
    Run {
        /// The world.
        world: Box<World>,
        /// What to do.
        command: Box<Command>,
        /// Findings that are gone on with.
        overriding: Option<Overriding>,
        /// The draft that it completes.
        clear: Option<DraftKey>,
        /// The moment.
        today: chrono::NaiveDate,
        /// The instant.
        now: chrono::DateTime<chrono::Utc>,
        /// Who acts.
        by: String,
    },
    /// Keep a draft.
    KeepDraft(DraftKey, Values, chrono::DateTime<chrono::Utc>),
    /// Forget a draft.
    DropDraft(DraftKey),
    /// Fetch a report.
    LoadReport(VisitId),
    /// Fetch a past.
    LoadHistory(PastOf),
    /// Go through a piece of the journal, to learn which changes touched what.
    ReadPast,
    /// Fetch the last change.
    LoadUndoable,
    /// Put a text on the clipboard.
    Copy(String),
    /// Find the place for a page; in a folder it has the name that goes along.
    MakePage {
        /// As typed.
        path: std::path::PathBuf,
        /// References, and never a name.
        named: String,
    },
    /// Write the page, and give it its name.
    FillPage(String),
    /// Give the page up.
    DropPage,
    /// Give the mouse to the program, or to the terminal.
    Mouse(bool),
    /// Draw everything anew.
    Redraw,
    /// Stand still until told to go on.
    Stop,
}
