//! Papers on the screens: chosen, shown as their reader would get them, and written to a file. A file is written in
//! steps: its place is found, the release is written down, and only then do the words leave.

use super::preview::Kind;
use super::{Desk, Layer, sheets};
use crate::engine::keytable::PaletteRow;
use crate::engine::layers::message::Severity;
use crate::engine::layers::palette::Palette;
use crate::forms::Sheet;
use crate::keys::{Action, Task};
use crate::msg::Effect;
use domain::command::{Command, NewRelease};
use domain::paper::{self, left_out};
use domain::record::Subject;
use std::path::PathBuf;

impl Desk {
    /// The record of which papers are made here: that of the preview, or the one under the cursor.
    fn paper_about(&self) -> Option<Subject> {
        self.preview().map(|p| p.subject).or_else(|| self.subject())
    }

    /// Whether a paper can be made here.
    pub(super) fn paper_enabled(&self, kind: paper::Kind) -> Result<(), String> {
        let from = self.paper_about().ok_or("Nothing is under the cursor.")?;
        kind.subject(&self.world, from, self.today).map(|_| ())
    }

    /// The kinds of paper, to choose one.
    pub(super) fn choose_paper(&mut self) {
        let row = |kind: paper::Kind| PaletteRow {
            action: Action::ShowPaper(kind),
            scope: "Papers",
            keys: kind.key().to_owned(),
            short: kind.key(),
            long: kind.title(),
            also: "",
            why_not: self.paper_enabled(kind).err(),
        };
        let rows = paper::Kind::ALL.into_iter().map(row).collect();
        self.layers.push(Layer::Palette(Box::new(Palette::new(rows))));
    }

    /// Shows a paper. It is a release only when it leaves from there.
    pub(super) fn show_paper(&mut self, kind: paper::Kind) -> Vec<Effect> {
        let made_from = self.paper_about().map(|from| kind.subject(&self.world, from, self.today));
        match made_from {
            Some(Ok(subject)) => self.lay_preview(subject, Kind::Paper(kind)),
            Some(Err(why)) => {
                self.say(Severity::Refusal, why);
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// What writes down that what is shown leaves in this way.
    pub(super) fn release_shown(&self, how: &str) -> Option<Command> {
        let preview = self.preview()?;
        let purpose = match (preview.kind, preview.subject) {
            (Kind::Card(_, _, Some(match_id)), _)
            | (Kind::Paper(paper::Kind::Briefing), Subject::Match(match_id)) => {
                return Some(Command::IssueCard { match_id });
            }
            (Kind::Paper(kind), _) => format!("{}, {how}", kind.title()),
            (Kind::Card(..) | Kind::As(_), _) => how.to_owned(),
        };
        let release = NewRelease {
            about: preview.subject,
            to: preview.reader(),
            recipient: preview.recipient.clone().unwrap_or_else(|| preview.reader().words().to_owned()),
            purpose,
            basis: Some(preview.disclosure.basis().clone()),
            things: preview.disclosure.things(),
            reports: preview.reports(),
        };
        Some(Command::ReleaseInformation { release: Box::new(release) })
    }

    /// The form said where to: the place is looked for.
    pub(super) fn begin_writing(&mut self, sheet: Box<Sheet>) -> Vec<Effect> {
        let Some(preview) = self.preview() else { return Vec::new() };
        let named = preview.file_name(self.today);
        let path = PathBuf::from(sheet.form.values().text("path"));
        self.writing = Some(sheet);
        vec![Effect::MakePage { path, named }]
    }

    /// The place is found, or why not: with it the release is written down.
    pub(super) fn page_made(&mut self, made: Result<(), String>) -> Vec<Effect> {
        let Some(mut sheet) = self.writing.take() else { return vec![Effect::DropPage] };
        match (
            made,
            self.release_shown("written to a file"),
            self.preview().map(|p| p.text(|line| line.text().to_owned())),
        ) {
            (Ok(()), Some(command), Some(text)) => {
                let clear = Some(sheets::key_of(&sheet));
                self.page = Some(text);
                self.saving = Some(sheet);
                self.run(command, None, clear)
            }
            (Err(sentence), ..) => {
                sheet.form.refuse("path", sentence);
                sheet.form.say_not_saved();
                self.layers.push(Layer::Sheet(sheet));
                Vec::new()
            }
            _ => vec![Effect::DropPage],
        }
    }

    /// The words are outside: where, and how much was left out.
    pub(super) fn page_written(&mut self, written: Result<String, String>) {
        match written {
            Ok(at) => {
                let left = self.preview().and_then(|p| left_out(&p.disclosure));
                let left = left.map(|left| format!(" {left}")).unwrap_or_default();
                let done = format!("Released and logged. Written to {at}, which only you can read.{left}");
                self.say(Severity::Success, done);
            }
            Err(why) => {
                self.say(Severity::Error, format!("{why} The release is on record, though nothing left."));
            }
        }
    }

    /// Opens the form that asks where to.
    pub(super) fn ask_where_to(&mut self) -> Vec<Effect> {
        self.begin_from_preview(Task::WriteOut)
    }
}
