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
use domain::id::ConsentId;
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
    /// What is shown; for a consent what was left out of that row, for an override all that one opens, for a refusal
    /// both.
    pub things: Vec<Released>,
    /// The things of the withheld line that was chosen.
    pub chosen: Vec<Released>,
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
        Basis::Matrix | Basis::Safeguarding(_) | Basis::Procedure | Basis::TakenOn { .. } => 0,
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

/// All of a record that stands in these rows, and then each thing by itself where there are several.
fn whole_and_each(things: &[Released]) -> Vec<Released> {
    let whole = |t: &Released| Released { row: t.row, thing: Thing { subject: t.thing.subject, name: None } };
    let mut all: Vec<Released> = things.iter().map(whole).collect();
    all.sort_by(|a, b| (a.row, &a.thing).cmp(&(b.row, &b.thing)));
    all.dedup();
    if things.len() > all.len() {
        all.extend(things.iter().cloned());
    }
    all
}

/// What a decision can be about: a consent and an override, what is left out; a refusal, every kind of information that
/// there is here, and the very things of the line on which it was begun.
fn choices(task: Task, telling: &Telling) -> Vec<Released> {
    if task != Task::RefuseRelease {
        return whole_and_each(&telling.things);
    }
    let mut rows: Vec<u8> = telling.things.iter().map(|t| t.row).collect();
    rows.sort_unstable();
    rows.dedup();
    let thing = Thing { subject: telling.about, name: None };
    let mut all: Vec<_> = rows.into_iter().map(|row| Released { row, thing: thing.clone() }).collect();
    for one in whole_and_each(&telling.chosen) {
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all
}

/// A thing by where it stands, never by what it says.
pub(crate) fn thing_words(world: &World, thing: &Thing) -> String {
    let reference = world.reference(thing.subject).map(|r| r.to_string()).unwrap_or_default();
    match &thing.name {
        Some(name) => format!("{reference}, {}", name.replace(['_', '.'], " ")),
        None => reference,
    }
}

fn choice_words(task: Task, telling: &Telling, choice: &Released, g: Ground<'_>) -> String {
    let title = domain::disclose::Row::of(choice.row).map_or("", |row| row.title);
    let rows_only =
        task == Task::RefuseRelease && !telling.chosen.iter().any(|t| choice.thing.covers(&t.thing));
    let words = thing_words(g.world, &choice.thing);
    let words = match &choice.thing.name {
        Some(_) => words,
        None => {
            let under = |t: &&Released| t.row == choice.row && choice.thing.covers(&t.thing);
            format!("{words}, all of it ({})", telling.things.iter().filter(under).count())
        }
    };
    let one_row = telling.things.iter().all(|t| t.row == choice.row);
    match (rows_only, one_row) {
        (true, _) => title.to_owned(),
        (false, true) => words,
        (false, false) => format!("{title}: {words}"),
    }
}

/// One thing, for a consent; for the others any number of them.
fn things_field(task: Task, telling: &Telling, g: Ground<'_>) -> Field {
    let all = choices(task, telling);
    let words = all.iter().enumerate().map(|(n, one)| (n.to_string(), choice_words(task, telling, one, g)));
    if task == Task::RecordConsent {
        let row = |(key, label)| PickRow { key, label, detail: String::new(), find: String::new() };
        return Field::pick("things", "What", words.map(row).collect()).required().initial("0");
    }
    let label = if task == Task::RefuseRelease { "Asked for" } else { "What" };
    // Beforehand as much as the line stands for on which it was begun, and of several records the first.
    let first = |one: &Released| {
        one.thing.name.is_none()
            && telling.chosen.first().is_some_and(|t| t.row == one.row && one.thing.covers(&t.thing))
    };
    let field = Field::multi("things", label, words).required();
    match all.iter().position(first) {
        Some(at) => field.initial(&at.to_string()),
        None => field,
    }
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
            let mut fields: Vec<Field> = g.telling.map(|t| things_field(task, t, g)).into_iter().collect();
            fields.extend([
                to().hint("who asked"),
                purpose(),
                long("reason", "Why it is refused").rows(2).required(),
            ]);
            fields
        }
        _ => {
            let untold = |v: &Values| v.text("child_told") == "no";
            let mut fields: Vec<Field> = g.telling.map(|t| things_field(task, t, g)).into_iter().collect();
            fields.extend([
                to(),
                purpose(),
                line("risk", "Who may be at risk"),
                line("necessary", "Why necessary"),
                line("proportionate", "Why proportionate"),
                line("relevant", "Why relevant"),
                line("accurate", "Known to be accurate").hint("by whom or what it is known"),
                line("timely", "Why now"),
                line("secure", "Told securely").hint("how it is sent, and to which number or address"),
                line("decided_by", "Who decided"),
                yes_no("child_told", "Is the child told?").required(),
                line("why_not_told", "Why not").visible(untold),
            ]);
            fields
        }
    }
}

