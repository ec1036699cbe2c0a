//! A record told in plain words: what stands behind each field, as a person would say it. Days are written as
//! everywhere, answers in the words of their type, opaque ids not at all. It walks the record as a file format would,
//! so that a new field or a new record is told without a line here.

mod labels;
mod teller;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::calendar::{local, words};
use domain::record as r;
use serde::Serialize;
use std::fmt::Debug;
use teller::Teller;

/// What a value says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Told {
    /// Nothing, or an opaque id.
    Nothing,
    /// Words.
    Words(String),
    /// An answer that was not given yet: it is told only when it changed.
    Unsaid(String),
    /// Several.
    List(Vec<Told>),
    /// By name.
    Fields(Vec<(String, Told)>),
    /// An answer, with what belongs to it.
    Answer(String, Box<Told>),
}

impl Told {
    /// A record in words.
    #[must_use]
    pub fn of(record: &impl Serialize) -> Self {
        record.serialize(Teller).unwrap_or(Self::Nothing)
    }

    /// Whether it says nothing of its own.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Nothing | Self::Unsaid(_) => true,
            Self::Words(text) => text.is_empty(),
            Self::List(all) => all.iter().all(Self::is_empty),
            Self::Fields(all) => all.iter().all(|(_, value)| value.is_empty()),
            Self::Answer(..) => false,
        }
    }

    /// In one line.
    #[must_use]
    pub fn line(&self) -> String {
        let nothing = || "nothing".to_owned();
        match self {
            Self::Words(text) | Self::Unsaid(text) if !text.is_empty() => text.clone(),
            _ if self.is_empty() => nothing(),
            Self::Nothing | Self::Words(_) | Self::Unsaid(_) => nothing(),
            Self::List(all) => {
                all.iter().filter(|v| !v.is_empty()).map(Self::line).collect::<Vec<_>>().join("; ")
            }
            Self::Fields(all) => {
                let said = all.iter().filter(|(_, v)| !v.is_empty());
                said.map(|(name, v)| format!("{name} {}", v.inside())).collect::<Vec<_>>().join(", ")
            }
            Self::Answer(text, more) if more.is_empty() => text.clone(),
            Self::Answer(text, more) => format!("{text} ({})", more.line()),
        }
    }

    /// In one line inside another: what has parts of its own stands in brackets.
    fn inside(&self) -> String {
        match self {
            Self::Fields(_) => format!("({})", self.line()),
            _ => self.line(),
        }
    }
}

/// Pence as they are written everywhere: `£12.40`.
fn pounds(pence: &str) -> String {
    pence.parse().map_or_else(|_| pence.to_owned(), |pence| domain::entry::money::Pence(pence).to_string())
}

/// Tenths as they are written everywhere: `14.5`, `14`.
fn tenths(value: Told) -> Told {
    match value.line().parse::<u64>() {
        Ok(n) if n % 10 == 0 => Told::Words((n / 10).to_string()),
        Ok(n) => Told::Words(format!("{}.{}", n / 10, n % 10)),
        Err(_) => value,
    }
}

/// What goes without saying of a visit that is new is told only when it changes.
fn unless_usual(kind: &str, field: &str, value: Told) -> Told {
    let usual = kind == "VisitLine" && matches!(field, "at_home" | "overnight" | "reads_like_concern");
    match value {
        Told::Words(no) if usual && no == "no" => Told::Unsaid(no),
        value => value,
    }
}

/// A field's name as it is said.
#[must_use]
pub fn named(kind: &str, field: &str) -> String {
    labels::label(kind, field).map_or_else(|| field.replace('_', " "), str::to_owned)
}

/// `ChildStopped` as it is said where its type has no words: `child stopped`.
fn split(variant: &str) -> String {
    let mut out = String::new();
    for c in variant.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push(' ');
        }
        out.extend(c.to_lowercase());
    }
    out
}

