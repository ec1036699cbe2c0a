//! Candidates drawn: the list, and beneath it each rule, each wish and each part of the points for the one under the
//! cursor.

use super::lines::Lines;
use crate::desk::Desk;
use crate::desk::candidates::{About, COLUMNS, Candidates, WHOLE};
use crate::engine::layout::{draw_rule, list_and_detail};
use crate::engine::theme::Role;
use domain::calendar::age_on;
use domain::matching::{Accord, Candidate, Point, Verdict};
use domain::record::{Child, Subject};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

/// How many rows list and reasons need together.
const LOW: u16 = 12;

impl Desk {
    /// Draws the candidates over the whole body.
    pub(super) fn draw_candidates(&self, frame: &mut Frame<'_>, body: Rect, layer: &mut Candidates) {
        // On a low screen the reasons come before the words above the list: each of those has one line, and is cut.
        let room = usize::from(body.height.saturating_sub(LOW)).max(1);
        let width = body.width.saturating_sub(2);
        let mut head = self.head_of(layer, width, Lines::text);
        if head.len() > room {
            head = self.head_of(layer, width, Lines::cut_text);
            head.truncate(room);
        }
        let mut area = body;
        for line in head {
            if area.height > 8 {
                frame.buffer_mut().set_line(area.x + 1, area.y, &line, area.width - 1);
                area = Rect { y: area.y + 1, height: area.height - 1, ..area };
            }
        }
        let (list, bar, detail) = list_and_detail(area, 11);
        let columns = if layer.about == About::WholeList { WHOLE } else { COLUMNS };
        layer.list.draw(frame, list, columns, self.theme);
        if let (Some(bar), Some(detail)) = (bar, detail) {
            draw_rule(bar, frame.buffer_mut(), self.theme);
            let inside = Rect { x: detail.x + 1, width: detail.width.saturating_sub(1), ..detail };
            let mut lines = self.detail_of(layer, inside.width);
            let room = usize::from(inside.height);
            if lines.len() > room && room > 1 {
                lines.truncate(room - 1);
                lines.push(Line::styled(
                    format!("{} r: all reasons", self.theme.signs.ellipsis),
                    self.theme.style(Role::Key),
                ));
            }
            super::draw_lines(frame, inside, &lines, 0);
        }
    }