fn consent_fields(subject: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    let told = |v: &Values| v.text("again").is_empty() && v.text("what") == "3";
    let mut fields = match g.telling {
        Some(telling) => vec![things_field(Task::RecordConsent, telling, g)],
        None => {
            let anew = |v: &Values| v.text("again").is_empty();
            let mut fields: Vec<Field> = again_field(subject, g).into_iter().collect();
            fields.extend([
                pick_of("what", "To what", WHAT)
                    .required()
                    .initial(match subject {
                        Some(Subject::Visitor(_)) => "3",
                        _ => "0",
                    })
                    .visible(anew),
                pick_of("to", "Told to", &readers()).required().visible(told),
                pick_of("row", "What is told", &rows(subject)).required().visible(told),
            ]);
            fields
        }
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

/// The consents to telling something particular that were asked for before, the newest first: they are asked for again
/// to the very same.
fn told_before(world: &World, subject: Option<Subject>) -> Vec<&Consent> {
    let Some(subject) = subject else { return Vec::new() };
    let about = world.consents_about(subject).rev();
    about.filter(|c| matches!(c.what, ConsentTo::Disclosure { .. })).collect()
}

fn again_field(subject: Option<Subject>, g: Ground<'_>) -> Option<Field> {
    let row = |(n, c): (usize, &Consent)| {
        let thing = match &c.what {
            ConsentTo::Disclosure { thing, .. } => thing_words(g.world, thing),
            _ => String::new(),
        };
        PickRow {
            key: n.to_string(),
            label: format!("{}: {thing}, {}", c.what.words(), words::short(c.on, g.today)),
            detail: String::new(),
            find: String::new(),
        }
    };
    let rows: Vec<_> = told_before(g.world, subject).into_iter().enumerate().map(row).collect();
    (!rows.is_empty()).then(|| Field::pick("again", "The same as", rows).hint("blank for another"))
}

/// The values with which the form of a consent opens that is to be asked for again.
pub(crate) fn asked_again(world: &World, about: Subject, consent: ConsentId) -> Vec<(&'static str, String)> {
    let Some(lapsing) = world.consent(consent) else { return Vec::new() };
    match lapsing.what {
        ConsentTo::Photographs => vec![("what", "0".to_owned())],
        ConsentTo::Feedback => vec![("what", "1".to_owned())],
        ConsentTo::Meetings => vec![("what", "2".to_owned())],
        ConsentTo::Disclosure { .. } => {
            let all = told_before(world, Some(about));
            let at = all.iter().position(|c| c.id == consent);
            at.map(|n| ("again", n.to_string())).into_iter().collect()
        }
    }
}

/// The consents that stand and could be taken back, the newest first.
fn standing<'a>(subject: Option<Subject>, g: Ground<'a>) -> Vec<&'a Consent> {
    let Some(subject) = subject else { return Vec::new() };
    let about = g.world.consents_about(subject).rev();
    about.filter(|c| c.given && c.withdrawn.is_none()).collect()
}

fn chosen_thing(v: &Values, telling: &Telling) -> Result<Thing, Amiss> {
    let at = v.text("things").parse::<usize>().ok();
    let all = choices(Task::RecordConsent, telling);
    at.and_then(|n| all.into_iter().nth(n)).map(|t| t.thing).ok_or(("things", "Choose one.".to_owned()))
}

/// All that was ticked.
fn chosen_things(task: Task, v: &Values, telling: &Telling) -> Result<Vec<Released>, Amiss> {
    let all = choices(task, telling);
    let at = |n: &String| n.parse::<usize>().ok().and_then(|n| all.get(n)).cloned();
    let ticked: Vec<Released> = v.many("things").iter().filter_map(at).collect();
    if ticked.is_empty() { Err(("things", "Tick at least one.".to_owned())) } else { Ok(ticked) }
}

fn consented(subject: Option<Subject>, v: &Values, g: Ground<'_>) -> Result<ConsentTo, Amiss> {
    if let Some(telling) = g.telling {
        let thing = chosen_thing(v, telling)?;
        return Ok(ConsentTo::Disclosure { row: telling.row.unwrap_or_default(), thing, to: telling.to });
    }
    let about = subject.ok_or_else(|| gone("what"))?;
    if !v.text("again").is_empty() {
        let at = v.text("again").parse::<usize>().ok();
        let before = at.and_then(|n| told_before(g.world, subject).get(n).map(|c| c.what.clone()));
        return before.ok_or(("again", "Choose one.".to_owned()));
    }
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
        accurate: opt(v, "accurate"),
        timely: opt(v, "timely"),
        secure: opt(v, "secure"),
        decided_by: text("decided_by"),
        child_told: said_yes(v, "child_told") == Some(true),
        why_not_told: opt(v, "why_not_told"),
    }
}

fn release(task: Task, v: &Values, telling: &Telling) -> Result<NewRelease, Amiss> {
    let (basis, things) = match (task, &telling.basis) {
        (Task::RefuseRelease, _) => (None, chosen_things(task, v, telling)?),
        (Task::OverrideRelease, _) => {
            let ticked = chosen_things(task, v, telling)?;
            let under =
                |t: &&Released| ticked.iter().any(|one| one.row == t.row && one.thing.covers(&t.thing));
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
