//! What safeguarding asks of an allegation (2.D, R49).

use super::playing::{asked, on, pair};
use super::{Case, Side, due, found, found_lower};
use crate::command::{AllegationStep, Command};
use crate::deadline::Band::{Clock, Overdue, Today, Unsafe};
use crate::deadline::tests::world::{allegation, d, managers_pause, quiet, said};
use crate::decide::tests::allegations::{alleged, steps, take};
use crate::decide::tests::desk::Desk;
use crate::decide::tests::{at, day};
use crate::id::AllegationId;
use crate::record::{
    Allegation, AllegationMeeting, AllegationOutcome, AllegationTask as T, Complaint, OutcomeWord, Party,
    PassedOn, Pause, PauseTold, Subject, SupervisionKind, ToldAt,
};
use crate::rule::Level::{Block, Info, Warn};
use crate::rule::RuleId::{H8, R49, R53, R71, R72, R73, R74, R75, R76, R77, R78};

/// Everything done but these, and the closing asked for.
fn closing(without: &[T]) -> (Desk, Command, Subject) {
    let (mut desk, _, id) = alleged();
    for step in steps().into_iter().filter(|step| !without.contains(&step.task())) {
        desk.done(take(id, step));
    }
    let close = take(id, AllegationStep::Closed { reason: "reinstated".to_owned() });
    (desk, close, Subject::Allegation(id))
}

fn closed_without(side: Side, task: T) -> super::playing::Seen {
    let missing = [task, T::CloseComplaint];
    // Without the complaint there is nothing of it to close.
    let without = side.of(&missing[..if task == T::OpenComplaint { 2 } else { 1 }], &[]);
    let (desk, close, about) = closing(without);
    asked(desk, &close, about)
}

fn of(change: impl FnOnce(&mut Allegation), today: &str) -> super::playing::Seen {
    let mut a = allegation(1, "2026-11-20 09:00");
    change(&mut a);
    let about = Subject::Allegation(a.id);
    on(&quiet().with(a), today, about)
}

fn owner() -> ToldAt {
    ToldAt { at: at("2026-11-20T10:00:00Z"), who: "Nora".to_owned(), by: "Maya".to_owned() }
}

fn complaint() -> Complaint {
    Complaint { opened: said("2026-11-20"), note: None, closed: None }
}

fn passed() -> PassedOn {
    let at = at("2026-11-20T10:00:00Z");
    PassedOn { at, to: "LADO".to_owned(), name: "Ola Grant".to_owned(), reference: None }
}

fn ended(a: &mut Allegation, word: OutcomeWord, reinstated: bool) {
    let (by, on) = ("Ola Grant".to_owned(), d("2026-11-21"));
    a.outcome = Some(AllegationOutcome { word, by, on, reinstated: Some(reinstated), note: None });
}

