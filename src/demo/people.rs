//! The people of the tables, and their details as a form would give them.

use crate::days::plus;
use crate::{AUTHORITY, COORDINATOR, chance};
use chrono::NaiveDate;
use domain::calendar::birthday;
use domain::command::{ChildDetails, NewPlacement};
use domain::record::{Name, PhotoStatus, PlacementKind, Professional, Said, Wishes};

/// One line of the children's table.
#[derive(Clone)]
pub(crate) struct ChildRow {
    pub key: &'static str,
    pub name: Name,
    age: i32,
    cells: Vec<&'static str>,
}

/// One line of the visitors' table.
#[derive(Clone)]
pub(crate) struct VisitorRow {
    pub key: &'static str,
    pub name: Name,
    pub age: i32,
    pub cells: Vec<&'static str>,
}

/// Both tables.
pub(crate) struct Roll {
    pub children: Vec<ChildRow>,
    pub visitors: Vec<VisitorRow>,
}

/// The lines of a table without its heading, cut into cells.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('|').map(str::trim).collect())
}

pub(crate) fn some(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.to_owned())
}

pub(crate) fn several(cell: &str) -> Vec<String> {
    cell.split(',').map(|word| word.trim().to_owned()).filter(|w| !w.is_empty()).collect()
}

impl Roll {
    /// The tables as told in `assets/demo`.
    pub fn told() -> Self {
        let children = rows(include_str!("../../assets/demo/children.txt"));
        let children = children.map(|c| ChildRow {
            key: c[0],
            name: Name { known_as: some(c[3]), ..Name::new(c[1], c[2]) },
            age: c[4].parse().unwrap_or(12),
            cells: c,
        });
        let visitors = rows(include_str!("../../assets/demo/visitors.txt"));
        let visitors = visitors.map(|c| VisitorRow {
            key: c[0],
            name: Name::new(c[1], c[2]),
            age: c[4].parse().unwrap_or(40),
            cells: c,
        });
        Self { children: children.collect(), visitors: visitors.collect() }
    }

    /// The number of a child in the table.
    pub fn child(&self, key: &str) -> usize {
        self.children.iter().position(|c| c.key == key).expect("the child stands in the table")
    }

    /// The number of a visitor in the table.
    pub fn visitor(&self, key: &str) -> usize {
        self.visitors.iter().position(|v| v.key == key).expect("the visitor stands in the table")
    }
}

const WORKERS: &[(&str, &str)] = &[
    ("Ruth Dale", "Looked After Team North"),
    ("Simon Achebe", "Looked After Team South"),
    ("Farah Iqbal", "Looked After Team North"),
    ("Debbie Croft", "Children with Disabilities"),
    ("Leon Baptiste", "Leaving Care"),
    ("Alys Morgan", "Looked After Team South"),
];
const REVIEWERS: &[&str] = &["Peter Lanyon", "Yvonne Clarke", "Sunita Rao"];
const CARERS: &[(&str, PlacementKind)] = &[
    ("Mrs Bell", PlacementKind::Foster),
    ("Mr and Mrs Osei", PlacementKind::Foster),
    ("Sandra Pickles", PlacementKind::Foster),
    ("Larch House", PlacementKind::Residential),
    ("The Mirzas", PlacementKind::Foster),
    ("Aunt Denise", PlacementKind::Kinship),
    ("Jo and Pat Finch", PlacementKind::Foster),
    ("Harbour View", PlacementKind::Residential),
    ("Mr Whelan", PlacementKind::Foster),
    ("Grandmother", PlacementKind::Kinship),
];
const STREETS: &[&str] = &[
    "Quarry Lane",
    "Mill Road",
    "Station Terrace",
    "Elm Grove",
    "Chapel Street",
    "Weavers Close",
    "Dock Road",
];

/// The child's social worker.
pub(crate) fn worker(who: usize) -> Professional {
    let (name, team) = WORKERS[who % WORKERS.len()];
    let email = format!("{}@westerby.example", name.to_lowercase().replace(' ', "."));
    Professional {
        name: name.to_owned(),
        team: Some(team.to_owned()),
        phone: Some(format!("01632 960{:03}", 100 + who % WORKERS.len())),
        email: Some(email),
        since: None,
    }
}

/// The day of birth of somebody who is `age` and has a birthday in no way near.
pub(crate) fn born(age: i32, seed: u64, today: NaiveDate) -> NaiveDate {
    plus(birthday(today, -age), -30 - chance::below(seed, 240) as i64)
}

/// The day of birth of somebody who becomes eighteen on a day.
pub(crate) fn born_for_eighteen(on: NaiveDate) -> NaiveDate {
    birthday(on, -18)
}

/// A 29 February on which a child of school age was born.
pub(crate) fn leap_day(today: NaiveDate) -> NaiveDate {
    use chrono::Datelike;
    let leap = (9..17).find_map(|age| NaiveDate::from_ymd_opt(today.year() - age, 2, 29));
    leap.unwrap_or_else(|| born(12, 29, today))
}

