//! The briefing (R44): what is needed to know for the child's visitor, first name, age and interests for one who is only
//! thought of, and nothing but a note to give it back for one whose match has ended. What the child said in reviews,
//! and the paragraphs of a report that opened a concern.

use super::super::{
    Audience, Disclosure, Request, belongs_to_concern, briefing, disclose, fingerprint, lacks_number,
};
use crate::deadline::tests::world::{Scene, d, pair, proposal};
use crate::record::{
    Concern, EndReason, Ending, Heard, Kind, Party, Quoted, Reader, Record, ReportField, RiskAnswer, Said,
    Subject, VisitReport,
};
use crate::world::World;
use rstest::rstest;

fn scene() -> Scene {
    let mut s = pair(1);
    s.child.name.first = "Leila".to_owned();
    s.child.name.last = "Haddadian".to_owned();
    s.child.wishes.interests = vec!["chess".to_owned()];
    s.child.wishes.own_words = Some("nobody loud".to_owned());
    s.child.card.answers[3].text = "wasp stings".to_owned();
    s.child.placements[0].address = Some("12 Orchard Row".to_owned());
    s.child.case_number = Some("7654321".to_owned());
    s.child.risk = Some(RiskAnswer {
        said: Said::new("Sal Moss", d("2026-11-01")),
        headline: "runs near roads".to_owned(),
        controls: Some("hold hands".to_owned()),
        home_only: false,
        no_match: false,
    });
    s
}

fn card(s: &Scene) -> String {
    let world = World::from_records(s.records());
    briefing(&world, s.child.id, s.visitor.id, d("2026-11-22")).lines().join("\n")
}

fn holds(text: &str, there: &[&str], absent: &[&str]) {
    there.iter().for_each(|word| assert!(text.contains(word), "{word} is missing:\n{text}"));
    absent.iter().for_each(|word| assert!(!text.contains(word), "{word} is there:\n{text}"));
}

#[test]
fn the_childs_visitor_knows_what_an_outing_needs() {
    let needed =
        ["Leila", "Haddadian", "chess", "wasp stings", "runs near roads", "hold hands", "12 Orchard Row"];
    holds(&card(&scene()), &needed, &["7654321", "nobody loud"]);
}

#[test]
fn a_visitor_thought_of_knows_first_name_age_and_interests() {
    let mut s = scene().without_match();
    s.more.push(proposal(1, "2026-11-01").into());
    holds(
        &card(&s),
        &["Leila", "Age", "chess"],
        &["Haddadian", "wasp stings", "runs near roads", "12 Orchard Row", "7654321", "nobody loud"],
    );
}

#[test]
fn after_the_match_there_is_only_the_note_to_give_it_back() {
    let mut s = scene();
    s.match_.ended = Some(Ending {
        on: d("2026-11-22"),
        reason: EndReason::TooFar,
        decided_by: None,
        notice: None,
        note: None,
        child_words: None,
        rematch: None,
        informal_after: None,
        closing: Vec::new(),
    });
    holds(
        &card(&s),
        &["return the briefing"],
        &["Leila", "Haddadian", "chess", "wasp stings", "12 Orchard Row"],
    );
    // On the day before its last, the match still lives.
    s.match_.ended.as_mut().unwrap().on = d("2026-11-23");
    holds(&card(&s), &["wasp stings", "12 Orchard Row"], &["return the briefing"]);
}

#[test]
fn a_stranger_gets_nothing() {
    let (s, other) = (scene(), pair(2));
    let world = World::from_records(s.records().into_iter().chain(other.records()));
    let card = briefing(&world, s.child.id, other.visitor.id, d("2026-11-22"));
    assert!(card.sections().is_empty() && card.withheld().is_empty());
}

fn told(s: &Scene, reader: Reader, subject: Subject, reports: &[VisitReport]) -> Disclosure {
    let world = World::from_records(s.records());
    let today = d("2026-11-22");
    let audience = Audience::of(&world, reader, subject, today).unwrap();
    disclose(&world, &Request { audience, subject, purpose: "a test", reports, today, release: None })
}

/// R86c, row 27: the child's words only with the child's agreement; of the others each hears their own.
#[test]
fn of_a_review_each_hears_their_own_and_the_visitor_the_child_only_by_agreement() {
    let mut s = pair(1);
    let heard = |who, words: &str| Heard { who, heard: true, note: Some(words.to_owned()) };
    s.reviews[0].heard = vec![heard(Party::Child, "childwords"), heard(Party::Carer, "carerwords")];
    s.reviews[0].summary = "sumwords".to_owned();
    let subject = Subject::Match(s.match_.id);
    for (agrees, there) in [(None, false), (Some(false), false), (Some(true), true)] {
        s.reviews[0].child_agrees = agrees;
        let text = told(&s, Reader::Visitor, subject, &[]).lines().join("\n");
        assert_eq!(text.contains("childwords"), there, "{agrees:?}");
        assert!(!text.contains("carerwords") && !text.contains("sumwords"), "{agrees:?}");
    }
    let carer = told(&s, Reader::Carer, subject, &[]).lines().join("\n");
    holds(&carer, &["carerwords"], &["childwords", "sumwords"]);
    let house = told(&s, Reader::Coordinator, subject, &[]).lines().join("\n");
    holds(&house, &["carerwords", "childwords", "sumwords"], &[]);
}

