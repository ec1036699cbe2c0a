//! Every row, every column, with its condition met and not met.

use super::super::{Audience, Class, Facts, Item, Judged, MATRIX, Request, Row, Shows, column, judge};
use super::{BY_HAND, Column, column_of, signs};
use crate::deadline::tests::world::{Scene, d, pair, proposal, visit};
use crate::id::{AllegationId, ConsentId, ReleaseId};
use crate::record::{
    Allegation, Basis, Consent, ConsentTo, ContactRelease, EndReason, Ending, OverrideTest, PhotoStatus,
    Reader, Release, Released, Said, Subject, Thing, VisitState,
};
use crate::world::World;
use chrono::NaiveDate;

fn today() -> NaiveDate {
    d("2026-11-22")
}

/// A scheme in which the visitor stands so with the child, and nobody has agreed to anything.
fn scene(standing: Column) -> Scene {
    let mut s = pair(1);
    s.match_.contact = ContactRelease::default();
    s.match_.suspensions.clear();
    s.child.photos = PhotoStatus::NotAllowed;
    s.visits = ["2026-08-02", "2026-09-05", "2026-10-03"]
        .into_iter()
        .zip(1..)
        .map(|(on, n)| visit(1, n, on, VisitState::Completed))
        .collect();
    match standing {
        Column::Former => {
            s.match_.ended = Some(Ending {
                on: d("2026-10-01"),
                reason: EndReason::TooFar,
                decided_by: None,
                notice: None,
                note: None,
                child_words: None,
                rematch: None,
                informal_after: None,
                closing: Vec::new(),
            });
        }
        Column::Potential => {
            s = s.without_match();
            s.more.push(proposal(1, "2026-11-01").into());
        }
        _ => {}
    }
    s
}

fn item(s: &Scene, row: u8, facts: Facts) -> Item {
    // The visitor's own, the child's own, or of both.
    let of_visitor = matches!(row, 12..=17 | 21 | 23..=25 | 30);
    let of_child = matches!(row, 1..=11 | 29 | 32);
    Item {
        row,
        class: Class::Ordinary,
        also: None,
        thing: Thing { subject: Subject::Child(s.child.id), name: Some("named".to_owned()) },
        section: "Section",
        label: "Label",
        text: "all of it".to_owned(),
        part: Some("the part".to_owned()),
        for_visitor: None,
        child: (!of_visitor).then_some(s.child.id),
        visitor: (!of_child).then_some(s.visitor.id),
        own: None,
        facts,
        datum: None,
    }
}

/// An open allegation against the visitor, and whether the LADO agrees that it is told.
fn allegation(s: &Scene, may_tell_visitor: Option<Said>) -> Allegation {
    let opened = ("2026-11-01T10:00:00Z".parse().unwrap(), "Nora".to_owned());
    Allegation { may_tell_visitor, ..Allegation::new(AllegationId([1; 16]), 1, s.visitor.id, opened) }
}

fn said() -> Said {
    Said::new("Ruth Dale", d("2026-11-01"))
}

fn consents(s: &Scene, row: u8, to: Reader) -> Vec<Consent> {
    let thing = Thing { subject: Subject::Child(s.child.id), name: None };
    let about = [Subject::Child(s.child.id), Subject::Visitor(s.visitor.id)];
    let one = |(n, about): (u8, Subject)| Consent {
        id: ConsentId([n; 16]),
        about,
        what: ConsentTo::Disclosure { row, thing: thing.clone(), to },
        given: true,
        by: "Leila".to_owned(),
        how: "said".to_owned(),
        on: d("2026-11-01"),
        until: Some(today()),
        withdrawn: None,
        recorded_by: "Ruth Dale".to_owned(),
    };
    (1..).zip(about).map(one).collect()
}

fn overriding(s: &Scene, row: u8, to: Reader) -> Release {
    let text = || "because".to_owned();
    let test = OverrideTest {
        risk: text(),
        necessary: text(),
        proportionate: text(),
        relevant: text(),
        accurate: Some(text()),
        timely: Some(text()),
        secure: Some(text()),
        decided_by: text(),
        child_told: true,
        why_not_told: None,
    };
    let subject = Subject::Child(s.child.id);
    Release {
        id: ReleaseId([1; 16]),
        about: subject,
        to,
        recipient: text(),
        purpose: text(),
        basis: Some(Basis::Safeguarding(test)),
        things: vec![Released { row, thing: Thing { subject, name: None } }],
        withheld: Vec::new(),
        by: text(),
        at: "2026-11-22T10:00:00Z".parse().unwrap(),
        refused: None,
        card: None,
    }
}

/// What is met when something is asked for.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Met {
    Nothing,
    Consents,
    Refusals,
    Lapsed,
    TakenBack,
    OtherReader,
    Override,
    OverrideUntested,
    Agreements,
    Home,
    Photos,
    Passed,
    OwnReport,
    AboutWorker,
    LadoAgrees,
    Safe,
}

