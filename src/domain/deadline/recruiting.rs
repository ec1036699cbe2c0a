//! On the way to becoming a visitor (R85f, R96), and what is looked at again of those who are: the declaration of
//! independence (R57), a driver's documents (R85g), whoever has been away for long (R85i) or is free (H7).

use super::build::{COUNTED, Day, Line, plus};
use super::{Band, Deadline};
use crate::calendar::add_months;
use crate::finding::Cure;
use crate::record::{DriverDocuments, Match, Module, Stage, Subject, Visitor};
use crate::rule::{ParamId, RuleId};
use crate::status::{self, VisitorStatus};
use chrono::NaiveDate;

/// A driver's documents are asked for a month before they run out (this program's own).
const DRIVER_WARN_DAYS: i64 = 30;

/// R85f: 30 days at one stage, or 60 since a pack was sent, and nobody has moved on. R96 before that: an enquiry is
/// answered within 3 working days. Of the two the more telling one is shown.
pub(super) fn on_the_way(day: &Day, visitor: &Visitor) -> Option<Deadline> {
    let stage = visitor.stage();
    let on_the_way = matches!(
        stage,
        Stage::Enquiry
            | Stage::PackSent
            | Stage::Applied
            | Stage::Interviewed
            | Stage::InTraining
            | Stage::Checks
            | Stage::Ready
            | Stage::Deferred
    );
    if !on_the_way || visitor.hold_on(day.today).is_some() {
        return None;
    }
    let since = visitor.stage_since()?;
    let param = if stage == Stage::PackSent { ParamId::LapseDays } else { ParamId::StalledDays };
    let due = day.days_after(since, param);
    if stage == Stage::Enquiry && day.today <= due {
        return enquiry(day, visitor, since);
    }
    let band = day.band(due)?;
    let rule = if stage == Stage::PackSent {
        "A pack that nobody answers lapses after"
    } else {
        "Whoever wants to visit moves on, or is told why not, within"
    };
    let line = Line {
        rule: RuleId::R85f,
        subject: Subject::Visitor(visitor.id),
        related: Vec::new(),
        due,
        what: if stage == Stage::PackSent { "Pack not answered" } else { "Stalled on the way" },
        detail: format!("{} since {}", stage.words(), day.brief(since)),
        why: format!(
            "{rule} {}, and {} has been at the stage \"{}\" since {}: by {}.",
            day.policy.say(param),
            visitor.name.short(),
            stage.words(),
            day.say(since),
            day.say(due)
        ),
        cure: Cure::MoveStage(visitor.id),
    };
    Some(day.deadline(band, line))
}

/// R96: whoever asks about visiting is answered within 3 working days.
fn enquiry(day: &Day, visitor: &Visitor, since: NaiveDate) -> Option<Deadline> {
    let due = day.working_days_after(since, ParamId::EnquiryDays);
    let band = day.band(due)?;
    let line = Line {
        rule: RuleId::R96,
        subject: Subject::Visitor(visitor.id),
        related: Vec::new(),
        due,
        what: "Enquiry to be answered",
        detail: format!("asked {}, {}", day.brief(since), day.due(due)),
        why: format!(
            "Whoever asks about visiting is answered within {}: {} asked on {}, so by {}, and as the stage is still \
             enquiry, no answer is on record.",
            day.policy.say(ParamId::EnquiryDays),
            visitor.name.short(),
            day.say(since),
            day.say(due)
        ),
        cure: Cure::MoveStage(visitor.id),
    };
    Some(day.deadline(band, line))
}

/// R57: independence is declared before approval, and again every twelve months; shown a month ahead.
pub(super) fn declaration(day: &Day, visitor: &Visitor, approved: NaiveDate) -> Option<Deadline> {
    let name = visitor.name.short();
    let every = day.policy.say(ParamId::DeclarationMonths);
    let (due, detail, facts) = match &visitor.declaration {
        Some(made) => {
            let due = day.months_after(made.said.on, ParamId::DeclarationMonths);
            let facts = format!(
                "{name} last did on {}, and {every} after that is {}",
                day.say(made.said.on),
                day.say(due)
            );
            (due, format!("declared {}, {}", day.brief(made.said.on), day.due(due)), facts)
        }
        None => {
            let facts = format!(
                "{name} was approved on {}, and no declaration is on record{}",
                day.say(approved),
                day.before_the_file(approved, COUNTED)
            );
            (day.counted_from(approved), "never declared".to_owned(), facts)
        }
    };
    let band = day.band_from(due, add_months(due, -1))?;
    let line = Line {
        rule: RuleId::R57,
        subject: Subject::Visitor(visitor.id),
        related: Vec::new(),
        due,
        what: "Independence again",
        detail,
        why: format!(
            "A visitor declares before approval, and again every {every}, that neither they nor anyone at home is \
             connected with the authority; {facts}."
        ),
        cure: Cure::Declare(visitor.id),
    };
    Some(day.deadline(band, line))
}

