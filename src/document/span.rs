//! Positions in a text, with the text they belong to in their type.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Range;

/// Coordinates of the text as it came in.
#[derive(Debug)]
pub enum Source {}

/// Coordinates of the text as it is now.
#[derive(Debug)]
pub enum Current {}

/// A half-open range of UTF-8 bytes in the coordinates `C`: [`Source`] or [`Current`].
///
/// The two coordinate systems are two types, so mixing them does not compile:
///
/// ```compile_fail
/// use unisono::{Current, Source, Span};
/// let found: Span<Current> = Span::new(0, 4);
/// let traced: Span<Source> = found;
/// ```
///
/// ```
/// use unisono::{Current, Span};
/// let span: Span<Current> = Span::new(3, 8);
/// assert_eq!(span.len(), 5);
/// assert_eq!(span.of("le Maroc"), Some("Maroc"));
/// ```
pub struct Span<C> {
    /// First byte.
    pub start: u32,
    /// First byte after the span.
    pub end: u32,
    coordinates: PhantomData<fn() -> C>,
}

impl<C> Span<C> {
    /// A span from `start` to `end`, in bytes. An `end` before `start` is taken as `start`.
    ///
    /// ```
    /// use unisono::{Source, Span};
    /// assert!(Span::<Source>::new(4, 2).is_empty());
    /// ```
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end: if end < start { start } else { end }, coordinates: PhantomData }
    }

    /// Length in bytes.
    ///
    /// ```
    /// # use unisono::{Source, Span};
    /// assert_eq!(Span::<Source>::new(2, 9).len(), 7);
    /// ```
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// True for a position between two bytes.
    ///
    /// ```
    /// # use unisono::{Source, Span};
    /// assert!(Span::<Source>::new(2, 2).is_empty());
    /// ```
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The span as a range of `usize`, to index a string with.
    ///
    /// ```
    /// # use unisono::{Source, Span};
    /// assert_eq!(&"Rabat, Londres"[Span::<Source>::new(0, 5).range()], "Rabat");
    /// ```
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The slice of `text` under the span; `None` when it is out of range or off a character boundary.
    ///
    /// ```
    /// # use unisono::{Source, Span};
    /// let span = Span::<Source>::new(0, 1);
    /// assert_eq!(span.of("été"), None);
    /// ```
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.range())
    }

    /// True when the two spans share at least one byte.
    ///
    /// ```
    /// # use unisono::{Source, Span};
    /// let a = Span::<Source>::new(0, 4);
    /// assert!(a.overlaps(Span::new(3, 5)));
    /// assert!(!a.overlaps(Span::new(4, 5)));
    /// ```
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True when `other` lies within this span.
    ///
    /// ```
    /// # use unisono::{Source, Span};
    /// assert!(Span::<Source>::new(0, 4).contains(Span::new(1, 4)));
    /// ```
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// Offsets beyond 4 GiB saturate; no document is that long, so such a span is out of range wherever it is used.
impl<C> From<Range<usize>> for Span<C> {
    fn from(range: Range<usize>) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self::new(clamp(range.start), clamp(range.end))
    }
}

// Written by hand: derives would ask the same of the coordinate types.
impl<C> Clone for Span<C> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<C> Copy for Span<C> {}
impl<C> PartialEq for Span<C> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}
impl<C> Eq for Span<C> {}
impl<C> PartialOrd for Span<C> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<C> Ord for Span<C> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}
impl<C> Hash for Span<C> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}
impl<C> fmt::Debug for Span<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
impl<C> fmt::Display for Span<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
