//! A concern with everything in it, and what is recorded about visitors.

use super::*;

pub(super) fn concern() -> Concern {
    let settled =
        |reason: &str| Settled { at: at(63), by: "Maya Stone".to_owned(), reason: reason.to_owned() };
    let step = |step| StepTaken {
        step,
        at: at(64),
        by: "Maya Stone".to_owned(),
        with: text("Duty worker"),
        note: text("rang twice"),
    };
    Concern {
        id: ConcernId(id(7)),
        number: 3,
        child: ChildId(id(1)),
        match_id: Some(MatchId(id(4))),
        visit: Some(VisitId(id(5))),
        learned: at(62),
        raised_by: "Ann Okafor".to_owned(),
        danger_now: false,
        what: "A bruise on the arm.".to_owned(),
        passed: Some(PassedOn {
            at: at(62),
            to: "front door".to_owned(),
            name: "Duty worker".to_owned(),
            reference: text("FD-77"),
        }),
        not_a_concern: Some(settled("explained")),
        closed: Some(settled("no further action")),
        heard: Some(at(61)),
        recorded: Some(Signed { at: at(62), by: "Maya Stone".to_owned() }),
        kind: Incident::Missing,
        account: Account {
            on: Some(day(61)),
            at: NaiveTime::from_hms_opt(15, 10, 0),
            place: text("the park"),
            by_whom: text("not said"),
            witnesses: text("none"),
            child_words: text("It just happened."),
            opinion: text("seemed afraid"),
            injuries: text("left forearm"),
            action: text("rang the carer"),
        },
        quoted: vec![Quoted {
            visit: VisitId(id(5)),
            field: ReportField::VisitorView,
            paragraph: 1,
            text: "He held his arm.".to_owned(),
        }],
        sexual_abuse: Some(false),
        decided: Some(Decided {
            choice: Choice::PassOn,
            at: at(62),
            by: "Maya Stone".to_owned(),
            with: text("Tess Lead"),
            reason: text("a mark that nobody explains"),
        }),
        steps: vec![step(ConcernStep::Written), step(ConcernStep::ChildNotTold)],
        effect: Some(Effect {
            what: MatchEffect::Review,
            at: at(65),
            by: "Maya Stone".to_owned(),
            note: text("in two weeks"),
        }),
        by_visitor: Some(VisitorId(id(2))),
    }
}

pub(super) fn low_level() -> LowLevel {
    LowLevel {
        id: LowLevelId(id(15)),
        visitor: VisitorId(id(2)),
        on: day(70),
        heard: Some(at(70)),
        told: at(71),
        raised_by: "the carer".to_owned(),
        what: "Late without a word.".to_owned(),
        done: text("talked it over"),
        recorded_by: "Maya Stone".to_owned(),
        outcome: Some(Settled { at: at(80), by: "Tess Lead".to_owned(), reason: "agreed".to_owned() }),
    }
}

pub(super) fn word_list() -> WordList {
    WordList { added: BTreeSet::from(["spice".to_owned()]), removed: BTreeSet::from(["hungry".to_owned()]) }
}

/// What the first release kept of a concern.
pub(super) fn as_it_was(c: &mut Concern) {
    (c.heard, c.recorded, c.kind, c.sexual_abuse) = (None, None, Incident::Concern, None);
    (c.account, c.quoted, c.steps) = (Account::default(), Vec::new(), Vec::new());
    (c.decided, c.effect, c.by_visitor) = (None, None, None);
}

pub(super) fn allegation_release(release: Release) -> AllegationRelease {
    let subject = Subject::Allegation(AllegationId(id(17)));
    let reason = "Agreed with the LADO.".to_owned();
    AllegationRelease(Release {
        id: ReleaseId(id(18)),
        about: subject,
        to: Reader::Dbs,
        basis: Some(Basis::TakenOn { by: "Nora".to_owned(), reason }),
        things: vec![Released { row: 25, thing: Thing { subject, name: None } }],
        refused: None,
        card: None,
        ..release
    })
}
