//! A disk that can fill up, fail, and lose power.

use std::collections::BTreeSet;
use std::io;
use std::sync::{Arc, Mutex};

use redb::{Builder, StorageBackend};

use super::super::open::{by_name, fill};
use super::*;
use crate::sealed::tables::Db;

const SECTOR: usize = 512;
const ENOSPC: i32 = 28;
const EROFS: i32 = 30;

#[derive(Debug, Default)]
struct Platter {
    /// What a reader sees.
    now: Vec<u8>,
    /// What is certain to survive a power cut.
    kept: Vec<u8>,
    /// Sectors written since the last sync.
    dirty: BTreeSet<usize>,
    /// Bytes that may still be written.
    room: Option<u64>,
    /// Operations until the power goes.
    fuse: Option<u64>,
    off: bool,
    error: i32,
}

/// A handle on the disk; the database has one, the test another.
#[derive(Debug, Clone, Default)]
pub(super) struct Disk(Arc<Mutex<Platter>>);

impl Disk {
    pub(super) fn with(image: Vec<u8>) -> Self {
        let disk = Self::default();
        disk.0.lock().unwrap().kept.clone_from(&image);
        disk.0.lock().unwrap().now = image;
        disk
    }

    /// A formatted disk with one person's file on it.
    pub(super) fn formatted() -> Self {
        let disk = Self::default();
        let db = Builder::new().create_with_backend(disk.clone()).unwrap();
        fill(&db, &new_file(&[NewSlot::manager("", PHRASE)])).unwrap();
        db.close().unwrap();
        disk
    }

    pub(super) fn open(&self) -> Result<Sealed, Error> {
        let disk = self.clone();
        let opener = Box::new(move |_| {
            let db = Builder::new().set_cache_size(4 << 20).create_with_backend(disk.clone())?;
            Ok(Db::Write(db))
        });
        Sealed::unlock(opener, None, Access::ReadWrite, |store, all| by_name(store, all, "", PHRASE))
    }

    pub(super) fn fill_up_after(&self, bytes: u64) {
        self.0.lock().unwrap().error = ENOSPC;
        self.0.lock().unwrap().room = Some(bytes);
    }

    pub(super) fn turn_read_only(&self) {
        self.0.lock().unwrap().error = EROFS;
        self.0.lock().unwrap().room = Some(0);
    }

    pub(super) fn free_space(&self) {
        self.0.lock().unwrap().room = None;
    }

    pub(super) fn cut_power_after(&self, operations: u64) {
        self.0.lock().unwrap().fuse = Some(operations);
    }

    pub(super) fn len(&self) -> u64 {
        self.0.lock().unwrap().now.len() as u64
    }

    /// What is found when the power is back: of each sector written since the last sync, the new or the
    /// old contents, as `keep` says.
    pub(super) fn after_the_cut(&self, mut keep: impl FnMut() -> bool) -> Self {
        let platter = self.0.lock().unwrap();
        let mut image = platter.now.clone();
        for sector in &platter.dirty {
            let from = sector * SECTOR;
            let to = (from + SECTOR).min(image.len());
            if !keep() && from < to {
                image[from..to].fill(0);
                let old = platter.kept.get(from..to.min(platter.kept.len())).unwrap_or_default();
                image[from..from + old.len()].copy_from_slice(old);
            }
        }
        Self::with(image)
    }
}

impl Platter {
    fn step(&mut self) -> io::Result<()> {
        if let Some(fuse) = &mut self.fuse {
            self.off |= *fuse == 0;
            *fuse = fuse.saturating_sub(1);
        }
        if self.off { Err(io::Error::other("no power")) } else { Ok(()) }
    }

    fn take_room(&mut self, bytes: usize) -> io::Result<()> {
        match &mut self.room {
            None => Ok(()),
            Some(room) if *room >= bytes as u64 => {
                *room -= bytes as u64;
                Ok(())
            }
            Some(_) => Err(io::Error::from_raw_os_error(self.error)),
        }
    }

    fn touch(&mut self, from: usize, to: usize) {
        self.dirty.extend(from / SECTOR..to.div_ceil(SECTOR));
    }
}

impl StorageBackend for Disk {
    fn len(&self) -> io::Result<u64> {
        Ok(self.0.lock().unwrap().now.len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let mut platter = self.0.lock().unwrap();
        platter.step()?;
        let from = offset as usize;
        let seen = platter.now.get(from..from + out.len()).ok_or(io::ErrorKind::UnexpectedEof)?;
        out.copy_from_slice(seen);
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let mut platter = self.0.lock().unwrap();
        platter.step()?;
        let (old, new) = (platter.now.len(), len as usize);
        platter.now.resize(new, 0);
        // Lengths are metadata, which a file system keeps in order.
        platter.kept.resize(new, 0);
        platter.touch(old.min(new), new);
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        let mut platter = self.0.lock().unwrap();
        platter.step()?;
        platter.kept = platter.now.clone();
        platter.dirty.clear();
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        let mut platter = self.0.lock().unwrap();
        platter.step()?;
        platter.take_room(data.len())?;
        let from = offset as usize;
        let to = from + data.len();
        platter.now.get_mut(from..to).ok_or(io::ErrorKind::UnexpectedEof)?.copy_from_slice(data);
        platter.touch(from, to);
        Ok(())
    }
}