const ALL: [Met; 16] = [
    Met::Nothing,
    Met::Consents,
    Met::Refusals,
    Met::Lapsed,
    Met::TakenBack,
    Met::OtherReader,
    Met::Override,
    Met::OverrideUntested,
    Met::Agreements,
    Met::Home,
    Met::Photos,
    Met::Passed,
    Met::OwnReport,
    Met::AboutWorker,
    Met::LadoAgrees,
    Met::Safe,
];

/// What the notes say is shown.
fn expected(signs: &[&str], met: Met) -> &'static str {
    let opened = |sign: &&str| match *sign {
        "Y" => Some("all of it"),
        "P" => Some("the part"),
        "c" if met == Met::Consents => Some("all of it"),
        "cp" | "i" if met == Met::Consents => Some("the part"),
        "s" if met == Met::Override => Some("all of it"),
        "d" if met == Met::Override => Some("the part"),
        "3" if met == Met::Agreements => Some("all of it"),
        "h" if met == Met::Home => Some("all of it"),
        "f" if met == Met::Photos => Some("all of it"),
        "pa" if met == Met::Passed => Some("all of it"),
        // In these schemes the visitor visits the child.
        "a" => Some("all of it"),
        "ap" => Some("the part"),
        "la" if met == Met::LadoAgrees => Some("all of it"),
        "sf" if met == Met::Safe => Some("all of it"),
        "w" if met == Met::AboutWorker => Some("all of it"),
        "rp" if met == Met::OwnReport => Some("the part"),
        _ => None,
    };
    signs.iter().find_map(opened).unwrap_or("")
}

fn asked(row: u8, standing: Column, reader: Reader, met: Met) -> Judged {
    let mut s = scene(standing);
    let mut facts = Facts::default();
    let judged_by = if standing == Column::Former && row == 3 { 32 } else { row };
    let mut consents = consents(&s, judged_by, reader);
    let mut release = overriding(&s, judged_by, reader);
    let mut keep = (false, false);
    match met {
        Met::Nothing => {}
        Met::Consents => keep.0 = true,
        Met::Refusals => {
            keep.0 = true;
            consents.iter_mut().for_each(|c| c.given = false);
        }
        Met::Lapsed => {
            keep.0 = true;
            consents.iter_mut().for_each(|c| c.until = today().pred_opt());
        }
        Met::TakenBack => {
            keep.0 = true;
            consents.iter_mut().for_each(|c| c.withdrawn = Some(Said::new("Leila", today())));
        }
        Met::OtherReader => {
            keep = (true, true);
            let other = if reader == Reader::Carer { Reader::Iro } else { Reader::Carer };
            consents = self::consents(&s, judged_by, other);
            release = overriding(&s, judged_by, other);
        }
        Met::Override => keep.1 = true,
        Met::OverrideUntested => {
            keep.1 = true;
            let mut test = OverrideTest { child_told: true, ..OverrideTest::default() };
            test.risk = "may be hurt".to_owned();
            release.basis = Some(Basis::Safeguarding(test));
        }
        Met::Agreements => {
            let said = Some(said());
            let all = ContactRelease {
                coordinator: said.clone(),
                social_worker: said.clone(),
                visitor: said,
                ..ContactRelease::default()
            };
            s.match_.contact = all;
        }
        Met::Home => facts.lives_there = true,
        Met::Photos => s.child.photos = PhotoStatus::Allowed,
        Met::Passed => facts.passed_on = true,
        Met::OwnReport => facts.own_report = true,
        Met::AboutWorker => facts.about_worker = true,
        Met::LadoAgrees => s.more.push(allegation(&s, Some(said())).into()),
        Met::Safe => facts.safe = true,
    }
    if keep.0 {
        s.more.extend(consents.into_iter().map(Into::into));
    }
    if keep.1 {
        s.more.push(release.into());
    }
    judged(&s, &item(&s, row, facts), reader)
}

fn judged(s: &Scene, item: &Item, reader: Reader) -> Judged {
    let world = World::from_records(s.records());
    let audience = Audience { reader, child: Some(s.child.id), visitor: Some(s.visitor.id) };
    judge(&world, &request(audience, Subject::Child(s.child.id)), item)
}

fn request(audience: Audience, subject: Subject) -> Request<'static> {
    let release = Some(ReleaseId([1; 16]));
    Request { audience, subject, purpose: "a test", reports: &[], today: today(), release }
}

