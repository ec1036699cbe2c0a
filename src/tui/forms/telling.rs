//! What is told to whom: consents, releases, refusals, the safeguarding override.

use super::fields::{
    day, done_on, line, long, must_choose, one_of, opt, opt_day, past, pick_of, said_yes, yes_no,
};
use super::{Amiss, Ground, gone};
use crate::engine::field::{Field, PickRow, Values};
use crate::keys::Task;
use domain::calendar::words;
use domain::command::{Command, NewConsent, NewRelease};
use domain::disclose::{Column, MATRIX, When};
use domain::entry::date::Direction;
use domain::record::{
    Basis, Consent, ConsentTo, OverrideTest, Reader, Released, Subject, Thing, VisitReport,
};
use domain::world::World;

/// What a form takes along from the preview in which it was begun.
#[derive(Clone)]
pub struct Telling {
    /// The record that is previewed.
    pub about: Subject,
    /// The reader.
    pub to: Reader,
    /// By name, as far as somebody is on record.
    pub recipient: Option<String>,
    /// On what the matrix gives it.
    pub basis: Basis,
    /// The withheld row that was chosen.
    pub row: Option<u8>,
    /// What is shown, or what was left out of that row.
    pub things: Vec<Released>,
    /// The narratives that were read for it.
    pub reports: Vec<VisitReport>,
    /// What its file would be called.
    pub file_name: String,
}

impl Telling {
    /// What tells the draft of one reader and one row from that of another.
    #[must_use]
    pub fn draft_name(&self) -> String {
        let row = self.row.map(|row| format!("-{row}")).unwrap_or_default();
        format!("-{}{row}", self.to.key())
    }
}

/// Why something may be told without the override.
const BASES: &[(usize, &str)] = &[
    (0, "given to this reader as a rule"),
    (1, "the child's consent"),
    (2, "the visitor's consent"),
    (3, "three agreements"),
];

const ANSWERS: &[(bool, &str)] = &[(true, "given"), (false, "refused")];

/// What can be consented to from the page of a person.
const WHAT: &[(usize, &str)] = &[
    (0, "photographs"),
    (1, "review feedback for the visitor"),
    (2, "the visitor at meetings"),
    (3, "telling somebody"),
];

fn basis_at(basis: &Basis) -> usize {
    match basis {
        Basis::Matrix | Basis::Safeguarding(_) => 0,
        Basis::ChildConsent => 1,
        Basis::VisitorConsent => 2,
        Basis::ThreeAgreements => 3,
    }
}

fn readers() -> Vec<(Reader, &'static str)> {
    Reader::ALL.iter().map(|(reader, _, words)| (*reader, *words)).collect()
}

/// The rows of the matrix that some reader is told with the consent of this person.
fn rows(subject: Option<Subject>) -> Vec<(u8, &'static str)> {
    MATRIX
        .iter()
        .filter(|row| Column::ALL.iter().any(|c| row.cell(*c).when == consent_of(subject)))
        .map(|row| (row.number, row.title))
        .collect()
}

const fn consent_of(subject: Option<Subject>) -> When {
    match subject {
        Some(Subject::Visitor(_)) => When::VisitorConsents,
        _ => When::ChildConsents,
    }
}

/// Everything of what was left out that a decision can be about: each record as a whole, and each thing.
fn choices(telling: &Telling) -> Vec<Thing> {
    let mut all: Vec<Thing> =
        telling.things.iter().map(|t| Thing { subject: t.thing.subject, name: None }).collect();
    all.sort();
    all.dedup();
    if telling.things.len() > all.len() {
        all.extend(telling.things.iter().map(|t| t.thing.clone()));
    }
    all
}

/// A thing by where it stands, never by what it says.
fn thing_words(world: &World, thing: &Thing, many: usize) -> String {
    let reference = world.reference(thing.subject).map(|r| r.to_string()).unwrap_or_default();
    match &thing.name {
        Some(name) => format!("{reference}, {}", name.replace(['_', '.'], " ")),
        None => format!("{reference}, all of it ({many})"),
    }
}

