//! Lists, deadlines and counts are kept up to date change by change: after every change they are what they would be if
//! they were made anew.

use crate::ground::{as_if_made_anew, moment, today};
use domain::command::{Command, Context, Decision, Undoable};
use domain::deadline::touched;
use domain::decide::decide;
use domain::id::ReleaseId;
use domain::record::{Reader, Record, Release, Subject};
use domain::world::{Change, World};
use store::{Done, Head};
use tui::desk::Desk;
use tui::desk::focus::Focus;
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

/// What a release about one record has to do with another, said by looking at every release of the scheme.
fn told_about_by_looking_at_all(world: &World, subject: Subject) -> Vec<ReleaseId> {
    let own = Focus::on(world, subject);
    let concerns = |about: Subject| {
        // What was told of an allegation stands on the allegation alone.
        if matches!(about, Subject::Allegation(_)) {
            return about == subject;
        }
        let other = Focus::on(world, about);
        match subject {
            Subject::Child(_) | Subject::Referral(_) => {
                other.child.is_some() && other.child == own.child && !matches!(about, Subject::Visitor(_))
            }
            Subject::Visitor(_) => {
                other.visitor.is_some() && other.visitor == own.visitor && !matches!(about, Subject::Child(_))
            }
            Subject::Match(id) => {
                let people = [own.child.map(Subject::Child), own.visitor.map(Subject::Visitor)];
                let person = matches!(about, Subject::Child(_) | Subject::Visitor(_));
                people.contains(&Some(about)) || (other.match_id == Some(id) && !person)
            }
            _ => about == subject,
        }
    };
    let mut all: Vec<&Release> = world.releases().filter(|r| concerns(r.about)).collect();
    all.sort_by_key(|r| std::cmp::Reverse((r.at, r.id)));
    all.into_iter().map(|r| r.id).collect()
}

/// The ledger of a record is looked for around it, because a page that is drawn must not go through all of it; what is
/// found is what all of it holds.
#[test]
fn what_was_told_about_a_record_is_found_without_looking_at_every_release() {
    let mut world = demo::with_allegations(today(), moment()).world;
    let mut subjects: Vec<Subject> = world.children().map(|c| Subject::Child(c.id)).collect();
    subjects.extend(world.visitors().map(|v| Subject::Visitor(v.id)));
    subjects.extend(world.referrals().map(|r| Subject::Referral(r.id)));
    subjects.extend(world.matches().map(|m| Subject::Match(m.id)));
    subjects.extend(world.proposals().map(|p| Subject::Proposal(p.id)));
    subjects.extend(world.concerns().map(|c| Subject::Concern(c.id)));
    subjects.extend(world.allegations().map(|a| Subject::Allegation(a.id)));
    subjects.extend(world.ledgers().flat_map(|l| &l.visits).map(|line| Subject::Visit(line.id)));
    // One about each record there is.
    let releases = subjects.iter().enumerate().map(|(n, about)| {
        let mut id = [0xee; 16];
        id[8..].copy_from_slice(&(n as u64).to_be_bytes());
        Change::Put(Record::from(Release {
            id: ReleaseId(id),
            about: *about,
            to: Reader::Child,
            recipient: "Somebody".to_owned(),
            purpose: "review".to_owned(),
            basis: None,
            things: Vec::new(),
            withheld: Vec::new(),
            by: "Nora Fielding".to_owned(),
            at: moment(),
            refused: None,
            card: None,
        }))
    });
    world.apply(&releases.collect::<Vec<_>>());
    let desk = desk(world);
    let mut longest = 0;
    for subject in subjects {
        let found: Vec<ReleaseId> = desk.told_about(subject).iter().map(|r| r.id).collect();
        assert_eq!(found, told_about_by_looking_at_all(&desk.world, subject), "{subject:?}");
        assert!(!found.is_empty(), "{subject:?}");
        longest = longest.max(found.len());
    }
    assert!(longest > 20, "those of its visits are among them");
}
