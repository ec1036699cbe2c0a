//! What only a team manager reads: one allegation of this morning, whose clock is running, and one that is closed. It is
//! told apart from the rest, so that a demonstration for one co-ordinator has nothing of it.

use crate::teller::{Cast, Script, clock};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::calendar::to_utc;
use domain::command::{AllegationStep as Step, Command, NewAllegation};
use domain::id::VisitorId;
use domain::judge;
use domain::record::{AdviceKind, HarmNature, OutcomeWord, Party, Stage};

/// Who keeps these records.
const MANAGER: &str = "Harriet Lowell";
/// Whom she speaks to at the authority.
const LADO: &str = "Desmond Achebe";

/// Both, the closed one first.
pub(crate) fn tell(s: &mut Script, now: DateTime<Utc>) {
    closed(s);
    open(s, now);
}

/// A visitor without a child, who has left nothing behind that a pause would stop.
fn free(t: &Cast) -> VisitorId {
    let free = t.world.visitors().find(|v| {
        let idle = t.world.matches_of_visitor(v.id).next().is_none()
            && t.world.proposals_of_visitor(v.id).next().is_none();
        idle && v.stage() == Stage::Approved && v.suspensions.is_empty()
    });
    free.expect("somebody is free").id
}

/// A visitor who visits a child and has a visit booked.
fn visiting(t: &Cast, today: NaiveDate) -> VisitorId {
    let visiting = t.world.visitors().rev().find(|v| {
        let matched = t.world.open_matches_of_visitor(v.id).count() == 1;
        matched && v.suspensions.is_empty() && !judge::booked_while_paused(&t.world, v.id, today).is_empty()
    });
    visiting.expect("somebody has a visit booked").id
}

fn step(s: &mut Script, on: NaiveDate, step: Step) {
    let take = move |t: &Cast| {
        let newest = t.world.allegations().next_back().expect("an allegation was received");
        Command::TakeAllegationStep { allegation: newest.id, step: Box::new(step) }
    };
    s.on(on, take).by(MANAGER);
}

/// Typed in by the manager six weeks ago, from her papers: received two months ago, unfounded, the visitor reinstated.
fn closed(s: &mut Script) {
    let (on, received) = (s.ago(42), s.office(s.ago(60)));
    let (by, lado) = (|| MANAGER.to_owned(), || LADO.to_owned());
    let at = move |minute| clock(received, 10, minute);
    s.on(on, move |t| {
        let allegation = NewAllegation {
            visitor: free(t),
            match_id: None,
            children: Vec::new(),
            received: at(5),
            from: "A parent at the football club where the visitor helps".to_owned(),
            natures: vec![HarmNature::Conduct],
            significant_harm: false,
            happened: Some("at the club, on a Saturday in spring".to_owned()),
            what: "Shouted at a boy on the touchline and pulled him back by the shirt.".to_owned(),
        };
        Command::ReceiveAllegation { allegation: Box::new(allegation) }
    })
    .by(MANAGER);
    let safe = Step::ChildSafe {
        safe: true,
        by: by(),
        at: at(20),
        note: Some("at home with his parents".to_owned()),
    };
    let words = "Look into it with the club; come back with what the referee saw.".to_owned();
    let (kinds, threshold) = (vec![AdviceKind::LowLevel], Some(false));
    let met = "The referee saw him hold the boy back from the road. Nobody else saw it.".to_owned();
    let plan =
        "Helpers stand behind the line. Talked over with him; he is glad that it was looked into.".to_owned();
    for taken in [
        safe,
        Step::ManagerTold { at: at(10), who: by(), by: "the club's welfare officer".to_owned() },
        Step::LadoTold { at: at(40), name: lado(), reference: Some("LD-218".to_owned()) },
        Step::Advised { at: at(45), by: lado(), kinds, threshold, words },
        Step::ComplaintOpened { by: by(), on: received, note: None },
        Step::MayTell { by: lado(), on: received },
        Step::VisitorTold { by: by(), on: received, supporter: Some("Dan Prior".to_owned()) },
        Step::Met { on: s.ago(50).max(received), what: "evaluation".to_owned(), decided: Some(met) },
        Step::Ended { word: OutcomeWord::Unfounded, by: lado(), on: s.ago(45).max(received) },
        Step::Reinstated { on, plan, review_by: Some(on) },
        Step::ComplaintClosed { reason: "Answered in writing; the parent is content.".to_owned() },
        Step::SummaryGiven { by: by(), on },
        Step::Learned {
            words: "The leaflet for visitors says what to do when one is seen to hold a child.".to_owned(),
        },
        Step::Closed { reason: "Unfounded; back with a plan.".to_owned() },
    ] {
        step(s, on, taken);
    }
}

/// Learned of this morning: the visits are paused, the LADO is not told yet.
fn open(s: &mut Script, now: DateTime<Utc>) {
    let today = s.today;
    let midnight = to_utc(today.and_hms_opt(0, 0, 0).unwrap_or_default());
    // Before the time at which this morning's steps were done.
    let received = (now - TimeDelta::hours(3)).max(midnight);
    s.on(today, move |t| {
        let visitor = visiting(t, today);
        let open = t.world.open_matches_of_visitor(visitor).last();
        let allegation = NewAllegation {
            visitor,
            match_id: open.map(|m| m.id),
            children: open.map(|m| m.child).into_iter().collect(),
            received,
            from: "The foster carer, by telephone".to_owned(),
            natures: vec![HarmNature::Physical],
            significant_harm: false,
            happened: Some("in the car, on the way home from the last visit".to_owned()),
            what: "The child came home with a red arm and said: \"He held me so I would not run.\""
                .to_owned(),
        };
        Command::ReceiveAllegation { allegation: Box::new(allegation) }
    })
    .by(MANAGER);
    let note = Some("the carer keeps the child at home today".to_owned());
    let by = || MANAGER.to_owned();
    step(s, today, Step::ChildSafe { safe: true, by: by(), at: received, note });
    step(s, today, Step::ManagerTold { at: received, who: by(), by: "the foster carer".to_owned() });
    step(s, today, Step::PauseTold { who: Party::Carer, by: by(), on: today });
}
