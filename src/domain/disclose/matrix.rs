//! The confidentiality matrix (domain section 4) as data: one row for each kind of information, one cell for each
//! reader, with the condition under which it is given.

use crate::record::Reader;

/// One column: a reader; of a visitor, also where they stand with the child.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Column {
    /// The child.
    Child,
    /// A visitor who is thought of for the child.
    Potential,
    /// The child's visitor.
    Matched,
    /// A visitor whose match with the child has ended.
    Former,
    /// The carer.
    Carer,
    /// The social worker.
    SocialWorker,
    /// The reviewing officer.
    Iro,
    /// The co-ordinator.
    Coordinator,
    /// The team manager.
    TeamManager,
    /// The LADO.
    Lado,
    /// Management and commissioners.
    Management,
}

impl Column {
    /// Every column, in the order of the cells of a row.
    pub const ALL: &'static [Self] = &[
        Self::Child,
        Self::Potential,
        Self::Matched,
        Self::Former,
        Self::Carer,
        Self::SocialWorker,
        Self::Iro,
        Self::Coordinator,
        Self::TeamManager,
        Self::Lado,
        Self::Management,
    ];

    /// The reader whose column it is.
    #[must_use]
    pub const fn reader(self) -> Reader {
        match self {
            Self::Child => Reader::Child,
            Self::Potential | Self::Matched | Self::Former => Reader::Visitor,
            Self::Carer => Reader::Carer,
            Self::SocialWorker => Reader::SocialWorker,
            Self::Iro => Reader::Iro,
            Self::Coordinator => Reader::Coordinator,
            Self::TeamManager => Reader::TeamManager,
            Self::Lado => Reader::Lado,
            Self::Management => Reader::Management,
        }
    }
}

/// How much a cell gives when its condition is met.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shows {
    /// All of it.
    All,
    /// Only the part that is needed.
    Part,
    /// Nothing.
    Nothing,
    /// Only counted together with others (R109).
    Aggregate,
    /// The reader's own data, on a subject access request only, with others taken out.
    SubjectAccess,
    /// The information does not arise for this reader.
    NotApplicable,
}

/// Under which condition.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum When {
    /// Always.
    Always,
    /// The child consents (R30, R86c).
    ChildConsents,
    /// The visitor consents.
    VisitorConsents,
    /// All three have agreed and visiting is established (R34, R35).
    ThreeAgree,
    /// It is the home where the child lives now: kept current, and the carer's own.
    LivesThere,
    /// The child may be photographed (R13).
    PhotosAllowed,
    /// The concern was passed on to children's social care.
    PassedOn,
    /// The visitor's own report raised it.
    OwnReport,
    /// The concern is about a carer or somebody else who works with the child.
    AboutWorker,
    /// The visitor whom it is about visits the child (row 24).
    ChildAffected,
    /// The LADO has agreed that the visitor hears of it (R73).
    LadoAgrees,
    /// The team manager has looked at it, and visits are not paused: to be told fairly, when that is safe.
    Safe,
    /// A person has decided so, and the release that is asked for records it with its test.
    Decided,
}

/// One cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cell {
    /// How much.
    pub shows: Shows,
    /// When.
    pub when: When,
    /// A safeguarding override, recorded with its test, opens it.
    pub by_override: bool,
}

/// How carefully something is kept: what the margin shows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    /// Shared among those around the child.
    Shared,
    /// For those who need it for their task.
    NeedToKnow,
    /// Between child and visitor, or said in confidence.
    Confidential,
    /// For very few.
    Restricted,
}

impl Level {
    /// The words for it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Shared => "shared",
            Self::NeedToKnow => "need to know",
            Self::Confidential => "confidential",
            Self::Restricted => "restricted",
        }
    }
}

/// One row.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Its number in the field notes.
    pub number: u8,
    /// What information it is about.
    pub title: &'static str,
    /// How carefully it is kept.
    pub level: Level,
    /// A cell for each of [`Column::ALL`].
    pub cells: [Cell; 11],
    /// Where it stands.
    pub source: &'static str,
}

