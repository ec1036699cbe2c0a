//! The forms: each a table of fields and a function that makes one Command of their values. Validators are the
//! domain's own readers; nothing is judged here.

mod alive;
mod allegation;
mod around;
mod checks;
mod child;
mod concern;
mod desk;
mod entry;
mod fields;
mod follow;
mod matching;
mod proposal;
mod referral;
mod review;
mod telling;
mod visit;
mod visitor;

use crate::desk::bulk::Marked;
use crate::desk::cures::Remedy;
use crate::desk::names::Names;
use crate::engine::field::{Field, Values};
use crate::engine::form::Form;
use crate::keys::Task;
pub use around::missing_words;
pub use checks::{REFERENCE_FIELDS, of_reference};
pub use child::CARD_FIELDS;
use chrono::{DateTime, NaiveDate, Utc};
use domain::command::Command;
use domain::record::{Quoted, Subject, VisitReport};
use domain::world::World;
pub(crate) use follow::step_after;
pub use proposal::{next_step, propose_together};
pub use telling::Telling;
pub(crate) use telling::{asked_again, thing_words};
pub use visit::reported;

/// What a form is made from: the scheme as it is, and the moment.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The scheme.
    pub world: &'a World,
    /// Today.
    pub today: NaiveDate,
    /// Now.
    pub now: DateTime<Utc>,
    /// Who is at the desk: what is seen, heard or asked is recorded under this name.
    pub by: &'a str,
    /// The role of who fills it in.
    pub role: domain::people::Role,
    /// How names are shown.
    pub names: Names,
    /// The report on file, for correcting it.
    pub report: Option<&'a VisitReport>,
    /// The rule of the deadline that led here, for snoozing it.
    pub rule: Option<domain::rule::RuleId>,
    /// Its last day in time.
    pub due: Option<NaiveDate>,
    /// The paragraph of a report from which a concern is raised.
    pub quote: Option<&'a Quoted>,
    /// The paragraphs of the report from which one is still to be chosen for it.
    pub paragraphs: &'a [Quoted],
    /// The preview that led here.
    pub telling: Option<&'a Telling>,
}

/// Why values do not make a Command yet: the field, and a whole sentence.
pub type Amiss = (&'static str, String);

/// What is to be read before a form is filled in.
const fn notes(task: Task) -> &'static [&'static str] {
    match task {
        Task::OverrideRelease => domain::disclose::OVERRIDE_TEST,
        Task::HeardOfVisitor => &[
            "Tell the team manager at once; this record can wait.",
            "Do not ask the visitor or the child about it. The team manager takes it from there.",
        ],
        _ => &[],
    }
}

/// A form that is being filled in.
pub struct Sheet {
    /// What it is for.
    pub task: Task,
    /// Whom it is about.
    pub subject: Option<Subject>,
    /// Its title: `Visit report`.
    pub title: &'static str,
    /// Whom it is about, in words, for the heading.
    pub about: String,
    /// The fields.
    pub form: Form,
    /// The paragraph of a report that it quotes.
    pub quote: Option<Quoted>,
    /// Those of which it may quote one.
    pub paragraphs: Vec<Quoted>,
    /// The one of them that was chosen last.
    pub quoted_last: String,
    /// The words of it that were pointed out.
    pub seen: Vec<String>,
    /// The report it corrects.
    pub report: Option<VisitReport>,
    /// The rule whose deadline it puts off.
    pub rule: Option<domain::rule::RuleId>,
    /// The last day of that deadline.
    pub due: Option<NaiveDate>,
    /// What the line that led here asked for.
    pub remedy: Option<Remedy>,
    /// The preview from which it was begun.
    pub telling: Option<Box<Telling>>,
    /// What is to be read before it is filled in.
    pub notes: &'static [&'static str],
    /// A draft was put back in it.
    pub drafted: bool,
    /// The change count of the form when its draft was last kept.
    pub kept: u64,
    /// The field at which the cursor was when those alike were last looked for.
    pub at: &'static str,
    /// Of a reference, the referee for whom it was filled in last.
    pub referee: String,
    /// The marked lines that it is for, when it is for several.
    pub marked: Vec<Marked>,
    /// Rules that the person has taken upon herself, with the reason.
    pub overriding: Option<domain::command::Overriding>,
}

