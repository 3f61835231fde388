//! A trie over the words of names, in two flat arrays.
//!
//! Nodes are numbered level by level, so the children of a node stand side by side, in the order of their words: a step
//! is a search in a short sorted slice. The root needs none: the words that names begin with are numbered first.

use super::vocabulary::NONE;

/// The node that every name starts from.
pub(crate) const ROOT: u32 = 0;

/// Slices up to this length are searched one by one.
const SHORT: usize = 8;

/// Paths of words.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Trie {
    /// How many words names begin with: the children of the root.
    pub(crate) firsts: u32,
    /// For each node its first child; one more than there are nodes.
    pub(crate) starts: Vec<u32>,
    /// For each node behind the root's children the word that leads to it.
    pub(crate) words: Vec<u32>,
}

impl Trie {
    /// The trie of the names whose words are `words[ends[n - 1]..ends[n]]`, and the node of each name.
    pub(crate) fn build(firsts: u32, words: &[u32], ends: &[u32]) -> (Self, Vec<u32>) {
        let mut trie = Self { firsts, starts: vec![1], words: Vec::new() };
        let word = |name: u32, depth: u32| {
            let start =
                name.checked_sub(1).map_or(0, |before| ends.get(before as usize).copied().unwrap_or(0));
            let end = ends.get(name as usize).copied().unwrap_or(0);
            words.get((start + depth) as usize).copied().filter(|_| start + depth < end)
        };
        let mut nodes: Vec<u32> =
            (0..ends.len() as u32).map(|name| word(name, 0).map_or(ROOT, |first| first + 1)).collect();
        let (mut level, mut next) = (1..firsts + 1, firsts + 1);
        let mut longer: Vec<u32> = (0..ends.len() as u32).collect();
        let mut edges: Vec<(u64, u32)> = Vec::new();
        for depth in 1.. {
            edges.clear();
            longer.retain(|&name| {
                let from = nodes.get(name as usize).copied().unwrap_or(ROOT);
                let Some(word) = word(name, depth) else { return false };
                edges.push((u64::from(from) << 32 | u64::from(word), name));
                true
            });
            edges.sort_unstable();
            let mut rest = edges.as_slice();
            for node in level.clone() {
                trie.starts.push(next);
                while let Some(&(edge, _)) = rest.first().filter(|(edge, _)| edge >> 32 == u64::from(node)) {
                    let same = rest.iter().take_while(|(other, _)| *other == edge).count();
                    let (names, others) = rest.split_at(same);
                    for &(_, name) in names {
                        if let Some(slot) = nodes.get_mut(name as usize) {
                            *slot = next;
                        }
                    }
                    trie.words.push(edge as u32);
                    next += 1;
                    rest = others;
                }
            }
            if edges.is_empty() {
                break;
            }
            level = level.end..next;
        }
        trie.starts.push(next);
        trie.starts.shrink_to_fit();
        trie.words.shrink_to_fit();
        (trie, nodes)
    }

    /// The node behind `node` and `word`; [`NONE`] where no name goes on so.
    pub(crate) fn step(&self, node: u32, word: u32) -> u32 {
        if node == ROOT {
            return if word < self.firsts { word + 1 } else { NONE };
        }
        let start = |node: u32| self.starts.get(node as usize).copied().unwrap_or(0);
        let (from, to) = (start(node), start(node.saturating_add(1)));
        let first = self.firsts.saturating_add(1);
        let children = (from.saturating_sub(first) as usize)..(to.saturating_sub(first) as usize);
        let children = self.words.get(children).unwrap_or_default();
        let found = if children.len() <= SHORT {
            children.iter().position(|&child| child == word)
        } else {
            children.binary_search(&word).ok()
        };
        found.map_or(NONE, |index| from.saturating_add(index as u32))
    }

    /// Number of nodes, the root included.
    pub(crate) fn nodes(&self) -> u32 {
        self.starts.len().saturating_sub(1) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_their_nodes() {
        // Words 0 and 1 begin names.
        let names: [&[u32]; 6] = [&[0], &[0, 2], &[0, 2, 3], &[1, 3], &[1], &[0, 2, 3]];
        let words: Vec<u32> = names.concat();
        let ends: Vec<u32> = names
            .iter()
            .scan(0, |sum, name| {
                *sum += name.len() as u32;
                Some(*sum)
            })
            .collect();
        let (trie, nodes) = Trie::build(2, &words, &ends);
        for (name, &node) in names.iter().zip(&nodes) {
            assert_eq!(name.iter().fold(ROOT, |node, &word| trie.step(node, word)), node, "{name:?}");
        }
        assert_eq!(nodes[2], nodes[5]);
        assert_eq!(trie.nodes(), 6);
        assert_eq!((trie.step(ROOT, 2), trie.step(nodes[0], 3), trie.step(nodes[2], 0)), (NONE, NONE, NONE));
    }

    #[test]
    fn a_node_with_many_children_is_searched_in_their_order() {
        let words: Vec<u32> = (1..1000).flat_map(|word| [0, word]).collect();
        let ends: Vec<u32> = (1..1000).map(|name| name * 2).collect();
        let (trie, nodes) = Trie::build(1, &words, &ends);
        assert!((1..1000).all(|word| trie.step(1, word) == nodes[word as usize - 1]));
        assert_eq!(trie.step(1, 1000), NONE);
    }
}
