//! The match: beginning, pattern, hold, steps towards eighteen, ending.

use super::fields::{
    chosen, day, done_on, known_by, line, must_choose, opt, opt_day, past, pick_of, said_yes, yes_no,
};
use super::visitor::{hold_fields, hold_over_fields};
use super::{Amiss, Ground, gone};
use crate::engine::field::{Echo, Field, PickRow, Values};
use crate::keys::Task;
use domain::command::Command;
use domain::entry::date::Direction;
use domain::id::{ChildId, MatchId, Reference, VisitorId};
use domain::judge;
use domain::people::end_reason_shown;
use domain::record::{EighteenStep, EndReason, Ending, Interval, Stage, Subject};
use domain::rule::Level;
use domain::status::{self, ChildStatus};

pub(super) fn fields(task: Task, subject: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    match task {
        Task::StartMatch => match proposal_of(subject, g) {
            Some(p) => vec![
                first_day(g),
                match &p.rationale {
                    Some(why) => line("rationale", "Why these two").initial(why),
                    None => line("rationale", "Why these two"),
                },
            ],
            None => start_fields(subject, g),
        },
        Task::AgreePattern => vec![
            Field::line("every", "Every so many weeks").width(6).hint("blank for monthly").check(
                |text, _| match text.parse::<u8>() {
                    Ok(1) => Ok(Echo::from("weekly")),
                    Ok(n) if (2..=26).contains(&n) => Ok(Echo::from(format!("every {n} weeks"))),
                    _ => Err("Type a whole number of weeks from 1 to 26, or leave it blank for monthly."
                        .to_owned()),
                },
            ),
            line("with", "Agreed with").required(),
            line("reason", "Why").hint("needed when it is not monthly"),
            done_on("on", "On", g),
        ],
        Task::HoldMatch => hold_fields(g),
        Task::ResumeMatch => hold_over_fields(g),
        Task::EighteenStep => eighteen_fields(subject, g),
        _ => vec![
            ended_reason(subject, g),
            day("on", "Ends on", g, Direction::Nearest).required().initial(
                &domain::calendar::words::numeric(ended_before(subject, g).map_or(g.today, |e| e.on)),
            ),
            line("decided_by", "Decided by"),
            day("notice", "Written notice of", g, Direction::Past)
                .hint("resignation or notice to the visitor"),
            line("note", "Note").hint("factual and neutral"),
            line("child_words", "In the child's own words"),
            yes_no("rematch", "Another visitor wanted?")
                .hint("yes puts the child back on the waiting list, before others")
                .help("Blank while nobody knows: it is asked for again after the end, while the child is looked after (R55)."),
            day("informal_after", "Told of contact after 18 on", g, Direction::Past)
                .hint("that it is outside the scheme: no checks, expenses, insurance")
                .visible(|v| v.text("reason") == "0"),
        ],
    }
}

/// How the match ended, when that is recorded: it is corrected then, or its written notice added.
fn ended_before(subject: Option<Subject>, g: Ground<'_>) -> Option<&Ending> {
    let Some(Subject::Match(id)) = subject else { return None };
    g.world.match_(id)?.ended.as_ref()
}

fn ended_reason(subject: Option<Subject>, g: Ground<'_>) -> Field {
    let field = pick_of("reason", "Why", EndReason::ALL).required().hint("type to find");
    let before = ended_before(subject, g).map(|e| end_reason_shown(g.role, e.reason));
    match EndReason::ALL.iter().position(|(r, _)| Some(*r) == before) {
        Some(at) => field.initial(&at.to_string()),
        None => field,
    }
}

/// Why it ended: what was chosen, or what stands there already when no other than the words shown for it was chosen.
fn reason_chosen(chosen: EndReason, subject: Option<Subject>, g: Ground<'_>) -> EndReason {
    let before = ended_before(subject, g).map(|e| e.reason);
    before.filter(|before| end_reason_shown(g.role, *before) == chosen).unwrap_or(chosen)
}

