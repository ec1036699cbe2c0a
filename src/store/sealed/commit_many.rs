//! Saving many acts at once, for imports: each keeps its own journal entry and its own change number, but they
//! share one transaction, and so one wait for the disk.

use super::Batch;
use super::error::Error;
use super::open::Sealed;

impl Sealed {
    /// Writes batches that follow upon each other, all of them or none, and answers with the last change number
    /// once they are on the disk.
    ///
    /// # Errors
    /// As [`Sealed::commit`].
    pub fn commit_many(&mut self, batches: Vec<Batch>) -> Result<u64, Error> {
        self.may_write()?;
        let Some(first) = batches.first() else { return Ok(self.state.seq) };
        if first.head != self.state.seq {
            return Err(Error::Stale { head: self.state.seq });
        }
        self.transact(|sealed, txn| {
            let mut state = sealed.state.clone();
            for batch in batches {
                sealed.lay(txn, &mut state, batch)?;
            }
            Ok((state.seq, Some(state)))
        })
    }
}
