//! Small made-up schemes for tests: a pair of which nothing is due, to be changed in one respect.

use crate::deadline::{Band, Deadline, all};
use crate::finding::Cure;
use crate::id::{
    AnnualReviewId, ChildId, ConcernId, GroupId, MatchId, MatchReviewId, RawId, ReferralId, SnoozeId,
    SupervisionId, VisitId, VisitorId,
};
use crate::record::{
    AnnualReview, Card, CardAnswer, CardQuestion, Child, ChildView, Concern, DbsCheck, DbsLevel, Hold,
    Ledger, Match, MatchReview, Meeting, MeetingOutcome, Module, Name, Party, PhotoStatus, Placement,
    PlacementKind, Professional, Record, Referral, ReferralDecision, ReferralOutcome, ReportState,
    ReviewOutcome, Said, Scheme, Snooze, Stage, StageStep, Subject, Supervision, SupervisionKind,
    SupportGroup, Suspension, Training, UpdateService, VisitLine, VisitState, Visitor, Wishes,
};
use crate::rule::{ParamId, RuleId};
use crate::world::World;
use chrono::{DateTime, NaiveDate, Utc};

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
pub(crate) fn suspension(from: &str, ended: Option<&str>) -> Suspension {
    Suspension { from: d(from), ended: ended.map(d), reason: "paused".to_owned() }
}

/// A scheme with the default policy.
pub(crate) fn scheme() -> Scheme {
    Scheme {
        name: "Made-up scheme".to_owned(),
        coordinator: "Ruth Dale".to_owned(),
        authority: "Leicestershire".to_owned(),
        since: d("2024-01-08"),
        demonstration: true,
        settings: Default::default(),
        extra_holidays: Default::default(),
    }
}

/// A child of twelve with a full card, living at one address, confirmed lately.
pub(crate) fn child(n: u8) -> Child {
    Child {
        id: ChildId(id(1, n)),
        number: u32::from(n),
        name: Name::new("Leila", "Haddad"),
        born: d("2014-05-14"),
        gender: None,
        pronouns: None,
        case_number: None,
        looked_after_since: None,
        ceased: None,
        legal_status: None,
        authority: "Leicestershire".to_owned(),
        area_authority: None,
        social_worker: Some(Professional::named("Ruth Dale")),
        iro: None,
        next_case_review: None,
        ethnicity: None,
        language: None,
        religion: None,
        needs: None,
        school: None,
        family_contact: None,
        placements: vec![Placement { confirmed: Some(said("2026-11-01")), ..placement("2020-03-02") }],
        card: card("2026-11-01"),
        risk: None,
        wishes: Wishes::default(),
        view: ChildView::Wants(said("2026-01-05")),
        photos: PhotoStatus::NotAsked,
    }
}

/// A placement of which nobody has been told and nothing is confirmed, learned of on the day.
pub(crate) fn placement(from: &str) -> Placement {
    Placement {
        from: d(from),
        to: None,
        kind: PlacementKind::Foster,
        carer: "Mrs Ellis".to_owned(),
        provider: None,
        address: None,
        postcode: None,
        phone: None,
        planned: true,
        out_of_area: None,
        learned: d(from),
        learned_from: None,
        confirmed: None,
        carer_told: None,
        pattern_told: None,
    }
}

/// A card with all seven answers, given on a day.
pub(crate) fn card(on: &str) -> Card {
    let answer = |question| CardAnswer { question, text: "none".to_owned(), said: said(on) };
    Card {
        answers: CardQuestion::ALL.iter().map(|(q, _)| answer(*q)).collect(),
        confirmed: None,
        other: None,
    }
}

/// A visitor approved in 2025 with a certificate, all training and a recent review.
pub(crate) fn visitor(n: u8) -> Visitor {
    Visitor {
        id: VisitorId(id(2, n)),
        number: u32::from(n),
        name: Name::new("Joan", "Barker"),
        born: None,
        gender: None,
        address: None,
        postcode: None,
        phone: None,
        email: None,
        emergency_contact: None,
        ethnicity: None,
        languages: Vec::new(),
        faith: None,
        interests: Vec::new(),
        availability: None,
        radius_miles: None,
        drives: None,
        household: None,
        source: None,
        stages: vec![stage(Stage::Approved, "2025-02-03")],
        references: Vec::new(),
        identity: None,
        dbs: vec![dbs("2025-01-13")],
        dbs_application: None,
        declaration: None,
        training: Module::CORE.iter().map(|m| training(*m, None)).collect(),
        interview: None,
        agreement: None,
        named_worker: Some("Ruth Dale".to_owned()),
        pack: None,
        holds: Vec::new(),
        suspensions: Vec::new(),
    }
}

/// A stage entered on a day.
pub(crate) fn stage(stage: Stage, on: &str) -> StageStep {
    StageStep { stage, on: d(on), by: None, note: None }
}

/// An accepted enhanced certificate; the Update Service will not be joined.
pub(crate) fn dbs(issued: &str) -> DbsCheck {
    DbsCheck {
        certificate: "001234567890".to_owned(),
        issued: d(issued),
        level: DbsLevel::Enhanced,
        eligibility: None,
        seen: None,
        accepted: true,
        update_service: UpdateService::NotJoining(said(issued)),
        checks: Vec::new(),
    }
}

/// A module done before approval.
pub(crate) fn training(module: Module, expires: Option<&str>) -> Training {
    Training { module, on: d("2025-01-20"), expires: expires.map(d), note: None }
}

