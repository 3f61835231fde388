//! How much the typography does.

/// How much of the typography is done.
///
/// ```
/// use unisono::typography::Mode;
/// assert_eq!(Mode::default(), Mode::Minimal);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "config", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "config", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Mode {
    /// Nothing.
    Off,
    /// Spaces only: French no-break spaces, no space before English marks.
    #[default]
    Minimal,
    /// Quotation marks and opening marks too.
    Full,
}
