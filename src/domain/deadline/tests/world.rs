//! Small made-up schemes for tests: a pair of which nothing is due, to be changed in one respect.

use crate::deadline::{Band, Deadline, all};
use crate::finding::Cure;
use crate::id::{
    AllegationId, AnnualReviewId, ChildId, ConcernId, GroupId, MatchId, MatchReviewId, NoteId, ProposalId,
    RawId, ReferralId, SnoozeId, SupervisionId, VisitId, VisitorId,
};
use crate::record::{
    Allegation, AnnualReview, CancelReason, Card, CardAnswer, CardQuestion, Child, ChildView, Claim,
    ClosingDone, ClosingStep, Concern, DbsCheck, DbsLevel, Declaration, DriverDocuments, EndReason, Ending,
    Hold, Ledger, Match, MatchReview, Meeting, MeetingOutcome, Module, Name, Note, Party, Pause, PhotoStatus,
    Placement, PlacementKind, Professional, Proposal, Record, Referral, ReferralDecision, ReferralOutcome,
    ReportState, ReviewOutcome, RiskAnswer, Said, Scheme, Snooze, Stage, StageStep, Subject, Supervision,
    SupervisionKind, SupportGroup, Suspension, Training, UpdateService, VisitLine, VisitState, Visitor,
    Wishes,
};
use crate::rule::{ParamId, RuleId};
use crate::world::World;
use chrono::{DateTime, NaiveDate, Utc};

mod made;

pub(crate) use made::*;

/// The day on which nothing is due in [`quiet`].
pub(crate) const TODAY: &str = "2026-11-22";

