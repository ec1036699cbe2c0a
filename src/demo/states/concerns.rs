//! Concerns about children at every step of their way.

use super::*;
use domain::record::{Choice, Concern, ConcernStep, Incident, MatchEffect};

/// 5.6 as it stands there, from raising to closing.
pub(super) fn concerns_at_every_step() {
    let any = |is: &dyn Fn(&Concern) -> bool| world().concerns().any(is);
    let step = |step: ConcernStep| any(&|c| c.step(step).is_some());
    let choice = |choice: Choice| any(&|c| c.decided.as_ref().is_some_and(|d| d.choice == choice));
    let effect = |effect: MatchEffect| any(&|c| c.effect.as_ref().is_some_and(|e| e.what == effect));
    all_stand(&[
        ("raised by a visitor's report", any(&|c| c.visit.is_some())),
        ("raised by word", any(&|c| c.visit.is_none())),
        ("danger now", any(&|c| c.danger_uncalled())),
        ("recorded, all of it", any(&|c| c.missing().is_empty())),
        ("recorded in part", any(&|c| !c.missing().is_empty())),
        ("decided: pass on", choice(Choice::PassOn)),
        ("decided: not a concern, with the reason", any(&|c| c.not_a_concern.is_some())),
        ("advice sought first", was_decided(Choice::Advice)),
        (
            "passed, with name and reference",
            any(&|c| c.passed.as_ref().is_some_and(|p| p.reference.is_some())),
        ),
        ("confirmed in writing", step(ConcernStep::Written)),
        (
            "not yet confirmed in writing",
            any(&|c| c.passed.is_some() && c.step(ConcernStep::Written).is_none()),
        ),
        ("feedback sought, and no answer", is_due(RuleId::H13)),
        ("feedback received", step(ConcernStep::FeedbackReceived)),
        ("taken further", step(ConcernStep::Escalated)),
        ("the visitor supported", step(ConcernStep::Debriefed)),
        ("the visitor told what they need", step(ConcernStep::VisitorTold)),
        ("the child told", step(ConcernStep::ChildTold)),
        ("visits go on", effect(MatchEffect::Continue)),
        ("visits pause", effect(MatchEffect::Pause)),
        ("the match is reviewed", effect(MatchEffect::Review)),
        (
            "about a carer or worker, and the LADO told",
            any(&|c| c.kind == Incident::AboutWorker && c.step(ConcernStep::LadoTold).is_some()),
        ),
        ("missing, and found", any(&|c| c.kind == Incident::Missing && c.step(ConcernStep::Found).is_some())),
        ("closed by the team manager", any(&|c| c.closed.is_some())),
    ]);
}

/// A later decision takes the place of an earlier one, which stands in the steps that were told.
fn was_decided(wanted: Choice) -> bool {
    demo().steps.iter().any(|(_, c)| matches!(c, Command::DecideConcern { choice, .. } if *choice == wanted))
}
