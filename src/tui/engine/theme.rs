//! How roles look: three themes on the terminal's own sixteen colours and default background, and
//! the signs in Unicode and ASCII. Signs and words carry the meaning; colour only repeats it.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of text is, from which its look follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Running text.
    Normal,
    /// Less important: hints, echoes, rule numbers.
    Dim,
    /// Names and headings.
    Strong,
    /// A heading of a group.
    Heading,
    /// The row under the cursor.
    Selected,
    /// The label of the field that has the focus.
    Focus,
    /// The active tab.
    Tab,
    /// The name of a key.
    Key,
    /// What cannot be done now.
    Disabled,
    /// Wrong, refused, overdue.
    Error,
    /// Needs care.
    Warn,
    /// Done, fine.
    Good,
    /// Neutral news.
    Info,
    /// Text selected with shift and the arrows.
    Selection,
}

/// Every role, for tests and for a page that shows the theme.
pub const ROLES: &[Role] = &[
    Role::Normal,
    Role::Dim,
    Role::Strong,
    Role::Heading,
    Role::Selected,
    Role::Focus,
    Role::Tab,
    Role::Key,
    Role::Disabled,
    Role::Error,
    Role::Warn,
    Role::Good,
    Role::Info,
    Role::Selection,
];

/// The three looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Look {
    /// A little colour.
    #[default]
    Default,
    /// No dim text, bright colours, heavy marks.
    HighContrast,
    /// No colour at all: bold, underline, reverse.
    Mono,
}

impl Look {
    /// The look's name as written in settings and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::HighContrast => "high-contrast",
            Self::Mono => "mono",
        }
    }

    /// The look of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Default, Self::HighContrast, Self::Mono].into_iter().find(|look| look.name() == name)
    }
}

/// A look together with a set of signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The look.
    pub look: Look,
    /// The signs.
    pub signs: &'static Signs,
}

impl Default for Theme {
    fn default() -> Self {
        Self { look: Look::Default, signs: &UNICODE }
    }
}

impl Theme {
    /// Chooses from what the person asked for and from the environment, whose values are passed in.
    ///
    /// `NO_COLOR` set to anything but nothing means `mono`, whatever was asked: see
    /// <https://no-color.org>. The shell must then also call [`Theme::tell_terminal`].
    pub fn choose(wanted: Option<Look>, no_color: Option<&str>, locale: Locale<'_>) -> Self {
        let look = match no_color {
            Some(value) if !value.is_empty() => Look::Mono,
            _ => wanted.unwrap_or_default(),
        };
        Self { look, signs: if locale.is_utf8() { &UNICODE } else { &ASCII } }
    }

    /// Works round crossterm 0.29, which under `NO_COLOR` writes a bare reset for each colour change
    /// and so wipes the reverse that marks the selected row.
    pub fn tell_terminal(self) {
        if self.look == Look::Mono {
            crossterm::style::force_color_output(true);
        }
    }

    /// How a role looks.
    pub fn style(self, role: Role) -> Style {
        let plain = Style::new();
        match self.look {
            Look::Default => match role {
                Role::Normal => plain,
                Role::Dim => plain.add_modifier(Modifier::DIM),
                Role::Disabled => plain.fg(Color::DarkGray),
                Role::Strong => plain.add_modifier(Modifier::BOLD),
                Role::Heading => plain.fg(Color::Cyan).add_modifier(Modifier::BOLD),
                Role::Selected | Role::Selection => plain.add_modifier(Modifier::REVERSED),
                Role::Focus | Role::Key => plain.fg(Color::Cyan),
                Role::Tab => plain.add_modifier(Modifier::BOLD | Modifier::REVERSED),
                Role::Error => plain.fg(Color::Red),
                Role::Warn => plain.fg(Color::Yellow),
                Role::Good => plain.fg(Color::Green),
                Role::Info => plain.fg(Color::Blue),
            },
            Look::HighContrast => match role {
                Role::Normal | Role::Dim => plain,
                Role::Disabled => plain.add_modifier(Modifier::CROSSED_OUT),
                Role::Strong | Role::Key => plain.add_modifier(Modifier::BOLD),
                Role::Heading | Role::Focus => plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
                Role::Selected | Role::Selection | Role::Tab => {
                    plain.add_modifier(Modifier::BOLD | Modifier::REVERSED)
                }
                Role::Error => plain.fg(Color::LightRed).add_modifier(Modifier::BOLD),
                Role::Warn => plain.fg(Color::LightYellow).add_modifier(Modifier::BOLD),
                Role::Good => plain.fg(Color::LightGreen).add_modifier(Modifier::BOLD),
                Role::Info => plain.fg(Color::LightCyan).add_modifier(Modifier::BOLD),
            },
            Look::Mono => match role {
                Role::Normal | Role::Good | Role::Info => plain,
                Role::Dim | Role::Disabled => plain.add_modifier(Modifier::DIM),
                Role::Strong | Role::Heading | Role::Key | Role::Error | Role::Warn => {
                    plain.add_modifier(Modifier::BOLD)
                }
                Role::Focus => plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
                Role::Selected | Role::Selection => plain.add_modifier(Modifier::REVERSED),
                Role::Tab => plain.add_modifier(Modifier::BOLD | Modifier::REVERSED),
            },
        }
    }
}

