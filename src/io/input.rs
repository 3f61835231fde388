//! What is read: one stream, one file, or the files of a folder.

use super::entry::{ErrorEntry, ErrorKind};
use super::names::Names;
use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// How a file is cut into documents.
///
/// ```
/// use unisono::io::Format;
/// assert_eq!(Format::of_name("news/a.jsonl.gz"), Format::Lines);
/// assert_eq!(Format::of_name("a.txt"), Format::Text);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// JSON Lines: one record a line.
    Lines,
    /// The whole file is the text of one document.
    Text,
    /// The whole file is one page of HTML.
    Html,
    /// Apache Parquet.
    Parquet,
    /// WARC, as web archives store pages.
    Warc,
    /// A table whose first row names the columns; the delimiter is told by that row.
    Csv,
    /// A table with tabs between the fields.
    Tsv,
}

/// Names that a folder is searched for.
const SUFFIXES: [&str; 7] = [".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet", ".txt", ".html", ".warc.gz"];

impl Format {
    /// The format that a file name stands for; what is unknown is JSON Lines.
    ///
    /// ```
    /// # use unisono::io::Format;
    /// assert_eq!(Format::of_name("page.html.gz"), Format::Html);
    /// assert_eq!(Format::of_name("dump.ndjson"), Format::Lines);
    /// ```
    pub fn of_name(name: &str) -> Self {
        let plain = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(name);
        match plain.rsplit_once('.').map(|(_, suffix)| suffix) {
            Some("txt") => Self::Text,
            Some("html") => Self::Html,
            Some("parquet") => Self::Parquet,
            Some("warc") => Self::Warc,
            Some("csv") => Self::Csv,
            Some("tsv") => Self::Tsv,
            _ => Self::Lines,
        }
    }
}

/// One thing to read.
///
/// ```
/// use unisono::io::{Format, Input};
/// let input = Input::file("news/a.txt");
/// assert_eq!((input.name.as_str(), input.id.as_str(), input.format), ("news/a.txt", "a.txt", Format::Text));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Input {
    /// As it was named; inside a folder, the path below the folder with `/`.
    pub name: String,
    /// The id of the document when the whole file is one.
    pub id: String,
    /// Where it is; `None` is standard input.
    pub path: Option<PathBuf>,
    /// How it is cut into documents.
    pub format: Format,
    /// The fields that hold a record's text, page and id.
    pub names: Names,
}

/// Why an input cannot be read at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The operating system refused.
    #[error("cannot read {name}: {source}")]
    Io {
        /// The input.
        name: String,
        /// Why.
        source: io::Error,
    },
    /// It is of a format that this build does not read, or its start says that it holds no records.
    #[error("{name} is {what}")]
    Format {
        /// The input.
        name: String,
        /// [`ErrorKind::Parquet`], [`ErrorKind::Csv`], [`ErrorKind::TooLong`] or [`ErrorKind::Compression`].
        kind: ErrorKind,
        /// What it is and what to do.
        what: Cow<'static, str>,
    },
}

impl OpenError {
    /// The entry for the error file.
    ///
    /// ```
    /// use unisono::io::{ErrorKind, Input, Limits, Reader};
    /// let error = Reader::open(Input::file("no/such/file.jsonl"), Limits::default()).unwrap_err();
    /// assert_eq!(error.entry().kind, ErrorKind::Io);
    /// ```
    pub fn entry(&self) -> ErrorEntry {
        match self {
            Self::Io { name, source } => ErrorEntry::damage(name, 0, ErrorKind::Io, source.to_string()),
            Self::Format { name, kind, what } => ErrorEntry::damage(name, 0, *kind, what.clone()),
        }
    }
}

impl Input {
    /// Standard input: JSON Lines, plain or compressed.
    ///
    /// ```
    /// # use unisono::io::Input;
    /// assert_eq!(Input::stdin().name, "-");
    /// ```
    pub fn stdin() -> Self {
        Self {
            name: "-".to_owned(),
            id: "-".to_owned(),
            path: None,
            format: Format::Lines,
            names: Names::default(),
        }
    }

    /// One file.
    ///
    /// ```
    /// # use unisono::io::Input;
    /// assert_eq!(Input::file("a/b.jsonl").name, "a/b.jsonl");
    /// ```
    pub fn file(path: impl AsRef<Path>) -> Self {
        let path = path.as_ref();
        let name = path.to_string_lossy().into_owned();
        let id = path.file_name().map_or_else(|| name.clone(), |last| last.to_string_lossy().into_owned());
        Self { format: Format::of_name(&id), id, path: Some(path.to_owned()), name, names: Names::default() }
    }

    /// The files of a folder and below it that have a known suffix (`.jsonl`, `.jsonl.gz`, `.jsonl.zst`, `.parquet`,
    /// `.txt`, `.html`, `.warc.gz`), in byte order of their relative path. Hidden files and folders are left alone,
    /// links to folders are not followed, `skip` leaves out what it says yes to. A dead link or a folder that cannot be
    /// read is an entry in its place.
    ///
    /// # Errors
    /// When `root` itself cannot be listed.
    ///
    /// ```
    /// # use unisono::io::Input;
    /// assert!(Input::folder("no/such/folder".as_ref(), &|_| false).is_err());
    /// ```
    pub fn folder(
        root: &Path,
        skip: &dyn Fn(&Path) -> bool,
    ) -> Result<Vec<Result<Self, Box<ErrorEntry>>>, OpenError> {
        Self::folder_of(root, &|name| SUFFIXES.iter().any(|suffix| name.ends_with(suffix)), skip)
    }

