//! Chance that is none: the same seed always gives the same answer.

/// A number that looks like chance (splitmix64).
pub(crate) const fn mix(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A seed from two numbers.
pub(crate) const fn two(a: usize, b: usize) -> u64 {
    mix((a as u64) << 32 | b as u64)
}

/// A number from 0 up to, not including, `n`.
pub(crate) const fn below(seed: u64, n: u64) -> u64 {
    mix(seed) % n
}

/// One of several.
pub(crate) fn pick<T: Copy>(from: &[T], seed: u64) -> T {
    from[below(seed, from.len() as u64) as usize]
}

/// The ten bytes of chance of a change.
pub(crate) fn ten_bytes(change: u64) -> [u8; 10] {
    let mut bytes = [0; 10];
    bytes[..8].copy_from_slice(&mix(change ^ 0x6465_6d6f).to_be_bytes());
    bytes[8..].copy_from_slice(&mix(!change).to_be_bytes()[..2]);
    bytes
}
