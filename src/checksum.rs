//! The checksum of ZIP, Ethernet and PNG (CRC-32): it notices every change of
//! a single bit, and of any run of up to 32 bits.
//!
//! It finds accidents. Whoever wants to deceive computes it anew.

/// The CRC-32 of some bytes.
///
/// ```
/// assert_eq!(maintenance_window_builder::checksum::crc32(b"123456789"), 0xcbf4_3926);
/// ```
pub fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
        }
    }
    !crc
}
