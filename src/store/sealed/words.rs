//! Words for the change mark: short, plain, and hard to mistake for one another on the telephone.

/// One word for each value of a byte. The order is part of the format: a mark noted on paper years
/// ago must still read the same.
pub(super) const WORDS: [&str; 256] = [
    "acorn", "amber", "anchor", "apple", "apron", "arrow", "aspen", "atlas", "autumn", "badge", "baker",
    "bamboo", "banner", "barley", "basil", "basket", "beacon", "berry", "birch", "biscuit", "blanket",
    "blossom", "bonnet", "border", "bottle", "bramble", "brick", "bridge", "bronze", "brook", "bucket",
    "buckle", "bugle", "butter", "button", "cabin", "cactus", "camel", "candle", "canoe", "canvas", "canyon",
    "carpet", "carrot", "castle", "cedar", "celery", "chalk", "cherry", "chimney", "cinder", "circle",
    "citrus", "clover", "cobalt", "cobweb", "coffee", "comet", "compass", "copper", "coral", "cotton",
    "cradle", "crater", "cricket", "crystal", "cuckoo", "curtain", "cushion", "daisy", "dapple", "dolphin",
    "domino", "dragon", "drizzle", "eagle", "earth", "easel", "echo", "elbow", "elder", "ember", "emerald",
    "engine", "fable", "falcon", "feather", "fennel", "ferry", "fiddle", "flannel", "flute", "forest",
    "fossil", "fountain", "fox", "galaxy", "garden", "garlic", "garnet", "ginger", "glacier", "glider",
    "goblet", "granite", "grape", "gravel", "hamlet", "hammer", "harbour", "harvest", "hazel", "heather",
    "hedge", "helmet", "heron", "hickory", "honey", "hopper", "iceberg", "indigo", "island", "ivory",
    "jacket", "jasmine", "jasper", "jigsaw", "juniper", "kennel", "kettle", "kitten", "lagoon", "lantern",
    "larch", "lattice", "laurel", "lavender", "lemon", "lentil", "lily", "linen", "lobster", "locket",
    "lupin", "magnet", "mango", "maple", "marble", "meadow", "melon", "merlin", "mitten", "mosaic",
    "mountain", "muffin", "mustard", "napkin", "nectar", "needle", "nettle", "nickel", "nutmeg", "oasis",
    "ocean", "olive", "onion", "opal", "orbit", "orchard", "orchid", "otter", "oyster", "paddle", "paper",
    "parcel", "parsley", "pearl", "pebble", "pencil", "pepper", "pewter", "piano", "pickle", "pigeon",
    "pillow", "pine", "planet", "plum", "pocket", "pollen", "pony", "poppy", "potter", "prairie", "puffin",
    "pumpkin", "puppet", "puzzle", "quarry", "quartz", "quilt", "rabbit", "raven", "ribbon", "river",
    "robin", "rocket", "rosemary", "ruby", "saddle", "saffron", "sailor", "salmon", "sandal", "sapling",
    "satin", "scarlet", "sequin", "seven", "shadow", "silver", "sparrow", "spinach", "spiral", "spruce",
    "squirrel", "stable", "starling", "summer", "sunset", "swallow", "tangle", "teapot", "thicket",
    "thimble", "thistle", "thunder", "timber", "toffee", "tulip", "tunnel", "turnip", "turtle", "valley",
    "vanilla", "velvet", "violet", "violin", "walnut", "walrus", "wander", "willow", "window", "winter",
    "yellow", "zigzag",
];

#[cfg(test)]
mod tests {
    #[test]
    fn words_differ_and_are_plain() {
        let mut seen = std::collections::BTreeSet::new();
        for word in super::WORDS {
            assert!(seen.insert(word), "{word} stands twice");
            assert!(word.len() <= 9 && word.bytes().all(|b| b.is_ascii_lowercase()), "{word}");
        }
    }
}