/// A date from `2026-11-22`.
pub(crate) fn d(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A day before (or after) another.
pub(crate) fn days(day: &str, n: i64) -> NaiveDate {
    d(day) + chrono::TimeDelta::days(n)
}

/// Noon on a day.
pub(crate) fn noon(day: NaiveDate) -> DateTime<Utc> {
    day.and_hms_opt(12, 0, 0).unwrap().and_utc()
}

/// An opaque id: the `n`th of a kind.
pub(crate) fn id(kind: u8, n: u8) -> RawId {
    let mut raw = [0; 16];
    (raw[0], raw[1]) = (kind, n);
    raw
}

/// The id of the `n`th visit of the `pair`th match.
pub(crate) fn visit_id(pair: u8, n: u8) -> VisitId {
    let mut raw = id(5, pair);
    raw[2] = n;
    VisitId(raw)
}

/// Said on a day by somebody.
pub(crate) fn said(on: &str) -> Said {
    Said::new("Ruth Dale", d(on))
}

/// On hold from a day.
pub(crate) fn hold(from: &str, until: Option<&str>, ended: Option<&str>) -> Hold {
    Hold { from: d(from), until: until.map(d), reason: "away".to_owned(), ended: ended.map(d) }
}

/// Suspended from a day.
/// A pause of the scheme's own, and not the team manager's.
pub(crate) fn pause(from: &str, ended: Option<&str>) -> Pause {
    Pause { from: d(from), ended: ended.map(d), reason: "paused".to_owned(), by_manager: false }
}

/// A pause that is the team manager's.
pub(crate) fn managers_pause(from: &str, ended: Option<&str>) -> Pause {
    Pause { reason: Pause::SEE_MANAGER.to_owned(), by_manager: true, ..pause(from, ended) }
}

pub(crate) fn suspension(from: &str, ended: Option<&str>) -> Suspension {
    Suspension { from: d(from), ended: ended.map(d), reason: "paused".to_owned() }
}

/// One pair and what is recorded of it, to be changed before it becomes a world.
pub(crate) struct Scene {
    pub scheme: Scheme,
    pub child: Child,
    pub visitor: Visitor,
    pub match_: Match,
    pub visits: Vec<VisitLine>,
    pub reviews: Vec<MatchReview>,
    pub supervisions: Vec<Supervision>,
    pub annual: Vec<AnnualReview>,
    pub groups: Vec<SupportGroup>,
    pub referrals: Vec<Referral>,
    pub more: Vec<Record>,
}

/// A pair in good order: on [`TODAY`] nothing is due.
pub(crate) fn quiet() -> Scene {
    pair(1)
}

/// The `n`th pair in good order.
pub(crate) fn pair(n: u8) -> Scene {
    Scene {
        scheme: scheme(),
        child: child(n),
        visitor: visitor(n),
        match_: match_(n, "2026-02-02"),
        visits: vec![
            visit(n, 1, "2026-10-17", VisitState::Completed),
            visit(n, 2, "2026-11-14", VisitState::Completed),
            visit(n, 3, "2026-12-05", VisitState::Planned),
        ],
        reviews: vec![review(n, 1, "2026-05-02"), review(n, 2, "2026-08-02")],
        supervisions: vec![supervision(n, "2026-11-02")],
        annual: vec![annual_review(n, "2026-02-03")],
        groups: vec![group(1, "2026-03-10"), group(2, "2026-07-07"), group(3, "2026-10-13")],
        referrals: Vec::new(),
        more: Vec::new(),
    }
}

/// A child who waits, and nobody else.
pub(crate) fn waiting(referral: Referral) -> Scene {
    let mut scene = Scene { referrals: vec![referral], ..quiet() }.without_match();
    scene.child.risk = Some(risk("2026-11-01"));
    scene
}

impl Scene {
    /// The same without a match.
    pub fn without_match(mut self) -> Self {
        self.match_.ended = Some(crate::record::Ending {
            rematch: Some(false),
            closing: closed(&self.match_.started.to_string()),
            on: self.match_.started,
            ..ending("2026-02-02")
        });
        self.visits.clear();
        self
    }

    /// With the match ended on a day, and nothing done about it.
    pub fn ended(mut self, on: &str) -> Self {
        self.match_.ended = Some(ending(on));
        self.visits.retain(|v| v.date < d(on));
        self
    }

    /// With this record too.
    pub fn with(mut self, record: impl Into<Record>) -> Self {
        self.more.push(record.into());
        self
    }

    /// With a value of a parameter.
    pub fn set(mut self, param: ParamId, value: i64) -> Self {
        self.scheme.settings.insert(param, value);
        self
    }

    /// With the child moved to a new home on a day.
    pub fn moved(mut self, from: &str) -> Self {
        self.child.placements.last_mut().unwrap().to = Some(d(from));
        self.child.placements.push(placement(from));
        self
    }

    /// All records.
    pub fn records(&self) -> Vec<Record> {
        let mut ledger = Ledger::new(self.match_.id);
        self.visits.iter().for_each(|v| ledger.put(v.clone()));
        let mut records: Vec<Record> = vec![
            self.scheme.clone().into(),
            self.child.clone().into(),
            self.visitor.clone().into(),
            self.match_.clone().into(),
            ledger.into(),
        ];
        records.extend(self.reviews.iter().cloned().map(Record::from));
        records.extend(self.supervisions.iter().cloned().map(Record::from));
        records.extend(self.annual.iter().cloned().map(Record::from));
        records.extend(self.groups.iter().cloned().map(Record::from));
        records.extend(self.referrals.iter().cloned().map(Record::from));
        records.extend(self.more.iter().cloned());
        records
    }

    /// The world of these records.
    pub fn world(&self) -> World {
        World::from_records(self.records())
    }

    /// The lines of one rule on a day. Each of the list explains itself in one sentence.
    pub fn lines(&self, rule: RuleId, today: NaiveDate) -> Vec<Deadline> {
        let list = all(&self.world(), today, noon(today));
        list.iter().for_each(|d| assert!(is_one_sentence(&d.why), "{d:?}: {}", d.why));
        list.into_iter().filter(|d| d.rule == rule).collect()
    }

    /// The only line of a rule on a day: its band and last day. `None` when there is none.
    pub fn line(&self, rule: RuleId, today: NaiveDate) -> Option<(Band, NaiveDate)> {
        let lines = self.lines(rule, today);
        assert!(lines.len() <= 1, "{rule} has {} lines", lines.len());
        lines.first().map(|line| (line.band, line.due))
    }

    /// What cures the first line of a rule on a day.
    pub fn cure(&self, rule: RuleId, today: NaiveDate) -> Option<Cure> {
        self.lines(rule, today).first().map(|line| line.cure)
    }

    /// Why the first line of a rule stands there on a day; empty when it does not.
    pub fn why(&self, rule: RuleId, today: NaiveDate) -> String {
        self.lines(rule, today).first().map_or_else(String::new, |line| line.why.clone())
    }
}

/// A band by its key, or `-` for none, with the last day: how tables of cases are written.
pub(crate) fn expected(text: &str) -> Option<(Band, NaiveDate)> {
    let (band, due) = text.split_once(' ')?;
    let band = Band::ALL.iter().find(|b| b.key() == band).unwrap();
    Some((*band, d(due)))
}

/// Whether a text is one sentence: it begins with a capital, and nothing ends but at its end. A short name ends in a full
/// stop of its own, and so do three dots.
pub(crate) fn is_one_sentence(why: &str) -> bool {
    let words: Vec<&str> = why.split(' ').collect();
    let initial = |word: &str| word.len() == 2 && word.starts_with(char::is_uppercase);
    let ends = |word: &&&str| word.trim_end_matches([')', '"']).ends_with(['.', '!', '?']) && !initial(word);
    let inside = words[..words.len() - 1].iter().filter(ends).count();
    why.starts_with(char::is_uppercase) && why.ends_with('.') && inside == 0
}
