//! What is on record already, while it is being typed again: people who may be entered, and a referee who gave or owes
//! a reference.

use super::{Desk, Layer};
use crate::forms::REFERENCE_FIELDS;
use crate::keys::Task;
use domain::record::Subject;

impl Desk {
    /// Searched before somebody is entered: who may be on record already is said as soon as a field is left (5.2).
    pub(super) fn look_for_alike(&mut self) {
        let Some(Layer::Sheet(sheet)) = self.layers.top_mut() else { return };
        let field = sheet.form.focused();
        if !matches!(sheet.task, Task::AddChild | Task::AddVisitor) || sheet.at == field {
            return;
        }
        sheet.at = field;
        let values = sheet.form.draft();
        let name = domain::record::Name::new(values.text("first"), values.text("last"));
        let born =
            domain::entry::date::parse(values.text("born"), self.today, domain::entry::date::Direction::Past);
        let (born, names) = (born.ok(), self.names);
        let found: Vec<String> = match sheet.task {
            Task::AddChild => {
                domain::alike::children(&self.world, &name, born, Some(values.text("case_number")))
                    .into_iter()
                    .filter_map(|(id, why)| self.world.child(id).map(|c| (c, why)))
                    .map(|(c, why)| format!("{} {} ({})", c.reference(), names.child_full(c), why.words()))
                    .collect()
            }
            _ => domain::alike::visitors(&self.world, &name, born)
                .into_iter()
                .filter_map(|(id, why)| self.world.visitor(id).map(|v| (v, why)))
                .map(|(v, why)| format!("{} {} ({})", v.reference(), names.visitor_full(v), why.words()))
                .collect(),
        };
        if !found.is_empty() {
            let some = found.into_iter().take(3).collect::<Vec<_>>().join(", ");
            sheet.form.set_status(format!("On record already? {some}. Esc leaves this form."));
        }
    }

    /// Once the name is that of somebody whose reference is on record, the form says what is known of it, so that
    /// saving it again wipes nothing. What was typed by hand stays.
    pub(super) fn fill_referee(&mut self) {
        let Some(Layer::Sheet(sheet)) = self.layers.top() else { return };
        let (Task::Reference, Some(Subject::Visitor(id))) = (sheet.task, sheet.subject) else { return };
        let values = sheet.form.draft();
        let name = domain::entry::name::fold(values.text("name"));
        if name == sheet.referee {
            return;
        }
        let references = self.world.visitor(id).map(|v| v.references.as_slice()).unwrap_or_default();
        let same = |name: &str| references.iter().find(|r| domain::entry::name::fold(&r.name) == name);
        let (before, now) = (same(&sheet.referee), same(&name));
        let (old, new) = (crate::forms::of_reference(before), crate::forms::of_reference(now));
        let mut filled = values.clone();
        for field in REFERENCE_FIELDS {
            // Filled by nobody but this form, or not at all.
            if values.text(field) == old.text(field) {
                filled.set(field, new.text(field));
            }
        }
        let known = now.is_some();
        let Some(Layer::Sheet(sheet)) = self.layers.top_mut() else { return };
        sheet.referee = name;
        if filled != values {
            sheet.form.set_values(&filled);
        }
        if known {
            sheet
                .form
                .set_status("On record already: what is known is filled in. Saving changes that reference.");
        }
    }
}
