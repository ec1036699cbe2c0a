//! Every page previewed for every reader, through the real loop, in a scheme whose texts are all marked: what stands on
//! the screen is what was disclosed, and no marker of anything that is withheld.

use crate::ground::{moment, today};
use domain::disclose::{Audience, Judged, Request, disclose, items, judge, visits};
use domain::id::VisitId;
use domain::record::{Reader, Record, Subject, VisitReport};
use domain::world::{Change, World};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use store::Head;
use tui::app::{Model, Start};
use tui::engine::app::{Runner, Screen};
use tui::engine::harness::Harness;
use tui::msg::{Effect, Msg, Opening};
use zeroize::Zeroizing;

/// All that the demonstration writes, as it stands at the end.
fn records() -> Vec<Record> {
    let mut world = World::default();
    let mut all = BTreeMap::new();
    for (context, command) in demo::scheme(today(), moment()) {
        let Ok(decision) = domain::decide::decide(&world, &command, &context) else { panic!("{command:?}") };
        world.apply(&decision.changes);
        for change in decision.changes {
            let key = change.key();
            match change {
                Change::Put(record) => drop(all.insert(key, record)),
                Change::Remove(..) => drop(all.remove(&key)),
            }
        }
    }
    all.into_values().collect()
}

/// Every text of a record gives way to a marker of its own, wherever the record can still be read with it.
fn marked(record: &Record, count: &mut usize) -> Record {
    let mut value = serde_json::to_value(record).expect("a record is JSON");
    let mut paths = Vec::new();
    texts(&value, &mut Vec::new(), &mut paths);
    for path in paths {
        let Some(text) = value.pointer_mut(&path) else { continue };
        let before = std::mem::replace(text, Value::String(format!("mark{count:06}z")));
        match serde_json::from_value::<Record>(value.clone()) {
            Ok(_) => *count += 1,
            // A day, a choice or an id, and not a text.
            Err(_) => *value.pointer_mut(&path).expect("it was there") = before,
        }
    }
    serde_json::from_value(value).expect("it was read before")
}

fn texts(value: &Value, at: &mut Vec<String>, out: &mut Vec<String>) {
    match value {
        Value::String(_) => out.push(at.iter().fold(String::new(), |path, part| format!("{path}/{part}"))),
        Value::Array(all) => {
            for (n, value) in all.iter().enumerate() {
                at.push(n.to_string());
                texts(value, at, out);
                at.pop();
            }
        }
        Value::Object(all) => {
            for (key, value) in all {
                at.push(key.replace('~', "~0").replace('/', "~1"));
                texts(value, at, out);
                at.pop();
            }
        }
        _ => {}
    }
}

/// The file of that scheme: it opens, and hands out its reports.
struct Held {
    world: World,
    reports: BTreeMap<VisitId, VisitReport>,
}

impl Runner<Model> for Held {
    fn run(&mut self, effect: Effect, _: &mut dyn Screen) -> Vec<Msg> {
        match effect {
            Effect::Unlock { .. } => vec![Msg::Opened(Box::new(Opening {
                world: self.world.clone(),
                head: Head { seq: 1, at_ms: 0, witness_words: ["one", "two", "three"] },
                drafts: Vec::new(),
                by: "Priya".to_owned(),
                role: domain::people::Role::TeamManager,
                read_only: true,
                unread: 0,
                low_space: false,
            }))],
            Effect::LoadReport(id) => vec![Msg::Report(id, Box::new(self.reports.get(&id).cloned()))],
            _ => Vec::new(),
        }
    }
}

fn markers(text: &str) -> BTreeSet<String> {
    let at = text.match_indices("mark").filter_map(|(at, _)| text.get(at..at + 11));
    at.filter(|m| m.ends_with('z')).map(str::to_owned).collect()
}

fn held() -> Held {
    let mut count = 0;
    let mut held = Held { world: World::default(), reports: BTreeMap::new() };
    for record in records() {
        let kept = matches!(record, Record::Scheme(_) | Record::Counters(_) | Record::Staff(_));
        let record = if kept { record } else { marked(&record, &mut count) };
        if let Record::VisitReport(report) = &record {
            held.reports.insert(report.visit, (**report).clone());
        } else {
            held.world.apply(&[Change::Put(record)]);
        }
    }
    assert!(count > 2_000, "only {count} texts were marked");
    held
}

