//! Words shaped with the fonts and broken into lines.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use rustybuzz::{Face, UnicodeBuffer};

use super::Fonts;
use crate::order::{Map, Set};
use crate::text::Locale;

/// What stands for a character that the fonts lack.
const MISSING: char = '\u{25a1}';
/// What ends a line inside a word. Copying and searching take it for nothing.
const SOFT_HYPHEN: char = '\u{ad}';
/// Fewest letters before and after a hyphen.
const APART: usize = 3;
/// Words of at most so many bytes are shaped once.
const REMEMBERED: usize = 64;
/// Words of at least so many letters are hyphenated.
const LONG: usize = 7;

/// A shaped glyph; lengths are parts of the font size.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Glyph {
    /// Its number in the font.
    pub id: u32,
    /// How far the next one stands.
    pub advance: f32,
    /// Where its letters begin in the line's text, in bytes.
    pub start: usize,
    /// Where they end.
    pub end: usize,
}

/// One line, ready to be drawn.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Line {
    /// Its text.
    pub text: String,
    /// Its glyphs, first to last.
    pub glyphs: Vec<Glyph>,
    /// How wide it is, as part of the font size.
    pub width: f32,
}

impl Line {
    /// How much of its text fits in a width, in bytes; at least the first glyph's.
    fn within(&self, width: f32) -> usize {
        let mut reached = 0.0;
        let fitting = self.glyphs.iter().enumerate().take_while(|(index, glyph)| {
            reached += glyph.advance;
            *index == 0 || reached <= width
        });
        fitting.map(|(_, glyph)| glyph.end).max().unwrap_or(0)
    }

    /// How wide its text is up to a byte.
    fn width_to(&self, end: usize) -> f32 {
        self.glyphs.iter().filter(|glyph| glyph.end <= end).map(|glyph| glyph.advance).sum()
    }

    /// A part of it, by bytes of its text.
    pub fn part(&self, range: Range<usize>) -> Line {
        let within = self.glyphs.iter().filter(|glyph| range.contains(&glyph.start));
        let glyphs: Vec<Glyph> = within
            .map(|glyph| Glyph {
                start: glyph.start - range.start,
                end: glyph.end.min(range.end) - range.start,
                ..*glyph
            })
            .collect();
        let width = glyphs.iter().map(|glyph| glyph.advance).sum();
        Line { text: self.text.get(range).unwrap_or_default().to_string(), glyphs, width }
    }

    fn push(&mut self, run: &Line) {
        let offset = self.text.len();
        let moved = |glyph: &Glyph| Glyph { start: glyph.start + offset, end: glyph.end + offset, ..*glyph };
        self.glyphs.extend(run.glyphs.iter().map(moved));
        self.text.push_str(&run.text);
        self.width += run.width;
    }
}

/// The two weights.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Weight {
    /// Running words.
    Regular,
    /// Headings and names.
    Strong,
}

/// The fonts, with what has been shaped so far.
pub struct Faces<'a> {
    faces: [Face<'a>; 2],
    /// How words are parted; a language that is not known here keeps them whole.
    language: Option<hypher::Lang>,
    shaped: RefCell<[Map<String, Rc<Line>>; 2]>,
    replaced: RefCell<Set<char>>,
}

impl<'a> Faces<'a> {
    /// The fonts for a language; `None` when one cannot be read.
    pub fn new(fonts: Fonts<'a>, locale: &Locale) -> Option<Self> {
        let face = |data| Face::from_slice(data, 0);
        let language = locale.as_str().as_bytes().try_into().ok().and_then(hypher::Lang::from_iso);
        Some(Self {
            faces: [face(fonts.regular)?, face(fonts.strong)?],
            language,
            shaped: RefCell::default(),
            replaced: RefCell::default(),
        })
    }

    /// The characters that had no glyph.
    pub fn replaced(&self) -> Vec<char> {
        self.replaced.borrow().iter().copied().collect()
    }

