//! The texts of a column, whatever its layout.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, BinaryArray, BinaryViewArray, LargeBinaryArray};
use arrow_schema::DataType;

/// The texts of a column as bytes: what comes from another language is not known to be UTF-8.
#[derive(Debug)]
pub(crate) enum Texts {
    /// Offsets of 32 bits.
    Small(BinaryArray),
    /// Offsets of 64 bits.
    Large(LargeBinaryArray),
    /// Views into buffers.
    View(BinaryViewArray),
    /// Each row names one of the values.
    Dictionary { rows: ArrayRef, keys: Vec<usize>, values: Box<Texts> },
    /// A column without a type, as engines make it of rows that are all null.
    Nulls,
}

impl Texts {
    /// The texts of `array`; `None` when it holds something else.
    pub(crate) fn of(array: &ArrayRef) -> Option<Self> {
        Some(match array.data_type() {
            DataType::Utf8 => Self::Small(array.as_string::<i32>().clone().into()),
            DataType::LargeUtf8 => Self::Large(array.as_string::<i64>().clone().into()),
            DataType::Utf8View => Self::View(array.as_string_view().clone().to_binary_view()),
            DataType::Binary => Self::Small(array.as_binary::<i32>().clone()),
            DataType::LargeBinary => Self::Large(array.as_binary::<i64>().clone()),
            DataType::BinaryView => Self::View(array.as_binary_view().clone()),
            DataType::Null => Self::Nulls,
            DataType::Dictionary(..) => {
                let dictionary = array.as_any_dictionary();
                if dictionary.values().is_empty() {
                    return Self::of(dictionary.values()).map(|_| Self::Nulls);
                }
                let values = Box::new(Self::of(dictionary.values())?);
                Self::Dictionary { rows: array.clone(), keys: dictionary.normalized_keys(), values }
            }
            _ => return None,
        })
    }

    /// The type of a column of cleaned texts: strings in the layout that the texts came in.
    pub(crate) fn cleaned_type(of: &DataType) -> Option<DataType> {
        Some(match of {
            DataType::Utf8 | DataType::Binary | DataType::Null => DataType::Utf8,
            DataType::LargeUtf8 | DataType::LargeBinary => DataType::LargeUtf8,
            DataType::Utf8View | DataType::BinaryView => DataType::Utf8View,
            DataType::Dictionary(_, values) => Self::cleaned_type(values)?,
            _ => return None,
        })
    }

    /// The bytes of a row; `None` for a null.
    pub(crate) fn get(&self, row: usize) -> Option<&[u8]> {
        match self {
            Self::Small(texts) => (row < texts.len() && texts.is_valid(row)).then(|| texts.value(row)),
            Self::Large(texts) => (row < texts.len() && texts.is_valid(row)).then(|| texts.value(row)),
            Self::View(texts) => (row < texts.len() && texts.is_valid(row)).then(|| texts.value(row)),
            Self::Dictionary { rows, keys, values } => {
                let key = *keys.get(row).filter(|_| rows.is_valid(row))?;
                values.get(key)
            }
            Self::Nulls => None,
        }
    }

    /// The text of a row, where it is one.
    pub(crate) fn text(&self, row: usize) -> Option<&str> {
        self.get(row).and_then(|bytes| std::str::from_utf8(bytes).ok())
    }
}
