//! What leaves from a preview: released, copied, refused, opened by consent or override. Each is written down.

use super::focus::Focus;
use super::names::Names;
use super::preview::{Kind, Preview};
use super::{Desk, Layer};
use crate::engine::layers::confirm::Confirm;
use crate::forms::Telling;
use crate::keys::{Action, Task};
use crate::msg::Effect;
use domain::command::Command;
use domain::disclose::{Consenting, Withheld};
use domain::paper::Kind as Papers;
use domain::record::{Basis, Release, Subject};

impl Desk {
    pub(super) fn enabled_in_preview(&self, action: Action, preview: &Preview) -> Result<(), String> {
        let choose = "Go to what is left out first, at the end of the page, and choose one line of it.";
        let chosen = || preview.chosen().ok_or_else(|| choose.to_owned());
        match action {
            Action::ShowPaper(kind) => self.paper_enabled(kind),
            Action::GiveShown | Action::CopyShown | Action::CopyNow | Action::WriteShown => {
                self.writable()?;
                if preview.awaited() > 0 {
                    return Err("The reports are still being read. Try again in a moment.".to_owned());
                }
                let copied = matches!(action, Action::CopyShown | Action::CopyNow);
                if copied && preview.paper.is_some() && self.names.hidden {
                    return Err("A paper names people. Press i to show names, then copy it.".to_owned());
                }
                if let Some(Err(why)) = &preview.paper {
                    return Err(why.clone());
                }
                if preview.disclosure.shown() == 0 {
                    return Err("Nothing is shown to this reader, so there is nothing to tell.".to_owned());
                }
                Ok(())
            }
            Action::Preview | Action::PreviewBefore if matches!(preview.kind, Kind::Card(..)) => {
                Err("The card is for the visitor. Go back, and press l for other readers.".to_owned())
            }
            Action::Preview | Action::PreviewBefore if matches!(preview.kind, Kind::Paper(_)) => {
                Err("A paper is for its own reader. Go back, and press l for other readers.".to_owned())
            }
            Action::Do(Task::OverrideRelease) if matches!(preview.kind, Kind::Paper(_)) => {
                Err("A paper holds what its reader is given as a rule. Go back, and press l to release more."
                    .to_owned())
            }
            Action::Do(Task::RefuseRelease) => self.writable(),
            Action::Do(Task::RecordConsent) => {
                self.writable()?;
                match chosen()?.opens().consent {
                    Some(_) => Ok(()),
                    None => Err(format!("No consent opens this. {}", chosen()?.why())),
                }
            }
            Action::Do(Task::OverrideRelease) => {
                self.writable()?;
                if chosen()?.opens().by_override {
                    return Ok(());
                }
                Err(format!("The safeguarding override does not open this. {}", chosen()?.why()))
            }
            Action::Do(_) | Action::Copy => Err("Go back to the record first.".to_owned()),
            _ => Ok(()),
        }
    }

    /// Begins a form about what is previewed.
    pub(super) fn begin_from_preview(&mut self, task: Task) -> Vec<Effect> {
        let Some(preview) = self.preview() else { return Vec::new() };
        let subject = match (task, preview.chosen()) {
            (Task::RecordConsent, Some(withheld)) => self.who_consents(withheld),
            _ => Some(preview.subject),
        };
        self.begin(task, subject)
    }

    /// Whose consent would open it.
    fn who_consents(&self, withheld: &Withheld) -> Option<Subject> {
        let about = Focus::on(&self.world, withheld.things().first()?.thing.subject);
        match withheld.opens().consent? {
            Consenting::Child => about.child.map(Subject::Child),
            Consenting::Visitor => about.visitor.map(Subject::Visitor),
        }
    }

    /// What a form takes along from the preview on top.
    pub(super) fn telling(&self, task: Task) -> Option<Telling> {
        let preview = self.preview()?;
        let deciding = matches!(task, Task::RecordConsent | Task::OverrideRelease | Task::RefuseRelease);
        let chosen = preview.chosen().filter(|_| deciding);
        let left_out = |is: fn(&Withheld) -> bool| {
            let lines = preview.disclosure.withheld().iter().filter(move |line| is(line));
            lines.flat_map(Withheld::things).cloned()
        };
        let things = match (task, chosen) {
            // One test may open several things, of whatever kind.
            (Task::OverrideRelease, _) => left_out(|line| line.opens().by_override).collect(),
            (Task::RefuseRelease, _) => {
                preview.disclosure.things().into_iter().chain(left_out(|_| true)).collect()
            }
            (_, Some(withheld)) => withheld.things().to_vec(),
            (_, None) => preview.disclosure.things(),
        };
        Some(Telling {
            about: preview.subject,
            to: preview.reader(),
            recipient: preview.recipient.clone(),
            basis: preview.disclosure.basis().clone(),
            row: chosen.map(Withheld::row),
            things,
            chosen: chosen.map(|line| line.things().to_vec()).unwrap_or_default(),
            reports: preview.reports(),
            file_name: preview.file_name(self.today),
        })
    }

    /// Gives the card; releases what is shown, after the form.
    pub(super) fn give_shown(&mut self) -> Vec<Effect> {
        match self.preview().map(|p| (p.kind, p.subject)) {
            Some((Kind::Card(_, _, Some(match_id)), _)) => {
                self.run(Command::IssueCard { match_id }, None, None)
            }
            Some((Kind::Card(_, _, None), subject)) => self.begin(Task::Brief, Some(subject)),
            Some((Kind::Paper(Papers::Briefing), Subject::Match(match_id))) => {
                self.run(Command::IssueCard { match_id }, None, None)
            }
            Some((Kind::Paper(Papers::Briefing), subject)) => self.begin(Task::Brief, Some(subject)),
            Some((Kind::As(_) | Kind::Paper(_), _)) => self.begin_from_preview(Task::Release),
            None => Vec::new(),
        }
    }

    pub(super) fn ask_to_copy(&mut self) {
        let Some(preview) = self.preview() else { return };
        let whom = preview.reader().words();
        let question = format!("Copy what {whom} may see to the clipboard?");
        let mut details = vec![
            "It is written down as a release. The clipboard can be read by other programs: empty it afterwards."
                .to_owned(),
        ];
        if self.names.hidden {
            details.push(
                "Names are hidden, so initials and references are copied, as they stand here.".to_owned(),
            );
        }
        let ask = Confirm::new(question, details, "copy it", self.asked, Action::CopyNow);
        self.layers.push(Layer::Confirm(ask));
    }

    /// Writes the release down; the text goes on the clipboard when that is done, and only then.
    pub(super) fn copy_shown(&mut self) -> Vec<Effect> {
        let Some(preview) = self.preview() else { return Vec::new() };
        let circle = Names::circle(&self.world, preview.subject);
        let text = preview.text(|line| self.shown_text(line, &circle));
        let Some(command) = self.release_shown("copied to the clipboard") else { return Vec::new() };
        self.copying = Some(text);
        self.run(command, None, None)
    }

    /// After an override: what was released by it is shown to that reader.
    pub(super) fn show_what_was_released(&mut self) {
        let Some(Layer::Preview(preview)) = self.layers.top_mut() else { return };
        let to = preview.reader();
        let by_override = |r: &&Release| r.to == to && matches!(r.basis, Some(Basis::Safeguarding(_)));
        let all = self.world.releases_about(preview.subject).filter(by_override);
        preview.release = all.max_by_key(|r| (r.at, r.id)).map(|r| r.id);
        preview.renew(&self.world, self.today);
        preview.cursor = 0;
        preview.top = 0;
    }
}
