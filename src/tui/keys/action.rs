//! What can be done: the tabs, the tasks, and everything a key can ask for.

use crate::engine::form::FormAction;
use crate::engine::list::ListAction;
use domain::record::AllegationTask;

/// The five tabs, always in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Tab {
    /// The children of the scheme.
    Children,
    /// The visitors, from enquiry on.
    Visitors,
    /// The matches.
    Matches,
    /// Visits and their reports.
    Reports,
    /// What is due, and why.
    Deadlines,
}

impl Tab {
    /// All five.
    pub const ALL: [Self; 5] =
        [Self::Children, Self::Visitors, Self::Matches, Self::Reports, Self::Deadlines];

    /// Its name.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Children => "Children",
            Self::Visitors => "Visitors",
            Self::Matches => "Matches",
            Self::Reports => "Reports",
            Self::Deadlines => "Deadlines",
        }
    }
}

/// What is filled in or done at once: each is one form, or one Command without a form.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Task {
    /// Enter a child.
    AddChild,
    /// Change a child's details.
    EditChild,
    /// Answer the safe-outing card.
    AnswerCard,
    /// Record a move.
    RecordMove,
    /// Confirm contact details.
    ConfirmContact,
    /// Record that the carer was told.
    TellCarer,
    /// Enter a referral.
    ReceiveReferral,
    /// Acknowledge it.
    Acknowledge,
    /// Arrange a meeting with the child.
    BookMeeting,
    /// Record that a meeting fell through.
    CancelMeeting,
    /// Record the meeting.
    RecordMeeting,
    /// Decide about it.
    DecideReferral,
    /// Tell child and social worker where it is up to.
    GiveUpdate,
    /// Take it off the list.
    CloseReferral,
    /// Enter a visitor.
    AddVisitor,
    /// Change a visitor's details.
    EditVisitor,
    /// Move to another stage.
    MoveStage,
    /// Record a certificate.
    RecordDbs,
    /// Record that an application was made or chased.
    StartDbs,
    /// Record the Update Service.
    UpdateService,
    /// Record a status check.
    StatusCheck,
    /// Record training.
    Train,
    /// Put a visitor on hold.
    HoldVisitor,
    /// Take a visitor off hold.
    ResumeVisitor,
    /// Pause visits by a visitor.
    SuspendVisitor,
    /// Allow them again.
    UnsuspendVisitor,
    /// Record an annual review.
    AnnualReview,
    /// Record a supervision.
    Supervision,
    /// Begin a match.
    StartMatch,
    /// Agree a pattern.
    AgreePattern,
    /// Put a match on hold.
    HoldMatch,
    /// Take a match off hold.
    ResumeMatch,
    /// End a match.
    EndMatch,
    /// Record a step towards eighteen.
    EighteenStep,
    /// Record a review of a match.
    MatchReview,
    /// Record that it is in the child's plan.
    FeedReview,
    /// Plan a visit.
    PlanVisit,
    /// Confirm a visit with carer and child.
    ConfirmVisit,
    /// Move a visit.
    MoveVisit,
    /// Cancel a visit.
    CancelVisit,
    /// Record that somebody did not come.
    MissVisit,
    /// File a visit report.
    VisitReport,
    /// Record that a report was read, and acted on.
    ReadReport,
    /// Record a support group.
    SupportGroup,
    /// Take a note.
    TakeNote,
    /// Raise a concern.
    RaiseConcern,
    /// Record what was heard about a visitor, for the team manager.
    HeardOfVisitor,
    /// Pass a concern on.
    PassOnConcern,
    /// Record that it is not a safeguarding concern.
    SettleConcern,
    /// Close a concern.
    CloseConcern,
    /// Put a deadline off.
    Snooze,
    /// Add a bank holiday.
    ProclaimHoliday,
    /// Change a number of the rules.
    ChangeSetting,
    /// Another social worker takes over.
    ChangeWorker,
    /// Look at what a move means.
    CheckPlacement,
    /// Record a review of the child's case.
    CaseReview,
    /// Ask for missing information.
    ChaseInfo,
    /// Record a reference.
    Reference,
    /// Record that a condition of a decision is met.
    MeetCondition,
    /// Record a declaration of independence.
    Declare,
    /// Record a driver's documents.
    Driving,
    /// Propose a visitor for a child.
    Propose,
    /// A proposal talked over with the visitor.
    AskVisitor,
    /// A proposal talked over with the child.
    AskChild,
    /// The social worker informed of a proposal.
    AskWorker,
    /// Brief the visitor.
    Brief,
    /// Arrange the joint visit.
    BookJoint,
    /// Record the joint visit.
    HoldJoint,
    /// Close a proposal.
    CloseProposal,
    /// Record what the child decided after the first visits.
    DecideTrial,
    /// Talk a sanction over.
    SanctionTalk,
    /// Record a meeting about the child.
    CaseMeeting,
    /// Agreements about the visitor's contact details.
    ContactDetails,
    /// Tell the visitor how it goes.
    GiveFeedback,
    /// Record what was closed after an ending.
    CloseMatch,
    /// Record that a claim was paid.
    PayClaim,
    /// Record that the standards were gone through.
    ReviewStandards,
    /// Record where the evidence for a standard is.
    Evidence,
    /// Record the number of a duty team.
    DutyTeam,
    /// Complete the record of a concern.
    AmendConcern,
    /// Decide to pass a concern on, or to seek advice first.
    DecideConcern,
    /// Record a step after a concern.
    ConcernStep,
    /// Decide what a concern means for the match.
    MatchEffect,
    /// Record a low-level concern about a visitor.
    LowLevel,
    /// Record what the team manager found of those.
    LookAtLowLevel,
    /// Change the list of words that read like a concern.
    WordList,
    /// Receive an allegation. For team managers.
    ReceiveAllegation,
    /// Take a step of an allegation. For team managers.
    Allegation(AllegationTask),
    /// Cancel what is booked with a visitor whose visits are paused.
    CancelPaused,
    /// Record that somebody consents, or refuses.
    RecordConsent,
    /// Record that a consent is taken back.
    WithdrawConsent,
    /// Release what a preview shows.
    Release,
    /// Turn down a request to be told something.
    RefuseRelease,
    /// Release what is withheld, by the safeguarding override.
    OverrideRelease,
    /// Show the briefing card of a match, to be given out.
    IssueCard,
    /// Write what a preview shows to a file.
    WriteOut,
    /// Give figures to management.
    GiveFigures,
}

