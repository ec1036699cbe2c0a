//! What was being typed is not lost, and never turns up under another name.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::id::{ChildId, ConcernId, MatchId, ReferralId, VisitId, VisitorId};
use domain::record::Subject;
use proptest::prelude::*;
use store::DraftKey;

use super::desk::{Desk, add_child, day};

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_343_400 + seconds, 0).unwrap()
}

fn typed(text: &str) -> BTreeMap<String, Vec<String>> {
    [
        ("activity".to_owned(), vec![text.to_owned()]),
        ("grounds".to_owned(), vec!["a".to_owned(), "b".to_owned()]),
    ]
    .into()
}

#[test]
fn a_draft_is_there_after_closing_and_goes_with_the_command_that_completes_it() {
    let mut desk = Desk::new();
    let (mine, other) = (DraftKey::new("add-child", None), DraftKey::new("add-visitor", None));
    desk.file.put_draft(&mine, &typed("half"), at(0)).unwrap();
    desk.file.put_draft(&mine, &typed("half a word"), at(1)).unwrap();
    desk.file.put_draft(&other, &typed("another"), at(2)).unwrap();
    let head = desk.file.head();
    let mut desk = desk.reopened();
    assert_eq!(desk.file.head(), head, "a draft is no change");
    let draft = desk.file.get_draft(&mine).unwrap().unwrap();
    assert_eq!((&draft.key, draft.saved_at, &draft.fields), (&mine, at(1), &typed("half a word")));
    let listed: Vec<_> = desk.file.drafts().unwrap().into_iter().map(|draft| draft.key).collect();
    assert_eq!(listed, [other.clone(), mine.clone()]);

    // Refused: the draft stays. Done: it is gone, and only it.
    let context = desk.context();
    let refused = add_child("Leila", day("2031-01-01"));
    desk.file.run_clearing(&mut desk.world, &refused, &context, std::slice::from_ref(&mine)).unwrap_err();
    assert!(desk.file.get_draft(&mine).unwrap().is_some());
    let done = add_child("Leila", day("2014-01-01"));
    desk.file.run_clearing(&mut desk.world, &done, &context, std::slice::from_ref(&mine)).unwrap();
    assert_eq!(desk.file.get_draft(&mine).unwrap(), None);
    let mut desk = desk.reopened();
    assert_eq!(desk.file.drafts().unwrap().len(), 1);
    desk.file.drop_draft(&other).unwrap();
    desk.file.drop_draft(&other).unwrap();
    assert_eq!(desk.file.drafts().unwrap(), []);
}

fn subject() -> impl Strategy<Value = Option<Subject>> {
    // Few ids, so that different kinds of subject share them.
    (0u8..8, 0u8..2).prop_map(|(kind, id)| {
        let id = [id; 16];
        Some(match kind {
            0 => return None,
            1 => Subject::Scheme,
            2 => Subject::Child(ChildId(id)),
            3 => Subject::Visitor(VisitorId(id)),
            4 => Subject::Referral(ReferralId(id)),
            5 => Subject::Match(MatchId(id)),
            6 => Subject::Visit(VisitId(id)),
            _ => Subject::Concern(ConcernId(id)),
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn every_draft_stays_with_its_form_and_subject(
        steps in prop::collection::vec(
            (prop::sample::select(vec!["a", "b", "ab", ""]), subject(), prop::option::of("[a-zé]{0,9}")),
            1..40,
        )
    ) {
        let mut desk = Desk::bare();
        let mut model = BTreeMap::new();
        for (n, (form, subject, text)) in steps.into_iter().enumerate() {
            let key = DraftKey::new(form, subject);
            match text {
                Some(text) => {
                    desk.file.put_draft(&key, &typed(&text), at(n as i64)).unwrap();
                    model.insert(key, text);
                }
                None => {
                    desk.file.drop_draft(&key).unwrap();
                    model.remove(&key);
                }
            }
        }
        for kept in desk.file.drafts().unwrap() {
            prop_assert_eq!(model.get(&kept.key).map(|text| typed(text)), Some(kept.fields));
        }
        for (key, text) in &model {
            prop_assert_eq!(desk.file.get_draft(key).unwrap().map(|draft| draft.fields), Some(typed(text)));
        }
        prop_assert_eq!(desk.file.drafts().unwrap().len(), model.len());
    }
}
