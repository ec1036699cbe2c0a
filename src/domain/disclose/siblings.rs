//! A record of one child never reveals where a brother or sister is placed (domain section 4).

use crate::id::ChildId;
use crate::world::World;

/// Whether a text about a child names where another child on record lives or lived, or with whom. Where both live at
/// the same place, that place is the child's own.
pub(super) fn names_another_home(world: &World, child: ChildId, text: &str) -> bool {
    world.names_a_home(text, world.child(child))
}