/// Everything a key, the palette or a click can ask for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    /// Go to a tab.
    Tab(Tab),
    /// The next tab.
    NextTab,
    /// The tab before.
    PreviousTab,
    /// Help for here.
    Help,
    /// Everything that can be done, found by typing.
    Palette,
    /// Leave the program.
    Quit,
    /// Go back to where one was.
    Back,
    /// Take the last change back.
    Undo,
    /// Do again what was taken back last.
    Redo,
    /// Take back one that was made before this sitting, or do again what was, after being asked.
    UndoOlder,
    /// Names to initials and back.
    HideNames,
    /// Lock the screen.
    Lock,
    /// The mouse to the program or to the terminal.
    Mouse,
    /// Draw everything anew.
    Redraw,
    /// The next theme.
    Theme,
    /// Copy the reference.
    Copy,
    /// The past of what is shown.
    History,
    /// A list's own movement.
    List(ListAction),
    /// The next paragraph of a report, or the one before.
    Paragraph(bool),
    /// The next column to sort by.
    Sort,
    /// Open what is under the cursor.
    Open,
    /// Go to the child of what is under the cursor.
    GoChild,
    /// Go to its visitor.
    GoVisitor,
    /// Go to its match.
    GoMatch,
    /// Go to its reports.
    GoReports,
    /// Go to the child's last concern.
    GoConcern,
    /// Correct the report of the visit under the cursor, or file the one awaited.
    CorrectReport,
    /// Go to the visitor's last allegation. For team managers.
    GoAllegation,
    /// All allegations. For team managers.
    ListAllegations,
    /// The next step of an allegation. For team managers.
    NextAllegationStep,
    /// Open the scheme's own page.
    GoScheme,
    /// Put right what is due.
    Cure,
    /// Show what is put off as well.
    ShowSnoozed,
    /// Put a deadline that was put off back on the list.
    Wake,
    /// The morning list has been gone through.
    AllSeen,
    /// Fill in a form, or do it at once.
    Do(Task),
    /// A form's own keys.
    Form(FormAction),
    /// Throw the draft away and begin the form anew.
    DropDraft,
    /// Save a form whose words were pointed out.
    SaveAllTheSame,
    /// Show who could visit the child.
    WhoCouldVisit,
    /// Propose the candidate under the cursor.
    Propose,
    /// The next step of the proposal.
    NextStep,
    /// Go to the proposal of what is under the cursor.
    GoProposal,
    /// Do what was typed for all marked lines.
    DoForMarked,
    /// The visitors by stage, and back.
    Board,
    /// The best set of proposals for the whole waiting list.
    WholeList,
    /// Two candidates side by side.
    Compare,
    /// Why these two are not in the best set.
    WhyNot,
    /// All that is said of these two.
    Reasons,
    /// Show a record as another reader would get it; then as the next reader.
    Preview,
    /// As the reader before.
    PreviewBefore,
    /// Show the briefing card.
    ShowCard,
    /// Give the briefing card, or release what is shown.
    GiveShown,
    /// Ask whether to copy what is shown.
    CopyShown,
    /// Copy it, and write the release down.
    CopyNow,
    /// What was told to whom.
    ToldToWhom,
    /// The letters and other papers that can be made of a record.
    Papers,
    /// Show one of them, as its reader would get it.
    ShowPaper(domain::paper::Kind),
    /// Ask where to write what is shown.
    WriteShown,
    /// Show the figures for management.
    Figures,
}
