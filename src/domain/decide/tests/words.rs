//! Names and texts as people have them, and as they come out of a paste.

use super::*;
use crate::entry::text;
use rstest::rstest;

fn enter(name: Name) -> Command {
    let details = ChildDetails::new(name, day("2013-05-14"), "Northshire");
    Command::AddChild { details: Box::new(details), placement: None }
}

#[rstest]
#[case("Sinéad", "O'Brien", "Sinéad O.")]
#[case("Zoe\u{308}", "Miller", "Zoë M.")]
#[case("李", "", "李")]
#[case("Madonna", "  ", "Madonna")]
#[case("Anne-Marie", "de la Cruz", "Anne-Marie d.")]
#[case("  Leila \t", " Haddad\n", "Leila H.")]
#[case("X", "", "X")]
fn odd_names_are_names(#[case] first: &str, #[case] last: &str, #[case] short: &str) {
    let mut desk = Desk::new();
    desk.done(enter(Name::new(first, last)));
    assert_eq!(desk.world.children().next().unwrap().name.short(), short);
    let details = VisitorDetails { name: Name::new(first, last), ..VisitorDetails::default() };
    desk.done(Command::AddVisitor {
        details: Box::new(details),
        stage: Stage::Enquiry,
        on: desk.today,
        by: None,
    });
    assert_eq!(desk.world.visitors().next().unwrap().name.short(), short);
}

#[rstest]
#[case::nothing("", "Haddad", "first")]
#[case::spaces("  ", "", "first")]
#[case::figures("123", "", "first")]
#[case::turned_around("Ann\u{202e}eoL", "", "first")]
#[case::a_bell("Ann", "Lowe\u{7}", "last")]
#[case::escape("Ann", "\u{1b}[31m", "last")]
#[case::too_long(
    "Ann",
    "Lowe lowe lowe lowe lowe lowe lowe lowe lowe lowe lowe lowe lowe lowe lowe lowe lowe lowe lowe lowe Low",
    "last"
)]
fn what_is_no_name_is_refused_beside_its_field(#[case] first: &str, #[case] last: &str, #[case] field: &str) {
    let found = Desk::new().refused(&enter(Name::new(first, last)));
    assert_eq!((found[0].rule, found[0].level, found[0].field), (RuleId::H1, Level::Block, Some(field)));
}

type Typed = fn(&Pair, String) -> Command;

/// Every text of a command that a person types freely, with its field.
fn texts() -> Vec<(&'static str, Typed)> {
    vec![
        ("child_words", |p, s| file(NewReport { child_words: s, ..report(p.id, "2026-11-20") })),
        ("visitor_view", |p, s| file(NewReport { visitor_view: s, ..report(p.id, "2026-11-20") })),
        ("activity", |p, s| file(NewReport { activity: s, ..report(p.id, "2026-11-20") })),
        ("support_wanted", |p, s| file(NewReport { support_wanted: Some(s), ..report(p.id, "2026-11-20") })),
        ("concern", |p, s| {
            let concern = Some(ReportConcern { learned: None, heard: None, what: s, danger_now: false });
            file(NewReport { concern, ..report(p.id, "2026-11-20") })
        }),
        ("text", |p, s| Command::TakeNote {
            on: day("2026-11-20"),
            about: vec![Subject::Child(p.child)],
            text: s,
        }),
        ("summary", |p, s| Command::HoldAnnualReview {
            visitor: p.visitor,
            held: day("2026-11-20"),
            wishes_to_go_on: None,
            summary: s,
        }),
        ("rationale", |p, s| Command::StartMatch {
            child: p.child,
            visitor: p.visitor,
            on: day("2026-11-22"),
            rationale: Some(s),
        }),
        ("referrer", |p, s| {
            let Command::ReceiveReferral { child, mut referral } = receive(p.child, "2026-11-20") else {
                panic!()
            };
            referral.referrer = Professional { team: Some(s), ..Professional::named("Sal Moss") };
            Command::ReceiveReferral { child, referral }
        }),
        ("wishes", |p, s| amend(p, |d| d.wishes.own_words = Some(s))),
        ("risk", |p, s| {
            let said = Said::new("Sal Moss", day("2026-11-01"));
            let risk = RiskAnswer { no_match: false, said, headline: s, controls: None, home_only: false };
            amend(p, |d| d.risk = Some(risk))
        }),
        ("social_worker", |p, s| amend(p, |d| d.social_worker = Some(Professional::named(s)))),
        ("ceased", |p, s| amend(p, |d| d.ceased = Some(Ceased { on: day("2026-11-01"), reason: s }))),
        ("view", |p, s| amend(p, |d| d.view = ChildView::Wants(Said::new(s, day("2026-11-01"))))),
        ("heard", |p, s| Command::HoldMatchReview {
            child_agrees: None,
            private: None,
            match_id: p.id,
            held: day("2026-11-20"),
            formal: false,
            heard: vec![Heard { who: Party::Child, heard: true, note: Some(s) }],
            outcome: ReviewOutcome::GoesOn,
            summary: "Well.".to_owned(),
            to_plan: None,
        }),
        ("languages", |p, s| {
            let name = Name::new("Tobias", "Okafor");
            let details = VisitorDetails { name, languages: vec![s], ..VisitorDetails::default() };
            Command::AmendVisitor { visitor: p.visitor, details: Box::new(details) }
        }),
        ("identity", |p, s| {
            let identity = Some(Said::new(s, day("2026-02-01")));
            let details = VisitorDetails { name: Name::new("T", ""), identity, ..VisitorDetails::default() };
            Command::AmendVisitor { visitor: p.visitor, details: Box::new(details) }
        }),
        ("certificate", |p, s| Command::RecordDbs {
            visitor: p.visitor,
            check: Box::new(certificate(&s, "2026-11-01")),
        }),
    ]
}

