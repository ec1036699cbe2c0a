//! Each wish agrees, differs, or is not known; nothing is guessed (R8, N1, domain 3.1, 3.2).

use super::*;
use crate::deadline::tests::world::placement;
use crate::record::EndReason;
use rstest::rstest;

fn wished(change: impl Fn(&mut Child, &mut Visitor)) -> Vec<Wish> {
    let (mut child, mut visitor) = pair();
    child.wishes = Wishes { asked: Some(said("2026-11-02")), ..Wishes::default() };
    change(&mut child, &mut visitor);
    wishes(&World::from_records([]), &child, &visitor, d(TODAY))
}

fn about(wishes: &[Wish], what: &str) -> Option<(Accord, i32)> {
    wishes.iter().find(|w| w.about == what).map(|w| (w.accord, w.points))
}

/// `yes 30`, `no -30`, `not known 0`, or `-` for no such wish.
fn short(found: Option<(Accord, i32)>) -> String {
    found.map_or("-".to_owned(), |(accord, points)| {
        let accord = match accord {
            Accord::Agrees => "yes",
            Accord::Differs => "no",
            Accord::NotKnown => "not known",
        };
        format!("{accord} {points}")
    })
}

fn some(text: &str) -> Option<String> {
    (text != "-").then(|| text.to_owned())
}

fn list(text: &str) -> Vec<String> {
    text.split(", ").filter(|t| !t.is_empty()).map(str::to_owned).collect()
}

#[rstest]
#[case("a woman", "woman", "yes 30")]
#[case("a woman", "Female", "yes 30")]
#[case("a woman", "man", "no -30")]
#[case("young man", "man", "yes 30")]
#[case("a man", "woman", "no -30")]
#[case("a woman", "-", "not known 0")]
#[case("a woman", "non-binary", "not known 0")]
#[case("not a man", "woman", "not known 0")]
#[case("anyone but a man", "man", "not known 0")]
#[case("someone young", "woman", "not known 0")]
#[case("a man or a woman", "man", "not known 0")]
#[case("no preference", "man", "-")]
#[case("don't mind", "man", "-")]
#[case("-", "man", "-")]
fn a_woman_or_a_man(#[case] child: &str, #[case] visitor: &str, #[case] expected: &str) {
    let all = wished(|c, v| (c.wishes.visitor_gender, v.gender) = (some(child), some(visitor)));
    assert_eq!(short(about(&all, "gender")), expected);
}

#[rstest]
#[case("football, baking", "baking", "yes 10")]
#[case("football", "playing football, chess", "yes 10")]
#[case("Playing football", "Football", "yes 10")]
#[case("football", "chess", "no -10")]
#[case("foot", "football", "no -10")]
#[case("football", "", "not known 0")]
#[case("", "chess", "-")]
fn interests_and_languages(#[case] child: &str, #[case] visitor: &str, #[case] expected: &str) {
    let all = wished(|c, v| (c.wishes.interests, v.interests) = (list(child), list(visitor)));
    assert_eq!(short(about(&all, "interests")), expected);
    let all = wished(|c, v| (c.wishes.languages, v.languages) = (list(child), list(visitor)));
    assert_eq!(short(about(&all, "languages")), expected);
}

#[rstest]
#[case("Muslim", "Muslim", "-", "yes 10")]
#[case("Somali", "-", "Black Somali", "yes 10")]
#[case("a Muslim family", "muslim", "-", "yes 10")]
#[case("Christian", "Church of England", "White British", "yes 10")]
#[case("Somali, Muslim", "-", "Somali", "yes 10")]
#[case("Black British", "none", "White British", "no -10")]
#[case("Somali", "Hindu", "Indian", "no -10")]
#[case("Somali", "Hindu", "-", "not known 0")]
#[case("Somali", "-", "-", "not known 0")]
#[case("-", "Hindu", "Indian", "-")]
fn faith_or_culture(
    #[case] child: &str,
    #[case] faith: &str,
    #[case] ethnicity: &str,
    #[case] expected: &str,
) {
    let all = wished(|c, v| {
        c.wishes.background = some(child);
        (v.faith, v.ethnicity) = (some(faith), some(ethnicity));
    });
    assert_eq!(short(about(&all, "background")), expected);
}

