//! Something is heard about a visitor: a co-ordinator is led to the team manager, who makes the record of it.

use crate::ground::{At, opened_again, opened_by_a_coordinator, today};
use domain::deadline::Band;
use domain::id::VisitorId;
use domain::record::{ConcernStep, Incident, Subject};
use domain::rule::RuleId;
use domain::world::World;

/// Somebody who visits one child.
fn matched(world: &World) -> (VisitorId, String) {
    let visits = |id| world.open_matches_of_visitor(id).filter(|m| m.is_live(today())).count();
    let mut serving = world.visitors().filter(|v| v.is_serving() && !v.is_suspended(today()));
    let v = serving.find(|v| visits(v.id) == 1).expect("somebody who visits");
    (v.id, v.reference().to_string())
}

fn line(at: &At) -> Option<&domain::deadline::Deadline> {
    at.desk().deadlines.iter().find(|d| d.rule == RuleId::R49 && matches!(d.subject, Subject::Concern(_)))
}

/// The word she would type leads to the form, the form and the record to the team manager; and the team manager has what
/// was written in the record that is hers.
#[test]
fn what_a_coordinator_hears_reaches_the_team_manager() {
    let mut at = opened_by_a_coordinator(&matched, &|_, _| Vec::new());
    let (visitor, reference) = matched(at.world());
    for word in ["allegation", "lado"] {
        at.keys(&format!("Esc Esc 2 / '{reference}' Enter Enter : '{word}'"));
        at.says("About a visitor: tell the team manager at once");
    }
    at.keys("Esc : 'allegation' Enter").says("Tell the team manager at once; this record can wait.");
    at.says("Do not ask the visitor or the child about it.");
    at.keys("'n' Tab 'He shouted at her.' Tab 'The carer' F2").moment();
    at.says("raised. Its clock is running.");
    let concern = at.world().concerns().last().unwrap().clone();
    assert_eq!(concern.kind, Incident::AboutVisitor);
    let of_match = concern.match_id.and_then(|id| at.world().match_(id)).map(|m| m.visitor);
    assert_eq!(of_match, Some(visitor));
    assert_eq!(line(&at).map(|d| (d.band, d.what)), Some((Band::Clock, "Tell the team manager")));
    at.keys("Esc Esc 5 / 'Tell the team' Enter")
        .says("Tell manager")
        .says("the team manager is told at once");
    at.keys("o").says("Tell the team manager at once. Do not ask the visitor or the child about it.");
    at.says("next: team manager told").silent("allegation");
    at.keys("n F2").moment();
    at.says("team manager told.").silent("Do not ask the visitor");
    assert!(at.world().concern(concern.id).unwrap().step(ConcernStep::ManagerTold).is_some());
    assert!(line(&at).is_none());
    // She has no key to go on from there.
    at.keys("A").silent("New allegation");
    at.keys("Esc Esc Esc q");
    at.runner.close().unwrap();

    let mut manager = opened_again(&at.path, demo::COORDINATOR, demo::PASSPHRASE);
    manager.keys(&format!("2 / '{reference}' Enter Enter C O")).says("He shouted at her.");
    manager.keys("A").says("New allegation").says("He shouted at her.").says("The carer");
    manager.keys("Tab Tab 'n' F2").moment();
    manager.says("Allegation AL-");
    let made = manager.world().allegations().last().unwrap();
    assert_eq!(
        (made.visitor, made.what.as_str(), made.from.as_str()),
        (visitor, "He shouted at her.", "The carer")
    );
    assert_eq!((made.match_id, made.children.as_slice()), (concern.match_id, &[concern.child][..]));
    assert_eq!(made.received, concern.learned);
    assert!(manager.world().visitor(visitor).unwrap().is_paused_by_manager(today()));
}

/// An ordinary concern leads nobody there.
#[test]
fn an_ordinary_concern_stays_with_who_runs_the_scheme() {
    let mut at = opened_by_a_coordinator(&matched, &|_, _| Vec::new());
    let (_, reference) = matched(at.world());
    at.keys(&format!("2 / '{reference}' Enter Enter C ! 'n' Tab 'A bruise.' Tab 'The carer' F2")).moment();
    at.says("raised. Its clock is running.");
    assert_eq!(at.world().concerns().last().unwrap().kind, Incident::Concern);
    assert!(line(&at).is_none());
    at.keys("O").says("A bruise.").silent("Tell the team manager at once");
}
