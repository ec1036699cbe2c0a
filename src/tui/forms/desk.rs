//! Notes, putting off, settings.

use super::fields::{a_day, day, done_on, line, long, past};
use super::{Amiss, Ground, gone};
use crate::desk::focus::Focus;
use crate::engine::field::{Answer, Echo, Field, PickRow, Values};
use crate::keys::Task;
use domain::calendar::words;
use domain::command::Command;
use domain::disclose::Period;
use domain::entry::date::Direction;
use domain::id::Reference;
use domain::record::Subject;
use domain::rule::{PARAMS, Param, RuleId};
use std::collections::BTreeSet;

pub(super) fn fields(task: Task, subject: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    match task {
        Task::TakeNote => {
            let mut fields =
                vec![long("text", "Note").required().rows(5).hint("a call, an e-mail, a meeting")];
            let others = subject.map(|s| beside(s, g)).unwrap_or_default();
            if !others.is_empty() {
                let all = others.iter().map(|s| {
                    let reference = g.world.reference(*s).map(|r| r.to_string()).unwrap_or_default();
                    Answer::from((reference, g.names.subject(g.world, *s)))
                });
                let mut also = Field::multi("also", "Also on record of", all);
                for s in &others {
                    also = also.initial(&g.world.reference(*s).map(|r| r.to_string()).unwrap_or_default());
                }
                fields.push(also);
            }
            fields.push(done_on("on", "On", g));
            fields
        }
        Task::ReviewStandards => vec![done_on("on", "Gone through on", g)],
        Task::Evidence => {
            let kept =
                |r: RuleId| g.world.scheme().and_then(|s| s.evidence.get(&r).cloned()).unwrap_or_default();
            let rows = domain::rule::TABLE.iter().map(|r| PickRow {
                key: r.id.label().to_owned(),
                label: format!("{} {}", r.id, r.title),
                detail: kept(r.id),
                find: String::new(),
            });
            vec![
                Field::pick("rule", "Which standard", rows.collect()).required().hint("type to find"),
                line("place", "Evidence is at").hint("file, minutes, form; blank takes it away"),
            ]
        }
        Task::DutyTeam => duty_fields(g),
        Task::Snooze => vec![
            line("reason", "Why it can wait").required(),
            day("until", "See it again on", g, Direction::Future).required().hint("fri, +7d, 12 1"),
        ],
        Task::GiveFigures => {
            let year = Period::year_to(g.today);
            let from = day("from", "From", g, Direction::Past);
            vec![
                line("recipient", "To whom").required().hint("the panel, the commissioner"),
                line("purpose", "For what").required().hint("annual report, contract monitoring"),
                from.required().initial(&words::numeric(year.from)),
                done_on("until", "Up to and including", g)
                    .help("They are put on the clipboard, and it is written down that they were given. Small counts are hidden."),
            ]
        }
        Task::ProclaimHoliday => vec![day("day", "Day", g, Direction::Future).required()],
        _ => {
            let policy = g.world.policy();
            let rows = PARAMS.iter().map(|p| PickRow {
                key: p.key.to_owned(),
                label: p.key.replace('-', " "),
                detail: format!("now {}, by default {}", policy.say(p.id), p.unit.say(p.default)),
                find: String::new(),
            });
            vec![
                Field::pick("param", "Which", rows.collect()).required().hint("type to find"),
                Field::line("value", "New value").width(8).hint("blank for the default").check(|text, v| {
                    let Some(row) = param(v) else { return Ok(Echo::none()) };
                    match text.parse::<i64>() {
                        Ok(n) if (row.min..=row.max).contains(&n) => Ok(Echo::from(row.unit.say(n))),
                        _ => Err(format!("Type a whole number from {} to {}.", row.min, row.max)),
                    }
                }),
            ]
        }
    }
}

