//! What is known is not asked for again; and what was asked for once can be read.

use crate::ground::{At, for_three, opened, to_field};
use domain::record::{Professional, Subject};

/// A social worker of some child, with everything by which they can be reached.
fn worker(at: &At) -> Professional {
    let mut all = at.world().children().filter_map(|c| c.social_worker.clone());
    all.find(|w| w.team.is_some() && w.phone.is_some() && w.email.is_some()).expect("a social worker")
}

fn of_the_newest(at: &At) -> Professional {
    let newest = at.world().children().max_by_key(|c| c.number).expect("a child");
    newest.social_worker.clone().expect("a social worker")
}

#[test]
fn a_social_worker_on_record_is_known_by_name() {
    let mut at = opened(100, 40);
    let known = worker(&at);
    let name = known.name.to_lowercase();
    at.keys(&format!("1 n 'Ada' Tab 'Birch' Tab '3 2 2014' Tab '{name}'"));
    at.says("on record: ").says(known.phone.as_deref().unwrap());
    at.keys("F2").moment();
    at.says("entered.");
    let entered = of_the_newest(&at);
    let reach = |w: &Professional| (w.team.clone(), w.phone.clone(), w.email.clone());
    assert_eq!((&entered.name, reach(&entered)), (&known.name, reach(&known)));
    // The referral that follows has the worker with the team.
    at.keys("f");
    at.says(&known.name).says(known.team.as_deref().unwrap());
    at.keys("Esc");
    // Somebody who is on record nowhere has what is typed and no more; and what is typed stands.
    at.keys("S 'Nobody Known'").silent("on record: ");
    at.keys("F2").moment();
    assert_eq!(reach(&of_the_newest(&at)), (None, None, None));
    at.keys(&format!("S '{name}' Tab 'Fostering' F2")).moment();
    let (_, phone, email) = reach(&known);
    assert_eq!(reach(&of_the_newest(&at)), (Some("Fostering".to_owned()), phone, email));
    at.holds_what_was_shown();
}

#[test]
fn how_a_worker_is_reached_is_not_shown_while_names_are_hidden() {
    let mut at = opened(100, 40);
    let known = worker(&at);
    at.keys(&format!("1 i n 'Ada' Tab Tab Tab '{}'", known.name)).says("on record");
    at.silent(known.phone.as_deref().unwrap());
}

/// Why a visitor is asked for, what others say of it, and what was decided and why, stand on the child's page.
#[test]
fn a_referral_can_be_read_on_the_page_of_its_child() {
    let mut at = opened(100, 90);
    at.keys("1 n 'Ada' Tab 'Birch' Tab '3 2 2014' F2").moment();
    at.keys("f Tab 'Ruth Dale' Tab Tab Tab Space Tab 'y'");
    to_field(&mut at, "What others say of it");
    at.keys("'The carer is glad of it.' F2").moment();
    at.says("entered.").silent("Not saved");
    let grounds = at.screen().lines().find(|l| l.trim_start().starts_with("grounds")).map(str::to_owned);
    assert!(grounds.is_some_and(|l| l.trim().len() > 15), "{}", at.screen());
    at.says("knows and agrees").says("The carer is glad of it.");
    at.keys("b 'tomorrow' F2").moment();
    at.keys("d 'n' Tab 'Has an uncle who comes each week.' F2").moment();
    at.says("decided: not accepted: Has an uncle who comes each week.");
    at.holds_what_was_shown();
}

/// A social worker leaves, and somebody takes over all of their children: one form, one look, one change, one undo.
#[test]
fn another_worker_takes_over_several_children_at_once() {
    let mut at = opened(100, 40);
    at.keys("1 / 'debbie' Enter g");
    let mut children = Vec::new();
    for _ in 0..3 {
        children.extend(at.desk().subject());
        at.keys("Space");
    }
    assert_eq!(at.desk().marked().len(), 3, "{}", at.screen());
    let head = at.desk().head.seq;
    let workers = |at: &At| -> Vec<String> {
        let of = |s: &Subject| match s {
            Subject::Child(id) => at.world().child(*id).and_then(|c| c.social_worker.clone()),
            _ => None,
        };
        children.iter().filter_map(of).map(|w| w.name).collect()
    };
    let before = workers(&at);
    at.keys("S 'Dana Roe' Tab 'North' F2").says("for these 3?");
    at.keys("y").moment();
    assert_eq!((workers(&at), at.desk().head.seq), (vec!["Dana Roe".to_owned(); 3], head + 1));
    at.keys("u").moment();
    assert_eq!(workers(&at), before);
    at.holds_what_was_shown();
}

/// Snow: the visits of a weekend are called off together, each with the same word.
#[test]
fn the_next_visits_of_several_matches_are_called_off_at_once() {
    let mut at = opened(100, 40);
    let off = |at: &At| {
        let lines = at.world().ledgers().flat_map(|l| &l.visits);
        lines.filter(|v| matches!(v.state, domain::record::VisitState::Cancelled { .. })).count()
    };
    let before = off(&at);
    at.keys("3 / '28 nov' Enter g Space j Space j Space");
    assert_eq!(at.desk().marked().len(), 3, "{}", at.screen());
    at.keys("x 'scheme' Tab 'weather' Enter F2").says("for these 3?");
    at.keys("y").moment();
    assert_eq!(off(&at), before + 3, "{}", at.screen());
    at.keys("u").moment();
    assert_eq!(off(&at), before);
    at.is_kept_as_if_made_anew();
}

/// What is seen or asked is recorded under the name of whoever did it: the co-ordinator of the scheme is not always the
/// one at the desk (R85: a list of who has seen a certificate).
#[test]
fn what_is_seen_and_asked_is_recorded_under_the_name_of_whoever_did_it() {
    let mut at = for_three(100, 60);
    at.keys("'Bo Lind' Enter 'the words of bo' Enter").moment();
    let seen = |at: &At| {
        let certificates = at.world().visitors().flat_map(|v| &v.dbs);
        certificates
            .filter(|c| c.certificate == "00199")
            .filter_map(|c| Some(c.seen.as_ref()?.by.clone()))
            .collect::<Vec<_>>()
    };
    at.keys("2 / 'joan' Enter d '00199' Tab 'yesterday' Tab 'e' Tab 'c' Tab 'today' Tab 'y' F2").moment();
    assert_eq!(seen(&at), ["Bo Lind"], "{}", at.screen());
    at.keys("Esc Esc 1 / 'freddie' Enter b 'today' F2").moment();
    at.keys("w Tab 'w' Tab 'a woman' F2").moment();
    at.says("wants a visitor (Bo Lind, ");
    // What did not change keeps the name of before.
    at.keys("Esc Esc 1 / 'leila' Enter e Tab Tab 'Lei' F2").moment();
    at.says("wants a visitor (Nora Fielding, ");
}