/// What is known of a child on the day on which they become known to the scheme.
pub(crate) fn child_details(row: &ChildRow, who: usize, known: NaiveDate, today: NaiveDate) -> ChildDetails {
    let seed = chance::two(1, who);
    let c = &row.cells;
    let mut d = ChildDetails::new(row.name.clone(), born(row.age, seed, today), AUTHORITY);
    d.case_number = Some(format!("WCC{:06}", 410_000 + chance::below(seed, 90_000)));
    d.gender = some(c[5]);
    d.ethnicity = some(c[6]);
    d.language = some(c[7]);
    d.religion = some(c[8]);
    d.school = some(c[9]);
    d.pronouns = (c[5] == "non-binary").then(|| "they".to_owned());
    d.looked_after_since = Some(plus(known, -200 - chance::below(seed ^ 5, 700) as i64));
    d.legal_status = Some(
        chance::pick(&["full care order", "accommodated (s.20)", "interim care order"], seed).to_owned(),
    );
    d.social_worker = Some(worker(who));
    d.iro = Some(Professional::named(REVIEWERS[who % REVIEWERS.len()]));
    d.next_case_review = Some(next_review(who, today));
    d.family_contact = Some(
        chance::pick(
            &[
                "mother, monthly, supervised",
                "none at present",
                "grandmother, by telephone",
                "siblings, school holidays",
            ],
            seed ^ 3,
        )
        .to_owned(),
    );
    let needs = ["hearing aid, left ear", "autism: say plans beforehand, and keep to them", "dyslexia"];
    d.needs = who.is_multiple_of(7).then(|| chance::pick(&needs, seed ^ 8).to_owned());
    d.wishes.interests = several(c[10]);
    d.photos = chance::pick(
        &[PhotoStatus::Allowed, PhotoStatus::Limited, PhotoStatus::NotAllowed, PhotoStatus::NotAsked],
        seed ^ 4,
    );
    d
}

/// The next review of the child's case, where it lies in no way near.
pub(crate) fn next_review(who: usize, today: NaiveDate) -> NaiveDate {
    plus(today, 20 + chance::below(chance::two(1, who) ^ 9, 140) as i64)
}

/// What the child says when met.
pub(crate) fn wishes(row: &ChildRow, on: NaiveDate) -> Wishes {
    let c = &row.cells;
    Wishes {
        visitor_gender: some(c[11]),
        interests: several(c[10]),
        own_words: some(c[12]),
        when: some(c[13]),
        languages: several(c[14]),
        background: some(c[15]),
        driver: some(c[16]).map(|car| car == "yes"),
        avoid: some(c[17]),
        asked: Some(Said::new(COORDINATOR, on)),
    }
}

/// Where a child lives; another `which` is another place.
pub(crate) fn placement(who: usize, which: usize, from: NaiveDate, learned: NaiveDate) -> NewPlacement {
    let at = who + which * 3;
    let (carer, kind) = CARERS[at % CARERS.len()];
    let mut p = NewPlacement::new(from, kind, carer, learned);
    p.provider = (kind != PlacementKind::Kinship).then(|| "Westerby Fostering".to_owned());
    p.address = Some(format!("{} {}, Westerby", 3 + (who * 7 + which * 11) % 90, street(at)));
    let area = if at % 6 == 5 { "DE97" } else { ["LE97", "LE98", "LE99"][(who * 5 + which) % 3] };
    p.postcode = Some(format!("{area} {}{}{}", 1 + at % 9, letter(at), letter(at * 5 + 2)));
    p.phone = Some(format!("01632 960{:03}", 300 + (who * 3 + which) % 600));
    p.out_of_area = Some(at % 6 == 5);
    p.learned_from = Some(worker(who).name);
    p
}

/// A street of the city.
pub(crate) fn street(n: usize) -> &'static str {
    STREETS[n % STREETS.len()]
}

pub(crate) fn letter(n: usize) -> char {
    ['A', 'B', 'D', 'E', 'F', 'G', 'H', 'J'][n % 8]
}

/// A made-up person of a plain scheme, from the names of the tables.
pub(crate) fn numbered_child(roll: &Roll, n: usize) -> ChildRow {
    let all = &roll.children;
    let mut row = all[n % all.len()].clone();
    // Eleven has no divisor in common with the length of the table: no two of hundreds are alike.
    row.name = Name::new(&row.name.first, &all[(n * 11 + n / all.len() + 1) % all.len()].name.last);
    row.age = 10 + (n % 6) as i32;
    row
}

/// As [`numbered_child`], for a visitor.
pub(crate) fn numbered_visitor(roll: &Roll, n: usize) -> VisitorRow {
    let all = &roll.visitors;
    let mut row = all[n % all.len()].clone();
    row.name = Name::new(&row.name.first, &all[(n * 11 + n / all.len() + 1) % all.len()].name.last);
    row
}