/// A paragraph that went into a concern is withheld from every reader but those of row 22, and that it was is not said.
#[test]
fn what_is_quoted_into_a_concern_is_withheld_at_once() {
    let mut s = pair(1);
    let visit = s.visits[0].id;
    let report = VisitReport {
        visit,
        match_id: s.match_.id,
        filed: "2026-11-20T10:00:00Z".parse().unwrap(),
        filed_by: "Ruth Dale".to_owned(),
        minutes: None,
        activity: "swimming pool".to_owned(),
        chosen_by: None,
        child_words: "he hits me".to_owned(),
        visitor_view: "quiet today".to_owned(),
        concern: false,
        concern_id: None,
        expenses: None,
        support_wanted: None,
        looked_at: None,
    };
    let subject = Subject::Visit(visit);
    let reports = [report];
    let text = |s: &Scene, reader| told(s, reader, subject, &reports).lines().join("\n");
    holds(&text(&s, Reader::Visitor), &["swimming pool", "he hits me", "quiet today"], &[]);
    assert!(!belongs_to_concern(&World::from_records(s.records()), visit, ReportField::ChildWords, 0));
    let concern: Concern = crate::deadline::tests::world::concern(1, "2026-11-20 10:00");
    s.more.push(Concern { visit: Some(visit), ..concern }.into());
    assert!(belongs_to_concern(&World::from_records(s.records()), visit, ReportField::ChildWords, 0));
    holds(&text(&s, Reader::Visitor), &[], &["he hits me", "quiet today", "swimming pool", "concern"]);
    holds(&text(&s, Reader::Carer), &[], &["he hits me", "quiet today", "oncern"]);
    holds(&text(&s, Reader::TeamManager), &["quiet today"], &[]);
    holds(&text(&s, Reader::Coordinator), &["he hits me", "quiet today", "swimming pool"], &[]);
    // A concern that says what it quotes leaves the rest of the report usable.
    let Some(Record::Concern(concern)) = s.more.last_mut() else { panic!("no concern") };
    let text_then = "he hits me".to_owned();
    concern.quoted = vec![Quoted { visit, field: ReportField::ChildWords, paragraph: 0, text: text_then }];
    holds(&text(&s, Reader::Visitor), &["quiet today", "swimming pool"], &["he hits me", "concern"]);
    holds(&text(&s, Reader::Coordinator), &["he hits me", "quiet today", "swimming pool"], &[]);
}

/// R42, R61: whom to ring, also out of hours. The number of an authority is for the children of that authority.
#[rstest]
#[case(None, &[], &["not on record yet; ask the co-ordinator"], &["999 first"])]
#[case(Some("01632 960100, day and night"), &[], &["999 first", "01632 960100, day and night"], &["not on record"])]
#[case(None, &[("leicestershire", "01632 960200")], &["999 first", "01632 960200 (leicestershire)"], &["not on record"])]
#[case(Some("01632 960100"), &[("Southshire", "01632 960300")], &["01632 960100"], &["01632 960300", "not on record"])]
fn the_card_says_whom_to_ring(
    #[case] own: Option<&str>,
    #[case] others: &[(&str, &str)],
    #[case] there: &[&str],
    #[case] absent: &[&str],
) {
    let numbered = || {
        let mut s = scene();
        s.child.authority = "Leicestershire".to_owned();
        s.scheme.duty_team = own.map(str::to_owned);
        s.scheme.duty_teams = others.iter().map(|(a, n)| ((*a).to_owned(), (*n).to_owned())).collect();
        s
    };
    holds(&card(&numbered()), there, absent);
    // Not for one who is only thought of, nor after the match.
    let numbers = ["999 first", "01632", "not on record yet"];
    let mut thought_of = numbered().without_match();
    thought_of.more.push(proposal(1, "2026-11-01").into());
    holds(&card(&thought_of), &["Leila"], &numbers);
    holds(&card(&numbered().ended("2026-11-21")), &[], &numbers);
}

/// That a number is missing makes no card another one; that there is one now does.
#[test]
fn a_number_is_part_of_the_card_and_its_absence_is_not() {
    let sum = |s: &Scene| {
        let world = World::from_records(s.records());
        let card = briefing(&world, s.child.id, s.visitor.id, d("2026-11-22"));
        (fingerprint(&card), lacks_number(&card))
    };
    let mut s = scene();
    let (without, lacks) = sum(&s);
    assert!(lacks);
    let bare = World::from_records(s.records().into_iter().filter(|r| r.kind() != Kind::Scheme));
    let said = briefing(&bare, s.child.id, s.visitor.id, d("2026-11-22"));
    assert!(without == fingerprint(&said), "as before it was said that one is missing");
    s.scheme.duty_team = Some("01632 960100".to_owned());
    let (with, lacks) = sum(&s);
    assert!(!lacks && with != without);
    s.scheme.duty_team = Some("01632 960101".to_owned());
    assert!(sum(&s).0 != with);
}