/// The signs that carry meaning. Each is one cell wide in both sets, but for the radio buttons, the
/// boxes and the ellipsis.
#[derive(Debug, PartialEq, Eq)]
pub struct Signs {
    /// Overdue, wrong, not allowed.
    pub cross: &'static str,
    /// Due, quiet.
    pub dot: &'static str,
    /// Urgent.
    pub bang: &'static str,
    /// Done, true.
    pub check: &'static str,
    /// Radio button, chosen; also "done" in a strip.
    pub radio_on: &'static str,
    /// Radio button, not chosen.
    pub radio_off: &'static str,
    /// Box, ticked.
    pub box_on: &'static str,
    /// Box, empty.
    pub box_off: &'static str,
    /// The row under the cursor.
    pub cursor: &'static str,
    /// Planned, next, closed group.
    pub next: &'static str,
    /// Upright line.
    pub bar: &'static str,
    /// Level line.
    pub line: &'static str,
    /// Text was cut here.
    pub ellipsis: &'static str,
    /// Up.
    pub up: &'static str,
    /// Down.
    pub down: &'static str,
    /// Mask of a passphrase.
    pub mask: char,
}

/// The signs where the locale is UTF-8.
pub static UNICODE: Signs = Signs {
    cross: "✗",
    dot: "·",
    bang: "!",
    check: "✓",
    radio_on: "●",
    radio_off: "○",
    box_on: "[✓]",
    box_off: "[ ]",
    cursor: ">",
    next: "▸",
    bar: "│",
    line: "─",
    ellipsis: "…",
    up: "↑",
    down: "↓",
    mask: '•',
};

/// The signs for every other locale.
pub static ASCII: Signs = Signs {
    cross: "x",
    dot: ".",
    bang: "!",
    check: "+",
    radio_on: "(*)",
    radio_off: "( )",
    box_on: "[x]",
    box_off: "[ ]",
    cursor: ">",
    next: ">",
    bar: "|",
    line: "-",
    ellipsis: "...",
    up: "^",
    // Small, it would read as a visit that the visitor cancelled where it stands behind a year of visits.
    down: "V",
    mask: '*',
};

/// The three variables that decide the character set, as found in the environment.
#[derive(Clone, Copy, Debug, Default)]
pub struct Locale<'a> {
    /// `LC_ALL`.
    pub lc_all: Option<&'a str>,
    /// `LC_CTYPE`.
    pub lc_ctype: Option<&'a str>,
    /// `LANG`.
    pub lang: Option<&'a str>,
}

impl Locale<'_> {
    /// True if the locale is UTF-8. The first variable that is set and not empty decides, as in
    /// POSIX; with none set the locale is "C", which is not UTF-8.
    pub fn is_utf8(self) -> bool {
        [self.lc_all, self.lc_ctype, self.lang]
            .into_iter()
            .flatten()
            .find(|value| !value.is_empty())
            .is_some_and(|value| {
                let folded = value.to_ascii_lowercase();
                folded.contains("utf-8") || folded.contains("utf8")
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colour_no_role_has_a_colour() {
        let theme = Theme::choose(Some(Look::Default), Some("1"), Locale::default());
        for role in ROLES {
            let style = theme.style(*role);
            assert_eq!((style.fg, style.bg, style.underline_color), (None, None, None), "{role:?}");
        }
    }

    #[test]
    fn no_theme_touches_the_background_or_leaves_the_sixteen_colours() {
        for look in [Look::Default, Look::HighContrast, Look::Mono] {
            for role in ROLES {
                let style = Theme { look, signs: &UNICODE }.style(*role);
                assert_eq!(style.bg, None, "{look:?} {role:?}");
                assert!(!matches!(style.fg, Some(Color::Rgb(..) | Color::Indexed(_))));
            }
        }
    }

    #[test]
    fn the_selected_row_is_marked_without_colour_in_every_theme() {
        for look in [Look::Default, Look::HighContrast, Look::Mono] {
            let style = Theme { look, signs: &UNICODE }.style(Role::Selected);
            assert!(style.add_modifier.contains(Modifier::REVERSED));
        }
    }

    #[test]
    fn the_first_locale_variable_that_is_set_decides() {
        let locale = |lc_all, lc_ctype, lang| Locale { lc_all, lc_ctype, lang };
        assert!(locale(None, None, Some("en_GB.UTF-8")).is_utf8());
        assert!(locale(Some(""), Some("cy_GB.utf8"), None).is_utf8());
        assert!(!locale(Some("C"), None, Some("en_GB.UTF-8")).is_utf8());
        assert!(!locale(None, None, None).is_utf8());
        assert_eq!(Theme::choose(None, None, locale(Some("POSIX"), None, None)).signs, &ASCII);
    }

    #[test]
    fn the_ascii_signs_are_ascii() {
        let s = &ASCII;
        for sign in [
            s.cross, s.dot, s.bang, s.check, s.radio_on, s.box_on, s.cursor, s.next, s.bar, s.line,
            s.ellipsis, s.up, s.down,
        ] {
            assert!(sign.is_ascii());
        }
    }
}
