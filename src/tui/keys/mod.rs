//! What can be done, and the one table of the keys that do it. Footer, help, palette and the README's key list
//! are made of these rows.

mod action;
mod words;

pub use action::{Action, Tab, Task};

use crate::engine::form;
use crate::engine::keytable::{ALWAYS, Binding, HIDDEN, KeyTable, PaletteRow};
use crate::engine::list::{self, ListAction};
use std::sync::LazyLock;

/// Where a set of keys holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// On the Deadlines tab.
    Deadlines,
    /// On a child.
    Child,
    /// On a visitor.
    Visitor,
    /// On a match.
    Match,
    /// On a visit or report.
    Report,
    /// On a proposal.
    Proposal,
    /// On a concern.
    Concern,
    /// On an allegation: only team managers get there.
    Allegation,
    /// On a visitor, for team managers.
    VisitorOfManager,
    /// On a concern, for team managers.
    ConcernOfManager,
    /// Everywhere, for team managers.
    Manager,
    /// In the list of who could visit a child.
    Candidates,
    /// In a preview.
    Preview,
    /// In every list.
    List,
    /// On an opened record.
    Page,
    /// On an opened report that has paragraphs.
    Paragraphs,
    /// In every form.
    Form,
    /// Everywhere but in forms.
    Everywhere,
}

impl crate::engine::keytable::Scope for Scope {
    fn title(self) -> &'static str {
        match self {
            Self::Deadlines => "Deadlines",
            Self::Child => "On a child",
            Self::Visitor => "On a visitor",
            Self::Match => "On a match",
            Self::Report => "On a visit or report",
            Self::Proposal => "On a proposal",
            Self::Concern => "On a concern",
            Self::Allegation => "On an allegation, for team managers",
            Self::VisitorOfManager => "On a visitor, for team managers",
            Self::ConcernOfManager => "On a concern, for team managers",
            Self::Manager => "For team managers",
            Self::Candidates => "Who could visit",
            Self::Preview => "In a preview",
            Self::List => "In a list",
            Self::Page => "On an opened record",
            Self::Paragraphs => "On an opened report",
            Self::Form => "In a form",
            Self::Everywhere => "Everywhere",
        }
    }
}

type Keys = KeyTable<Action, Scope>;

/// The table.
pub static KEYS: LazyLock<Keys> = LazyLock::new(|| KeyTable::new(rows()));

const fn row(
    scope: Scope,
    chords: &'static [&'static str],
    action: Action,
    short: &'static str,
    long: &'static str,
    rank: u8,
) -> Binding<Action, Scope> {
    Binding { scope, chords, action, short, long, rank }
}