/// R85g: a driver's documents hold until the first of them runs out, and are seen again every twelve months.
pub(super) fn driver(day: &Day, visitor: &Visitor) -> Option<Deadline> {
    let documents = visitor.driver.as_ref()?;
    let again = day.months_after(documents.said.on, ParamId::DriverMonths);
    let last = documents.runs_out().map(|out| plus(out, -1)).filter(|last| *last < again);
    let due = last.unwrap_or(again);
    let band = day.band_from(due, plus(due, -DRIVER_WARN_DAYS))?;
    let name = visitor.name.short();
    let seen = format!("{name}'s were seen on {}", day.say(documents.said.on));
    let facts = match last {
        Some(last) => {
            let what = first_to_run_out(documents, last);
            format!("{seen}, and the {what} runs until {}", day.say(last))
        }
        None => format!("{seen}, which holds until {}", day.say(again)),
    };
    let line = Line {
        rule: RuleId::R85g,
        subject: Subject::Visitor(visitor.id),
        related: Vec::new(),
        due,
        what: "Driver's documents",
        detail: match last {
            Some(last) => format!("{} until {}", first_to_run_out(documents, last), day.brief(last)),
            None => format!("seen {}, {}", day.brief(documents.said.on), day.due(due)),
        },
        why: format!(
            "Before a child is driven, licence, insurance, MOT and tax have been seen, and they are seen again every \
             {}; {facts}.",
            day.policy.say(ParamId::DriverMonths)
        ),
        cure: Cure::RecordDriver(visitor.id),
    };
    Some(day.deadline(band, line))
}

/// Which of a driver's documents runs out after this day.
fn first_to_run_out(documents: &DriverDocuments, last: NaiveDate) -> &'static str {
    let all = [("insurance", documents.insured_until), ("MOT", documents.mot_until)];
    all.into_iter().find(|(_, until)| *until == Some(last)).map_or("tax", |(what, _)| what)
}

/// R85i: away for eighteen months, on hold or without a child and a visit; whoever comes back then is checked and
/// trained anew. Core training that was done since counts as that.
pub(super) fn long_away(day: &Day, visitor: &Visitor, approved: NaiveDate) -> Option<Deadline> {
    let name = visitor.name.short();
    let trained = visitor.training.iter().filter(|t| Module::CORE.contains(&t.module)).map(|t| t.on).max();
    let visited = || {
        let ledgers = day.world.matches_of_visitor(visitor.id).filter_map(|m| day.world.ledger(m.id));
        ledgers.filter_map(|l| l.last_completed(day.today)).map(|v| v.date).max()
    };
    let (since, detail, facts) = if let Some(hold) = visitor.hold_on(day.today) {
        let facts = format!("{name} has been on hold since {}", day.say(hold.from));
        (hold.from, format!("on hold since {}", day.brief(hold.from)), facts)
    } else if day.world.live_matches_of_visitor(visitor.id, day.today).next().is_some() {
        return None;
    } else {
        match visited().filter(|on| *on > approved) {
            Some(on) => {
                let facts = format!("{name} is without a child and last made a visit on {}", day.say(on));
                (on, format!("last visit {}", day.brief(on)), facts)
            }
            None => {
                let facts = format!(
                    "{name} was approved on {} and is without a child, and no visit is on record{}",
                    day.say(approved),
                    day.before_the_file(approved, COUNTED)
                );
                (day.counted_from(approved), "no visit on record".to_owned(), facts)
            }
        }
    };
    let anew = trained.filter(|on| *on > since);
    let due = day.months_after(anew.unwrap_or(since), ParamId::ReturnMonths);
    if day.today <= due {
        return None;
    }
    let trained = anew.map_or_else(String::new, |on| format!(", training was done on {}", day.say(on)));
    let line = Line {
        rule: RuleId::R85i,
        subject: Subject::Visitor(visitor.id),
        related: Vec::new(),
        due,
        what: "Away for a long time",
        detail,
        why: format!(
            "A visitor who comes back after more than {} is checked and trained anew: {facts}{trained}, and \
             it was that long on {}, so ask whether they mean to come back.",
            day.policy.say(ParamId::ReturnMonths),
            day.say(due)
        ),
        cure: Cure::CallVisitor(visitor.id),
    };
    Some(day.deadline(Band::Quiet, line))
}

