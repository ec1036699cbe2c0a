//! Ways in: one slot per person, and one for the recovery key. Each wraps the same two random keys.
//!
//! ```text
//! slot    = version(1) || kind(1) || m(4) || t(4) || p(4) || salt(16) || commit(32) || nonce || wrapped || tag
//! wrapped = version(1) || role(1) || flags(1) || data key(32) || restricted key(32, zeros if not entitled)
//! ```
//! The wrapped part has one length for everybody, so a slot does not show who is entitled to what.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use hkdf::Hkdf;
use sha2::Sha256;
use subtle::ConstantTimeEq;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::Id;
use super::crypto::{Keys, NONCE, Secret, TAG, bind, random, seal_onto, unseal};
use super::error::{Error, Part};
use super::open::NewFile;
use super::recovery::RecoveryKey;
use super::rows::Digest;
use super::tables::SLOTS;

/// How many people may have a passphrase, beside the recovery key.
pub const MAX_PEOPLE: usize = 31;
/// More slots than this are not even looked at.
pub(super) const MAX_SLOTS: u64 = MAX_PEOPLE as u64 + 1;

const VERSION: u8 = 1;
const PASSPHRASE: u8 = 0;
const RECOVERY: u8 = 1;
const CLEAR: usize = 2 + 12 + 16 + 32;
const WRAPPED: usize = 3 + 32 + 32;
pub(super) const SLOT: usize = CLEAR + NONCE + WRAPPED + TAG;
const ENTITLED: u8 = 1;

/// What it costs to try one passphrase: Argon2id memory, passes and lanes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kdf {
    /// Memory in KiB.
    pub m_kib: u32,
    /// Passes.
    pub t: u32,
    /// Lanes. They run one after another here, so more than one buys the owner nothing.
    pub p: u32,
}

impl Kdf {
    /// 256 MiB, three passes: just under a second on a modest laptop.
    #[must_use]
    pub const fn standard() -> Self {
        Self { m_kib: 256 << 10, t: 3, p: 1 }
    }

    /// 64 MiB, three passes: the least that real records deserve, for old machines.
    #[must_use]
    pub const fn light() -> Self {
        Self { m_kib: 64 << 10, t: 3, p: 1 }
    }

    /// 8 KiB, one pass: **no protection at all**. For tests and files of made-up people only.
    #[must_use]
    pub const fn for_tests() -> Self {
        Self { m_kib: 8, t: 1, p: 1 }
    }

    /// Whether a file may ask for this much. Checked before the first byte is allocated: a hostile file
    /// could otherwise demand hours or all memory.
    fn bearable(self) -> bool {
        (1..=8).contains(&self.p)
            && (1..=16).contains(&self.t)
            && (8 * self.p..=1 << 20).contains(&self.m_kib)
    }

    fn run(self, passphrase: &str, salt: &[u8; 16]) -> Result<Zeroizing<[u8; 64]>, Error> {
        let params =
            Params::new(self.m_kib, self.t, self.p, Some(64)).map_err(|_| Error::Damaged(Part::Slots))?;
        let blocks = params.block_count();
        // Reserved fallibly: an ordinary allocation of this size ends the program when refused.
        let mut memory: Vec<Block> = Vec::new();
        memory.try_reserve_exact(blocks).map_err(|_| Error::Memory)?;
        memory.resize(blocks, Block::default());
        let phrase: Zeroizing<String> = Zeroizing::new(passphrase.nfkc().collect());
        let mut out = Zeroizing::new([0; 64]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into_with_memory(phrase.as_bytes(), salt, out.as_mut(), &mut memory)
            .map_err(|_| Error::WrongPassphrase)?;
        Ok(out)
    }
}

/// What a person may do. A role belongs to the slot, so it cannot be taken on without its passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Role {
    /// Runs the scheme; writes everything but restricted rows.
    Coordinator = 0,
    /// Also entitled to restricted rows, and to let others in.
    TeamManager = 1,
    /// Looks, and changes nothing.
    Reader = 2,
}

/// Somebody to let in.
#[derive(Clone, Copy)]
pub struct NewSlot<'a> {
    /// Compared without regard to case or Unicode form; empty in a file for one person.
    pub name: &'a str,
    /// At least a dozen characters; judging it is the caller's part.
    pub passphrase: &'a str,
    /// What the person may do.
    pub role: Role,
    /// Whether the person may read and write restricted rows.
    pub restricted: bool,
}

