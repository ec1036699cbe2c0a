//! What a co-ordinator waits for, on a scheme of 300 children, 200 visitors, 200 matches and 10,000 visits:
//! `cargo bench`. Making that scheme takes a while at the start. The derivation of the key is left out: it takes
//! a second because it is meant to.

mod made;
mod matching;

use divan::{Bencher, black_box};
use domain::command::{Command, Decision, VisitPlan};
use domain::record::{Record, Subject};
use domain::world::Change;
use made::moment;
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use store::{Access, Done, Opened, SchemeFile};
use tui::app::Model;
use tui::engine::harness::Harness;
use tui::msg::Msg;
use tui::runner::FileRunner;

fn main() {
    divan::main();
}

/// The scheme's file, made when it is first asked for.
fn scheme() -> &'static Path {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    MADE.get_or_init(|| made::scheme(1))
}

fn open(path: &Path, access: Access) -> Opened {
    SchemeFile::open(path, "", demo::PASSPHRASE, access).expect("it opens")
}

/// The file opened and closed, without the derivation of the key.
#[divan::bench(sample_count = 30, sample_size = 1)]
fn open_and_close(bencher: Bencher<'_, '_>) {
    let path = scheme();
    bencher.bench_local(|| {
        let opened = open(path, Access::ReadWrite);
        black_box(&opened.world);
        opened.file.close()
    });
}

/// All deadlines of all records.
#[divan::bench]
fn due(bencher: Bencher<'_, '_>) {
    let world = open(scheme(), Access::ReadOnly).world;
    let (today, now) = moment();
    bencher.bench_local(|| domain::deadline::all(black_box(&world), today, now));
}

fn opened() -> Harness<Model, FileRunner> {
    made::screens(scheme())
}

fn screens(keys: &str) -> Harness<Model, FileRunner> {
    let mut screens = opened();
    screens.keys(keys).settle();
    screens
}

/// A key on each tab, and the redraw that follows it, at 120x40.
#[divan::bench(args = ["1 children", "2 visitors", "3 matches", "4 reports", "5 deadlines"])]
fn redraw(bencher: Bencher<'_, '_>, tab: &str) {
    let mut screens = screens(&tab[..1]);
    let mut down = false;
    bencher.bench_local(|| {
        down = !down;
        screens.keys(if down { "Down" } else { "Up" });
    });
}

/// A letter typed to filter the ten thousand reports, and the redraw that follows it, at 120x40. What is left to look
/// through after the key is not timed here.
#[divan::bench]
fn filter(bencher: Bencher<'_, '_>) {
    let screens = RefCell::new(screens("4 /"));
    let mut keys = ["l", "e", "i", "a", "l", "Ctrl-u"].into_iter().cycle();
    bencher
        .with_inputs(|| {
            screens.borrow_mut().settle();
            keys.next().unwrap_or_default()
        })
        .bench_local_values(|key| {
            screens.borrow_mut().keys(key);
        });
}

/// One more piece of that: the rows that are looked at between two keys, where no row has the word to the letter, and
/// the redraw.
#[divan::bench]
fn filter_goes_on(bencher: Bencher<'_, '_>) {
    let screens = RefCell::new(screens("4 /"));
    bencher
        .with_inputs(|| {
            screens.borrow_mut().settle().keys("Ctrl-u").settle().keys("l e i a l");
        })
        .bench_local_values(|()| {
            screens.borrow_mut().batch([]);
        });
}

/// The first look at the past of a child, and the redraw: pressed as soon as the lists are there, and after the
/// program has had a moment to itself.
#[divan::bench(sample_count = 10, sample_size = 1, args = ["at once", "after a moment"])]
fn first_history(bencher: Bencher<'_, '_>, when: &str) {
    let screens = RefCell::new(None);
    bencher
        .with_inputs(|| {
            // The file is one's own: the one before has to be shut first.
            drop(screens.borrow_mut().take());
            let mut anew = opened();
            anew.keys("1");
            if when == "after a moment" {
                anew.settle();
            }
            *screens.borrow_mut() = Some(anew);
        })
        .bench_local_values(|()| {
            screens.borrow_mut().iter_mut().for_each(|screens| {
                screens.keys("H");
            });
        });
}

/// The ten thousand reports sorted by the next column, and the redraw.
#[divan::bench]
fn sort(bencher: Bencher<'_, '_>) {
    let screens = RefCell::new(screens("4"));
    bencher.with_inputs(|| _ = screens.borrow_mut().settle()).bench_local_values(|()| {
        screens.borrow_mut().keys("F8");
    });
}

/// A filter of the ten thousand reports ended, in the usual order and sorted by a column, and the redraw.
#[divan::bench(args = ["", "F8"])]
fn filter_ends(bencher: Bencher<'_, '_>, sorted: &str) {
    let screens = RefCell::new(screens("4"));
    screens.borrow_mut().keys(sorted);
    bencher
        .with_inputs(|| {
            screens.borrow_mut().settle().keys("/ l e i a").settle();
        })
        .bench_local_values(|()| {
            screens.borrow_mut().keys("Esc");
        });
}

