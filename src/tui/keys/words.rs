//! Other words by which somebody may look for what can be done: what a co-ordinator calls it, where the rows of the
//! key table call it something else.

use super::{Action, Task};

/// Words by which an action is found in the palette, besides its own.
#[must_use]
pub const fn also_called(action: &Action) -> &'static str {
    use Task as T;
    match action {
        Action::Do(task) => match task {
            T::EndMatch => "stop finish ending match over resign",
            T::CloseMatch => "closing checklist ending",
            T::VisitReport => "report write up file visit outing",
            T::PlanVisit => "book outing arrange visit next",
            T::CancelVisit => "call off rearrange",
            T::MoveVisit => "reschedule postpone visit",
            T::MissVisit => "no show absent",
            T::RaiseConcern => "safeguarding worry disclosure",
            T::HeardOfVisitor => "allegation alleged accused lado complaint",
            T::PassOnConcern => "mash lado refer",
            T::TakeNote => "phone call log email",
            T::AddChild | T::AddVisitor => "add create enter register",
            T::EditChild | T::EditVisitor => "amend correct details address phone telephone",
            T::RecordMove => "placement moved carer home address",
            T::ChangeWorker => "sw handover",
            T::CaseReview => "iro lac plan",
            T::ReceiveReferral => "receive request",
            T::RecordMeeting => "meeting first initial",
            T::BookMeeting => "arrange appointment",
            T::RecordDbs => "certificate crb disclosure check",
            T::StartDbs => "renew renewal apply",
            T::Train => "course module",
            T::MoveStage => "approve panel left withdraw decision",
            T::MatchReview => "three month check-in checkin",
            T::AnnualReview => "yearly appraisal",
            T::Supervision => "one to one support check in",
            T::SupportGroup => "peer attendance minutes",
            T::Reference => "referee",
            T::Declare => "conflict of interest",
            T::Driving => "car insurance mot licence",
            T::HoldVisitor | T::HoldMatch => "pause break away",
            T::ResumeVisitor | T::ResumeMatch => "return resume",
            T::SuspendVisitor => "suspend suspension",
            T::UnsuspendVisitor => "unsuspend lift suspension",
            T::EighteenStep => "18 birthday eighteenth leaving care",
            T::PayClaim => "expenses mileage pay money",
            T::AnswerCard => "allergies medical risk",
            T::GiveUpdate => "update inform status",
            T::Snooze => "put off later postpone",
            T::ProclaimHoliday => "holiday",
            T::ChangeSetting => "settings policy options preferences",
            T::ConfirmContact => "address telephone",
            T::ContactDetails => "share details number",
            T::Evidence => "standards audit",
            T::DutyTeam => "emergency numbers out of hours settings telephone",
            T::RecordConsent => "permission agree photographs share",
            T::GiveFigures => "commissioner panel smt statistics report share",
            T::WithdrawConsent => "withdraw revoke permission",
            _ => "",
        },
        Action::WhoCouldVisit => "match find candidates suitable",
        Action::WholeList => "waiting assign best matches",
        Action::Preview => "share disclose audience confidential view as",
        Action::Papers => "document print profile leaflet status update notice iro export",
        Action::WriteShown => "export document print",
        Action::ToldToWhom => "release ledger disclosure log shared",
        Action::Figures => "statistics numbers commissioner panel annual report smt counts",
        Action::ShowCard => "emergency card pack brief",
        Action::Undo => "take back revert mistake",
        Action::Redo => "again repeat restore",
        Action::History => "past audit changes",
        Action::HideNames => "hide privacy names",
        Action::Board => "pipeline recruitment stages",
        Action::Lock => "leave desk",
        Action::Quit => "exit close program",
        Action::Theme => "colour contrast dark",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::super::{KEYS, Scope};
    use super::*;
    use crate::engine::event::Event;
    use crate::engine::layers::palette::Palette;

    /// Fifty words that a co-ordinator may type, and what they are to find.
    const WORDS: &[(&str, Action)] = &[
        ("end", Action::Do(Task::EndMatch)),
        ("stop", Action::Do(Task::EndMatch)),
        ("resign", Action::Do(Task::EndMatch)),
        ("checklist", Action::Do(Task::CloseMatch)),
        ("report", Action::Do(Task::VisitReport)),
        ("outing", Action::Do(Task::PlanVisit)),
        ("plan visit", Action::Do(Task::PlanVisit)),
        ("cancel", Action::Do(Task::CancelVisit)),
        ("rearrange", Action::Do(Task::CancelVisit)),
        ("reschedule", Action::Do(Task::MoveVisit)),
        ("no show", Action::Do(Task::MissVisit)),
        ("safeguarding", Action::Do(Task::RaiseConcern)),
        ("allegation", Action::Do(Task::HeardOfVisitor)),
        ("lado", Action::Do(Task::HeardOfVisitor)),
        ("worry", Action::Do(Task::RaiseConcern)),
        ("lado", Action::Do(Task::PassOnConcern)),
        ("phone call", Action::Do(Task::TakeNote)),
        ("note", Action::Do(Task::TakeNote)),
        ("new child", Action::Do(Task::AddChild)),
        ("add visitor", Action::Do(Task::AddVisitor)),
        ("amend", Action::Do(Task::EditChild)),
        ("placement", Action::Do(Task::RecordMove)),
        ("moved", Action::Do(Task::RecordMove)),
        ("social worker", Action::Do(Task::ChangeWorker)),
        ("iro", Action::Do(Task::CaseReview)),
        ("referral", Action::Do(Task::ReceiveReferral)),
        ("first meeting", Action::Do(Task::RecordMeeting)),
        ("appointment", Action::Do(Task::BookMeeting)),
        ("dbs", Action::Do(Task::RecordDbs)),
        ("certificate", Action::Do(Task::RecordDbs)),
        ("renew", Action::Do(Task::StartDbs)),
        ("update service", Action::Do(Task::UpdateService)),
        ("training", Action::Do(Task::Train)),
        ("approve", Action::Do(Task::MoveStage)),
        ("panel", Action::Do(Task::MoveStage)),
        ("check-in", Action::Do(Task::MatchReview)),
        ("annual", Action::Do(Task::AnnualReview)),
        ("supervision", Action::Do(Task::Supervision)),
        ("support group", Action::Do(Task::SupportGroup)),
        ("reference", Action::Do(Task::Reference)),
        ("insurance", Action::Do(Task::Driving)),
        ("suspend", Action::Do(Task::SuspendVisitor)),
        ("18", Action::Do(Task::EighteenStep)),
        ("expenses", Action::Do(Task::PayClaim)),
        ("mileage", Action::Do(Task::PayClaim)),
        ("allergies", Action::Do(Task::AnswerCard)),
        ("snooze", Action::Do(Task::Snooze)),
        ("bank holiday", Action::Do(Task::ProclaimHoliday)),
        ("settings", Action::Do(Task::ChangeSetting)),
        ("match", Action::WhoCouldVisit),
        ("undo", Action::Undo),
        ("redo", Action::Redo),
        ("history", Action::History),
        ("hide names", Action::HideNames),
        ("candidates", Action::WhoCouldVisit),
    ];

    #[test]
    fn each_of_the_words_is_found_among_the_first_three() {
        let scopes = [
            Scope::Child,
            Scope::List,
            Scope::Visitor,
            Scope::Match,
            Scope::Report,
            Scope::Proposal,
            Scope::Concern,
            Scope::Deadlines,
            Scope::Everywhere,
        ];
        let mut amiss = Vec::new();
        for (typed, action) in WORDS {
            let rows = KEYS
                .palette(&scopes, &|_| Ok(()))
                .into_iter()
                .filter(|r| !matches!(r.action, Action::List(_)));
            let rows = rows.map(super::super::with_other_words).collect();
            let mut palette = Palette::new(rows);
            let _ = palette.event(&Event::Paste((*typed).to_owned()));
            let first = palette.first(3);
            if !first.contains(&action) {
                amiss.push(format!("{typed}: {first:?} and not {action:?}"));
            }
        }
        assert!(amiss.is_empty(), "{}", amiss.join("\n"));
    }
}
