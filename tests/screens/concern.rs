//! A concern told in keys: raised from a paragraph of a report, passed on the same day, asked after, heard, closed.

use crate::ground::{At, opened};
use domain::record::{ConcernStep, Incident, ReportField, Subject};
use domain::rule::RuleId;
use domain::status::quoted_into_concern;

/// Does something, and holds that it was said to be done.
#[track_caller]
fn done(at: &mut At, keys: &str, said: &str) {
    at.keys(keys).moment();
    at.says(said).silent("Not saved").silent("This stands against it");
}

/// Opens a visit of Jay's of which a report is on file.
fn a_report(at: &mut At) {
    at.keys("3 / 'jay' Enter Enter R");
    at.keys("g j j j Enter").moment();
    at.says("The visitor's view");
}

fn rules(at: &At, about: Subject) -> Vec<RuleId> {
    at.desk().deadlines.iter().filter(|d| d.subject == about).map(|d| d.rule).collect()
}

#[test]
fn from_a_paragraph_to_the_last_word() {
    let mut at = opened(100, 40);
    let before = at.world().concerns().count();
    a_report(&mut at);
    // The second paragraph is chosen, and quoted.
    at.keys("j j").says(">");
    at.keys("!");
    assert!(at.row(1).contains("Concern"), "{}", at.screen());
    done(&mut at, "'n' F2", "raised. Its clock is running.");
    let concern = at.world().concerns().last().unwrap().clone();
    assert_eq!(at.world().concerns().count(), before + 1);
    let quote = concern.quoted[0].clone();
    assert_eq!((quote.text.as_str(), quote.field), (concern.what.as_str(), ReportField::ChildWords));
    assert_eq!(quoted_into_concern(at.world(), quote.visit, quote.field, quote.paragraph), Some(concern.id));
    let about = Subject::Concern(concern.id);
    assert_eq!(rules(&at, about), [RuleId::R32, RuleId::R80]);
    // It is marked in the report, and the rest of the report stays as it was.
    at.says("quoted from");
    at.keys("Esc");
    at.says(&format!("[withheld, {}]", concern.reference())).says("The visitor's view");
    at.keys("O").says("still lacks");
    // Passed on the same day.
    done(&mut at, "p Space Tab 'Alys Morgan' F2", "passed on.");
    assert!(!rules(&at, about).contains(&RuleId::R32));
    for (words, step) in [
        ("confirmed in writing", ConcernStep::Written),
        ("visitor told it was passed on", ConcernStep::VisitorTold),
        ("asked what came of it", ConcernStep::FeedbackSought),
    ] {
        at.says(&format!("next: {words}"));
        done(&mut at, "n F2", words);
        assert!(at.world().concern(concern.id).unwrap().step(step).is_some(), "{words}");
    }
    at.says("next: heard what came of it");
    at.keys("n Tab Tab 'All is well.' F2").moment();
    at.says("heard what came of it");
    done(&mut at, "x 'A knock at football.' Tab 'Tess Lead' F2", "closed.");
    let closed = at.world().concern(concern.id).unwrap();
    assert_eq!(closed.closed.as_ref().unwrap().by, "Tess Lead");
    assert_eq!(rules(&at, about), []);
    at.holds_what_was_shown();
}

#[test]
fn a_line_leads_to_the_very_field_of_the_record() {
    let mut at = opened(100, 40);
    a_report(&mut at);
    at.keys("j ! 'n' F2").moment();
    let id = at.world().concerns().last().unwrap().id;
    at.keys("Esc Esc Esc 5 g / 'record incomplete' Enter Enter");
    assert!(at.row(1).contains("Record of the concern"), "{}", at.screen());
    assert!(at.screen().lines().any(|l| l.starts_with(" > First known on")), "{}", at.screen());
    at.keys("Esc");
    assert_eq!(at.world().concern(id).unwrap().kind, Incident::Concern);
}
