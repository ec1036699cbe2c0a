//! A file of format 1 as it was once made. It is never made again: whatever is written in times to come
//! must still open it.

use super::*;

const GOLDEN: &[u8] = include_bytes!("../../tests/golden/v1.befriend");
const RECOVERY: &str = include_str!("../../tests/golden/v1.recovery.txt");
const MANAGER: &str = "acorn bramble cinder dolphin";
const WORDS: [&str; 3] = ["fox", "lobster", "thimble"];

#[test]
fn format_1_still_opens() {
    let (_dir, path) = place();
    std::fs::write(&path, GOLDEN).unwrap();
    #[cfg(unix)]
    std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    let mut sealed = Sealed::open(&path, "Mo", MANAGER, Access::ReadWrite).unwrap();
    assert_eq!(sealed.head().seq, 3);
    assert_eq!(sealed.head().witness_words, WORDS);
    let report = sound(&sealed);
    assert_eq!((report.rows, report.withheld, report.entries, report.drafts), (5, 0, 3, 2));
    assert_eq!(read(&sealed, key(1, 1)), "one, twice");
    assert_eq!(sealed.get(key(1, 2)).unwrap().unwrap().body, Body::Gone);
    assert_eq!(read(&sealed, key(4, 1)), "a visit");
    assert_eq!(read(&sealed, key(5, 1)), "for few eyes");
    let entry = &sealed.journal(0, 1).unwrap()[0];
    assert_eq!((entry.payload.as_slice(), entry.at_ms), (&b"payload 1"[..], 1_000));
    assert_eq!(entry.restricted, Some(Body::Open(bytes(b"for few eyes"))));
    commit(&mut sealed, vec![put(key(1, 1), 2, "and goes on")]);
    sealed.close().unwrap();
    let reader = Sealed::open(&path, "ree", PHRASE, Access::ReadOnly).unwrap();
    assert_eq!(reader.get(key(5, 1)).unwrap().unwrap().body, Body::Withheld);
    drop(reader);
    let recovery = RecoveryKey::parse(RECOVERY).unwrap();
    sound(&Sealed::open_with_recovery(&path, &recovery, Access::ReadOnly).unwrap());
}
