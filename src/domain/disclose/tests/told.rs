//! What each reader is told, case by case, of the notes in section 4: copies, concerns, consents.

use super::super::{Audience, Request, disclose};
use crate::command::{Happened, NewConcern, NewReport};
use crate::deadline::tests::world::{self as made, Scene, d};
use crate::decide::tests::desk::Desk;
use crate::decide::tests::{day, file, pair, report};
use crate::id::{ConsentId, VisitId};
use crate::record::*;
use crate::world::World;

/// All that leaves for a reader.
pub(super) fn told(world: &World, reader: Reader, subject: Subject, reports: &[VisitReport]) -> String {
    let today = d("2026-11-22");
    let audience = Audience::of(world, reader, subject, today).unwrap();
    let request = Request { audience, subject, purpose: "a test", reports, today, release: None };
    let disclosure = disclose(world, &request);
    format!("{}\n{}", disclosure.lines().join("\n"), serde_json::to_string(&disclosure).unwrap())
}

/// A report filed on one visit, and what it says was done quoted into a concern.
fn filed(happened: Happened, quoted: bool) -> (Desk, Subject, VisitId) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let told =
        NewReport { activity: "She cried at the pool.".to_owned(), happened, ..report(p.id, "2026-11-20") };
    let Subject::Visit(visit) = desk.done(file(told)).subject else { panic!() };
    if quoted {
        let field = ReportField::Activity;
        let quote = Quoted { visit, field, paragraph: 0, text: "She cried at the pool.".to_owned() };
        let said = NewConcern::new(p.child, desk.now, "Priya", "Something is wrong.");
        let concern = Box::new(NewConcern { quoted: vec![quote], ..said });
        desk.done(crate::command::Command::RaiseConcern { concern });
    }
    (desk, Subject::Child(p.child), visit)
}

/// Row 19: the carer no, the child only on a subject access request; and row 22 hides it from the visitor as well.
#[test]
fn what_a_report_says_was_done_leaves_by_no_copy() {
    let missed = Happened::Missed { by: Party::Child };
    for happened in [Happened::Yes, missed] {
        for quoted in [false, true] {
            let (desk, child, visit) = filed(happened, quoted);
            for subject in [child, Subject::Visit(visit)] {
                let has = |reader| told(&desk.world, reader, subject, &[]).contains("cried");
                // The social worker must hear of the concern, and reads it in there.
                assert_eq!(has(Reader::SocialWorker), quoted && subject == child);
                for reader in [Reader::Child, Reader::Carer, Reader::Iro] {
                    assert!(!has(reader), "{reader:?}, {happened:?}, quoted: {quoted}");
                }
                assert_eq!(has(Reader::Visitor), !quoted, "{happened:?}, quoted: {quoted}");
                assert!(has(Reader::Coordinator));
            }
        }
    }
}

/// Where a visit is to go is told to child and carer (row 18) for as long as it is a plan.
#[test]
fn where_a_planned_visit_goes_is_told() {
    let mut s = made::pair(1);
    s.visits[2].what = Some("the lido".to_owned());
    let world = World::from_records(s.records());
    for reader in [Reader::Child, Reader::Carer, Reader::Visitor] {
        assert!(told(&world, reader, Subject::Child(s.child.id), &[]).contains("the lido"), "{reader:?}");
    }
}

#[test]
fn a_reader_reads_the_plan_and_no_copy_of_the_report() {
    use crate::people::{Role, readable};
    let (desk, ..) = filed(Happened::Yes, false);
    let ledger = desk.world.ledgers().next().unwrap().clone();
    let Record::Ledger(read) = readable(Role::Reader, ledger.into()) else { panic!() };
    assert!(read.visits.iter().all(|v| v.what.as_deref() != Some("She cried at the pool.")));
}

fn concern(s: &Scene) -> Concern {
    let passed = PassedOn {
        at: "2026-11-20T11:00:00Z".parse().unwrap(),
        to: "front door".to_owned(),
        name: "Duty worker".to_owned(),
        reference: None,
    };
    Concern {
        passed: Some(passed),
        match_id: Some(s.match_.id),
        visit: Some(s.visits[0].id),
        by_visitor: Some(s.visitor.id),
        ..made::concern(1, "2026-11-20 10:00")
    }
}

