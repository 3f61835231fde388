//! What a `.mode` file says: the programs of a pair, in order.

use std::path::{Path, PathBuf};

use crate::Language;

/// The programs that a mode may run. A file that names another is no mode.
const PROGRAMS: [&str; 12] = [
    "lt-proc",
    "cg-proc",
    "apertium-tagger",
    "apertium-pretransfer",
    "lsx-proc",
    "lrx-proc",
    "apertium-anaphora",
    "apertium-transfer",
    "apertium-interchunk",
    "apertium-postchunk",
    "rtx-proc",
    "apertium-posttransfer",
];

/// A program of a mode, with its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Program {
    pub(crate) path: PathBuf,
    pub(crate) arguments: Vec<String>,
}

/// The programs of a mode, cut where the memory is: what is before the tagger, the tagger, what is behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mode {
    pub(crate) analysis: Vec<Program>,
    pub(crate) tagger: Option<Program>,
    pub(crate) transfer: Vec<Program>,
}

/// Reads a mode. `find` says where a program is.
///
/// The answer is an error in words when the file is no chain of known programs.
pub(crate) fn parse(text: &str, find: impl Fn(&str) -> Option<PathBuf>) -> Result<Mode, String> {
    let mut mode = Mode { analysis: Vec::new(), tagger: None, transfer: Vec::new() };
    for words in programs(text)? {
        let mut words = words.into_iter();
        let name = words.next().ok_or("a program is missing between two bars")?;
        if !PROGRAMS.contains(&name.as_str()) {
            return Err(format!("`{name}` is no program of Apertium that may be run"));
        }
        let path = find(&name).ok_or_else(|| format!("the program `{name}` is not installed"))?;
        let mut arguments = vec!["-z".to_owned()];
        for word in words {
            match word.as_str() {
                // How unknown words are marked: not at all.
                "$1" => arguments.push("-n".to_owned()),
                "$2" => {}
                _ => arguments.push(word),
            }
        }
        let program = Program { path, arguments };
        if name == "apertium-tagger" && mode.tagger.is_none() {
            mode.tagger = Some(program);
        } else if mode.tagger.is_none() {
            mode.analysis.push(program);
        } else {
            mode.transfer.push(program);
        }
    }
    if mode.analysis.is_empty() {
        return Err("the mode begins with its tagger".to_owned());
    }
    Ok(mode)
}

/// The words of every program: split at white space and bars, single and double quotes honoured, nothing expanded.
fn programs(text: &str) -> Result<Vec<Vec<String>>, String> {
    let mut programs = vec![Vec::new()];
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in text.trim().chars() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, '|') => {
                programs.last_mut().into_iter().for_each(|words| words.extend(word.take()));
                programs.push(Vec::new());
            }
            (None, ';' | '&' | '<' | '>' | '`' | '(') => return Err(format!("`{c}` has no place in a mode")),
            (None, _) if c.is_whitespace() => {
                programs.last_mut().into_iter().for_each(|words| words.extend(word.take()));
            }
            (Some(_) | None, _) => word.get_or_insert_default().push(c),
        }
    }
    if quote.is_some() {
        return Err("a quotation mark is not closed".to_owned());
    }
    programs.last_mut().into_iter().for_each(|words| words.extend(word.take()));
    Ok(programs)
}

/// The pair that a file's name says: `eng-spa.mode`, `fr-es.mode`. Variants (`spa-cat_valencia`) are none.
pub(crate) fn pair_of(file: &Path) -> Option<(Language, Language)> {
    let name = file.file_name()?.to_str()?.strip_suffix(".mode")?;
    let (from, to) = name.split_once('-')?;
    Some((language(from)?, language(to)?))
}

/// Apertium writes two or three letters for one language.
fn language(code: &str) -> Option<Language> {
    let code = match code {
        "eng" => "en",
        "fra" => "fr",
        "spa" => "es",
        "cat" => "ca",
        "por" => "pt",
        "ita" => "it",
        "glg" => "gl",
        "oci" => "oc",
        "ron" => "ro",
        "deu" => "de",
        "epo" => "eo",
        "eus" => "eu",
        "arg" => "an",
        "ast" => "ast",
        _ if code.len() == 2 => code,
        _ => return None,
    };
    code.parse().ok()
}

/// Where a program is on the search path.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[allow(clippy::unnecessary_wraps)]
    fn found(name: &str) -> Option<PathBuf> {
        Some(Path::new("/bin").join(name))
    }

    #[test]
    fn a_mode_is_cut_at_its_tagger() {
        let text =
            "lt-proc -w '/a b/x.bin' | cg-proc r.bin | apertium-tagger -g $2 't.prob' | lt-proc $1 g.bin\n";
        let mode = parse(text, found).expect("a mode");
        assert_eq!(mode.analysis[0].arguments, ["-z", "-w", "/a b/x.bin"]);
        assert_eq!(mode.analysis.len(), 2);
        assert_eq!(mode.tagger.expect("a tagger").arguments, ["-z", "-g", "t.prob"]);
        assert_eq!(mode.transfer[0].arguments, ["-z", "-n", "g.bin"]);
    }

    #[test]
    fn what_is_no_chain_of_known_programs_is_refused() {
        let message = |text: &str| parse(text, found).expect_err("no mode");
        assert!(message("lt-proc a | sh -c id").contains("`sh`"));
        assert!(message("/bin/lt-proc a").contains("/bin/lt-proc"));
        assert!(message("lt-proc a; id").contains("`;`"));
        assert!(message("lt-proc 'a").contains("not closed"));
        assert!(message("lt-proc a |").contains("missing"));
        assert!(parse("lt-proc a", |_| None).expect_err("absent").contains("not installed"));
    }

    #[test]
    fn names_of_files_say_the_pair() {
        let pair = |name: &str| pair_of(Path::new(name)).map(|(from, to)| format!("{from}-{to}"));
        assert_eq!(pair("/m/eng-spa.mode").as_deref(), Some("en-es"));
        assert_eq!(pair("fr-es.mode").as_deref(), Some("fr-es"));
        assert_eq!(pair("spa-cat_valencia.mode"), None);
        assert_eq!(pair("README"), None);
    }
}
