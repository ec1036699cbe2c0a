//! The negative table for roles through the command line, by the state of the record: what each command says of an open
//! and a closed concern, an allegation, a pause, a report, a match and a consent to a team manager, a co-ordinator and a
//! reader. What may be done to a record in a state is a table of the pure crate; the keys are in `tests/screens`.

use super::people::as_who;
use super::stage::{Place, moment};
use super::twins::{COORDINATOR, MANAGER, READER, next_change, seal};
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
use store::{Access, SchemeFile};

/// What somebody gets: the word, everything but the word, or a refusal; one for the sake of the role is written down.
#[derive(Clone, Copy, Debug)]
enum Gets {
    Says(&'static str),
    Silent(&'static str),
    Denied(&'static str),
    Refused(&'static str),
}

use Gets::{Denied, Refused, Says, Silent};

const MANAGERS: Gets = Denied("Only a team manager may do this");
const READERS: Gets = Denied("You may look at the scheme and not change it");

/// A record by its state, as it stands in the commands, what is asked, and what manager, co-ordinator and reader get.
type Row = (&'static str, &'static str, [Gets; 3]);

const TABLE: &[Row] = &[
    // Row 22 and 5.6: a concern is worked on by manager and co-ordinator; the social worker must hear of it, the carer
    // does not, and a reader of the file reads no word of it.
    ("OPEN-CONCERN", "show OPEN-CONCERN", [Says("Openword"), Says("Openword"), Silent("Openword")]),
    (
        "OPEN-CONCERN",
        "show OPEN-CONCERN --format json",
        [Says("Openword"), Says("Openword"), Silent("Openword")],
    ),
    (
        "OPEN-CONCERN",
        "preview OPEN-CONCERN --as social-worker",
        [Says("Openword"), Says("Openword"), Silent("Openword")],
    ),
    ("OPEN-CONCERN", "preview OPEN-CONCERN --as carer", [Silent("Openword"); 3]),
    (
        "OPEN-CONCERN",
        "export OPEN-CONCERN --as social-worker --purpose referral",
        [Says("Openword"), Says("Openword"), READERS],
    ),
    ("OPEN-CONCERN", "due", [Says("Pass on concern"); 3]),
    ("CLOSED-CONCERN", "show CLOSED-CONCERN", [Says("Closedword"), Says("Closedword"), Silent("Closedword")]),
    ("CLOSED-CONCERN", "preview CLOSED-CONCERN --as carer", [Silent("Closedword"); 3]),
    (
        "CLOSED-CONCERN",
        "export CLOSED-CONCERN --as social-worker --purpose referral",
        [Says("Closedword"), Says("Closedword"), READERS],
    ),
    ("CLOSED-CONCERN", "due --within 366d", [Silent("CLOSED-CONCERN"); 3]),
    // Rows 24 and 25, 5.7: the team manager's; to everybody else the visits are paused.
    ("OPEN-ALLEGATION", "show OPEN-ALLEGATION", [Says("Allegedword"), MANAGERS, MANAGERS]),
    ("OPEN-ALLEGATION", "show OPEN-ALLEGATION --format json", [Says("Allegedword"), MANAGERS, MANAGERS]),
    ("OPEN-ALLEGATION", "preview OPEN-ALLEGATION --as lado", [Refused("is not in this scheme"); 3]),
    ("OPEN-ALLEGATION", "due", [Says("LADO not told"), Silent("LADO"), Silent("LADO")]),
    ("OPEN-ALLEGATION", "show ALLEGED-VISITOR", [Silent("Allegedword"); 3]),
    ("OPEN-ALLEGATION", "show ALLEGED-VISITOR", [Says("paused"); 3]),
    ("OPEN-ALLEGATION", "preview ALLEGED-VISITOR --as team-manager", [Silent("Allegedword"); 3]),
    (
        "OPEN-ALLEGATION",
        "export ALLEGED-VISITOR --as social-worker --purpose planning",
        [Silent("Allegedword"), Silent("Allegedword"), READERS],
    ),
    ("CLOSED-ALLEGATION", "show CLOSED-ALLEGATION", [Says("Settledword"), MANAGERS, MANAGERS]),
    ("CLOSED-ALLEGATION", "due --within 366d", [Silent("CLOSED-ALLEGATION"); 3]),
    ("CLOSED-ALLEGATION", "show CLEARED-VISITOR --format json", [Silent("Settledword"); 3]),
    // Row 24: that visits are paused is seen in the house; why, by those who work there.
    ("PAUSED-VISITOR", "show PAUSED-VISITOR", [Says("Pauseword"), Says("Pauseword"), Silent("Pauseword")]),
    ("PAUSED-VISITOR", "preview PAUSED-VISITOR --as carer", [Silent("Pauseword"); 3]),
    (
        "RESUMED-VISITOR",
        "show RESUMED-VISITOR --format json",
        [Says("Overword"), Says("Overword"), Silent("Overword")],
    ),
    ("RESUMED-VISITOR", "preview RESUMED-VISITOR --as carer", [Silent("Overword"); 3]),
    // Rows 19 and 20: a report goes to the co-ordinator, read or not; the carer gets none of it.
    ("UNREAD-REPORT", "show UNREAD-REPORT", [Says("Unreadword"), Says("Unreadword"), Silent("Unreadword")]),
    (
        "UNREAD-REPORT",
        "preview UNREAD-REPORT --as visitor",
        [Says("Unreadword"), Says("Unreadword"), Silent("Unreadword")],
    ),
    ("UNREAD-REPORT", "preview UNREAD-REPORT --as carer", [Silent("Unreadword"); 3]),
    (
        "UNREAD-REPORT",
        "export UNREAD-REPORT --as carer --purpose planning",
        [Silent("Unreadword"), Silent("Unreadword"), READERS],
    ),
    (
        "READ-REPORT",
        "show READ-REPORT --format json",
        [Says("Readword"), Says("Readword"), Silent("Readword")],
    ),
    ("READ-REPORT", "preview READ-REPORT --as iro --format json", [Silent("Readword"); 3]),
    // R30: what the child said is told to whom the child agreed, while that holds.
    (
        "AGREED-REPORT",
        "preview AGREED-REPORT --as carer",
        [Says("Agreedword"), Says("Agreedword"), Silent("Agreedword")],
    ),
    ("AGREED-REPORT", "preview AGREED-REPORT --as iro", [Silent("Agreedword"); 3]),
    (
        "AGREED-REPORT",
        "export AGREED-REPORT --as carer --purpose planning",
        [Says("Agreedword"), Says("Agreedword"), READERS],
    ),
    ("WITHDRAWN-REPORT", "preview WITHDRAWN-REPORT --as carer", [Silent("Withdrawnword"); 3]),
    (
        "WITHDRAWN-REPORT",
        "export WITHDRAWN-REPORT --as carer --purpose planning",
        [Silent("Withdrawnword"), Silent("Withdrawnword"), READERS],
    ),
    // Rows 18, 20 and 31: what is planned leaves as a calendar, and an ending with what the child said of it by the child's leave.
    ("LIVE-MATCH", "calendar LIVE-MATCH --as visitor", [Says("Placeword"), Says("Placeword"), READERS]),
    (
        "LIVE-MATCH",
        "calendar LIVE-MATCH --as social-worker",
        [Silent("Placeword"), Silent("Placeword"), READERS],
    ),
    ("LIVE-MATCH", "document leaflet LIVE-MATCH", [Silent("Placeword"), Silent("Placeword"), READERS]),
    ("LIVE-MATCH", "document ending LIVE-MATCH", [Refused("No ending is on record"); 3]),
    (
        "ENDED-MATCH",
        "show ENDED-MATCH --format json",
        [Says("Endingword"), Says("Endingword"), Silent("Endingword")],
    ),
    ("ENDED-MATCH", "preview ENDED-MATCH --as carer", [Silent("Endingword"); 3]),
    ("ENDED-MATCH", "calendar ENDED-MATCH --as visitor", [Refused("No visit is planned"); 3]),
    ("ENDED-MATCH", "document ending ENDED-MATCH", [Silent("Noteword"), Silent("Noteword"), READERS]),
    ("the scheme", "figures", [Silent("word"), Silent("Allegedword"), Silent("Allegedword")]),
    (
        "the scheme",
        "figures --give-to Panel --purpose report",
        [Silent("Allegedword"), Silent("Allegedword"), READERS],
    ),
];

/// A scheme in the telling.
struct Telling {
    base: Vec<(Command, Context)>,
    steps: Vec<(Command, Context)>,
    world: World,
    today: NaiveDate,
    now: DateTime<Utc>,
    /// What stands for a record in the table.
    named: BTreeMap<&'static str, String>,
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

fn told() -> Telling {
    let (today, now) = moment();
    let made = demo::sized(4, 7, 3, 6, today, now);
    let base = made.steps.into_iter().map(|(context, command)| (command, context)).collect();
    let mut telling =
        Telling { base, steps: Vec::new(), world: made.world, today, now, named: BTreeMap::new() };
    telling.concerns();
    telling.allegations();
    telling.pauses();
    telling.reports_and_matches();
    telling
}

#[test]
fn every_state_for_every_role_through_every_command() {
    let telling = told();
    let place = Place::empty(MANAGER.1);
    seal(&place.file, &telling.base, &telling.steps, (telling.today, telling.now));
    let newest = || {
        let opened = SchemeFile::open(&place.file, MANAGER.0, MANAGER.1, Access::ReadOnly).unwrap();
        let entry = opened.file.journal(None, 1).unwrap().remove(0);
        (entry.change, entry.command, entry.by)
    };
    let resolved = |text: &str| {
        text.split(' ')
            .map(|word| telling.named.get(word).map_or(word, String::as_str).to_owned())
            .collect::<Vec<_>>()
    };
    let mut wrong = Vec::new();
    for (state, line, gets) in TABLE {
        for (who, gets) in [MANAGER, COORDINATOR, READER].into_iter().zip(gets) {
            let args = resolved(line);
            let before = newest().0;
            let told = as_who(&place, who.0, who.1, &args.iter().map(String::as_str).collect::<Vec<_>>());
            let (after, command, by) = newest();
            let holds = match gets {
                Says(word) => told.code == Some(0) && told.out.contains(&resolved(word).join(" ")),
                Silent(word) => {
                    let word = resolved(word).join(" ");
                    told.code == Some(0) && !told.out.contains(&word) && !told.err.contains(&word)
                }
                Denied(part) => {
                    let noted = (after, command.as_str(), by.as_str()) == (before + 1, "note-denial", who.0);
                    told.code == Some(1) && told.out.is_empty() && told.err.contains(part) && noted
                }
                Refused(part) => {
                    told.code == Some(1) && told.out.is_empty() && told.err.contains(part) && after == before
                }
            };
            if !holds {
                wrong.push(format!("{state}, {line}, {}: not {gets:?}\n{}{}", who.0, told.out, told.err));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of the table\n{}", wrong.len(), wrong.join("\n"));
}
