//! One number of a figure, and what is hidden of it: a small count (R109), and whatever would give one away.

use crate::rule::Unit;

/// What stands behind a label. A number that is hidden is not in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Value {
    /// So many.
    Number(u32),
    /// A small number, or one from which a small one could be worked out.
    Hidden,
    /// So many of so many.
    Of(u32, u32),
    /// All of so many but for a few: how many those are is hidden.
    AllBut(u32),
    /// A few of so many: how many is hidden.
    FewOf(u32),
    /// So many days or months.
    Length(i64, Unit),
    /// There is nothing to be counted.
    Nothing,
    /// Counted for a team manager only.
    ForManagers,
}

impl Value {
    /// A count on its own: hidden when it is of somebody, and of fewer than `least` (R109). Nobody is nobody's number,
    /// and is shown.
    #[must_use]
    pub const fn count(n: u32, least: u32) -> Self {
        if is_small(n, least) { Self::Hidden } else { Self::Number(n) }
    }

    /// So many of so many. Neither those that are counted nor those that are not may be few.
    #[must_use]
    pub const fn share(met: u32, of: u32, least: u32) -> Self {
        if of == 0 {
            Self::Nothing
        } else if is_small(of, least) {
            Self::Hidden
        } else if is_small(met, least) {
            Self::FewOf(of)
        } else if is_small(of.saturating_sub(met), least) {
            Self::AllBut(of)
        } else {
            Self::Of(met, of)
        }
    }

    /// Whether something is hidden of it.
    #[must_use]
    pub const fn is_hidden(self) -> bool {
        matches!(self, Self::Hidden | Self::AllBut(_) | Self::FewOf(_))
    }

    /// What kind of value it is, for other programs. Names are stable.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Number(_) => "number",
            Self::Hidden => "hidden",
            Self::Of(..) => "share",
            Self::AllBut(_) => "all-but-few",
            Self::FewOf(_) => "few",
            Self::Length(_, Unit::Months) => "months",
            Self::Length(..) => "days",
            Self::Nothing => "nothing",
            Self::ForManagers => "for-team-managers",
        }
    }

    /// The number itself, where there is one.
    #[must_use]
    pub fn number(self) -> Option<i64> {
        match self {
            Self::Number(n) | Self::Of(n, _) => Some(i64::from(n)),
            Self::Length(n, _) => Some(n),
            Self::Hidden | Self::AllBut(_) | Self::FewOf(_) | Self::Nothing | Self::ForManagers => None,
        }
    }

    /// What it says, in words; `least` is the smallest count that is shown.
    #[must_use]
    pub fn words(self, least: u32) -> String {
        match self {
            Self::Number(n) => n.to_string(),
            Self::Hidden => "hidden".to_owned(),
            Self::Of(met, of) => format!("{}% ({met} of {of})", percent(met, of)),
            Self::AllBut(of) => format!("all but fewer than {least} of {of}"),
            Self::FewOf(of) => format!("fewer than {least} of {of}"),
            Self::Length(n, unit) => unit.say(n),
            Self::Nothing => "none to count".to_owned(),
            Self::ForManagers => "counted for team managers only".to_owned(),
        }
    }
}

/// Of somebody, and of fewer than are shown.
pub(super) const fn is_small(n: u32, least: u32) -> bool {
    n > 0 && n < least
}

/// How many in a hundred, to the nearest; never all where not all are met, and never none where some are.
fn percent(met: u32, of: u32) -> i64 {
    let (met, of) = (i64::from(met), i64::from(of.max(1)));
    let nearest = (met * 200 + of) / (of * 2);
    match met {
        0 => 0,
        _ if met >= of => 100,
        _ => nearest.clamp(1, 99),
    }
}

/// What becomes of the parts of a whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Split {
    /// The whole, and each part in its order.
    Parts(Value, Vec<Value>),
    /// The whole alone: it is too small to be taken apart, or its parts are.
    Whole(Value),
}

/// Takes a whole apart so that no small part can be read, nor worked out from the whole and the other parts (R109).
///
/// Small parts are hidden. Whoever knows the whole and the parts that are shown knows the sum of those that are hidden,
/// and that none of those is nothing. So more are hidden, the smallest first, until each could be `least` or more by all
/// that is shown; where that cannot be had, none is shown.
pub(super) fn split(parts: &[u32], least: u32) -> Split {
    let whole = parts.iter().sum();
    let sum = Value::count(whole, least);
    if whole == 0 || is_small(whole, least) {
        return Split::Whole(sum);
    }
    let mut hidden: Vec<bool> = parts.iter().map(|n| is_small(*n, least)).collect();
    while !is_safe(parts, &hidden, least) {
        let shown = parts.iter().enumerate().filter(|(at, n)| **n > 0 && !hidden[*at]);
        let Some((at, _)) = shown.min_by_key(|(at, n)| (**n, *at)) else { return Split::Whole(sum) };
        hidden[at] = true;
    }
    let shown = |(n, hidden): (&u32, &bool)| if *hidden { Value::Hidden } else { Value::Number(*n) };
    Split::Parts(sum, parts.iter().zip(&hidden).map(shown).collect())
}

/// Whether each of the hidden parts could be as many as are shown: their sum leaves so much when each of the others is
/// one.
fn is_safe(parts: &[u32], hidden: &[bool], least: u32) -> bool {
    let of: Vec<u32> = parts.iter().zip(hidden).filter(|(_, hidden)| **hidden).map(|(n, _)| *n).collect();
    let others = u32::try_from(of.len()).unwrap_or(u32::MAX).saturating_sub(1);
    of.is_empty() || (others > 0 && of.iter().sum::<u32>().saturating_sub(others) >= least)
}