impl<'a> NewSlot<'a> {
    /// A co-ordinator without access to restricted rows.
    #[must_use]
    pub fn coordinator(name: &'a str, passphrase: &'a str) -> Self {
        Self { name, passphrase, role: Role::Coordinator, restricted: false }
    }

    /// A team manager, entitled to restricted rows.
    #[must_use]
    pub fn manager(name: &'a str, passphrase: &'a str) -> Self {
        Self { name, passphrase, role: Role::TeamManager, restricted: true }
    }
}

/// A slot as it lies in the file.
pub(super) struct Slot<'a> {
    bytes: &'a [u8],
    kind: u8,
    pub kdf: Kdf,
    salt: [u8; 16],
}

/// Slots as they lie in the file, by id.
pub(super) type RawSlots = Vec<(Id, Vec<u8>)>;

/// Whose slot, and what it gave.
pub(super) struct Opened {
    pub keys: Keys,
    pub role: Role,
    pub slot: Id,
}

/// The name as compared: composed, lower case, without spaces around it.
pub(super) fn slot_id(store: &Id, name: &str) -> Id {
    let folded: String = name.trim().nfkc().collect::<String>().to_lowercase();
    short_hash(store, folded.as_bytes())
}

/// 0xFF never begins a name, for it is not UTF-8.
pub(super) fn recovery_id(store: &Id) -> Id {
    short_hash(store, b"\xFFrecovery")
}

fn short_hash(store: &Id, what: &[u8]) -> Id {
    let mut hasher = blake3::Hasher::new();
    hasher.update(store).update(what);
    *hasher.finalize().as_bytes().first_chunk().expect("a hash is longer than an id")
}

impl<'a> Slot<'a> {
    /// Reads a slot, refusing anything that would cost more than is bearable.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, Error> {
        let bad = Error::Damaged(Part::Slots);
        match bytes.first() {
            Some(&VERSION) if bytes.len() == SLOT => {}
            Some(&later) if later > VERSION => return Err(Error::Newer(later.into())),
            _ => return Err(bad),
        }
        let number =
            |at: usize| u32::from_le_bytes(*bytes[at..].first_chunk().expect("the length was checked"));
        let slot = Self {
            bytes,
            kind: bytes[1],
            kdf: Kdf { m_kib: number(2), t: number(6), p: number(10) },
            salt: *bytes[14..].first_chunk().expect("the length was checked"),
        };
        let sound = match slot.kind {
            PASSPHRASE => slot.kdf.bearable(),
            RECOVERY => slot.kdf == Kdf { m_kib: 0, t: 0, p: 0 },
            _ => false,
        };
        if sound { Ok(slot) } else { Err(bad) }
    }

    pub(super) fn is_passphrase(&self) -> bool {
        self.kind == PASSPHRASE
    }

    /// Tries a passphrase. `Ok(None)` means that it is another one.
    pub(super) fn try_passphrase(
        &self,
        store: &Id,
        id: Id,
        passphrase: &str,
    ) -> Result<Option<Opened>, Error> {
        let stretched = self.kdf.run(passphrase, &self.salt)?;
        if self.kind != PASSPHRASE {
            return Ok(None);
        }
        self.unwrap(store, id, &stretched)
    }

    /// Tries a recovery key. 160 random bits need no stretching.
    pub(super) fn try_recovery(
        &self,
        store: &Id,
        id: Id,
        key: &RecoveryKey,
    ) -> Result<Option<Opened>, Error> {
        if self.kind != RECOVERY {
            return Ok(None);
        }
        self.unwrap(store, id, &expand_recovery(key, &self.salt))
    }

    /// The commitment comes first: neither cipher nor tag binds the key, so with several slots a crafted
    /// one could otherwise be tried against many passphrases at once.
    fn unwrap(&self, store: &Id, id: Id, stretched: &[u8; 64]) -> Result<Option<Opened>, Error> {
        let (kek, commit) = split(stretched);
        if !bool::from(commit.ct_eq(&self.bytes[30..CLEAR])) {
            return Ok(None);
        }
        let aad = bind("befriend slot 1", store, &[&id, &self.bytes[..CLEAR]]);
        let plain = unseal(&kek, &aad, &self.bytes[CLEAR..]).ok_or(Error::Damaged(Part::Slots))?;
        let role = match plain[1] {
            0 => Role::Coordinator,
            1 => Role::TeamManager,
            2 => Role::Reader,
            _ => return Err(Error::Newer(plain[0].into())),
        };
        if plain[0] != VERSION || plain.len() != WRAPPED {
            return Err(Error::Newer(plain[0].into()));
        }
        let secret = |at: usize| Secret::new(*plain[at..].first_chunk().expect("the length was checked"));
        let restricted = (plain[2] & ENTITLED != 0).then(|| secret(35));
        Ok(Some(Opened { keys: Keys::derive(store, secret(3), restricted), role, slot: id }))
    }
}

