//! Visitors: the way from enquiry to approval, certificates, and the support that follows.

use crate::days::{months, plus};
use crate::people::Roll;
use crate::teller::Script;
use crate::volunteers::{details, documents, employers, independent, referee};
use crate::{COORDINATOR, chance, words};
use chrono::{Datelike, NaiveDate};
use domain::command::Command;
use domain::record::{
    DbsCheck, DbsLevel, Module, PersonalReference, Said, Stage, SupervisionKind, UpdateService, Workforce,
};

/// Days between annual reviews here: a little early, as in a well-kept scheme.
const YEARLY: i64 = 320;
/// Days between supervisions.
const SUPERVISED: i64 = 46;
/// Days from the enquiry to approval.
pub(crate) const RECRUITING: i64 = 125;

/// A certificate with what became of it at the Update Service.
pub(crate) struct Certificate {
    pub issued: NaiveDate,
    /// Joined on; `None` when the visitor will not join.
    pub joined: Option<NaiveDate>,
    /// Looked at every year.
    pub looked: bool,
}

impl Certificate {
    /// One in good order.
    pub fn good(who: usize, issued: NaiveDate) -> Self {
        Self { issued, joined: (!who.is_multiple_of(4)).then(|| plus(issued, 9)), looked: true }
    }
}

fn check(who: usize, issued: NaiveDate) -> Box<DbsCheck> {
    Box::new(DbsCheck {
        workforce: Some(Workforce::Child),
        certificate: format!(
            "0018{:08}",
            10_000_000
                + chance::below(
                    chance::two(who, issued.num_days_from_ce().unsigned_abs() as usize),
                    80_000_000
                )
        ),
        issued,
        level: DbsLevel::Enhanced,
        eligibility: None,
        seen: Some(Said::new(COORDINATOR, plus(issued, 2))),
        accepted: true,
        update_service: UpdateService::NotRecorded,
        checks: Vec::new(),
    })
}

/// The certificate is seen, two days after its issue.
pub(crate) fn certificate_seen(s: &mut Script, who: usize, issued: NaiveDate) {
    let check = check(who, issued);
    s.on(s.office(plus(issued, 2)), move |t| Command::RecordDbs { visitor: t.visitor(who), check });
}

/// What becomes of a certificate at the Update Service.
pub(crate) fn update_service(s: &mut Script, who: usize, cert: &Certificate) {
    let (joined, on) = (cert.joined.is_some(), cert.joined.unwrap_or_else(|| plus(cert.issued, 10)));
    s.on(s.office(on), move |t| Command::RecordUpdateService { visitor: t.visitor(who), on, joined });
    if !(joined && cert.looked) {
        return;
    }
    let mut look = plus(months(on, 12), -10);
    while look <= s.today {
        s.on(s.office(look), move |t| Command::RecordStatusCheck {
            visitor: t.visitor(who),
            on: look,
            unchanged: true,
        });
        look = plus(months(look, 12), -10);
    }
}

/// Somebody approved before the scheme was set up in this program, entered with it.
pub(crate) fn long_approved(
    s: &mut Script,
    roll: &Roll,
    who: usize,
    approved: NaiveDate,
    cert: &Certificate,
) {
    let details = Box::new(details(&roll.visitors[who], who, Some(approved), Some(approved), s.today));
    s.visitor(
        who,
        s.since,
        Command::AddVisitor { details, stage: Stage::Approved, on: approved, by: Some(MANAGER.to_owned()) },
    );
    trained(s, who, plus(approved, -40));
    certificate_seen(s, who, cert.issued);
    update_service(s, who, cert);
}

fn trained(s: &mut Script, who: usize, on: NaiveDate) {
    s.on(s.office(on), move |t| Command::RecordTraining {
        visitor: t.visitor(who),
        modules: Module::CORE.to_vec(),
        on,
        expires: None,
        note: Some("core course, five evenings".to_owned()),
    });
}

/// Who decides about visitors.
const MANAGER: &str = "Team manager";

