//! The page for a terminal that is too small: what is needed, and what there is.

use ratatui::{Frame, layout::Rect};

use crate::engine::{layout::LEAST, text::wrap, theme::Theme};

/// True if the program cannot be used in that area.
pub fn too_small(area: Rect) -> bool {
    area.width < LEAST.0 || area.height < LEAST.1
}

/// Says so. Nothing is lost: forms and drafts wait behind it.
pub fn draw(frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let text = format!(
        "Too small: needs {} x {}, has {} x {}. Make the window larger; nothing is lost.",
        LEAST.0, LEAST.1, area.width, area.height
    );
    let buf = frame.buffer_mut();
    for (line, y) in wrap(&text, usize::from(area.width)).into_iter().zip(area.y..area.bottom()) {
        buf.set_stringn(area.x, y, line, area.width.into(), theme.style(crate::engine::theme::Role::Strong));
    }
}