#[rstest]
#[case("Saturdays", "weekends", "yes 10")]
#[case("Sat", "Sat/Sun", "yes 10")]
#[case("Saturdays", "Sundays", "no -10")]
#[case("Wednesday evenings", "weekday evenings", "yes 10")]
#[case("Wednesday evenings", "weekday mornings", "no -10")]
#[case("Mondays", "Fri-Mon", "yes 10")]
#[case("Thursdays", "Friday to Monday", "no -10")]
#[case("weekends", "any time", "yes 10")]
#[case("weekends", "flexible", "yes 10")]
#[case("after school", "Tuesday afternoons", "yes 10")]
#[case("after school", "weekends", "no -10")]
#[case("school holidays", "weekdays", "yes 10")]
#[case("school holidays", "term time", "no -10")]
#[case("Saturdays in term time", "school holidays", "no -10")]
#[case("evenings", "weekdays", "yes 10")]
#[case("evenings", "weekends", "not known 0")]
#[case("Saturday afternoons", "Saturdays and Sunday mornings", "not known 0")]
#[case("Sunday mornings", "Saturdays and Sunday mornings", "yes 10")]
#[case("Wednesday evenings", "weekends and evenings", "yes 10")]
#[case("Saturdays", "Saturdays from 2", "not known 0")]
#[case("Sundays", "Saturdays from 2", "no -10")]
#[case("Sundays", "any day but not Sundays", "not known 0")]
#[case("Sundays", "works weekdays", "not known 0")]
#[case("Sundays", "when my shifts allow", "not known 0")]
#[case("Sundays", "-", "not known 0")]
#[case("-", "Sundays", "-")]
fn when_both_are_free(#[case] child: &str, #[case] visitor: &str, #[case] expected: &str) {
    let all = wished(|c, v| (c.wishes.when, v.availability) = (some(child), some(visitor)));
    assert_eq!(short(about(&all, "availability")), expected);
    // What the one says of the other holds the other way round.
    let all = wished(|c, v| (c.wishes.when, v.availability) = (some(visitor), some(child)));
    if child != "-" && visitor != "-" {
        assert_eq!(short(about(&all, "availability")), expected, "the other way round");
    }
}

#[rstest]
#[case("LE1 5WW", "LE1 2AB", None, "yes 10")]
#[case("LE1 5WW", "LE11 2AB", None, "yes 5")]
#[case("LE1 5WW", "NG1 2AB", None, "no 0")]
#[case("LE1 5WW", "L1 2AB", None, "no 0")]
#[case("LE1 5WW", "NG1 2AB", Some(30), "not known 0")]
#[case("LE1 5WW", "-", None, "not known 0")]
#[case("-", "LE1 5WW", None, "not known 0")]
fn how_near(#[case] child: &str, #[case] visitor: &str, #[case] miles: Option<u16>, #[case] expected: &str) {
    let all = wished(|c, v| {
        c.placements[0].postcode = some(child);
        (v.postcode, v.radius_miles) = (some(visitor), miles);
    });
    assert_eq!(short(about(&all, "distance")), expected);
    let words = &all.iter().find(|w| w.about == "distance").unwrap().words;
    assert_eq!(words.contains("miles"), miles.is_some(), "no miles but the visitor's own: {words}");
}

#[test]
fn the_home_to_come_is_what_the_way_is_measured_to() {
    let all = wished(|c, v| {
        c.placements[0].postcode = some("LE1 5WW");
        c.placements.push(placement("2026-12-10"));
        c.placements[1].postcode = some("NG1 5WW");
        v.postcode = some("NG1 2AB");
    });
    assert_eq!(short(about(&all, "distance")), "yes 10");
}

#[rstest]
#[case("dogs", "a dog", "no -10")]
#[case("cats, fear of dogs", "a puppy", "no -10")]
#[case("dogs", "no pets, non-smoker", "yes 10")]
#[case("dogs", "no dogs", "yes 10")]
#[case("dogs", "two cats", "yes 10")]
#[case("dogs", "none", "yes 10")]
#[case("dogs", "husband and two sons; non-smoker", "not known 0")]
#[case("dogs", "a pet", "not known 0")]
#[case("animal fur", "a rabbit", "no -10")]
#[case("dogs", "-", "not known 0")]
#[case("none", "a dog", "-")]
#[case("not allergic to dogs", "a dog", "-")]
#[case("nuts", "a dog", "-")]
fn animals_that_the_child_cannot_bear(#[case] card: &str, #[case] home: &str, #[case] expected: &str) {
    let all = wished(|c, v| {
        c.card.answers.iter_mut().for_each(|a| a.text = card.to_owned());
        v.household = some(home);
    });
    assert_eq!(short(about(&all, "animals")), expected);
}

