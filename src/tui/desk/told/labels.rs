//! What each field of a record is called where its past is told: as on the form on which it is filled in, and where no
//! form has it, in words that a co-ordinator would use.

/// Fields that are called otherwise in one kind of record than in the others.
#[rustfmt::skip]
const IN: &[(&str, &str, &str)] = &[
    ("AllegationMeeting", "what", "which meeting"),
    ("Card", "confirmed", "whole card gone through"),
    ("CardAnswer", "said", "answered"),
    ("CardIssued", "version", "version of the card"),
    ("CaseReview", "on", "review held on"),
    ("Condition", "what", "condition"),
    ("Heard", "heard", "was heard"),
    ("Hold", "until", "to be looked at on"),
    ("MatchReview", "heard", "who was heard"),
    ("PastWorker", "until", "another from"),
    ("PersonalReference", "context", "knows them from"),
    ("PersonalReference", "satisfactory", "good enough"),
    ("PersonalReference", "years_known", "for how many years"),
    ("Placement", "from", "moved on"),
    ("Placement", "kind", "kind of placement"),
    ("Placement", "to", "moved out on"),
    ("RiskAnswer", "said", "assessed"),
    ("StageStep", "stage", "now at"),
    ("VisitLine", "booked", "planned on"),
    ("VisitReport", "concern", "anything that worries"),
    ("VisitReport", "minutes", "length in minutes"),
    ("Visitor", "driver", "driver's documents"),
    ("Wishes", "driver", "needs to be driven"),
];

