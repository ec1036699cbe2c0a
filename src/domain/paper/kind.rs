//! The kinds of paper: for whom each is, and of which record it is made.

use crate::id::{ChildId, MatchId, VisitorId};
use crate::record::{Reader, Subject};
use crate::world::World;
use chrono::NaiveDate;

/// A kind of paper (domain section 7). Its reader is fixed by it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// Who could visit, shown to the child before the match (row 12; R88).
    Profile,
    /// Where the request for a visitor is up to, for the child (row 11; R40).
    Request,
    /// What the visitor needs to know, and nothing else (R44).
    Briefing,
    /// That a visitor sees this child, for the carer (R27, R28, R24).
    Leaflet,
    /// Where things are up to, for the social worker: visits are counted, not told of (R40).
    Status,
    /// That a match began, for the social worker (R46).
    MatchNotice,
    /// One page for the reviewing officer before a review.
    IroUpdate,
    /// That visiting has ended, for the child.
    Ending,
}

/// Every kind with the word of the command line, and what it is.
const ALL: [(Kind, &str, &str); 8] = [
    (Kind::Profile, "profile", "the visitor's profile sheet, for the child"),
    (Kind::Request, "request", "where your request is up to, for the child"),
    (Kind::Briefing, "briefing", "the briefing, for the visitor"),
    (Kind::Leaflet, "leaflet", "a visitor sees this child, for the carer"),
    (Kind::Status, "status", "a status update, for the social worker"),
    (Kind::MatchNotice, "match-notice", "the notice of a match, for the social worker"),
    (Kind::IroUpdate, "iro-update", "a one-page update, for the reviewing officer"),
    (Kind::Ending, "ending", "the ending letter, for the child"),
];

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Profile,
        Self::Request,
        Self::Briefing,
        Self::Leaflet,
        Self::Status,
        Self::MatchNotice,
        Self::IroUpdate,
        Self::Ending,
    ];

    /// The word for it on the command line: `match-notice`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        ALL[self as usize].1
    }

    /// What it is: `the notice of a match, for the social worker`.
    #[must_use]
    pub const fn title(self) -> &'static str {
        ALL[self as usize].2
    }

    /// Reads the word of the command line.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        ALL.iter().find(|(_, k, _)| k.eq_ignore_ascii_case(key.trim())).map(|(kind, ..)| *kind)
    }

    /// For whom it is.
    #[must_use]
    pub const fn reader(self) -> Reader {
        match self {
            Self::Profile | Self::Request | Self::Ending => Reader::Child,
            Self::Briefing => Reader::Visitor,
            Self::Leaflet => Reader::Carer,
            Self::Status | Self::MatchNotice => Reader::SocialWorker,
            Self::IroUpdate => Reader::Iro,
        }
    }

    /// Whether the paper itself says how much was left out. Social worker and reviewing officer know why a scheme
    /// keeps things back, and where to ask. A child, a carer and a visitor would be left wondering what is kept from
    /// them: for those it is said to whoever gives the paper out.
    #[must_use]
    pub const fn says_what_is_left_out(self) -> bool {
        matches!(self.reader(), Reader::SocialWorker | Reader::Iro)
    }

    /// The record that it is made from, when it is asked for from this one.
    ///
    /// # Errors
    /// A whole sentence: what there would have to be on record.
    pub fn subject(self, world: &World, from: Subject, today: NaiveDate) -> Result<Subject, String> {
        let around = Around::of(world, from, today);
        let found = match self {
            Self::Request | Self::Status | Self::IroUpdate => around.child.map(Subject::Child),
            Self::Profile | Self::Briefing => around.proposed.or(around.lives.map(Subject::Match)),
            Self::Leaflet | Self::MatchNotice => around.lives.map(Subject::Match),
            Self::Ending => around.ended.map(Subject::Match),
        };
        found.ok_or_else(|| self.missing().to_owned())
    }

    /// What there would have to be on record.
    const fn missing(self) -> &'static str {
        match self {
            Self::Request | Self::Status | Self::IroUpdate => {
                "This paper is about a child. Name a child or a match: C-0042 or M-0031."
            }
            Self::Profile | Self::Briefing => {
                "This paper needs a visitor and a child. Name an open proposal or a match: P-0007 or M-0031."
            }
            Self::Leaflet | Self::MatchNotice => {
                "This paper needs a match that has not ended. Name one: M-0031."
            }
            Self::Ending => "No ending is on record here. Record the end of the match first.",
        }
    }
}

/// What stands around a record.
#[derive(Default)]
struct Around {
    child: Option<ChildId>,
    /// An open proposal.
    proposed: Option<Subject>,
    /// A match that has not ended.
    lives: Option<MatchId>,
    /// A match of which an end is on record, the last.
    ended: Option<MatchId>,
}

impl Around {
    fn of(world: &World, from: Subject, today: NaiveDate) -> Self {
        match from {
            Subject::Child(id) => Self::child(world, id, today),
            Subject::Referral(id) => {
                world.referral(id).map(|r| Self::child(world, r.child, today)).unwrap_or_default()
            }
            Subject::Visitor(id) => {
                let mine = || world.matches_of_visitor(id);
                let lives = mine().rev().find(|m| m.is_live_after(today));
                let ended = mine().rev().find(|m| !m.is_open());
                let proposed = world.open_proposal_of_visitor(id);
                let child = lives.or(ended).map(|m| m.child).or(proposed.map(|p| p.child));
                Self {
                    child,
                    proposed: proposed.map(|p| Subject::Proposal(p.id)),
                    lives: lives.map(|m| m.id),
                    ended: ended.map(|m| m.id),
                }
            }
            Subject::Match(id) => Self::one(world, id, today),
            Subject::Visit(id) => {
                world.visit(id).map(|(m, _)| Self::one(world, m.id, today)).unwrap_or_default()
            }
            Subject::Proposal(id) => {
                let proposal = world.proposal(id);
                Self {
                    child: proposal.map(|p| p.child),
                    proposed: proposal.filter(|p| p.is_open()).map(|p| Subject::Proposal(p.id)),
                    ..Self::default()
                }
            }
            Subject::Scheme | Subject::Concern(_) | Subject::Allegation(_) => Self::default(),
        }
    }

    fn child(world: &World, id: ChildId, today: NaiveDate) -> Self {
        let ended = world.matches_of_child(id).rev().find(|m| !m.is_open());
        Self {
            child: world.child(id).map(|c| c.id),
            proposed: world.open_proposal_of_child(id).map(|p| Subject::Proposal(p.id)),
            lives: world.live_match_of_child(id, today).map(|m| m.id),
            ended: ended.map(|m| m.id),
        }
    }

    /// Of a match that was named nothing else is meant: not the one after it.
    fn one(world: &World, id: MatchId, today: NaiveDate) -> Self {
        let Some(m) = world.match_(id) else { return Self::default() };
        Self {
            child: Some(m.child),
            proposed: None,
            lives: m.is_live_after(today).then_some(id),
            ended: (!m.is_open()).then_some(id),
        }
    }
}

/// The child and the visitor of a match or a proposal.
pub(super) fn pair(world: &World, subject: Subject) -> Option<(ChildId, VisitorId)> {
    match subject {
        Subject::Match(id) => world.match_(id).map(|m| (m.child, m.visitor)),
        Subject::Proposal(id) => world.proposal(id).map(|p| (p.child, p.visitor)),
        _ => None,
    }
}
