//! Where the bytes of a folded text came from: only the places where lengths differ are kept.

/// A piece of the text that became a piece of the folded text as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Block {
    /// Byte of the folded text.
    folded: u32,
    /// Byte of the text.
    source: u32,
    folded_len: u16,
    source_len: u16,
}

/// The blocks in order; between them the two texts run byte by byte.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Map {
    blocks: Vec<Block>,
}

impl Map {
    pub(super) fn clear(&mut self) {
        self.blocks.clear();
    }

    pub(super) fn bytes(&self) -> usize {
        self.blocks.capacity() * size_of::<Block>()
    }

    /// `source_len` bytes at `source` became `folded_len` bytes, few, at `folded`.
    pub(super) fn push(
        &mut self,
        folded: usize,
        folded_len: usize,
        mut source: usize,
        mut source_len: usize,
    ) {
        while source_len > usize::from(u16::MAX) {
            self.blocks.push(Block {
                folded: folded as u32,
                source: source as u32,
                folded_len: 0,
                source_len: u16::MAX,
            });
            source += usize::from(u16::MAX);
            source_len -= usize::from(u16::MAX);
        }
        self.blocks.push(Block {
            folded: folded as u32,
            source: source as u32,
            folded_len: folded_len as u16,
            source_len: source_len as u16,
        });
    }

    /// The last character of the folded text, at `folded`, comes from a longer piece than was said: a mark follows it.
    pub(super) fn extend(&mut self, folded: usize, folded_len: usize, source: usize, source_len: usize) {
        match (self.blocks.last_mut(), u16::try_from(source_len)) {
            (Some(last), Ok(length)) if last.folded as usize == folded && last.folded_len > 0 => {
                last.source_len = length;
            }
            (_, Ok(_)) => self.push(folded, folded_len, source, source_len),
            // More marks than a letter can have: the letter ends before this one.
            (Some(last), Err(_)) if last.folded_len == 0 && last.source_len < u16::MAX => {
                let end = source + source_len;
                match u16::try_from(end - last.source as usize) {
                    Ok(length) => last.source_len = length,
                    Err(_) => self.split(folded + folded_len, end),
                }
            }
            (_, Err(_)) => self.split(folded + folded_len, source + source_len),
        }
    }

    /// What follows the last block up to `end` is folded away.
    fn split(&mut self, folded: usize, end: usize) {
        let start = self.blocks.last().map_or(0, |last| last.source as usize + usize::from(last.source_len));
        self.push(folded, 0, start, end - start);
    }

    /// The start of the character that the byte `at` of the folded text came from.
    pub(super) fn start(&self, at: usize) -> usize {
        // Blocks of no length stand before the byte that they stand at.
        let next = self.blocks.partition_point(|block| block.folded as usize <= at);
        let Some(block) = next.checked_sub(1).and_then(|n| self.blocks.get(n)) else { return at };
        let inside = at - block.folded as usize;
        if inside < usize::from(block.folded_len) {
            return self.start_of(next - 1);
        }
        block.source as usize + usize::from(block.source_len) + inside - usize::from(block.folded_len)
    }

    /// The start of what the block number `n` came from: long runs are in several blocks.
    fn start_of(&self, mut n: usize) -> usize {
        let source = |n: usize| self.blocks.get(n).map_or(0, |block| block.source as usize);
        while let Some(before) = n.checked_sub(1).and_then(|n| self.blocks.get(n))
            && (before.folded_len, before.source_len) == (0, u16::MAX)
            && before.source as usize + usize::from(u16::MAX) == source(n)
        {
            n -= 1;
        }
        source(n)
    }

    /// The end of the character that the byte before `at` of the folded text came from; `at` is not 0.
    pub(super) fn end(&self, at: usize) -> usize {
        let last = at - 1;
        let next = self.blocks.partition_point(|block| block.folded as usize <= last);
        let Some(block) = next.checked_sub(1).and_then(|n| self.blocks.get(n)) else { return at };
        let inside = last - block.folded as usize;
        let end = block.source as usize + usize::from(block.source_len);
        if inside < usize::from(block.folded_len) {
            return end;
        }
        end + inside - usize::from(block.folded_len) + 1
    }
}
