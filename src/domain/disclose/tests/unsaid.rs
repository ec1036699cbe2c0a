//! What is not to be learned beside what is told: from free text, from pauses, from the ledger, from a count.

use super::super::{Audience, Request, briefing, disclose};
use super::told::told;
use crate::deadline::tests::world::{self as made, Scene, d, pair, proposal, visit};
use crate::id::{AllegationId, LowLevelId, ReleaseId};
use crate::record::*;
use crate::world::World;

fn page(s: &Scene, reader: Reader) -> String {
    told(&World::from_records(s.records()), reader, Subject::Child(s.child.id), &[])
}

/// R34, R35: the child has the visitor's number when the three have agreed, and the carer when the visitor has; no free
/// text goes before that.
#[test]
fn the_visitors_number_leaves_in_no_free_text() {
    let written = ["Joan's mobile is 07700 900123", "ring +44 (0)7700-900-123", "mail Joan@Example.org"];
    let scene = |text: &str| {
        let mut s = pair(1);
        s.match_.contact = ContactRelease::default();
        s.visitor.phone = Some("07700 900 123".to_owned());
        s.visitor.email = Some("joan@example.org".to_owned());
        s.visits = ["2026-08-02", "2026-09-05", "2026-10-03"]
            .into_iter()
            .zip(1..)
            .map(|(on, n)| visit(1, n, on, VisitState::Completed))
            .collect();
        s.visits.push(visit(1, 9, "2026-12-05", VisitState::Planned));
        s.visits[3].what = Some(format!("the lido; {text}"));
        s
    };
    for text in written {
        let mut s = scene(text);
        for reader in [Reader::Child, Reader::Carer] {
            assert!(!page(&s, reader).contains("the lido"), "{reader:?}: {text}");
        }
        assert!(page(&s, Reader::Visitor).contains("the lido"));
        assert!(page(&s, Reader::Coordinator).contains("the lido"));
        let by = Some(Said::new("Ruth Dale", d("2026-11-01")));
        s.match_.contact.coordinator = by.clone();
        s.match_.contact.social_worker = by.clone();
        assert!(!page(&s, Reader::Child).contains("the lido"));
        s.match_.contact.visitor = by;
        assert!(page(&s, Reader::Child).contains("the lido"), "the three agree");
        assert!(!page(&s, Reader::Carer).contains("the lido"), "the carer was not meant");
    }
    let other = scene("meet at 10, bus 70 then 0900 to 12.3");
    assert!(page(&other, Reader::Child).contains("the lido"), "numbers that are none of theirs");
}

/// Whoever is missing is named (R35).
#[test]
fn what_refuses_the_number_says_who_is_missing() {
    let mut s = pair(1);
    s.visitor.phone = Some("07700 900123".to_owned());
    let by = Some(Said::new("Ruth Dale", d("2026-11-01")));
    s.match_.contact = ContactRelease { coordinator: by.clone(), ..ContactRelease::default() };
    assert!(page(&s, Reader::Child).contains("Social worker and visitor have not agreed."));
    s.match_.contact.social_worker = by.clone();
    assert!(page(&s, Reader::Child).contains("The visitor has not agreed."));
    s.match_.contact.visitor = by.clone();
    s.visits.truncate(1);
    assert!(page(&s, Reader::Child).contains("Visiting is not established."));
    s.match_.contact.withdrawn = by;
    assert!(page(&s, Reader::Child).contains("An agreement was taken back."));
}

