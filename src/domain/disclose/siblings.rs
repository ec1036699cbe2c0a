//! A record of one child never reveals where a brother or sister is placed (domain section 4).

use crate::id::ChildId;
use crate::record::{Child, Placement};
use crate::world::World;

/// Shorter than this, a carer's name or a street is too common a word to tell anything.
const SHORTEST: usize = 4;

/// Whether a text about a child names where another child on record lives or lived, or with whom. Where both live at
/// the same place, that place is the child's own.
pub(super) fn names_another_home(world: &World, child: ChildId, text: &str) -> bool {
    let text = plain(text);
    let own: Vec<String> = world.child(child).into_iter().flat_map(marks).collect();
    let others = world.children().filter(|c| c.id != child).flat_map(marks);
    others.into_iter().any(|mark| text.contains(&mark) && !own.contains(&mark))
}

/// The texts by which a child's homes are known.
fn marks(child: &Child) -> Vec<String> {
    let of = |p: &Placement| {
        let texts = [Some(&p.carer), p.address.as_ref(), p.postcode.as_ref(), p.phone.as_ref()];
        texts
            .into_iter()
            .flatten()
            .map(|t| plain(t))
            .filter(|t| t.chars().count() >= SHORTEST)
            .collect::<Vec<_>>()
    };
    child.placements.iter().flat_map(of).collect()
}

/// Small letters and no blanks or points, so that `12, Orchard Row` is found as `12 orchard row`.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