/// Some of every kind of record: those with the most to tell among them.
fn pages(world: &World) -> Vec<(&'static str, Subject)> {
    let mut all = Vec::new();
    let concerned = world.concerns().map(|c| Subject::Child(c.child));
    let matched = world.matches().map(|m| Subject::Child(m.child));
    all.extend(world.proposals().filter(|p| p.is_open()).take(2).map(|p| ("3", Subject::Proposal(p.id))));
    all.extend(concerned.chain(matched).take(4).map(|s| ("1", s)));
    all.extend(world.matches().take(3).map(|m| ("2", Subject::Visitor(m.visitor))));
    all.extend(world.matches().take(4).map(|m| ("3", Subject::Match(m.id))));
    let filed = |c: &domain::record::Concern| c.visit.map(Subject::Visit);
    all.extend(world.concerns().filter_map(filed).take(2).map(|s| ("4", s)));
    all
}

#[test]
fn no_marker_of_anything_withheld_stands_on_a_preview() {
    let held = held();
    let (world, reports) = (held.world.clone(), held.reports.clone());
    let start = Start {
        theme: crate::ground::DEFAULT,
        notes: Vec::new(),
        passphrase: Some(Zeroizing::new("x".to_owned())),
        asks_name: false,
        person: None,
        today: None,
    };
    let mut at = Harness::starting_at(Model::new(start), 200, 100, held, moment());
    let mut seen = (0, 0);
    for (tab, subject) in pages(&world) {
        let reference = world.reference(subject).expect("a reference");
        match subject {
            // A proposal is gone to from its child.
            Subject::Proposal(id) => {
                let child = world.proposal(id).map(|p| Subject::Child(p.child)).expect("a proposal");
                let child = world.reference(child).expect("a reference");
                at.keys(&format!("1 / '{child}' Enter p l"))
            }
            _ => at.keys(&format!("{tab} / '{reference}' Enter l")),
        };
        let there = at.app.desk().and_then(tui::desk::Desk::subject);
        assert_eq!(there, Some(subject), "{reference}\n{}", at.screen());
        let first = at.row(2);
        loop {
            let reader = reader(&at.row(2));
            let (shown, withheld) = expected(&world, &reports, subject, reader);
            at.keys("resize:200x1500");
            let page: String = at.screen().lines().skip(4).collect::<Vec<_>>().join("\n");
            at.keys("resize:200x100");
            let there = markers(&page);
            let leaked: Vec<_> = there.intersection(&withheld).collect();
            assert!(leaked.is_empty(), "{reference} as {reader:?}: {leaked:?}\n{page}");
            assert!(there == shown, "{reference} as {reader:?} shows something else than was disclosed");
            seen = (seen.0 + shown.len(), seen.1 + withheld.len());
            at.keys("l");
            if at.row(2) == first {
                break;
            }
        }
        at.keys("Esc Esc Esc");
    }
    assert!(seen.0 > 1_000 && seen.1 > 1_000, "{seen:?}");
}

fn reader(row: &str) -> Reader {
    let all = Reader::ALL.iter().find(|(.., words)| row.contains(&format!("what {words} would get")));
    all.unwrap_or_else(|| panic!("no reader in {row}")).0
}

/// The markers that were disclosed, and those that were withheld and stand in nothing that was disclosed.
fn expected(
    world: &World,
    reports: &BTreeMap<VisitId, VisitReport>,
    subject: Subject,
    reader: Reader,
) -> (BTreeSet<String>, BTreeSet<String>) {
    let audience = Audience::of(world, reader, subject, today()).expect("a reader");
    let reports: Vec<_> = visits(world, subject).iter().filter_map(|id| reports.get(id).cloned()).collect();
    let request =
        Request { audience, subject, purpose: "preview", reports: &reports, today: today(), release: None };
    let disclosed = disclose(world, &request);
    let lines = disclosed.sections().iter().flat_map(|s| s.lines());
    let shown: BTreeSet<String> = lines.flat_map(|line| markers(line.text())).collect();
    let all = items(world, subject, &reports, today());
    let held_back = all.iter().filter(|item| !matches!(judge(world, &request, item), Judged::Shown(_)));
    let withheld = held_back.flat_map(|item| markers(&item.text)).filter(|m| !shown.contains(m)).collect();
    (shown, withheld)
}