/// What a field is called everywhere else.
#[rustfmt::skip]
const EVERYWHERE: &[(&str, &str)] = &[
    ("about", "about"),
    ("accepted", "accepted"),
    ("account", "what happened"),
    ("accurate", "known to be accurate"),
    ("acknowledged", "acknowledged on"),
    ("acted", "what was done about it"),
    ("action", "what was done at once"),
    ("activity", "what they did"),
    ("added", "words added"),
    ("address", "address"),
    ("advice", "advice of the LADO"),
    ("agreed", "agreed"),
    ("agreement", "agreement signed"),
    ("agreement_version", "version of the agreement"),
    ("answer", "answer"),
    ("answers", "answers"),
    ("applied", "applied on"),
    ("area_authority", "lives in the area of"),
    ("asked", "asked"),
    ("at", "when"),
    ("at_home", "at the child's home"),
    ("attended", "who came"),
    ("authority", "looked after by"),
    ("availability", "free"),
    ("avoid", "would make a bad match"),
    ("aware", "the visitor knows of it"),
    ("background", "faith or culture"),
    ("basis", "basis"),
    ("booked", "booked for"),
    ("born", "date of birth"),
    ("briefings", "visitor briefed"),
    ("by", "by"),
    ("by_manager", "by the team manager"),
    ("by_visitor", "raised by the visitor"),
    ("by_whom", "by whom"),
    ("card", "safe-outing card"),
    ("carer", "carer or home"),
    ("carer_told", "carer told of the visitor"),
    ("case_number", "case number"),
    ("case_reviews", "reviews of the child's case"),
    ("ceased", "no longer looked after"),
    ("certificate", "certificate number"),
    ("chased", "chased on"),
    ("chases", "asked for again"),
    ("checks", "status checks"),
    ("child", "child"),
    ("child_agrees", "child knows and agrees"),
    ("child_answer", "what the child says"),
    ("child_offered", "child offered a talk and another visitor"),
    ("child_safe", "the child is safe"),
    ("child_told", "the child is told"),
    ("child_wants", "child wants the visitor there"),
    ("child_words", "the child's own words"),
    ("child_yes", "child wants to go on"),
    ("children", "children"),
    ("choice", "decided"),
    ("choice_of", "choice between"),
    ("chosen_by", "chosen by"),
    ("claim", "claim"),
    ("closed", "closed"),
    ("closing", "steps of closing"),
    ("commitment_months", "commits for, months"),
    ("complaint", "internal complaint procedure"),
    ("concern", "concern"),
    ("concern_id", "concern"),
    ("conditions", "on what conditions"),
    ("confirmed", "address confirmed"),
    ("connected", "visitor connected"),
    ("considered", "visitor considered"),
    ("contact", "contact details shared"),
    ("context", "how they know each other"),
    ("controls", "what to do or avoid"),
    ("coordinator", "co-ordinator"),
    ("danger_now", "somebody in danger now"),
    ("date", "day"),
    ("dbs", "DBS"),
    ("dbs_application", "DBS application"),
    ("dbs_referral", "the DBS is told"),
    ("decided", "decided"),
    ("decided_by", "decided by"),
    ("decision", "decision"),
    ("declaration", "declaration of independence"),
    ("demonstration", "made up"),
    ("details", "details"),
    ("distance", "how far it is"),
    ("done", "what was done"),
    ("driver", "driver"),
    ("drives", "drives"),
    ("due", "was due"),
    ("duty_team", "the duty team's number"),
    ("duty_teams", "numbers of duty teams of authorities"),
    ("effect", "for the match"),
    ("eighteen", "steps towards eighteen"),
    ("eligibility", "why a barred-list check was lawful"),
    ("elsewhere", "children elsewhere"),
    ("email", "e-mail"),
    ("emergency_contact", "in an emergency call"),
    ("employers", "they and theirs work for"),
    ("ended", "ended"),
    ("entered", "entered on"),
    ("ethnicity", "ethnicity"),
    ("every", "how often"),
    ("evidence", "where the evidence is"),
    ("expenses", "expenses"),
    ("expires", "to be refreshed by"),
    ("extra_holidays", "extra bank holidays"),
    ("faith", "faith"),
    ("family_contact", "family contact"),
    ("feedback_given", "visitor told how it goes"),
    ("field", "where it stands"),
    ("filed", "filed"),
    ("filed_by", "filed by"),
    ("fingerprint", "state of the card"),
    ("first", "first name"),
    ("form_asked", "form asked for"),
    ("form_sent", "form sent"),
    ("formal", "formal review"),
    ("from", "from"),
    ("gender", "gender"),
    ("given", "given"),
    ("goes_on", "the match goes on"),
    ("grounds", "grounds"),
    ("happened", "it happened on"),
    ("headline", "risk, in one line"),
    ("heard", "learned of it"),
    ("held", "held on"),
    ("holds", "on hold"),
    ("home_only", "visits at home only"),
    ("household", "at home"),
    ("how", "how"),
    ("id", "record"),
    ("identity", "identity seen"),
    ("identity_document", "which document"),
    ("independence", "declaration of independence"),
    ("independent", "independent of the home"),
    ("informal_after", "told of contact after 18 on"),
    ("injuries", "injuries"),
    ("insured_until", "insured until"),
    ("insurer_told", "insurer told"),
    ("interests", "interests"),
    ("interview", "interview passed"),
    ("invited", "passphrase made by somebody else"),
    ("iro", "reviewing officer"),
    ("issued", "issued on"),
    ("joint", "joint matching visit"),
    ("kind", "kind"),
    ("kinds", "what is to follow"),
    ("known_as", "known as"),
    ("lado", "LADO told"),
    ("language", "first language"),
    ("languages", "languages"),
    ("last", "family name"),
    ("learned", "learned of it"),
    ("learned_from", "learned from"),
    ("legal_status", "legal status"),
    ("level", "level"),
    ("licence", "licence seen"),
    ("looked_after_since", "looked after since"),
    ("looked_at", "looked at, no concern"),
    ("manager_told", "team manager told"),
    ("match_id", "match"),
    ("matched", "became the match"),
    ("may_tell_visitor", "the visitor may be told"),
    ("meetings", "meetings"),
    ("met", "met on"),
    ("minutes", "minutes"),
    ("module", "module"),
    ("mot_until", "MOT until"),
    ("name", "name"),
    ("named_worker", "named worker"),
    ("natures", "what kind of harm"),
    ("necessary", "why necessary"),
    ("needs", "needs"),
    ("next_case_review", "next case review"),
    ("no_match", "advises against a match for now"),
    ("not_a_concern", "not a safeguarding concern"),
    ("note", "note"),
    ("notice", "written notice of"),
    ("notice_days", "days of notice"),
    ("number", "number in the reference"),
    ("on", "on"),
    ("opened", "opened"),
    ("opinion", "opinion, marked as opinion"),
    ("other", "other words"),
    ("other_children", "other children"),
    ("out_of_area", "out of area"),
    ("outcome", "what came of it"),
    ("overnight", "with a night away"),
    ("own_words", "in own words"),
    ("pack", "emergency contacts given"),
    ("paid", "paid on"),
    ("paragraph", "which paragraph"),
    ("passed", "passed on"),
    ("past_workers", "social workers before"),
    ("pattern_told", "carer told of the pattern"),
    ("patterns", "visiting pattern"),
    ("pause_told", "told that visits are paused"),
    ("phone", "telephone"),
    ("photos", "photographs"),
    ("place", "place"),
    ("placements", "where the child lives"),
    ("planned", "planned"),
    ("police", "police told"),
    ("postcode", "postcode"),
    ("present", "also there"),
    ("private", "child can be in touch in private"),
    ("profile_shown", "profile shown"),
    ("pronouns", "pronouns"),
    ("proportionate", "why proportionate"),
    ("proposal", "proposal"),
    ("proposed", "proposed"),
    ("provider", "provider"),
    ("purpose", "for what"),
    ("question", "question"),
    ("quoted", "quoted from a report"),
    ("radius_miles", "travels up to, miles"),
    ("raised_by", "raised by"),
    ("rationale", "why these two"),
    ("read", "read on"),
    ("reads_like_concern", "words to answer"),
    ("rearranged", "rearranged"),
    ("reason", "why"),
    ("received", "received"),
    ("received_by", "taken by"),
    ("recipient", "to, by name"),
    ("recorded", "recorded"),
    ("recorded_by", "recorded by"),
    ("reference", "their reference"),
    ("references", "references"),
    ("referral", "referral"),
    ("referred", "told to the DBS"),
    ("referrer", "referred by"),
    ("refused", "refused"),
    ("reinstated", "visits allowed again"),
    ("relative", "a relative"),
    ("released", "told to others"),
    ("relevant", "why relevant"),
    ("religion", "religion"),
    ("rematch", "another visitor wanted"),
    ("rematch_priority", "goes first on the waiting list"),
    ("removed", "words taken out"),
    ("removed_from_record", "out of the personnel record"),
    ("report", "report"),
    ("requested", "asked for on"),
    ("review_by", "the match is reviewed afresh by"),
    ("risk", "risk"),
    ("role", "role"),
    ("row", "what is told"),
    ("rule", "rule"),
    ("safe", "safe"),
    ("said", "recorded"),
    ("sanction_talks", "cancellations talked over"),
    ("satisfactory", "in order"),
    ("school", "school"),
    ("secure", "told securely"),
    ("seen", "original seen"),
    ("settings", "numbers of the rules"),
    ("sexual_abuse", "about sexual abuse"),
    ("shared", "what was shared"),
    ("significant_harm", "significant harm is said"),
    ("since", "since"),
    ("social_care", "children's social care told"),
    ("social_worker", "social worker"),
    ("source", "heard of the scheme by"),
    ("spent", "spent"),
    ("stage", "stage"),
    ("stages", "stages"),
    ("standards_reviewed", "standards gone through on"),
    ("start", "from"),
    ("started", "first day"),
    ("state", "state"),
    ("step", "step"),
    ("steps", "steps"),
    ("subject", "about"),
    ("summary", "in a few lines"),
    ("summary_given", "visitor given the summary"),
    ("support_wanted", "support wanted"),
    ("supporter", "who supports the visitor"),
    ("suspensions", "visits paused"),
    ("tax_until", "taxed until"),
    ("team", "role or team"),
    ("tenths_of_a_mile", "miles"),
    ("text", "words"),
    ("thing", "what"),
    ("things", "what"),
    ("threshold", "the threshold is met"),
    ("timely", "why now"),
    ("to", "to"),
    ("to_iro", "sent to the reviewing officer on"),
    ("to_plan", "fed into the child's plan on"),
    ("told", "who was told"),
    ("took_place", "took place"),
    ("topics", "topics"),
    ("training", "training"),
    ("transport", "how they get about"),
    ("trial", "what the child decided after the first visits"),
    ("unchanged", "no new information"),
    ("understands", "understands"),
    ("until", "until"),
    ("update_service", "Update Service"),
    ("updates", "told where it is up to"),
    ("version", "version"),
    ("view", "wants a visitor"),
    ("views", "what the child says of it"),
    ("visit", "visit"),
    ("visitor", "visitor"),
    ("visitor_answer", "what the visitor says"),
    ("visitor_gender", "would like"),
    ("visitor_told", "visitor told"),
    ("visitor_view", "the visitor's view"),
    ("visitor_yes", "visitor wants to go on"),
    ("visits", "visits"),
    ("what", "what"),
    ("when", "free"),
    ("who", "who"),
    ("why_not_told", "why not told"),
    ("wishes", "wishes"),
    ("wishes_to_go_on", "wishes to go on"),
    ("with", "with"),
    ("withdrawn", "taken back"),
    ("withheld", "kept from other readers"),
    ("witnesses", "who else was there"),
    ("word", "outcome"),
    ("words", "in own words"),
    ("worker", "social worker"),
    ("worker_answer", "what the social worker says"),
    ("workforce", "workforce"),
    ("years_known", "years known"),
    ("yes", "agrees"),
];