/// The authorities that are responsible for children of the scheme, or have a number already.
fn authorities(g: Ground<'_>) -> BTreeSet<String> {
    let known = g.world.scheme().into_iter().flat_map(|s| s.duty_teams.keys());
    let all = g.world.children().map(|c| &c.authority).chain(known);
    all.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// Whose duty team: the scheme's own, or that of an authority.
fn duty_fields(g: Ground<'_>) -> Vec<Field> {
    let scheme = g.world.scheme();
    let row = |key: String, label: String, detail: Option<&String>| PickRow {
        key,
        label,
        detail: detail.map_or_else(|| "no number yet".to_owned(), Clone::clone),
        find: String::new(),
    };
    let own = scheme.and_then(|s| s.duty_team.as_ref());
    let mut rows = vec![row(OWN.to_owned(), "the scheme's own".to_owned(), own)];
    rows.extend(authorities(g).into_iter().map(|name| {
        let number = scheme.and_then(|s| s.duty_teams.get(&name));
        row(format!("{OF}{name}"), name.clone(), number)
    }));
    vec![
        Field::pick("authority", "Whose duty team", rows).required().initial(OWN),
        line("number", "Number").hint("with its hours; blank takes it away"),
    ]
}

/// The keys of the scheme and of an authority in that form.
const OWN: &str = "own";
const OF: &str = "of ";

fn param(v: &Values) -> Option<&'static Param> {
    PARAMS.iter().find(|p| p.key == v.text("param"))
}

/// Whom else a note about somebody may touch: the child, the visitor and the match that belong together.
fn beside(subject: Subject, g: Ground<'_>) -> Vec<Subject> {
    let focus = Focus::on(g.world, subject);
    let mut all = Vec::new();
    if matches!(subject, Subject::Child(_) | Subject::Visitor(_)) {
        let open =
            focus.match_id.filter(|id| g.world.match_(*id).is_some_and(domain::record::Match::is_open));
        if let Some(id) = open {
            all.extend(focus.people());
            all.push(Subject::Match(id));
        }
    }
    all.retain(|s| *s != subject);
    all
}

/// A note about a visit or a match stands with the child and the visitor too, so that it is written once.
fn everyone(subject: Subject, g: Ground<'_>) -> Vec<Subject> {
    let mut about = vec![subject];
    if matches!(subject, Subject::Match(_) | Subject::Visit(_) | Subject::Concern(_)) {
        let focus = Focus::on(g.world, subject);
        about.extend(focus.people());
        about.extend(focus.match_id.map(Subject::Match));
    }
    if let Subject::Referral(id) = subject {
        about.extend(g.world.referral(id).map(|r| Subject::Child(r.child)));
    }
    about.sort_unstable();
    about.dedup();
    // The record under the cursor comes first: it is what the note is filed under.
    about.retain(|s| *s != subject);
    about.insert(0, subject);
    about
}

pub(super) fn command(
    task: Task,
    subject: Option<Subject>,
    v: &Values,
    g: Ground<'_>,
) -> Result<Command, Amiss> {
    Ok(match task {
        Task::TakeNote => {
            let subject = subject.ok_or_else(|| gone("text"))?;
            Command::TakeNote {
                on: past(v, "on", g)?,
                about: {
                    let mut about = everyone(subject, g);
                    let also = v.many("also").iter().filter_map(|r| Reference::parse(r));
                    about.extend(also.filter_map(|r| g.world.find(r)).filter(|s| *s != subject));
                    about
                },
                text: v.text("text").to_owned(),
            }
        }
        Task::Snooze => Command::Snooze {
            rule: g.rule.ok_or_else(|| gone("reason"))?,
            subject: subject.ok_or_else(|| gone("reason"))?,
            due: g.due.unwrap_or(g.today),
            until: a_day(v, "until", g, Direction::Future)?,
            reason: v.text("reason").to_owned(),
        },
        Task::ReviewStandards => Command::ReviewStandards { on: past(v, "on", g)? },
        Task::Evidence => Command::RecordEvidence {
            rule: RuleId::parse(v.text("rule")).ok_or(("rule", "Choose which.".to_owned()))?,
            place: v.text("place").to_owned(),
        },
        Task::DutyTeam => Command::RecordDutyTeam {
            authority: v.text("authority").strip_prefix(OF).map(str::to_owned),
            number: v.text("number").to_owned(),
        },
        Task::GiveFigures => Command::ReleaseFigures {
            from: past(v, "from", g)?,
            until: past(v, "until", g)?,
            recipient: v.text("recipient").to_owned(),
            purpose: v.text("purpose").to_owned(),
        },
        Task::ProclaimHoliday => Command::ProclaimHoliday { day: a_day(v, "day", g, Direction::Future)? },
        _ => {
            let row = param(v).ok_or(("param", "Choose which.".to_owned()))?;
            let value = match v.text("value") {
                "" => None,
                text => Some(text.parse().map_err(|_| ("value", "Type a whole number.".to_owned()))?),
            };
            Command::ChangeSetting { param: row.id, value }
        }
    })
}
