//! What is known of a child.

use super::{BOTH, Item, P, Page, SC, choice, day, yes_no};
use crate::calendar::age_on;
use crate::record::{
    Card, CardAnswer, CardQuestion, CaseReview, Ceased, Child, ChildView, DistanceCheck, Independence, Name,
    PastWorker, PhotoStatus, Placement, PlacementKind, Professional, RiskAnswer, Subject, Wishes,
};
use chrono::{Datelike, NaiveDate};

pub(super) fn of(child: &Child, today: NaiveDate) -> Vec<Item> {
    let Child {
        id,
        number: _,
        name: Name { first, last, known_as },
        born,
        gender,
        pronouns,
        case_number,
        looked_after_since,
        ceased,
        legal_status,
        authority,
        area_authority,
        social_worker,
        past_workers,
        iro,
        next_case_review,
        case_reviews,
        ethnicity,
        language,
        religion,
        needs,
        school,
        family_contact,
        placements,
        card,
        risk,
        wishes,
        view,
        photos,
    } = child;
    let mut p = Page::new(today, Subject::Child(*id), "The child").of_child(*id);
    p.say((1, P), "first", "First name", first.as_str());
    p.may((1, P), "known_as", "Known as", known_as.as_ref());
    p.say((1, P), "age", "Age", age_on(*born, today).to_string());
    p.whole((2, P), "last", "Family name", last.as_str());
    // Not of the first facts: a visitor who is only thought of knows first name, age and wishes.
    if let Some(pronouns) = pronouns {
        p.whole((2, P), "pronouns", "Pronouns", pronouns.as_str());
    }
    p.part((2, P), "born", "Born", day(*born), birthday(*born));
    p.may((9, P), "gender", "Gender", gender.as_ref());
    p.may((4, P), "case_number", "Case number", case_number.as_ref());
    of_care(&mut p, *looked_after_since, ceased.as_ref(), legal_status.as_ref());
    if let Some(text) = family_contact {
        p.whole((4, P), "family_contact", "Contact with the family", text.as_str());
    }
    p.say((4, P), "authority", "Authority", authority.as_str());
    p.may((4, P), "area_authority", "Area authority", area_authority.as_ref());
    p.may((9, SC), "ethnicity", "Ethnicity", ethnicity.as_ref());
    p.may((9, SC), "religion", "Religion", religion.as_ref());
    p.may((5, SC), "language", "Language", language.as_ref());
    p.may((5, SC), "needs", "Disability and communication", needs.as_ref());
    // The school is of now, like the home of now.
    p.facts.lives_there = true;
    p.may((3, P), "school", "School", school.as_ref());
    p.facts.lives_there = false;
    if let Some(worker) = social_worker {
        professional(&mut p, 3, "social_worker", "Social worker", worker);
    }
    if let Some(officer) = iro {
        professional(&mut p, 4, "iro", "Reviewing officer", officer);
    }
    for PastWorker { worker, until } in past_workers {
        professional(&mut p, 4, "past_worker", "Social worker before", worker);
        p.say((4, P), "past_worker.until", "Until", day(*until));
    }
    if let Some(on) = next_case_review {
        p.say((11, P), "next_case_review", "Next review of the case", day(*on));
    }
    for CaseReview { on, considered } in case_reviews {
        let considered = considered.map_or("not said", yes_no);
        p.say(
            (10, P),
            "case_review",
            "Review of the case",
            format!("{}, visitor considered: {considered}", day(*on)),
        );
    }
    of_wishes(&mut p, wishes);
    of_view(&mut p, view);
    of_card(&mut p, card);
    of_risk(&mut p, risk.as_ref());
    photographs(&mut p, *photos);
    for placement in placements {
        home(&mut p, placement);
    }
    p.items
}

fn birthday(born: NaiveDate) -> String {
    format!("birthday on {} {}", born.day(), crate::calendar::words::month_name(born.month()))
}

fn of_care(p: &mut Page, since: Option<NaiveDate>, ceased: Option<&Ceased>, status: Option<&String>) {
    if let Some(on) = since {
        p.whole((4, P), "looked_after_since", "Looked after since", day(on));
    }
    if let Some(Ceased { on, reason }) = ceased {
        p.whole((4, P), "ceased", "No longer looked after", format!("since {}: {reason}", day(*on)));
    }
    if let Some(text) = status {
        p.whole((4, P), "legal_status", "Legal status", text.as_str());
    }
}

fn professional(p: &mut Page, row: u8, name: &str, label: &'static str, who: &Professional) {
    let Professional { name: called, team, phone, email, since } = who;
    // Who works with the child is known to all who look after the child now.
    p.facts.lives_there = row == 3;
    p.say((row, P), format!("{name}.name"), label, called.as_str());
    p.may((row, P), format!("{name}.team"), "Team", team.as_ref());
    p.may((row, P), format!("{name}.phone"), "Telephone", phone.as_ref());
    p.may((row, P), format!("{name}.email"), "E-mail", email.as_ref());
    if let Some(on) = since {
        p.say((row, P), format!("{name}.since"), "Since", day(*on));
    }
    p.facts.lives_there = false;
}

fn of_wishes(p: &mut Page, wishes: &Wishes) {
    let Wishes { visitor_gender, interests, background, languages, when, driver, avoid, own_words, asked } =
        wishes;
    p.section = "What the child would like";
    p.say((1, P), "interests", "Interests", interests.join(", "));
    p.may((1, P), "visitor_gender", "A woman or a man", visitor_gender.as_ref());
    p.say((1, SC), "languages", "Languages", languages.join(", "));
    p.may((1, P), "when", "When", when.as_ref());
    if let Some(driver) = driver {
        p.say((1, P), "driver", "Fetched by car", yes_no(*driver));
    }
    p.may((9, SC), "background", "Faith or culture wished for", background.as_ref());
    // In confidence: what the child said when asked.
    p.may((20, P), "avoid", "What would make a bad match", avoid.as_ref());
    p.may((20, P), "own_words", "In the child's own words", own_words.as_ref());
    p.said((10, P), "asked", "Asked by", asked.as_ref());
}

