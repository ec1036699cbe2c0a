//! Two candidates side by side.

use super::{Accord, Candidate, Standing, Verdict};

/// What a row of a comparison is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Part {
    /// Whether they can be proposed.
    Standing,
    /// A rule.
    Check,
    /// A wish.
    Wish,
    /// A part of the score, or its sum. The numbers are this program's own.
    Points,
}

/// One row: what it is about, and what it says of either. `-` where one of them has no such row.
#[derive(Clone, PartialEq, Eq)]
pub struct Row {
    /// Rules, wishes and points in this order.
    pub part: Part,
    /// What it is about: `DBS`, `gender`.
    pub what: &'static str,
    /// What it says of the first.
    pub left: String,
    /// What it says of the second.
    pub right: String,
}

crate::record::withheld!(Row);

impl Row {
    /// Whether the two are not the same.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.left != self.right
    }
}

/// Two candidates for one child, or two children for one visitor, side by side: whether they can be proposed, every
/// rule, every wish, every part of the score and its sum.
#[must_use]
pub fn compare(a: &Candidate, b: &Candidate) -> Vec<Row> {
    let standing = |c: &Candidate| match c.standing {
        Standing::Yes => "yes".to_owned(),
        Standing::Missing => format!("{} not answered", c.missing.len()),
        Standing::No => format!("no, {} against", c.against.len()),
    };
    let mut rows =
        vec![Row { part: Part::Standing, what: "can be proposed", left: standing(a), right: standing(b) }];
    rows.extend(side_by_side(Part::Check, &checks(a), &checks(b)));
    rows.extend(side_by_side(Part::Wish, &wishes(a), &wishes(b)));
    rows.extend(side_by_side(Part::Points, &points(a), &points(b)));
    let [left, right] = [a, b].map(|c| c.total().to_string());
    rows.push(Row { part: Part::Points, what: "total", left, right });
    rows
}

type Lines = Vec<(&'static str, String)>;

fn checks(c: &Candidate) -> Lines {
    let line = |check: &super::Check| {
        let words = check.verdict.words();
        let text = match &check.verdict {
            Verdict::Pass(_) => words.to_owned(),
            Verdict::Note(_) => format!("note: {words}"),
            Verdict::Fail(_) => format!("no: {words}"),
            Verdict::Unknown(_) => format!("not known: {words}"),
        };
        (check.what, text)
    };
    c.checks.iter().map(line).collect()
}

fn wishes(c: &Candidate) -> Lines {
    let line = |w: &super::Wish| {
        let accord = match w.accord {
            Accord::Agrees => "yes",
            Accord::Differs => "no",
            Accord::NotKnown => "not known",
        };
        (w.about, format!("{accord}: {}", w.words))
    };
    c.wishes.iter().map(line).collect()
}

fn points(c: &Candidate) -> Lines {
    c.points().into_iter().map(|p| (p.what, format!("{:+} {}", p.points, p.words))).collect()
}

/// The lines of both under one name each, in the order of the first; what only the second has comes after.
fn side_by_side(part: Part, a: &Lines, b: &Lines) -> Vec<Row> {
    let mut names: Vec<&'static str> = Vec::new();
    for (what, _) in a.iter().chain(b) {
        if !names.contains(what) {
            names.push(what);
        }
    }
    let of = |lines: &Lines, what: &str| {
        let own: Vec<&str> =
            lines.iter().filter(|(w, _)| *w == what).map(|(_, text)| text.as_str()).collect();
        if own.is_empty() { "-".to_owned() } else { own.join(" ") }
    };
    names.into_iter().map(|what| Row { part, what, left: of(a, what), right: of(b, what) }).collect()
}
