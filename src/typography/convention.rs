//! Which no-break space a document puts before its marks.

use super::place::Line;

/// U+00A0.
pub(super) const WIDE: &str = "\u{A0}";
/// U+202F.
pub(super) const NARROW: &str = "\u{202F}";

/// Where French puts a no-break space; each place has a convention of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Before `; ! ?`.
    High,
    /// Before the colon.
    Colon,
    /// Inside guillemets.
    Guillemets,
}

/// How often a document has each of the two spaces in each place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Convention {
    wide: [u32; 3],
    narrow: [u32; 3],
}

impl Convention {
    /// Counts the spaces of one more line.
    pub(super) fn count(&mut self, line: &Line<'_>) {
        let bytes = line.text.as_bytes();
        // U+00A0 is C2 A0, U+202F is E2 80 AF.
        for at in memchr::memchr2_iter(0xA0, 0xAF, bytes) {
            let (start, end) = match bytes.get(at) {
                Some(0xA0) if at >= 1 && bytes.get(at - 1) == Some(&0xC2) => (at - 1, at + 1),
                Some(0xAF) if at >= 2 && bytes.get(at - 2..at) == Some(&[0xE2, 0x80]) => (at - 2, at + 1),
                _ => continue,
            };
            let place = match line.at(end) {
                Some(':') => Place::Colon,
                Some(';' | '!' | '?') => Place::High,
                Some('»') => Place::Guillemets,
                _ if line.before(start) == Some('«') => Place::Guillemets,
                _ => continue,
            };
            let counts = if end - start == 2 { &mut self.wide } else { &mut self.narrow };
            if let Some(count) = counts.get_mut(place as usize) {
                *count += 1;
            }
        }
    }

    /// The space for a place: the one that the document uses there, or where it best shows its habit; else what French
    /// printers use, narrow before `; ! ?` and wide elsewhere.
    pub(super) fn space(&self, place: Place) -> &'static str {
        let elsewhere: &[Place] = match place {
            // A wide space in guillemets or before a colon goes with both habits.
            Place::High => &[Place::High],
            Place::Colon => &[Place::Colon, Place::Guillemets],
            Place::Guillemets => &[Place::Guillemets, Place::Colon],
        };
        for &place in elsewhere {
            let (wide, narrow) = (self.wide.get(place as usize), self.narrow.get(place as usize));
            match wide.cmp(&narrow) {
                std::cmp::Ordering::Greater => return WIDE,
                std::cmp::Ordering::Less => return NARROW,
                std::cmp::Ordering::Equal => {}
            }
        }
        if place == Place::High { NARROW } else { WIDE }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Convention {
        let mut convention = Convention::default();
        convention.count(&Line { text, start: 0 });
        convention
    }

    #[test]
    fn each_place_has_its_own_convention() {
        let printed = of("Vraiment\u{202F}? Oui\u{A0}: «\u{A0}non\u{A0}»");
        assert_eq!(printed.space(Place::High), NARROW);
        assert_eq!(printed.space(Place::Colon), WIDE);
        let typed = of("Vraiment\u{A0}? Oui\u{A0}! Non\u{202F}!");
        assert_eq!(typed.space(Place::High), WIDE);
    }

    #[test]
    fn without_evidence_it_is_that_of_printers() {
        let none = of("à l’été 12\u{A0}000 €, 3\u{202F}%");
        assert_eq!(none, Convention::default());
        assert_eq!(
            [Place::High, Place::Colon, Place::Guillemets].map(|place| none.space(place)),
            [NARROW, WIDE, WIDE]
        );
    }

    #[test]
    fn colon_and_guillemets_lend_to_each_other() {
        let narrow = of("«\u{202F}non\u{202F}»");
        assert_eq!(narrow.space(Place::Colon), NARROW);
        assert_eq!(of("ici\u{202F}:").space(Place::Guillemets), NARROW);
    }
}