fn start_fields(subject: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    let mut fields = Vec::new();
    if !matches!(subject, Some(Subject::Child(_))) {
        fields
            .push(Field::pick("child", "Child", child_rows(g)).required().hint("type any part of the name"));
    }
    if !matches!(subject, Some(Subject::Visitor(_))) {
        let child = match subject {
            Some(Subject::Child(id)) => Some(id),
            _ => None,
        };
        fields.push(
            Field::pick("visitor", "Visitor", visitor_rows(g, child))
                .required()
                .hint("type any part of the name"),
        );
    }
    fields.extend([
        first_day(g),
        line("rationale", "Why these two").hint("the child's wishes and the referral"),
    ]);
    fields
}

fn first_day(g: Ground<'_>) -> Field {
    day("on", "First day", g, Direction::Nearest)
        .required()
        .initial(&domain::calendar::words::numeric(g.today))
}

fn proposal_of<'a>(subject: Option<Subject>, g: Ground<'a>) -> Option<&'a domain::record::Proposal> {
    match subject {
        Some(Subject::Proposal(id)) => g.world.proposal(id),
        _ => None,
    }
}

/// Children without a visitor, those who wait first.
pub(super) fn child_rows(g: Ground<'_>) -> Vec<PickRow> {
    let mut all: Vec<_> = g
        .world
        .children()
        .map(|c| (status::of_child(g.world, c, g.today), c))
        .filter(|(s, _)| !matches!(s, ChildStatus::Matched(_)))
        .collect();
    all.sort_by_key(|(s, c)| (s.order(), c.number));
    all.into_iter()
        .map(|(s, c)| PickRow {
            key: c.reference().to_string(),
            label: g.names.child_full(c),
            detail: format!("{} {}", c.reference(), s.words()),
            find: known_by(&c.name),
        })
        .collect()
}

/// Visitors who have not left: those against whom nothing stands first, the others with what stands.
pub(super) fn visitor_rows(g: Ground<'_>, child: Option<ChildId>) -> Vec<PickRow> {
    let child = child.and_then(|id| g.world.child(id));
    let mut rows: Vec<(usize, PickRow)> = g
        .world
        .visitors()
        .filter(|v| !v.stage().is_over() && v.stage() >= Stage::Ready)
        .map(|v| {
            let against =
                child.map(|c| judge::start_match(g.world, c, v, g.today, g.today)).unwrap_or_default();
            let against: Vec<_> = against
                .into_iter()
                .filter(|f| f.level >= Level::Override && f.subject == Subject::Visitor(v.id))
                .collect();
            let state = status::of_visitor(g.world, v, g.today).words();
            let detail = match against.first() {
                None => format!("{} {state}", v.reference()),
                Some(first) => {
                    let people = [Subject::Visitor(v.id)];
                    format!("{} {}", v.reference(), g.names.sentence(g.world, &people, &first.sentence))
                }
            };
            (
                against.len(),
                PickRow {
                    key: v.reference().to_string(),
                    label: g.names.visitor_full(v),
                    detail,
                    find: known_by(&v.name),
                },
            )
        })
        .collect();
    rows.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| x.key.cmp(&y.key)));
    rows.into_iter().map(|(_, row)| row).collect()
}

const STEPS: &[(EighteenStep, &str)] = &[
    (EighteenStep::RaiseAtReview, "raised at the review"),
    (EighteenStep::AskBoth, "both asked what they want after"),
    (EighteenStep::Plan, "plan made"),
    (EighteenStep::FinalVisit, "final visit arranged, confirmed in writing"),
];

fn eighteen_fields(subject: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    let done = match subject {
        Some(Subject::Match(id)) => g.world.match_(id).map(|m| m.eighteen.len()).unwrap_or(0),
        _ => 0,
    };
    vec![
        pick_of("step", "Step", STEPS).required().initial(&done.min(3).to_string()),
        done_on("on", "On", g),
        line("note", "In a few words"),
    ]
}

