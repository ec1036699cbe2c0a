//! How long things take. Run by hand: `cargo test --release -p befriend-store --test scheme -- --ignored speed
//! --nocapture`.

use std::time::Instant;

use chrono::Days;
use domain::command::{Command, Context};
use domain::record::Kind;

use super::desk::{Desk, PERSON, PHRASE, add_child, add_visitor, plan, report};
use store::{Access, SchemeFile};

fn time<T>(what: &str, times: u32, mut act: impl FnMut() -> T) -> T {
    let mut taken = Vec::new();
    let mut last = None;
    for _ in 0..times {
        let start = Instant::now();
        let value = act();
        taken.push(start.elapsed().as_secs_f64() * 1e3);
        last = Some(value);
    }
    taken.sort_by(f64::total_cmp);
    println!(
        "{what}: median {:.2} ms, least {:.2}, most {:.2}",
        taken[taken.len() / 2],
        taken[0],
        taken[taken.len() - 1]
    );
    last.unwrap()
}

/// Children and visitors, some of them matched, and `visits` planned and reported for each match.
fn fill(desk: &mut Desk, children: usize, visitors: usize, visits: u64, batch: usize) -> u64 {
    let (today, now, by) = (desk.today, desk.now(), desk.by.clone());
    let overriding = desk.context().overriding;
    let mut step = 0;
    let (mut made, mut matched) = (Vec::new(), Vec::new());
    let begin = today - Days::new(30 * visits);
    let narrative = "We walked along the canal to the lock and fed the ducks. ".repeat(18);
    desk.file
        .run_each(&mut desk.world, batch, |world, change| {
            let n = step;
            step += 1;
            let command = if n < children {
                add_child("Leila", today - Days::new(365 * 10))
            } else if n < children + visitors {
                add_visitor("Ann", today)
            } else if n < children + 2 * visitors {
                let i = n - children - visitors;
                if made.is_empty() {
                    made = world.children().map(|c| c.id).zip(world.visitors().map(|v| v.id)).collect();
                }
                Command::StartMatch { child: made[i].0, visitor: made[i].1, on: begin, rationale: None }
            } else {
                if matched.is_empty() {
                    matched = world.matches().map(|m| m.id).collect();
                }
                let i = n - children - 2 * visitors;
                let (m, visit) = (matched[i / 2 % visitors], (i / 2 / visitors) as u64);
                let date = begin + Days::new(30 * visit);
                if visit == visits {
                    return None;
                } else if i.is_multiple_of(2) {
                    Command::ConfirmContact {
                        home: None,
                        child: made[i / 2 % visitors].0,
                        with: format!("carer {n}"),
                        on: today,
                        address: None,
                        phone: None,
                    }
                } else {
                    report(m, None, date, &narrative)
                }
            };
            let mut chance = [0; 10];
            chance[..8].copy_from_slice(&(n as u64).to_le_bytes());
            let (overriding, role) = (overriding.clone(), domain::people::Role::TeamManager);
            Some((command, Context { today, now, by: by.clone(), role, change, chance, overriding }))
        })
        .unwrap()
}

#[test]
#[ignore = "measures; run by hand in release"]
fn speed() {
    for batch in [1, 100] {
        let start = Instant::now();
        let mut desk = Desk::new();
        let changes = fill(&mut desk, 120, 60, 18, batch);
        println!("a demonstration of {changes} changes, {batch} to a write: {:.2?}", start.elapsed());
        let copy = desk.path.with_extension("copy");
        desk.file.copy_to(&copy, &mut |_, _| {}).unwrap();
        let size = |path| std::fs::metadata(path).unwrap().len() >> 10;
        println!("  its file: {} kB, a copy {} kB", size(&desk.path), size(&copy));
    }

    let start = Instant::now();
    let mut desk = Desk::new();
    let changes = fill(&mut desk, 300, 200, 50, 200);
    println!(
        "300 children, 200 visitors, 200 matches, 10,000 visits: {changes} changes in {:.2?}",
        start.elapsed()
    );
    let (m, child) = (desk.world.matches().next().unwrap().id, desk.world.children().next().unwrap().id);
    let other = desk.world.children().last().unwrap().id;
    let date = desk.today + Days::new(1);
    time("one command, written", 50, || desk.run(plan(m, date)));
    time("journal, the newest 50", 10, || desk.file.journal(None, 50).unwrap());
    time("history of a busy child", 3, || desk.file.history((Kind::Child, child.0), 20).unwrap());
    time("history of a quiet child", 3, || desk.file.history((Kind::Child, other.0), 20).unwrap());
    let fields = [("what".to_owned(), vec!["half a sentence".to_owned()])].into();
    let key = store::DraftKey::new("visit-report", None);
    let now = desk.now();
    time("a draft kept", 50, || desk.file.put_draft(&key, &fields, now).unwrap());
    let size = |path: &std::path::Path| std::fs::metadata(path).unwrap().len() >> 20;
    println!("file {} MB", size(&desk.path));
    time("full check", 1, || desk.file.verify(&mut |_, _| {}).unwrap());
    let copy = desk.path.with_extension("copy");
    time("verified copy", 1, || desk.file.copy_to(&copy, &mut |_, _| {}).unwrap());
    println!("  the copy: {} MB", size(&copy));
    let (_folder, path) = desk.closed();
    time("open and close, cheap passphrase", 10, || {
        let opened = SchemeFile::open(&path, PERSON, PHRASE, Access::ReadWrite).unwrap();
        opened.file.close().unwrap();
    });
    time("open read-only, cheap passphrase", 10, || {
        SchemeFile::open(&path, PERSON, PHRASE, Access::ReadOnly).unwrap()
    });
}
