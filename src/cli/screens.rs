//! The screens.

use super::opening::{must_exist, passphrase_from_file, path};
use super::{Failure, Global, Outcome, ThemeName};
use std::io::IsTerminal;
use std::path::Path;
use store::{Access, SchemeFile};
use tui::app::{Model, Start};
use tui::engine::theme::{ASCII, Locale, Look, Theme};
use tui::runner::FileRunner;

pub fn run(global: &Global) -> Outcome {
    let path = path(global)?;
    must_exist(&path)?;
    show(global, &path, Vec::new())
}

/// Opens the screens on a file.
pub fn show(global: &Global, path: &Path, mut notes: Vec<String>) -> Outcome {
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        return Err(Failure::Called(
            "The screens need a terminal. For a list without one, try befriend due.".to_owned(),
        ));
    }
    notes.push(format!("File: {}", path.display()));
    let passphrase = global.passphrase_file.as_deref().map(passphrase_from_file).transpose()?;
    let theme = theme(global);
    let access = if global.read_only { Access::ReadOnly } else { Access::ReadWrite };
    let asks_name = SchemeFile::needs_name(path)?;
    let person = global.person.clone();
    let model = Model::new(Start { theme, notes, passphrase, asks_name, person, today: global.today });
    let runner = FileRunner::new(path.to_owned(), access, global.today.is_some());
    match tui::run(model, runner, theme)? {
        None => Ok(()),
        Some(sentence) => Err(Failure::Could(sentence)),
    }
}

fn theme(global: &Global) -> Theme {
    let var = |name: &str| std::env::var(name).ok();
    let (lc_all, lc_ctype, lang) = (var("LC_ALL"), var("LC_CTYPE"), var("LANG"));
    let locale = Locale { lc_all: lc_all.as_deref(), lc_ctype: lc_ctype.as_deref(), lang: lang.as_deref() };
    let wanted = global.theme.map(|t| match t {
        ThemeName::Default => Look::Default,
        ThemeName::HighContrast => Look::HighContrast,
        ThemeName::Mono => Look::Mono,
    });
    let mut theme = Theme::choose(wanted, var("NO_COLOR").as_deref(), locale);
    if global.ascii {
        theme.signs = &ASCII;
    }
    theme
}
