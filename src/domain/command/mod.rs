//! Commands: what a co-ordinator does, in her words. Screens, command line and import issue nothing else, so no
//! rule can be stepped round by any door.

mod allegation;
mod context;
mod details;

pub use allegation::*;
pub use context::*;
pub use details::*;

use crate::id::{
    AllegationId, ChildId, ConcernId, MatchId, NoteId, ProposalId, ReferralId, SnoozeId, StaffId, VisitId,
    VisitorId,
};
use crate::people::Role;
use crate::record::{
    CancelReason, CardQuestion, Choice, ClosingStep, ConcernStep, DbsCheck, Declaration, Distance,
    DriverDocuments, EighteenStep, EndReason, Heard, Interval, MatchEffect, Module, Party, PersonalReference,
    Professional, ReferralCloseReason, ReferralOutcome, ReviewOutcome, Shared, Stage, Subject,
    SupervisionKind, Told,
};
use crate::rule::{ParamId, RuleId};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $type:ty),* $(,)? } = $slug:literal;)*) => {
        /// What a co-ordinator does.
        #[derive(Clone, PartialEq)]
        pub enum Command { $($(#[$doc])* $name { $($(#[$fdoc])* $field: $type),* },)* }

        impl Command {
            /// Its name in the journal. Names are stable.
            #[must_use]
            pub const fn name(&self) -> &'static str { match self { $(Self::$name { .. } => $slug,)* } }
            /// Every name.
            pub const NAMES: &'static [&'static str] = &[$($slug),*];
        }
    };
}

commands! {
    /// Sets the scheme up; the first command of every file.
    SetUpScheme {
        /// Name of the scheme.
        name: String,
        /// The co-ordinator's name.
        coordinator: String,
        /// The authority that most children are looked after by.
        authority: String,
        /// A made-up scheme.
        demonstration: bool,
    } = "set-up-scheme";
    /// Changes a parameter of a rule.
    ChangeSetting {
        /// Which.
        param: ParamId,
        /// `None` goes back to the default.
        value: Option<i64>,
    } = "change-setting";
    /// Adds a bank holiday that was proclaimed.
    ProclaimHoliday {
        /// The day.
        day: NaiveDate,
    } = "proclaim-holiday";

    /// Enters a child.
    AddChild {
        /// Who they are.
        details: Box<ChildDetails>,
        /// Where they live.
        placement: Option<Box<NewPlacement>>,
    } = "add-child";
    /// Changes what is known of a child.
    AmendChild {
        /// The child.
        child: ChildId,
        /// All details, old and new.
        details: Box<ChildDetails>,
    } = "amend-child";
    /// The child moves: the old placement closes, the new one opens.
    RecordMove {
        /// The child.
        child: ChildId,
        /// Where to.
        placement: Box<NewPlacement>,
    } = "record-move";
    /// Address and telephone were confirmed with somebody.
    ConfirmContact {
        /// The child.
        child: ChildId,
        /// With whom.
        with: String,
        /// On which day.
        on: NaiveDate,
        /// Address, when it is new or was corrected.
        address: Option<String>,
        /// Telephone, when it is new or was corrected.
        phone: Option<String>,
        /// The first day of the home that is meant, such as one the child is to move to; `None` for that of the day.
        home: Option<NaiveDate>,
    } = "confirm-contact";
    /// The carer was told of the visitor, and of the pattern.
    TellCarer {
        /// The child.
        child: ChildId,
        /// By whom.
        by: String,
        /// On which day.
        on: NaiveDate,
        /// That the child has a visitor, and that it is statutory (R27).
        of_visitor: bool,
        /// The pattern, with the leaflet (R28).
        of_pattern: bool,
        /// The first day of the home that is meant, such as one the child is to move to; `None` for that of the day.
        home: Option<NaiveDate>,
    } = "tell-carer";
    /// Answers on the safe-outing card; unchanged ones are confirmed with it.
    AnswerCard {
        /// The child.
        child: ChildId,
        /// Question and answer; "none" is an answer.
        answers: Vec<(CardQuestion, String)>,
        /// Who answered.
        source: String,
        /// On which day.
        on: NaiveDate,
        /// The whole card was gone through.
        all_confirmed: bool,
    } = "answer-card";

    /// A referral has come in.
    ReceiveReferral {
        /// The child.
        child: ChildId,
        /// What it says.
        referral: Box<NewReferral>,
    } = "receive-referral";
    /// Its receipt was acknowledged.
    AcknowledgeReferral {
        /// Which.
        referral: ReferralId,
        /// On which day.
        on: NaiveDate,
    } = "acknowledge-referral";
    /// A meeting with the child is arranged; one arranged before is replaced.
    BookMeeting {
        /// Which.
        referral: ReferralId,
        /// For which day.
        on: NaiveDate,
        /// Why the one before fell through, if it did.
        note: Option<String>,
    } = "book-meeting";
    /// An arranged meeting falls through, and no other day is found yet.
    CancelMeeting {
        /// Which.
        referral: ReferralId,
        /// Why.
        note: Option<String>,
    } = "cancel-meeting";
    /// The child was met.
    RecordMeeting {
        /// Which.
        referral: ReferralId,
        /// On which day.
        on: NaiveDate,
        /// What the child would like.
        wishes: Option<Box<crate::record::Wishes>>,
        /// Whether the child wants a visitor.
        view: Option<crate::record::ChildView>,
        /// In a line.
        note: Option<String>,
    } = "record-meeting";
    /// Accepted, or not.
    DecideReferral {
        /// Which.
        referral: ReferralId,
        /// On which day.
        on: NaiveDate,
        /// What.
        outcome: ReferralOutcome,
        /// Why, when not simply accepted.
        reason: Option<String>,
    } = "decide-referral";
    /// The child or the social worker was told where it is up to.
    GiveUpdate {
        /// Which.
        referral: ReferralId,
        /// On which day.
        on: NaiveDate,
        /// Whom.
        to: Vec<Told>,
        /// How, and what was said.
        note: Option<String>,
    } = "give-update";
    /// The referral leaves the list.
    CloseReferral {
        /// Which.
        referral: ReferralId,
        /// On which day.
        on: NaiveDate,
        /// Why.
        reason: ReferralCloseReason,
        /// In a line.
        note: Option<String>,
    } = "close-referral";
    /// Missing information was asked for.
    ChaseInformation {
        /// Which.
        referral: ReferralId,
        /// On which day.
        on: NaiveDate,
        /// What, and of whom.
        what: String,
    } = "chase-information";
    /// Another social worker takes over; the match goes on as it is (R17).
    ChangeSocialWorker {
        /// The child.
        child: ChildId,
        /// Who.
        worker: Box<Professional>,
        /// Since which day.
        on: NaiveDate,
    } = "change-social-worker";
    /// After a move: whether visitor and new home are independent of each other, and how far it is.
    CheckPlacement {
        /// The child.
        child: ChildId,
        /// On which day.
        on: NaiveDate,
        /// Nobody of the visitor's works there (R58); `None` when that was not looked at.
        independent: Option<bool>,
        /// What follows from the distance (5.4); `None` when that was not looked at.
        distance: Option<Distance>,
        /// The first day of the home that is meant, such as one the child is to move to; `None` for that of the day.
        home: Option<NaiveDate>,
    } = "check-placement";
    /// A review of the child's case was held (R60).
    HoldCaseReview {
        /// The child.
        child: ChildId,
        /// On which day.
        on: NaiveDate,
        /// A visitor was considered there; `None` while nobody has said.
        considered: Option<bool>,
        /// The next one.
        next: Option<NaiveDate>,
    } = "hold-case-review";

    /// Enters somebody who wants to become a visitor, or is one.
    AddVisitor {
        /// Who they are.
        details: Box<VisitorDetails>,
        /// The stage they are at.
        stage: Stage,
        /// Since when.
        on: NaiveDate,
        /// By whose decision, where the stage is one.
        by: Option<String>,
    } = "add-visitor";
    /// Changes what is known of a visitor.
    AmendVisitor {
        /// The visitor.
        visitor: VisitorId,
        /// All details, old and new.
        details: Box<VisitorDetails>,
    } = "amend-visitor";
    /// A step of recruitment, or of leaving.
    MoveStage {
        /// The visitor.
        visitor: VisitorId,
        /// The new stage.
        to: Stage,
        /// Since when.
        on: NaiveDate,
        /// By whose decision.
        by: Option<String>,
        /// Neutral and factual.
        note: Option<String>,
        /// On what conditions, where it is a decision.
        conditions: Vec<String>,
    } = "move-stage";
    /// A condition of a decision is met (5.1).
    MeetCondition {
        /// The visitor.
        visitor: VisitorId,
        /// The condition, as it stands in the record.
        what: String,
        /// Since when.
        on: NaiveDate,
    } = "meet-condition";
    /// A certificate was seen.
    RecordDbs {
        /// The visitor.
        visitor: VisitorId,
        /// Its metadata.
        check: Box<DbsCheck>,
    } = "record-dbs";
    /// A new certificate was applied for, or the application chased.
    StartDbs {
        /// The visitor.
        visitor: VisitorId,
        /// Applied or chased on.
        on: NaiveDate,
        /// The umbrella body's reference.
        reference: Option<String>,
    } = "start-dbs";
    /// The Update Service was joined, or will not be.
    RecordUpdateService {
        /// The visitor.
        visitor: VisitorId,
        /// Joined on, or decided on.
        on: NaiveDate,
        /// Joined.
        joined: bool,
    } = "record-update-service";
    /// A look at the Update Service.
    RecordStatusCheck {
        /// The visitor.
        visitor: VisitorId,
        /// On which day.
        on: NaiveDate,
        /// No new information.
        unchanged: bool,
    } = "record-status-check";
    /// Training was done.
    RecordTraining {
        /// The visitor.
        visitor: VisitorId,
        /// Which modules.
        modules: Vec<Module>,
        /// On which day.
        on: NaiveDate,
        /// To be refreshed by.
        expires: Option<NaiveDate>,
        /// Title or trainer.
        note: Option<String>,
    } = "record-training";
    /// A reference was asked for, or has come.
    RecordReference {
        /// The visitor.
        visitor: VisitorId,
        /// It, as far as it goes; one of the same name is brought up to date.
        reference: Box<PersonalReference>,
    } = "record-reference";
    /// Independence was declared (R57).
    Declare {
        /// The visitor.
        visitor: VisitorId,
        /// What was declared.
        declaration: Box<Declaration>,
        /// For whom they, or somebody at home, work (R58).
        employers: Vec<String>,
    } = "declare";
    /// A driver's documents were seen (R85g).
    RecordDriver {
        /// The visitor.
        visitor: VisitorId,
        /// What was seen.
        documents: Box<DriverDocuments>,
    } = "record-driver";
    /// The visitor is on hold.
    HoldVisitor {
        /// The visitor.
        visitor: VisitorId,
        /// From which day.
        from: NaiveDate,
        /// To be looked at again on.
        until: Option<NaiveDate>,
        /// Why.
        reason: String,
    } = "hold-visitor";
    /// The visitor is back.
    ResumeVisitor {
        /// The visitor.
        visitor: VisitorId,
        /// First day back.
        on: NaiveDate,
    } = "resume-visitor";
    /// Visits by this visitor are paused, or may go on (a neutral act).
    SuspendVisitor {
        /// The visitor.
        visitor: VisitorId,
        /// From which day.
        on: NaiveDate,
        /// The neutral reason; `None` lifts the suspension.
        reason: Option<String>,
        /// Whether the pause is the team manager's, who alone allows the visits again; of no meaning when it is lifted.
        by_manager: bool,
    } = "suspend-visitor";

    /// A visitor is proposed for a child.
    ProposeMatch {
        /// The child.
        child: ChildId,
        /// The visitor.
        visitor: VisitorId,
        /// On which day.
        on: NaiveDate,
        /// Why these two (R9).
        rationale: Option<String>,
    } = "propose-match";
    /// The proposal was talked over with the visitor (R45).
    DiscussWithVisitor {
        /// Which.
        proposal: ProposalId,
        /// On which day.
        on: NaiveDate,
        /// Yes, or no.
        yes: bool,
        /// In a line.
        note: Option<String>,
    } = "discuss-with-visitor";
    /// The proposal was talked over with the child (R45, R88).
    DiscussWithChild {
        /// Which.
        proposal: ProposalId,
        /// On which day.
        on: NaiveDate,
        /// Yes, or no.
        yes: bool,
        /// The child was shown the visitor's profile.
        profile_shown: bool,
        /// Between how many visitors the child could choose.
        choice_of: u8,
        /// In the child's own words.
        note: Option<String>,
    } = "discuss-with-child";
    /// The social worker was told of the proposal, and agrees or not (R46).
    HearSocialWorker {
        /// Which.
        proposal: ProposalId,
        /// On which day.
        on: NaiveDate,
        /// Yes, or no.
        yes: bool,
        /// In a line.
        note: Option<String>,
    } = "hear-social-worker";
    /// The visitor was briefed about the child (R44).
    IssueBriefing {
        /// Which.
        proposal: ProposalId,
        /// On which day.
        on: NaiveDate,
        /// What was shared.
        shared: Vec<Shared>,
    } = "issue-briefing";
    /// The joint matching visit is arranged; one arranged before is replaced.
    BookJointVisit {
        /// Which.
        proposal: ProposalId,
        /// For which day.
        on: NaiveDate,
    } = "book-joint-visit";
    /// The joint matching visit took place, or did not (R46).
    HoldJointVisit {
        /// Which.
        proposal: ProposalId,
        /// On which day.
        on: NaiveDate,
        /// It took place.
        took_place: bool,
        /// Who was there besides child and visitor.
        present: Vec<Party>,
        /// The child wants to go on; `None` while it is not said.
        child_yes: Option<bool>,
        /// The visitor wants to go on; `None` while it is not said.
        visitor_yes: Option<bool>,
        /// In a line.
        note: Option<String>,
    } = "hold-joint-visit";
    /// The proposal does not go ahead: both are as free as before, and no fault is recorded.
    CloseProposal {
        /// Which.
        proposal: ProposalId,
        /// On which day.
        on: NaiveDate,
        /// Neutral, in a line.
        note: Option<String>,
    } = "close-proposal";
    /// A child and a visitor begin.
    StartMatch {
        /// The child.
        child: ChildId,
        /// The visitor.
        visitor: VisitorId,
        /// First day.
        on: NaiveDate,
        /// Why these two.
        rationale: Option<String>,
    } = "start-match";
    /// A visiting pattern is agreed.
    AgreePattern {
        /// The match.
        match_id: MatchId,
        /// How often.
        every: Interval,
        /// With whom.
        with: String,
        /// On which day.
        on: NaiveDate,
        /// Why, when not monthly.
        reason: Option<String>,
    } = "agree-pattern";
    /// The match is on hold; visit clocks pause.
    HoldMatch {
        /// The match.
        match_id: MatchId,
        /// From which day.
        from: NaiveDate,
        /// To be looked at again on.
        until: Option<NaiveDate>,
        /// Why.
        reason: String,
    } = "hold-match";
    /// The match goes on.
    ResumeMatch {
        /// The match.
        match_id: MatchId,
        /// First day.
        on: NaiveDate,
    } = "resume-match";
    /// The match ends.
    EndMatch {
        /// The match.
        match_id: MatchId,
        /// First day on which it no longer lives.
        on: NaiveDate,
        /// Why.
        reason: EndReason,
        /// Who decided.
        decided_by: Option<String>,
        /// Date of the written notice.
        notice: Option<NaiveDate>,
        /// Factual and neutral.
        note: Option<String>,
        /// In the child's own words.
        child_words: Option<String>,
        /// Another visitor is wanted: the child goes back on the waiting list, before others.
        rematch: Option<bool>,
        /// The day on which it was acknowledged that contact after eighteen is outside the scheme.
        informal_after: Option<NaiveDate>,
    } = "end-match";
    /// A step that closes a match was taken (R98).
    TakeClosingStep {
        /// The match.
        match_id: MatchId,
        /// Which.
        steps: Vec<ClosingStep>,
        /// On which day.
        on: NaiveDate,
        /// In a line.
        note: Option<String>,
    } = "take-closing-step";
    /// The child decided, after the first visits, whether it goes on (R86d).
    DecideTrial {
        /// The match.
        match_id: MatchId,
        /// On which day.
        on: NaiveDate,
        /// It goes on.
        goes_on: bool,
        /// In the child's own words.
        words: Option<String>,
    } = "decide-trial";
    /// A visit cancelled as a sanction was talked over (R24).
    TalkOverSanction {
        /// The visit.
        visit: VisitId,
        /// On which day.
        on: NaiveDate,
        /// With whom.
        with: String,
        /// What was said.
        note: Option<String>,
    } = "talk-over-sanction";
    /// A meeting about the child, which the visitor might attend, or did (R37).
    RecordMeetingAboutChild {
        /// The match.
        match_id: MatchId,
        /// The day of the meeting.
        on: NaiveDate,
        /// What meeting.
        what: String,
        /// Whether the child wants the visitor there; `None` while nobody has asked.
        child_wants: Option<bool>,
        /// Whether the visitor comes, or came; `None` while it is open.
        attends: Option<bool>,
    } = "record-meeting-about-child";
    /// One of the three agrees that the child may have the visitor's contact details (R35).
    AgreeContact {
        /// The match.
        match_id: MatchId,
        /// The scheme, the social worker, or the visitor.
        who: Party,
        /// By name.
        by: String,
        /// On which day.
        on: NaiveDate,
    } = "agree-contact";
    /// The child is given the visitor's contact details (R35).
    ReleaseContact {
        /// The match.
        match_id: MatchId,
        /// On which day.
        on: NaiveDate,
    } = "release-contact";
    /// One of the three takes the agreement back.
    WithdrawContact {
        /// The match.
        match_id: MatchId,
        /// By whom.
        by: String,
        /// On which day.
        on: NaiveDate,
    } = "withdraw-contact";
    /// A step towards the eighteenth birthday was taken.
    TakeEighteenStep {
        /// The match.
        match_id: MatchId,
        /// Which.
        step: EighteenStep,
        /// On which day.
        on: NaiveDate,
        /// In a line.
        note: Option<String>,
    } = "take-eighteen-step";

    /// A visit is planned.
    PlanVisit {
        /// The match.
        match_id: MatchId,
        /// Day, time, place.
        plan: Box<VisitPlan>,
    } = "plan-visit";
    /// A planned visit is confirmed with carer and child.
    ConfirmVisit {
        /// The visit.
        visit: VisitId,
    } = "confirm-visit";
    /// A planned visit moves to another day.
    MoveVisit {
        /// The visit.
        visit: VisitId,
        /// The new day.
        date: NaiveDate,
        /// The new time.
        start: Option<NaiveTime>,
    } = "move-visit";
    /// A planned visit is cancelled.
    CancelVisit {
        /// The visit.
        visit: VisitId,
        /// By whom.
        by: Party,
        /// Why.
        reason: CancelReason,
        /// The day the word came.
        told: NaiveDate,
        /// In a line.
        note: Option<String>,
        /// Another day, where one was found.
        instead: Option<Box<VisitPlan>>,
    } = "cancel-visit";
    /// Somebody did not come.
    MissVisit {
        /// The visit.
        visit: VisitId,
        /// Who.
        by: Party,
        /// In a line.
        note: Option<String>,
    } = "miss-visit";
    /// A visit report has come in, or one that came is corrected.
    FileVisitReport {
        /// What it says.
        report: Box<NewReport>,
    } = "file-visit-report";
    /// A claim was paid (R59).
    PayClaim {
        /// The visit that it is for.
        visit: VisitId,
        /// On which day.
        on: NaiveDate,
    } = "pay-claim";
    /// The co-ordinator has read a report.
    ReadReport {
        /// The visit.
        visit: VisitId,
        /// What was done about it, if anything.
        acted: Option<String>,
    } = "read-report";

    /// A match was reviewed.
    HoldMatchReview {
        /// The match.
        match_id: MatchId,
        /// On which day.
        held: NaiveDate,
        /// Formal, or a check-in.
        formal: bool,
        /// Who was heard.
        heard: Vec<Heard>,
        /// What came of it.
        outcome: ReviewOutcome,
        /// In a few lines.
        summary: String,
        /// Fed into the child's plan on.
        to_plan: Option<NaiveDate>,
        /// Whether the child can be in touch with the visitor in private (R36).
        private: Option<bool>,
        /// Whether the child agrees that the visitor hears what was said (R86c).
        child_agrees: Option<bool>,
    } = "hold-match-review";
    /// A review was fed into the child's plan, or sent to the reviewing officer (R47).
    FeedReview {
        /// Which.
        review: crate::id::MatchReviewId,
        /// On which day.
        on: NaiveDate,
        /// Into the child's plan.
        plan: bool,
        /// To the independent reviewing officer.
        iro: bool,
    } = "feed-review";
    /// The visitor was told how the match is going (R86c).
    GiveFeedback {
        /// Of which review.
        review: crate::id::MatchReviewId,
        /// On which day.
        on: NaiveDate,
    } = "give-feedback";
    /// The scheme's own standards were gone through (R50b).
    ReviewStandards {
        /// On which day.
        on: NaiveDate,
    } = "review-standards";
    /// Where the evidence for a standard is kept (R50c).
    RecordEvidence {
        /// Which standard.
        rule: RuleId,
        /// Where; blank takes it away.
        place: String,
    } = "record-evidence";
    /// Whom a visitor rings in an emergency: the number of a duty team (R42, R61).
    RecordDutyTeam {
        /// The responsible authority whose duty team it is; `None` for the scheme's own.
        authority: Option<String>,
        /// The number, and when it is answered; blank takes it away.
        number: String,
    } = "record-duty-team";
    /// The annual review of a visitor is arranged; one arranged before is replaced.
    BookAnnualReview {
        /// The visitor.
        visitor: VisitorId,
        /// For which day; `None` when the one that was arranged falls through.
        on: Option<NaiveDate>,
    } = "book-annual-review";
    /// A visitor's year was reviewed. It takes the place of the review that was arranged.
    HoldAnnualReview {
        /// The visitor.
        visitor: VisitorId,
        /// On which day.
        held: NaiveDate,
        /// Wishes to go on.
        wishes_to_go_on: Option<bool>,
        /// In a few lines.
        summary: String,
    } = "hold-annual-review";
    /// A visitor was supported one to one.
    RecordSupervision {
        /// The visitor.
        visitor: VisitorId,
        /// On which day.
        on: NaiveDate,
        /// How.
        how: SupervisionKind,
        /// In a few lines.
        summary: String,
    } = "record-supervision";
    /// A support group met.
    HoldGroup {
        /// On which day.
        held: NaiveDate,
        /// Who came.
        attended: Vec<VisitorId>,
        /// Where the minutes are.
        minutes: Option<String>,
        /// Topics.
        topics: Option<String>,
    } = "hold-group";
    /// A call or meeting is noted against everyone it touches.
    TakeNote {
        /// On which day.
        on: NaiveDate,
        /// About whom.
        about: Vec<Subject>,
        /// What was said.
        text: String,
    } = "take-note";
    /// A note is corrected.
    AmendNote {
        /// Which.
        note: NoteId,
        /// The corrected words.
        text: String,
    } = "amend-note";

    /// A concern about a child is raised.
    RaiseConcern {
        /// What it says.
        concern: Box<NewConcern>,
    } = "raise-concern";
    /// A concern was passed to children's social care.
    PassOnConcern {
        /// Which.
        concern: ConcernId,
        /// When.
        at: DateTime<Utc>,
        /// To which service.
        to: String,
        /// To whom.
        name: String,
        /// Their reference.
        reference: Option<String>,
        /// Decided with: the safeguarding lead or the team manager.
        with: Option<String>,
    } = "pass-on-concern";
    /// Decided not to be a safeguarding concern; stops the clock.
    SettleConcern {
        /// Which.
        concern: ConcernId,
        /// Decided with: the safeguarding lead or the team manager.
        with: Option<String>,
        /// Why.
        reason: String,
    } = "settle-concern";
    /// A concern that was passed on or settled is closed.
    CloseConcern {
        /// Which.
        concern: ConcernId,
        /// Closed by: the team manager (5.6).
        by: String,
        /// What came of it.
        reason: String,
    } = "close-concern";
    /// An allegation against a visitor has come in. For team managers only.
    ReceiveAllegation {
        /// What it says.
        allegation: Box<NewAllegation>,
    } = "receive-allegation";
    /// A restricted record was opened to be read. For team managers only.
    NoteAccess {
        /// Which.
        subject: Subject,
    } = "note-access";
    /// Somebody was refused what their role does not let them do.
    NoteDenial {
        /// What a greyed key would have done, in the words of the key table; `None` where those could tell of something
        /// restricted.
        asked: Option<String>,
        /// The record that it was asked for.
        subject: Subject,
    } = "note-denial";

    /// Lets another person open the file. For team managers only.
    AddPerson {
        /// The name, which is asked for with the passphrase.
        name: String,
        /// What the person may do.
        role: Role,
        /// The passphrase is somebody else's making, and to be changed at the first opening.
        invited: bool,
    } = "add-person";
    /// Gives a person another role, or a passphrase in the place of a forgotten one. For team managers only.
    ChangePerson {
        /// Who.
        person: StaffId,
        /// The new role; `None` leaves it.
        role: Option<Role>,
        /// The passphrase is somebody else's making, and to be changed at the next opening.
        invited: bool,
    } = "change-person";
    /// The person acting has another passphrase.
    ChangePassphrase {} = "change-passphrase";
    /// Shuts a person out of the file, whose keys become new. For team managers only.
    RevokePerson {
        /// Who.
        person: StaffId,
    } = "revoke-person";

    /// A consent was given or refused (R13, R30, R37, R86c).
    RecordConsent {
        /// What it says.
        consent: Box<NewConsent>,
    } = "record-consent";
    /// A consent is taken back.
    WithdrawConsent {
        /// Which.
        consent: crate::id::ConsentId,
        /// By whom.
        by: String,
        /// On which day.
        on: NaiveDate,
    } = "withdraw-consent";
    /// Something on record is told to somebody (R80a).
    ReleaseInformation {
        /// What, to whom and on which basis.
        release: Box<NewRelease>,
    } = "release-information";
    /// A request to be told something is turned down (R80a).
    RefuseRelease {
        /// What was asked for, and by whom.
        release: Box<NewRelease>,
        /// Why it is refused.
        reason: String,
    } = "refuse-release";
    /// The visitor of a match is given the briefing card as it stands today (R44).
    IssueCard {
        /// The match.
        match_id: MatchId,
    } = "issue-card";
    /// Figures of a period, counted from the records, are given to management or commissioners (R80a, R109).
    ReleaseFigures {
        /// The first day of the period.
        from: NaiveDate,
        /// The last day, as at which the rest is counted.
        until: NaiveDate,
        /// To whom by name.
        recipient: String,
        /// For what.
        purpose: String,
    } = "release-figures";
    /// The record of a concern is completed (R80); the words first used stay as they are.
    AmendConcern {
        /// Which.
        concern: ConcernId,
        /// Everything beyond the words first used, old and new.
        details: Box<ConcernDetails>,
    } = "amend-concern";
    /// Decided to pass a concern on, or to seek advice first; the clock runs on (5.6).
    DecideConcern {
        /// Which.
        concern: ConcernId,
        /// To be passed on, or advice first.
        choice: Choice,
        /// With whom: the safeguarding lead or the team manager.
        with: Option<String>,
        /// When.
        at: DateTime<Utc>,
        /// Why, or what was advised.
        reason: Option<String>,
    } = "decide-concern";
    /// A step after a concern was raised was taken (5.6, R80c).
    TakeConcernStep {
        /// Which concern.
        concern: ConcernId,
        /// Which step.
        step: ConcernStep,
        /// When.
        at: DateTime<Utc>,
        /// To or with whom.
        with: Option<String>,
        /// What was said.
        note: Option<String>,
    } = "take-concern-step";
    /// Decided what a concern means for the match.
    DecideMatchEffect {
        /// Which concern.
        concern: ConcernId,
        /// What.
        effect: MatchEffect,
        /// Why.
        note: Option<String>,
    } = "decide-match-effect";
    /// A low-level concern about a visitor is recorded (R79).
    RecordLowLevel {
        /// What it says.
        low_level: Box<NewLowLevel>,
    } = "record-low-level";
    /// The team manager has looked at what is recorded about a visitor.
    LookAtLowLevel {
        /// About which visitor.
        visitor: VisitorId,
        /// By whom.
        by: String,
        /// What came of it.
        outcome: String,
    } = "look-at-low-level";
    /// A word or phrase is put on the list of what reads like a concern.
    AddWord {
        /// Which.
        word: String,
    } = "add-word";
    /// A word or phrase is taken off that list.
    RemoveWord {
        /// Which.
        word: String,
    } = "remove-word";
    /// A step of an allegation was taken. For team managers only.
    TakeAllegationStep {
        /// Which allegation.
        allegation: AllegationId,
        /// Which step, and what was recorded of it.
        step: Box<AllegationStep>,
    } = "take-allegation-step";
    /// The booked visits of a visitor whose visits are paused are cancelled, with a neutral reason.
    CancelPausedVisits {
        /// The visitor.
        visitor: VisitorId,
        /// The day the word went out.
        told: NaiveDate,
    } = "cancel-paused-visits";

    /// A deadline is put off, with a reason.
    Snooze {
        /// Which rule's.
        rule: RuleId,
        /// About whom.
        subject: Subject,
        /// The last day of the deadline: of another one nothing is put off.
        due: NaiveDate,
        /// Shown again from this day.
        until: NaiveDate,
        /// Why.
        reason: String,
    } = "snooze";
    /// A snooze is taken back.
    Wake {
        /// Which.
        snooze: SnoozeId,
    } = "wake";
    /// Several things at once, about different records: one change, and one undo.
    Together {
        /// What.
        commands: Vec<Command>,
    } = "together";
    /// The morning list was gone through.
    MarkReviewed {} = "mark-reviewed";
    /// The last change is taken back by its inverse; the past of both stays in the journal.
    Undo {
        /// What is taken back.
        what: Box<Undoable>,
    } = "undo";
    /// The last change was an undo, and what it took back is done again.
    Redo {
        /// The undo.
        what: Box<Undoable>,
    } = "redo";
}

impl std::fmt::Debug for Command {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
