//! Words of a report that read like a concern, while the answer was that nothing worries (domain 8.7).

use super::*;
use crate::finding::Cure;
use crate::id::VisitId;
use crate::record::{Quoted, ReportField};
use rstest::rstest;

/// Domain 8.7: words that read like a concern wait until somebody has answered: that they were looked at, that it is a
/// concern, raised from the report or beside it, or that the words are not there.
#[rstest]
#[case::saved_all_the_same(|_: &Pair, _| None, true)]
#[case::looked_at(|p: &Pair, v| Some(told(p, v, "He hits me at chess.", true)), false)]
#[case::corrected(|p: &Pair, v| Some(told(p, v, "He beats all at chess.", false)), false)]
#[case::still_there(|p: &Pair, v| Some(told(p, v, "He hits me.", false)), true)]
#[case::raised_about_the_visit(|p: &Pair, v| Some(raised(p, Some(v), None)), false)]
#[case::quoted(|p: &Pair, v| Some(raised(p, None, Some(v))), false)]
#[case::raised_about_something_else(|p: &Pair, _| Some(raised(p, None, None)), true)]
#[case::read(|_: &Pair, v| Some(Command::ReadReport { visit: v, acted: Some("Rang the carer.".to_owned()) }), true)]
fn words_like_a_concern_stay_until_somebody_has_answered(
    #[case] then: fn(&Pair, VisitId) -> Option<Command>,
    #[case] open: bool,
) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let is_open = |desk: &Desk| desk.world.ledger(p.id).unwrap().visits[0].reads_like_concern;
    desk.done(file(NewReport { child_words: "We played chess.".to_owned(), ..report(p.id, "2026-11-19") }));
    assert!(!is_open(&desk));
    let visit = desk.world.ledger(p.id).unwrap().visits[0].id;
    desk.done(told(&p, visit, "He hits me when nobody is there.", false));
    assert!(is_open(&desk));
    if let Some(command) = then(&p, visit) {
        desk.done(command);
    }
    assert_eq!(is_open(&desk), open);
    let due = crate::deadline::all(&desk.world, desk.today, desk.now);
    let line = due.iter().find(|d| d.subject == Subject::Visit(visit) && d.rule == RuleId::R32);
    assert_eq!(line.map(|d| d.cure), open.then_some(Cure::AnswerWords(visit)));
    assert!(line.is_none_or(|d| !d.why.contains("hit")), "a line on Deadlines names no words");
    let put_off = Command::Snooze {
        rule: RuleId::R32,
        subject: Subject::Visit(visit),
        due: day("2026-11-19"),
        until: day("2026-12-19"),
        reason: "later".to_owned(),
    };
    assert!(desk.refused(&put_off).iter().any(|f| f.rule == RuleId::H4));
}

fn told(p: &Pair, visit: VisitId, words: &str, looked_at: bool) -> Command {
    let child_words = words.to_owned();
    file(NewReport { visit: Some(visit), child_words, looked_at, ..report(p.id, "2026-11-19") })
}

fn raised(p: &Pair, visit: Option<VisitId>, quotes: Option<VisitId>) -> Command {
    let text = "He hits me when nobody is there.".to_owned();
    let quoted = quotes.map(|visit| Quoted { visit, field: ReportField::ChildWords, paragraph: 0, text });
    let learned = at("2026-11-20T09:00:00Z");
    let new = NewConcern::new(p.child, learned, "Joan Barker".to_owned(), "He hits me.".to_owned());
    let quoted = quoted.into_iter().collect();
    Command::RaiseConcern { concern: Box::new(NewConcern { match_id: Some(p.id), visit, quoted, ..new }) }
}

/// What is pointed out before the save is what the decision finds, and nothing where it finds nothing.
#[rstest]
#[case("He hits me.", false, false, &["hit me"])]
#[case("He hits me.", true, false, &[])] // looked at
#[case("He hits me.", false, true, &[])] // said to be one
#[case("We played chess.", false, false, &[])]
fn what_is_pointed_out_beforehand(
    #[case] words: &str,
    #[case] looked_at: bool,
    #[case] worry: bool,
    #[case] found: &[&str],
) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let concern = worry.then(|| crate::command::ReportConcern {
        learned: None,
        heard: None,
        what: "He hits me.".to_owned(),
        danger_now: false,
    });
    let new = NewReport { visitor_view: words.to_owned(), looked_at, concern, ..report(p.id, "2026-11-19") };
    assert_eq!(crate::wording::unanswered(&desk.world, &new), found);
    desk.done(file(new.clone()));
    let line = desk.world.ledger(p.id).unwrap().visits[0].clone();
    assert_eq!(line.reads_like_concern, !found.is_empty());
    // A concern about the visit that is on record has answered.
    desk.done(raised(&p, Some(line.id), None));
    let again = NewReport { visit: Some(line.id), concern: None, ..new };
    assert!(crate::wording::unanswered(&desk.world, &again).is_empty());
}