#[test]
fn every_cell_is_as_the_notes_have_it_with_its_condition_met_and_not_met() {
    let mut tried = 0;
    for row in 1..=33u8 {
        for column in Column::ALL.iter().copied() {
            let standing = if column.reader() == Reader::Visitor { column } else { Column::Matched };
            // The visitor's own data is the visitor's whatever became of the match.
            let own = column.reader() == Reader::Visitor && matches!(row, 12..=17 | 21 | 23..=25 | 30);
            let said = signs(row, if own { Column::Matched } else { column });
            for met in ALL {
                let text = match asked(row, standing, column.reader(), met) {
                    Judged::Shown(text) => text,
                    Judged::Withheld(..) | Judged::Unspoken => String::new(),
                };
                assert_eq!(text, expected(&said, met), "row {row}, {column:?}, {met:?}");
                tried += 1;
            }
        }
    }
    assert_eq!(tried, 33 * 11 * 16);
    assert_eq!(BY_HAND.lines().filter(|l| l.contains('|')).count(), MATRIX.len());
}

/// The notes and the table agree cell by cell, those of the potential and the former visitor's own data among them.
#[test]
fn the_table_has_the_same_signs() {
    for row in MATRIX {
        for column in Column::ALL.iter().copied() {
            let never = signs(row.number, column).iter().all(|s| ["-", "r", "A", "x"].contains(s));
            let shows = row.cell(column).shows;
            let closed = !matches!(shows, Shows::All | Shows::Part);
            assert_eq!(never, closed, "row {}, {column:?}", row.number);
            let counted = signs(row.number, column) == ["A"];
            assert_eq!(counted, shows == Shows::Aggregate, "row {}, {column:?}", row.number);
        }
    }
}

#[test]
fn that_there_is_a_concern_or_an_allegation_is_not_told_to_those_who_may_not_read_it() {
    for row in 22..=25 {
        for column in Column::ALL.iter().copied() {
            let standing = if column.reader() == Reader::Visitor { column } else { Column::Matched };
            let judged = asked(row, standing, column.reader(), Met::Nothing);
            assert!(!matches!(judged, Judged::Withheld(..)), "row {row}, {column:?}");
        }
    }
    assert!(asked(22, Column::Matched, Reader::Carer, Met::Override) == Judged::Unspoken);
}

/// R35: three agreements are not enough before visiting is established, and one taken back closes the door again.
#[test]
fn three_agreements_and_three_visits_and_none_taken_back() {
    let told = |change: &dyn Fn(&mut Scene)| {
        let mut s = scene(Column::Matched);
        let by = Some(said());
        s.match_.contact.coordinator = by.clone();
        s.match_.contact.social_worker = by.clone();
        s.match_.contact.visitor = by;
        change(&mut s);
        let item = item(&s, 13, Facts::default());
        matches!(judged(&s, &item, Reader::Child), Judged::Shown(_))
    };
    assert!(told(&|_| {}));
    assert!(!told(&|s| s.visits.truncate(2)));
    assert!(!told(&|s| s.match_.contact.coordinator = None));
    assert!(!told(&|s| s.match_.contact.social_worker = None));
    assert!(!told(&|s| s.match_.contact.visitor = None));
    assert!(!told(&|s| s.match_.contact.visitor = Some(Said::new("Ann", d("2026-11-23")))));
    assert!(!told(&|s| s.match_.contact.withdrawn = Some(said())));
}

/// Section 4: a record of one child does not reveal where another is placed.
#[test]
fn a_text_that_names_another_childs_home_is_left_out() {
    let s = scene(Column::Matched);
    let mut other = pair(2);
    other.child.placements[0].address = Some("12 Orchard Row".to_owned());
    let world = World::from_records(s.records().into_iter().chain(other.records()));
    let mut told = item(&s, 19, Facts::default());
    let audience = |reader| Audience { reader, child: Some(s.child.id), visitor: Some(s.visitor.id) };
    let shown = |item: &Item, reader| {
        let request = request(audience(reader), Subject::Child(s.child.id));
        matches!(judge(&world, &request, item), Judged::Shown(_))
    };
    told.text = "Spoke of the brother at school.".to_owned();
    assert!(shown(&told, Reader::Visitor));
    told.text = "We passed 12, orchard row, where the brother lives.".to_owned();
    assert!(!shown(&told, Reader::Visitor));
    assert!(shown(&told, Reader::Coordinator), "the scheme knows both");
}

#[test]
fn another_visitor_and_another_childs_carer_stand_in_no_column() {
    let s = scene(Column::Matched);
    let other = pair(2);
    let world = World::from_records(s.records().into_iter().chain(other.records()));
    for row in [1, 3, 5, 12, 18, 20] {
        let item = item(&s, row, Facts { lives_there: true, ..Facts::default() });
        for reader in [Reader::Visitor, Reader::Carer, Reader::Child, Reader::SocialWorker, Reader::Iro] {
            let audience = Audience { reader, child: Some(other.child.id), visitor: Some(other.visitor.id) };
            assert_eq!(column(&world, audience, &item, today()), None, "row {row}, {reader:?}");
        }
    }
    assert_eq!(column_of(Reader::Visitor, Column::Former), Column::Former);
    assert!(Row::of(34).is_none());
}