/// The last piece of a filter that nearly all of the ten thousand reports fit, sorted by a column, and the redraw.
#[divan::bench]
fn filter_that_fits_all(bencher: Bencher<'_, '_>) {
    let screens = RefCell::new(screens("4 F8"));
    bencher
        .with_inputs(|| {
            screens.borrow_mut().settle().keys("Esc").settle().keys("/ e").settle().keys("Ctrl-u").settle();
        })
        .bench_local_values(|()| {
            screens.borrow_mut().keys("m");
        });
}

/// Names hidden and shown again with the ten thousand reports on the screen, and the redraw.
#[divan::bench]
fn hide_names(bencher: Bencher<'_, '_>) {
    let screens = RefCell::new(screens("4"));
    bencher.with_inputs(|| _ = screens.borrow_mut().settle()).bench_local_values(|()| {
        screens.borrow_mut().keys("i");
    });
}

/// A list to choose from and the first letter typed into it, and the redraw: whose report it is, who could visit a
/// child, whom a new referral is about.
#[divan::bench(args = ["4 V", "1 m"])]
fn choosing(bencher: Bencher<'_, '_>, keys: &str) {
    let mut screens = screens(keys);
    let mut there = false;
    bencher.bench_local(|| {
        there = !there;
        screens.keys(if there { "Down" } else { "Up" });
    });
}

/// What follows a save once it is on the disk, and the redraws, at 120x40: a visit's line says something else.
#[divan::bench(args = ["1 children", "2 visitors", "3 matches", "4 reports", "5 deadlines"])]
fn after_a_save(bencher: Bencher<'_, '_>, tab: &str) {
    let mut screens = screens(&tab[..1]);
    let mut n = 0u32;
    bencher.bench_local(|| {
        n += 1;
        let desk = screens.app.desk_mut().expect("it is open");
        let mut world = Box::new(std::mem::take(&mut desk.world));
        let (_, visit) = world.visits_by_date().next_back().expect("a visit");
        let (m, line) = world.visit(visit).expect("its line");
        let mut line = line.clone();
        line.what = Some(format!("the {n}th thing"));
        let mut ledger = world.ledger(m.id).expect("its ledger").clone();
        ledger.put(line);
        let changes = vec![Change::Put(Record::from(ledger))];
        let touched = domain::deadline::touched(&world, &changes);
        world.apply(&changes);
        let decision = Decision {
            changes,
            findings: Vec::new(),
            done: "Saved.".to_owned(),
            subject: Subject::Scheme,
            open: None,
        };
        screens.told(Msg::Ran {
            world,
            outcome: Box::new(Ok(Done { decision, change: 1, touched })),
            head: None,
            cleared: None,
            command: Box::new(Command::MarkReviewed {}),
        });
        screens.settle();
    });
}

/// The taking back of a planned visit, judged; what is written then is as in [`commit`].
#[divan::bench]
fn undo(bencher: Bencher<'_, '_>) {
    let Opened { mut file, mut world, .. } = open(scheme(), Access::ReadWrite);
    let match_id = world.matches().find(|m| m.is_open()).expect("an open match").id;
    let (today, now) = moment();
    let plan = Box::new(VisitPlan::on(today + chrono::Days::new(40), None));
    let context = file.context(today, now, demo::COORDINATOR).expect("a context");
    file.run(&mut world, &Command::PlanVisit { match_id, plan }, &context).expect("saved");
    let what = Box::new(file.last_undoable().expect("read").expect("the visit"));
    let undo = Command::Undo { what };
    let context = file.context(today, now, demo::COORDINATOR).expect("a context");
    bencher.bench_local(|| domain::decide::decide(black_box(&world), &undo, &context).expect("taken back"));
}

/// A letter in the visit report, and the redraw that follows it, at 120x40.
#[divan::bench]
fn letter(bencher: Bencher<'_, '_>) {
    let mut screens = screens("3 v Tab Tab Tab");
    let mut there = false;
    bencher.bench_local(|| {
        there = !there;
        screens.keys(if there { "h" } else { "Backspace" });
    });
}

/// A note: decided, sealed, on the disk, in the world.
#[divan::bench(sample_count = 100, sample_size = 1)]
fn commit(bencher: Bencher<'_, '_>) {
    let Opened { mut file, mut world, .. } = open(scheme(), Access::ReadWrite);
    let child = world.children().next().expect("a child").id;
    let (today, now) = moment();
    let note = Command::TakeNote {
        on: today,
        about: vec![Subject::Child(child)],
        text: "Rang to say that the heron is back, and that they are all well. ".repeat(4),
    };
    bencher.bench_local(|| {
        let context = file.context(today, now, demo::COORDINATOR).expect("a context");
        file.run(&mut world, &note, &context).expect("saved")
    });
}
