//! Changes without the removed lines that they cover, which an explanation tells apart.

use super::explain::{Entry, Explanation};
use crate::document::{Line, Span};

impl<'d> Explanation<'d> {
    /// The changes in order of position, without what they share with [`Explanation::removed_lines`]: each removal is
    /// told once.
    ///
    /// ```
    /// let document = unisono::Pipeline::news().run("The port reopened on Monday. . It rains.\n\nLeave a Reply")?;
    /// let explanation = document.explain();
    /// assert_eq!((explanation.entries().len(), explanation.changes().len()), (2, 1));
    /// # Ok::<(), unisono::pipeline::Error>(())
    /// ```
    pub fn changes(&self) -> Vec<Entry<'d>> {
        let (lines, source) = (self.removed_lines(), self.document().source());
        self.entries().iter().flat_map(|entry| without_lines(entry, &lines, source)).collect()
    }
}

/// What a change does besides taking out lines; `lines` are the removed ones, in order. Nothing, when it takes out whole
/// lines and the blank text around them and no more.
fn without_lines<'d>(entry: &Entry<'d>, lines: &[Line], source: &'d str) -> Vec<Entry<'d>> {
    let edit = entry.edit.source;
    let first = lines.partition_point(|line| line.span.start < edit.start);
    let covered = lines.get(first..).unwrap_or_default().iter().take_while(|line| line.span.end <= edit.end);
    let mut pieces = Vec::new();
    let (mut start, mut covers) = (edit.start, false);
    for line in covered {
        pieces.push((start, line.span.start));
        start = line.span.end;
        covers = true;
    }
    if !covers {
        return vec![entry.clone()];
    }
    pieces.push((start, edit.end));
    let mut left: Vec<(u32, u32)> = Vec::new();
    for (start, end) in pieces {
        let piece = source.get(start as usize..end as usize).unwrap_or_default();
        if piece.trim().is_empty() {
            continue;
        }
        // Blank text beside a removed line went with it; at the ends of the change it is its own.
        let before = if start == edit.start { 0 } else { piece.len() - piece.trim_start().len() };
        let after = if end == edit.end { 0 } else { piece.len() - piece.trim_end().len() };
        left.push((start + before as u32, end - after as u32));
    }
    let inserted = entry.edit.after;
    match (left.as_slice(), inserted.trim().is_empty()) {
        ([], true) => Vec::new(),
        ([], false) => vec![entry.clone()],
        (pieces, true) => pieces.iter().map(|&piece| clipped(entry, piece, "", source)).collect(),
        // What was put in cannot be divided among several pieces.
        (&[(start, _), .., (_, end)] | &[(start, end)], false) => {
            vec![clipped(entry, (start, end), inserted.trim(), source)]
        }
    }
}

fn clipped<'d>(entry: &Entry<'d>, (start, end): (u32, u32), after: &'d str, source: &'d str) -> Entry<'d> {
    let mut piece = entry.clone();
    let passed = source.get(entry.edit.source.start as usize..start as usize).unwrap_or_default();
    let feeds = passed.matches('\n').count();
    let on_line = passed.rsplit('\n').next().unwrap_or_default();
    piece.line += feeds;
    piece.column = on_line.chars().count() + if feeds == 0 { entry.column } else { 1 };
    if start > entry.edit.source.start {
        piece.lead = on_line.char_indices().rev().nth(23).map_or(on_line, |(at, _)| &on_line[at..]);
    }
    if end < entry.edit.source.end {
        let rest = source.get(end as usize..).unwrap_or_default();
        piece.trail = rest.split('\n').next().unwrap_or_default().trim_end();
    }
    piece.edit.source = Span::new(start, end);
    piece.edit.before = source.get(start as usize..end as usize).unwrap_or_default();
    piece.edit.after = after;
    piece
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::boilerplate::LineKind;
    use crate::{Pipeline, Trace};

    /// Line, column, before and after of what is left of one change, from `[` to `]`, that covers the lines `Share` and
    /// `Tweet`.
    fn left(source: &'static str, after: &'static str) -> Vec<(usize, usize, String, String)> {
        let pipeline = Pipeline::builder().custom("cut", move |view, out| {
            for name in ["Share", "Tweet"] {
                let start = view.text().find(name).unwrap();
                out.line(start..start + name.len(), false, LineKind::Share, 1.0, "");
            }
            let (start, end) = (view.text().find('[').unwrap(), view.text().find(']').unwrap());
            out.replace(start..end + 1, after, "cut");
            Ok(())
        });
        let pipeline = pipeline.language(false).build().unwrap().with_trace(Trace::Full);
        let document = pipeline.run(source).unwrap();
        assert_eq!(document.explain().entries().len(), 1);
        let pieces = document.explain().changes();
        let shown = |piece: Entry<'_>| {
            (piece.line, piece.column, piece.edit.before.to_owned(), piece.edit.after.to_owned())
        };
        pieces.into_iter().map(shown).collect()
    }

    #[test]
    fn each_piece_of_a_kept_line_has_its_own_place() {
        let source = "Rabat [x\n\nShare\n\nTweet\n y] reopened.";
        let piece = |line, column, before: &str| (line, column, before.to_owned(), String::new());
        assert_eq!(left(source, ""), [piece(1, 7, "[x"), piece(6, 2, "y]")]);
        assert_eq!(left(source, "\n")[1], piece(6, 2, "y]"));
    }

    #[test]
    fn what_was_put_in_is_shown_once() {
        let source = "Rabat [x\n\nShare\n\nTweet\n y] reopened.";
        assert_eq!(left(source, " z ").len(), 1);
        assert_eq!(left(source, " z ")[0].2, "[x\n\nShare\n\nTweet\n y]");
        let one = left("Rabat [x\n\nShare\nTweet\n]", "z\n");
        assert_eq!((one[0].2.as_str(), one[0].3.as_str()), ("[x", "z"));
    }
}
