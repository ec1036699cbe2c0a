//! What people say: outings, reviews, supervision. Warm, short, and about nobody.

use crate::people::rows;
use domain::record::{ChosenBy, Heard, Party};

/// One afternoon out, as a report tells it.
#[derive(Clone, Copy)]
pub(crate) struct Outing {
    pub activity: &'static str,
    pub chosen_by: ChosenBy,
    pub minutes: u16,
    pub child_words: &'static str,
    pub visitor_view: &'static str,
}

/// Every outing of the table; or what can be done at home.
pub(crate) fn outings(at_home: bool) -> Vec<Outing> {
    let table = if at_home {
        include_str!("../../assets/demo/at_home.txt")
    } else {
        include_str!("../../assets/demo/outings.txt")
    };
    rows(table)
        .map(|c| Outing {
            activity: c[0],
            chosen_by: match c[1] {
                "c" => ChosenBy::Child,
                "v" => ChosenBy::Visitor,
                _ => ChosenBy::Both,
            },
            minutes: c[2].parse().unwrap_or(120),
            child_words: c[3],
            visitor_view: c[4],
        })
        .collect()
}

const CHILD: &[&str] = &[
    "likes the visits and wants to go on",
    "\"it is the good day of the month\"",
    "would like longer visits in the holidays",
    "feels listened to; wants to choose more often",
    "happy as it is",
];
const VISITOR: &[&str] = &[
    "enjoys it, no worries",
    "would like more notice of school events",
    "says that trust has grown",
    "happy to go on; asks about photographs",
    "finds the journey long but worth it",
];
const CARER: &[&str] = &[
    "always on time; the child comes home settled",
    "visits are regular and looked forward to",
    "would like a text when they are running late",
    "good for confidence",
];
const WORKER: &[&str] = &[
    "still in the child's interests, no change in risk",
    "supports the plan; nothing new",
    "will mention it at the child's review",
];

/// The four voices of a review.
pub(crate) fn voices(seed: usize) -> Vec<Heard> {
    [(Party::Child, CHILD), (Party::Visitor, VISITOR), (Party::Carer, CARER), (Party::SocialWorker, WORKER)]
        .into_iter()
        .enumerate()
        .map(|(n, (who, said))| Heard {
            who,
            heard: true,
            note: Some(said[(seed + n) % said.len()].to_owned()),
        })
        .collect()
}

/// What came of a review.
pub(crate) const REVIEWS: &[&str] = &[
    "All four wish it to go on. Visits stay monthly.",
    "Going well. More say for the child in what they do.",
    "Settled and regular. The carer asks for times by Thursday.",
    "The child speaks warmly of the visits. Nothing to change.",
];
/// What came of a visitor's year.
pub(crate) const YEARS: &[&str] = &[
    "A steady year. Wishes to go on. Will come to the refresher in spring.",
    "Reliable, thoughtful, asks early. Would like training on life-story work.",
    "A good year with one rough patch, well handled. Goes on gladly.",
];
/// What a supervision was about.
pub(crate) const SUPERVISIONS: &[&str] = &[
    "Talked through the last two visits. No worries. Ideas for winter.",
    "How to answer questions about family without promising anything.",
    "Boundaries around gifts before the birthday.",
    "Feels confident. Agreed to plan two visits ahead.",
    "Tired after a busy month at work; visits are still a pleasure.",
    "Celebrated a first: the child rang to say thank you.",
];
/// What a child said when asked, after the first visits, whether it goes on.
pub(crate) const TRIALS: &[&str] = &[
    "\"Yes. Can it be every week?\"",
    "\"It is all right. I want to go on.\"",
    "\"I thought it would be weird and it is not.\"",
    "Thumbs up, twice.",
    "\"Yes, but no more museums.\"",
];
