//! A ZIP archive of small files, stored as they are.
//!
//! The same files make the same bytes: every date is the format's first day.
//! Names are ASCII; sizes stay far below what needs ZIP64.

use crate::checksum::crc32;

/// A file of an archive.
pub(super) struct Entry {
    /// Its name, without folders.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// Whether it is a program.
    pub runs: bool,
}

const VERSION: u16 = 20;
/// 1 January 1980, the earliest day that the format knows.
const DAY: u16 = 0x21;

/// The archive.
pub(super) fn archive(entries: &[Entry]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for entry in entries {
        let at = out.len();
        let mut common = Vec::new();
        shorts(&mut common, &[VERSION, 0, 0, 0, DAY]);
        let size = long(entry.bytes.len());
        longs(&mut common, &[crc32(&entry.bytes), size, size]);
        shorts(&mut common, &[short(entry.name.len()), 0]);

        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(entry.name.as_bytes());
        out.extend(&entry.bytes);

        directory.extend(b"PK\x01\x02");
        // Made on Unix: then the attributes hold who may run it.
        shorts(&mut directory, &[VERSION | 3 << 8]);
        directory.extend(&common);
        shorts(&mut directory, &[0, 0, 0]);
        let mode: u32 = if entry.runs { 0o100_755 } else { 0o100_644 };
        longs(&mut directory, &[mode << 16, long(at)]);
        directory.extend(entry.name.as_bytes());
    }
    let (at, size, count) = (out.len(), directory.len(), short(entries.len()));
    out.extend(directory);
    out.extend(b"PK\x05\x06");
    shorts(&mut out, &[0, 0, count, count]);
    longs(&mut out, &[long(size), long(at)]);
    shorts(&mut out, &[0]);
    out
}

fn shorts(out: &mut Vec<u8>, values: &[u16]) {
    values
        .iter()
        .for_each(|value| out.extend(value.to_le_bytes()));
}

fn longs(out: &mut Vec<u8>, values: &[u32]) {
    values
        .iter()
        .for_each(|value| out.extend(value.to_le_bytes()));
}

fn short(size: usize) -> u16 {
    u16::try_from(size).unwrap_or(u16::MAX)
}

fn long(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}