// One row a line: a table is read across.
#[rustfmt::skip]
fn rows() -> Vec<Binding<Action, Scope>> {
    use Action as A;
    use Scope as S;
    use Task as T;
    use domain::record::AllegationTask as N;
    let mut rows = vec![
        row(S::Deadlines, &["Enter"], A::Cure, "put right", "Go to the form or field that puts this right", 2),
        row(S::Deadlines, &["o"], A::Open, "open", "Open whom or what it is about", 4),
        row(S::Deadlines, &["s"], A::Do(T::Snooze), "snooze", "Put it off until a day, with a reason", 3),
        row(S::Deadlines, &["z"], A::ShowSnoozed, "put off", "Show or hide what is put off", 12),
        row(S::Deadlines, &["w"], A::Wake, "wake", "Put what was put off back on the list now", 13),
        row(S::Deadlines, &["m"], A::AllSeen, "all seen", "Record that the morning list was gone through", 5),
        row(S::Child, &["n"], A::Do(T::AddChild), "new", "Enter a new child", 5),
        row(S::Child, &["e"], A::Do(T::EditChild), "edit", "Change what is known of the child", 7),
        row(S::Child, &["a"], A::Do(T::AnswerCard), "card", "Answer or confirm the safe-outing card", 4),
        row(S::Child, &["f"], A::Do(T::ReceiveReferral), "referral", "Enter a referral of this child", 6),
        row(S::Child, &["A"], A::Do(T::Acknowledge), "acknowledge", "Record that the referral was acknowledged", 13),
        row(S::Child, &["b"], A::Do(T::BookMeeting), "book", "Arrange a meeting with the child", 8),
        row(S::Child, &["B"], A::Do(T::CancelMeeting), "fell through", "Record that the arranged meeting fell through", 14),
        row(S::Child, &["w"], A::Do(T::RecordMeeting), "met", "Record that the child was met, and what they wish", 5),
        row(S::Child, &["d"], A::Do(T::DecideReferral), "decide", "Accept the referral, or not", 9),
        row(S::Child, &["t"], A::Do(T::GiveUpdate), "tell", "Record that child or social worker was told where it is up to", 8),
        row(S::Child, &["x"], A::Do(T::CloseReferral), "close", "Take the referral off the list, with the reason", 14),
        row(S::Child, &["P"], A::Do(T::RecordMove), "move", "Record a placement move", 8),
        row(S::Child, &["K"], A::Do(T::ConfirmContact), "contact", "Confirm the carer's address and telephone", 9),
        row(S::Child, &["T"], A::Do(T::TellCarer), "carer told", "Record that the carer was told of the visitor and the pattern", 12),
        row(S::Child, &["m"], A::WhoCouldVisit, "who could visit", "Show who could visit this child, and why not", 4),
        row(S::Child, &["W"], A::WholeList, "whole list", "Show the best set of proposals for the whole waiting list", 9),
        row(S::Child, &["s"], A::Do(T::StartMatch), "start match", "Begin a match for this child", 6),
        row(S::Child, &["p"], A::GoProposal, "proposal", "Go to the proposal for this child", 9),
        row(S::Child, &["c"], A::Do(T::ChaseInfo), "ask for", "Record that missing information was asked for", 12),
        row(S::Child, &["S"], A::Do(T::ChangeWorker), "social worker", "Record that another social worker takes over", 13),
        row(S::Child, &["D"], A::Do(T::CheckPlacement), "new home", "Record what a move means: independence and distance", 13),
        row(S::Child, &["r"], A::Do(T::CaseReview), "case review", "Record a review of the child's case", 13),
        row(S::Child, &["Y"], A::Do(T::RecordConsent), "consent", "Record a consent about the child, given or refused", 13),
        row(S::Child, &["X"], A::Do(T::WithdrawConsent), "take back", "Record that a consent about the child was taken back", 14),
        row(S::Visitor, &["Y"], A::Do(T::RecordConsent), "consent", "Record a consent of the visitor, given or refused", 13),
        row(S::Visitor, &["X"], A::Do(T::WithdrawConsent), "take back", "Record that a consent of the visitor was taken back", 14),
        row(S::Visitor, &["n"], A::Do(T::AddVisitor), "new", "Enter a new visitor", 5),
        row(S::Visitor, &["e"], A::Do(T::EditVisitor), "edit", "Change what is known of the visitor", 6),
        row(S::Visitor, &["s"], A::Do(T::MoveStage), "stage", "Move to another stage, up to approved or left", 5),
        row(S::Visitor, &["a"], A::Do(T::MeetCondition), "condition met", "Record that a condition of a decision is met", 12),
        row(S::Visitor, &["d"], A::Do(T::RecordDbs), "DBS", "Record a DBS certificate that was seen", 4),
        row(S::Visitor, &["D"], A::Do(T::StartDbs), "DBS begun", "Record that a DBS application was made or chased", 9),
        row(S::Visitor, &["U"], A::Do(T::UpdateService), "Update Service", "Record that the Update Service was joined, or will not be", 13),
        row(S::Visitor, &["c"], A::Do(T::StatusCheck), "status check", "Record a look at the Update Service", 13),
        row(S::Visitor, &["t"], A::Do(T::Train), "training", "Record training", 8),
        row(S::Visitor, &["w"], A::Do(T::Supervision), "supervision", "Record a supervision", 7),
        row(S::Visitor, &["r"], A::Do(T::AnnualReview), "review", "Record the annual review", 8),
        row(S::Visitor, &["f"], A::Do(T::Reference), "reference", "Record that a reference was asked for, or came", 9),
        row(S::Visitor, &["I"], A::Do(T::Declare), "independence", "Record the declaration of independence", 11),
        row(S::Visitor, &["K"], A::Do(T::Driving), "driving", "Record licence, insurance and MOT", 13),
        row(S::Visitor, &["p"], A::GoProposal, "proposal", "Go to the proposal of this visitor", 11),
        row(S::Visitor, &["m"], A::WhoCouldVisit, "whom to visit", "Show whom this visitor could visit, and why not", 6),
        row(S::Visitor, &["B"], A::Board, "board", "Show everybody by stage of recruitment, and for how long; and back", 8),
        row(S::Visitor, &["h"], A::Do(T::HoldVisitor), "hold", "Put the visitor on hold until a day, with the reason", 10),
        row(S::Visitor, &["b"], A::Do(T::ResumeVisitor), "back", "Take the visitor off hold", 10),
        row(S::Visitor, &["S"], A::Do(T::SuspendVisitor), "pause visits", "Pause all visits, a neutral act", 14),
        row(S::Visitor, &["W"], A::Do(T::UnsuspendVisitor), "allow visits", "Allow visits again", 14),
        row(S::Visitor, &["z"], A::Do(T::LowLevel), "low-level", "Record a low-level concern about the visitor", 14),
        row(S::Visitor, &["T"], A::Do(T::LookAtLowLevel), "looked at", "Record what the team manager found of the low-level concerns", 14),
        row(S::Visitor, &["x"], A::Do(T::CancelPaused), "cancel booked", "Cancel what is booked while visits are paused, with a neutral reason", 14),
        row(S::VisitorOfManager, &["A"], A::Do(T::ReceiveAllegation), "allegation", "Receive an allegation; visits are paused with it", 9),
        row(S::VisitorOfManager, &["Z"], A::GoAllegation, "allegations", "Go to the allegation against this visitor", 9),
        row(S::Match, &["n"], A::Do(T::StartMatch), "new", "Begin a match", 6),
        row(S::Match, &["p"], A::Do(T::PlanVisit), "plan", "Plan a visit", 3),
        row(S::Match, &["x"], A::Do(T::CancelVisit), "cancel", "Cancel the next planned visit, and rearrange it", 4),
        row(S::Match, &["K"], A::Do(T::ConfirmVisit), "confirm", "Confirm the next visit with carer and child", 8),
        row(S::Match, &["t"], A::Do(T::MoveVisit), "shift", "Move the next planned visit to another day", 11),
        row(S::Match, &["o"], A::Do(T::MissVisit), "missed", "Record that somebody did not come to the next visit", 12),
        row(S::Match, &["r"], A::Do(T::MatchReview), "review", "Record a review or a check-in", 5),
        row(S::Match, &["f"], A::Do(T::FeedReview), "in the plan", "Record that the last review is in the child's plan", 13),
        row(S::Match, &["a"], A::Do(T::AgreePattern), "pattern", "Agree a visiting pattern", 10),
        row(S::Match, &["h"], A::Do(T::HoldMatch), "hold", "Put the match on hold until a day, with the reason", 10),
        row(S::Match, &["b"], A::Do(T::ResumeMatch), "back", "Take the match off hold", 10),
        row(S::Match, &["E"], A::Do(T::EighteenStep), "eighteen", "Record a step towards the eighteenth birthday", 13),
        row(S::Match, &["D"], A::Do(T::DecideTrial), "child decides", "Record what the child decided after the first visits", 11),
        row(S::Match, &["m"], A::Do(T::CaseMeeting), "meeting", "Record a meeting about the child, and whether the child wants the visitor there", 13),
        row(S::Match, &["c"], A::Do(T::ContactDetails), "contact", "Record who agrees that the child may have the visitor's contact details", 13),
        row(S::Match, &["F"], A::Do(T::GiveFeedback), "feedback", "Record that the visitor was told how the match is going", 14),
        row(S::Match, &["X"], A::Do(T::CloseMatch), "close", "Record what was done to close an ending", 12),
        row(S::Match, &["d"], A::Do(T::EndMatch), "end", "End the match, with its reason", 9),
        row(S::Match, &["B"], A::ShowCard, "briefing card", "Show the visitor's briefing card, to be given out", 9),
        row(S::Proposal, &["B"], A::ShowCard, "briefing card", "Show what the visitor may be told of the child now", 9),
        row(S::Preview, &["l", "Tab"], A::Preview, "next reader", "Show it as the next reader would get it", 2),
        row(S::Preview, &["S-Tab"], A::PreviewBefore, "", "Show it as the reader before would get it", HIDDEN),
        row(S::Preview, &["r"], A::GiveShown, "release", "Release what is shown, and write it down; of a card, give it to the visitor", 2),
        row(S::Preview, &["y"], A::CopyShown, "copy", "Copy what is shown, after asking: that is a release as well", 3),
        row(S::Preview, &["w"], A::WriteShown, "file", "Write what is shown to a file: that is a release as well", 3),
        row(S::Preview, &["d"], A::Papers, "papers", "Make a letter or another paper of the record, for its reader", 6),
        row(S::Preview, &["x"], A::Do(T::RefuseRelease), "refuse", "Write down that a request was turned down, with the reason", 4),
        row(S::Preview, &["c"], A::Do(T::RecordConsent), "consent", "Record the consent that the withheld thing under the cursor needs", 3),
        row(S::Preview, &["o"], A::Do(T::OverrideRelease), "override", "Release the withheld thing under the cursor by the safeguarding override", 4),
        row(S::Preview, &["Up", "k"], A::List(ListAction::Up), "", "One line up", HIDDEN),
        row(S::Preview, &["Down", "j"], A::List(ListAction::Down), "", "One line down", HIDDEN),
        row(S::Preview, &["PgUp"], A::List(ListAction::PageUp), "", "Ten lines up", HIDDEN),
        row(S::Preview, &["PgDn", "Space"], A::List(ListAction::PageDown), "", "Ten lines down", HIDDEN),
        row(S::Preview, &["g", "Home"], A::List(ListAction::First), "", "To the top", HIDDEN),
        row(S::Preview, &["G", "End"], A::List(ListAction::Last), "left out", "To what is left out, at the end", 6),
        row(S::Preview, &["J"], A::ToldToWhom, "told", "Show what was told to whom, and what was refused", 8),
        row(S::Preview, &["i"], A::HideNames, "initials", "Show initials and references instead of names, and back", 9),
        row(S::Preview, &["L"], A::Lock, "lock", "Lock the screen", 9),
        row(S::Preview, &["Esc", "q"], A::Back, "back", "Back to the record", 5),
        row(S::Preview, &["?", "F1"], A::Help, "help", "Help for here", ALWAYS),
        row(S::Report, &["e"], A::CorrectReport, "correct", "Correct the report, or file the one awaited", 4),
        row(S::Report, &["r"], A::Do(T::ReadReport), "read", "Record that the report was read, and what was done", 3),
        row(S::Report, &["x"], A::Do(T::CancelVisit), "cancel", "Cancel this visit", 6),
        row(S::Report, &["t"], A::Do(T::MoveVisit), "shift", "Move this visit to another day", 8),
        row(S::Report, &["o"], A::Do(T::MissVisit), "missed", "Record that somebody did not come to this visit", 9),
        row(S::Report, &["p"], A::Do(T::PayClaim), "paid", "Record that the claim for this visit was paid", 10),
        row(S::Report, &["s"], A::Do(T::SanctionTalk), "talked over", "Record that a visit cancelled as a sanction was talked over", 12),
        row(S::Proposal, &["n"], A::NextStep, "next step", "Record the next step of the proposal", 2),
        row(S::Proposal, &["a"], A::Do(T::AskVisitor), "visitor asked", "Record that it was talked over with the visitor", 5),
        row(S::Proposal, &["c"], A::Do(T::AskChild), "child asked", "Record that it was talked over with the child", 5),
        row(S::Proposal, &["w"], A::Do(T::AskWorker), "social worker", "Record that the social worker was informed, and agrees or not", 6),
        row(S::Proposal, &["b"], A::Do(T::Brief), "brief", "Record what the visitor was told of the child", 6),
        row(S::Proposal, &["t"], A::Do(T::BookJoint), "joint visit", "Arrange the joint matching visit", 7),
        row(S::Proposal, &["m"], A::Do(T::HoldJoint), "met", "Record the joint matching visit", 7),
        row(S::Proposal, &["s"], A::Do(T::StartMatch), "begin match", "Begin the match", 6),
        row(S::Proposal, &["x"], A::Do(T::CloseProposal), "close", "Close the proposal: no fault is recorded", 9),
        row(S::Candidates, &["Enter"], A::Propose, "propose", "Propose this visitor; in the whole list, all that are marked", 2),
        row(S::Candidates, &["a"], A::Cure, "answer", "Record the answer that is missing, or put right what stands against it", 3),
        row(S::Candidates, &["c"], A::Compare, "compare", "Compare two: the marked, or this one and the next", 3),
        row(S::Candidates, &["r"], A::Reasons, "why", "Show every rule, wish and point for these two in full", 4),
        row(S::Candidates, &["V", "o"], A::GoVisitor, "open", "Open the visitor", 4),
        row(S::Candidates, &["w", "W"], A::WholeList, "whole list", "Show the best set of proposals for the whole waiting list", 6),
        row(S::Candidates, &["n"], A::WhyNot, "why not", "Say why these two are not in the best set for the whole list", 6),
        row(S::Candidates, &["C"], A::GoChild, "child", "Open the child", 7),
        row(S::Candidates, &["Space"], A::List(ListAction::Mark), "mark", "Mark this one: to compare two, or in the whole list to propose several together", 5),
        row(S::Candidates, &["?", "F1"], A::Help, "help", "Help for here", ALWAYS),
        row(S::Candidates, &["v"], A::Do(T::VisitReport), "visit report", "File a visit report", 9),
        row(S::Candidates, &["!", "F4"], A::Do(T::RaiseConcern), "concern", "Raise a concern about a child", 9),
        row(S::Candidates, &["N"], A::Do(T::TakeNote), "note", "Note a call or a meeting", 10),
        row(S::Candidates, &["i"], A::HideNames, "initials", "Show initials and references instead of names, and back", 14),
        row(S::Candidates, &[":", "Ctrl-p"], A::Palette, "all", "Find anything that can be done by typing", 8),
        row(S::Candidates, &["Esc", "q"], A::Back, "back", "Back to where you were", 5),
        row(S::Concern, &["p"], A::Do(T::PassOnConcern), "pass on", "Record to whom the concern was passed", 3),
        row(S::Concern, &["n", "Enter"], A::Do(T::ConcernStep), "next step", "Record the next step: told, confirmed in writing, asked, heard, supported", 2),
        row(S::Concern, &["a"], A::Do(T::DecideConcern), "decision", "Record with whom it was decided: pass it on, or advice first", 4),
        row(S::Concern, &["e"], A::Do(T::AmendConcern), "record", "Complete the record: when, where, who, the child's own words", 4),
        row(S::Concern, &["m"], A::Do(T::MatchEffect), "for the match", "Record what it means for the match", 7),
        row(S::Concern, &["d"], A::Do(T::SettleConcern), "not one", "Record why it is not a safeguarding concern", 4),
        row(S::Concern, &["x"], A::Do(T::CloseConcern), "close", "Close the concern, with what came of it", 5),
        row(S::ConcernOfManager, &["A"], A::Do(T::ReceiveAllegation), "allegation", "Make the record of an allegation from it; visits are paused with it", 3),
        row(S::Allegation, &["n", "Enter"], A::NextAllegationStep, "next step", "Record the next step", 2),
        row(S::Allegation, &["s"], A::Do(T::Allegation(N::ChildSafe)), "child safe", "Record whether the child is safe", 4),
        row(S::Allegation, &["t"], A::Do(T::Allegation(N::TellManager)), "manager told", "Record when the team manager was told", 8),
        row(S::Allegation, &["l"], A::Do(T::Allegation(N::TellLado)), "LADO told", "Record when the LADO was told, and who took it", 3),
        row(S::Allegation, &["m"], A::Do(T::Allegation(N::TellSocialCare)), "social care", "Record that children's social care was told", 6),
        row(S::Allegation, &["p"], A::Do(T::Allegation(N::TellPolice)), "police", "Record that the police were told", 9),
        row(S::Allegation, &["d"], A::Do(T::Allegation(N::Advice)), "advice", "Record what the LADO advised", 4),
        row(S::Allegation, &["f"], A::Do(T::Allegation(N::AskForm)), "form asked", "Record that the LADO asked for the form", 9),
        row(S::Allegation, &["F"], A::Do(T::Allegation(N::SendForm)), "form sent", "Record that the form was sent", 9),
        row(S::Allegation, &["w"], A::Do(T::Allegation(N::TellPause)), "pause told", "Record who heard that visits are paused", 7),
        row(S::Allegation, &["a"], A::Do(T::Allegation(N::MayTell)), "may tell", "Record that the LADO agrees that the visitor is told", 6),
        row(S::Allegation, &["T"], A::Do(T::Allegation(N::TellVisitor)), "visitor told", "Record that the visitor was told, and who gives support", 7),
        row(S::Allegation, &["e"], A::Do(T::Allegation(N::Meeting)), "meeting", "Record a meeting, what it decided, and who is to do what", 5),
        row(S::Allegation, &["c"], A::Do(T::Allegation(N::OpenComplaint)), "complaint", "Record that the internal complaint procedure was opened", 7),
        row(S::Allegation, &["X"], A::Do(T::Allegation(N::CloseComplaint)), "complaint ended", "Record how the internal complaint procedure ended", 10),
        row(S::Allegation, &["o"], A::Do(T::Allegation(N::Outcome)), "outcome", "Record the outcome: one of five words", 5),
        row(S::Allegation, &["b"], A::Do(T::Allegation(N::Reinstate)), "allow visits", "Allow visits again, with a plan and a fresh review", 8),
        row(S::Allegation, &["E"], A::Do(T::Allegation(N::EndAppointment)), "end", "Record that the appointment is ended in writing", 8),
        row(S::Allegation, &["D"], A::Do(T::Allegation(N::TellDbs)), "DBS", "Record whether the DBS is told", 8),
        row(S::Allegation, &["S"], A::Do(T::Allegation(N::GiveSummary)), "summary", "Record that the visitor was given the summary", 10),
        row(S::Allegation, &["P"], A::Do(T::Allegation(N::ClearRecord)), "cleared", "Record that it is out of the personnel record", 11),
        row(S::Allegation, &["K"], A::Do(T::Allegation(N::OfferChild)), "child", "Record that the child was offered a talk and another visitor", 10),
        row(S::Allegation, &["r"], A::Do(T::Allegation(N::Learn)), "learned", "Record what was learned", 11),
        row(S::Allegation, &["k"], A::Do(T::Allegation(N::Details)), "details", "Add to what is known, for the LADO's form", 9),
        row(S::Allegation, &["x"], A::Do(T::Allegation(N::Close)), "close", "Close the allegation", 9),
        row(S::Allegation, &["B"], A::Do(T::CancelPaused), "cancel booked", "Cancel what is booked while visits are paused, with a neutral reason", 6),
        row(S::Paragraphs, &["Down", "j"], A::Paragraph(true), "paragraph", "Choose the next paragraph of the report: ! raises a concern from it", 2),
        row(S::Paragraphs, &["!", "F4"], A::Do(T::RaiseConcern), "concern", "Raise a concern from the paragraph that is chosen; without one it is asked for", 3),
        row(S::Paragraphs, &["Up", "k"], A::Paragraph(false), "", "The paragraph before", HIDDEN),
        row(S::Page, &["Up", "k"], A::List(ListAction::Up), "", "One row up", HIDDEN),
        row(S::Page, &["Down", "j"], A::List(ListAction::Down), "", "One row down", HIDDEN),
        row(S::Page, &["PgUp"], A::List(ListAction::PageUp), "", "One screen up", HIDDEN),
        row(S::Page, &["PgDn", "Space"], A::List(ListAction::PageDown), "", "One screen down", HIDDEN),
        row(S::Page, &["g", "Home"], A::List(ListAction::First), "", "To the top", HIDDEN),
        row(S::Page, &["G", "End"], A::List(ListAction::Last), "", "To the end", HIDDEN),
        row(S::List, &["Enter"], A::Open, "open", "Open what is under the cursor", 3),
        row(S::List, &["Space"], A::List(ListAction::Mark), "mark", "Mark the line, to do one thing for several", 15),
        row(S::List, &["S-Tab", "F8"], A::Sort, "sort", "Sort by the next column", 14),
    ];
    rows.extend(list::bindings(S::List, A::List));
    rows.extend(form::bindings(S::Form, A::Form));
    rows.extend([
        row(S::Form, &["Ctrl-d"], A::DropDraft, "begin anew", "Throw away what is typed here and begin the form anew", 12),
        row(S::Everywhere, &["v"], A::Do(T::VisitReport), "visit report", "File a visit report", 3),
        row(S::Everywhere, &["!", "F4"], A::Do(T::RaiseConcern), "concern", "Raise a concern about a child", 6),
        row(S::Everywhere, &["Alt-t"], A::Do(T::HeardOfVisitor), "", "About a visitor: tell the team manager at once", HIDDEN),
        row(S::Everywhere, &["N"], A::Do(T::TakeNote), "note", "Note a call or a meeting", 9),
        row(S::Everywhere, &["C"], A::GoChild, "child", "Go to the child", 10),
        row(S::Everywhere, &["V"], A::GoVisitor, "visitor", "Go to the visitor", 10),
        row(S::Everywhere, &["M"], A::GoMatch, "match", "Go to the match", 10),
        row(S::Everywhere, &["R"], A::GoReports, "reports", "Go to the visits and reports of the match", 11),
        row(S::Everywhere, &["O"], A::GoConcern, "concern", "Go to the last concern about the child", 16),
        row(S::Manager, &["Alt-a"], A::ListAllegations, "", "Show all allegations", HIDDEN),
        row(S::Everywhere, &["Esc", "Backspace"], A::Back, "back", "Go back to where you were, with list, cursor and filter", 7),
        row(S::Everywhere, &["Alt-w"], A::Do(T::WordList), "", "Change the list of words that read like a concern", HIDDEN),
        row(S::Everywhere, &["Alt-g"], A::Do(T::SupportGroup), "", "Record a support group", HIDDEN),
        row(S::Everywhere, &["u"], A::Undo, "undo", "Take the last change back", 12),
        row(S::Everywhere, &["Ctrl-r"], A::Redo, "redo", "Do again what was taken back last", 16),
        row(S::Everywhere, &["H"], A::History, "history", "Show who changed what, when and why", 11),
        row(S::Everywhere, &["l"], A::Preview, "preview as", "Show the record as another reader would get it: child, visitor, carer and on", 8),
        row(S::Everywhere, &["J"], A::ToldToWhom, "told", "Show what was told to whom, and what was refused", 14),
        row(S::Everywhere, &["Alt-d"], A::Papers, "", "Make a letter or another paper of the record, for its reader", HIDDEN),
        row(S::Everywhere, &["y"], A::Copy, "copy", "Copy the reference, never a name", 15),
        row(S::Everywhere, &["1", "F5"], A::Tab(Tab::Children), "", "Go to Children", HIDDEN),
        row(S::Everywhere, &["2", "F6"], A::Tab(Tab::Visitors), "", "Go to Visitors", HIDDEN),
        row(S::Everywhere, &["3", "F7"], A::Tab(Tab::Matches), "", "Go to Matches", HIDDEN),
        row(S::Everywhere, &["4", "F9"], A::Tab(Tab::Reports), "", "Go to Reports", HIDDEN),
        row(S::Everywhere, &["5", "F10"], A::Tab(Tab::Deadlines), "", "Go to Deadlines", HIDDEN),
        row(S::Everywhere, &["Tab", "Right", "Ctrl-PgDn"], A::NextTab, "", "Go to the next tab", HIDDEN),
        row(S::Everywhere, &["Left", "Ctrl-PgUp"], A::PreviousTab, "", "Go to the tab before", HIDDEN),
        row(S::Everywhere, &["i"], A::HideNames, "initials", "Show initials and references instead of names, and back", 14),
        row(S::Everywhere, &["L"], A::Lock, "lock", "Lock the screen", 15),
        row(S::Everywhere, &["F3"], A::Theme, "", "The next theme: default, high contrast, no colour", HIDDEN),
        row(S::Everywhere, &["F12"], A::Mouse, "", "Give the mouse to the terminal for selecting text, and back", HIDDEN),
        row(S::Everywhere, &["Ctrl-l"], A::Redraw, "", "Draw the screen anew", HIDDEN),
        row(S::Everywhere, &["Alt-h"], A::Do(T::ProclaimHoliday), "", "Add a bank holiday that was proclaimed", HIDDEN),
        row(S::Everywhere, &["Alt-o"], A::GoScheme, "", "Open the scheme's own page: standards, capacity, numbers", HIDDEN),
        row(S::Everywhere, &["Alt-r"], A::Do(T::ReviewStandards), "", "Record that the scheme's own standards were gone through", HIDDEN),
        row(S::Everywhere, &["Alt-e"], A::Do(T::Evidence), "", "Record where the evidence for a standard is kept", HIDDEN),
        row(S::Everywhere, &["Alt-n"], A::Do(T::DutyTeam), "", "Record the number of the duty team, for the visitor's card", HIDDEN),
        row(S::Everywhere, &["Alt-f"], A::Figures, "", "Show the figures for management, of the last twelve months", HIDDEN),
        row(S::Everywhere, &["Alt-m"], A::Do(T::GiveFigures), "", "Copy figures of a period for management, and write it down", HIDDEN),
        row(S::Everywhere, &["Alt-s"], A::Do(T::ChangeSetting), "", "Change a number of the rules", HIDDEN),
        row(S::Everywhere, &[":", "Ctrl-p"], A::Palette, "all", "Find anything that can be done by typing", 8),
        row(S::Everywhere, &["q", "Ctrl-q"], A::Quit, "quit", "Leave; nothing is lost", 13),
        row(S::Everywhere, &["?", "F1"], A::Help, "help", "Help for here", ALWAYS),
    ]);
    rows
}

/// A row of the palette with the other words by which it is looked for.
#[must_use]
pub fn with_other_words(row: PaletteRow<Action>) -> PaletteRow<Action> {
    PaletteRow { also: words::also_called(&row.action), ..row }
}

/// The key list for the README.
#[must_use]
pub fn markdown() -> String {
    KEYS.markdown()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        assert_eq!(KEYS.problems(), Vec::<String>::new());
    }
}
