//! Certificates.

use super::world::*;
use crate::deadline::Band;
use crate::finding::Cure;
use crate::record::{DbsApplication, DbsCheck, DbsLevel, Stage, StatusCheck, UpdateService};
use crate::rule::{ParamId, RuleId};
use rstest::rstest;

fn with(check: DbsCheck) -> Scene {
    let mut scene = quiet().without_match();
    scene.visitor.dbs = vec![check];
    scene
}

fn look(on: &str, unchanged: bool) -> StatusCheck {
    StatusCheck { on: d(on), unchanged }
}

/// Renewal is begun 120 days before the lapse; the day before the lapse is the last day in time (R82).
#[rstest]
#[case("2027-09-14", "-")]
#[case("2027-09-15", "week 2028-01-12")]
#[case("2028-01-12", "today 2028-01-12")]
#[case("2028-01-13", "overdue 2028-01-12")]
fn renewal_is_begun_in_time(#[case] today: &str, #[case] line: &str) {
    let scene = with(dbs("2025-01-13")); // lapses on 13 January 2028
    assert_eq!(scene.line(RuleId::R82, d(today)), expected(line));
    let cure = Some(Cure::StartDbs(scene.visitor.id)).filter(|_| line != "-");
    assert_eq!(scene.cure(RuleId::R82, d(today)), cure);
}

#[rstest]
#[case("2024-02-29", "2027-02-27", "2027-02-28")] // thirty-six months later has no 29 February
#[case("2025-02-28", "2028-02-27", "2028-02-28")]
fn a_certificate_of_the_end_of_february(#[case] issued: &str, #[case] last: &str, #[case] lapsed: &str) {
    let scene = with(dbs(issued));
    assert_eq!(scene.line(RuleId::R82, d(last)), expected(&format!("today {last}")));
    assert_eq!(scene.line(RuleId::R82, d(lapsed)).map(|(band, _)| band), Some(Band::Overdue));
    assert_eq!(scene.lines(RuleId::R82, d(last))[0].what, "DBS renewal");
    assert_eq!(scene.lines(RuleId::R82, d(lapsed))[0].what, "DBS lapsed");
}

#[test]
fn with_an_application_under_way_renewal_comes_back_a_week_before_the_end() {
    let mut scene = with(dbs("2025-01-13"));
    scene.visitor.dbs_application =
        Some(DbsApplication { applied: d("2027-10-04"), reference: None, chased: None });
    assert_eq!(scene.line(RuleId::R82, d("2028-01-04")), None);
    assert_eq!(scene.line(RuleId::R82, d("2028-01-05")), expected("week 2028-01-12"));
    assert_eq!(scene.line(RuleId::R82, d("2028-01-13")), expected("overdue 2028-01-12"));
    assert_eq!(scene.cure(RuleId::R82, d("2028-01-05")), Some(Cure::RecordDbs(scene.visitor.id)));
}

/// Chased every seven days from application or the last chase (R85h).
#[rstest]
#[case(None, "2026-11-09", "today 2026-11-09")]
#[case(None, "2026-11-10", "overdue 2026-11-09")]
#[case(Some("2026-11-16"), "2026-11-23", "today 2026-11-23")]
#[case(Some("2026-11-16"), "2026-11-24", "overdue 2026-11-23")]
fn an_application_is_chased(#[case] chased: Option<&str>, #[case] today: &str, #[case] line: &str) {
    let mut scene = quiet();
    scene.visitor.dbs_application =
        Some(DbsApplication { applied: d("2026-11-02"), reference: None, chased: chased.map(d) });
    assert_eq!(scene.line(RuleId::R85h, d(today)), expected(line));
    assert_eq!(scene.cure(RuleId::R85h, d(today)), Some(Cure::StartDbs(scene.visitor.id)));
    // The day before it is no line: a week ahead of a weekly step would be always.
    let due = if chased.is_some() { d("2026-11-23") } else { d("2026-11-09") };
    assert_eq!(scene.line(RuleId::R85h, due.pred_opt().unwrap()), None);
    // Somebody who is not approved yet is chased for as well; somebody who has left is not.
    scene.visitor.stages = vec![stage(Stage::Checks, "2026-10-01")];
    assert_eq!(scene.line(RuleId::R85h, d(today)), expected(line));
    scene.visitor.stages = vec![stage(Stage::NotTakenOn, "2026-10-01")];
    assert_eq!(scene.line(RuleId::R85h, d(today)), None);
}

#[test]
fn no_certificate_is_overdue_since_the_approval() {
    let mut scene = quiet().without_match();
    let none = |scene: &Scene| {
        assert_eq!(scene.line(RuleId::R82, d(TODAY)), expected("overdue 2025-02-03"));
        assert_eq!(scene.cure(RuleId::R82, d(TODAY)), Some(Cure::RecordDbs(scene.visitor.id)));
    };
    scene.visitor.dbs.clear();
    none(&scene);
    scene.visitor.dbs = vec![DbsCheck { accepted: false, ..dbs("2026-01-05") }];
    none(&scene);
    scene.visitor.dbs = vec![DbsCheck { level: DbsLevel::Standard, ..dbs("2026-01-05") }];
    none(&scene);
}

