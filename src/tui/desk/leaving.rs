//! What leaves from a preview: released, copied, refused, opened by consent or override. Each is written down.

use super::focus::Focus;
use super::names::Names;
use super::preview::{Kind, Preview};
use super::{Desk, Layer};
use crate::engine::layers::confirm::Confirm;
use crate::forms::Telling;
use crate::keys::{Action, Task};
use crate::msg::Effect;
use domain::command::{Command, NewRelease};
use domain::disclose::{Consenting, Withheld};
use domain::record::{Basis, Release, Subject};

impl Desk {
    pub(super) fn enabled_in_preview(&self, action: Action, preview: &Preview) -> Result<(), String> {
        let choose = "Go to what is left out first, at the end of the page, and choose one line of it.";
        let chosen = || preview.chosen().ok_or_else(|| choose.to_owned());
        match action {
            Action::GiveShown | Action::CopyShown | Action::CopyNow => {
                self.writable()?;
                if preview.awaited() > 0 {
                    return Err("The reports are still being read. Try again in a moment.".to_owned());
                }
                if preview.disclosure.shown() == 0 {
                    return Err("Nothing is shown to this reader, so there is nothing to tell.".to_owned());
                }
                Ok(())
            }
            Action::Preview | Action::PreviewBefore if matches!(preview.kind, Kind::Card(..)) => {
                Err("The card is for the visitor. Go back, and press l for other readers.".to_owned())
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
        let chosen = preview.chosen().filter(|_| matches!(task, Task::RecordConsent | Task::OverrideRelease));
        let things = match chosen {
            Some(withheld) => withheld.things().to_vec(),
            None => preview.disclosure.things(),
        };
        Some(Telling {
            about: preview.subject,
            to: preview.reader(),
            recipient: preview.recipient.clone(),
            basis: preview.disclosure.basis().clone(),
            row: chosen.map(Withheld::row),
            things,
            reports: preview.reports(),
        })
    }

    /// Gives the card; releases what is shown, after the form.
    pub(super) fn give_shown(&mut self) -> Vec<Effect> {
        match self.preview().map(|p| (p.kind, p.subject)) {
            Some((Kind::Card(_, _, Some(match_id)), _)) => {
                self.run(Command::IssueCard { match_id }, None, None)
            }
            Some((Kind::Card(_, _, None), subject)) => self.begin(Task::Brief, Some(subject)),
            Some((Kind::As(_), _)) => self.begin_from_preview(Task::Release),
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
        let command = match preview.kind {
            Kind::Card(_, _, Some(match_id)) => Command::IssueCard { match_id },
            Kind::Card(..) | Kind::As(_) => Command::ReleaseInformation {
                release: Box::new(NewRelease {
                    about: preview.subject,
                    to: preview.reader(),
                    recipient: preview
                        .recipient
                        .clone()
                        .unwrap_or_else(|| preview.reader().words().to_owned()),
                    purpose: "copied to the clipboard".to_owned(),
                    basis: Some(preview.disclosure.basis().clone()),
                    things: preview.disclosure.things(),
                    reports: preview.reports(),
                }),
            },
        };
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