fn split(stretched: &[u8; 64]) -> (Secret, [u8; 32]) {
    let (kek, commit) = stretched.split_at(32);
    let as_array = |half: &[u8]| *half.first_chunk::<32>().expect("half of 64 is 32");
    (Secret::new(as_array(kek)), as_array(commit))
}

fn expand_recovery(key: &RecoveryKey, salt: &[u8; 16]) -> Zeroizing<[u8; 64]> {
    let mut out = Zeroizing::new([0; 64]);
    Hkdf::<Sha256>::new(Some(salt), key.bytes())
        .expand(b"befriend recovery 1", out.as_mut())
        .expect("64 bytes is a valid length for HKDF-SHA256");
    out
}

/// A slot for a person. Whoever makes an entitled one must hold the restricted key.
pub(super) fn for_person(
    store: &Id,
    keys: &Keys,
    person: &NewSlot<'_>,
    kdf: Kdf,
) -> Result<(Id, Vec<u8>), Error> {
    if !kdf.bearable() {
        return Err(Error::Unbearable);
    }
    let id = slot_id(store, person.name);
    let slot = wrap(store, id, keys, person.role, person.restricted, Some(kdf), |salt| {
        kdf.run(person.passphrase, salt)
    })?;
    Ok((id, slot))
}

/// The slot of the recovery key, which opens everything.
pub(super) fn for_recovery(store: &Id, keys: &Keys, key: &RecoveryKey) -> Result<(Id, Vec<u8>), Error> {
    let id = recovery_id(store);
    let slot = wrap(store, id, keys, Role::TeamManager, true, None, |salt| Ok(expand_recovery(key, salt)))?;
    Ok((id, slot))
}

fn wrap(
    store: &Id,
    id: Id,
    keys: &Keys,
    role: Role,
    entitled: bool,
    kdf: Option<Kdf>,
    stretch: impl FnOnce(&[u8; 16]) -> Result<Zeroizing<[u8; 64]>, Error>,
) -> Result<Vec<u8>, Error> {
    let salt: [u8; 16] = random()?;
    let (kek, commit) = split(&*stretch(&salt)?);
    let cost = kdf.unwrap_or(Kdf { m_kib: 0, t: 0, p: 0 });
    let mut slot = Vec::with_capacity(SLOT);
    slot.extend_from_slice(&[VERSION, if kdf.is_some() { PASSPHRASE } else { RECOVERY }]);
    for number in [cost.m_kib, cost.t, cost.p] {
        slot.extend_from_slice(&number.to_le_bytes());
    }
    slot.extend_from_slice(&salt);
    slot.extend_from_slice(&commit);
    let mut plain = Zeroizing::new([0; WRAPPED]);
    plain[0] = VERSION;
    plain[1] = role as u8;
    plain[3..35].copy_from_slice(keys.data.as_ref());
    if entitled {
        plain[2] = ENTITLED;
        plain[35..].copy_from_slice(keys.restricted()?.data.as_ref());
    }
    let aad = bind("befriend slot 1", store, &[&id, &slot]);
    seal_onto(&mut slot, &kek, &aad, plain.as_ref())?;
    Ok(slot)
}

/// Writes a slot for each person and one for a new recovery key.
pub(super) fn write_all(
    txn: &redb::WriteTransaction,
    store: &Id,
    keys: &Keys,
    digest: &mut Digest,
    new: &NewFile<'_>,
) -> Result<RecoveryKey, Error> {
    match new.people.len() {
        0 => return Err(Error::NobodyLeft),
        1..=MAX_PEOPLE => {}
        _ => return Err(Error::TooManyPeople),
    }
    let recovery = RecoveryKey::random()?;
    let mut table = txn.open_table(SLOTS)?;
    let mut write = |(id, slot): (Id, Vec<u8>)| {
        digest.toggle_slot(keys, &id, &slot);
        match table.insert(&id, &slot[..])? {
            Some(_) => Err(Error::NameTaken),
            None => Ok(()),
        }
    };
    for person in new.people {
        write(for_person(store, keys, person, new.kdf)?)?;
    }
    write(for_recovery(store, keys, &recovery)?)?;
    Ok(recovery)
}