fn things_field(telling: &Telling, g: Ground<'_>) -> Field {
    let under = |thing: &Thing| telling.things.iter().filter(|t| thing.covers(&t.thing)).count();
    let row = |(n, thing): (usize, &Thing)| PickRow {
        key: n.to_string(),
        label: thing_words(g.world, thing, under(thing)),
        detail: String::new(),
        find: String::new(),
    };
    let rows = choices(telling).iter().enumerate().map(row).collect();
    Field::pick("things", "What", rows).required().initial("0")
}

pub(super) fn fields(task: Task, subject: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    let recipient =
        g.telling.and_then(|t| t.recipient.clone()).filter(|_| !g.names.hidden).unwrap_or_default();
    let to = || line("recipient", "To, by name").required().initial(&recipient);
    let purpose = || line("purpose", "For what").required();
    match task {
        Task::RecordConsent => consent_fields(subject, g),
        Task::WithdrawConsent => {
            let rows = standing(subject, g).into_iter().enumerate().map(|(n, c)| PickRow {
                key: n.to_string(),
                label: format!("{}, {}", c.what.words(), words::short(c.on, g.today)),
                detail: String::new(),
                find: String::new(),
            });
            vec![
                Field::pick("consent", "Which", rows.collect()).required().initial("0"),
                line("by", "By name").required(),
                done_on("on", "On", g),
            ]
        }
        Task::Release => {
            let basis = g.telling.map_or(0, |t| basis_at(&t.basis));
            let mut fields = vec![to(), purpose()];
            if g.telling.is_none_or(|t| !matches!(t.basis, Basis::Safeguarding(_))) {
                fields.push(one_of("basis", "Basis", BASES).required().initial(&basis.to_string()));
            }
            fields
        }
        Task::WriteOut => {
            let named = g.telling.map(|t| t.file_name.clone()).unwrap_or_default();
            vec![
                line("path", "File")
                    .required()
                    .initial(&named)
                    .hint("a folder, or a name: nothing is overwritten"),
            ]
        }
        Task::RefuseRelease => {
            vec![to().hint("who asked"), purpose(), long("reason", "Why it is refused").rows(2).required()]
        }
        _ => {
            let untold = |v: &Values| v.text("child_told") == "no";
            let mut fields: Vec<Field> = g.telling.map(|t| things_field(t, g)).into_iter().collect();
            fields.extend([
                to(),
                purpose(),
                line("risk", "Who may be at risk"),
                line("necessary", "Why necessary"),
                line("proportionate", "Why proportionate"),
                line("relevant", "Why relevant"),
                line("decided_by", "Who decided"),
                yes_no("child_told", "Is the child told?").required(),
                line("why_not_told", "Why not").visible(untold),
            ]);
            fields
        }
    }
}

fn consent_fields(subject: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    let told = |v: &Values| v.text("what") == "3";
    let mut fields = match g.telling {
        Some(telling) => vec![things_field(telling, g)],
        None => vec![
            pick_of("what", "To what", WHAT).required().initial(match subject {
                Some(Subject::Visitor(_)) => "3",
                _ => "0",
            }),
            pick_of("to", "Told to", &readers()).required().visible(told),
            pick_of("row", "What is told", &rows(subject)).required().visible(told),
        ],
    };
    fields.extend([
        one_of("given", "Consent", ANSWERS).required(),
        line("by", "By name").required(),
        line("how", "How").required().hint("in writing, or said to whom"),
        done_on("on", "On", g),
        day("until", "Holds until", g, Direction::Future).hint("blank: until it is taken back"),
    ]);
    fields
}

/// The consents that stand and could be taken back, the newest first.
fn standing<'a>(subject: Option<Subject>, g: Ground<'a>) -> Vec<&'a Consent> {
    let Some(subject) = subject else { return Vec::new() };
    let about = g.world.consents_about(subject).rev();
    about.filter(|c| c.given && c.withdrawn.is_none()).collect()
}

fn chosen_thing(v: &Values, telling: &Telling) -> Result<Thing, Amiss> {
    let at = v.text("things").parse::<usize>().ok();
    at.and_then(|n| choices(telling).into_iter().nth(n)).ok_or(("things", "Choose one.".to_owned()))
}

