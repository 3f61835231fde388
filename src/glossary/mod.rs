//! Names of countries, people and institutions, one id in three languages.

mod kind;

pub use kind::EntityKind;