/// An answer in the words of its type.
fn answer(kind: &str, variant: &str) -> String {
    fn of<T: Debug>(all: &[(T, &'static str)], variant: &str) -> Option<&'static str> {
        all.iter().find(|(value, _)| format!("{value:?}") == variant).map(|(_, words)| *words)
    }
    let words = match kind {
        "CancelReason" => of(r::CancelReason::ALL, variant),
        "CardQuestion" => of(r::CardQuestion::ALL, variant),
        "ChosenBy" => of(r::ChosenBy::ALL, variant),
        "ClosingStep" => of(r::ClosingStep::ALL, variant),
        "Choice" => of(r::Choice::ALL, variant),
        "ConcernStep" => of(r::ConcernStep::ALL, variant),
        "Incident" => of(r::Incident::ALL, variant),
        "MatchEffect" => of(r::MatchEffect::ALL, variant),
        "ReportField" => of(r::ReportField::ALL, variant),
        "DbsLevel" => of(r::DbsLevel::ALL, variant),
        "Distance" => of(r::Distance::ALL, variant),
        "EighteenStep" => {
            let found = r::EighteenStep::ALL.iter().find(|(step, ..)| format!("{step:?}") == variant);
            found.map(|(.., words)| *words)
        }
        "EndReason" => of(r::EndReason::ALL, variant),
        "Ground" => of(r::Ground::ALL, variant),
        "Module" => of(r::Module::ALL, variant),
        "Party" => of(r::Party::ALL, variant),
        "PlacementKind" => of(r::PlacementKind::ALL, variant),
        "ReferralCloseReason" => of(r::ReferralCloseReason::ALL, variant),
        "ReferralOutcome" => of(r::ReferralOutcome::ALL, variant),
        "ReviewOutcome" => of(r::ReviewOutcome::ALL, variant),
        "Shared" => of(r::Shared::ALL, variant),
        "Stage" => of(r::Stage::ALL, variant),
        "SupervisionKind" => of(r::SupervisionKind::ALL, variant),
        "Transport" => of(r::Transport::ALL, variant),
        "Workforce" => of(r::Workforce::ALL, variant),
        _ => None,
    };
    words.map_or_else(|| split(variant), str::to_owned)
}

/// A day, a time or a moment as it is written everywhere; other text as it is.
fn text(text: &str) -> String {
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return words::short_with_year(day);
    }
    if let Ok(at) = NaiveTime::parse_from_str(text, "%H:%M:%S") {
        return words::time(at);
    }
    if let Ok(at) = text.parse::<DateTime<Utc>>() {
        let at = local(at);
        return format!("{} {}", words::short_with_year(at.date()), words::time(at.time()));
    }
    text.to_owned()
}

/// What changed between two, a line for each field.
#[must_use]
pub fn changes(before: &Told, after: &Told) -> Vec<String> {
    let mut out = Vec::new();
    compare("", before, after, &mut out);
    out
}

fn compare(path: &str, before: &Told, after: &Told, out: &mut Vec<String>) {
    if before == after {
        return;
    }
    let under = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}, {name}") };
    match (before, after) {
        (Told::Fields(old), Told::Fields(new)) => {
            let was = |name: &str| old.iter().find(|(n, _)| n == name).map_or(&Told::Nothing, |(_, v)| v);
            for (name, value) in new {
                compare(&under(name), was(name), value, out);
            }
        }
        (Told::Nothing, Told::Fields(new)) => {
            for (name, value) in new.iter().filter(|(_, value)| !value.is_empty()) {
                match value {
                    Told::Fields(_) | Told::List(_) => compare(&under(name), &Told::Nothing, value, out),
                    _ => out.push(format!("{}: {}", under(name), value.line())),
                }
            }
        }
        (Told::Answer(a, old), Told::Answer(b, new)) if a == b => compare(path, old, new, out),
        (Told::List(old), Told::List(new)) => listed(path, old, new, out),
        (Told::Nothing, Told::List(new)) => listed(path, &[], new, out),
        _ => out.push(format!("{path}: {} -> {}", before.line(), after.line())),
    }
}

/// Of a list only what came and what went is told, and of one thing that changed only what changed in it.
fn listed(path: &str, old: &[Told], new: &[Told], out: &mut Vec<String>) {
    let gone: Vec<_> = old.iter().filter(|v| !new.contains(v) && !v.is_empty()).collect();
    let come: Vec<_> = new.iter().filter(|v| !old.contains(v) && !v.is_empty()).collect();
    if let ([before @ Told::Fields(_)], [after @ Told::Fields(_)]) = (gone.as_slice(), come.as_slice()) {
        compare(path, before, after, out);
        return;
    }
    out.extend(gone.into_iter().map(|v| format!("{path}: taken away {}", v.line())));
    out.extend(come.into_iter().map(|v| format!("{path}: added {}", v.line())));
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn answers_are_told_in_the_words_of_their_type() {
        assert_eq!(Told::of(&r::EndReason::ChildStopped).line(), "the child chose to stop");
        assert_eq!(Told::of(&r::EighteenStep::Plan).line(), "make the plan for after it");
        // A type without words of its own: its name, taken apart.
        assert_eq!(Told::of(&r::PhotoStatus::NotAllowed).line(), "not allowed");
        assert_eq!(Told::of(&r::VisitState::Missed { by: r::Party::Child }).line(), "missed (by child)");
        let joined = r::UpdateService::Joined(day("2026-11-02"));
        assert_eq!(
            changes(&Told::of(&r::UpdateService::NotRecorded), &Told::of(&joined)),
            [": not recorded -> joined (Mon 2 Nov 2026)"]
        );
    }

    #[test]
    fn what_came_is_told_by_name_and_with_days_as_everywhere() {
        let reference = r::PersonalReference {
            name: "Ann Lowe".to_owned(),
            context: "choir".to_owned(),
            years_known: Some(4),
            relative: false,
            requested: Some(day("2026-11-01")),
            received: None,
            satisfactory: None,
        };
        let mut came = reference.clone();
        came.received = Some(day("2026-11-02"));
        assert_eq!(
            Told::of(&reference).line(),
            "name Ann Lowe, knows them from choir, for how many years 4, a relative no, asked for on Sun 1 Nov 2026"
        );
        let (before, after) = (Told::of(&vec![reference]), Told::of(&vec![came]));
        assert_eq!(changes(&before, &after), ["received: nothing -> Mon 2 Nov 2026"]);
    }

    #[test]
    fn amounts_are_told_as_money_and_miles_as_miles() {
        let claim = |tenths_of_a_mile, pence| domain::entry::expenses::Expenses {
            tenths_of_a_mile,
            spent: domain::entry::expenses::parse(pence).unwrap().spent,
        };
        assert_eq!(Told::of(&claim(145, "12.40")).line(), "miles 14.5, spent £12.40");
        assert_eq!(
            changes(&Told::of(&claim(140, "5p")), &Told::of(&claim(140, "1"))),
            ["spent: £0.05 -> £1.00"]
        );
    }

    #[test]
    fn ids_are_not_told() {
        let subject = r::Subject::Child(domain::id::ChildId([7; 16]));
        assert_eq!(Told::of(&subject).line(), "child");
        assert_eq!(Told::of(&domain::id::ChildId([7; 16])), Told::Nothing);
    }
}