/// A match of the `n`th child and the `n`th visitor.
pub(crate) fn match_(n: u8, started: &str) -> Match {
    Match {
        id: MatchId(id(4, n)),
        number: u32::from(n),
        child: ChildId(id(1, n)),
        visitor: VisitorId(id(2, n)),
        referral: None,
        started: d(started),
        rationale: None,
        patterns: Vec::new(),
        holds: Vec::new(),
        suspensions: Vec::new(),
        eighteen: Vec::new(),
        ended: None,
    }
}

/// The `n`th visit of the `pair`th match. A completed one has its report, a cancelled or missed one needs
/// none.
pub(crate) fn visit(pair: u8, n: u8, date: &str, state: VisitState) -> VisitLine {
    VisitLine {
        id: visit_id(pair, n),
        number: u32::from(pair) * 100 + u32::from(n),
        date: d(date),
        start: None,
        state,
        report: if state == VisitState::Completed {
            ReportState::Received(d(date))
        } else {
            ReportState::Awaited
        },
        booked: None,
        at_home: false,
        overnight: false,
        what: None,
        note: None,
    }
}

/// Cancelled by the carer.
pub(crate) const CANCELLED: VisitState = VisitState::Cancelled {
    by: Party::Carer,
    reason: crate::record::CancelReason::Illness,
    notice_days: None,
    rearranged: false,
};

/// A formal review of the `pair`th match, fed into the plan on the day.
pub(crate) fn review(pair: u8, n: u8, held: &str) -> MatchReview {
    MatchReview {
        id: MatchReviewId([6, pair, n, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        match_id: MatchId(id(4, pair)),
        held: d(held),
        formal: true,
        heard: Vec::new(),
        outcome: ReviewOutcome::GoesOn,
        summary: String::new(),
        to_plan: Some(d(held)),
    }
}

/// An annual review of the `n`th visitor.
pub(crate) fn annual_review(n: u8, held: &str) -> AnnualReview {
    AnnualReview {
        id: AnnualReviewId(id(7, n)),
        visitor: VisitorId(id(2, n)),
        held: d(held),
        wishes_to_go_on: None,
        summary: String::new(),
    }
}

/// A supervision of the `n`th visitor.
pub(crate) fn supervision(n: u8, on: &str) -> Supervision {
    Supervision {
        id: SupervisionId(id(8, n)),
        visitor: VisitorId(id(2, n)),
        on: d(on),
        how: SupervisionKind::Call,
        summary: String::new(),
    }
}

/// The `n`th support group.
pub(crate) fn group(n: u8, held: &str) -> SupportGroup {
    SupportGroup { id: GroupId(id(9, n)), held: d(held), attended: Vec::new(), minutes: None, topics: None }
}

/// A referral of the `n`th child, with nothing done about it.
pub(crate) fn referral(n: u8, received: &str) -> Referral {
    Referral {
        id: ReferralId(id(3, n)),
        child: ChildId(id(1, n)),
        received: d(received),
        entered: d(received),
        how: None,
        referrer: Professional::named("Ruth Dale"),
        grounds: Vec::new(),
        child_agrees: None,
        acknowledged: None,
        meetings: Vec::new(),
        decision: None,
        updates: Vec::new(),
        closed: None,
        rematch_priority: false,
    }
}

/// A meeting with a child.
pub(crate) fn meeting(on: &str, outcome: MeetingOutcome) -> Meeting {
    Meeting { on: d(on), outcome, note: None }
}

/// A decision about a referral.
pub(crate) fn decision(on: &str, outcome: ReferralOutcome) -> ReferralDecision {
    ReferralDecision { on: d(on), outcome, reason: None }
}

/// A concern about the `n`th child, learned of at this UTC time.
pub(crate) fn concern(n: u8, learned: &str) -> Concern {
    let learned = chrono::NaiveDateTime::parse_from_str(learned, "%Y-%m-%d %H:%M").unwrap().and_utc();
    Concern {
        id: ConcernId(id(10, n)),
        number: u32::from(n),
        child: ChildId(id(1, n)),
        match_id: None,
        visit: None,
        learned,
        raised_by: "Joan Barker".to_owned(),
        danger_now: false,
        what: "said she was hit".to_owned(),
        passed: None,
        not_a_concern: None,
        closed: None,
    }
}

/// The `n`th snooze, of what is due on a day.
pub(crate) fn snooze(n: u8, rule: RuleId, subject: Subject, due: &str, until: &str) -> Snooze {
    Snooze {
        id: SnoozeId(id(11, n)),
        rule,
        subject,
        due: d(due),
        until: d(until),
        reason: "agreed".to_owned(),
        by: "Ruth Dale".to_owned(),
        on: d("2026-11-01"),
    }
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
    Scene { referrals: vec![referral], ..quiet() }.without_match()
}

impl Scene {
    /// The same without a match.
    pub fn without_match(mut self) -> Self {
        self.match_.ended = Some(crate::record::Ending {
            on: self.match_.started,
            reason: crate::record::EndReason::ContractEnded,
            decided_by: None,
            notice: None,
            note: None,
        });
        self.visits.clear();
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

    /// The lines of one rule on a day.
    pub fn lines(&self, rule: RuleId, today: NaiveDate) -> Vec<Deadline> {
        all(&self.world(), today, noon(today)).into_iter().filter(|d| d.rule == rule).collect()
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
