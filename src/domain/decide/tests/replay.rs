//! What stood on a day still stands on that day: by replaying the history up to then, and by looking back from now on
//! whatever was entered on the day it happened.

use super::dice::Roll;
use super::random::{dice, scheme};
use super::*;
use crate::status::{self, ChildStatus, MatchStatus, VisitorStatus};
use proptest::prelude::*;

/// Where everybody stands on a day.
#[derive(Clone, PartialEq, Debug)]
struct Standing {
    matches: Vec<(MatchId, MatchStatus)>,
    visitors: Vec<(VisitorId, VisitorStatus)>,
    children: Vec<(ChildId, ChildStatus)>,
}

fn standing(world: &World, on: NaiveDate) -> Standing {
    Standing {
        matches: world.matches().map(|m| (m.id, status::of_match(world, m, on))).collect(),
        visitors: world.visitors().map(|v| (v.id, status::of_visitor(world, v, on))).collect(),
        children: world.children().map(|c| (c.id, status::of_child(world, c, on))).collect(),
    }
}

/// A command as it is entered of what happens that day: a date of birth stays as it is known, a child who has ceased to be
/// looked after stays so, and of a match that has ended only the written notice comes, dated that day.
fn as_it_happens(world: &World, today: NaiveDate, command: Command) -> Command {
    match command {
        Command::AmendChild { child, mut details } => {
            if let Some(known) = world.child(child) {
                details.born = known.born;
                details.ceased = known.ceased.clone().or(details.ceased);
            }
            Command::AmendChild { child, details }
        }
        Command::EndMatch { match_id, .. } => match world.match_(match_id).and_then(|m| m.ended.as_ref()) {
            Some(end) => Command::EndMatch {
                match_id,
                on: end.on,
                reason: end.reason,
                decided_by: end.decided_by.clone(),
                notice: end.notice.or(Some(today)),
                note: end.note.clone(),
                child_words: end.child_words.clone(),
                rematch: end.rematch,
                informal_after: None,
            },
            None => command,
        },
        _ => command,
    }
}

/// Whether a command corrects what was entered before, so that looking back tells it better than it was known then.
fn corrects(world: &World, command: &Command) -> bool {
    let m = |id: &MatchId| world.match_(*id);
    match command {
        // Another age at which matches end alters what every day is called.
        Command::ChangeSetting { param, .. } => *param == ParamId::ChildAgeMax,
        Command::DecideTrial { match_id, .. } => m(match_id).is_some_and(|m| m.trial.is_some()),
        // What is done together, and what holds until a day ahead, has its own tests.
        Command::Together { .. } | Command::Undo { .. } | Command::Redo { .. } => true,
        _ => false,
    }
}

proptest! {
    #![proptest_config(crate::cases::cases(64))]

    #[test]
    fn the_past_stands_as_it_stood(
        steps in prop::collection::vec((dice(Just(0)), 0u8..10, 0i64..12), 1..90)
    ) {
        let mut desk = scheme();
        let start = desk.world.clone();
        let mut history: Vec<Vec<Change>> = Vec::new();
        let mut days: Vec<(NaiveDate, usize, Standing)> = Vec::new();
        for (dice, manner, later) in steps {
            desk.override_with(if manner < 6 { RuleId::ALL } else { &[] });
            let command = Roll { world: &desk.world, today: desk.today, dice }.command();
            let command = as_it_happens(&desk.world, desk.today, command);
            if !corrects(&desk.world, &command)
                && let Ok(decision) = desk.ask(&command)
            {
                desk.commit(&decision);
                history.push(decision.changes);
            }
            if later > 3 {
                days.push((desk.today, history.len(), standing(&desk.world, desk.today)));
                desk.today += chrono::Duration::days(later);
            }
        }
        let mut replayed = start;
        let mut done = 0;
        for (day, up_to, stood) in days {
            history[done..up_to].iter().for_each(|changes| replayed.apply(changes));
            done = up_to;
            // By replay, everything is as it was.
            prop_assert_eq!(&standing(&replayed, day), &stood);
            // Looking back from the end, so is what rests on dated spans.
            let now = &desk.world;
            for (id, then) in stood.matches {
                let back = status::of_match(now, now.match_(id).unwrap(), day);
                // That it was to end is known by hindsight only.
                prop_assert!(back == then || back == MatchStatus::Ending, "{id:?} on {day}: {then:?}, {back:?}");
            }
            let later = |m: &Match| m.started > day;
            for (id, then) in stood.visitors {
                if now.matches_of_visitor(id).any(later) {
                    continue;
                }
                let back = status::of_visitor(now, now.visitor(id).unwrap(), day);
                prop_assert_eq!(back, then, "{:?} on {}", id, day);
            }
            for (id, then) in stood.children {
                let back = status::of_child(now, now.child(id).unwrap(), day);
                let is_matched =
                    |s: &ChildStatus| matches!(s, ChildStatus::Matched(_) | ChildStatus::EndedByLaw(_));
                if !now.matches_of_child(id).any(later) {
                    prop_assert_eq!(is_matched(&back), is_matched(&then), "{:?} on {}", id, day);
                    let by_law = |s: &ChildStatus| matches!(s, ChildStatus::EndedByLaw(_));
                    prop_assert_eq!(by_law(&back), by_law(&then), "{:?} on {}", id, day);
                }
            }
        }
    }
}