impl Row {
    /// The row with this number.
    #[must_use]
    pub fn of(number: u8) -> Option<&'static Self> {
        MATRIX.iter().find(|row| row.number == number)
    }

    /// The cell of a column.
    #[must_use]
    pub const fn cell(&self, column: Column) -> Cell {
        self.cells[column as usize]
    }

    /// Whether those who may not see it are not to learn that there is any: concerns, complaints and allegations.
    #[must_use]
    pub const fn is_unspoken(&self) -> bool {
        matches!(self.number, 22..=25)
    }
}

const fn cell(shows: Shows, when: When, by_override: bool) -> Cell {
    Cell { shows, when, by_override }
}

const Y: Cell = cell(Shows::All, When::Always, false);
const P: Cell = cell(Shows::Part, When::Always, false);
const N: Cell = cell(Shows::Nothing, When::Always, false);
const X: Cell = cell(Shows::NotApplicable, When::Always, false);
const A: Cell = cell(Shows::Aggregate, When::Always, false);
const R: Cell = cell(Shows::SubjectAccess, When::Always, false);
/// The safeguarding override and nothing else.
const S: Cell = cell(Shows::All, When::Decided, true);
/// A part, when a person has decided so.
const D: Cell = cell(Shows::Part, When::Decided, true);
const C: Cell = cell(Shows::All, When::ChildConsents, false);
/// The child's consent, or the override.
const CS: Cell = cell(Shows::All, When::ChildConsents, true);
/// A part of what the child wants shared.
const CP: Cell = cell(Shows::Part, When::ChildConsents, false);
/// A part, with the visitor's consent.
const IP: Cell = cell(Shows::Part, When::VisitorConsents, false);
const THREE: Cell = cell(Shows::All, When::ThreeAgree, false);
const HOME: Cell = cell(Shows::All, When::LivesThere, false);
const PHOTO: Cell = cell(Shows::All, When::PhotosAllowed, false);
const PASSED: Cell = cell(Shows::All, When::PassedOn, false);
/// The LADO: a concern about a worker.
const WORKER: Cell = cell(Shows::All, When::AboutWorker, false);
const AFFECTED: Cell = cell(Shows::All, When::ChildAffected, false);
/// A part, where the child is affected.
const AP: Cell = cell(Shows::Part, When::ChildAffected, false);
const AGREED: Cell = cell(Shows::All, When::LadoAgrees, false);
const SAFE: Cell = cell(Shows::All, When::Safe, false);
const RAISED: Cell = cell(Shows::Part, When::OwnReport, false);

const fn row(number: u8, level: Level, title: &'static str, cells: [Cell; 11], source: &'static str) -> Row {
    Row { number, title, level, cells, source }
}

use Level::{Confidential, NeedToKnow, Restricted, Shared};

