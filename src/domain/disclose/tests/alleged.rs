//! Rows 24 and 25 of the notes: what of an allegation each reader is given, as a team manager previews it; and that
//! nobody else's world has any of it.

use super::super::{Audience, Disclosure, Request, disclose, items};
use super::told::told;
use crate::deadline::tests::world::{self as made, Scene, d, said};
use crate::record::*;
use crate::world::World;
use chrono::{DateTime, Utc};
use rstest::rstest;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// What is alleged, what was said about it, and what came of it.
fn alleged() -> Allegation {
    let (by, words) = ("Ola Grant".to_owned(), "Ola says wait.".to_owned());
    let (at_ten, kinds) = (at("2026-11-20T10:00:00Z"), vec![AdviceKind::Meeting]);
    Allegation {
        happened: Some("in the car on Sunday".to_owned()),
        what: "He pushed her.\nHe laughed.".to_owned(),
        natures: vec![HarmNature::Physical],
        child_safe: Some(ChildSafe {
            safe: true,
            by: "Nora".into(),
            at: at_ten,
            note: Some("at home".into()),
        }),
        lado: Some(PassedOn { at: at_ten, to: "LADO".into(), name: "Ola Grant".into(), reference: None }),
        advice: vec![LadoAdvice { at: at_ten, by, kinds, threshold: Some(true), words }],
        meetings: vec![AllegationMeeting {
            on: d("2026-11-21"),
            what: "strategy meeting".into(),
            decided: Some("the minutes".into()),
        }],
        outcome: Some(AllegationOutcome {
            word: OutcomeWord::Unsubstantiated,
            by: "Ola Grant".into(),
            on: d("2026-11-21"),
            reinstated: None,
            note: Some("the plan".into()),
        }),
        ..made::allegation(1, "2026-11-20 09:00")
    }
}

fn scene(paused: bool) -> Scene {
    let mut scene = made::pair(1);
    if paused {
        scene.visitor.suspensions.push(made::managers_pause("2026-11-20", None));
    }
    scene
}

fn world(a: Allegation, paused: bool) -> World {
    World::from_records(scene(paused).records().into_iter().chain([a.into()]))
}

fn subject() -> Subject {
    Subject::Allegation(alleged().id)
}

const ALL_OF_IT: &[&str] = &[
    "AL-0001",
    "in the car on Sunday",
    "He pushed her.",
    "He laughed.",
    "physical",
    "at home",
    "Ola says wait.",
    "strategy meeting",
    "the minutes",
    "unsubstantiated",
    "the plan",
];
/// What the social worker of the child needs of it (row 25: a part), and that there is one (row 24: all).
const NEEDED: &[&str] = &["AL-0001", "physical", "unsubstantiated"];

/// Row 24 and row 25, reader by reader.
#[rstest]
#[case(Reader::Lado, ALL_OF_IT)]
#[case(Reader::TeamManager, ALL_OF_IT)]
#[case(Reader::SocialWorker, NEEDED)]
#[case(Reader::Child, &[])]
#[case(Reader::Carer, &[])]
#[case(Reader::Iro, &[])]
#[case(Reader::Visitor, &[])]
#[case(Reader::Coordinator, &[])]
#[case(Reader::Management, &[])]
fn each_reader_is_given_what_the_matrix_gives(#[case] reader: Reader, #[case] given: &[&str]) {
    for paused in [true, false] {
        let text = told(&world(alleged(), paused), reader, subject(), &[]);
        for words in ALL_OF_IT {
            assert_eq!(text.contains(words), given.contains(words), "{reader:?}: {words}\n{text}");
        }
        if given.is_empty() {
            // Not a word of it: neither the number, nor a heading, nor a reason.
            assert!(!text.to_lowercase().contains("alleg") && !text.contains("AL-"), "{reader:?}: {text}");
        }
        // The part of row 24, while there is a pause: management has only counts, the visitor waits for the LADO.
        let hears = !matches!(reader, Reader::Visitor | Reader::Management);
        assert_eq!(text.contains("Visits are paused."), paused && hears, "{reader:?}: {text}");
    }
}

