//! The child: what is known of it, completed as more is known; moves, contact details, the card.

use super::fields::{
    a_name, chosen, day, done_on, email_line, key_of, line, list_line, long, must_choose, name_line, one_of,
    opt, opt_day, opt_said, past, phone_line, postcode_line, said_yes, several, shown, yes_no,
};
use super::{Amiss, Ground, gone};
use crate::engine::field::{Echo, Field, Values};
use crate::keys::Task;
use chrono::NaiveDate;
use domain::calendar::{age_on, words};
use domain::command::{ChildDetails, Command, NewPlacement};
use domain::entry::date::{self, Direction};
use domain::id::ChildId;
use domain::judge;
use domain::record::{
    CardQuestion, Ceased, Child, ChildView, PhotoStatus, Placement, PlacementKind, Professional, RiskAnswer,
    Said, Subject, Wishes,
};
use domain::rule::Policy;

const PHOTOS: &[(PhotoStatus, &str)] = &[
    (PhotoStatus::NotAsked, "not asked"),
    (PhotoStatus::Allowed, "allowed"),
    (PhotoStatus::Limited, "within limits"),
    (PhotoStatus::NotAllowed, "not allowed"),
];

fn child_of<'a>(subject: Option<Subject>, g: Ground<'a>) -> Option<&'a Child> {
    match subject {
        Some(Subject::Child(id)) => g.world.child(id),
        _ => None,
    }
}

pub(super) fn fields(task: Task, subject: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    let child = child_of(subject, g);
    match task {
        Task::EditChild => child.map(|c| edit_fields(c, g)).unwrap_or_default(),
        Task::AnswerCard => child.map(|c| card_fields(c, g)).unwrap_or_default(),
        Task::RecordMove => move_fields(g),
        Task::ConfirmContact => contact_fields(child, g),
        _ => home_field(child, g, |p| p.carer_told.is_some() && p.pattern_told.is_some())
            .into_iter()
            .chain([
                Field::multi(
                    "told",
                    "The carer was told",
                    [
                        ("visitor", "that the child has a visitor, by law"),
                        ("pattern", "how often visits are, with the leaflet"),
                    ],
                )
                .required()
                .initial("visitor")
                .initial("pattern"),
                line("by", "Told by").required().hint("social worker, you"),
                done_on("on", "On", g),
            ])
            .collect(),
    }
}

/// A date of birth, echoed with the age.
pub(super) fn born_line(g: Ground<'_>) -> Field {
    let today = g.today;
    Field::line("born", "Born").width(16).help("Date of birth, the day first: 3 2 2013.").check(
        move |text, _| {
            let born = date::parse(text, today, Direction::Past).map_err(|e| e.to_string())?;
            Ok(born_echo(born, today))
        },
    )
}

fn born_echo(born: NaiveDate, today: NaiveDate) -> Echo {
    let echo =
        format!("{}, {} years old", domain::calendar::words::day_month_year(born), age_on(born, today));
    if born > today { Echo::warn(echo) } else { Echo::from(echo) }
}

/// The date of birth of a child: an age that is unusual here is said while it is typed (R4), as it is when it is saved.
pub(super) fn child_born_line(g: Ground<'_>) -> Field {
    let today = g.today;
    let own = g.world.scheme().map(|s| s.settings.clone()).unwrap_or_default();
    born_line(g).check(move |text, _| {
        let born = date::parse(text, today, Direction::Past).map_err(|e| e.to_string())?;
        Ok(match judge::unusual_age(Policy::new(&own), born, today) {
            Some((age, _)) if born <= today => Echo::warn(format!(
                "{}, {age} years old: unusual here, check it (R4)",
                domain::calendar::words::day_month_year(born)
            )),
            _ => born_echo(born, today),
        })
    })
}