fn amend(p: &Pair, change: impl FnOnce(&mut ChildDetails)) -> Command {
    let mut details = ChildDetails::new(Name::new("Leila", "Haddad"), day("2013-05-14"), "Northshire");
    change(&mut details);
    Command::AmendChild { child: p.child, details: Box::new(details) }
}

#[test]
fn twenty_thousand_characters_fit_and_one_more_is_refused_with_a_clear_sentence() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    for (field, command) in texts() {
        let fits = desk.findings(&command(&p, "é".repeat(text::LONGEST)));
        assert!(!fits.iter().any(|f| f.field == Some(field) && f.rule == RuleId::H1), "{field}");
        let found = desk.refused(&command(&p, "é".repeat(text::LONGEST + 1)));
        let long: Vec<_> = found.iter().filter(|f| f.field == Some(field)).collect();
        assert_eq!(long.len(), 1, "{field}");
        assert!(long[0].sentence.starts_with("That is 20,001 characters, and 20,000 fit here."), "{field}");
    }
}

#[test]
fn nothing_that_cannot_be_seen_is_kept() {
    let mut fresh = Desk::new();
    let p = pair(&mut fresh);
    for (field, command) in texts() {
        let mut desk = Desk::new();
        let p2 = pair(&mut desk);
        assert!(p2.id == p.id);
        let hidden = command(&p2, "Said \u{202e}\u{7}so\u{1b}[31m".to_owned());
        if let Err(refusal) = desk.ask(&hidden) {
            assert!(!refusal.findings.iter().any(|f| f.field == Some(field)), "{field}: {refusal}");
            continue;
        }
        let plain = fresh.ask(&command(&p, "Said so[31m".to_owned())).unwrap();
        assert!(desk.ask(&hidden).unwrap().changes == plain.changes, "{field} is kept as pasted");
    }
}

#[rstest]
#[case("note", |p: &Pair| Command::TakeNote { on: day("2026-11-20"), about: vec![Subject::Child(p.child)],
    text: "\u{202e}\u{7}".to_owned() })]
#[case("annual", |p: &Pair| Command::HoldAnnualReview { visitor: p.visitor, held: day("2026-11-20"),
    wishes_to_go_on: None, summary: "\u{2066} \n".to_owned() })]
#[case("hold", |p: &Pair| Command::HoldMatch { match_id: p.id, from: day("2026-11-20"), until: None,
    reason: "\u{feff}".to_owned() })]
#[case("pause", |p: &Pair| Command::SuspendVisitor { visitor: p.visitor, on: day("2026-11-20"),
    reason: Some(" \t".to_owned()), by_manager: false })]
fn invisible_characters_alone_are_a_blank(#[case] what: &str, #[case] command: fn(&Pair) -> Command) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    assert_eq!(rules(&desk.refused(&command(&p))), [RuleId::H1], "{what}");
}
