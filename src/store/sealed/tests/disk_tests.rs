//! Full disks, failing disks, power cuts, and being killed while a file is made.

use super::disk::Disk;
use super::*;
use crate::sealed::error::Cause;

/// A small generator with a seed, so that a failing trial can be run again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }
}

fn act(n: u64) -> Batch {
    let id = u8::try_from(n % 7).unwrap();
    batch(n, vec![put(key(1, id), n / 7, "row"), deferred(key(4, id), n / 7, 1, "visit")])
}

#[test]
fn a_full_disk_loses_nothing_that_was_acknowledged() {
    for room in (0..120).map(|n| n * 3_001) {
        let disk = Disk::formatted();
        let mut sealed = disk.open().unwrap();
        for n in 0..3 {
            sealed.commit(act(n)).unwrap();
        }
        disk.fill_up_after(room);
        let mut done = 3;
        let error = loop {
            match sealed.commit(act(done)) {
                Ok(seq) => done = seq,
                Err(error) => break error,
            }
        };
        assert!(
            matches!(error, Error::NotSaved(Cause::Full) | Error::Unsure(Cause::Full)),
            "{room}: {error:?}"
        );
        assert_eq!(sealed.commit(act(done)), Err(Error::NeedsReopen));
        assert_eq!(sealed.put_draft([1; 32], b"x", false), Err(Error::NeedsReopen));
        assert_eq!(sealed.scan_open().unwrap().len(), done.min(7) as usize, "reading goes on");
        disk.free_space();
        let found = sealed.reopen().unwrap().seq;
        assert!(found == done || (found == done + 1 && matches!(error, Error::Unsure(_))), "{room}");
        sealed.commit(act(found)).unwrap();
        sound(&sealed);
        if room > 200_000 {
            break;
        }
    }
}

#[test]
fn a_disk_that_stays_full_can_still_be_read() {
    let disk = Disk::formatted();
    let mut sealed = disk.open().unwrap();
    sealed.commit(act(0)).unwrap();
    disk.turn_read_only();
    let error = sealed.commit(act(1)).unwrap_err();
    let cause = Cause::ReadOnlyPlace;
    assert!(error == Error::NotSaved(cause) || error == Error::Unsure(cause), "{error:?}");
    let _ = sealed.reopen();
    disk.free_space();
    assert_eq!(sealed.reopen().unwrap().seq, 1);
    sealed.commit(act(1)).unwrap();
    assert!(disk.len() > 0);
}

#[test]
fn a_power_cut_at_any_moment_leaves_the_last_change_or_the_one_before() {
    let formatted = Disk::formatted().after_the_cut(|| true);
    let (mut landed, mut lost) = (0, 0);
    for seed in 1..=400 {
        let mut dice = Dice(seed << 32 | 0x9E37_79B9);
        let disk = formatted.after_the_cut(|| true);
        let mut sealed = disk.open().unwrap();
        disk.cut_power_after(dice.roll(260));
        let mut done = 0;
        while let Ok(seq) = sealed.commit(act(done)) {
            done = seq;
        }
        let kept = [10, 50, 90][dice.roll(3) as usize];
        let mut found = disk.after_the_cut(|| dice.roll(100) < kept);
        drop(sealed);
        if seed % 3 == 0 {
            // and once more, while it is being repaired
            found.cut_power_after(seed % 40);
            drop(found.open());
            found = found.after_the_cut(|| seed % 2 == 0);
        }
        let mut sealed = found.open().unwrap_or_else(|error| panic!("seed {seed}: {error:?}"));
        let seq = sealed.head().seq;
        assert!(seq == done || seq == done + 1, "seed {seed}: {done} acknowledged, {seq} found");
        if seq > done {
            landed += 1
        } else {
            lost += 1
        }
        sound(&sealed);
        sealed.commit(act(seq)).unwrap();
    }
    assert!(landed > 0 && lost > 0, "{landed} {lost}: the cuts come at too few different moments");
}

const CHILD: &str = "BEFRIEND_TEST_CREATES_IN";

/// Not a test by itself: what the next test runs in another process, to kill it.
#[test]
fn child_that_creates_files() {
    let Some(dir) = std::env::var_os(CHILD) else { return };
    for n in 0.. {
        let path = Path::new(&dir).join(format!("{n}.befriend"));
        let (mut sealed, _) = create(&path);
        commit(&mut sealed, vec![put(key(1, 1), 0, "row")]);
    }
}

#[cfg(unix)]
#[test]
fn being_killed_while_creating_never_leaves_a_file_that_does_not_open() {
    let (mut opened, mut dice, mut trials) = (0, Dice(7), 0);
    // On a busy machine the first children may not even have begun.
    while trials < 25 || (opened == 0 && trials < 300) {
        trials += 1;
        let dir = tempfile::tempdir().unwrap();
        let mut child = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "sealed::tests::disk_tests::child_that_creates_files"])
            .env(CHILD, dir.path())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_micros(15_000 + dice.roll(120_000)));
        child.kill().unwrap();
        child.wait().unwrap();
        for entry in std::fs::read_dir(dir.path()).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|end| end == "befriend") {
                sound(&open(&path).unwrap());
                opened += 1;
            }
        }
    }
    assert!(opened > 0);
}
