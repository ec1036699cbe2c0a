//! Earlier concerns, in every state between raising and closing; and what was said of a visitor.

use super::days::{plus, weekend_before};
use super::people::Roll;
use super::teller::{Cast, Script, clock};
use chrono::{DateTime, NaiveDate, Utc};
use domain::command::{Command, ConcernDetails, NewConcern, NewLowLevel};
use domain::record::{Account, Choice, ConcernStep, Incident, MatchEffect};

const MANAGER: &str = "the team manager";

/// A concern to be told: about whom, how long ago, and what became of it.
struct Told {
    who: usize,
    ago: i64,
    kind: Incident,
    what: &'static str,
    place: &'static str,
}

/// One closed, one without an answer, one settled, two missing episodes, of which one is closed; two low-level ones.
pub(crate) fn earlier(s: &mut Script, roll: &Roll) {
    let concern = |who: &str, ago, what, place| Told {
        who: roll.child(who),
        ago,
        kind: Incident::Concern,
        what,
        place,
    };
    let letter = concern(
        "hana",
        95,
        "A letter from an adult nobody knows came to the house. Hana gave it to the carer unopened.",
        "at home",
    );
    raised(s, &letter);
    passed(s, &letter, "F-20418");
    followed(s, &letter, 90);
    closed(
        s,
        &letter,
        71,
        "Social worker: a relative, known to the family. Carer and Hana told. No change to visits.",
    );
    let coat = concern(
        "linh",
        33,
        "No coat in the rain for the third visit; says it is \"at the other house\".",
        "in the park",
    );
    raised(s, &coat);
    passed(s, &coat, "F-20977");
    step(s, &coat, 28, ConcernStep::Debriefed, "talked over by telephone");
    step(s, &coat, 27, ConcernStep::FeedbackSought, "no answer yet");
    let messages = concern(
        "dylan",
        19,
        "Messages from somebody Sofia did not know kept coming in during the visit.",
        "at home",
    );
    raised(s, &messages);
    settled(s, &messages);
    step(s, &messages, 18, ConcernStep::Debriefed, "talked over by telephone");
    means(
        s,
        &messages,
        18,
        MatchEffect::Review,
        Some("the telephone stays in the bag; looked at again in the review"),
    );
    closed(s, &messages, 17, "Agreed contact; nothing more to do.");
    about_a_worker(s, roll);
    missing(s, roll);
    lately_missing(s, roll);
    low_levels(s, roll);
}

/// 5.6, 5.7: about somebody who works in the home. Advice was sought first, the LADO was told, social care had to be
/// asked a second time, and the visits paused for a while.
fn about_a_worker(s: &mut Script, roll: &Roll) {
    let worker = Told {
        who: roll.child("dylan"),
        ago: 40,
        kind: Incident::AboutWorker,
        what: "Said one of the night staff pushed him into his room and held the door.",
        place: "at home",
    };
    raised(s, &worker);
    decided(s, &worker, 30, Choice::Advice, "the duty social worker: pass it on, and tell the LADO");
    decided(s, &worker, 40, Choice::PassOn, "about somebody who works with children");
    passed(s, &worker, "F-20931");
    step(s, &worker, 40, ConcernStep::LadoTold, "by telephone, with the manager");
    step(s, &worker, 39, ConcernStep::Written, "by e-mail");
    step(s, &worker, 39, ConcernStep::VisitorTold, "that it was passed on, and no more");
    step(s, &worker, 38, ConcernStep::Debriefed, "talked over by telephone");
    means(s, &worker, 38, MatchEffect::Pause, Some("until he is off the rota: one visit"));
    step(s, &worker, 36, ConcernStep::FeedbackSought, "no answer yet");
    step(s, &worker, 33, ConcernStep::Escalated, "to the service manager, as the partnership's policy says");
    step(s, &worker, 31, ConcernStep::FeedbackReceived, "he does not work there any more");
    step(s, &worker, 31, ConcernStep::ChildTold, "by the social worker");
    closed(s, &worker, 27, "Looked into by the LADO; visits go on as before.");
}