pub(super) fn edit_fields(c: &Child, g: Ground<'_>) -> Vec<Field> {
    let set = |field: Field, value: Option<&str>| match value {
        Some(value) if !value.is_empty() => field.initial(value),
        _ => field,
    };
    let worker = c.social_worker.as_ref();
    let iro = c.iro.as_ref();
    let view = match &c.view {
        ChildView::NotAsked => "not_asked",
        ChildView::Wants(_) => "wants",
        ChildView::Accepts(_) => "accepts",
        ChildView::Objects { understands: true, .. } => "objects_understands",
        ChildView::Objects { .. } => "objects",
        ChildView::ObjectsWithout(_) => "objects_without",
    };
    vec![
        set(name_line("first", "First name").required(), Some(&c.name.first)),
        set(name_line("last", "Family name"), Some(&c.name.last)),
        set(name_line("known_as", "Known as"), c.name.known_as.as_deref()),
        set(child_born_line(g).required(), Some(&shown(Some(c.born)))),
        set(line("gender", "Gender"), c.gender.as_deref()),
        set(line("pronouns", "Pronouns"), c.pronouns.as_deref()),
        set(line("authority", "Looked after by").required(), Some(&c.authority)),
        set(line("area_authority", "Lives in the area of"), c.area_authority.as_deref()),
        set(line("case_number", "Case number there"), c.case_number.as_deref()),
        set(line("legal_status", "Legal status"), c.legal_status.as_deref()),
        set(
            day("looked_after_since", "Looked after since", g, Direction::Past),
            Some(&shown(c.looked_after_since)),
        ),
        set(day("ceased_on", "Ceased on", g, Direction::Past), Some(&shown(c.ceased.as_ref().map(|x| x.on)))),
        set(
            line("ceased_reason", "Why").visible(|v| !v.text("ceased_on").is_empty()).required(),
            c.ceased.as_ref().map(|x| x.reason.as_str()),
        ),
        set(line("social_worker", "Social worker"), worker.map(|w| w.name.as_str())),
        set(line("worker_team", "Team"), worker.and_then(|w| w.team.as_deref())),
        set(phone_line("worker_phone", "Telephone"), worker.and_then(|w| w.phone.as_deref())),
        set(email_line("worker_email", "E-mail"), worker.and_then(|w| w.email.as_deref())),
        set(line("iro", "Reviewing officer"), iro.map(|w| w.name.as_str())),
        set(
            day("next_case_review", "Next case review", g, Direction::Future),
            Some(&shown(c.next_case_review)),
        ),
        set(line("school", "School"), c.school.as_deref()),
        set(line("language", "First language"), c.language.as_deref()),
        set(line("religion", "Religion"), c.religion.as_deref()),
        set(line("ethnicity", "Ethnicity"), c.ethnicity.as_deref()),
        set(line("needs", "Needs").hint("disability, communication"), c.needs.as_deref()),
        set(line("family_contact", "Family contact"), c.family_contact.as_deref()),
        Field::choice(
            "view",
            "Wants a visitor?",
            [
                ("not_asked", "not asked"),
                ("wants", "wants one"),
                ("accepts", "goes along"),
                ("objects", "objects, not judged"),
                ("objects_understands", "objects, understands"),
                ("objects_without", "objects, does not understand"),
            ],
        )
        .initial(view),
        set(
            line("visitor_gender", "Would like").hint("a woman, a man, no preference"),
            c.wishes.visitor_gender.as_deref(),
        ),
        set(list_line("interests", "Interests"), Some(&c.wishes.interests.join(", "))),
        set(list_line("languages", "Languages wished for"), Some(&c.wishes.languages.join(", "))),
        set(line("background", "Faith or culture"), c.wishes.background.as_deref()),
        set(line("when", "Free").hint("Saturdays, evenings, school holidays"), c.wishes.when.as_deref()),
        set(
            yes_no("driver", "Needs to be driven?"),
            Some(match c.wishes.driver {
                Some(true) => "yes",
                Some(false) => "no",
                None => "",
            }),
        ),
        set(line("avoid", "Would make a bad match"), c.wishes.avoid.as_deref()),
        set(long("own_words", "In own words"), c.wishes.own_words.as_deref()),
        one_of("photos", "Photographs", PHOTOS)
            .initial(&key_of(PHOTOS, &domain::status::photos(g.world, c, g.today))),
        set(
            line("risk", "Risk, in one line").hint("\"none known\" is an answer"),
            c.risk.as_ref().map(|r| r.headline.as_str()),
        ),
        set(
            line("risk_by", "Assessed by").visible(|v| !v.text("risk").is_empty()).required(),
            c.risk.as_ref().map(|r| r.said.by.as_str()),
        ),
        set(
            day("risk_on", "On", g, Direction::Past).visible(|v| !v.text("risk").is_empty()).required(),
            Some(&shown(c.risk.as_ref().map(|r| r.said.on))),
        ),
        set(
            line("controls", "What to do or avoid").visible(|v| !v.text("risk").is_empty()),
            c.risk.as_ref().and_then(|r| r.controls.as_deref()),
        ),
        yes_no("home_only", "Visits at home only")
            .visible(|v| !v.text("risk").is_empty())
            .initial(if c.risk.as_ref().is_some_and(|r| r.home_only) { "yes" } else { "no" }),
        yes_no("no_match", "Advises against a match for now")
            .visible(|v| !v.text("risk").is_empty())
            .initial(if c.risk.as_ref().is_some_and(|r| r.no_match) { "yes" } else { "no" }),
    ]
}

