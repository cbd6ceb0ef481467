//! Numbers as bits, highest first.

/// Puts numbers after each other.
#[derive(Default)]
pub struct Writer {
    bytes: Vec<u8>,
    bits: usize,
}

impl Writer {
    /// Puts the lowest `width` bits of a number, at most 32.
    pub fn put(&mut self, number: u32, width: u32) {
        for bit in (0..width).rev() {
            if self.bits.is_multiple_of(8) {
                self.bytes.push(0);
            }
            let one = u8::from(number >> bit & 1 == 1);
            if let Some(last) = self.bytes.last_mut() {
                *last |= one << (7 - self.bits % 8);
            }
            self.bits += 1;
        }
    }

    /// Puts a yes or a no.
    pub fn put_flag(&mut self, flag: bool) {
        self.put(u32::from(flag), 1);
    }

    /// Puts one of so many states: the first ones may take a bit less than the last (truncated binary).
    pub fn put_state(&mut self, state: usize, states: usize) {
        let (width, short) = widths(states);
        let (state, short) = (u32::try_from(state).unwrap_or(0), u32::try_from(short).unwrap_or(0));
        if state < short { self.put(state, width) } else { self.put(state + short, width + 1) }
    }

    /// Puts a count of any size: three bits at a time, each with a bit that says whether more follow.
    pub fn put_count(&mut self, count: usize) {
        let (low, rest) = (u32::try_from(count & 7).unwrap_or(0), count >> 3);
        self.put(low, 3);
        self.put_flag(rest > 0);
        if rest > 0 {
            self.put_count(rest);
        }
    }

    /// The bytes; what is left of the last one is zeros.
    pub fn bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// Takes numbers in the order they were put. `None` at the end of the bytes.
pub struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Reader<'b> {
    /// From the first bit on.
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// A number of so many bits, at most 32.
    pub fn take(&mut self, width: u32) -> Option<u32> {
        let mut number = 0;
        for _ in 0..width {
            let byte = self.bytes.get(self.at / 8)?;
            number = number << 1 | u32::from(byte >> (7 - self.at % 8) & 1);
            self.at += 1;
        }
        Some(number)
    }

    /// A yes or a no.
    pub fn take_flag(&mut self) -> Option<bool> {
        self.take(1).map(|bit| bit == 1)
    }

    /// One of so many states.
    pub fn take_state(&mut self, states: usize) -> Option<usize> {
        let (width, short) = widths(states);
        let state = self.take(width)? as usize;
        if state < short {
            return Some(state);
        }
        let state = (state << 1 | self.take(1)? as usize) - short;
        (state < states).then_some(state)
    }

    /// A count of any size that its bytes have room for.
    pub fn take_count(&mut self) -> Option<usize> {
        let (mut count, mut shift) = (0_usize, 0);
        loop {
            let low = self.take(3)? as usize;
            count |= low.checked_shl(shift).filter(|shifted| *shifted >> shift == low)?;
            if !self.take_flag()? {
                // The shortest way of writing it is the only one.
                return (low > 0 || shift == 0).then_some(count);
            }
            shift += 3;
        }
    }

    /// Whether nothing is left but the zeros that fill the last byte.
    pub fn is_at_end(&mut self) -> bool {
        let left = (self.bytes.len() * 8).saturating_sub(self.at);
        left < 8 && self.take(u32::try_from(left).unwrap_or(0)) == Some(0)
    }
}

/// The width of the short states in bits, and how many states are short.
fn widths(states: usize) -> (u32, usize) {
    let width = states.max(1).ilog2();
    (width, (2 << width) - states.max(1))
}
