//! Who could visit this child, drawn: the list, and beneath it each rule and each wish for the one under the cursor.

use super::lines::Lines;
use crate::desk::Desk;
use crate::desk::candidates::{COLUMNS, Candidates};
use crate::engine::layout::{draw_rule, list_and_detail};
use crate::engine::theme::Role;
use domain::calendar::age_on;
use domain::id::ChildId;
use domain::matching::{Accord, Candidate};
use domain::record::Subject;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

impl Desk {
    /// Draws the candidates over the whole body.
    pub(super) fn draw_candidates(&self, frame: &mut Frame<'_>, body: Rect, layer: &mut Candidates) {
        let head = self.wanted_lines(layer, body.width.saturating_sub(2));
        let mut area = body;
        for line in head {
            if area.height > 8 {
                frame.buffer_mut().set_line(area.x + 1, area.y, &line, area.width - 1);
                area = Rect { y: area.y + 1, height: area.height - 1, ..area };
            }
        }
        let (list, bar, detail) = list_and_detail(area, 10);
        layer.list.draw(frame, list, COLUMNS, self.theme);
        if let (Some(bar), Some(detail), Some(c)) = (bar, detail, layer.selected()) {
            draw_rule(bar, frame.buffer_mut(), self.theme);
            let inside = Rect { x: detail.x + 1, width: detail.width.saturating_sub(1), ..detail };
            let lines = self.candidate_lines(c, layer.child, inside.width);
            super::draw_lines(frame, inside, &lines, 0);
        }
    }

    fn wanted_lines(&self, layer: &Candidates, width: u16) -> Vec<Line<'static>> {
        let Some(child) = self.world.child(layer.child) else { return Vec::new() };
        let mut lines = Lines::new(self.theme, width);
        let status = domain::status::of_child(&self.world, child, self.today).words();
        let who = format!(
            "Who could visit {} ({}), {status}",
            self.names.child(child),
            age_on(child.born, self.today)
        );
        lines.title(&who, &child.reference().to_string());
        let mut wanted: Vec<String> = child.wishes.visitor_gender.iter().cloned().collect();
        wanted.extend(child.wishes.interests.iter().cloned());
        wanted.extend(child.wishes.background.clone());
        let [yes, missing, no] = layer.counts();
        let wants = if wanted.is_empty() {
            "no wishes recorded".to_owned()
        } else {
            format!("would like: {}", wanted.join(", "))
        };
        lines.text(&wants, Role::Normal);
        lines.text(&format!("{yes} can be proposed, {missing} lack an answer, {no} cannot."), Role::Dim);
        lines.done()
    }

    fn candidate_lines(&self, c: &Candidate, child: ChildId, width: u16) -> Vec<Line<'static>> {
        let mut lines = Lines::new(self.theme, width);
        let signs = self.theme.signs;
        let people = [Subject::Child(child), Subject::Visitor(c.visitor)];
        let say = |sentence: &str| self.names.sentence(&self.world, &people, sentence);
        if c.against.is_empty() && c.missing.is_empty() {
            lines.sign(
                signs.check,
                "Approved, DBS current, free, and nothing else stands against it.",
                Role::Good,
            );
        }
        for f in &c.against {
            lines.sign(signs.cross, &format!("{} ({})", say(&f.sentence), f.rule), Role::Error);
        }
        for f in &c.missing {
            lines.sign("?", &format!("{} ({})", say(&f.sentence), f.rule), Role::Warn);
        }
        for w in &c.wishes {
            let (sign, role) = match w.accord {
                Accord::Agrees => (signs.check, Role::Good),
                Accord::Differs => ("-", Role::Normal),
                Accord::NotKnown => ("?", Role::Warn),
            };
            let known = if w.accord == Accord::NotKnown { ", not recorded for this visitor" } else { "" };
            lines.sign(sign, &format!("{}: {}{known}", w.about, w.words), role);
        }
        if let Some(v) = self.world.visitor(c.visitor) {
            lines.known("free", v.availability.as_deref());
            lines.known("interests", Some(&v.interests.join(", ")));
        }
        lines.done()
    }
}
