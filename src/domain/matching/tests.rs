//! Candidates held against the field notes: R8, R16, R19, R38, R48, R54, R57; wishes agree, differ, or are not known.

use super::*;
use crate::deadline::tests::world::{TODAY, card, d, quiet, said};
use crate::record::{ChildView, RiskAnswer, StageStep, Wishes};

/// A child whom everything is known of, and an approved visitor who is free.
fn pair() -> (Child, Visitor) {
    let mut scene = quiet();
    scene.child.card = card("2026-11-02");
    scene.child.view = ChildView::Wants(said("2026-11-02"));
    scene.child.wishes = Wishes {
        visitor_gender: Some("a woman".to_owned()),
        interests: vec!["football".to_owned(), "baking".to_owned()],
        background: Some("Somali".to_owned()),
        own_words: None,
        asked: Some(said("2026-11-02")),
    };
    let none = "none known".to_owned();
    scene.child.risk =
        Some(RiskAnswer { said: said("2026-11-02"), headline: none, controls: None, home_only: false });
    scene.visitor.declaration = Some(said("2026-01-05"));
    scene.visitor.pack = Some(crate::record::Pack { version: "3".to_owned(), on: d("2026-01-05") });
    (scene.child, scene.visitor)
}

fn judged(change: impl Fn(&mut Child, &mut Visitor)) -> Candidate {
    let (mut child, mut visitor) = pair();
    change(&mut child, &mut visitor);
    let world = World::from_records([child.clone().into(), visitor.clone().into()]);
    candidate(&world, &child, &visitor, d(TODAY))
}

fn rules(findings: &[Finding]) -> Vec<RuleId> {
    findings.iter().map(|f| f.rule).collect()
}

#[test]
fn with_everything_known_and_nothing_against_it_they_can_be_proposed() {
    let c = judged(|_, _| {});
    assert_eq!((c.standing, rules(&c.against), rules(&c.missing)), (Standing::Yes, vec![], vec![]));
}

#[test]
fn a_missing_answer_is_no_refusal_and_names_its_rule() {
    let c = judged(|c, _| c.wishes.asked = None);
    assert_eq!((c.standing, rules(&c.missing)), (Standing::Missing, vec![RuleId::R8]));
    let c = judged(|c, _| c.risk = None);
    assert_eq!((c.standing, rules(&c.missing)), (Standing::Missing, vec![RuleId::R38]));
    let c = judged(|_, v| v.declaration = None);
    assert_eq!((c.standing, rules(&c.missing)), (Standing::Missing, vec![RuleId::R57]));
    let c = judged(|c, _| c.view = ChildView::NotAsked);
    assert_eq!((c.standing, rules(&c.missing)), (Standing::Missing, vec![RuleId::R54]));
}

#[test]
fn a_rule_against_it_stands_whatever_the_wishes_say() {
    let c = judged(|_, v| v.dbs.clear());
    assert_eq!((c.standing, rules(&c.against)), (Standing::No, vec![RuleId::R48]));
    let ready = StageStep { stage: Stage::Ready, on: d("2026-11-02"), by: None, note: None };
    let c = judged(|_, v| v.stages = vec![ready.clone()]);
    assert_eq!((c.standing, rules(&c.against)), (Standing::No, vec![RuleId::R16]));
    let objects = ChildView::Objects { understands: true, said: said("2026-11-02") };
    let c = judged(|c, _| c.view = objects.clone());
    assert_eq!((c.standing, rules(&c.against)), (Standing::No, vec![RuleId::R54]));
}

#[test]
fn a_visitor_with_a_child_is_not_proposed_to_another() {
    let world = quiet().world();
    let visitor = world.visitors().next().unwrap().clone();
    let (mut child, _) = pair();
    child.id = crate::id::ChildId([77; 16]);
    let c = candidate(&world, &child, &visitor, d(TODAY));
    assert!(rules(&c.against).contains(&RuleId::R19), "{:?}", c.against);
    assert_eq!(c.free_days, None);
}

#[test]
fn wishes_agree_differ_or_are_not_known() {
    let about = |c: &Candidate, what: &str| c.wishes.iter().find(|w| w.about == what).map(|w| w.accord);
    let set = |gender: Option<&str>, interests: &[&str], languages: &[&str], home: Option<&str>| {
        judged(|c, v| {
            c.card.answers.iter_mut().for_each(|a| a.text = "dogs".to_owned());
            v.gender = gender.map(str::to_owned);
            v.interests = interests.iter().map(|i| (*i).to_owned()).collect();
            v.languages = languages.iter().map(|i| (*i).to_owned()).collect();
            (v.faith, v.ethnicity) = (None, None);
            v.household = home.map(str::to_owned);
        })
    };
    let agrees = set(Some("woman"), &["Baking"], &["Somali"], Some("no pets"));
    let differs = set(Some("man"), &["chess"], &["Polish"], Some("a dog"));
    let unknown = set(None, &[], &[], None);
    for what in ["gender", "interests", "background", "animals"] {
        assert_eq!(about(&agrees, what), Some(Accord::Agrees), "{what}");
        assert_eq!(about(&differs, what), Some(Accord::Differs), "{what}");
        assert_eq!(about(&unknown, what), Some(Accord::NotKnown), "{what}");
    }
    // A child who wishes nothing has no wish to agree with.
    let c = judged(|c, _| c.wishes = Wishes { asked: Some(said("2026-11-02")), ..Wishes::default() });
    assert_eq!(about(&c, "gender"), None);
    assert_eq!(about(&c, "interests"), None);
}

#[test]
fn who_can_be_proposed_stands_before_who_lacks_an_answer_and_who_cannot() {
    let (child, base) = pair();
    let person = |n: u8, change: &dyn Fn(&mut Visitor)| {
        let mut v = base.clone();
        (v.id, v.number) = (VisitorId([n; 16]), u32::from(n));
        change(&mut v);
        v
    };
    let all = [
        person(1, &|v| v.dbs.clear()),
        person(2, &|v| v.declaration = None),
        person(3, &|v| v.interests = vec!["chess".to_owned()]),
        person(4, &|v| v.interests = vec!["football".to_owned()]),
    ];
    let world = World::from_records(all.map(Into::into).into_iter().chain([child.clone().into()]));
    let order: Vec<u8> = candidates(&world, &child, d(TODAY)).iter().map(|c| c.visitor.0[0]).collect();
    assert_eq!(order, [4, 3, 2, 1]);
}
