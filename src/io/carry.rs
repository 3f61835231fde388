//! Bytes that have been read and not yet taken: for records whose end is not simply the next line end.

use super::batch::{Batch, Item};
use super::decode::{Damage, Step};
use super::entry::ErrorEntry;
use super::reader::Reader;

impl Reader {
    /// Reads on; false where the stream has ended or is damaged, which `stopped` says.
    pub(super) fn more(&mut self) -> bool {
        if self.stopped.is_some() {
            return false;
        }
        let mut carry = std::mem::take(&mut self.carry);
        if self.taken * 2 >= carry.len() {
            carry.drain(..self.taken);
            self.taken = 0;
        }
        let step = self.read_into(&mut carry);
        self.carry = carry;
        if let Step::Bytes(_) = step {
            return true;
        }
        self.stopped = Some(step);
        false
    }

    /// What has been read and not yet consumed.
    pub(super) fn seen(&self) -> &[u8] {
        self.carry.get(self.taken..).unwrap_or_default()
    }

    /// Sees to it that so many bytes have been read, if there are so many.
    pub(super) fn have(&mut self, bytes: usize) -> bool {
        while self.seen().len() < bytes {
            if !self.more() {
                return false;
            }
        }
        true
    }

    pub(super) fn consume(&mut self, bytes: usize) {
        let bytes = bytes.min(self.seen().len());
        self.offset += bytes as u64;
        self.taken += bytes;
    }

    /// The end of the stream, or damage in it behind which reading goes on.
    pub(super) fn stop(&mut self, batch: &mut Batch) -> bool {
        let Some(Step::Damage(Damage { kind, message })) = self.stopped.take() else { return false };
        let entry = ErrorEntry::damage(&self.input.name, self.offset, kind, message);
        batch.items.push(Item::Entry(Box::new(entry)));
        true
    }
}
