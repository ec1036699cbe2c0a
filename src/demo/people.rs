//! The people of the tables, and their details as a form would give them.

use crate::days::{months, plus};
use crate::{AUTHORITY, COORDINATOR, chance};
use chrono::NaiveDate;
use domain::calendar::birthday;
use domain::command::{ChildDetails, NewPlacement, VisitorDetails};
use domain::record::{Name, Pack, PersonalReference, PhotoStatus, PlacementKind, Professional, Said};

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
    age: i32,
    cells: Vec<&'static str>,
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

fn some(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.to_owned())
}

fn several(cell: &str) -> Vec<String> {
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
    d.next_case_review = Some(plus(today, 20 + chance::below(seed ^ 9, 140) as i64));
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

/// What the child says when met.
pub(crate) fn wishes(row: &ChildRow, on: NaiveDate) -> domain::record::Wishes {
    domain::record::Wishes {
        visitor_gender: some(row.cells[11]),
        interests: several(row.cells[10]),
        background: None,
        own_words: some(row.cells[12]),
        asked: Some(Said::new(COORDINATOR, on)),
    }
}

/// Where a child lives; another `which` is another place.
pub(crate) fn placement(who: usize, which: usize, from: NaiveDate, learned: NaiveDate) -> NewPlacement {
    let at = who + which * 3;
    let (carer, kind) = CARERS[at % CARERS.len()];
    let mut p = NewPlacement::new(from, kind, carer, learned);
    p.provider = (kind != PlacementKind::Kinship).then(|| "Westerby Fostering".to_owned());
    p.address =
        Some(format!("{} {}, Westerby", 3 + (who * 7 + which * 11) % 90, STREETS[at % STREETS.len()]));
    p.postcode = Some(format!("LE99 {}{}{}", 1 + at % 9, letter(at), letter(at * 5 + 2)));
    p.phone = Some(format!("01632 960{:03}", 300 + (who * 3 + which) % 600));
    p.out_of_area = Some(at % 6 == 5);
    p.learned_from = Some(worker(who).name);
    p
}

fn letter(n: usize) -> char {
    ['A', 'B', 'D', 'E', 'F', 'G', 'H', 'J'][n % 8]
}

/// What is known of a visitor: at the enquiry little, from the checks on everything.
pub(crate) fn visitor_details(
    row: &VisitorRow,
    who: usize,
    checked: Option<NaiveDate>,
    today: NaiveDate,
) -> VisitorDetails {
    let seed = chance::two(2, who);
    let c = &row.cells;
    let mail = format!("{}.{}@post.example", row.name.first, row.name.last).to_lowercase();
    let mut d = VisitorDetails {
        name: row.name.clone(),
        born: Some(born(row.age, seed, today)),
        gender: some(c[3]),
        phone: Some(format!("07700 900{:03}", 100 + who % 900)),
        email: Some(mail.replace(' ', "")),
        ethnicity: some(c[5]),
        languages: several(c[6]),
        faith: some(c[7]),
        interests: several(c[8]),
        availability: some(c[9]),
        radius_miles: c[10].parse().ok(),
        drives: (!c[11].is_empty()).then(|| c[11] == "yes"),
        source: some(c[12]),
        ..VisitorDetails::default()
    };
    let Some(on) = checked else { return d };
    d.address = Some(format!("{} {}, Westerby", 2 + who * 5 % 120, STREETS[(who + 2) % STREETS.len()]));
    d.postcode = Some(format!("LE99 {}{}{}", 1 + who % 9, letter(who * 3), letter(who + 4)));
    d.emergency_contact = Some(format!("partner or friend, 07700 900{:03}", 500 + who % 400));
    d.household =
        Some(chance::pick(&["no pets, no smoking", "one cat", "an old dog", "no pets"], seed).to_owned());
    d.references = [("a colleague of six years", 6), ("a neighbour", 11)]
        .iter()
        .map(|(context, years)| PersonalReference {
            name: format!("{} referee", row.name.called()),
            context: (*context).to_owned(),
            years_known: Some(*years),
            relative: false,
            requested: Some(plus(on, -30)),
            received: Some(plus(on, -12)),
            satisfactory: Some(true),
        })
        .collect();
    d.identity = Some(Said::new(COORDINATOR, plus(on, -14)));
    d.declaration = Some(Said::new(row.name.full(), plus(on, -14)));
    d.interview = Some(Said::new(COORDINATOR, months(on, -3)));
    d.agreement = Some(Said::new(row.name.full(), on));
    d.named_worker = Some(COORDINATOR.to_owned());
    d.pack = Some(Pack { version: "4".to_owned(), on });
    d
}

/// A made-up person of a plain scheme, from the names of the tables.
pub(crate) fn numbered_child(roll: &Roll, n: usize) -> ChildRow {
    let all = &roll.children;
    let mut row = all[n % all.len()].clone();
    row.name = Name::new(&row.name.first, &all[(n * 7 + n / all.len() + 1) % all.len()].name.last);
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
