use super::*;

fn at(day: &str, time: &str) -> (NaiveDate, DateTime<Utc>) {
    let today: NaiveDate = day.parse().expect("a day");
    let time: chrono::NaiveTime = format!("{time}:00").parse().expect("a time");
    (today, domain::calendar::to_utc(today.and_time(time)))
}

#[test]
fn the_scheme_builds() {
    let (today, now) = at("2026-11-22", "08:10");
    let demo = build(today, now);
    let w = &demo.world;
    println!(
        "steps {} children {} visitors {} matches {} open {} visits {}",
        demo.steps.len(),
        w.children().len(),
        w.visitors().len(),
        w.matches().len(),
        w.matches().filter(|m| m.is_open()).count(),
        w.visits_by_date().len()
    );
    for d in domain::deadline::all(w, today, now) {
        println!(
            "{:>7} {:>5} {:>4}d {:<28} {:<40} {:?} {:?}",
            d.band.key(),
            d.rule,
            d.days,
            d.what,
            d.detail,
            w.reference(d.subject),
            d.snoozed
        );
    }
}

#[test]
fn the_sized_scheme_builds() {
    let (today, now) = at("2026-11-22", "08:10");
    let demo = sized(30, 20, 20, 1000, today, now);
    assert_eq!(demo.world.matches().len(), 20);
    println!("{}", demo.steps.len());
}