/// Decided with the manager, so many minutes after eight.
fn decided(s: &mut Script, c: &Told, minute: u32, choice: Choice, reason: &'static str) {
    let (who, at) = (c.who, clock(s.ago(c.ago), 8, minute));
    s.on(s.ago(c.ago), move |t| Command::DecideConcern {
        concern: t.concern_of(who),
        choice,
        with: Some(MANAGER.to_owned()),
        at,
        reason: Some(reason.to_owned()),
    });
}

/// What it means for the match.
fn means(s: &mut Script, c: &Told, ago: i64, effect: MatchEffect, note: Option<&'static str>) {
    let who = c.who;
    s.on(s.ago(ago), move |t| Command::DecideMatchEffect {
        concern: t.concern_of(who),
        effect,
        note: note.map(str::to_owned),
    });
}

/// R80c: not back at the agreed time, found the same evening, and closed.
fn missing(s: &mut Script, roll: &Roll) {
    let away = Told {
        who: roll.child("hana"),
        ago: 60,
        kind: Incident::Missing,
        what: "Not at the bus stop at the agreed time after the cinema, and not answering the telephone.",
        place: "the bus station",
    };
    raised(s, &away);
    step(s, &away, 60, ConcernStep::CarerTold, "by telephone, at once");
    step(s, &away, 60, ConcernStep::DutyTeamTold, "by telephone, at once");
    passed(s, &away, "F-20703");
    step(s, &away, 60, ConcernStep::Found, "had taken the earlier bus home");
    step(s, &away, 59, ConcernStep::IroTold, "by e-mail");
    followed(s, &away, 56);
    closed(s, &away, 50, "A misunderstanding about the time. Both have the other's bus times now.");
}

/// The day of Noah's last outing, from which he did not come back with his visitor.
pub(crate) fn away(s: &Script) -> NaiveDate {
    weekend_before(s.ago(2))
}

/// R80c: found the same evening, and the reviewing officer is not told yet.
fn lately_missing(s: &mut Script, roll: &Roll) {
    let (who, day) = (roll.child("noah"), away(s));
    let (typed, at) = (plus(day, 1), move |minute| clock(day, 17, minute));
    s.on(typed, move |t| {
        let what =
            "Walked off from the library when they spoke of Priya's leaving, and was not at the bus stop.";
        let details =
            ConcernDetails { kind: Incident::Missing, heard: Some(at(5)), ..complete(day, "the library") };
        Command::RaiseConcern {
            concern: Box::new(NewConcern {
                match_id: Some(t.match_of(who)),
                details,
                ..NewConcern::new(t.child(who), at(10), "the visitor, by telephone", what)
            }),
        }
    });
    s.on(typed, move |t| Command::PassOnConcern {
        concern: t.concern_of(who),
        at: at(20),
        to: "Emergency duty team".to_owned(),
        name: "Col Hartigan".to_owned(),
        reference: Some("E-1187".to_owned()),
        with: Some(MANAGER.to_owned()),
    });
    for (step, minute, note) in [
        (ConcernStep::CarerTold, 15, "by telephone, at once"),
        (ConcernStep::DutyTeamTold, 20, "by telephone, at once"),
        (ConcernStep::Found, 50, "at his old school, by the carer"),
        (ConcernStep::Debriefed, 55, "talked over by telephone"),
    ] {
        s.on(typed, move |t| Command::TakeConcernStep {
            concern: t.concern_of(who),
            step,
            at: at(minute),
            with: None,
            note: Some(note.to_owned()),
        });
    }
    let written = clock(typed, 8, 55);
    s.on(typed, move |t| Command::TakeConcernStep {
        concern: t.concern_of(who),
        step: ConcernStep::Written,
        at: written,
        with: None,
        note: Some("by e-mail".to_owned()),
    });
}

