//! The one way in: `decide(&World, &Command, &Context)` answers with the changes, or with everything that stands
//! against them. Pure; one file for each part of the work.
//!
//! Recording a fact is never refused, only forward steps are (approve, begin, book). What happened before the
//! scheme was set up in this program is a fact: then the same finding only warns.

mod alive;
mod allegations;
mod certificates;
mod children;
mod concern_steps;
mod concerns;
mod desk;
mod draft;
mod ending;
mod ledger;
mod low_levels;
mod matching;
mod nearby;
mod pauses;
mod placements;
mod proposals;
mod redo;
mod referrals;
mod releases;
mod reports;
mod reviews;
mod staff;
mod stages;
#[cfg(test)]
pub(crate) mod tests;
mod tidy;
mod together;
mod undo;
mod visitors;
mod visits;

use crate::command::{Command, Context, Decision, Refusal};
use crate::disclose::Period;
use crate::judge;
use crate::people;
use crate::record::{JointOutcome, PassedOn};
use crate::world::World;
pub(crate) use draft::{Draft, Outcome};
pub use together::{MOST_TOGETHER, too_many_together};
pub use undo::stays_on_record;

/// Judges a command.
///
/// # Errors
/// A [`Refusal`] with every finding that stands against the step, when at least one of them refuses it and was
/// not taken on by name in [`Context::overriding`].
pub fn decide(world: &World, command: &Command, context: &Context) -> Result<Decision, Refusal> {
    let mut draft = Draft::new(world, context);
    let outcome = match people::refusal(context.role, command) {
        Some(finding) => Err(finding),
        None => {
            if context.role.may_see_restricted() {
                draft.find_all(judge::contact(world, command, context.today));
            }
            run(&mut draft, command)
        }
    };
    draft.finish(outcome)
}