fn consented(subject: Option<Subject>, v: &Values, g: Ground<'_>) -> Result<ConsentTo, Amiss> {
    if let Some(telling) = g.telling {
        let thing = chosen_thing(v, telling)?;
        return Ok(ConsentTo::Disclosure { row: telling.row.unwrap_or_default(), thing, to: telling.to });
    }
    let about = subject.ok_or_else(|| gone("what"))?;
    Ok(match must_choose(v, "what", WHAT)? {
        0 => ConsentTo::Photographs,
        1 => ConsentTo::Feedback,
        2 => ConsentTo::Meetings,
        _ => {
            let to = must_choose(v, "to", &readers())?;
            let row = must_choose(v, "row", &rows(subject))?;
            let asks = |c: &&Column| c.reader() == to;
            let cell = |c: &Column| domain::disclose::Row::of(row).map(|r| r.cell(*c).when);
            if !Column::ALL.iter().filter(asks).any(|c| cell(c) == Some(consent_of(subject))) {
                let sentence = format!(
                    "No consent is asked for telling this to {}. Choose another reader, or another kind.",
                    to.words()
                );
                return Err(("row", sentence));
            }
            ConsentTo::Disclosure { row, thing: Thing { subject: about, name: None }, to }
        }
    })
}

fn test(v: &Values) -> OverrideTest {
    let text = |id: &str| v.text(id).to_owned();
    OverrideTest {
        risk: text("risk"),
        necessary: text("necessary"),
        proportionate: text("proportionate"),
        relevant: text("relevant"),
        decided_by: text("decided_by"),
        child_told: said_yes(v, "child_told") == Some(true),
        why_not_told: opt(v, "why_not_told"),
    }
}

fn release(task: Task, v: &Values, telling: &Telling) -> Result<NewRelease, Amiss> {
    let (basis, things) = match (task, &telling.basis) {
        (Task::RefuseRelease, _) => (None, Vec::new()),
        (Task::OverrideRelease, _) => {
            let thing = chosen_thing(v, telling)?;
            let under = |t: &&Released| thing.covers(&t.thing);
            let things = telling.things.iter().filter(under).cloned().collect();
            (Some(Basis::Safeguarding(test(v))), things)
        }
        (_, Basis::Safeguarding(test)) => (Some(Basis::Safeguarding(test.clone())), telling.things.clone()),
        _ => {
            let basis = match must_choose(v, "basis", BASES)? {
                1 => Basis::ChildConsent,
                2 => Basis::VisitorConsent,
                3 => Basis::ThreeAgreements,
                _ => Basis::Matrix,
            };
            (Some(basis), telling.things.clone())
        }
    };
    Ok(NewRelease {
        about: telling.about,
        to: telling.to,
        recipient: v.text("recipient").to_owned(),
        purpose: v.text("purpose").to_owned(),
        basis,
        things,
        reports: telling.reports.clone(),
    })
}

pub(super) fn command(
    task: Task,
    subject: Option<Subject>,
    v: &Values,
    g: Ground<'_>,
) -> Result<Command, Amiss> {
    let telling = || g.telling.ok_or_else(|| gone("recipient"));
    Ok(match task {
        Task::RecordConsent => Command::RecordConsent {
            consent: Box::new(NewConsent {
                about: subject.ok_or_else(|| gone("by"))?,
                what: consented(subject, v, g)?,
                given: must_choose(v, "given", ANSWERS)?,
                by: v.text("by").to_owned(),
                how: v.text("how").to_owned(),
                on: past(v, "on", g)?,
                until: opt_day(v, "until", g, Direction::Future)?,
            }),
        },
        Task::WithdrawConsent => {
            let all = standing(subject, g);
            let at = v.text("consent").parse::<usize>().ok();
            let consent = at.and_then(|n| all.get(n)).ok_or_else(|| gone("consent"))?.id;
            Command::WithdrawConsent { consent, by: v.text("by").to_owned(), on: past(v, "on", g)? }
        }
        Task::RefuseRelease => Command::RefuseRelease {
            release: Box::new(release(task, v, telling()?)?),
            reason: v.text("reason").to_owned(),
        },
        Task::IssueCard => match subject {
            Some(Subject::Match(match_id)) => Command::IssueCard { match_id },
            _ => return Err(gone("recipient")),
        },
        _ => Command::ReleaseInformation { release: Box::new(release(task, v, telling()?)?) },
    })
}