/// Row 24, the visitor: not until the LADO agrees; and then that there is one, and of row 25 nothing by itself.
#[test]
fn the_visitor_hears_of_it_when_the_lado_agrees() {
    let agreed = |on: &str| Allegation { may_tell_visitor: Some(said(on)), ..alleged() };
    let heard = |a| told(&world(a, true), Reader::Visitor, subject(), &[]);
    assert!(!heard(agreed("2026-11-23")).contains("AL-0001"), "that day is still to come");
    let text = heard(agreed("2026-11-22"));
    assert!(text.contains("AL-0001") && text.contains("Visits are paused."), "{text}");
    assert!(!text.contains("pushed") && !text.contains("unsubstantiated"), "{text}");
}

/// Row 24, the social worker: if the child is affected. The child that is named is, whoever visits it by now.
#[test]
fn the_social_worker_reads_of_it_if_the_child_is_affected() {
    let over = |a: Allegation| {
        let scene = scene(false).ended("2026-11-01");
        World::from_records(scene.records().into_iter().chain([a.into()]))
    };
    let reads = |world: &World| told(world, Reader::SocialWorker, subject(), &[]).contains("AL-0001");
    assert!(reads(&over(alleged())), "the child is named");
    let unnamed = Allegation { children: Vec::new(), ..alleged() };
    assert!(reads(&world(unnamed.clone(), true)), "the visitor visits the child");
    assert!(!reads(&over(unnamed)), "neither");
}

fn for_lado(world: &World, release: Option<crate::id::ReleaseId>) -> Disclosure {
    let today = d("2026-11-22");
    let audience = Audience::of(world, Reader::Lado, subject(), today).unwrap();
    disclose(world, &Request { audience, subject: subject(), purpose: "", reports: &[], today, release })
}

/// Row 14: the LADO's form asks for it, and the matrix gives it by the override alone.
#[test]
fn what_the_form_asks_of_the_visitor_is_told_by_the_override() {
    let mut scene = scene(true);
    scene.visitor.address = Some("14 Mill Lane".to_owned());
    let mut records = scene.records();
    records.push(alleged().into());
    let without = World::from_records(records.clone());
    let page = for_lado(&without, None);
    assert!(!page.lines().join("\n").contains("14 Mill Lane"));
    let left = page.withheld().iter().find(|w| w.row() == 14).expect("it is said that something is left out");
    assert!(left.opens().by_override);
    let test = OverrideTest {
        risk: "the child".into(),
        necessary: "the form asks".into(),
        proportionate: "one line".into(),
        relevant: "who it is".into(),
        accurate: Some("from the file".into()),
        timely: Some("today".into()),
        secure: Some("by secure e-mail".into()),
        decided_by: "Nora".into(),
        child_told: true,
        why_not_told: None,
    };
    let release = Release {
        id: crate::id::ReleaseId([7; 16]),
        about: subject(),
        to: Reader::Lado,
        recipient: "Ola Grant".into(),
        purpose: "referral".into(),
        basis: Some(Basis::Safeguarding(test)),
        things: left.things().to_vec(),
        withheld: Vec::new(),
        by: "Nora".into(),
        at: at("2026-11-20T10:00:00Z"),
        refused: None,
        card: None,
    };
    records.push(release.kept());
    let with = World::from_records(records);
    let page = for_lado(&with, Some(crate::id::ReleaseId([7; 16])));
    assert!(page.lines().join("\n").contains("14 Mill Lane"));
}

/// A co-ordinator's file holds none of it, so by her keys there is nothing to preview.
#[test]
fn nobody_elses_world_has_any_of_it() {
    let world = world(alleged(), true).without_restricted();
    assert!(items(&world, subject(), &[], d("2026-11-22")).is_empty());
    for (reader, ..) in Reader::ALL {
        if let Some(audience) = Audience::of(&world, *reader, subject(), d("2026-11-22")) {
            let request = Request {
                audience,
                subject: subject(),
                purpose: "",
                reports: &[],
                today: d("2026-11-22"),
                release: None,
            };
            let page = disclose(&world, &request);
            assert_eq!((page.shown(), page.left_out(), page.reference()), (0, 0, None), "{reader:?}");
        }
    }
}

