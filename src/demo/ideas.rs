//! Proposals of these days, one at every step, and some that were not to be: nobody's fault.

use crate::children::{self, About, Upto as Referred};
use crate::days::plus;
use crate::people::Roll;
use crate::proposals::{self, TO_MEETING, Upto};
use crate::teller::Script;
use crate::visitors;
use domain::command::Command;
use domain::record::Shared;

/// Every proposal from which no match has come.
pub(crate) fn tell(s: &mut Script, roll: &Roll) {
    for (key, received, last_told) in
        // R40: Zoë and her social worker are told again in three days.
        [
            ("bella", 58, 7),
            ("devon", 96, 6),
            ("yasmin", 61, 11),
            ("zoe", 70, 25),
            ("connor", 120, 16),
            ("ella", 52, 9),
        ]
    {
        let who = roll.child(key);
        children::comes(s, roll, who, s.ago(received), About::default());
        children::referred(s, roll, who, s.ago(received), Referred::Decided, About::default());
        children::updates(s, who, s.ago(received - 15), s.ago(last_told));
    }
    // The further it has come, the longer ago it began; the last steps are of these days.
    for (child, visitor, began, upto, why) in [
        (
            // Free again since Li went home; the end of that match is still to be written down.
            "bella",
            "mei",
            3,
            Upto::Visitor,
            "Bella asks for a woman with a car; Mei has Sundays again. Social worker: short visits at first.",
        ),
        (
            "devon",
            "lewis",
            6,
            Upto::Both,
            "Lewis makes music at Quay Studios; Devon wants to learn it. Social worker: a young man, please.",
        ),
        (
            "yasmin",
            "hodan",
            9,
            Upto::Agreed,
            "Both speak Somali and like poetry. Social worker: faith matters to her, ask her about it.",
        ),
        (
            // H9: briefed four weeks ago; Ruth has been away since, and no day is found to meet yet.
            "marnie",
            "ruth",
            40,
            Upto::Briefed,
            "Marnie asks for a woman who stays; Ruth has never missed a day. Social worker: no surprises.",
        ),
        (
            "zoe",
            "alex",
            TO_MEETING - 2,
            Upto::Booked,
            "Animals and climbing, and Alex is not afraid of rats. Social worker: pleased that it is soon.",
        ),
        (
            "connor",
            "gareth",
            TO_MEETING + 4,
            Upto::Met,
            "Trains and rugby, and Gareth drives. Social worker: the first visits near home.",
        ),
    ] {
        let from = (s.ago(began), Some(why));
        proposals::way(s, roll.child(child), roll.visitor(visitor), from, upto);
    }
    said_no(s, roll);
}

fn said_no(s: &mut Script, roll: &Roll) {
    // Said yesterday; to be closed.
    let (ella, began) = (roll.child("ella"), s.ago(4));
    let why = "Sheila has time since Jordan's birthday, and likes to dance. Social worker: somebody steady.";
    proposals::proposed(s, ella, roll.visitor("sheila"), began, Some(why));
    proposals::with_visitor(
        s,
        ella,
        plus(began, 2),
        true,
        "Yes, and knows that Ella asked for somebody younger.",
    );
    let words = "\"She is nice in the picture. But no, sorry. I did say young.\"";
    proposals::with_child(s, ella, plus(began, 3), false, words);

    // They met, and Kai would rather wait.
    let (kai, carla, began) = (roll.child("kai"), roll.visitor("carla"), s.ago(80));
    proposals::proposed(
        s,
        kai,
        carla,
        began,
        Some("Both read manga. Social worker: somebody who lets things be."),
    );
    proposals::with_visitor(s, kai, plus(began, 2), true, "Yes. Has a nephew who uses they.");
    proposals::with_child(s, kai, plus(began, 4), true, "\"Manga? OK then.\"");
    let on = plus(began, 7);
    s.on(s.office(on), move |t| Command::HearSocialWorker {
        proposal: t.proposal_of(kai),
        on,
        yes: true,
        note: Some("Agrees; the distance worries her a little.".to_owned()),
    });
    let on = plus(began, 9);
    s.on(s.office(on), move |t| Command::IssueBriefing {
        proposal: t.proposal_of(kai),
        on,
        shared: Shared::ALL.iter().map(|(what, _)| *what).collect(),
    });
    let (booked, on) = (plus(began, 10), plus(began, 16));
    s.on(s.office(booked), move |t| Command::BookJointVisit { proposal: t.proposal_of(kai), on });
    proposals::met(
        s,
        kai,
        on,
        (false, true),
        "Polite for an hour. \"I could not think of anything to say to her.\"",
    );
    proposals::closed(
        s,
        kai,
        plus(began, 18),
        "Kai would rather wait; told Carla, who is glad that they could say so.",
    );

    // The visitor said no at once, and Tomek was never asked.
    let (tomasz, nigel, began) = (roll.child("tomasz"), roll.visitor("nigel"), s.ago(118));
    let why = "A man with time, who drives. Social worker: somebody who treats him as nearly grown up.";
    proposals::proposed(s, tomasz, nigel, began, Some(why));
    let no = "No: knows the family from work. Nothing about it is anybody's fault.";
    proposals::with_visitor(s, tomasz, plus(began, 3), false, no);
    proposals::closed(s, tomasz, plus(began, 4), "Not this one; Tomek had not been asked yet.");

    // Whoever is free hears from the scheme.
    for (key, last) in [("beth", 30), ("carla", 12), ("ivor", 5)] {
        visitors::supervised(s, roll.visitor(key), s.ago(last + 40), s.ago(last));
    }
}