#[rstest]
#[case(Some(true), Some(false), "no -10")]
#[case(Some(true), None, "not known 0")]
#[case(Some(false), Some(true), "-")]
#[case(None, Some(true), "-")]
fn to_be_fetched_by_car(#[case] child: Option<bool>, #[case] visitor: Option<bool>, #[case] expected: &str) {
    let papers = crate::deadline::tests::world::driver("2026-11-02");
    let all = wished(|c, v| (c.wishes.driver, v.drives, v.driver) = (child, visitor, Some(papers.clone())));
    assert_eq!(short(about(&all, "driving")), expected);
}

/// R85g: nobody drives a child before licence and insurance were seen.
#[rstest]
#[case::in_order(|_: &mut Visitor| {}, "yes 10")]
#[case::none_seen(|v: &mut Visitor| v.driver = None, "not known 0")]
#[case::no_licence(|v: &mut Visitor| v.driver.as_mut().unwrap().licence = false, "not known 0")]
#[case::insured_until_yesterday(|v: &mut Visitor| insured(v, "2026-11-21"), "not known 0")]
#[case::insured_until_today(|v: &mut Visitor| insured(v, TODAY), "yes 10")]
fn driving_agrees_when_the_papers_are_in_order(#[case] change: fn(&mut Visitor), #[case] expected: &str) {
    let all = wished(|c, v| {
        (c.wishes.driver, v.drives) = (Some(true), Some(true));
        v.driver = Some(crate::deadline::tests::world::driver("2026-11-02"));
        change(v);
    });
    assert_eq!(short(about(&all, "driving")), expected);
}

fn insured(v: &mut Visitor, until: &str) {
    v.driver.as_mut().unwrap().insured_until = Some(d(until));
}

/// The home of the child is from 2 February 2026 on, and both live in one district.
#[rstest]
#[case::same_home(EndReason::TooFar, "2026-11-02", |_: &mut Child| {}, "no 0")]
#[case::other_reason(EndReason::ContractEnded, "2026-11-02", |_: &mut Child| {}, "yes 10")]
#[case::moved_since(EndReason::TooFar, "2026-11-02", |c: &mut Child| moved(c, "2026-11-03"), "yes 10")]
#[case::moved_just_before(EndReason::TooFar, "2026-11-02", |c: &mut Child| moved(c, "2026-11-02"), "no 0")]
fn a_home_that_was_too_far_is_not_near(
    #[case] reason: EndReason,
    #[case] on: &str,
    #[case] change: fn(&mut Child),
    #[case] expected: &str,
) {
    let (mut child, mut visitor) = pair();
    child.placements = vec![placement("2026-02-02")];
    child.placements[0].postcode = Some("LE1 5WW".to_owned());
    visitor.postcode = Some("LE1 6WW".to_owned());
    change(&mut child);
    let mut m = crate::deadline::tests::world::match_(1, "2026-03-02");
    m.ended = Some(crate::record::Ending { reason, ..crate::deadline::tests::world::ending(on) });
    let world = World::from_records([child.clone().into(), visitor.clone().into(), m.into()]);
    let all = wishes(&world, &child, &visitor, d(TODAY));
    assert_eq!(short(about(&all, "distance")), expected);
}

fn moved(child: &mut Child, from: &str) {
    child.placements[0].to = Some(d(from));
    let mut next = placement(from);
    next.postcode = Some("LE1 9WW".to_owned());
    child.placements.push(next);
}

#[test]
fn what_would_make_a_bad_match_is_shown_and_never_judged() {
    let all = wished(|c, _| c.wishes.avoid = some("somebody loud"));
    let line = all.iter().find(|w| w.about == "to avoid").unwrap();
    assert!(line.accord == Accord::NotKnown && line.points == 0 && line.words == "somebody loud");
    assert_eq!(about(&wished(|_, _| {}), "to avoid"), None);
}
