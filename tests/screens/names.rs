//! The names of everybody in a scheme, and whether one of them can be read in a text.

use domain::record::Name;
use domain::world::World;

/// Every way in which a child or a visitor may be named.
pub fn of(world: &World) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut take = |name: &Name| {
        all.extend([
            name.full(),
            name.short(),
            name.first.clone(),
            name.called().to_owned(),
            name.last.clone(),
        ]);
    };
    world.children().for_each(|c| take(&c.name));
    world.visitors().for_each(|v| take(&v.name));
    all.retain(|name| !name.is_empty());
    all.sort_unstable();
    all.dedup();
    all
}

/// The first of the names that stands in the text as a word of its own.
pub fn found<'a>(names: &'a [String], text: &str) -> Option<&'a str> {
    names.iter().map(String::as_str).find(|name| {
        text.match_indices(name).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + name.len()..].chars().next();
            let inside = |c: Option<char>| c.is_some_and(char::is_alphabetic);
            !inside(before) && !inside(after)
        })
    })
}