/// H7: approved and free, and nobody has spoken with them for 90 days. A supervision, an annual review, a support
/// group that they came to and a note about the visitor each count as a word.
pub(super) fn keep_warm(day: &Day, visitor: &Visitor, approved: NaiveDate) -> Option<Deadline> {
    if status::of_visitor(day.world, visitor, day.today) != VisitorStatus::Free {
        return None;
    }
    let (world, id, today) = (day.world, visitor.id, day.today);
    // A match that the law ended is over from that day on, recorded or not.
    let ended_on = |m: &Match| {
        m.ended.as_ref().map(|e| e.on).or_else(|| status::law_ended(world, m, today).map(|(on, _)| on))
    };
    let ended = world.matches_of_visitor(id).filter_map(ended_on);
    let free = ended.filter(|on| *on <= today).chain([approved]).max().unwrap_or(approved);
    let word = world
        .supervisions_of_visitor(id)
        .into_iter()
        .map(|s| s.on)
        .chain(world.reviews_of_visitor(id).into_iter().map(|r| r.held))
        .chain(world.notes_about(Subject::Visitor(id)).map(|n| n.on))
        .chain(world.groups_since(free).filter(|g| g.attended.contains(&id)).map(|g| g.held))
        .filter(|on| *on <= today)
        .max()
        .filter(|on| *on >= free);
    let since = word.unwrap_or_else(|| day.counted_from(free));
    let due = day.days_after(since, ParamId::KeepWarmDays);
    if today <= due {
        return None;
    }
    let name = visitor.name.short();
    let facts = match word {
        Some(on) => format!("the last word with {name} on record is of {}", day.say(on)),
        None => format!(
            "{name} has been free since {}, and no word with them is on record since{}",
            day.say(free),
            day.before_the_file(free, COUNTED)
        ),
    };
    let line = Line {
        rule: RuleId::H7,
        subject: Subject::Visitor(id),
        related: Vec::new(),
        due,
        what: "Free, and no word lately",
        detail: match word {
            Some(on) => format!("last word {}", day.brief(on)),
            None => format!("free since {}", day.brief(free)),
        },
        why: format!(
            "A visitor who is approved and without a child hears from the scheme every {}: {facts}, so that was due by \
             {}.",
            day.policy.say(ParamId::KeepWarmDays),
            day.say(due)
        ),
        cure: Cure::CallVisitor(id),
    };
    Some(day.deadline(Band::Quiet, line))
}

/// H11: what a decision was made to depend on is met within four weeks. Shown from the decision on, until it is met.
pub(super) fn conditions(day: &Day, visitor: &Visitor) -> Option<Deadline> {
    let open: Vec<_> = visitor.open_conditions().collect();
    let (step, first) = *open.first()?;
    let due = day.days_after(day.counted_from(step.on), ParamId::ConditionDays);
    let band = day.band_from(due, step.on)?;
    let all: Vec<&str> = open.iter().map(|(_, condition)| condition.what.trim_end_matches('.')).collect();
    let line = Line {
        rule: RuleId::H11,
        subject: Subject::Visitor(visitor.id),
        related: Vec::new(),
        due,
        what: "Condition to be met",
        detail: match open.len() {
            1 => first.what.clone(),
            n => format!("{n} open, {}", day.due(due)),
        },
        why: format!(
            "What a decision depends on is met within {}: {} was {} on {} on conditions, so by {}{}, and not met is: {}.",
            day.policy.say(ParamId::ConditionDays),
            visitor.name.short(),
            step.stage.words(),
            day.say(step.on),
            day.say(due),
            day.before_the_file(step.on, COUNTED),
            all.join("; ")
        ),
        cure: Cure::MeetCondition(visitor.id),
    };
    Some(day.deadline(band, line))
}