const PASSED: &str = "What you reported was passed on.";

/// Row 22: the visitor hears that it was passed on, if it was the visitor who raised it and it is about nobody who works
/// with the child.
#[test]
fn only_the_visitor_who_raised_a_concern_hears_that_it_was_passed_on() {
    let heard = |change: &dyn Fn(&mut Concern)| {
        let s = made::pair(1);
        let mut c = concern(&s);
        change(&mut c);
        let world = World::from_records(s.records().into_iter().chain([c.into()]));
        told(&world, Reader::Visitor, Subject::Child(s.child.id), &[])
    };
    assert!(heard(&|_| {}).contains(PASSED));
    // Who rang in, without a visit or a match on record.
    assert!(heard(&|c| (c.visit, c.match_id) = (None, None)).contains(PASSED));
    for untold in [
        heard(&|c| c.by_visitor = None),
        heard(&|c| (c.by_visitor, c.match_id) = (None, None)),
        heard(&|c| c.by_visitor = Some(made::pair(2).visitor.id)),
        heard(&|c| c.kind = Incident::AboutWorker),
        heard(&|c| c.passed = None),
    ] {
        assert!(!untold.contains("passed on") && !untold.contains("Concern"), "{untold}");
    }
}

/// By a report, or by word: `raised_by` names the child's visitor. The co-ordinator who quotes a report is not one.
#[test]
fn which_visitor_raised_it_is_kept() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let name = desk.world.visitor(p.visitor).unwrap().name.full();
    let mut raised = |by: &str| {
        let concern = Box::new(NewConcern::new(p.child, desk.now, by, "Something is wrong."));
        let Subject::Concern(id) = desk.done(crate::command::Command::RaiseConcern { concern }).subject
        else {
            panic!()
        };
        desk.world.concern(id).unwrap().by_visitor
    };
    assert_eq!(raised(&name), Some(p.visitor));
    assert_eq!(raised(&name.to_uppercase()), Some(p.visitor));
    assert_eq!(raised("the carer"), None);
    assert_eq!(raised(""), None);
    let worry = crate::command::ReportConcern {
        learned: None,
        heard: None,
        what: "A bruise.".to_owned(),
        danger_now: false,
    };
    desk.done(file(NewReport { concern: Some(worry), ..report(p.id, "2026-11-20") }));
    assert_eq!(desk.world.concerns().last().unwrap().by_visitor, Some(p.visitor));
    assert_eq!(day("2026-11-22"), desk.today);
}

const WORDS: &str = "I like the pool best.";

/// A pair whose first report holds the child's words, and what was agreed to about them.
struct Words {
    s: Scene,
    n: u8,
}

impl Words {
    fn new() -> Self {
        Self { s: made::pair(1), n: 0 }
    }

    fn paragraph(&self) -> Thing {
        Thing { subject: Subject::Visit(self.s.visits[0].id), name: Some("child_words.1".to_owned()) }
    }

    fn says(&mut self, what: ConsentTo, given: bool, on: &str) {
        self.n += 1;
        let consent = Consent {
            id: ConsentId([self.n; 16]),
            about: Subject::Child(self.s.child.id),
            what,
            given,
            by: "Leila".to_owned(),
            how: "said".to_owned(),
            on: d(on),
            until: None,
            withdrawn: None,
            recorded_by: "Ruth Dale".to_owned(),
        };
        self.s.more.push(consent.into());
    }

    fn of(&mut self, thing: Thing, to: Reader, given: bool, on: &str) {
        self.says(ConsentTo::Disclosure { row: 20, thing, to }, given, on);
    }

    fn hears(&self, reader: Reader) -> bool {
        let report = VisitReport {
            visit: self.s.visits[0].id,
            match_id: self.s.match_.id,
            filed: "2026-10-18T10:00:00Z".parse().unwrap(),
            filed_by: "Joan".to_owned(),
            minutes: None,
            activity: "ice rink".to_owned(),
            chosen_by: None,
            child_words: WORDS.to_owned(),
            visitor_view: String::new(),
            concern: false,
            concern_id: None,
            expenses: None,
            support_wanted: None,
            looked_at: None,
        };
        let world = World::from_records(self.s.records());
        told(&world, reader, Subject::Child(self.s.child.id), &[report]).contains(WORDS)
    }
}

