//! What a file of columns is told besides its records.

use super::{Column, Encoder, Rows, Sink};
use std::path::Path;

/// True of a name that asks for columns.
pub(super) fn is_named(name: &Path) -> bool {
    name.extension().is_some_and(|suffix| suffix == "parquet")
}

impl Sink {
    /// Columns that a Parquet file has in any case, before anything is written; other files have no columns.
    ///
    /// Each record that is written is one JSON object on a line. A field without a column of its name, or with a value
    /// that does not fit it, goes into the column `other_fields`, so nothing is lost. The columns of other fields are
    /// those of the first 1,024 records.
    ///
    /// ```
    /// use std::io::Write;
    /// use unisono::io::{Column, Input, Limits, Reader, Sink};
    /// let path = std::env::temp_dir().join(format!("unisono-columns-{}.parquet", std::process::id()));
    /// let mut sink = Sink::create(&path)?;
    /// sink.columns(&[("language", Column::Text)]);
    /// sink.write_all(b"{\"id\":\"a\",\"n\":7,\"text\":\"Rabat\"}\n")?;
    /// sink.commit()?;
    /// let mut reader = Reader::open(Input::file(&path), Limits::default()).expect("Parquet");
    /// let batch = reader.next_batch().expect("a row");
    /// batch.records(|record| {
    ///     let record = record.expect("an object");
    ///     assert_eq!((record.id(), record.raw("n"), record.raw("language")), ("a", Some("7"), Some("null")));
    /// });
    /// # std::fs::remove_file(&path)?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn columns(&mut self, made: &[(&str, Column)]) {
        if let Encoder::Table(table) = &mut self.encoder {
            table.columns(made);
        }
    }

    /// The rows of another Parquet file that the records to be written next are from, one for each: columns that the
    /// run does not make are taken from them with their types.
    ///
    /// ```
    /// use std::io::Write;
    /// use unisono::io::{Input, Limits, Reader, Sink};
    /// let folder = std::env::temp_dir();
    /// let [from, to] = ["a", "b"].map(|n| folder.join(format!("unisono-rows-{}-{n}.parquet", std::process::id())));
    /// let mut sink = Sink::create(&from)?;
    /// sink.write_all(b"{\"n\":7,\"text\":\"Rabat\"}\n{\"n\":8,\"text\":\"Madrid\"}\n")?;
    /// sink.commit()?;
    /// let mut reader = Reader::open(Input::file(&from), Limits::default()).expect("Parquet");
    /// let mut sink = Sink::create(&to)?;
    /// let batch = reader.next_batch().expect("rows");
    /// sink.rows(batch.rows(vec![1]).expect("they are of Parquet"));
    /// sink.write_all(b"{\"n\":8,\"text\":\"MADRID\"}\n")?;
    /// assert!(sink.commit()?.bytes > 0);
    /// # std::fs::remove_file(&from)?;
    /// # std::fs::remove_file(&to)?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn rows(&mut self, rows: Rows) {
        if let Encoder::Table(table) = &mut self.encoder {
            table.source(rows);
        }
    }
}