impl Sheet {
    /// The form for a task about a subject.
    #[must_use]
    pub fn new(task: Task, subject: Option<Subject>, ground: Ground<'_>) -> Self {
        let about = subject.map(|s| about(ground, s)).unwrap_or_default();
        let form = Form::new(part(task).0(task, subject, ground));
        Self {
            task,
            subject,
            // What is on file already is said to be, before a key is typed over it.
            title: if ground.report.is_some() { "Correct the report" } else { title(task) },
            about,
            referee: if task == Task::Reference {
                domain::entry::name::fold(form.draft().text("name"))
            } else {
                String::new()
            },
            form,
            quote: ground.quote.cloned(),
            paragraphs: ground.paragraphs.to_vec(),
            quoted_last: String::new(),
            seen: Vec::new(),
            report: ground.report.cloned(),
            rule: ground.rule,
            due: ground.due,
            remedy: None,
            telling: ground.telling.cloned().map(Box::new),
            notes: notes(task),
            drafted: false,
            kept: 0,
            at: "first",
            marked: Vec::new(),
            overriding: None,
        }
    }

    /// The Command that its values make.
    ///
    /// # Errors
    /// A value cannot be read: the field and why.
    pub fn command(&self, ground: Ground<'_>) -> Result<Command, Amiss> {
        let values = self.form.values();
        let chosen = values.text("paragraph").parse::<usize>().ok().and_then(|at| self.paragraphs.get(at));
        let ground = Ground { quote: self.quote.as_ref().or(chosen), ..ground };
        part(self.task).1(self.task, self.subject, &values, ground)
    }

    /// The Command that its values make for one of the marked lines.
    ///
    /// # Errors
    /// As [`Sheet::command`].
    pub fn command_for(&self, marked: Marked, ground: Ground<'_>) -> Result<Command, Amiss> {
        let mut values = self.form.values();
        if let Some(visitor) = marked.with.and_then(|id| ground.world.visitor(id)) {
            values.set("visitor", visitor.reference().to_string());
        }
        part(self.task).1(self.task, Some(marked.subject), &values, ground)
    }
}

fn about(ground: Ground<'_>, subject: Subject) -> String {
    let mut who = ground.names.subject(ground.world, subject);
    if let Subject::Visit(id) = subject
        && let Some((_, line)) = ground.world.visit(id)
    {
        who = format!("{who}, {}", domain::calendar::words::short(line.date, ground.today));
    }
    match ground.world.reference(subject) {
        Some(reference) if !who.contains(&reference.to_string()) => format!("{who}  {reference}"),
        _ => who,
    }
}

/// The name under which drafts of a task are kept. Names are stable.
#[must_use]
pub fn draft_name(task: Task) -> String {
    match task {
        // What is typed about an allegation is sealed for team managers by this name.
        Task::ReceiveAllegation | Task::Allegation(_) => format!("allegation-{task:?}"),
        _ => format!("{task:?}"),
    }
}