/// Row 24: outside the house a pause is told while it runs, and only where the visitor visits the child.
#[test]
fn only_a_pause_that_runs_in_this_match_is_told() {
    let paused = |from: &str, ended: Option<&str>, change: &dyn Fn(Scene) -> Scene| {
        let mut s = pair(1);
        s.visitor.suspensions = vec![made::managers_pause(from, ended)];
        let s = change(s);
        [Reader::Child, Reader::Carer, Reader::SocialWorker, Reader::Iro]
            .map(|reader| page(&s, reader).to_lowercase().contains("visits are paused"))
    };
    let same = |s| s;
    assert_eq!(paused("2026-11-20", None, &same), [true; 4]);
    assert_eq!(paused("2026-11-20", Some("2026-11-23"), &same), [true; 4]);
    assert_eq!(paused("2026-11-20", Some("2026-11-22"), &same), [false; 4]);
    assert_eq!(paused("2026-11-23", None, &same), [false; 4]);
    assert_eq!(paused("2025-03-01", Some("2025-06-01"), &same), [false; 4]);
    let thought_of = |s: Scene| {
        let mut s = s.without_match();
        s.more.push(proposal(1, "2026-11-01").into());
        s
    };
    assert_eq!(paused("2026-11-20", None, &thought_of), [false; 4]);
}

/// Row 24: the visitor not before the LADO agrees.
#[test]
fn the_visitor_reads_of_the_pause_when_the_lado_agrees() {
    let reads = |agreed: Option<&str>| {
        let mut s = pair(1);
        s.visitor.suspensions = vec![made::managers_pause("2026-11-20", None)];
        let opened = ("2026-11-20T10:00:00Z".parse().unwrap(), "Nora".to_owned());
        let mut a = Allegation::new(AllegationId([7; 16]), 1, s.visitor.id, opened);
        a.may_tell_visitor = agreed.map(|on| Said::new("the LADO", d(on)));
        s.more.push(a.into());
        let world = World::from_records(s.records());
        told(&world, Reader::Visitor, Subject::Visitor(s.visitor.id), &[]).contains("Visits are paused")
    };
    assert!(!reads(None));
    assert!(!reads(Some("2026-11-23")));
    assert!(reads(Some("2026-11-22")));
}

/// Row 23: to the visitor fairly, when it is safe; and not from whom it came.
#[test]
fn the_visitor_reads_of_a_low_level_concern_when_it_is_safe() {
    let reads = |looked_at: bool, paused: bool| {
        let mut s = pair(1);
        if paused {
            s.visitor.suspensions = vec![made::pause("2026-11-20", None)];
        }
        let at = "2026-11-10T10:00:00Z".parse().unwrap();
        let outcome = Settled { at, by: "Nora".to_owned(), reason: "talked over".to_owned() };
        let low = LowLevel {
            id: LowLevelId([3; 16]),
            visitor: s.visitor.id,
            on: d("2026-11-02"),
            heard: None,
            told: at,
            raised_by: "Pat Marsh".to_owned(),
            what: "Late without a word.".to_owned(),
            done: None,
            recorded_by: "Ruth Dale".to_owned(),
            outcome: looked_at.then_some(outcome),
        };
        s.more.push(low.into());
        let world = World::from_records(s.records());
        told(&world, Reader::Visitor, Subject::Visitor(s.visitor.id), &[])
    };
    let safe = reads(true, false);
    assert!(safe.contains("Late without a word."));
    assert!(!safe.contains("Pat Marsh"), "{safe}");
    for unsafe_yet in [reads(false, false), reads(true, true)] {
        assert!(!unsafe_yet.contains("Low-level") && !unsafe_yet.contains("Late"), "{unsafe_yet}");
    }
}

/// Row 33 is a part of the ledger for worker and reviewing officer; rows 22 to 25 stay with those who may read them.
#[test]
fn a_release_about_a_concern_is_seen_by_those_who_may_know_of_it() {
    let seen = |row: u8, reader| {
        let mut s = pair(1);
        let subject = Subject::Child(s.child.id);
        let release = Release {
            id: ReleaseId([1; 16]),
            about: subject,
            to: Reader::Lado,
            recipient: "Lou".to_owned(),
            purpose: "advice".to_owned(),
            basis: Some(Basis::Matrix),
            things: vec![Released { row, thing: Thing { subject, name: None } }],
            withheld: Vec::new(),
            by: "Ruth Dale".to_owned(),
            at: "2026-11-20T10:00:00Z".parse().unwrap(),
            refused: None,
            card: None,
        };
        s.more.push(release.into());
        page(&s, reader).contains("the LADO")
    };
    for row in 1..=33 {
        assert_eq!(seen(row, Reader::Iro), !(22..=25).contains(&row), "row {row}");
        assert!(seen(row, Reader::Coordinator));
    }
    assert!(seen(22, Reader::SocialWorker), "the social worker must hear of a concern");
}

