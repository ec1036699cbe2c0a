//! The leaflet for the carer: what an independent visitor is by law, how often visits are, and what they are not for.

use super::super::Head;
use super::super::layout::Sheet;
use super::super::reading::Reading;

/// R27, R28, R24, R23, R36; the words of the Act are those of section 23ZB.
pub(super) fn leaflet(reading: &Reading<'_>, head: &Head) -> Result<Sheet, &'static str> {
    let told = reading.current(head.on).ok_or("This paper needs a match that has not ended.")?;
    let child = reading.called(1).unwrap_or("the child");
    let visitor = reading.visitor().unwrap_or("an independent visitor");
    let pattern = reading.pattern(&told).unwrap_or("monthly");
    let mut sheet = Sheet::new(head, "An independent visitor sees this child");
    sheet.fact("Reference", &told.reference);
    sheet.say(&format!("{visitor} is the independent visitor of {child}."));
    sheet.heading("What that is");
    sheet.say(
        "Independent visitors are volunteers, trained and checked. The local authority appoints them under section 23ZB of \
         the Children Act 1989, to visit, befriend and advise a child whom it looks after. The visitor comes for the child \
         alone, and is independent of carers, home and authority.",
    );
    sheet.heading("How often");
    sheet.say(&format!(
        "Visits are {pattern}. {visitor} arranges each one with you and {child} beforehand. If a day does not suit, please \
         agree on another one at once."
    ));
    sheet.heading("Please");
    sheet.item("Do not cancel a visit, or say that you will, because of how the child has behaved. Visits are never a reward, and taking one away is never a sanction.");
    sheet.item(
        "Let the child be in touch with the visitor in private, and do not ask what they talked about.",
    );
    sheet.item("Tell us at once of illness, of a move that is planned, or of anything that the visitor must know to keep the child safe on an outing.");
    sheet.item(
        "If you are worried about anything to do with the visits, tell us or the child's social worker.",
    );
    sheet.say("A change of home or of social worker does not end the visits: the visitor stays the same.");
    sheet.sign(head);
    Ok(sheet)
}
