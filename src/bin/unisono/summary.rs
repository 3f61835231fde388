//! What is said after a run.

use crate::plan::beside;
use crate::work::Counts;
use std::fmt::Write;
use std::path::Path;
use std::time::Duration;
use unisono::ledger::Report;

/// The run in one line.
pub(crate) fn line(totals: &Counts, report: &Report, time: Duration, base: Option<&Path>) -> String {
    let plural = |n: u64, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
    let mut line = format!(
        "unisono: {}, {} changed, {} rejected, {}, {:.2} s",
        plural(totals.records, "document"),
        report.changed(),
        totals.rejected,
        plural(totals.entries(), "error"),
        time.as_secs_f64(),
    );
    let before = totals.kept + totals.rejected - report.documents();
    if before > 0 {
        // What an earlier run has changed is not known here.
        let _ = write!(line, "; {before} of them kept from an earlier run and not looked at again");
    }
    if let (Some(base), 1..) = (base, totals.entries()) {
        // Writing to a string cannot fail.
        let _ = write!(line, "; see {}", beside(base, "errors.jsonl").display());
    }
    line
}

/// What each stage and rule did.
pub(crate) fn details(report: &Report) -> String {
    let mut lines = String::new();
    // Writing to a string cannot fail.
    for stage in report.stages() {
        let _ = writeln!(
            lines,
            "  {:<26} {:>9} documents {:>9} changed {:>6} rejected {:>9.3} s",
            stage.name, stage.documents, stage.changed, stage.rejected, stage.seconds
        );
        for (name, rule) in &stage.rules {
            let _ = writeln!(
                lines,
                "    {:<24} {:>9} documents {:>9} edits   -{} +{} bytes",
                name, rule.documents, rule.edits, rule.removed, rule.inserted
            );
        }
        if stage.refused > 0 {
            let _ = writeln!(
                lines,
                "    {} edits refused: they touch protected text or conflict with another edit",
                stage.refused
            );
        }
    }
    lines
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use unisono::Pipeline;
    use unisono::pipeline::Conflict;

    #[test]
    fn an_edit_that_lost_a_conflict_is_not_called_protected() {
        let pipeline = Pipeline::builder().custom("twice", |_, out| {
            out.delete(0..2, "first");
            out.delete(1..3, "second");
            Ok(())
        });
        let document =
            pipeline.language(false).on_conflict(Conflict::KeepFirst).build().unwrap().run("Rabat").unwrap();
        let mut report = Report::default();
        report.add(&document);
        assert!(details(&report).contains("1 edits refused: they touch protected text or conflict with"));
    }
}
