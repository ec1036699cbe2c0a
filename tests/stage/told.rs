//! A small scheme with a record in each state that the negative tables for roles ask about: concern open and closed,
//! allegation open and closed, pause running and over, report unread and read, consent given and withdrawn, match live
//! and ended. Each stands there with a word of its own.

use crate::twins::next_change;
use chrono::{DateTime, NaiveDate, Utc};
use domain::command::{
    AllegationStep, Command, Context, Happened, NewAllegation, NewConcern, NewConsent, NewReport, VisitPlan,
};
use domain::decide::decide;
use domain::id::{AllegationId, ConcernId, MatchId, VisitId, VisitorId};
use domain::people::Role;
use domain::record::{ConsentTo, EndReason, HarmNature, OutcomeWord, Reader, Subject, Thing};
use domain::world::World;
use std::collections::BTreeMap;

/// A scheme in the telling.
pub struct Telling {
    pub base: Vec<(Command, Context)>,
    pub steps: Vec<(Command, Context)>,
    pub world: World,
    pub today: NaiveDate,
    pub now: DateTime<Utc>,
    /// What stands for a record in the table.
    pub named: BTreeMap<&'static str, String>,
}

impl Telling {
    fn tell(&mut self, by: &str, command: Command) -> Subject {
        let context = Context {
            today: self.today,
            now: self.now,
            by: by.to_owned(),
            role: Role::TeamManager,
            change: next_change(&self.base, &self.steps),
            chance: [9; 10],
            overriding: None,
        };
        let decision =
            decide(&self.world, &command, &context).unwrap_or_else(|r| panic!("{}: {r}", command.name()));
        self.world.apply(&decision.changes);
        self.steps.push((command, context));
        decision.subject
    }

    fn name(&mut self, name: &'static str, subject: Subject) {
        let reference = self.world.reference(subject).expect("a reference").to_string();
        assert_eq!(self.named.insert(name, reference), None);
    }

    fn concern(&mut self, n: usize, word: &str) -> ConcernId {
        let child = self.world.children().nth(n).expect("a child").id;
        let concern = Box::new(NewConcern::new(child, self.now, "The school", word));
        let Subject::Concern(id) = self.tell(demo::COORDINATOR, Command::RaiseConcern { concern }) else {
            panic!()
        };
        id
    }

    fn concerns(&mut self) {
        let open = self.concern(0, "Openword");
        self.name("OPEN-CONCERN", Subject::Concern(open));
        let (concern, at) = (self.concern(1, "Closedword"), self.now);
        let (to, name) = ("the duty team".to_owned(), "Alys Morgan".to_owned());
        self.tell(
            demo::COORDINATOR,
            Command::PassOnConcern { concern, at, to, name, reference: None, with: None },
        );
        let (by, reason) = (demo::COORDINATOR.to_owned(), "Seen to.".to_owned());
        self.tell(demo::COORDINATOR, Command::CloseConcern { concern, by, reason });
        self.name("CLOSED-CONCERN", Subject::Concern(concern));
    }

    fn allegation(&mut self, visitor: VisitorId, word: &str) -> AllegationId {
        let allegation = NewAllegation {
            visitor,
            match_id: None,
            children: Vec::new(),
            received: self.now,
            from: word.to_owned(),
            natures: vec![HarmNature::Conduct],
            significant_harm: false,
            happened: None,
            what: word.to_owned(),
        };
        let command = Command::ReceiveAllegation { allegation: Box::new(allegation) };
        let Subject::Allegation(id) = self.tell(demo::COORDINATOR, command) else { panic!() };
        id
    }

    fn allegations(&mut self) {
        use AllegationStep as S;
        let visitors: Vec<VisitorId> = self.world.visitors().map(|v| v.id).collect();
        let open = self.allegation(visitors[5], "Allegedword");
        self.name("OPEN-ALLEGATION", Subject::Allegation(open));
        self.name("ALLEGED-VISITOR", Subject::Visitor(visitors[5]));
        let allegation = self.allegation(visitors[6], "Settledword");
        let (at, on, by) = (self.now, self.today, || "Ola Grant".to_owned());
        for step in [
            S::LadoTold { at, name: by(), reference: None },
            S::ComplaintOpened { by: by(), on, note: None },
            S::Ended { word: OutcomeWord::Unfounded, by: by(), on },
            S::Reinstated { on, plan: "Lifts are agreed.".to_owned(), review_by: Some(on) },
            S::ComplaintClosed { reason: "answered".to_owned() },
            S::SummaryGiven { by: by(), on },
            S::Closed { reason: "reinstated".to_owned() },
        ] {
            self.tell(demo::COORDINATOR, Command::TakeAllegationStep { allegation, step: Box::new(step) });
        }
        self.name("CLOSED-ALLEGATION", Subject::Allegation(allegation));
        self.name("CLEARED-VISITOR", Subject::Visitor(visitors[6]));
    }