/// The fields of the card's seven questions, in its order.
pub const CARD_FIELDS: [&str; 7] = ["places", "people", "culture", "allergies", "fears", "diet", "medical"];

fn card_id(question: CardQuestion) -> &'static str {
    match question {
        CardQuestion::Places => "places",
        CardQuestion::People => "people",
        CardQuestion::Culture => "culture",
        CardQuestion::Allergies => "allergies",
        CardQuestion::Fears => "fears",
        CardQuestion::Diet => "diet",
        CardQuestion::Medical => "medical",
    }
}

fn card_fields(c: &Child, g: Ground<'_>) -> Vec<Field> {
    let mut fields: Vec<Field> = CardQuestion::ALL
        .iter()
        .map(|(question, words)| {
            let field = line(card_id(*question), &capital(words))
                .help("\"None\" is an answer, blank is not: a blank question counts as not asked.");
            match c.card.answer(*question) {
                Some(answer) => field.initial(&answer.text),
                None => field,
            }
        })
        .collect();
    fields.extend([
        line("source", "Answered by").required().hint("social worker, carer, the child"),
        done_on("on", "On", g),
        yes_no("all", "Whole card gone through?").required(),
    ]);
    fields
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn move_fields(g: Ground<'_>) -> Vec<Field> {
    vec![
        done_on("from", "Moved on", g)
            .help("The first day in the new placement; a planned move may lie ahead."),
        one_of("kind", "Where to", PlacementKind::ALL).required(),
        line("carer", "Carer or home").required(),
        line("address", "Address").hint("visits wait until it is confirmed"),
        postcode_line("postcode", "Postcode"),
        phone_line("phone", "Telephone"),
        yes_no("planned", "Planned move?").required(),
        done_on("learned", "You learned of it", g),
        line("learned_from", "From"),
        line("provider", "Provider"),
        yes_no("out_of_area", "Out of area?"),
        yes_no("confirmed", "Address confirmed?").initial("no").hint("with the social worker or the carer"),
    ]
}

/// The home that is asked about, when the child is to move: the one to come, unless today's still waits for the
/// same.
pub(super) fn home_field(
    child: Option<&Child>,
    g: Ground<'_>,
    settled: impl Fn(&Placement) -> bool,
) -> Option<Field> {
    let child = child?;
    let now = child.placement_on(g.today)?;
    let homes: Vec<&Placement> =
        std::iter::once(now).chain(child.placements.iter().filter(|p| p.from > g.today)).collect();
    if homes.len() < 2 {
        return None;
    }
    let asked = child.placements.get(child.home_in_question(g.today, settled)?)?;
    let words = |p: &Placement| match p.from > g.today {
        true => format!("from {} on", words::short(p.from, g.today)),
        false => "today's".to_owned(),
    };
    let rows = homes.iter().map(|p| (words::numeric(p.from), words(p)));
    Some(Field::choice("home", "Which home", rows).required().initial(&words::numeric(asked.from)))
}

/// The home that was chosen, by its first day.
pub(super) fn home_chosen(v: &Values, g: Ground<'_>) -> Option<NaiveDate> {
    date::parse(v.text("home"), g.today, Direction::Nearest).ok()
}

fn contact_fields(child: Option<&Child>, g: Ground<'_>) -> Vec<Field> {
    let first = child.and_then(|c| c.placements.first()).map(|p| p.from);
    let settled = |p: &Placement| p.confirmed.is_some() || Some(p.from) == first;
    let home = home_field(child, g, settled);
    // With two homes to choose from, nothing of one is put into the form of the other: blank keeps what is there.
    let placement = child.filter(|_| home.is_none()).and_then(|c| c.home(g.today));
    let set = |field: Field, value: Option<&str>| match value {
        Some(value) => field.initial(value),
        None => field,
    };
    let mut fields = vec![
        line("with", "Confirmed with").required().hint("social worker, carer"),
        done_on("on", "On", g),
        set(line("address", "Address"), placement.and_then(|p| p.address.as_deref())),
        set(phone_line("phone", "Telephone"), placement.and_then(|p| p.phone.as_deref())),
    ];
    fields.splice(0..0, home);
    fields
}

fn id_of(subject: Option<Subject>) -> Result<ChildId, Amiss> {
    match subject {
        Some(Subject::Child(id)) => Ok(id),
        _ => Err(gone("first")),
    }
}

pub(super) fn command(
    task: Task,
    subject: Option<Subject>,
    v: &Values,
    g: Ground<'_>,
) -> Result<Command, Amiss> {
    Ok(match task {
        Task::EditChild => {
            let child = child_of(subject, g).ok_or_else(|| gone("first"))?;
            Command::AmendChild { child: child.id, details: Box::new(details(child, v, g)?) }
        }
        Task::AnswerCard => Command::AnswerCard {
            child: id_of(subject)?,
            answers: CardQuestion::ALL
                .iter()
                .filter_map(|(q, _)| opt(v, card_id(*q)).map(|text| (*q, text)))
                .collect(),
            source: v.text("source").to_owned(),
            on: past(v, "on", g)?,
            all_confirmed: said_yes(v, "all") == Some(true),
        },
        Task::RecordMove => {
            let learned = past(v, "learned", g)?;
            let from = super::fields::a_day(v, "from", g, Direction::Nearest)?;
            let confirmed = said_yes(v, "confirmed") == Some(true);
            Command::RecordMove {
                child: id_of(subject)?,
                placement: Box::new(NewPlacement {
                    from,
                    kind: must_choose(v, "kind", PlacementKind::ALL)?,
                    carer: v.text("carer").to_owned(),
                    provider: opt(v, "provider"),
                    address: opt(v, "address"),
                    postcode: opt(v, "postcode"),
                    phone: opt(v, "phone"),
                    planned: said_yes(v, "planned") == Some(true),
                    out_of_area: said_yes(v, "out_of_area"),
                    learned,
                    learned_from: opt(v, "learned_from"),
                    confirmed: confirmed.then(|| {
                        Said::new(opt(v, "learned_from").unwrap_or_else(|| "the carer".to_owned()), learned)
                    }),
                }),
            }
        }
        Task::ConfirmContact => Command::ConfirmContact {
            child: id_of(subject)?,
            with: v.text("with").to_owned(),
            on: past(v, "on", g)?,
            address: opt(v, "address"),
            phone: opt(v, "phone"),
            home: home_chosen(v, g),
        },
        _ => Command::TellCarer {
            child: id_of(subject)?,
            by: v.text("by").to_owned(),
            on: past(v, "on", g)?,
            of_visitor: v.has("told", "visitor"),
            of_pattern: v.has("told", "pattern"),
            home: home_chosen(v, g),
        },
    })
}

pub(super) fn details(old: &Child, v: &Values, g: Ground<'_>) -> Result<ChildDetails, Amiss> {
    let by = g.by.to_owned();
    let said = Said::new(by, g.today);
    // What did not change keeps its old date and author.
    let view = match (v.text("view"), &old.view) {
        ("wants", same @ ChildView::Wants(_)) | ("accepts", same @ ChildView::Accepts(_)) => same.clone(),
        ("objects", same @ ChildView::Objects { understands: false, .. })
        | ("objects_understands", same @ ChildView::Objects { understands: true, .. })
        | ("objects_without", same @ ChildView::ObjectsWithout(_)) => same.clone(),
        ("wants", _) => ChildView::Wants(said.clone()),
        ("accepts", _) => ChildView::Accepts(said.clone()),
        ("objects", _) => ChildView::Objects { understands: false, said: said.clone() },
        ("objects_without", _) => ChildView::ObjectsWithout(said.clone()),
        ("objects_understands", _) => ChildView::Objects { understands: true, said: said.clone() },
        _ => ChildView::NotAsked,
    };
    let mut wishes = Wishes {
        when: opt(v, "when"),
        avoid: opt(v, "avoid"),
        driver: said_yes(v, "driver"),
        languages: several(v, "languages"),
        visitor_gender: opt(v, "visitor_gender"),
        interests: several(v, "interests"),
        background: opt(v, "background"),
        own_words: opt(v, "own_words"),
        asked: old.wishes.asked.clone(),
    };
    if wishes != old.wishes {
        wishes.asked = Some(said);
    }
    let risk = match opt(v, "risk") {
        None => None,
        Some(headline) => Some(RiskAnswer {
            no_match: said_yes(v, "no_match") == Some(true),
            said: opt_said(v, "risk_on", v.text("risk_by"), g)?
                .ok_or(("risk_on", "Say when the social worker assessed it.".to_owned()))?,
            headline,
            controls: opt(v, "controls"),
            home_only: said_yes(v, "home_only") == Some(true),
        }),
    };
    let ceased = opt_day(v, "ceased_on", g, Direction::Past)?
        .map(|on| Ceased { on, reason: v.text("ceased_reason").to_owned() });
    let since =
        old.social_worker.as_ref().filter(|w| w.name == v.text("social_worker")).and_then(|w| w.since);
    Ok(ChildDetails {
        name: a_name(v),
        born: past(v, "born", g)?,
        authority: v.text("authority").to_owned(),
        case_number: opt(v, "case_number"),
        gender: opt(v, "gender"),
        pronouns: opt(v, "pronouns"),
        looked_after_since: opt_day(v, "looked_after_since", g, Direction::Past)?,
        ceased,
        legal_status: opt(v, "legal_status"),
        area_authority: opt(v, "area_authority"),
        social_worker: opt(v, "social_worker").map(|name| Professional {
            name,
            team: opt(v, "worker_team"),
            phone: opt(v, "worker_phone"),
            email: opt(v, "worker_email"),
            since: since.or(Some(g.today)),
        }),
        iro: opt(v, "iro").map(|name| Professional { name, ..old.iro.clone().unwrap_or_default() }),
        next_case_review: opt_day(v, "next_case_review", g, Direction::Future)?,
        ethnicity: opt(v, "ethnicity"),
        language: opt(v, "language"),
        religion: opt(v, "religion"),
        needs: opt(v, "needs"),
        school: opt(v, "school"),
        family_contact: opt(v, "family_contact"),
        risk,
        wishes,
        view,
        photos: chosen(v, "photos", PHOTOS).unwrap_or(old.photos),
    })
}