/// Moves on to a stage.
pub(crate) fn stage(s: &mut Script, who: usize, to: Stage, on: NaiveDate, note: Option<&'static str>) {
    decided(s, who, to, on, (note, &[]));
}

/// Moves on to a stage, on conditions.
pub(crate) fn decided(
    s: &mut Script,
    who: usize,
    to: Stage,
    on: NaiveDate,
    (note, conditions): (Option<&'static str>, &'static [&'static str]),
) {
    let by = to.is_decision().then(|| MANAGER.to_owned());
    s.on(s.office(on), move |t| Command::MoveStage {
        visitor: t.visitor(who),
        to,
        on,
        by,
        note: note.map(str::to_owned),
        conditions: conditions.iter().map(|c| (*c).to_owned()).collect(),
    });
}

/// From the enquiry up to a stage on the straight way. Returns when the certificate was issued.
pub(crate) fn recruit(s: &mut Script, roll: &Roll, who: usize, enquiry: NaiveDate, upto: Stage) -> NaiveDate {
    let first = Box::new(details(&roll.visitors[who], who, None, None, s.today));
    let day = s.office(enquiry);
    s.visitor(who, day, Command::AddVisitor { details: first, stage: Stage::Enquiry, on: enquiry, by: None });
    walked(s, roll, who, enquiry, upto)
}

/// Somebody whose first way ended asks again, and goes the same way anew. Returns when the certificate was issued.
pub(crate) fn again(s: &mut Script, roll: &Roll, who: usize, enquiry: NaiveDate, upto: Stage) -> NaiveDate {
    stage(s, who, Stage::Enquiry, enquiry, Some("asks again"));
    walked(s, roll, who, enquiry, upto)
}

fn walked(s: &mut Script, roll: &Roll, who: usize, enquiry: NaiveDate, upto: Stage) -> NaiveDate {
    let at = |n| plus(enquiry, n);
    let issued = at(109);
    let way = [
        (Stage::PackSent, 3),
        (Stage::Applied, 20),
        (Stage::Interviewed, 37),
        (Stage::InTraining, 45),
        (Stage::Checks, 80),
        (Stage::Ready, 117),
    ];
    for (to, n) in way.into_iter().filter(|(to, _)| *to <= upto) {
        match to {
            Stage::Interviewed => amended(s, roll, who, at(37), None),
            Stage::Checks => trained(s, who, at(78)),
            Stage::Ready => {
                certificate_seen(s, who, issued);
                amended(s, roll, who, at(115), Some(at(115)));
            }
            _ => {}
        }
        stage(s, who, to, at(n), None);
        if to == Stage::Checks {
            dbs_applied(s, who, at(80), &[at(87), at(94)].map(|d| d.min(plus(s.today, -8))));
        }
    }
    issued
}

/// What became known with the interview, or with the checks.
fn amended(s: &mut Script, roll: &Roll, who: usize, interviewed: NaiveDate, checked: Option<NaiveDate>) {
    let details = Box::new(details(&roll.visitors[who], who, Some(interviewed), checked, s.today));
    let day = s.office(checked.unwrap_or(interviewed));
    s.on(day, move |t| Command::AmendVisitor { visitor: t.visitor(who), details });
}

/// A reference is asked for, or has come.
pub(crate) fn reference(
    s: &mut Script,
    roll: &Roll,
    who: usize,
    which: usize,
    (requested, received): (NaiveDate, Option<NaiveDate>),
) {
    let asked = referee(&roll.visitors[who], which, requested);
    let given = PersonalReference { received, satisfactory: received.map(|_| true), ..asked };
    let day = s.office(received.unwrap_or(requested));
    s.on(day, move |t| Command::RecordReference { visitor: t.visitor(who), reference: Box::new(given) });
}

/// Independence is declared again.
pub(crate) fn declared(s: &mut Script, roll: &Roll, who: usize, on: NaiveDate) {
    let row = &roll.visitors[who];
    let (declaration, employers) = (Box::new(independent(row, on)), employers(row));
    s.on(s.office(on), move |t| Command::Declare { visitor: t.visitor(who), declaration, employers });
}

/// A driver's documents are seen, and again well before a year is out.
pub(crate) fn drives(s: &mut Script, who: usize, from: NaiveDate, mot_until: Option<NaiveDate>) {
    let days: Vec<_> =
        (0..).map(|n| plus(from.max(s.since), 280 * n)).take_while(|d| *d <= s.today).collect();
    for (n, on) in days.iter().enumerate() {
        let mot = mot_until.filter(|_| n + 1 == days.len());
        let seen = Box::new(documents(who, *on, mot));
        s.on(s.office(*on), move |t| Command::RecordDriver { visitor: t.visitor(who), documents: seen });
    }
}

/// A certificate is applied for and chased.
pub(crate) fn dbs_applied(s: &mut Script, who: usize, applied: NaiveDate, chased: &[NaiveDate]) {
    let reference = Some(format!("UB{:05}", 20_000 + who * 37));
    s.on(s.office(applied), move |t| Command::StartDbs { visitor: t.visitor(who), on: applied, reference });
    for on in chased.iter().copied().filter(|on| *on >= applied) {
        s.on(s.office(on), move |t| Command::StartDbs { visitor: t.visitor(who), on, reference: None });
    }
}

/// Approved within the scheme's time here, in good order.
pub(crate) fn approved(s: &mut Script, roll: &Roll, who: usize, on: NaiveDate) {
    let issued = recruit(s, roll, who, plus(on, -RECRUITING), Stage::Ready);
    approved_on(s, who, issued, on, &[]);
}

/// Whoever is ready is approved, perhaps on conditions.
pub(crate) fn approved_on(
    s: &mut Script,
    who: usize,
    issued: NaiveDate,
    on: NaiveDate,
    conditions: &'static [&'static str],
) {
    decided(s, who, Stage::Approved, on, (None, conditions));
    update_service(s, who, &Certificate::good(who, issued));
}

/// A condition of a decision is met.
pub(crate) fn met(s: &mut Script, who: usize, what: &'static str, on: NaiveDate) {
    s.on(s.office(on), move |t| Command::MeetCondition {
        visitor: t.visitor(who),
        what: what.to_owned(),
        on,
    });
}

/// Annual reviews since approval, the last on a day of its own where one is given.
pub(crate) fn yearly(s: &mut Script, roll: &Roll, who: usize, approved: NaiveDate, last: Option<NaiveDate>) {
    let regular = (1..).map(|n| plus(approved, YEARLY * n));
    let held: Vec<_> = match last {
        Some(last) => vec![last],
        None => regular.take_while(|day| *day <= s.today).collect(),
    };
    for held in held {
        let summary = words::YEARS[who % words::YEARS.len()].to_owned();
        s.on(s.office(held), move |t| Command::HoldAnnualReview {
            visitor: t.visitor(who),
            held,
            wishes_to_go_on: Some(true),
            summary,
        });
        declared(s, roll, who, held);
    }
}

/// One-to-one support from a day on, the last on a day of its own.
pub(crate) fn supervised(s: &mut Script, who: usize, from: NaiveDate, last: NaiveDate) {
    let from = from.max(s.since);
    let mut days: Vec<_> = (0..).map(|n| plus(last, -SUPERVISED * n)).take_while(|d| *d > from).collect();
    days.reverse();
    for (n, on) in days.into_iter().enumerate() {
        let how =
            [SupervisionKind::Call, SupervisionKind::Meeting, SupervisionKind::Call, SupervisionKind::DropIn]
                [(who + n) % 4];
        let summary = words::SUPERVISIONS[(who + n) % words::SUPERVISIONS.len()].to_owned();
        s.on(s.office(on), move |t| Command::RecordSupervision { visitor: t.visitor(who), on, how, summary });
    }
}
