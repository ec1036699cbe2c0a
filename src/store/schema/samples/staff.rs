//! Those who open the file, and what belongs to the team manager alone.

use super::*;
use domain::people::Role;

pub fn staff() -> Staff {
    Staff {
        id: StaffId(id(15)),
        name: "Maya Stone".to_owned(),
        role: Role::TeamManager,
        since: day(1),
        until: Some(day(200)),
        invited: true,
    }
}

fn passed(n: u32, to: &str) -> PassedOn {
    PassedOn { at: at(n), to: to.to_owned(), name: "Duty worker".to_owned(), reference: text("REF-7") }
}

fn settled(reason: &str) -> Settled {
    Settled { at: at(79), by: "Maya Stone".to_owned(), reason: reason.to_owned() }
}

pub fn allegation() -> Allegation {
    Allegation {
        id: AllegationId(id(16)),
        number: 2,
        visitor: VisitorId(id(2)),
        match_id: Some(MatchId(id(4))),
        children: vec![ChildId(id(1))],
        other_children: text("a cousin, 9"),
        received: at(70),
        received_by: "Maya Stone".to_owned(),
        from: "The carer".to_owned(),
        natures: vec![HarmNature::Emotional, HarmNature::Conduct],
        happened: text("in the car, 7 March"),
        what: "He shouted at me.".to_owned(),
        elsewhere: text("coaches a team"),
        aware: Some(false),
        child_safe: Some(ChildSafe {
            safe: true,
            by: "Sal Moss".to_owned(),
            at: at(70),
            note: text("seen at home"),
        }),
        manager_told: Some(ToldAt {
            at: at(70),
            who: "Maya Stone".to_owned(),
            by: "Priya Nandakumar".to_owned(),
        }),
        lado: Some(passed(70, "LADO")),
        advice: vec![LadoAdvice {
            at: at(71),
            by: "Ola Grant".to_owned(),
            kinds: vec![AdviceKind::Meeting, AdviceKind::Police],
            threshold: Some(true),
            words: "Do not speak to him yet.".to_owned(),
        }],
        form_asked: Some(at(71)),
        form_sent: Some(at(72)),
        may_tell_visitor: Some(said(73)),
        visitor_told: Some(said(74)),
        supporter: text("Bo Lind"),
        pause_told: vec![PauseTold { who: Party::Carer, said: said(71) }],
        significant_harm: true,
        social_care: Some(passed(70, "MASH")),
        police: Some(passed(71, "police")),
        meetings: vec![AllegationMeeting {
            on: day(75),
            what: "strategy".to_owned(),
            decided: text("enquiries go on"),
        }],
        complaint: Some(Complaint {
            opened: said(76),
            note: text("stage 1"),
            closed: Some(settled("answered")),
        }),
        outcome: Some(AllegationOutcome {
            word: OutcomeWord::Unfounded,
            by: "Ola Grant".to_owned(),
            on: day(77),
            reinstated: Some(true),
            note: text("fresh review"),
        }),
        dbs_referral: Some(DbsReferral {
            referred: false,
            on: day(78),
            by: "Maya Stone".to_owned(),
            reason: text("unfounded"),
        }),
        summary_given: Some(said(78)),
        child_offered: Some(said(78)),
        learned: text("lifts are agreed beforehand"),
        closed: Some(settled("reinstated")),
        removed_from_record: Some(said(79)),
        notice: Some(day(80)),
        review_by: Some(day(81)),
    }
}
