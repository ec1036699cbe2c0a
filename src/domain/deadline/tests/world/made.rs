//! Records in good order, to be changed in one respect.

use super::*;

/// A scheme with the default policy.
pub(crate) fn scheme() -> Scheme {
    Scheme {
        evidence: Default::default(),
        standards_reviewed: Some(d("2026-06-01")),
        name: "Made-up scheme".to_owned(),
        coordinator: "Ruth Dale".to_owned(),
        authority: "Leicestershire".to_owned(),
        since: d("2024-01-08"),
        demonstration: true,
        settings: Default::default(),
        extra_holidays: Default::default(),
        duty_team: None,
        duty_teams: Default::default(),
    }
}

/// A child of twelve with a full card, living at one address, confirmed lately.
pub(crate) fn child(n: u8) -> Child {
    Child {
        case_reviews: Vec::new(),
        past_workers: Vec::new(),
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
        distance: None,
        independence: None,
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
        employers: Vec::new(),
        identity_document: None,
        agreement_version: None,
        commitment_months: None,
        driver: None,
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
        declaration: Some(declaration("2026-08-03")),
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
    StageStep { stage, on: d(on), by: None, note: None, conditions: Vec::new() }
}

/// An accepted enhanced certificate; the Update Service will not be joined.
pub(crate) fn dbs(issued: &str) -> DbsCheck {
    DbsCheck {
        workforce: None,
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
        sanction_talks: Vec::new(),
        trial: None,
        contact: Default::default(),
        meetings: Vec::new(),
        proposal: None,
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
        claim: None,
        reads_like_concern: false,
        transport: None,
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
    reason: CancelReason::Illness,
    notice_days: None,
    rearranged: false,
};

/// Cancelled by the carer as a sanction, so many days ahead.
pub(crate) const fn sanction(notice_days: Option<u16>) -> VisitState {
    VisitState::Cancelled { by: Party::Carer, reason: CancelReason::Sanction, notice_days, rearranged: false }
}

/// Claimed on a day, not paid.
pub(crate) fn claim(filed: &str) -> Option<Claim> {
    Some(Claim { filed: d(filed), paid: None })
}

/// Independence declared on a day.
pub(crate) fn declaration(on: &str) -> Declaration {
    Declaration { said: said(on), connected: false, details: None, household: None }
}

/// A driver's documents seen on a day; nothing of them runs out for years.
pub(crate) fn driver(on: &str) -> DriverDocuments {
    DriverDocuments {
        said: said(on),
        licence: true,
        insurer_told: true,
        evidence: Some("letter of the insurer".to_owned()),
        insured_until: Some(d("2029-12-31")),
        mot_until: None,
        tax_until: Some(d("2029-12-31")),
    }
}

/// An ending of which nothing is recorded but the day.
pub(crate) fn ending(on: &str) -> Ending {
    Ending {
        on: d(on),
        reason: EndReason::ContractEnded,
        decided_by: None,
        notice: None,
        note: None,
        child_words: None,
        rematch: None,
        informal_after: None,
        closing: Vec::new(),
    }
}

/// Every closing step, taken on a day.
pub(crate) fn closed(on: &str) -> Vec<ClosingDone> {
    ClosingStep::ALL.iter().map(|(step, _)| ClosingDone { step: *step, on: d(on), note: None }).collect()
}

/// The `n`th note, about somebody.
pub(crate) fn note(n: u8, on: &str, about: Subject) -> Note {
    Note {
        id: NoteId(id(12, n)),
        on: d(on),
        by: "Ruth Dale".to_owned(),
        about: vec![about],
        text: String::new(),
    }
}

/// An open proposal of the `n`th visitor for the `n`th child.
pub(crate) fn proposal(n: u8, on: &str) -> Proposal {
    Proposal {
        id: ProposalId(id(13, n)),
        number: u32::from(n),
        child: ChildId(id(1, n)),
        visitor: VisitorId(id(2, n)),
        referral: None,
        proposed: said(on),
        rationale: None,
        visitor_answer: None,
        child_answer: None,
        worker_answer: None,
        briefings: Vec::new(),
        joint: Vec::new(),
        closed: None,
    }
}

/// The social worker's answer on risk, given on a day.
pub(crate) fn risk(on: &str) -> RiskAnswer {
    RiskAnswer {
        said: said(on),
        headline: "none known".to_owned(),
        controls: None,
        home_only: false,
        no_match: false,
    }
}

/// A formal review of the `pair`th match, fed into the plan on the day.
pub(crate) fn review(pair: u8, n: u8, held: &str) -> MatchReview {
    MatchReview {
        to_iro: None,
        child_agrees: None,
        feedback_given: None,
        private: None,
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
        booked: false,
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
        chases: Vec::new(),
        views: None,
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
        heard: None,
        recorded: None,
        kind: crate::record::Incident::Concern,
        account: crate::record::Account::default(),
        quoted: Vec::new(),
        sexual_abuse: None,
        decided: None,
        steps: Vec::new(),
        effect: None,
        by_visitor: None,
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

/// An allegation against the visitor of a pair, of which nothing is known but what was alleged.
pub(crate) fn allegation(n: u8, received: &str) -> Allegation {
    let received = chrono::NaiveDateTime::parse_from_str(received, "%Y-%m-%d %H:%M").unwrap().and_utc();
    let taken = (received, "Maya Stone".to_owned());
    let a = Allegation::new(AllegationId(id(16, n)), u32::from(n), VisitorId(id(2, n)), taken);
    Allegation {
        match_id: Some(MatchId(id(4, n))),
        children: vec![ChildId(id(1, n))],
        from: "The carer".to_owned(),
        what: "He shouted.".to_owned(),
        ..a
    }
}