    /// The files of a folder and below it whose name without folders is `wanted`; else as [`Input::folder`].
    ///
    /// # Errors
    /// When `root` itself cannot be listed.
    ///
    /// ```
    /// # use unisono::io::Input;
    /// assert!(Input::folder_of("no/such/folder".as_ref(), &|name| name.ends_with(".csv"), &|_| false).is_err());
    /// ```
    pub fn folder_of(
        root: &Path,
        wanted: &dyn Fn(&str) -> bool,
        skip: &dyn Fn(&Path) -> bool,
    ) -> Result<Vec<Result<Self, Box<ErrorEntry>>>, OpenError> {
        let mut found = Vec::new();
        let mut folders = vec![(root.to_owned(), String::new())];
        while let Some((folder, prefix)) = folders.pop() {
            let listed = fs::read_dir(&folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
            let entries = match listed {
                Ok(entries) => entries,
                Err(source) if prefix.is_empty() => {
                    return Err(OpenError::Io { name: root.to_string_lossy().into_owned(), source });
                }
                Err(error) => {
                    let name = prefix.trim_end_matches('/').to_owned();
                    let message = format!("the folder cannot be read: {error}");
                    found.push((
                        name.clone(),
                        Err(Box::new(ErrorEntry::damage(&name, 0, ErrorKind::Io, message))),
                    ));
                    continue;
                }
            };
            for entry in entries {
                let path = entry.path();
                let last = entry.file_name().to_string_lossy().into_owned();
                if last.starts_with('.') || skip(&path) {
                    continue;
                }
                let name = format!("{prefix}{last}");
                if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    folders.push((path, format!("{name}/")));
                } else if wanted(&last) {
                    match fs::metadata(&path) {
                        Ok(target) if !target.is_file() => {} // a link to a folder, a pipe, a socket
                        Ok(_) => {
                            let format = Format::of_name(&last);
                            let (id, names) = (name.clone(), Names::default());
                            let input = Self { id, name: name.clone(), path: Some(path), format, names };
                            found.push((name, Ok(input)));
                        }
                        Err(error) => {
                            let message = format!("the file cannot be read: {error}");
                            found.push((
                                name.clone(),
                                Err(Box::new(ErrorEntry::damage(&name, 0, ErrorKind::Io, message))),
                            ));
                        }
                    }
                }
            }
        }
        found.sort_by(|(a, _), (b, _)| a.as_bytes().cmp(b.as_bytes()));
        Ok(found.into_iter().map(|(_, input)| input).collect())
    }

    /// Opens the bytes of the input.
    ///
    /// # Errors
    /// When the operating system refuses.
    ///
    /// ```
    /// # use unisono::io::Input;
    /// assert!(Input::file("no/such/file").read().is_err());
    /// ```
    pub fn read(&self) -> Result<Box<dyn Read + Send>, OpenError> {
        let Some(path) = &self.path else { return Ok(Box::new(io::stdin())) };
        let opened = File::open(path).and_then(|file| {
            // A folder opens without complaint on some systems and fails at the first read.
            if file.metadata()?.is_dir() { Err(io::ErrorKind::IsADirectory.into()) } else { Ok(file) }
        });
        match opened {
            Ok(file) => Ok(Box::new(file)),
            Err(source) => Err(OpenError::Io { name: self.name.clone(), source }),
        }
    }

    /// Where the output of this input stands below the output folder.
    ///
    /// ```
    /// # use unisono::io::Input;
    /// assert_eq!(Input::file("b.jsonl.gz").output_name(), "b.jsonl.gz");
    /// assert_eq!(Input::file("a.txt").output_name(), "a.txt.jsonl");
    /// ```
    pub fn output_name(&self) -> String {
        match self.format {
            Format::Lines | Format::Parquet => self.name.clone(),
            Format::Text | Format::Html | Format::Warc | Format::Csv | Format::Tsv => {
                format!("{}.jsonl", self.name)
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// A folder that goes away with the test.
    pub(crate) struct Folder(pub(crate) PathBuf);
    impl Folder {
        pub(crate) fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("unisono-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&path);
            fs::create_dir_all(&path).unwrap();
            Self(path)
        }
    }
    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_folder_is_listed_in_byte_order_without_what_is_hidden() {
        let folder = Folder::new("walk");
        for file in [
            "b.jsonl",
            "a/z.txt",
            "a.txt",
            "a/.x.txt",
            ".git/c.txt",
            "a/n.md",
            "a-b.jsonl.gz",
            "p.parquet",
            "Z.html",
        ] {
            let path = folder.0.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let names = || -> Vec<String> {
            let found = Input::folder(&folder.0, &|path| path.ends_with("b.jsonl")).unwrap();
            found.into_iter().map(|i| i.map_or_else(|e| format!("!{}", e.input), |i| i.name)).collect()
        };
        assert_eq!(names(), ["Z.html", "a-b.jsonl.gz", "a.txt", "a/z.txt", "p.parquet"]);
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("nowhere", folder.0.join("dead.txt")).unwrap();
            std::os::unix::fs::symlink(&folder.0, folder.0.join("loop.txt")).unwrap();
            std::os::unix::fs::symlink(folder.0.join("a.txt"), folder.0.join("link.txt")).unwrap();
            assert_eq!(
                names(),
                ["Z.html", "a-b.jsonl.gz", "a.txt", "a/z.txt", "!dead.txt", "link.txt", "p.parquet"]
            );
        }
    }
}