/// Who was told of it, even that visits are paused, is read by the LADO on the override, the team manager, and in part by
/// the social worker; to everybody else it is not even counted.
#[rstest]
#[case(Reader::TeamManager, Some("told to the carer"))]
#[case(Reader::SocialWorker, Some("told to the carer"))]
#[case(Reader::Child, None)]
#[case(Reader::Carer, None)]
#[case(Reader::Iro, None)]
#[case(Reader::Coordinator, None)]
#[case(Reader::Visitor, None)]
fn who_was_told_of_it_is_read_by_few(#[case] reader: Reader, #[case] said: Option<&str>) {
    let told_of = Release {
        id: crate::id::ReleaseId([7; 16]),
        about: subject(),
        to: Reader::Carer,
        recipient: "Ann".into(),
        purpose: "word that visits are paused".into(),
        basis: Some(Basis::Matrix),
        things: vec![Released { row: 24, thing: Thing { subject: subject(), name: Some("paused".into()) } }],
        withheld: Vec::new(),
        by: "Nora".into(),
        at: at("2026-11-20T10:00:00Z"),
        refused: None,
        card: None,
    };
    let page = |release: Option<Release>| {
        let records = scene(true).records().into_iter().chain([alleged().into()]);
        let world = World::from_records(records.chain(release.map(Release::kept)));
        let today = d("2026-11-22");
        let audience = Audience::of(&world, reader, subject(), today).unwrap();
        let request =
            Request { audience, subject: subject(), purpose: "", reports: &[], today, release: None };
        disclose(&world, &request).lines()
    };
    let (before, after) = (page(None), page(Some(told_of)));
    match said {
        Some(said) => assert!(after.join("\n").contains(said) && after != before, "{reader:?}"),
        None => assert_eq!(after, before, "{reader:?}"),
    }
}

/// A release of row 22, 24 or 25 is read of by whoever may read the row, and by nobody else is it even counted: neither
/// shown nor left out (A reader to whom the count of a day tells that something has happened).
#[rstest]
#[case(22, Reader::SocialWorker, true)]
#[case(22, Reader::Iro, false)]
#[case(22, Reader::Carer, false)]
#[case(22, Reader::Child, false)]
#[case(22, Reader::Visitor, false)]
#[case(24, Reader::Iro, false)]
#[case(25, Reader::Carer, false)]
#[case(18, Reader::Iro, true)]
fn that_it_was_told_is_told_to_those_alone_who_may_know(
    #[case] row: u8,
    #[case] reader: Reader,
    #[case] shown: bool,
) {
    let scene = scene(false);
    let child = Subject::Child(scene.child.id);
    let release = Release {
        id: crate::id::ReleaseId([7; 16]),
        about: child,
        to: Reader::Lado,
        recipient: "Ola Grant".into(),
        purpose: "a call".into(),
        basis: Some(Basis::Procedure),
        things: vec![Released { row, thing: Thing { subject: child, name: None } }],
        withheld: Vec::new(),
        by: "Nora".into(),
        at: at("2026-11-20T10:00:00Z"),
        refused: None,
        card: None,
    };
    let before = World::from_records(scene.records());
    let after = World::from_records(scene.records().into_iter().chain([release.kept()]));
    let page = |world: &World| {
        let today = d("2026-11-22");
        let audience = Audience::of(world, reader, child, today).unwrap();
        let request = Request { audience, subject: child, purpose: "", reports: &[], today, release: None };
        disclose(world, &request)
    };
    let (before, after) = (page(&before), page(&after));
    assert_eq!(after.lines().join("\n").contains("told to the LADO"), shown, "row {row}, {reader:?}");
    if !shown {
        assert_eq!(after.lines(), before.lines(), "row {row}, {reader:?}");
    }
}
