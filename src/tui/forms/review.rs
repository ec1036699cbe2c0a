//! Reviews, supervision, support groups.

use super::fields::{
    a_day, day, done_on, line, long, must_choose, one_of, opt, opt_day, past, said_yes, some_of, ticked,
    yes_no,
};
use super::{Amiss, Ground, gone};
use crate::engine::field::{Answer, Field, Values};
use crate::keys::Task;
use domain::calendar::words;
use domain::command::Command;
use domain::entry::date::Direction;
use domain::record::{Heard, Party, ReviewOutcome, Subject, SupervisionKind};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fed {
    Plan,
    Iro,
}

const FED: &[(Fed, &str)] = &[(Fed::Plan, "the child's plan"), (Fed::Iro, "the IRO")];

const VOICES: [(Party, &str, &str, &str); 4] = [
    (Party::Child, "heard_child", "Child heard?", "note_child"),
    (Party::Visitor, "heard_visitor", "Visitor heard?", "note_visitor"),
    (Party::Carer, "heard_carer", "Carer heard?", "note_carer"),
    (Party::SocialWorker, "heard_worker", "Social worker heard?", "note_worker"),
];

pub(super) fn fields(task: Task, subject: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    match task {
        Task::MatchReview => review_fields(g),
        Task::FeedReview => vec![
            some_of("to", "Where it went", FED).required().initial("0").initial("1"),
            done_on("on", "On", g),
        ],
        Task::AnnualReview => annual_fields(subject, g),
        Task::Supervision => vec![
            done_on("on", "On", g),
            one_of("how", "How", SupervisionKind::ALL).required(),
            long("summary", "What was said").rows(3),
        ],
        _ => {
            let visitors = g
                .world
                .visitors()
                .filter(|v| v.is_approved())
                .map(|v| Answer::from((v.reference().to_string(), g.names.visitor(v))));
            vec![
                done_on("held", "Held on", g),
                Field::multi("attended", "Who came", visitors),
                line("topics", "Topics"),
                line("minutes", "Minutes are at").hint("file name or place"),
            ]
        }
    }
}

/// What is recorded of an annual review: that it was held, that it is arranged or, once it is, that it falls through.
const ANNUAL: &[(Annual, &str)] =
    &[(Annual::Held, "was held"), (Annual::Booked, "is arranged"), (Annual::Off, "falls through")];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Annual {
    Held,
    Booked,
    Off,
}

/// The review that is arranged is asked about first when its day has come, and may be put off or fall through before.
fn annual_fields(subject: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    let booked = match subject {
        Some(Subject::Visitor(id)) => g.world.booked_review_of_visitor(id).map(|r| r.held),
        _ => None,
    };
    let is = |v: &Values, which: Annual| {
        ANNUAL.iter().position(|(a, _)| *a == which).is_some_and(|at| v.text("what") == at.to_string())
    };
    let offered = if booked.is_some() { ANNUAL } else { &ANNUAL[..2] };
    let held = done_on("held", "Held on", g).visible(move |v| is(v, Annual::Held));
    let held = match booked.filter(|on| *on <= g.today) {
        Some(on) => held.initial(&words::numeric(on)),
        None => held,
    };
    vec![
        one_of("what", "The review", offered).required().initial("0"),
        held,
        day("on", "Arranged for", g, Direction::Future).required().visible(move |v| is(v, Annual::Booked)),
        yes_no("goes_on", "Wishes to go on?").required().visible(move |v| is(v, Annual::Held)),
        long("summary", "What came of it").required().rows(3).visible(move |v| is(v, Annual::Held)),
    ]
}

fn review_fields(g: Ground<'_>) -> Vec<Field> {
    let mut fields = vec![
        done_on("held", "Held on", g),
        Field::choice("kind", "Kind", [("formal", "review"), ("informal", "check-in")])
            .required()
            .initial("formal"),
    ];
    for (_, id, label, note) in VOICES {
        fields.push(yes_no(id, label).required().visible(|v| v.text("kind") == "formal"));
        fields.push(
            line(note, "What they said, or why not")
                .visible(move |v| v.text("kind") == "formal" && !v.text(id).is_empty()),
        );
    }
    fields.extend([
        one_of("outcome", "What came of it", ReviewOutcome::ALL).required(),
        long("summary", "In a few lines").required().rows(3),
        day("to_plan", "Fed into the child's plan on", g, Direction::Past)
            .hint("blank if still to do")
            .visible(|v| v.text("kind") == "formal"),
        yes_no("private", "Child can be in touch in private?").visible(|v| v.text("kind") == "formal"),
        yes_no("child_agrees", "Visitor may hear what the child said?")
            .visible(|v| v.text("kind") == "formal")
            .help("What the child said at a review is told to the visitor only if the child agrees."),
    ]);
    fields
}

pub(super) fn command(
    task: Task,
    subject: Option<Subject>,
    v: &Values,
    g: Ground<'_>,
) -> Result<Command, Amiss> {
    Ok(match (task, subject) {
        (Task::MatchReview, Some(Subject::Match(match_id))) => {
            let formal = v.text("kind") == "formal";
            let heard = VOICES
                .iter()
                .filter(|_| formal)
                .map(|(who, id, _, note)| Heard {
                    who: *who,
                    heard: said_yes(v, id) == Some(true),
                    note: opt(v, note),
                })
                .collect();
            Command::HoldMatchReview {
                child_agrees: said_yes(v, "child_agrees"),
                private: said_yes(v, "private"),
                match_id,
                held: past(v, "held", g)?,
                formal,
                heard,
                outcome: must_choose(v, "outcome", ReviewOutcome::ALL)?,
                summary: v.text("summary").to_owned(),
                to_plan: opt_day(v, "to_plan", g, Direction::Past)?,
            }
        }
        (Task::FeedReview, Some(Subject::Match(id))) => {
            let last = g.world.reviews_of_match(id).into_iter().rev().find(|r| r.formal);
            let review = last.map(|r| r.id).ok_or_else(|| gone("on"))?;
            let to = ticked(v, "to", FED);
            Command::FeedReview {
                iro: to.contains(&Fed::Iro),
                plan: to.contains(&Fed::Plan),
                review,
                on: past(v, "on", g)?,
            }
        }
        (Task::AnnualReview, Some(Subject::Visitor(visitor))) => match must_choose(v, "what", ANNUAL)? {
            Annual::Held => Command::HoldAnnualReview {
                visitor,
                held: past(v, "held", g)?,
                wishes_to_go_on: said_yes(v, "goes_on"),
                summary: v.text("summary").to_owned(),
            },
            Annual::Booked => {
                let on = Some(a_day(v, "on", g, Direction::Future)?);
                Command::BookAnnualReview { visitor, on }
            }
            Annual::Off => Command::BookAnnualReview { visitor, on: None },
        },
        (Task::Supervision, Some(Subject::Visitor(visitor))) => Command::RecordSupervision {
            visitor,
            on: past(v, "on", g)?,
            how: must_choose(v, "how", SupervisionKind::ALL)?,
            summary: v.text("summary").to_owned(),
        },
        (Task::SupportGroup, _) => {
            let attended = v
                .many("attended")
                .iter()
                .filter_map(|r| domain::id::Reference::parse(r))
                .filter_map(|r| match g.world.find(r) {
                    Some(Subject::Visitor(id)) => Some(id),
                    _ => None,
                })
                .collect();
            Command::HoldGroup {
                held: past(v, "held", g)?,
                attended,
                minutes: opt(v, "minutes"),
                topics: opt(v, "topics"),
            }
        }
        _ => return Err(gone("held")),
    })
}
