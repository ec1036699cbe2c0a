//! Recruiting, certificates and driving (2.E).

use super::playing::{applicant, asked, on, pair, the_visitor, there, two};
use super::{Case, Seen, Side, due, found, in_its_place, turns};
use crate::command::{Command, VisitPlan};
use crate::deadline::Band::{Overdue, Quiet, Today, Week};
use crate::deadline::tests::world::{Scene, d, dbs, driver, hold, quiet, stage};
use crate::decide::tests::commands::propose;
use crate::decide::tests::{approve, certificate, day, documents, plan, planned};
use crate::record::{
    DbsApplication, DbsCheck, DbsLevel, EndReason, Module, Stage, StatusCheck, Subject, Transport,
    UpdateService, Visitor, Workforce,
};
use crate::rule::Level::{Info, Override, Warn};
use crate::rule::ParamId;
use crate::rule::RuleId::{R48, R81, R82, R82a, R83, R84, R85b, R85c, R85d, R85e, R85f, R85g, R85h, R85i};

pub(super) const CASES: &[Case] = &[
    found(R81, Warn, "a night away", |side| {
        let (desk, p) = pair();
        let plan = VisitPlan { overnight: side == Side::Over, ..VisitPlan::on(day("2026-11-28"), None) };
        let plan = Command::PlanVisit { match_id: p.id, plan: Box::new(plan) };
        asked(desk, &plan, Subject::Visitor(p.visitor))
    }),
    found(R81, Warn, "four visit days in any thirty", |side| {
        let (mut desk, p) = pair();
        for on in ["2026-11-28", "2026-12-05", "2026-12-12"] {
            planned(&mut desk, p.id, on);
        }
        // The thirtieth day from 28 November is 27 December.
        asked(desk, &plan(p.id, side.of("2026-12-27", "2026-12-28")), Subject::Visitor(p.visitor))
    }),
    found(R81, Warn, "the barred list only with a reason why it is lawful", |side| {
        let (desk, visitor) = applicant();
        let eligibility = side.of(None, Some("Overnight stays every month.".to_owned()));
        let level = DbsLevel::EnhancedBarred;
        let check = DbsCheck { level, eligibility, ..certificate("9", "2026-11-10") };
        let record = Command::RecordDbs { visitor, check: Box::new(check) };
        asked(desk, &record, Subject::Visitor(visitor))
    }),
    due(R81, Warn, Week, "a night away is booked", |side| {
        let mut scene = quiet();
        scene.visits[2].overnight = side == Side::Over;
        on(&scene, "2026-11-22", the_visitor())
    }),
    due(R82, Warn, Week, "warned of 120 days before thirty-six months have passed", |side| {
        on(&with(dbs("2025-01-13")), side.of("2027-09-15", "2027-09-14"), the_visitor())
    }),
    turns(R82, Warn, Overdue, "thirty-six months after issue", |side| {
        on(&with(dbs("2025-01-13")), side.of("2028-01-13", "2028-01-12"), the_visitor())
    }),
    turns(R82, Warn, Overdue, "issued on 29 February, thirty-six months later the 28th", |side| {
        on(&with(dbs("2024-02-29")), side.of("2027-02-28", "2027-02-27"), the_visitor())
    }),
    in_its_place(
        R82a,
        Info,
        "three months of grace, off by default; it is a number of R48 and R82, so it is asked whether the certificate counts",
        |side| {
            let (mut desk, child, visitor) = two();
            desk.visitor(visitor, |v| v.dbs[0].issued = day(side.of("2023-08-23", "2023-08-22")));
            let proposed = propose(child, visitor, "2026-11-22");
            let lapsed = |desk: &crate::decide::tests::desk::Desk| {
                desk.findings(&proposed).iter().any(|f| f.rule == R48)
            };
            assert!(lapsed(&desk), "without grace it has lapsed on either side");
            desk.settings(ParamId::DbsGraceMonths, 3);
            there(R82a, !lapsed(&desk), Subject::Visitor(visitor))
        },
    ),
    due(R83, Warn, Week, "warned of on day 14 after issue", |side| {
        on(&with(unjoined()), side.of("2026-11-16", "2026-11-15"), the_visitor())
    }),
    turns(R83, Warn, Overdue, "within 30 days of issue", |side| {
        on(&with(unjoined()), side.of("2026-12-03", "2026-12-02"), the_visitor())
    }),
    due(R83, Warn, Overdue, "joined", |side| {
        let update_service = side.of(UpdateService::NotRecorded, UpdateService::Joined(d("2026-11-20")));
        on(&with(DbsCheck { update_service, ..unjoined() }), "2026-12-03", the_visitor())
    }),
    turns(R84, Warn, Overdue, "looked at every twelve months", |side| {
        on(&with(joined(vec![])), side.of("2026-06-10", "2026-06-09"), the_visitor())
    }),
    due(R84, Warn, Overdue, "looked at within twelve months", |side| {
        let look = StatusCheck { on: d("2026-05-20"), unchanged: true };
        on(&with(joined(side.of(vec![], vec![look]))), "2026-06-10", the_visitor())
    }),
    found(R84, Warn, "looked at, and the service is on record as joined", |side| {
        let (mut desk, visitor) = applicant();
        let joined = UpdateService::Joined(day("2026-02-20"));
        desk.visitor(visitor, |v| v.dbs[0].update_service = side.of(UpdateService::NotRecorded, joined));
        let look = Command::RecordStatusCheck { visitor, on: day("2026-11-20"), unchanged: true };
        asked(desk, &look, Subject::Visitor(visitor))
    }),
    found(R84, Warn, "the same workforce", |side| {
        let (desk, visitor) = applicant();
        let workforce = Some(side.of(Workforce::Adult, Workforce::Child));
        let check = DbsCheck { workforce, ..certificate("9", "2026-11-10") };
        let record = Command::RecordDbs { visitor, check: Box::new(check) };
        asked(desk, &record, Subject::Visitor(visitor))
    }),
    found(R85b, Override, "two references", |side| approving(|v| v.references.truncate(side.of(1, 2)))),
    found(R85b, Override, "known for two years", |side| {
        approving(|v| v.references[0].years_known = Some(side.of(1, 2)))
    }),
    found(R85b, Override, "no relative", |side| approving(|v| v.references[0].relative = side == Side::Over)),
    found(R85b, Override, "two contexts", |side| {
        approving(|v| v.references[1].context = side.of("work", "choir").to_owned())
    }),
    found(R85b, Override, "received before approval", |side| {
        approving(|v| v.references[0].received = Some(day(side.of("2026-11-21", "2026-11-20"))))
    }),
    found(R85c, Override, "eighteen on the day of approval", |side| {
        approving(|v| v.born = Some(day(side.of("2008-11-21", "2008-11-20"))))
    }),
    found(R85d, Override, "seven modules before approval", |side| {
        approving(|v| v.training.retain(|t| side == Side::Within || t.module != Module::Boundaries))
    }),
    found(R85d, Override, "a module done by the day of approval", |side| {
        approving(|v| v.training[6].on = day(side.of("2026-11-21", "2026-11-20")))
    }),
    // The notes have two levels, INFO for what was agreed and WARN for the early end: the row is the second.
    found(R85e, Warn, "a year from the day the match began", |side| {
        let (desk, p) = pair(); // since 1 April 2026
        let end = Command::EndMatch {
            match_id: p.id,
            on: day(side.of("2027-03-31", "2027-04-01")),
            reason: EndReason::TooFar,
            decided_by: None,
            notice: Some(day("2026-11-20")),
            note: None,
            child_words: None,
            rematch: None,
            informal_after: None,
        };
        asked(desk, &end, Subject::Match(p.id))
    }),
    turns(R85f, Warn, Overdue, "more than 30 days in a stage", |side| {
        on(&at_stage(Stage::Applied, "2026-10-02"), side.of("2026-11-02", "2026-11-01"), the_visitor())
    }),
    turns(R85f, Warn, Overdue, "a pack that nobody answers for 60 days", |side| {
        on(&at_stage(Stage::PackSent, "2026-10-02"), side.of("2026-12-02", "2026-12-01"), the_visitor())
    }),
    due(R85f, Warn, Overdue, "moved on", |side| {
        let mut scene = at_stage(Stage::Applied, "2026-10-02");
        scene.visitor.stages.extend(side.of(None, Some(stage(Stage::Interviewed, "2026-10-30"))));
        on(&scene, "2026-11-02", the_visitor())
    }),
    found(R85g, Override, "by car with the papers seen", |side| {
        driving(documents(day("2026-06-03")), side, true)
    }),
    found(R85g, Override, "by car, or by bus", |side| {
        driving(documents(day("2026-06-03")), Side::Over, side == Side::Over)
    }),
    found(R85g, Override, "the insurer was told", |side| {
        let mut papers = documents(day("2026-06-03"));
        papers.insurer_told = side == Side::Within;
        driving(papers, Side::Within, true)
    }),
    found(R85g, Override, "the MOT runs on the day, or has run out by then", |side| {
        let mut papers = documents(day("2026-06-03"));
        papers.mot_until = Some(day(side.of("2026-11-27", "2026-12-31")));
        driving(papers, Side::Within, true)
    }),
    turns(R85g, Override, Overdue, "seen again every year", |side| {
        let mut scene = quiet();
        scene.visitor.driver = Some(driver("2025-11-08"));
        on(&scene, side.of("2026-11-09", "2026-11-08"), the_visitor())
    }),
    due(R85g, Override, Overdue, "seen within the year", |side| {
        let mut scene = quiet();
        scene.visitor.driver = Some(driver(side.of("2025-11-08", "2026-06-03")));
        on(&scene, "2026-11-09", the_visitor())
    }),
    due(R85h, Warn, Today, "chased after seven days", |side| {
        on(&applied(None), side.of("2026-11-09", "2026-11-08"), the_visitor())
    }),
    turns(R85h, Warn, Overdue, "not chased for more than seven days", |side| {
        on(&applied(None), side.of("2026-11-10", "2026-11-09"), the_visitor())
    }),
    due(R85h, Warn, Overdue, "chased", |side| {
        on(&applied(side.of(None, Some("2026-11-07"))), "2026-11-10", the_visitor())
    }),
    due(R85i, Warn, Quiet, "eighteen months without activity", |side| {
        let mut scene = quiet();
        scene.visitor.holds = vec![hold(side.of("2025-05-21", "2025-05-22"), Some("2027-02-01"), None)];
        on(&scene, "2026-11-22", the_visitor())
    }),
];