/// R30: who was meant was the carer of that day, the social worker of that day.
#[test]
fn a_yes_is_a_yes_to_who_was_there_on_its_day() {
    let mut w = Words::new();
    let thing = w.paragraph();
    for to in [Reader::Carer, Reader::SocialWorker] {
        w.of(thing.clone(), to, true, "2026-10-20");
        assert!(w.hears(to), "{to:?}");
    }
    w.s.child.social_worker =
        Some(Professional { since: Some(d("2026-11-01")), ..Professional::named("New Worker") });
    assert!(!w.hears(Reader::SocialWorker));
    let mut moved = Words { s: w.s.moved("2026-11-10"), n: 9 };
    moved.s.child.placements.last_mut().unwrap().carer = "Another Carer".to_owned();
    assert!(!moved.hears(Reader::Carer));
    moved.of(thing, Reader::Carer, true, "2026-11-12");
    assert!(moved.hears(Reader::Carer));
}

#[test]
fn the_newest_answer_that_covers_it_counts() {
    let mut w = Words::new();
    let (one, report, page) = (
        w.paragraph(),
        Thing { name: None, ..w.paragraph() },
        Thing { subject: Subject::Child(w.s.child.id), name: None },
    );
    let to = Reader::SocialWorker;
    for (thing, given, on) in [
        (&one, true, "2026-10-20"),
        (&report, false, "2026-10-22"),
        (&one, true, "2026-10-24"),
        // On the child's own page: about everything of that row.
        (&page, false, "2026-10-26"),
        (&page, true, "2026-10-28"),
        (&one, false, "2026-10-30"),
        (&report, true, "2026-11-01"),
    ] {
        w.of(thing.clone(), to, given, on);
        assert_eq!(w.hears(to), given, "{on}");
    }
    assert!(!w.hears(Reader::Iro), "another reader was not asked about");
    w.of(one, Reader::Iro, false, "2026-11-02");
    assert!(w.hears(to), "a no to one is none to another");
}

/// R86c: the child's own no at a review stands against a yes to all of them, at the door and when feedback is given.
#[test]
fn the_childs_no_at_a_review_stands() {
    let heard = |agrees, feedback: Option<(bool, &str)>| {
        let mut w = Words::new();
        w.s.reviews[1].heard = vec![Heard { who: Party::Child, heard: true, note: Some(WORDS.to_owned()) }];
        w.s.reviews[1].child_agrees = agrees;
        if let Some((given, on)) = feedback {
            w.says(ConsentTo::Feedback, given, on);
        }
        let world = World::from_records(w.s.records());
        let door = told(&world, Reader::Visitor, Subject::Match(w.s.match_.id), &[]).contains(WORDS);
        let review =
            world.reviews_of_match(w.s.match_.id).into_iter().find(|r| r.id == w.s.reviews[1].id).unwrap();
        let decided = super::super::lets_visitor_hear(&world, review, d("2026-11-22"));
        assert_eq!(door, decided == Some(true), "the door and the decision judge alike");
        decided
    };
    assert_eq!(heard(None, None), None);
    assert_eq!(heard(Some(true), None), Some(true));
    assert_eq!(heard(Some(false), None), Some(false));
    assert_eq!(heard(None, Some((true, "2026-05-01"))), Some(true));
    assert_eq!(heard(Some(false), Some((true, "2026-05-01"))), Some(false));
    assert_eq!(heard(Some(false), Some((true, "2026-09-01"))), Some(false));
    assert_eq!(heard(Some(true), Some((false, "2026-09-01"))), Some(false));
    // It was said of the visitor before this one.
    assert_eq!(heard(None, Some((true, "2026-01-15"))), None);
    assert_eq!(heard(None, Some((false, "2026-01-15"))), Some(false));
}
