//! The notation in which tests write what a person does:
//! `v 'leila' Enter Tab '24 10' F2 paste:'two words' resize:80x24 click:3,4 wheel:up`.
//!
//! Tokens stand apart by spaces. A token is a chord, a text in single quotes that is typed letter by
//! letter (`\'` for a quote, `\n` for Enter), or one of the words above with its argument.

use super::{
    chord::{Chord, Key},
    event::Event,
};

/// Reads a script; the error names the token that is wrong.
pub fn parse(script: &str) -> Result<Vec<Event>, String> {
    let mut events = Vec::new();
    let mut rest = script.trim_start();
    while !rest.is_empty() {
        if rest.starts_with('\'') {
            let (text, after) = quoted(rest)?;
            events.extend(
                text.chars()
                    .map(|c| Event::Key(if c == '\n' { Chord::plain(Key::Enter) } else { Chord::char(c) })),
            );
            rest = after;
        } else if let Some(after) = rest.strip_prefix("paste:") {
            let (text, after) = quoted(after)?;
            events.push(Event::Paste(text));
            rest = after;
        } else {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            events.push(token(&rest[..end])?);
            rest = &rest[end..];
        }
        rest = rest.trim_start();
    }
    Ok(events)
}

fn token(text: &str) -> Result<Event, String> {
    let wrong = || format!("the script has a token that means nothing: {text}");
    let pair = |argument: &str, between: char| -> Option<(u16, u16)> {
        let (a, b) = argument.split_once(between)?;
        Some((a.parse().ok()?, b.parse().ok()?))
    };
    if let Some(size) = text.strip_prefix("resize:") {
        let (w, h) = pair(size, 'x').ok_or_else(wrong)?;
        return Ok(Event::Resize { w, h });
    }
    if let Some(place) = text.strip_prefix("click:") {
        let (x, y) = pair(place, ',').ok_or_else(wrong)?;
        return Ok(Event::Click { x, y });
    }
    match text {
        "wheel:up" => Ok(Event::Wheel { x: 0, y: 0, up: true }),
        "wheel:down" => Ok(Event::Wheel { x: 0, y: 0, up: false }),
        _ => text.parse().map(Event::Key).map_err(|_| wrong()),
    }
}

/// Splits a text in single quotes from what follows it.
fn quoted(rest: &str) -> Result<(String, &str), String> {
    let mut text = String::new();
    let mut chars = rest.char_indices();
    if chars.next().map(|(_, c)| c) != Some('\'') {
        return Err("the script lacks an opening quote after paste:".into());
    }
    while let Some((at, c)) = chars.next() {
        match c {
            '\'' => return Ok((text, &rest[at + 1..])),
            '\\' => match chars.next() {
                Some((_, 'n')) => text.push('\n'),
                Some((_, other)) => text.push(other),
                None => break,
            },
            c => text.push(c),
        }
    }
    Err("the script lacks a closing quote".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_keys_texts_and_words() {
        let events = parse("v 'le' Enter S-Tab paste:'a \\'b\\nc' resize:80x24 click:3,4 wheel:up").unwrap();
        let key = |name: &str| Event::Key(name.parse().unwrap());
        let expected = [
            key("v"),
            key("l"),
            key("e"),
            key("Enter"),
            key("S-Tab"),
            Event::Paste("a 'b\nc".into()),
            Event::Resize { w: 80, h: 24 },
            Event::Click { x: 3, y: 4 },
            Event::Wheel { x: 0, y: 0, up: true },
        ];
        assert!(events == expected);
    }

    #[test]
    fn a_script_says_which_token_is_wrong() {
        assert!(parse("a frob").unwrap_err().contains("frob"));
        assert!(parse("'abc").unwrap_err().contains("closing"));
        assert!(parse("resize:80").is_err());
        assert!(parse("paste:abc").is_err());
    }
}
