//! What leaves by a step of its own, and not by a release that somebody typed, stands in the release ledger as well: what,
//! about whom, to whom, for what, on which basis, by whom and when (R80a). What belongs to an allegation is kept with it.

use super::Draft;
use crate::calendar::to_utc;
use crate::command::AllegationStep;
use crate::disclose::{Audience, Item, Judged, Request, items, judge};
use crate::id::ReleaseId;
use crate::record::{
    Allegation, Basis, Concern, ConcernStep, Match, MatchReview, Party, PassedOn, Reader, Release, Released,
    Subject, Thing,
};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

/// One telling, but for who tells it.
pub(super) struct Told<'a> {
    pub about: Subject,
    pub to: Reader,
    /// By name; whoever is on record as that reader, where none is given.
    pub recipient: Option<String>,
    pub purpose: &'a str,
    pub basis: Basis,
    pub things: Vec<Released>,
    /// What was left out: the row, and how many.
    pub withheld: Vec<(u8, u32)>,
    pub at: DateTime<Utc>,
}

/// Writes it down.
pub(super) fn told(d: &mut Draft<'_>, told: Told<'_>) {
    let Told { about, to, recipient, purpose, basis, things, withheld, at } = told;
    let on_record = || Audience::of(d.world, to, about, d.ctx.today)?.by_name(d.world, d.ctx.today);
    let recipient = recipient.or_else(on_record).unwrap_or_else(|| to.words().to_owned());
    let (purpose, by) = (purpose.to_owned(), d.ctx.by.clone());
    let id = ReleaseId(d.fresh());
    let release = Release {
        id,
        about,
        to,
        recipient,
        purpose,
        basis: Some(basis),
        things,
        withheld,
        by,
        at,
        refused: None,
        card: None,
    };
    d.put(release.kept());
}

/// An instant for what is known by its day alone: now, or noon of the day.
pub(super) fn sometime(d: &Draft<'_>, on: NaiveDate) -> DateTime<Utc> {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    if on == d.ctx.today { d.ctx.now } else { to_utc(on.and_time(noon)) }
}

fn thing(row: u8, subject: Subject, name: Option<&str>) -> Released {
    Released { row, thing: Thing { subject, name: name.map(str::to_owned) } }
}

/// Which service it is, by the words that were typed for it.
fn service(words: &str) -> Reader {
    let words = words.to_lowercase();
    let mut each = words.split(|c: char| !c.is_alphanumeric());
    if each.any(|word| ["police", "999", "101"].contains(&word)) {
        Reader::Police
    } else if words.contains("social worker") {
        Reader::SocialWorker
    } else {
        Reader::SocialCare
    }
}

/// To whom something was passed, by service and name.
fn taken_by(passed: &PassedOn) -> String {
    format!("{}, {}", passed.to, passed.name)
}

/// A concern is passed on (R32): all of it, and consent is not asked.
pub(super) fn passed_on(d: &mut Draft<'_>, concern: &Concern, passed: &PassedOn) {
    of_concern(d, concern, service(&passed.to), (Some(taken_by(passed)), None), passed.at);
}

/// A step of a concern that tells somebody something.
pub(super) fn concern_step(
    d: &mut Draft<'_>,
    concern: &Concern,
    (step, at): (ConcernStep, DateTime<Utc>),
    with: Option<&str>,
) {
    use ConcernStep as S;
    let passed = concern.passed.as_ref();
    let whom = |default: &str| with.unwrap_or(default).to_owned();
    let (to, recipient, name) = match step {
        S::Called => (service(with.unwrap_or("999")), Some(whom("999 or the duty team")), None),
        S::CarerTold => (Reader::Carer, None, Some("kind")),
        S::DutyTeamTold => (Reader::SocialCare, Some(whom("duty team")), None),
        S::IroTold => (Reader::Iro, None, Some("kind")),
        S::LadoTold => (Reader::Lado, Some(whom("the LADO")), None),
        S::Written => (passed.map_or(Reader::SocialCare, |p| service(&p.to)), passed.map(taken_by), None),
        S::Escalated => (Reader::SocialCare, Some(whom("children's social care")), None),
        S::VisitorTold => (Reader::Visitor, visitor_of(d, concern), Some("state")),
        S::ChildTold => (Reader::Child, None, Some("state")),
        // Nothing is told by these; and the team manager is of the house, so that nothing leaves it.
        S::Found
        | S::FeedbackSought
        | S::FeedbackReceived
        | S::Debriefed
        | S::ChildNotTold
        | S::ManagerTold => return,
    };
    let recipient = with.map(str::to_owned).or(recipient);
    of_concern(d, concern, to, (recipient, name), at);
}

fn visitor_of(d: &Draft<'_>, concern: &Concern) -> Option<String> {
    let of_match = || concern.match_id.and_then(|id| d.world.match_(id)).map(|m| m.visitor);
    let visitor = concern.by_visitor.or_else(of_match)?;
    d.world.visitor(visitor).map(|v| v.name.full())
}

fn of_concern(
    d: &mut Draft<'_>,
    concern: &Concern,
    to: Reader,
    (recipient, name): (Option<String>, Option<&str>),
    at: DateTime<Utc>,
) {
    // The visitor hears by rule that what they reported was passed on, and no more (row 22).
    let basis = if to == Reader::Visitor { Basis::Matrix } else { Basis::Procedure };
    let things = vec![thing(22, Subject::Concern(concern.id), name)];
    let about = Subject::Child(concern.child);
    let purpose = if to == Reader::Visitor || to == Reader::Child {
        "word that it is seen to"
    } else {
        "a safeguarding concern"
    };
    told(d, Told { about, to, recipient, purpose, basis, things, withheld: Vec::new(), at });
}