/// An applicant with everything in order but one thing, to be approved on 20 November.
fn approving(change: impl FnOnce(&mut Visitor)) -> Seen {
    let (mut desk, visitor) = applicant();
    desk.visitor(visitor, change);
    asked(desk, &approve(visitor, "2026-11-20"), Subject::Visitor(visitor))
}

/// A visit on 28 November, by car or by bus, with the papers seen (within) or not (over).
fn driving(papers: crate::record::DriverDocuments, seen: Side, car: bool) -> Seen {
    let (mut desk, p) = pair();
    desk.visitor(p.visitor, |v| v.driver = seen.of(None, Some(papers)));
    let transport = Some(if car { Transport::Car } else { Transport::Public });
    let plan = VisitPlan { transport, ..VisitPlan::on(day("2026-11-28"), None) };
    let plan = Command::PlanVisit { match_id: p.id, plan: Box::new(plan) };
    asked(desk, &plan, Subject::Visitor(p.visitor))
}

/// A free visitor with this certificate.
fn with(check: DbsCheck) -> Scene {
    let mut scene = quiet().without_match();
    scene.visitor.dbs = vec![check];
    scene
}

/// Issued on 2 November 2026; nothing is known of the Update Service.
fn unjoined() -> DbsCheck {
    DbsCheck { update_service: UpdateService::NotRecorded, ..dbs("2026-11-02") }
}

/// Joined on 9 June 2025, and looked at on these days.
fn joined(checks: Vec<StatusCheck>) -> DbsCheck {
    DbsCheck { checks, update_service: UpdateService::Joined(d("2025-06-09")), ..dbs("2025-06-02") }
}

fn at_stage(at: Stage, since: &str) -> Scene {
    let mut scene = quiet().without_match();
    scene.visitor.stages = vec![stage(at, since)];
    scene
}

/// A renewal applied for on 2 November, and chased on a day.
fn applied(chased: Option<&str>) -> Scene {
    let mut scene = quiet();
    let applied = d("2026-11-02");
    scene.visitor.dbs_application = Some(DbsApplication { applied, reference: None, chased: chased.map(d) });
    scene
}