#[test]
fn an_unchanged_status_check_carries_a_certificate_on_and_a_changed_one_ends_it() {
    let joined = DbsCheck { update_service: UpdateService::Joined(d("2023-06-05")), ..dbs("2023-06-01") };
    let mut scene = with(joined);
    // Thirty-six months after issue.
    assert_eq!(scene.line(RuleId::R82, d("2026-05-31")), expected("today 2026-05-31"));
    scene.visitor.dbs[0].checks = vec![look("2026-05-11", true)];
    assert_eq!(scene.line(RuleId::R82, d("2026-05-31")), None);
    // Twelve months after the check.
    assert_eq!(scene.line(RuleId::R82, d("2027-05-10")), expected("today 2027-05-10"));
    assert_eq!(scene.cure(RuleId::R82, d("2027-05-10")), Some(Cure::StatusCheck(scene.visitor.id)));
    assert!(scene.why(RuleId::R82, d("2027-05-10")).contains("unchanged status check of Mon 11 May 2026"));
    scene.visitor.dbs[0].checks.push(look("2026-11-16", false));
    assert_eq!(scene.line(RuleId::R82, d(TODAY)), expected("overdue 2026-11-15"));
    assert_eq!(scene.cure(RuleId::R82, d(TODAY)), Some(Cure::StartDbs(scene.visitor.id)));
    assert!(scene.why(RuleId::R82, d(TODAY)).contains("stopped counting on Mon 16 Nov"));
    // A later look does not bring it back: only a new certificate counts.
    scene.visitor.dbs[0].checks.push(look("2026-11-20", true));
    assert_eq!(scene.line(RuleId::R82, d(TODAY)), expected("overdue 2026-11-15"));
    assert_eq!(scene.cure(RuleId::R82, d(TODAY)), Some(Cure::StartDbs(scene.visitor.id)));
}

/// Warned of on day 14, in time until day 30, not asked about after a year (R83).
#[rstest]
#[case("2026-11-15", "-")]
#[case("2026-11-16", "week 2026-12-02")]
#[case("2026-12-02", "today 2026-12-02")]
#[case("2026-12-03", "overdue 2026-12-02")]
#[case("2027-11-02", "overdue 2026-12-02")]
#[case("2027-11-03", "-")]
fn the_update_service_is_joined_within_thirty_days(#[case] today: &str, #[case] line: &str) {
    let check = DbsCheck { update_service: UpdateService::NotRecorded, ..dbs("2026-11-02") };
    let scene = with(check);
    assert_eq!(scene.line(RuleId::R83, d(today)), expected(line));
    let cure = Some(Cure::UpdateService(scene.visitor.id)).filter(|_| line != "-");
    assert_eq!(scene.cure(RuleId::R83, d(today)), cure);
    for settled in [UpdateService::Joined(d("2026-11-09")), UpdateService::NotJoining(said("2026-11-09"))] {
        let check = DbsCheck { update_service: settled, ..dbs("2026-11-02") };
        assert_eq!(with(check).line(RuleId::R83, d(today)), None);
    }
}

/// Looked at every twelve months from joining, or from the last look (R84).
#[rstest]
#[case(&[], "2026-06-01", "-")]
#[case(&[], "2026-06-02", "week 2026-06-09")]
#[case(&[], "2026-06-09", "today 2026-06-09")]
#[case(&[], "2026-06-10", "overdue 2026-06-09")]
#[case(&[("2026-05-20", true)], "2026-06-10", "-")]
#[case(&[("2026-05-20", true)], "2027-05-21", "overdue 2027-05-20")]
#[case(&[("2026-05-20", false)], "2027-05-21", "-")] // a new certificate is needed, not another look
fn the_update_service_is_looked_at(#[case] looks: &[(&str, bool)], #[case] today: &str, #[case] line: &str) {
    let joined = DbsCheck { update_service: UpdateService::Joined(d("2025-06-09")), ..dbs("2025-06-02") };
    let checks = looks.iter().map(|(on, unchanged)| look(on, *unchanged)).collect();
    let scene = with(DbsCheck { checks, ..joined });
    assert_eq!(scene.line(RuleId::R84, d(today)), expected(line));
    let cure = Some(Cure::StatusCheck(scene.visitor.id)).filter(|_| line != "-");
    assert_eq!(scene.cure(RuleId::R84, d(today)), cure);
}

/// R82a: the grace that a scheme may give is counted as it is judged, in one step of months.
#[rstest]
#[case(0, "2027-02-27", "36 months after that")]
#[case(3, "2027-05-28", "36 months and 3 months of grace after that")]
fn a_certificate_has_the_grace_of_the_scheme(#[case] grace: i64, #[case] due: &str, #[case] says: &str) {
    let mut scene = with(DbsCheck { checks: vec![look("2025-02-10", true)], ..dbs("2024-02-29") });
    scene = scene.set(ParamId::DbsGraceMonths, grace);
    assert_eq!(scene.line(RuleId::R82, d(due)), expected(&format!("today {due}")));
    assert_eq!(scene.line(RuleId::R82, days(due, 1)), expected(&format!("overdue {due}")));
    let why = scene.why(RuleId::R82, d(due));
    assert!(why.contains(says), "{why}");
    let lapses = crate::judge::dbs_lapses_as_of(&scene.world(), &scene.visitor, d(due));
    assert_eq!(lapses, Some(days(due, 1)));
}
