//! What stands on a page about what is told to whom: consents, and the last releases.

use super::lines::Lines;
use super::person::said;
use crate::desk::Desk;
use crate::engine::theme::Role;
use domain::calendar::words;
use domain::record::{Consent, ConsentTo, Subject};

/// How many of the last releases stand on a page; the others are a key away.
const LAST: usize = 3;

/// The consents of a child or a visitor, the newest first.
pub(super) fn consents(desk: &Desk, subject: Subject, lines: &mut Lines) {
    let all: Vec<&Consent> = desk.world.consents_about(subject).rev().collect();
    if all.is_empty() {
        return;
    }
    lines.heading("Consents  (Y records one, X takes one back)");
    for consent in all {
        let answer = if consent.given { "given" } else { "refused" };
        let what = match &consent.what {
            ConsentTo::Disclosure { row, thing, to } => {
                let title = domain::disclose::Row::of(*row).map_or("", |row| row.title);
                let of = desk.world.reference(thing.subject).map(|r| format!(", {r}")).unwrap_or_default();
                format!("telling {}: {title}{of}", to.words())
            }
            other => other.words(),
        };
        let until = consent.until.map(|day| format!(", until {}", words::short(day, desk.today)));
        let taken = consent.withdrawn.as_ref().map(|w| format!("; taken back by {}", said(desk, w)));
        let text = format!(
            "{answer}: {what}; by {}, {}{}{}",
            desk.names.person(&consent.by),
            consent.how,
            until.unwrap_or_default(),
            taken.unwrap_or_default()
        );
        let stands = consent.allows(desk.today);
        let role = if stands || !consent.given { Role::Normal } else { Role::Dim };
        lines.styled_fact(&words::short(consent.on, desk.today), &text, role);
    }
}

/// The last releases and refusals.
pub(super) fn ledger(desk: &Desk, subject: Subject, lines: &mut Lines) {
    let all = desk.told_about(subject);
    if all.is_empty() {
        return;
    }
    lines.heading(&format!("Told to whom: {}  (J shows all)", all.len()));
    for release in all.into_iter().take(LAST) {
        for (_, text) in desk.release_lines(release).into_iter().take(1) {
            lines.text(&text, Role::Normal);
        }
    }
}
