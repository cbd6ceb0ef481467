//! A finished paper on its way to the program that sets it on pages: a message between two programs of one build, no
//! published format and no JSON, so that the one that reads it needs nothing else.
//!
//! What pages have no use for stays behind: links within the app, and the table of a figure, which follows it as a piece
//! of its own. Numbers are in the base of 128, lowest digit first; texts and lists begin with how long they are.

use crate::chart::{Anchor, Chart, Glyph, Ink, Shape, Table, TextStyle};
use crate::colours::Palette;
use crate::date::Moment;
use crate::document::{Block, Line, Target};
use crate::paper::{Attached, Cover, Paper, Part, Piece};
use crate::text::Locale;

/// A paper, what goes along with it and the moment that stands in the file.
#[derive(Clone, PartialEq, Debug)]
pub struct Order {
    /// What is to be set.
    pub paper: Paper,
    /// The file that goes along; none where nothing may.
    pub attached: Option<Attached>,
    /// When it is made.
    pub made: Moment,
}

/// Writes an order.
pub fn write(order: &Order) -> Vec<u8> {
    let mut out = Vec::new();
    order.put(&mut out);
    out
}

/// Reads an order; `None` for what is none.
pub fn read(mut bytes: &[u8]) -> Option<Order> {
    Order::take(&mut bytes).filter(|_| bytes.is_empty())
}

/// What goes into the message and comes out of it.
trait Told: Sized {
    fn put(&self, out: &mut Vec<u8>);
    /// Takes it from the front; `None` when something else stands there.
    fn take(from: &mut &[u8]) -> Option<Self>;
}

impl Told for u8 {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(*self);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let (first, rest) = from.split_first()?;
        *from = rest;
        Some(*first)
    }
}

impl Told for bool {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        match u8::take(from)? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Told for u32 {
    fn put(&self, out: &mut Vec<u8>) {
        let mut left = *self;
        while left > 0x7f {
            out.push((left & 0x7f) as u8 | 0x80);
            left >>= 7;
        }
        out.push(left as u8);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let mut number = 0;
        for at in 0..5 {
            let digit = u8::take(from)?;
            number |= u32::from(digit & 0x7f).checked_shl(7 * at)?;
            if digit & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }
}

impl Told for i32 {
    /// Small numbers of either sign in few bytes: 0, −1, 1, −2 …
    fn put(&self, out: &mut Vec<u8>) {
        ((self << 1) ^ (self >> 31)).cast_unsigned().put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let number = u32::take(from)?;
        Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }
}

fn put_count(count: usize, out: &mut Vec<u8>) {
    u32::try_from(count).unwrap_or(u32::MAX).put(out);
}

impl Told for String {
    fn put(&self, out: &mut Vec<u8>) {
        put_count(self.len(), out);
        out.extend_from_slice(self.as_bytes());
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let length = u32::take(from)? as usize;
        let (text, rest) = from.split_at_checked(length)?;
        *from = rest;
        str::from_utf8(text).ok().map(str::to_string)
    }
}

impl<T: Told> Told for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        put_count(self.len(), out);
        self.iter().for_each(|item| item.put(out));
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let mut items = Vec::new();
        for _ in 0..u32::take(from)? {
            items.push(T::take(from)?);
        }
        Some(items)
    }
}

impl<T: Told> Told for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.is_some().put(out);
        if let Some(inside) = self {
            inside.put(out);
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        if bool::take(from)? { T::take(from).map(Some) } else { Some(None) }
    }
}

impl<T: Told> Told for Box<T> {
    fn put(&self, out: &mut Vec<u8>) {
        (**self).put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        T::take(from).map(Box::new)
    }
}

impl<A: Told, B: Told> Told for (A, B) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some((A::take(from)?, B::take(from)?))
    }
}

impl Told for (u8, u8, u8) {
    fn put(&self, out: &mut Vec<u8>) {
        [self.0, self.1, self.2].iter().for_each(|part| part.put(out));
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some((u8::take(from)?, u8::take(from)?, u8::take(from)?))
    }
}