    fn pauses(&mut self) {
        let visitors: Vec<VisitorId> = self.world.visitors().map(|v| v.id).collect();
        let on = self.today;
        let pause = |visitor, reason: Option<&str>| Command::SuspendVisitor {
            visitor,
            on,
            reason: reason.map(str::to_owned),
            by_manager: false,
        };
        self.tell(demo::COORDINATOR, pause(visitors[3], Some("Pauseword")));
        self.tell(demo::COORDINATOR, pause(visitors[4], Some("Overword")));
        self.tell(demo::COORDINATOR, pause(visitors[4], None));
        self.name("PAUSED-VISITOR", Subject::Visitor(visitors[3]));
        self.name("RESUMED-VISITOR", Subject::Visitor(visitors[4]));
    }

    fn report(&mut self, by: &str, (match_id, ago): (MatchId, u64), word: &str) -> VisitId {
        let report = NewReport {
            match_id,
            visit: None,
            date: self.today - chrono::Days::new(ago),
            received: self.today,
            happened: Happened::Yes,
            minutes: Some(90),
            activity: "Bowling".to_owned(),
            chosen_by: None,
            child_words: word.to_owned(),
            visitor_view: "A good day.".to_owned(),
            concern: None,
            next: None,
            expenses: None,
            support_wanted: None,
            looked_at: true,
        };
        let Subject::Visit(id) = self.tell(by, Command::FileVisitReport { report: Box::new(report) }) else {
            panic!()
        };
        id
    }

    /// That the carer hears what the child said, and whether that is taken back.
    fn consent(&mut self, m: MatchId, visit: VisitId, is_withdrawn: bool) {
        let thing = Thing { subject: Subject::Visit(visit), name: None };
        let consent = NewConsent {
            about: Subject::Child(self.world.match_(m).expect("a match").child),
            what: ConsentTo::Disclosure { row: 20, thing, to: Reader::Carer },
            given: true,
            by: "The child".to_owned(),
            how: "said it".to_owned(),
            on: self.today,
            until: None,
        };
        self.tell(demo::COORDINATOR, Command::RecordConsent { consent: Box::new(consent) });
        if is_withdrawn {
            let consent = self.world.consents().last().expect("just given").id;
            let (by, on) = ("The child".to_owned(), self.today);
            self.tell(demo::COORDINATOR, Command::WithdrawConsent { consent, by, on });
        }
    }

    fn reports_and_matches(&mut self) {
        let matches: Vec<MatchId> = self.world.matches().map(|m| m.id).collect();
        let unread = self.report(demo::COLLEAGUE, (matches[0], 4), "Unreadword");
        self.name("UNREAD-REPORT", Subject::Visit(unread));
        let read = self.report(demo::COORDINATOR, (matches[0], 3), "Readword");
        self.name("READ-REPORT", Subject::Visit(read));
        let agreed = self.report(demo::COORDINATOR, (matches[1], 4), "Agreedword");
        self.consent(matches[1], agreed, false);
        self.name("AGREED-REPORT", Subject::Visit(agreed));
        let withdrawn = self.report(demo::COORDINATOR, (matches[1], 3), "Withdrawnword");
        self.consent(matches[1], withdrawn, true);
        self.name("WITHDRAWN-REPORT", Subject::Visit(withdrawn));
        let plan = VisitPlan {
            what: Some("Placeword".to_owned()),
            ..VisitPlan::on(self.today + chrono::Days::new(20), None)
        };
        self.tell(demo::COORDINATOR, Command::PlanVisit { match_id: matches[0], plan: Box::new(plan) });
        self.name("LIVE-MATCH", Subject::Match(matches[0]));
        let end = Command::EndMatch {
            match_id: matches[2],
            on: self.today,
            reason: EndReason::TooFar,
            decided_by: None,
            notice: None,
            note: Some("Noteword".to_owned()),
            child_words: Some("Endingword".to_owned()),
            rematch: None,
            informal_after: None,
        };
        self.tell(demo::COORDINATOR, end);
        self.name("ENDED-MATCH", Subject::Match(matches[2]));
    }
}

/// A scheme with a record in each state.
pub fn in_states(today: NaiveDate, now: DateTime<Utc>) -> Telling {
    let made = demo::sized(6, 8, 6, 6, today, now);
    let base = made.steps.into_iter().map(|(context, command)| (command, context)).collect();
    let mut telling =
        Telling { base, steps: Vec::new(), world: made.world, today, now, named: BTreeMap::new() };
    telling.concerns();
    telling.allegations();
    telling.pauses();
    telling.reports_and_matches();
    telling
}
