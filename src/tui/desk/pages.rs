//! The past of a record, as lines.

use super::Desk;
use crate::engine::chord::Key;
use crate::engine::event::Event;
use crate::engine::layers::LayerOutcome;
use domain::calendar::{local, words};
use serde_json::Value;
use store::{Changed, HistoryEntry};

/// The past of a record: who changed what, when and why.
pub struct Past {
    /// Its lines; a heading is marked.
    pub lines: Vec<(bool, String)>,
    /// The first line shown.
    pub top: usize,
}

impl Past {
    /// The past told by these entries, newest first.
    #[must_use]
    pub fn new(entries: &[HistoryEntry], desk: &Desk) -> Self {
        let mut lines = Vec::new();
        for entry in entries {
            let at = local(entry.at);
            let day = words::short(at.date(), desk.today);
            lines.push((true, format!("{day} {}  {}: {}", words::time(at.time()), entry.by, entry.done)));
            for changed in &entry.changes {
                lines.extend(differences(changed).into_iter().map(|line| (false, format!("  {line}"))));
            }
            for noted in &entry.findings {
                let how = if noted.overridden { "overridden" } else { "warned" };
                lines.push((false, format!("  {how}: {} ({})", noted.sentence, noted.rule)));
            }
            if let Some(taken) = &entry.taken_on {
                lines.push((false, format!("  taken on by {}: {}", taken.by, taken.reason)));
            }
        }
        if lines.is_empty() {
            lines.push((false, "Nothing is recorded about this yet.".to_owned()));
        }
        if desk.names.hidden {
            // The past is full of names; initials cannot be told from words there.
            lines =
                vec![(false, "Names are hidden. Press i to show them, then look at the past.".to_owned())];
        }
        Self { lines, top: 0 }
    }

    /// Scrolls, or closes.
    pub fn event<A>(&mut self, event: &Event) -> LayerOutcome<A> {
        let Event::Key(chord) = event else { return LayerOutcome::Ignored };
        let last = self.lines.len().saturating_sub(1);
        self.top = match chord.key {
            Key::Esc | Key::Enter | Key::Char('q' | 'H') => return LayerOutcome::Close,
            Key::Up | Key::Char('k') => self.top.saturating_sub(1),
            Key::Down | Key::Char('j') => self.top + 1,
            Key::PgUp => self.top.saturating_sub(10),
            Key::PgDn | Key::Char(' ') => self.top + 10,
            Key::Home | Key::Char('g') => 0,
            Key::End | Key::Char('G') => last,
            _ => self.top,
        }
        .min(last);
        LayerOutcome::Handled
    }
}

/// Which fields changed, from what to what. Opaque ids say nothing and are left out; the ledger and the counters
/// follow from the rest.
fn differences(changed: &Changed) -> Vec<String> {
    use domain::record::Kind;
    if matches!(changed.kind, Kind::Counters | Kind::Ledger | Kind::MorningReview) {
        return Vec::new();
    }
    let value = |record: &Option<domain::record::Record>| {
        record.as_ref().and_then(|r| serde_json::to_value(r).ok()).map(inner).unwrap_or(Value::Null)
    };
    let (before, after) = (value(&changed.before), value(&changed.after));
    let mut out = Vec::new();
    compare("", &before, &after, &mut out);
    out
}

/// The record inside its kind.
fn inner(value: Value) -> Value {
    match value {
        Value::Object(map) if map.len() == 1 => map.into_iter().next().map_or(Value::Null, |(_, v)| v),
        other => other,
    }
}

fn compare(path: &str, before: &Value, after: &Value, out: &mut Vec<String>) {
    if before == after || is_id(before) || is_id(after) {
        return;
    }
    let name = |key: &str| {
        let key = key.replace('_', " ");
        if path.is_empty() { key } else { format!("{path}, {key}") }
    };
    match (before, after) {
        (Value::Object(old), Value::Object(new)) => {
            for (key, value) in new {
                compare(&name(key), old.get(key).unwrap_or(&Value::Null), value, out);
            }
        }
        (Value::Null, Value::Object(new)) => {
            for (key, value) in new {
                if !is_empty(value) {
                    compare(&name(key), &Value::Null, value, out);
                }
            }
        }
        _ => out.push(format!("{path}: {} -> {}", said(before), said(after))),
    }
}

fn is_id(value: &Value) -> bool {
    value.as_array().is_some_and(|a| a.len() == 16 && a.iter().all(Value::is_u64))
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(s) => s.is_empty(),
        Value::Array(a) => a.is_empty() || is_id(value),
        Value::Object(o) => o.values().all(is_empty),
        _ => false,
    }
}

fn said(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(n) => n.to_string(),
        Value::String(s) if s.is_empty() => "nothing".to_owned(),
        Value::String(s) => s.clone(),
        Value::Array(all) => {
            let all: Vec<_> = all.iter().filter(|v| !is_id(v)).map(said).collect();
            if all.is_empty() { "nothing".to_owned() } else { all.join("; ") }
        }
        Value::Object(map) => {
            let parts: Vec<_> = map.values().filter(|v| !is_empty(v)).map(said).collect();
            parts.join(", ")
        }
    }
}