fn of_view(p: &mut Page, view: &ChildView) {
    let (words, said) = match view {
        ChildView::NotAsked => ("not asked yet", None),
        ChildView::Wants(said) => ("wants a visitor", Some(said)),
        ChildView::Accepts(said) => ("goes along with it", Some(said)),
        ChildView::Objects { understands: _, said } | ChildView::ObjectsWithout(said) => {
            ("does not want a visitor", Some(said))
        }
    };
    p.say((11, P), "view", "Whether the child wants a visitor", words);
    p.said((10, P), "view.said", "Said to", said);
}

fn of_card(p: &mut Page, card: &Card) {
    let Card { answers, confirmed, other } = card;
    p.section = "Safe-outing card";
    for CardAnswer { question, text, said } in answers {
        let name = format!("card.{question:?}");
        if question.is_association() {
            p.part((6, SC), name, question.words(), text.as_str(), instruction(*question));
        } else {
            p.say((5, SC), name, question.words(), text.as_str());
        }
        p.said((10, SC), "card.said", "Answered by", Some(said));
    }
    p.may((5, SC), "card.other", "Anything else", other.as_ref());
    p.said((10, SC), "card.confirmed", "Confirmed", confirmed.as_ref());
}

/// The instruction, not the story.
const fn instruction(question: CardQuestion) -> &'static str {
    match question {
        CardQuestion::Places => "Some places are kept away from on outings. The scheme says which.",
        CardQuestion::People => "Some people are not met on outings. The scheme says who.",
        _ => "What your religion or culture asks is kept to on outings.",
    }
}

fn of_risk(p: &mut Page, risk: Option<&RiskAnswer>) {
    let Some(RiskAnswer { said, headline, controls, home_only, no_match }) = risk else { return };
    p.section = "Risk";
    p.say((8, BOTH), "risk.headline", "Headline", headline.as_str());
    p.may((8, BOTH), "risk.controls", "What to do and avoid", controls.as_ref());
    if *home_only {
        p.whole((8, BOTH), "risk.home_only", "Visits", "Visits take place at home.");
    }
    if *no_match {
        p.say((7, BOTH), "risk.no_match", "Advice", "The social worker advises against a match for now.");
    }
    p.said((7, BOTH), "risk.said", "Assessed by", Some(said));
}

fn photographs(p: &mut Page, photos: PhotoStatus) {
    p.section = "Safe-outing card";
    let text = match photos {
        PhotoStatus::NotAsked => "Not asked yet: no photographs are taken.",
        PhotoStatus::Allowed => "Photographs may be taken.",
        PhotoStatus::Limited => "Photographs within limits: ask the scheme first.",
        PhotoStatus::NotAllowed => "No photographs are taken.",
    };
    // Whether pictures may be taken is a limit of an outing; pictures themselves are not kept.
    p.whole((6, P), "photos", "photographs", text);
}

fn home(p: &mut Page, placement: &Placement) {
    let Placement {
        from,
        to,
        kind,
        carer,
        provider,
        address,
        postcode,
        phone,
        planned,
        out_of_area,
        learned,
        learned_from,
        confirmed,
        carer_told,
        pattern_told,
        independence,
        distance,
    } = placement;
    let lives_there = placement.covers(p.today);
    p.section = if lives_there { "Where the child lives" } else { "Where the child lived, or will live" };
    p.facts.lives_there = lives_there;
    // A home that was, or is only planned, is part of the history.
    let row = if lives_there { 3 } else { 4 };
    p.say((row, P), "home.carer", "Carer or home", carer.as_str());
    p.may((row, P), "home.address", "Address", address.as_ref());
    p.may((row, P), "home.postcode", "Postcode", postcode.as_ref());
    p.may((row, P), "home.phone", "Telephone", phone.as_ref());
    p.say((row, P), "home.from", "Since", day(*from));
    p.facts.lives_there = false;
    if let Some(to) = to {
        p.say((4, P), "home.to", "Until", day(*to));
    }
    p.say((4, P), "home.kind", "Kind", choice(PlacementKind::ALL, kind));
    p.may((4, P), "home.provider", "Provider", provider.as_ref());
    p.say((4, P), "home.planned", "Planned move", yes_no(*planned));
    if let Some(out) = out_of_area {
        p.say((4, P), "home.out_of_area", "Out of area", yes_no(*out));
    }
    p.say((10, P), "home.learned", "The scheme heard", day(*learned));
    p.may((10, P), "home.learned_from", "From", learned_from.as_ref());
    p.said((10, P), "home.confirmed", "Confirmed with", confirmed.as_ref());
    p.said((10, P), "home.carer_told", "Carer told of the visitor", carer_told.as_ref());
    p.said((10, P), "home.pattern_told", "Carer told the pattern", pattern_told.as_ref());
    if let Some(Independence { said, independent, visitor: _ }) = independence {
        p.said((10, P), "home.independence", "Independence looked at", Some(said));
        if let Some(independent) = independent {
            p.say((10, P), "home.independent", "Independent of the home", yes_no(*independent));
        }
    }
    if let Some(DistanceCheck { said, outcome }) = distance {
        p.said((10, P), "home.distance", "Distance looked at", Some(said));
        p.say((10, P), "home.outcome", "Distance", choice(crate::record::Distance::ALL, outcome));
    }
}