/// That a thing less is left out would tell that there is a concern.
#[test]
fn the_count_of_what_is_left_out_does_not_tell_of_a_concern() {
    let left_out = |reader, concern: bool| {
        let mut s = pair(1);
        let (visit, field) = (s.visits[0].id, ReportField::Activity);
        s.visits[0].report = ReportState::Received(d("2026-10-18"));
        s.visits[0].what = Some("ice rink".to_owned());
        if concern {
            let quote = Quoted { visit, field, paragraph: 0, text: "ice rink".to_owned() };
            s.more.push(Concern { quoted: vec![quote], ..made::concern(1, "2026-11-20 10:00") }.into());
        }
        let report = VisitReport {
            visit,
            match_id: s.match_.id,
            filed: "2026-10-18T10:00:00Z".parse().unwrap(),
            filed_by: "Joan".to_owned(),
            minutes: None,
            activity: "ice rink".to_owned(),
            chosen_by: None,
            child_words: "It was cold.".to_owned(),
            visitor_view: "Tired.".to_owned(),
            concern: false,
            concern_id: None,
            expenses: None,
            support_wanted: None,
            looked_at: None,
        };
        let (world, subject) = (World::from_records(s.records()), Subject::Child(s.child.id));
        let audience = Audience::of(&world, reader, subject, d("2026-11-22")).unwrap();
        let (today, reports) = (d("2026-11-22"), [report]);
        let request =
            Request { audience, subject, purpose: "a test", reports: &reports, today, release: None };
        let d = disclose(&world, &request);
        d.withheld().iter().map(|w| (w.row(), w.why(), w.count())).collect::<Vec<_>>()
    };
    for reader in [Reader::Child, Reader::Carer, Reader::Iro] {
        assert_eq!(left_out(reader, true), left_out(reader, false), "{reader:?}");
    }
}

/// Row 31: the reason is told, the note about it is not.
#[test]
fn an_endings_note_stays_in_the_house() {
    let mut s = pair(1).ended("2026-11-20");
    s.match_.ended.as_mut().unwrap().note = Some("the carer was difficult".to_owned());
    let world = World::from_records(s.records());
    let reads = |reader| told(&world, reader, Subject::Match(s.match_.id), &[]).contains("difficult");
    for (reader, ..) in Reader::ALL {
        let house = [Reader::Coordinator, Reader::TeamManager].contains(reader);
        assert_eq!(reads(*reader), house, "{reader:?}");
    }
}

/// Section 4: where another child lives is found in whole words, and a child's own home and school are the child's own.
#[test]
fn a_home_like_anothers_is_still_the_childs_own() {
    let mut s = pair(1);
    s.child.placements[0].address = Some("112 High Street".to_owned());
    s.child.placements[0].carer = "Pat Marsh".to_owned();
    s.child.school = Some("Forest Hill Primary".to_owned());
    s.child.needs = Some("Lives near 112 High Street".to_owned());
    let mut other = pair(2);
    other.child.placements[0].address = Some("12, High Street".to_owned());
    other.child.placements[0].carer = "Hill".to_owned();
    s.more.extend(other.records().into_iter().skip(1));
    let read = page(&s, Reader::Visitor);
    for own in ["112 High Street", "Forest Hill Primary", "Lives near"] {
        assert!(read.contains(own), "{own}");
    }
    for given_away in ["her sister is at 12 high street", "her sister is with the Hill family"] {
        s.child.needs = Some(given_away.to_owned());
        let read = page(&s, Reader::Visitor);
        assert!(!read.contains("sister") && !read.contains("another child"), "{read}");
    }
}

