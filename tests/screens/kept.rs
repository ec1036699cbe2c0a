//! Lists, deadlines and counts are kept up to date change by change: after every change they are what they would be if
//! they were made anew.

use crate::ground::{as_if_made_anew, moment, today};
use domain::command::{Command, Context, Decision, Undoable};
use domain::deadline::touched;
use domain::decide::decide;
use domain::record::{Record, Subject};
use domain::world::{Change, World};
use store::{Done, Head};
use tui::desk::Desk;
use tui::engine::event::Now;
use tui::engine::theme::Theme;
use tui::keys::Tab;
use tui::msg::{Msg, Opening};

/// An open desk on no file: the test says itself what was carried out.
fn desk(world: World) -> Desk {
    let head = Head { seq: 0, at_ms: 0, witness_words: [""; 3] };
    let opening = Opening {
        world,
        head,
        drafts: Vec::new(),
        by: "Priya Nandakumar".to_owned(),
        role: domain::people::Role::TeamManager,
        read_only: false,
        unread: 0,
        low_space: false,
    };
    let now = Now { instant: std::time::Instant::now(), utc: moment(), local: moment().naive_utc() };
    let mut desk = Desk::new(opening, now, today(), Theme::default(), false);
    for tab in Tab::ALL {
        desk.list(tab);
    }
    desk
}

fn ran(desk: &mut Desk, decision: Decision, command: Command) {
    let mut world = Box::new(std::mem::take(&mut desk.world));
    let touched = touched(&world, &decision.changes);
    world.apply(&decision.changes);
    let outcome = Box::new(Ok(Done { decision, change: 1, touched }));
    desk.update(Msg::Ran { world, outcome, head: None, cleared: None, command: Box::new(command) });
}

/// What would take a decision back, made before it is applied.
fn undoable(world: &World, context: &Context, command: &Command, decision: &Decision) -> Command {
    let before =
        decision.changes.iter().map(|c| (c.key().0, c.key().1, world.record(c.key().0, c.key().1))).collect();
    Command::Undo {
        what: Box::new(Undoable {
            change: context.change,
            command: command.name().to_owned(),
            done: decision.done.clone(),
            after: decision.changes.clone(),
            before,
            concern: None,
        }),
    }
}

#[test]
fn every_step_of_the_demonstration_and_its_undoing_are_followed_as_if_all_were_made_anew() {
    let mut desk = desk(World::default());
    let (mut taken_back, mut removed) = (0, 0);
    for (n, (context, command)) in demo::scheme(today(), moment()).into_iter().enumerate() {
        let decision = decide(&desk.world, &command, &context).unwrap();
        let undo = undoable(&desk.world, &context, &command, &decision);
        ran(&mut desk, decision.clone(), command);
        // Not after each, for it takes its time: what goes wrong stays wrong.
        if n % 8 == 0 {
            as_if_made_anew(&mut desk);
        }
        let later = Context { change: context.change + 1, ..context };
        if n % 5 == 0
            && let Ok(back) = decide(&desk.world, &undo, &later)
        {
            taken_back += 1;
            removed += usize::from(back.changes.iter().any(|c| matches!(c, Change::Remove(..))));
            ran(&mut desk, back, undo);
            as_if_made_anew(&mut desk);
            ran(&mut desk, decision, Command::MarkReviewed {});
        }
    }
    as_if_made_anew(&mut desk);
    assert!(
        taken_back > 60 && removed > 30,
        "{taken_back} taken back, {removed} of them took something away"
    );
}

#[test]
fn another_name_stands_wherever_the_old_one_stood() {
    let mut world = World::default();
    for (context, command) in demo::scheme(today(), moment()) {
        let decision = decide(&world, &command, &context).unwrap();
        world.apply(&decision.changes);
    }
    let mut desk = desk(world);
    let children: Vec<_> = desk.world.matches().filter_map(|m| desk.world.child(m.child)).cloned().collect();
    let visitors: Vec<_> =
        desk.world.matches().filter_map(|m| desk.world.visitor(m.visitor)).cloned().collect();
    for (mut child, mut visitor) in children.into_iter().zip(visitors).step_by(3) {
        child.name.first = "Xanthe".to_owned();
        visitor.name.last = "Aardvark".to_owned();
        for record in [Record::from(child), Record::from(visitor)] {
            let subject = Subject::Scheme;
            let changes = vec![Change::Put(record)];
            let decision =
                Decision { changes, findings: Vec::new(), done: "Changed.".to_owned(), subject, open: None };
            ran(&mut desk, decision, Command::MarkReviewed {});
            as_if_made_anew(&mut desk);
        }
    }
}