fn id_of(subject: Option<Subject>) -> Result<MatchId, Amiss> {
    match subject {
        Some(Subject::Match(id)) => Ok(id),
        _ => Err(gone("on")),
    }
}

pub(super) fn picked(v: &Values, id: &'static str, g: Ground<'_>) -> Option<Subject> {
    Reference::parse(v.text(id)).and_then(|r| g.world.find(r))
}

pub(super) fn command(
    task: Task,
    subject: Option<Subject>,
    v: &Values,
    g: Ground<'_>,
) -> Result<Command, Amiss> {
    if task == Task::StartMatch {
        let (child, visitor) = both(subject, v, g)?;
        let on = super::fields::a_day(v, "on", g, Direction::Nearest)?;
        return Ok(Command::StartMatch { child, visitor, on, rationale: opt(v, "rationale") });
    }
    let match_id = id_of(subject)?;
    command_on(task, match_id, v, g)
}

/// The two whom a match or a proposal is about: the one under the cursor, and the one chosen.
pub(super) fn both(
    subject: Option<Subject>,
    v: &Values,
    g: Ground<'_>,
) -> Result<(ChildId, VisitorId), Amiss> {
    if let Some(p) = proposal_of(subject, g) {
        return Ok((p.child, p.visitor));
    }
    let child: ChildId = match (subject, picked(v, "child", g)) {
        (Some(Subject::Child(id)), _) | (_, Some(Subject::Child(id))) => id,
        _ => {
            return Err(("child", "Choose the child: type any part of the name, then Enter.".to_owned()));
        }
    };
    let visitor: VisitorId = match (subject, picked(v, "visitor", g)) {
        (Some(Subject::Visitor(id)), _) | (_, Some(Subject::Visitor(id))) => id,
        _ => {
            return Err(("visitor", "Choose the visitor: type any part of the name, then Enter.".to_owned()));
        }
    };
    Ok((child, visitor))
}

fn command_on(task: Task, match_id: MatchId, v: &Values, g: Ground<'_>) -> Result<Command, Amiss> {
    Ok(match task {
        Task::AgreePattern => Command::AgreePattern {
            match_id,
            every: v.text("every").parse().map_or(Interval::Monthly, Interval::Weeks),
            with: v.text("with").to_owned(),
            on: past(v, "on", g)?,
            reason: opt(v, "reason"),
        },
        Task::HoldMatch => Command::HoldMatch {
            match_id,
            from: super::fields::a_day(v, "from", g, Direction::Nearest)?,
            until: opt_day(v, "until", g, Direction::Future)?,
            reason: v.text("reason").to_owned(),
        },
        Task::ResumeMatch if v.text("now") == "longer" => Command::HoldMatch {
            match_id,
            from: g.today,
            until: opt_day(v, "until", g, Direction::Future)?,
            reason: v.text("reason").to_owned(),
        },
        Task::ResumeMatch => Command::ResumeMatch { match_id, on: past(v, "on", g)? },
        Task::EighteenStep => Command::TakeEighteenStep {
            match_id,
            step: chosen(v, "step", STEPS).ok_or(("step", "Choose the step.".to_owned()))?,
            on: past(v, "on", g)?,
            note: opt(v, "note"),
        },
        _ => Command::EndMatch {
            child_words: opt(v, "child_words"),
            informal_after: opt_day(v, "informal_after", g, Direction::Past)?,
            rematch: said_yes(v, "rematch"),
            match_id,
            on: super::fields::a_day(v, "on", g, Direction::Nearest)?,
            reason: reason_chosen(
                must_choose(v, "reason", EndReason::ALL)?,
                Some(Subject::Match(match_id)),
                g,
            ),
            decided_by: opt(v, "decided_by"),
            notice: opt_day(v, "notice", g, Direction::Past)?,
            note: opt(v, "note"),
        },
    })
}