/// Row 1 and issue text: a visitor who is thought of knows first name, age, interests and what the child would like.
#[test]
fn a_visitor_thought_of_knows_the_first_facts_and_nothing_else() {
    let mut s = pair(1).without_match();
    s.match_.visitor = pair(2).visitor.id;
    s.child.pronouns = Some("they/them".to_owned());
    s.child.wishes.interests = vec!["climbing".to_owned()];
    s.child.wishes.when = Some("Saturdays".to_owned());
    s.more.push(proposal(1, "2026-11-01").into());
    let read = page(&s, Reader::Visitor);
    assert!(read.contains("climbing") && read.contains("Saturdays"));
    assert!(!read.contains("they/them"));
    assert!(page(&pair_with_pronouns(), Reader::Visitor).contains("they/them"), "the child's visitor knows");
}

fn pair_with_pronouns() -> Scene {
    let mut s = pair(1);
    s.child.pronouns = Some("they/them".to_owned());
    s
}

/// Rows 22 to 25: whoever previews in the house finds the line that an override is recorded on; what leaves has none.
#[test]
fn what_is_unspoken_stands_in_the_preview_and_in_nothing_that_leaves() {
    let mut s = pair(1);
    s.more.push(made::concern(1, "2026-11-20 10:00").into());
    let (world, subject, today) =
        (World::from_records(s.records()), Subject::Child(s.child.id), d("2026-11-22"));
    let rows = |reader| {
        let audience = Audience::of(&world, reader, subject, today).unwrap();
        let request = Request { audience, subject, purpose: "a test", reports: &[], today, release: None };
        let d = disclose(&world, &request);
        let leaving = super::leaving::printed(&d);
        assert!(!leaving.contains("safeguarding concern"), "{leaving}");
        assert_eq!(d.left_out(), d.withheld().iter().map(|w| w.count()).sum::<u32>());
        assert!(d.unspoken().iter().all(|w| w.opens().by_override));
        d.unspoken().iter().map(|w| w.row()).collect::<Vec<_>>()
    };
    assert_eq!(rows(Reader::Child), [22], "the child is told what will happen, when it is safe");
    assert!(rows(Reader::Carer).is_empty(), "no override opens it to the carer");
}

/// Row 3, R74: where the child lives is kept current for who visits there; while the team manager's pause runs it is given
/// to the visitor neither in a preview nor on the card. Everybody else reads it as before.
#[test]
fn a_visitor_whom_the_manager_has_paused_is_not_given_the_home() {
    let reads = |pause: Option<Pause>, reader| {
        let mut s = pair(1);
        s.child.placements[0].address = Some("4 New Road".to_owned());
        s.visitor.suspensions = pause.into_iter().collect();
        let world = World::from_records(s.records());
        let card = briefing(&world, s.child.id, s.visitor.id, d("2026-11-22"));
        let on_card = card.lines().iter().any(|line| line.contains("4 New Road"));
        let row = |n: u8| card.sections().iter().flat_map(|s| s.lines()).any(|line| line.row() == n);
        assert_eq!(row(3), on_card);
        assert!(row(1) && row(5), "the rest of the card is as it was");
        (page(&s, reader).contains("4 New Road"), on_card)
    };
    let managers = |ended| Some(made::managers_pause("2026-11-20", ended));
    assert_eq!(reads(None, Reader::Visitor), (true, true));
    assert_eq!(reads(Some(made::pause("2026-11-20", None)), Reader::Visitor), (true, true));
    assert_eq!(reads(managers(None), Reader::Visitor), (false, false));
    assert_eq!(reads(managers(Some("2026-11-22")), Reader::Visitor), (true, true));
    for reader in [Reader::Child, Reader::Carer, Reader::SocialWorker, Reader::Iro, Reader::Coordinator] {
        assert!(reads(managers(None), reader).0, "{reader:?}");
    }
}