fn run(d: &mut Draft<'_>, command: &Command) -> Outcome {
    use Command as C;
    match command {
        C::SetUpScheme { name, coordinator, authority, demonstration } => {
            desk::set_up(d, name, coordinator, authority, *demonstration)
        }
        C::ChangeSetting { param, value } => desk::change_setting(d, *param, *value),
        C::ProclaimHoliday { day } => desk::proclaim_holiday(d, *day),

        C::AddChild { details, placement } => children::add(d, details, placement.as_deref()),
        C::AmendChild { child, details } => children::amend(d, *child, details),
        C::RecordMove { child, placement } => placements::record_move(d, *child, placement),
        C::ConfirmContact { child, with, on, address, phone, home } => {
            let (address, phone) = (address.as_deref(), phone.as_deref());
            placements::confirm_contact(d, *child, with, (*on, *home), address, phone)
        }
        C::TellCarer { child, by, on, of_visitor, of_pattern, home } => {
            placements::tell_carer(d, *child, by, (*on, *home), *of_visitor, *of_pattern)
        }
        C::AnswerCard { child, answers, source, on, all_confirmed } => {
            children::answer_card(d, *child, answers, source, *on, *all_confirmed)
        }

        C::ReceiveReferral { child, referral } => referrals::receive(d, *child, referral),
        C::AcknowledgeReferral { referral, on } => referrals::acknowledge(d, *referral, *on),
        C::BookMeeting { referral, on, note } => referrals::book(d, *referral, *on, note.as_deref()),
        C::CancelMeeting { referral, note } => referrals::cancel_meeting(d, *referral, note.as_deref()),
        C::RecordMeeting { referral, on, wishes, view, note } => {
            referrals::met(d, *referral, *on, wishes.as_deref(), view.as_ref(), note.as_deref())
        }
        C::DecideReferral { referral, on, outcome, reason } => {
            referrals::decide(d, *referral, *on, *outcome, reason.as_deref())
        }
        C::GiveUpdate { referral, on, to, note } => referrals::update(d, *referral, *on, to, note.as_deref()),
        C::CloseReferral { referral, on, reason, note } => {
            referrals::close(d, *referral, *on, *reason, note.as_deref())
        }
        C::ChaseInformation { referral, on, what } => referrals::chase(d, *referral, *on, what),
        C::ChangeSocialWorker { child, worker, on } => children::change_worker(d, *child, worker, *on),
        C::CheckPlacement { child, on, independent, distance, home } => {
            placements::check(d, *child, (*on, *home), *independent, *distance)
        }
        C::HoldCaseReview { child, on, considered, next } => {
            children::case_review(d, *child, *on, *considered, *next)
        }

        C::AddVisitor { details, stage, on, by } => visitors::add(d, details, *stage, *on, by.as_deref()),
        C::AmendVisitor { visitor, details } => visitors::amend(d, *visitor, details),
        C::MoveStage { visitor, to, on, by, note, conditions } => {
            stages::move_stage(d, *visitor, (*to, *on), by.as_deref(), note.as_deref(), conditions)
        }
        C::MeetCondition { visitor, what, on } => stages::meet_condition(d, *visitor, what, *on),
        C::RecordDbs { visitor, check } => certificates::record(d, *visitor, check),
        C::StartDbs { visitor, on, reference } => certificates::start(d, *visitor, *on, reference.as_deref()),
        C::RecordUpdateService { visitor, on, joined } => {
            certificates::update_service(d, *visitor, *on, *joined)
        }
        C::RecordStatusCheck { visitor, on, unchanged } => {
            certificates::status_check(d, *visitor, *on, *unchanged)
        }
        C::RecordTraining { visitor, modules, on, expires, note } => {
            visitors::train(d, *visitor, modules, *on, *expires, note.as_deref())
        }
        C::RecordReference { visitor, reference } => visitors::add_reference(d, *visitor, reference),
        C::Declare { visitor, declaration, employers } => {
            visitors::declare(d, *visitor, declaration, employers)
        }
        C::RecordDriver { visitor, documents } => visitors::driver(d, *visitor, documents),
        C::HoldVisitor { visitor, from, until, reason } => visitors::hold(d, *visitor, *from, *until, reason),
        C::ResumeVisitor { visitor, on } => visitors::resume(d, *visitor, *on),
        C::SuspendVisitor { visitor, on, reason, by_manager } => {
            pauses::suspend(d, *visitor, *on, (reason.as_deref(), *by_manager))
        }

        C::ProposeMatch { child, visitor, on, rationale } => {
            proposals::propose(d, *child, *visitor, *on, rationale.as_deref())
        }
        C::DiscussWithVisitor { proposal, on, yes, note } => {
            proposals::with_visitor(d, *proposal, *on, *yes, note.as_deref())
        }
        C::DiscussWithChild { proposal, on, yes, profile_shown, choice_of, note } => {
            proposals::with_child(d, *proposal, *on, (*yes, *profile_shown, *choice_of), note.as_deref())
        }
        C::HearSocialWorker { proposal, on, yes, note } => {
            proposals::social_worker(d, *proposal, *on, *yes, note.as_deref())
        }
        C::IssueBriefing { proposal, on, shared } => proposals::brief(d, *proposal, *on, shared),
        C::BookJointVisit { proposal, on } => proposals::book(d, *proposal, *on),
        C::HoldJointVisit { proposal, on, took_place, present, child_yes, visitor_yes, note } => {
            let outcome = JointOutcome {
                took_place: *took_place,
                present: present.clone(),
                child_yes: *child_yes,
                visitor_yes: *visitor_yes,
                note: note.clone(),
            };
            proposals::met(d, *proposal, *on, &outcome)
        }
        C::CloseProposal { proposal, on, note } => proposals::close(d, *proposal, *on, note.as_deref()),
        C::StartMatch { child, visitor, on, rationale } => {
            matching::start(d, *child, *visitor, *on, rationale.as_deref())
        }
        C::AgreePattern { match_id, every, with, on, reason } => {
            matching::agree_pattern(d, *match_id, *every, with, *on, reason.as_deref())
        }
        C::HoldMatch { match_id, from, until, reason } => matching::hold(d, *match_id, *from, *until, reason),
        C::ResumeMatch { match_id, on } => matching::resume(d, *match_id, *on),
        C::EndMatch {
            match_id,
            on,
            reason,
            decided_by,
            notice,
            note,
            child_words,
            rematch,
            informal_after,
        } => {
            let ending = ending::NewEnding {
                on: *on,
                reason: *reason,
                decided_by: decided_by.as_deref(),
                notice: *notice,
                note: note.as_deref(),
                child_words: child_words.as_deref(),
                rematch: *rematch,
                informal_after: *informal_after,
            };
            ending::end(d, *match_id, &ending)
        }
        C::TakeClosingStep { match_id, steps, on, note } => {
            ending::close(d, *match_id, steps, *on, note.as_deref())
        }
        C::DecideTrial { match_id, on, goes_on, words } => {
            alive::decide_trial(d, *match_id, *on, *goes_on, words.as_deref())
        }
        C::TalkOverSanction { visit, on, with, note } => {
            alive::talk_over_sanction(d, *visit, *on, with, note.as_deref())
        }
        C::RecordMeetingAboutChild { match_id, on, what, child_wants, attends } => {
            alive::case_meeting(d, *match_id, *on, what, (*child_wants, *attends))
        }
        C::AgreeContact { match_id, who, by, on } => alive::agree_contact(d, *match_id, *who, by, *on),
        C::ReleaseContact { match_id, on } => alive::release_contact(d, *match_id, *on),
        C::WithdrawContact { match_id, by, on } => alive::withdraw_contact(d, *match_id, by, *on),
        C::TakeEighteenStep { match_id, step, on, note } => {
            matching::eighteen(d, *match_id, *step, *on, note.as_deref())
        }

        C::PlanVisit { match_id, plan } => visits::plan(d, *match_id, plan),
        C::ConfirmVisit { visit } => visits::confirm(d, *visit),
        C::MoveVisit { visit, date, start } => visits::move_to(d, *visit, *date, *start),
        C::CancelVisit { visit, by, reason, told, note, instead } => {
            visits::cancel(d, *visit, (*by, *reason), *told, note.as_deref(), instead.as_deref())
        }
        C::MissVisit { visit, by, note } => visits::miss(d, *visit, *by, note.as_deref()),
        C::FileVisitReport { report } => reports::file(d, report),
        C::PayClaim { visit, on } => reports::pay(d, *visit, *on),
        C::ReadReport { visit, acted } => reports::read(d, *visit, acted.as_deref()),

        C::HoldMatchReview {
            match_id,
            held,
            formal,
            heard,
            outcome,
            summary,
            to_plan,
            private,
            child_agrees,
        } => {
            let new = reviews::Held {
                on: *held,
                formal: *formal,
                heard,
                outcome: *outcome,
                summary,
                to_plan: *to_plan,
                private: *private,
                child_agrees: *child_agrees,
            };
            reviews::of_match(d, *match_id, &new)
        }
        C::FeedReview { review, on, plan, iro } => reviews::feed(d, *review, *on, (*plan, *iro)),
        C::GiveFeedback { review, on } => reviews::give_feedback(d, *review, *on),
        C::ReviewStandards { on } => desk::review_standards(d, *on),
        C::RecordEvidence { rule, place } => desk::evidence(d, *rule, place),
        C::RecordDutyTeam { authority, number } => desk::duty_team(d, authority.as_deref(), number),
        C::BookAnnualReview { visitor, on } => reviews::book_of_visitor(d, *visitor, *on),
        C::HoldAnnualReview { visitor, held, wishes_to_go_on, summary } => {
            reviews::of_visitor(d, *visitor, *held, *wishes_to_go_on, summary)
        }
        C::RecordSupervision { visitor, on, how, summary } => {
            reviews::supervision(d, *visitor, *on, *how, summary)
        }
        C::HoldGroup { held, attended, minutes, topics } => {
            reviews::group(d, *held, attended, minutes.as_deref(), topics.as_deref())
        }
        C::TakeNote { on, about, text } => desk::take_note(d, *on, about, text),
        C::AmendNote { note, text } => desk::amend_note(d, *note, text),

        C::RaiseConcern { concern } => concerns::raise(d, concern),
        C::PassOnConcern { concern, at, to, name, reference, with } => {
            let passed =
                PassedOn { at: *at, to: to.clone(), name: name.clone(), reference: reference.clone() };
            concerns::pass_on(d, *concern, &passed, with.as_deref())
        }
        C::ReceiveAllegation { allegation } => allegations::receive(d, allegation),
        C::NoteAccess { subject } => allegations::note_access(d, *subject),
        C::NoteDenial { asked, subject } => staff::denied(d, asked.as_deref(), *subject),
        C::AddPerson { name, role, invited } => staff::add(d, name, *role, *invited),
        C::ChangePerson { person, role, invited } => staff::change(d, *person, *role, *invited),
        C::ChangePassphrase {} => staff::own_passphrase(d),
        C::RevokePerson { person } => staff::revoke(d, *person),

        C::RecordConsent { consent } => releases::consent(d, consent),
        C::WithdrawConsent { consent, by, on } => releases::withdraw(d, *consent, by, *on),
        C::ReleaseInformation { release } => releases::release(d, release),
        C::RefuseRelease { release, reason } => releases::refuse(d, release, reason),
        C::IssueCard { match_id } => releases::issue_card(d, *match_id),
        C::ReleaseFigures { from, until, recipient, purpose } => {
            releases::give_figures(d, Period { from: *from, until: *until }, recipient, purpose)
        }
        C::SettleConcern { concern, with, reason } => concerns::settle(d, *concern, with.as_deref(), reason),
        C::CloseConcern { concern, by, reason } => concerns::close(d, *concern, by, reason),
        C::AmendConcern { concern, details } => concerns::amend(d, *concern, details),
        C::DecideConcern { concern, choice, with, at, reason } => {
            concern_steps::decide(d, *concern, (*choice, *at), with.as_deref(), reason.as_deref())
        }
        C::TakeConcernStep { concern, step, at, with, note } => {
            concern_steps::take(d, *concern, (*step, *at), with.as_deref(), note.as_deref())
        }
        C::DecideMatchEffect { concern, effect, note } => {
            concern_steps::effect(d, *concern, *effect, note.as_deref())
        }
        C::RecordLowLevel { low_level } => low_levels::record(d, low_level),
        C::LookAtLowLevel { visitor, by, outcome } => low_levels::look_at(d, *visitor, by, outcome),
        C::AddWord { word } => low_levels::add_word(d, word),
        C::RemoveWord { word } => low_levels::remove_word(d, word),
        C::TakeAllegationStep { allegation, step } => allegations::step(d, *allegation, step),
        C::CancelPausedVisits { visitor, told } => visits::cancel_paused(d, *visitor, *told),

        C::Snooze { rule, subject, due, until, reason } => {
            desk::snooze(d, *rule, *subject, *due, *until, reason)
        }
        C::Wake { snooze } => desk::wake(d, *snooze),
        C::Together { commands } => together::together(d, commands),
        C::MarkReviewed {} => desk::mark_reviewed(d),
        C::Undo { what } => undo::undo(d, what),
        C::Redo { what } => redo::redo(d, what),
    }
}