pub(super) const CASES: &[Case] = &[
    found(H8, Block, "a pause that is the team manager's, and another", |side| {
        let (mut desk, p) = pair();
        let (visitor, on) = (p.visitor, desk.today);
        let (reason, by_manager) = (Some(Pause::SEE_MANAGER.to_owned()), side == Side::Over);
        desk.done(Command::SuspendVisitor { visitor, on, reason, by_manager });
        desk.role = crate::people::Role::CoOrdinator;
        asked(
            desk,
            &Command::SuspendVisitor { visitor, on, reason: None, by_manager: false },
            Subject::Visitor(visitor),
        )
    }),
    found(R49, Block, "both routes have a record: the LADO's", |side| closed_without(side, T::TellLado)),
    found(R49, Block, "both routes have a record: the complaint procedure's", |side| {
        closed_without(side, T::OpenComplaint)
    }),
    due(R49, Block, Today, "the internal complaint procedure is opened", |side| {
        let change = |a: &mut Allegation| {
            a.manager_told = Some(owner());
            a.complaint = side.of(None, Some(complaint()));
        };
        of(change, "2026-11-22")
    }),
    due(R49, Block, Today, "the team manager, who owns it, is told", |side| {
        let change = |a: &mut Allegation| {
            a.manager_told = side.of(None, Some(owner()));
            a.complaint = Some(complaint());
        };
        of(change, "2026-11-22")
    }),
    found_lower(R53, (Warn, Warn), "the appointment is ended with a written notice", |side| {
        let (desk, _, about) = closing(&[]);
        let Subject::Allegation(id) = about else { panic!("no allegation") };
        let notice = side.of(None, Some(day("2026-11-22")));
        asked(desk, &take(id, AllegationStep::AppointmentEnded { notice, note: None }), about)
    }),
    due(R71, Warn, Clock, "the LADO is told", |side| {
        of(|a| a.lado = side.of(None, Some(passed())), "2026-11-20")
    }),
    found(R71, Warn, "told within 24 hours to the minute", |side| {
        let (mut desk, _, id) = alleged();
        (desk.now, desk.today) = (at("2026-11-24T09:00:00Z"), day("2026-11-24"));
        let at = at(side.of("2026-11-23T09:01:00Z", "2026-11-23T09:00:00Z"));
        let told = AllegationStep::LadoTold { at, name: "Ola Grant".to_owned(), reference: None };
        asked(desk, &take(id, told), Subject::Allegation(id))
    }),
    due(R72, Warn, Clock, "significant harm is told to social care as well as to the LADO", |side| {
        of(|a| (a.significant_harm, a.lado) = (side == Side::Over, Some(passed())), "2026-11-20")
    }),
    due(R73, Warn, Today, "the LADO has agreed that the visitor is told", |side| {
        let change = |a: &mut Allegation| {
            a.may_tell_visitor = side.of(None, Some(said("2026-11-21")));
            a.visitor_told = side.of(None, Some(said("2026-11-22")));
        };
        of(change, "2026-11-22")
    }),
    due(R73, Warn, Today, "the visitor is told once the LADO agrees", |side| {
        let change = |a: &mut Allegation| {
            a.may_tell_visitor = Some(said("2026-11-21"));
            a.visitor_told = side.of(None, Some(said("2026-11-22")));
        };
        of(change, "2026-11-22")
    }),
    found(R73, Warn, "contact with the visitor before and after the LADO agrees", |side| {
        let (mut desk, p, id) = alleged();
        let on = desk.today;
        if side == Side::Within {
            let by = || "Ola Grant".to_owned();
            desk.done(take(id, AllegationStep::MayTell { by: by(), on }));
            desk.done(take(id, AllegationStep::VisitorTold { by: by(), on, supporter: None }));
        }
        let (how, summary) = (SupervisionKind::Call, "Well.".to_owned());
        let call = Command::RecordSupervision { visitor: p.visitor, on, how, summary };
        asked(desk, &call, Subject::Allegation(id))
    }),
    due(
        R74,
        crate::rule::Level::Override,
        Unsafe,
        "visits are booked while an allegation pauses them",
        |side| {
            let heard = [Party::Child, Party::Carer, Party::SocialWorker];
            let pause_told = heard.map(|who| PauseTold { who, said: said("2026-11-20") }).to_vec();
            let mut scene = quiet().with(Allegation { pause_told, ..allegation(1, "2026-11-20 09:00") });
            let ended = side.of(None, Some("2026-11-21"));
            scene.visitor.suspensions.push(managers_pause("2026-11-20", ended));
            on(
                &scene,
                "2026-11-22",
                Subject::Allegation(AllegationId(crate::deadline::tests::world::id(16, 1))),
            )
        },
    ),
    due(R75, Warn, Clock, "the LADO asked for the form", |side| {
        let asked = at("2026-11-20T10:00:00Z");
        of(|a| a.form_asked = side.of(Some(asked), None), "2026-11-20")
    }),
    due(R75, Warn, Clock, "the form is sent", |side| {
        let asked = at("2026-11-20T10:00:00Z");
        of(|a| (a.form_asked, a.form_sent) = (Some(asked), side.of(None, Some(asked))), "2026-11-20")
    }),
    found(R76, Block, "an outcome with its day and who decided", |side| {
        if side == Side::Within {
            return closed_without(side, T::Outcome);
        }
        let (desk, close, about) = closing(&[T::Outcome, T::Reinstate]);
        asked(desk, &close, about)
    }),
    due(R76, Block, Overdue, "what a meeting decided is written up", |side| {
        let decided = side.of(None, Some("Ola rings the school.".to_owned()));
        let meeting = AllegationMeeting { on: d("2026-11-21"), what: "strategy".to_owned(), decided };
        of(|a| a.meetings.push(meeting), "2026-11-22")
    }),
    due(R77, Warn, Today, "removed, or reinstated", |side| {
        of(|a| ended(a, OutcomeWord::Substantiated, side == Side::Within), "2026-11-22")
    }),
    found(R77, Warn, "y/n and a day at the closing of a removal", |side| {
        let (mut desk, close, about) = closing(&[T::TellDbs]);
        let Subject::Allegation(id) = about else { panic!("no allegation") };
        let notice = Some(day("2026-11-22"));
        desk.done(take(id, AllegationStep::AppointmentEnded { notice, note: None }));
        if side == Side::Within {
            let answer = steps().into_iter().find(|s| s.task() == T::TellDbs).expect("the answer");
            desk.done(take(id, answer));
        }
        asked(desk, &close, about)
    }),
    found(R78, Info, "the person has a copy of the summary", |side| closed_without(side, T::GiveSummary)),
    due(R78, Info, Today, "malicious or false leaves the personnel record", |side| {
        let word = side.of(OutcomeWord::False, OutcomeWord::Unfounded);
        let change = |a: &mut Allegation| {
            ended(a, word, true);
            a.summary_given = Some(said("2026-11-21"));
        };
        of(change, "2026-11-22")
    }),
];
