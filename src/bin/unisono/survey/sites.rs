//! Documents by site, in bounded memory.

use super::Group;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most sites that are told apart. What is met after that is counted together.
const MOST: usize = 10_000;

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Sites {
    known: BTreeMap<String, Group>,
    /// Documents of sites that had no place left.
    pub(crate) others: Group,
    /// Documents that name no site.
    pub(crate) none: Group,
}

impl Sites {
    pub(crate) fn add(&mut self, site: Option<&str>, group: &Group) {
        let Some(site) = site else { return self.none.merge(group) };
        if let Some(known) = self.known.get_mut(site) {
            known.merge(group);
        } else if self.known.len() < MOST {
            self.known.insert(site.to_owned(), group.clone());
        } else {
            self.others.merge(group);
        }
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        for (site, group) in &other.known {
            self.add(Some(site), group);
        }
        self.others.merge(&other.others);
        self.none.merge(&other.none);
    }

    pub(crate) fn len(&self) -> usize {
        self.known.len()
    }

    /// The sites with most documents, and all others together.
    pub(crate) fn largest(&self, most: usize) -> (Vec<(&str, &Group)>, Group) {
        let mut sites: Vec<(&str, &Group)> =
            self.known.iter().map(|(site, group)| (site.as_str(), group)).collect();
        sites.sort_by_key(|(site, group)| (std::cmp::Reverse(group.documents), *site));
        let mut rest = self.others.clone();
        for (_, group) in sites.get(most..).unwrap_or_default() {
            rest.merge(group);
        }
        sites.truncate(most);
        (sites, rest)
    }
}