/// What a field of a kind of record is called; `None` if nobody has given it a name yet.
pub(super) fn label(kind: &str, field: &str) -> Option<&'static str> {
    let here = IN.iter().find(|(of, name, _)| (*of, *name) == (kind, field)).map(|(.., label)| *label);
    let anywhere =
        || EVERYWHERE.binary_search_by_key(&field, |(name, _)| name).ok().map(|at| EVERYWHERE[at].1);
    here.or_else(anywhere)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Every field of a record, as the domain has it: the kind of record and the field.
    fn fields() -> BTreeSet<(String, String)> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../domain/record");
        let mut all = BTreeSet::new();
        for entry in std::fs::read_dir(folder).expect("the records") {
            let text = std::fs::read_to_string(entry.expect("a file").path()).expect("text");
            // The kind of record that is being told of, or nothing between two.
            let mut kind: Option<String> = None;
            for line in text.lines() {
                let word = |rest: &str| {
                    rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
                };
                let begun = line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum "));
                if let Some(rest) = begun.filter(|_| line.ends_with('{')) {
                    kind = Some(word(rest));
                } else if line == "}" {
                    kind = None;
                }
                let Some(kind) = &kind else { continue };
                // The answers of a type may have fields too, on lines of their own or all on one.
                let line = line.trim_start().trim_start_matches("pub ");
                let inside = line.split_once(" { ").map_or(line, |(_, inside)| inside);
                for part in inside.split(", ").filter(|_| !line.starts_with("//")) {
                    if let Some((name, _)) = part.split_once(": ")
                        && name == word(name)
                    {
                        all.insert((kind.clone(), name.to_owned()));
                    }
                }
            }
        }
        assert!(all.len() > 300, "{}", all.len());
        all
    }

    #[test]
    fn every_field_of_every_record_has_a_name_in_plain_english() {
        let amiss: Vec<_> =
            fields().into_iter().filter(|(kind, field)| label(kind, field).is_none()).collect();
        assert!(amiss.is_empty(), "no name for {amiss:?}");
        let all = IN.iter().map(|(.., label)| *label).chain(EVERYWHERE.iter().map(|(_, label)| *label));
        for label in all {
            assert!(!label.contains('_') && !label.is_empty() && !label.ends_with(" id"), "{label}");
        }
    }

    #[test]
    fn no_name_is_given_to_what_is_not_there() {
        let there = fields();
        // Two of what a claim holds, which is not a record of its own.
        let elsewhere = ["spent", "tenths_of_a_mile"];
        for (kind, field, _) in IN {
            assert!(there.contains(&((*kind).to_owned(), (*field).to_owned())), "{kind}.{field}");
        }
        for (field, _) in EVERYWHERE.iter().filter(|(field, _)| !elsewhere.contains(field)) {
            assert!(there.iter().any(|(_, name)| name == field), "{field}");
        }
    }

    #[test]
    fn the_names_stand_in_order() {
        assert!(EVERYWHERE.is_sorted_by(|a, b| a.0 < b.0));
    }
}