fn raised(s: &mut Script, c: &Told) {
    let (who, kind, what) = (c.who, c.kind, c.what);
    let day = s.ago(c.ago);
    let learned = clock(day, 8, 20);
    let details = ConcernDetails { kind, heard: Some(clock(day, 8, 5)), ..complete(day, c.place) };
    s.on(day, move |t| Command::RaiseConcern {
        concern: Box::new(NewConcern {
            match_id: Some(t.match_of(who)),
            details,
            ..NewConcern::new(t.child(who), learned, "the visitor, by telephone", what)
        }),
    });
}

/// The account in full, with "none" where that is the answer.
fn complete(day: NaiveDate, place: &str) -> ConcernDetails {
    let said = |text: &str| Some(text.to_owned());
    let account = Account {
        on: Some(day),
        at: None,
        place: said(place),
        by_whom: said("not known"),
        witnesses: said("none"),
        child_words: said("none"),
        opinion: None,
        injuries: said("none"),
        action: said("rang the co-ordinator"),
    };
    ConcernDetails { account, ..ConcernDetails::default() }
}

fn passed(s: &mut Script, c: &Told, reference: &'static str) {
    let (who, at) = (c.who, clock(s.ago(c.ago), 8, 50));
    s.on(s.ago(c.ago), move |t| Command::PassOnConcern {
        concern: t.concern_of(who),
        at,
        to: "Children's front door".to_owned(),
        name: "Beverley Munro".to_owned(),
        reference: Some(reference.to_owned()),
        with: Some(MANAGER.to_owned()),
    });
}

fn settled(s: &mut Script, c: &Told) {
    let who = c.who;
    s.on(s.ago(c.ago), move |t| Command::SettleConcern {
        concern: t.concern_of(who),
        with: Some(MANAGER.to_owned()),
        reason: "Asked the social worker the same hour: the cousin from Leeds, agreed contact.".to_owned(),
    });
}

fn step(s: &mut Script, c: &Told, ago: i64, step: ConcernStep, note: &'static str) {
    let (who, at): (usize, DateTime<Utc>) = (c.who, clock(s.ago(ago), 8, 55));
    s.on(s.ago(ago), move |t: &Cast| Command::TakeConcernStep {
        concern: t.concern_of(who),
        step,
        at,
        with: None,
        note: Some(note.to_owned()),
    });
}

/// Every step after it was passed on, the last of them so many days ago.
fn followed(s: &mut Script, c: &Told, ago: i64) {
    step(s, c, c.ago - 1, ConcernStep::Written, "by e-mail");
    step(s, c, c.ago - 1, ConcernStep::VisitorTold, "that it was passed on, and no more");
    step(s, c, ago + 1, ConcernStep::Debriefed, "talked over by telephone");
    step(s, c, ago, ConcernStep::FeedbackReceived, "the social worker has spoken with everybody");
    step(s, c, ago, ConcernStep::ChildTold, "by the social worker");
    means(s, c, ago, MatchEffect::Continue, None);
}

fn closed(s: &mut Script, c: &Told, ago: i64, reason: &'static str) {
    let who = c.who;
    s.on(s.ago(ago), move |t| Command::CloseConcern {
        concern: t.concern_of(who),
        by: MANAGER.to_owned(),
        reason: reason.to_owned(),
    });
}

/// R79: twice in a year the same, and nobody has looked at them together yet.
fn low_levels(s: &mut Script, roll: &Roll) {
    let who = roll.child("linh");
    for (ago, what, done) in [
        (60, "Half an hour late, and the carer was not told.", "Talked over by telephone."),
        (4, "Late again without a word; the carer rang.", "Asked to ring the carer beforehand."),
    ] {
        let on = s.ago(ago);
        let told = clock(on, 8, 30);
        s.on(on, move |t| Command::RecordLowLevel {
            low_level: Box::new(NewLowLevel {
                visitor: t.world.match_(t.match_of(who)).expect("a match").visitor,
                on,
                heard: Some(told),
                told,
                raised_by: "the carer".to_owned(),
                what: what.to_owned(),
                done: Some(done.to_owned()),
            }),
        });
    }
}
