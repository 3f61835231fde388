//! Words by themselves need no tagger: nothing stands around them that would say which reading is meant.

/// An analysis in Apertium's stream format with the first reading of every word, where the tagger would choose one. What
/// stands between words, escaped characters and superblanks stay as they are.
pub(super) fn first_readings(analysis: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(analysis.len());
    let mut rest = analysis;
    while let Some((&byte, after)) = rest.split_first() {
        match byte {
            b'\\' => {
                let taken = rest.len().min(2);
                let (escaped, after) = rest.split_at(taken);
                out.extend_from_slice(escaped);
                rest = after;
            }
            b'[' => {
                let (blank, after) = rest.split_at(until(rest, b']').map_or(rest.len(), |at| at + 1));
                out.extend_from_slice(blank);
                rest = after;
            }
            b'^' => {
                let (unit, after) = rest.split_at(until(rest, b'$').map_or(rest.len(), |at| at + 1));
                out.extend_from_slice(&first_reading(unit));
                rest = after;
            }
            _ => {
                out.push(byte);
                rest = after;
            }
        }
    }
    out
}

/// `^surface/first/second$` as `^first$`; a word without a reading stays.
fn first_reading(unit: &[u8]) -> Vec<u8> {
    let Some(surface) = until(unit, b'/') else { return unit.to_vec() };
    let readings = unit.get(surface + 1..).unwrap_or_default();
    let end = until(readings, b'/').or_else(|| until(readings, b'$')).unwrap_or(readings.len());
    [b"^", readings.get(..end).unwrap_or_default(), b"$"].concat()
}

/// Where `mark` first stands unescaped.
fn until(bytes: &[u8], mark: u8) -> Option<usize> {
    let mut escaped = false;
    bytes.iter().position(|&byte| {
        let found = byte == mark && !escaped;
        escaped = byte == b'\\' && !escaped;
        found
    })
}

#[cfg(test)]
mod tests {
    use super::first_readings;

    fn read(analysis: &str) -> String {
        String::from_utf8(first_readings(analysis.as_bytes())).expect("UTF-8 stays UTF-8")
    }

    #[test]
    fn the_first_reading_of_each_word_stays() {
        assert_eq!(read("^harbour/harbour<n><sg>/harbour<vblex><inf>$[][ 7\n]"), "^harbour<n><sg>$[][ 7\n]");
        assert_eq!(read("^a/a<det>$ ^b/*b$."), "^a<det>$ ^*b$.");
        assert_eq!(read("^$ \\^x [^n/m$]"), "^$ \\^x [^n/m$]");
        assert_eq!(read("^and\\/or/and\\/or<cnj>/x<n>$"), "^and\\/or<cnj>$");
    }

    #[test]
    fn what_is_cut_short_is_taken_as_it_is() {
        for cut in ["^word", "^word/read", "[open", "\\", "^a/b<n>/", ""] {
            let _ = read(cut);
        }
        assert_eq!(read("plain"), "plain");
    }
}
