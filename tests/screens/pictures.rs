//! Pictures of every screen at three sizes, for the eye. `INSTA_UPDATE=always` makes them anew.

use crate::ground::opened;
use crate::scenes::SCENES;

fn taken(w: u16, h: u16) {
    // Each file has three words of its own, by which an older copy is told from the newest.
    let own = vec![(r"· [a-z]+-[a-z]+-[a-z]+", "· three-words-apart")];
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true, filters => own }, {
        for (name, keys) in SCENES {
            let mut at = opened(w, h);
            at.keys(keys).moment();
            insta::assert_snapshot!(format!("{name}_{w}x{h}"), at.screen());
        }
    });
}

#[test]
fn at_60_by_18() {
    taken(60, 18);
}

#[test]
fn at_80_by_24() {
    taken(80, 24);
}

#[test]
fn at_120_by_40() {
    taken(120, 40);
}