    fn face(&self, weight: Weight) -> &Face<'a> {
        match weight {
            Weight::Regular => &self.faces[0],
            Weight::Strong => &self.faces[1],
        }
    }

    /// A word, or a space, shaped; each only once.
    fn shape(&self, word: &str, weight: Weight) -> Rc<Line> {
        let known = self.shaped.borrow()[weight as usize].get(word).cloned();
        if let Some(known) = known {
            return known;
        }
        let face = self.face(weight);
        let em = f32::from(u16::try_from(face.units_per_em()).unwrap_or(1000).max(1));
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(word);
        buffer.set_direction(rustybuzz::Direction::LeftToRight);
        let out = rustybuzz::shape(face, &[], buffer);
        // From left to right a glyph's letters end where the next letters begin.
        let mut glyphs: Vec<Glyph> = Vec::with_capacity(out.len());
        let mut next = (word.len(), word.len());
        for (info, position) in out.glyph_infos().iter().zip(out.glyph_positions()).rev() {
            let start = info.cluster as usize;
            if start < next.0 {
                next = (start, next.0);
            }
            glyphs.push(Glyph { id: info.glyph_id, advance: position.x_advance as f32 / em, start, end: next.1 });
        }
        glyphs.reverse();
        let width = glyphs.iter().map(|glyph| glyph.advance).sum();
        let line = Rc::new(Line { text: word.to_string(), glyphs, width });
        if word.len() <= REMEMBERED {
            self.shaped.borrow_mut()[weight as usize].insert(word.to_string(), Rc::clone(&line));
        }
        line
    }

    /// One line, however long.
    pub fn line(&self, text: &str, weight: Weight) -> Line {
        let mut line = Line::default();
        for (index, word) in self.clean(text).split_whitespace().enumerate() {
            if index > 0 {
                line.push(&self.shape(" ", weight));
            }
            line.push(&self.shape(word, weight));
        }
        line
    }

    /// How many letters of a text are drawn, apart from spaces.
    pub fn drawn(&self, text: &str) -> usize {
        self.clean(text).chars().filter(|letter| is_drawn(*letter)).count()
    }

    /// The lines of a text, none wider than `width`, which is a multiple of the font size. Never empty. Words are
    /// divided at the end of a line only where that is wanted, or where they are wider than any line.
    pub fn lines(&self, text: &str, weight: Weight, width: f32, divide: bool) -> Vec<Line> {
        let mut lines = Vec::new();
        for paragraph in text.lines() {
            self.paragraph(&self.clean(paragraph), weight, (width, divide), &mut lines);
        }
        if lines.is_empty() {
            lines.push(Line::default());
        }
        lines
    }

    /// Only characters that the fonts have, apart from what is invisible. What is replaced is remembered.
    fn clean(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for letter in text.chars() {
            if letter.is_whitespace() && letter != '\u{a0}' {
                out.push(' ');
            } else if letter.is_control() || is_invisible(letter) {
                // Nothing to see, and nothing that a font could draw.
            } else if self.faces.iter().all(|face| face.glyph_index(letter).is_some()) {
                out.push(letter);
            } else {
                self.replaced.borrow_mut().insert(letter);
                out.push(MISSING);
            }
        }
        out
    }

    fn paragraph(&self, text: &str, weight: Weight, (width, divide): (f32, bool), lines: &mut Vec<Line>) {
        let space = self.shape(" ", weight);
        let hyphen = self.shape("-", weight);
        let mut line = Line::default();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let run = self.shape(word, weight);
            let gap = if line.text.is_empty() { 0.0 } else { space.width };
            if line.width + gap + run.width <= width {
                if gap > 0.0 {
                    line.push(&space);
                }
                line.push(&run);
                continue;
            }
            let mut rest: &str = word;
            while !rest.is_empty() {
                let gap = if line.text.is_empty() { 0.0 } else { space.width };
                let room = width - line.width - gap;
                if self.shape(rest, weight).width <= room {
                    if gap > 0.0 {
                        line.push(&space);
                    }
                    line.push(&self.shape(rest, weight));
                    break;
                }
                let empty = line.text.is_empty();
                let found = (divide || empty).then(|| self.breaks(rest, weight, room, hyphen.width, empty)).flatten();
                match found {
                    Some((head, hyphenated)) => {
                        if gap > 0.0 {
                            line.push(&space);
                        }
                        line.push(&self.shape(&rest[..head], weight));
                        if hyphenated {
                            line.push(&soft(&hyphen));
                        }
                        rest = &rest[head..];
                    }
                    // The space at the end keeps words apart for those who do not see the line's end.
                    None => line.push(&space),
                }
                lines.push(std::mem::take(&mut line));
            }
        }
        if !line.text.is_empty() {
            lines.push(line);
        }
    }

    /// How much of a word fits in what is left of a line, in bytes, and whether a hyphen follows. On an empty line
    /// something always does.
    fn breaks(&self, word: &str, weight: Weight, room: f32, hyphen: f32, empty: bool) -> Option<(usize, bool)> {
        let run = self.shape(word, weight);
        let within = run.within(room);
        let fits = |end: &usize, more: f32| *end <= within && run.width_to(*end) + more <= room;
        let mut ends = self.hyphens(word);
        ends.reverse();
        if let Some(end) =
            ends.into_iter().find(|end| fits(end, if word[..*end].ends_with('-') { 0.0 } else { hyphen }))
        {
            return Some((end, !word[..end].ends_with('-')));
        }
        // Anything breaks rather than runs out of the page: addresses, long codes.
        empty.then_some((within, false)).filter(|(end, _)| *end > 0)
    }

    /// Where a word may be broken, in bytes: after a hyphen of its own, and where the language allows.
    fn hyphens(&self, word: &str) -> Vec<usize> {
        let mut ends: Vec<usize> =
            word.match_indices('-').map(|(at, _)| at + 1).filter(|at| *at < word.len()).collect();
        // The patterns take punctuation for letters, so only runs of letters are looked at.
        let mut at = 0;
        for run in word.split_inclusive(|letter: char| !letter.is_alphabetic()) {
            let letters = run.trim_end_matches(|letter: char| !letter.is_alphabetic());
            if let Some(language) = self.language
                && (LONG..=60).contains(&letters.chars().count())
            {
                let mut end = at;
                let parts: Vec<&str> = hypher::hyphenate_bounded(letters, language, APART, APART).collect();
                for part in parts.iter().take(parts.len().saturating_sub(1)) {
                    end += part.len();
                    ends.push(end);
                }
            }
            at += run.len();
        }
        ends.sort_unstable();
        ends
    }
}

/// A hyphen that is not part of the word.
fn soft(hyphen: &Line) -> Line {
    let text = SOFT_HYPHEN.to_string();
    let glyphs = hyphen.glyphs.iter().map(|glyph| Glyph { start: 0, end: text.len(), ..*glyph }).collect();
    Line { glyphs, width: hyphen.width, text }
}

/// Whether a letter of a line stands in its text too: no space, and no hyphen that the end of the line made.
pub fn is_drawn(letter: char) -> bool {
    !letter.is_whitespace() && letter != SOFT_HYPHEN
}

/// Marks for direction, joining and order, and soft hyphens: they have no shape of their own.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}