/// The title of a task's form.
#[must_use]
pub const fn title(task: Task) -> &'static str {
    use Task as T;
    match task {
        T::AddChild => "New child",
        T::EditChild => "Details of the child",
        T::AnswerCard => "Safe-outing card",
        T::RecordMove => "Placement move",
        T::ConfirmContact => "Contact details confirmed",
        T::TellCarer => "Carer told",
        T::ReceiveReferral => "New referral",
        T::Acknowledge => "Referral acknowledged",
        T::BookMeeting => "Meeting with the child arranged",
        T::CancelMeeting => "Meeting fell through",
        T::RecordMeeting => "Child met",
        T::DecideReferral => "Decision on the referral",
        T::GiveUpdate => "Told where it is up to",
        T::CloseReferral => "Close the referral",
        T::AddVisitor => "New visitor",
        T::EditVisitor => "Details of the visitor",
        T::MoveStage => "Stage",
        T::MeetCondition => "Condition met",
        T::RecordDbs => "DBS certificate",
        T::StartDbs => "DBS application made or chased",
        T::UpdateService => "Update Service",
        T::StatusCheck => "Status check",
        T::Train => "Training",
        T::HoldVisitor | T::HoldMatch => "Put on hold",
        T::ResumeVisitor | T::ResumeMatch => "Take off hold",
        T::SuspendVisitor => "Pause visits",
        T::UnsuspendVisitor => "Allow visits again",
        T::AnnualReview => "Annual review",
        T::Supervision => "Supervision",
        T::StartMatch => "Begin a match",
        T::AgreePattern => "Visiting pattern",
        T::EndMatch => "End the match",
        T::EighteenStep => "Step towards eighteen",
        T::MatchReview => "Review of the match",
        T::FeedReview => "Review in the child's plan",
        T::PlanVisit => "Plan a visit",
        T::ConfirmVisit => "Confirm the visit",
        T::MoveVisit => "Move the visit",
        T::CancelVisit => "Cancel the visit",
        T::MissVisit => "Missed visit",
        T::VisitReport => "Visit report",
        T::ReadReport => "Report read",
        T::SupportGroup => "Support group",
        T::TakeNote => "Note",
        T::RaiseConcern => "Concern",
        T::HeardOfVisitor => "About a visitor",
        T::PassOnConcern => "Concern passed on",
        T::SettleConcern => "Not a safeguarding concern",
        T::CloseConcern => "Close the concern",
        T::ReceiveAllegation => "New allegation",
        T::Allegation(step) => allegation::title(step),
        T::CancelPaused => "Cancel what is booked: visits are paused",
        T::Snooze => "Put off",
        T::ProclaimHoliday => "Extra bank holiday",
        T::ChangeSetting => "Change a number of the rules",
        T::ChangeWorker => "Another social worker",
        T::CheckPlacement => "New home looked at",
        T::CaseReview => "Review of the child's case",
        T::ChaseInfo => "Missing information asked for",
        T::Reference => "Reference",
        T::Declare => "Declaration of independence",
        T::Driving => "Driver's documents",
        T::Propose => "Propose a visitor",
        T::AskVisitor => "Talked over with the visitor",
        T::AskChild => "Talked over with the child",
        T::AskWorker => "Social worker informed",
        T::Brief => "Visitor briefed",
        T::BookJoint => "Joint matching visit arranged",
        T::HoldJoint => "Joint matching visit",
        T::CloseProposal => "Close the proposal",
        T::DecideTrial => "What the child decided",
        T::SanctionTalk => "Cancellation talked over",
        T::CaseMeeting => "Meeting about the child",
        T::ContactDetails => "Visitor's contact details",
        T::GiveFeedback => "Visitor told how it goes",
        T::CloseMatch => "What was closed",
        T::PayClaim => "Claim paid",
        T::ReviewStandards => "Standards gone through",
        T::Evidence => "Where the evidence is",
        T::DutyTeam => "Number of the duty team",
        T::AmendConcern => "Record of the concern",
        T::DecideConcern => "Decision on the concern",
        T::ConcernStep => "Step after the concern",
        T::MatchEffect => "What it means for the match",
        T::LowLevel => "Low-level concern",
        T::LookAtLowLevel => "Low-level concerns looked at",
        T::WordList => "Words that read like a concern",
        T::RecordConsent => "Consent",
        T::WithdrawConsent => "Consent taken back",
        T::Release => "Release what is shown",
        T::RefuseRelease => "Request turned down",
        T::OverrideRelease => "Safeguarding override",
        T::IssueCard => "Briefing card",
        T::WriteOut => "Write to a file",
        T::GiveFigures => "Copy figures for management",
    }
}