impl Told for Locale {
    fn put(&self, out: &mut Vec<u8>) {
        self.to_string().put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        String::take(from).map(|tag| Self::new(&tag))
    }
}

impl Told for Moment {
    fn put(&self, out: &mut Vec<u8>) {
        self.to_string().put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Self::parse(&String::take(from)?)
    }
}

/// A struct, member by member; what stands after `but` is left behind and comes out empty.
macro_rules! members {
    ($kind:ident: $($member:ident),* $(; but $left:ident = $empty:expr)?) => {
        impl Told for $kind {
            fn put(&self, out: &mut Vec<u8>) {
                $(self.$member.put(out);)*
            }

            fn take(from: &mut &[u8]) -> Option<Self> {
                Some(Self { $($member: Told::take(from)?,)* $($left: $empty,)? })
            }
        }
    };
}

/// One of several: its number, then what it holds.
macro_rules! choices {
    ($kind:ident: $($number:literal $choice:ident $(($($inside:ident),*))? $({$($member:ident),*})?;)*) => {
        impl Told for $kind {
            fn put(&self, out: &mut Vec<u8>) {
                match self {
                    $(Self::$choice $(($($inside),*))? $({$($member),*})? => {
                        out.push($number);
                        $($($inside.put(out);)*)?
                        $($($member.put(out);)*)?
                    })*
                }
            }

            fn take(from: &mut &[u8]) -> Option<Self> {
                match u8::take(from)? {
                    $($number => {
                        $($(let $inside = Told::take(from)?;)*)?
                        $($(let $member = Told::take(from)?;)*)?
                        Some(Self::$choice $(($($inside),*))? $({$($member),*})?)
                    })*
                    _ => None,
                }
            }
        }
    };
}

members!(Order: paper, attached, made);
members!(Attached: name, text);
members!(Paper: title, firm, locale, cover, parts, page, attachment, maker, palette);
members!(Palette: ink, ink_2, line, line_strong, accent, tint, band);
members!(Cover: kind, advice, lead, facts, contents, notes);
members!(Part: heading, own_page, below, pieces);
members!(Table: caption, head, rows);
members!(Chart: width, height, title, description, shapes; but table = Table::default());
choices!(Piece:
    0 Words(block);
    1 Figure(chart);
    2 Table(table);
);
choices!(Block:
    0 Heading(text);
    1 Text(line);
    2 Small(line);
    3 List(lines);
    4 Facts(facts);
    5 Fold(summary, inside);
);
choices!(Shape:
    0 Rect { x, y, width, height, ink };
    1 Line { x1, y1, x2, y2, ink };
    2 Polyline { points, ink };
    3 Polygon { points, ink };
    4 Circle { cx, cy, r, ink };
    5 Text { x, y, anchor, style, halo, text };
    6 Glyph { glyph, x, y, size, accent };
);
choices!(Anchor: 0 Start; 1 Middle; 2 End;);
choices!(TextStyle: 0 Strong; 1 Plain; 2 Small; 3 Big;);
choices!(Ink: 0 Band; 1 Under; 2 Grid; 3 Axis; 4 Cut; 5 Bound; 6 Dot; 7 Open; 8 Need; 9 Hatch; 10 Area; 11 Edge;);
choices!(Glyph:
    0 Now; 1 Prepare; 2 Trial; 3 KeepGoing; 4 NotNow; 5 MakeSafe; 6 FindOut; 7 CashFirst; 8 TooLittle;
);

impl Told for Line {
    fn put(&self, out: &mut Vec<u8>) {
        self.label.put(out);
        self.text.put(out);
        let address = match &self.to {
            Some(Target::Web(address)) => Some(address.clone()),
            _ => None,
        };
        address.put(out);
        self.quoted.put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let (label, text) = Told::take(from)?;
        let address: Option<String> = Told::take(from)?;
        Some(Self { label, text, to: address.map(Target::Web), quoted: Told::take(from)? })
    }
}