    /// What stands above the list; `say` writes one sentence of it.
    fn head_of(
        &self,
        layer: &Candidates,
        width: u16,
        say: impl for<'a> Fn(&'a mut Lines, &str, Role) -> &'a mut Lines,
    ) -> Vec<Line<'static>> {
        let mut lines = Lines::new(self.theme, width);
        let [yes, missing, no] = layer.counts();
        let narrow = width < super::NARROW;
        let could = if narrow {
            format!("{yes} can be proposed, {missing} lack answers, {no} cannot")
        } else {
            format!("{yes} can be proposed, {missing} lack an answer, {no} cannot.")
        };
        match layer.about {
            About::Child(id) => {
                let Some(child) = self.world.child(id) else { return Vec::new() };
                let status = domain::status::of_child(&self.world, child, self.today).words();
                let (name, age) = (self.names.child(child), age_on(child.born, self.today));
                let who = format!("Who could visit {name} ({age}), {status}");
                lines.title(&who, &child.reference().to_string());
                say(&mut lines, &wanted(child), Role::Normal);
                let could = match domain::matching::left_out(&self.world) {
                    0 => could,
                    // There is room for one sentence, and they are not in the list.
                    _ if narrow => could,
                    n => format!("{could} {n} not yet ready or gone."),
                };
                say(&mut lines, &could, Role::Dim);
            }
            About::Visitor(id) => {
                let Some(visitor) = self.world.visitor(id) else { return Vec::new() };
                let status =
                    domain::status::of_visitor(&self.world, visitor, self.today).told(self.role).words();
                let who = format!("Whom {} could visit, {status}", self.names.visitor(visitor));
                lines.title(&who, &visitor.reference().to_string());
                say(&mut lines, &could, Role::Dim);
            }
            About::WholeList => {
                lines.title("The whole waiting list at once", "");
                if let Some(set) = &layer.set {
                    let counted =
                        |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
                    let pairs: i64 = set.proposals.iter().map(|p| i64::from(p.candidate.total())).sum();
                    let made = counted(set.proposals.len(), "proposal", "proposals");
                    let left = format!(
                        "Left: {} and {}.",
                        counted(set.left_children.len(), "child", "children"),
                        counted(set.left_visitors.len(), "visitor", "visitors")
                    );
                    let text = if narrow {
                        format!("{made}. {left}")
                    } else {
                        format!(
                            "{made} that serve the most children, then with the most points: {pairs}, and {} for \
                             places on the list. {left}",
                            set.total() - pairs
                        )
                    };
                    say(&mut lines, &text, Role::Normal);
                }
            }
        }
        lines.done()
    }

    fn detail_of(&self, layer: &Candidates, width: u16) -> Vec<Line<'static>> {
        let mut lines = Lines::new(self.theme, width);
        let Some(c) = layer.selected() else {
            // Somebody who is left over: the reason stands in the line, and here in full.
            if let Some(Subject::Child(id)) = layer.list.selected().map(|row| row.subject())
                && let Some((_, why)) =
                    layer.set.iter().flat_map(|s| &s.left_children).find(|(c, _)| *c == id)
            {
                lines.text(&self.names.sentence(&self.world, &[Subject::Child(id)], why), Role::Normal);
                lines.text("Enter shows every visitor for this child, and why not.", Role::Dim);
            }
            return lines.done();
        };
        let passed = self.candidate_lines(c, &mut lines);
        points(layer, c, &mut lines);
        lines.text(&passed.join("  "), Role::Dim);
        lines.done()
    }

    /// Everything that is said of what is under the cursor, a line for each: for a panel that scrolls.
    #[must_use]
    pub fn reasons_in_full(&self, layer: &Candidates) -> Vec<(bool, String)> {
        // Wrapped by the panel.
        const WIDE: u16 = u16::MAX;
        let plain = |lines: Vec<Line<'static>>| lines.into_iter().map(|l| (false, l.to_string()));
        let Some(c) = layer.selected() else { return plain(self.detail_of(layer, WIDE)).collect() };
        let visitor = self.names.subject(&self.world, Subject::Visitor(c.visitor));
        let child = self.names.subject(&self.world, Subject::Child(c.child));
        let mut lines = Lines::new(self.theme, WIDE);
        let passed = self.candidate_lines(c, &mut lines);
        for proof in passed {
            lines.text(&proof, Role::Normal);
        }
        points(layer, c, &mut lines);
        std::iter::once((true, format!("{child} and {visitor}"))).chain(plain(lines.done())).collect()
    }

    /// What stands against the two, what is not known, and the wishes; what is in order comes back.
    fn candidate_lines(&self, c: &Candidate, lines: &mut Lines) -> Vec<String> {
        let signs = self.theme.signs;
        let people = [Subject::Child(c.child), Subject::Visitor(c.visitor)];
        let say = |sentence: &str| self.names.sentence(&self.world, &people, sentence);
        let mut passed = Vec::new();
        // First what stands against it, then what nobody has answered: a low pane shows no more.
        let mut notes = Vec::new();
        let mut unknown = Vec::new();
        for check in &c.checks {
            match &check.verdict {
                Verdict::Pass(proof) => {
                    passed.push(format!("{}\u{a0}{}: {}", signs.check, check.what, say(proof)))
                }
                Verdict::Fail(f) => {
                    lines.sign(signs.cross, &format!("{} ({})", say(&f.sentence), f.rule), Role::Error);
                }
                Verdict::Unknown(f) => unknown.push(f),
                // What is so of the whole scheme says nothing about these two.
                Verdict::Note(f) if f.subject == Subject::Scheme => {}
                Verdict::Note(f) => notes.push(f),
            }
        }
        for f in unknown {
            lines.sign("?", &format!("{} ({})", say(&f.sentence), f.rule), Role::Warn);
        }
        for f in notes {
            lines.sign(signs.dot, &format!("{} ({})", say(&f.sentence), f.rule), Role::Normal);
        }
        for w in &c.wishes {
            let (sign, role) = match w.accord {
                Accord::Agrees => (signs.check, Role::Good),
                Accord::Differs => ("-", Role::Normal),
                Accord::NotKnown => ("?", Role::Warn),
            };
            lines.sign(sign, &format!("wish, {}: {}", w.about, w.words), role);
        }
        passed
    }
}

/// What a place on the waiting list is worth in the best set; nothing in other lists.
fn place_of(layer: &Candidates, c: &Candidate) -> Vec<Point> {
    let parts = layer.set.as_ref().and_then(|s| s.of_child(c.child)).map(|p| p.parts.as_slice());
    parts.and_then(|parts| parts.get(c.points().len()..)).unwrap_or_default().to_vec()
}

fn wanted(child: &Child) -> String {
    let w = &child.wishes;
    let mut wanted: Vec<String> = w.visitor_gender.iter().cloned().collect();
    wanted.extend(w.interests.iter().chain(&w.languages).cloned());
    wanted.extend(w.background.clone());
    wanted.extend(w.when.as_ref().map(|when| format!("free {when}")));
    if wanted.is_empty() {
        "no wishes recorded".to_owned()
    } else {
        format!("would like: {}", wanted.join(", "))
    }
}

/// No score without its parts; and the numbers are this program's own. What decides between children is told apart
/// from what decides between pairs, so that a pair has the same points in every list.
fn points(layer: &Candidates, c: &Candidate, lines: &mut Lines) {
    let say = |heading: &str, parts: &[Point]| {
        let total = domain::matching::points::total(parts);
        let words: Vec<_> =
            parts.iter().map(|p| format!("{} {:+} ({})", p.what, p.points, p.words)).collect();
        format!("{heading}: {total} = {}", words.join(", "))
    };
    let (own, place) = (c.points(), place_of(layer, c));
    if !own.is_empty() {
        lines.text(&say("Points, this program's own", &own), Role::Dim);
    }
    if !place.is_empty() {
        lines.text(&say("And in the whole list, for the place on it", &place), Role::Dim);
    }
}