/// What of an allegation is told.
#[derive(Clone, Copy)]
enum Part {
    /// That visits are paused, and no more.
    Paused,
    /// That there is one.
    Exists,
    /// That there is one, and what it is.
    Whole,
    /// The summary.
    Summary,
}

/// What was told of an allegation. Only team managers read that it was.
fn of_allegation(
    d: &mut Draft<'_>,
    a: &Allegation,
    (to, recipient): (Reader, Option<String>),
    part: Part,
    at: DateTime<Utc>,
) {
    let about = Subject::Allegation(a.id);
    let (things, purpose) = match part {
        Part::Paused => (vec![thing(24, about, Some("paused"))], "word that visits are paused"),
        Part::Exists => (vec![thing(24, about, None)], "word of it, as the LADO agrees"),
        Part::Whole => (vec![thing(24, about, None), thing(25, about, None)], "an allegation"),
        Part::Summary => (vec![thing(25, about, Some("outcome"))], "a copy of the summary"),
    };
    let basis = match (part, to) {
        (Part::Whole, Reader::Lado) | (Part::Paused | Part::Exists, _) => Basis::Matrix,
        _ => Basis::Procedure,
    };
    told(d, Told { about, to, recipient, purpose, basis, things, withheld: Vec::new(), at });
}

/// To whom an allegation was passed on, by service and name.
fn allegation_passed(d: &mut Draft<'_>, a: &Allegation, to: Reader, passed: &PassedOn) {
    let recipient = if to == Reader::Lado { passed.name.clone() } else { taken_by(passed) };
    of_allegation(d, a, (to, Some(recipient)), Part::Whole, passed.at);
}

/// What a step tells somebody stands in the ledger of releases, which is as restricted as the step (R80a).
pub(super) fn allegation_step(d: &mut Draft<'_>, a: &Allegation, step: &AllegationStep) {
    use AllegationStep as S;
    match step {
        S::LadoTold { .. } => {
            a.lado.iter().for_each(|passed| allegation_passed(d, a, Reader::Lado, passed));
        }
        S::SocialCareTold { .. } => {
            a.social_care.iter().for_each(|passed| allegation_passed(d, a, Reader::SocialCare, passed));
        }
        S::PoliceTold { .. } => {
            a.police.iter().for_each(|passed| allegation_passed(d, a, Reader::Police, passed));
        }
        S::FormSent { at } => {
            let whom = a.lado.as_ref().map(|passed| passed.name.clone());
            of_allegation(d, a, (Reader::Lado, whom), Part::Whole, *at);
        }
        S::PauseTold { who, on, .. } => {
            let reader = match who {
                Party::Child => Reader::Child,
                Party::Visitor => Reader::Visitor,
                Party::Carer => Reader::Carer,
                Party::SocialWorker => Reader::SocialWorker,
                Party::Scheme | Party::Other => return,
            };
            of_allegation(d, a, (reader, None), Part::Paused, sometime(d, *on));
        }
        S::VisitorTold { on, .. } => {
            of_allegation(d, a, (Reader::Visitor, None), Part::Exists, sometime(d, *on));
        }
        S::SummaryGiven { on, .. } => {
            of_allegation(d, a, (Reader::Visitor, None), Part::Summary, sometime(d, *on));
        }
        S::DbsAnswered { referred: true, on, .. } => {
            of_allegation(d, a, (Reader::Dbs, None), Part::Whole, sometime(d, *on));
        }
        _ => {}
    }
}

/// What the matrix gives a reader of one review on a day, and how much of what it leaves out.
pub(super) struct OfReview {
    pub things: Vec<Released>,
    pub withheld: Vec<Released>,
}

/// What of a review a reader is given: R30, R86c and rows 26 and 27 decide.
pub(super) fn of_review(
    d: &Draft<'_>,
    m: &Match,
    review: &MatchReview,
    to: Reader,
    on: NaiveDate,
) -> OfReview {
    let subject = Subject::Match(m.id);
    let mut of = OfReview { things: Vec::new(), withheld: Vec::new() };
    let audience = match to {
        Reader::Visitor => Some(Audience::visitor(m.visitor, Some(m.child))),
        _ => Audience::of(d.world, to, subject, on),
    };
    let Some(audience) = audience else { return of };
    let request = Request { audience, subject, purpose: "", reports: &[], today: on, release: None };
    let begins = format!("review {} ", review.held);
    let is_its = |item: &&Item| item.thing.name.as_deref().is_some_and(|name| name.starts_with(&begins));
    for item in items(d.world, subject, &[], on).iter().filter(is_its).filter(|item| item.row != 33) {
        let released = |row| Released { row, thing: item.thing.clone() };
        match judge(d.world, &request, item) {
            Judged::Shown(_) => of.things.push(released(item.row)),
            // By the row that withholds it, which is not always the first that it stands in.
            Judged::Withheld(row, _) => of.withheld.push(released(row)),
            Judged::Unspoken => {}
        }
    }
    of
}

impl OfReview {
    /// How many things of each row are left out.
    pub fn counted(&self) -> Vec<(u8, u32)> {
        let mut left_out = std::collections::BTreeMap::<u8, u32>::new();
        self.withheld.iter().for_each(|thing| *left_out.entry(thing.row).or_default() += 1);
        left_out.into_iter().collect()
    }
}