type FieldsOf = fn(Task, Option<Subject>, Ground<'_>) -> Vec<Field>;
type CommandOf = fn(Task, Option<Subject>, &Values, Ground<'_>) -> Result<Command, Amiss>;

/// Where a task's form is made: its fields, and the Command of their values.
const fn part(task: Task) -> (FieldsOf, CommandOf) {
    use Task as T;
    match task {
        T::AddChild | T::AddVisitor => (entry::fields, entry::command),
        T::EditChild | T::AnswerCard | T::RecordMove | T::ConfirmContact | T::TellCarer => {
            (child::fields, child::command)
        }
        T::ChangeWorker | T::CheckPlacement | T::CaseReview | T::ChaseInfo => {
            (around::fields, around::command)
        }
        T::ReceiveReferral
        | T::Acknowledge
        | T::BookMeeting
        | T::CancelMeeting
        | T::RecordMeeting
        | T::DecideReferral
        | T::GiveUpdate
        | T::CloseReferral => (referral::fields, referral::command),
        T::EditVisitor
        | T::MoveStage
        | T::MeetCondition
        | T::RecordDbs
        | T::StartDbs
        | T::UpdateService
        | T::StatusCheck
        | T::Train
        | T::HoldVisitor
        | T::ResumeVisitor
        | T::SuspendVisitor
        | T::UnsuspendVisitor => (visitor::fields, visitor::command),
        T::Reference | T::Declare | T::Driving => (checks::fields, checks::command),
        T::Propose
        | T::AskVisitor
        | T::AskChild
        | T::AskWorker
        | T::Brief
        | T::BookJoint
        | T::HoldJoint
        | T::CloseProposal => (proposal::fields, proposal::command),
        T::StartMatch | T::AgreePattern | T::HoldMatch | T::ResumeMatch | T::EndMatch | T::EighteenStep => {
            (matching::fields, matching::command)
        }
        T::DecideTrial
        | T::SanctionTalk
        | T::CaseMeeting
        | T::ContactDetails
        | T::GiveFeedback
        | T::CloseMatch => (alive::fields, alive::command),
        T::PlanVisit
        | T::ConfirmVisit
        | T::MoveVisit
        | T::CancelVisit
        | T::MissVisit
        | T::VisitReport
        | T::PayClaim
        | T::ReadReport => (visit::fields, visit::command),
        T::MatchReview | T::FeedReview | T::AnnualReview | T::Supervision | T::SupportGroup => {
            (review::fields, review::command)
        }
        T::RaiseConcern | T::HeardOfVisitor | T::PassOnConcern | T::SettleConcern | T::CloseConcern => {
            (concern::fields, concern::command)
        }
        T::AmendConcern
        | T::DecideConcern
        | T::ConcernStep
        | T::MatchEffect
        | T::LowLevel
        | T::LookAtLowLevel
        | T::WordList => (follow::fields, follow::command),
        T::ReceiveAllegation | T::Allegation(_) | T::CancelPaused => {
            (allegation::fields, allegation::command)
        }
        T::RecordConsent
        | T::WithdrawConsent
        | T::Release
        | T::RefuseRelease
        | T::OverrideRelease
        | T::WriteOut
        | T::IssueCard => (telling::fields, telling::command),
        T::TakeNote
        | T::Snooze
        | T::ProclaimHoliday
        | T::ChangeSetting
        | T::ReviewStandards
        | T::Evidence
        | T::DutyTeam
        | T::GiveFigures => (desk::fields, desk::command),
    }
}

/// The record has gone since the key was pressed.
fn gone(field: &'static str) -> Amiss {
    (
        field,
        "This record is not in the scheme any more. Leave with Esc and look for it in its list.".to_owned(),
    )
}
