//! A zip archive with stored (uncompressed) files: the folder holds its own compressed copies already.
//! The same files give the same bytes: no clock, no owner, in the order they are added.

use crate::Outcome;

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
const VERSION: u16 = 20;
/// Made on "Unix", so that the file mode below is understood.
const MADE_BY: u16 = 3 << 8 | VERSION;
const FILE_MODE: u32 = 0o100_644 << 16;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
/// 1 January 1980, the format's first day.
const DATE: u16 = 1 << 5 | 1;

/// Collects files, then yields the archive.
#[derive(Default)]
pub struct Writer {
    bytes: Vec<u8>,
    central: Vec<u8>,
    count: u16,
}

impl Writer {
    pub fn add(&mut self, name: &str, content: &[u8]) -> Outcome {
        let offset = small(self.bytes.len())?;
        let entry = entry(name, content)?;
        self.count = self.count.checked_add(1).ok_or("too many files for a plain zip archive")?;

        put32(&mut self.bytes, LOCAL);
        self.bytes.extend_from_slice(&entry);
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.extend_from_slice(content);

        put32(&mut self.central, CENTRAL);
        put16(&mut self.central, MADE_BY);
        self.central.extend_from_slice(&entry);
        put16(&mut self.central, 0); // comment
        put16(&mut self.central, 0); // disk
        put16(&mut self.central, 0); // internal attributes
        put32(&mut self.central, FILE_MODE);
        put32(&mut self.central, offset);
        self.central.extend_from_slice(name.as_bytes());
        Ok(())
    }

    pub fn finish(mut self) -> Outcome<Vec<u8>> {
        let offset = small(self.bytes.len())?;
        let size = small(self.central.len())?;
        self.bytes.append(&mut self.central);
        put32(&mut self.bytes, END);
        put16(&mut self.bytes, 0); // this disk
        put16(&mut self.bytes, 0); // the directory's disk
        put16(&mut self.bytes, self.count);
        put16(&mut self.bytes, self.count);
        put32(&mut self.bytes, size);
        put32(&mut self.bytes, offset);
        put16(&mut self.bytes, 0); // comment
        Ok(self.bytes)
    }
}

/// The part that a file's local header and its directory entry have in common.
fn entry(name: &str, content: &[u8]) -> Outcome<Vec<u8>> {
    let size = small(content.len())?;
    let name_length =
        u16::try_from(name.len()).map_err(|_| format!("the name {name} is too long for a zip archive"))?;
    let mut entry = Vec::with_capacity(26);
    put16(&mut entry, VERSION);
    put16(&mut entry, FLAGS);
    put16(&mut entry, 0); // stored
    put16(&mut entry, 0); // time
    put16(&mut entry, DATE);
    put32(&mut entry, crc32(content));
    put32(&mut entry, size);
    put32(&mut entry, size);
    put16(&mut entry, name_length);
    put16(&mut entry, 0); // extra field
    Ok(entry)
}

fn put16(bytes: &mut Vec<u8>, value: u16) {
    bytes.extend_from_slice(&value.to_le_bytes());
}

fn put32(bytes: &mut Vec<u8>, value: u32) {
    bytes.extend_from_slice(&value.to_le_bytes());
}

fn small(size: usize) -> Outcome<u32> {
    u32::try_from(size).map_err(|_| "too large for a plain zip archive".to_owned())
}

/// The checksum of the zip format. Bit by bit: the archive is a few megabytes, and a table would be more to read.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    };
    !bytes.iter().fold(!0, step)
}

#[cfg(test)]
mod tests {
    use super::{Writer, crc32};

    #[test]
    fn the_checksum_is_the_published_one() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b""), 0);
    }

    #[test]
    fn an_empty_archive_is_the_end_record_alone() {
        let bytes = Writer::default().finish().unwrap_or_default();
        assert_eq!(bytes, [&b"PK\x05\x06"[..], &[0; 18]].concat());
    }

    #[test]
    fn one_file_gives_exactly_these_bytes() {
        let archive = || {
            let mut writer = Writer::default();
            writer.add("å.txt", b"hej").and_then(|()| writer.finish()).unwrap_or_default()
        };
        let crc = crc32(b"hej").to_le_bytes();
        let shared = [
            &[20, 0, 0, 8, 0, 0, 0, 0, 33, 0][..], // version, flags, method, time, date
            &crc,
            &[3, 0, 0, 0, 3, 0, 0, 0, 6, 0, 0, 0], // sizes, length of name, no extra field
        ]
        .concat();
        let local = [&b"PK\x03\x04"[..], &shared, "å.txt".as_bytes(), b"hej"].concat();
        let central =
            [&b"PK\x01\x02"[..], &[20, 3], &shared, &[0, 0, 0, 0, 0, 0, 0, 0, 0xa4, 0x81], &[0; 4], "å.txt".as_bytes()]
                .concat();
        let end = [&b"PK\x05\x06"[..], &[0, 0, 0, 0, 1, 0, 1, 0, 52, 0, 0, 0, 39, 0, 0, 0, 0, 0]].concat();
        assert_eq!(archive(), [local, central, end].concat());
        assert_eq!(archive(), archive());
    }
}