/// The rows. What the notes leave to the local authority (`per LA`) is not given by this program.
#[rustfmt::skip]
pub const MATRIX: &[Row] = &[
    //                                                     child potential matched former carer worker iro co-ord manager lado management
    row(1, Shared, "Child's first name, age, interests and wishes", [Y, Y, Y, N, Y, Y, Y, Y, Y, S, A], "S2 row 4; S1"),
    row(2, NeedToKnow, "Child's surname and date of birth", [Y, N, P, N, Y, Y, Y, Y, Y, S, N], "need to know; I5"),
    row(3, NeedToKnow, "Where the child lives, and the carer's telephone", [Y, N, HOME, N, HOME, Y, Y, Y, Y, S, N], "S1, Regular and Reliable"),
    row(4, Restricted, "Care history and reasons in care", [R, N, N, N, N, Y, Y, P, P, S, N], "S1, Risk; N2"),
    row(5, NeedToKnow, "Allergies, medical, phobias, diet", [Y, N, Y, N, Y, Y, Y, Y, Y, S, N], "S1, Sharing"),
    row(6, NeedToKnow, "Places and people to avoid; religion and culture", [P, N, Y, N, Y, Y, Y, Y, Y, S, N], "S1, Sharing"),
    row(7, Restricted, "The social worker's risk assessment in full", [R, N, N, N, N, Y, Y, Y, Y, S, N], "S1, Risk"),
    row(8, NeedToKnow, "Risk: headline and controls", [P, N, Y, N, Y, Y, Y, Y, Y, S, N], "S1, Risk"),
    row(9, Restricted, "Ethnicity, religion, disability, for monitoring", [R, N, CP, N, X, Y, Y, Y, Y, N, A], "I2; R109"),
    row(10, Restricted, "The referral", [R, N, N, N, N, Y, Y, Y, Y, S, N], "this program"),
    row(11, Shared, "Where the referral is up to", [Y, N, N, N, Y, Y, Y, Y, Y, N, A], "S2 row 5"),
    row(12, Shared, "The visitor's profile", [Y, Y, Y, Y, P, Y, P, Y, Y, S, N], "N1, P3"),
    row(13, NeedToKnow, "The visitor's telephone and e-mail", [THREE, Y, Y, Y, IP, P, N, Y, Y, S, N], "S1, Communicating"),
    row(14, Restricted, "The visitor's home, employer and family", [N, Y, Y, Y, N, N, N, Y, Y, S, N], "L2"),
    row(15, NeedToKnow, "That the visitor's DBS was checked, and until when", [N, Y, Y, Y, P, P, P, Y, Y, S, A], "K2"),
    row(16, Restricted, "What a DBS certificate holds", [N, Y, Y, Y, N, N, N, D, D, S, N], "Police Act 1997 s.124"),
    row(17, Restricted, "References and notes", [N, R, R, R, N, N, N, Y, Y, S, N], "K2"),
    row(18, Shared, "Days, times and places of visits", [Y, Y, Y, N, Y, P, P, Y, Y, S, A], "S1, Arranging Visits"),
    row(19, Confidential, "Visit report: what happened", [R, N, Y, N, N, P, P, Y, P, S, A], "S1: reports go to the co-ordinator"),
    row(20, Confidential, "Visit report: what the child said", [Y, N, Y, N, C, CS, CS, Y, P, S, N], "S1, Communicating"),
    row(21, Confidential, "The visitor's reflections and support", [N, N, Y, N, N, N, N, Y, Y, S, N], "V1"),
    row(22, Restricted, "A safeguarding concern about the child", [D, N, RAISED, N, N, Y, PASSED, Y, Y, WORKER, A], "S1; I5"),
    row(23, Restricted, "A complaint or concern about the visitor", [R, SAFE, SAFE, SAFE, D, P, N, Y, Y, S, A], "S1, Any Concerns; S2 row 9"),
    row(24, Restricted, "That there is an allegation against the visitor", [AP, AGREED, AGREED, AGREED, AP, AFFECTED, AP, P, Y, Y, A], "S2 row 9; L1"),
    row(25, Restricted, "An allegation in detail", [N, D, D, D, N, P, N, P, Y, Y, A], "L3"),
    row(26, Confidential, "What the child says in reviews", [Y, N, C, N, C, CS, CS, Y, Y, S, A], "N1; N5"),
    row(27, Confidential, "What others say in reviews", [P, N, P, N, P, P, P, Y, Y, S, A], "N1, N3"),
    row(28, Shared, "Whether the child wants the visitor at a meeting", [Y, N, Y, N, Y, Y, Y, Y, Y, X, N], "S1, Meetings"),
    row(29, NeedToKnow, "Photographs", [Y, N, PHOTO, N, P, P, N, N, N, S, N], "S1, Photography"),
    row(30, NeedToKnow, "Expenses", [N, Y, Y, Y, N, N, N, P, P, X, A], "this program"),
    row(31, Shared, "An ending and its reason", [Y, N, Y, Y, P, Y, Y, Y, Y, S, A], "V4; N5"),
    row(32, NeedToKnow, "Address and card after the match has ended", [X, N, N, N, X, Y, Y, Y, Y, S, N], "I5"),
    row(33, Restricted, "Consents, releases and the audit", [R, R, R, R, R, P, P, Y, Y, S, A], "I5 rule 7"),
];
