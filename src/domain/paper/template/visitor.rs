//! The briefing for a visitor (R44): all of the card that was disclosed, and what it is for.

use super::super::Head;
use super::super::layout::Sheet;
use super::super::reading::Reading;

pub(super) fn briefing(reading: &Reading<'_>, head: &Head) -> Result<Sheet, &'static str> {
    if reading.sections().is_empty() {
        return Err("Nothing of this child may be told to this visitor.");
    }
    let mut sheet = Sheet::new(head, "Briefing for the visitor");
    sheet.fact("Reference", reading.reference());
    let over = !reading.all(12, "return").is_empty();
    // Whoever is only thought of is told no more than row 1.
    let first_facts = !reading.sections().iter().flat_map(|s| s.lines()).any(|line| line.row() != 1);
    if first_facts {
        sheet.say("These are first facts only. You are told what outings need when you and the child have both said yes.");
    } else if !over {
        sheet.say(
            "This is what you need to know for visits and outings, and no more. Keep it safe and show it to nobody. Ask \
             before each outing whether it still holds, and give it back when visiting ends.",
        );
        sheet.say("If anybody is in danger, call 999 first. Then tell the scheme at once, at any hour.");
    }
    for section in reading.sections() {
        sheet.heading(section.title());
        for line in section.lines() {
            sheet.fact(line.label(), reading.take(line));
        }
    }
    sheet.sign(head);
    Ok(sheet)
}
