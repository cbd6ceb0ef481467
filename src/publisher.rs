//! Who has put the tool on the web and answers for it there: content, since nobody else can know it.

use crate::document::{Block, Line, Target, is_address, is_one_word};
use crate::text::Prose;

/// The texts that say who, and how to reach them. No other text may be empty.
pub const FIELDS: [&str; 2] = ["publisher.name", "publisher.contact"];

/// The publisher in words, with a link to reach them; or that nobody has filled it in.
pub fn blocks(prose: &Prose) -> Vec<Block> {
    let filled = FIELDS.map(|key| prose.find(key).unwrap_or_default());
    if filled.contains(&"") {
        return vec![Block::text(prose.say("publisher.none"))];
    }
    let [name, contact] = filled;
    let line = Line::of(contact);
    let line = match address(contact) {
        Some(address) => line.leading(Target::Web(address)),
        None => line,
    };
    let named = |key: &str, line| (prose.say(&format!("publisher.label.{key}")), vec![line]);
    vec![Block::Facts(vec![named("name", Line::of(name)), named("contact", line)])]
}

/// Where a contact leads: a web address, or an e-mail address; a telephone number or a street leads nowhere.
fn address(contact: &str) -> Option<String> {
    if is_address(contact) {
        return Some(contact.to_string());
    }
    let (before, after) = contact.split_once('@')?;
    (is_one_word(contact) && !before.is_empty() && after.contains('.')).then(|| format!("mailto:{contact}"))
}

#[cfg(test)]
mod tests {
    use super::blocks;
    use crate::document::plain;
    use crate::text::Prose;

    #[test]
    fn who_publishes_is_said_with_a_way_to_them_or_that_it_is_not_filled_in() {
        let cases = [
            ("Nod Syd", "ai@example.org", "N: Nod Syd|C: ai@example.org <mailto:ai@example.org>"),
            ("Nod Syd", "https://example.org/", "N: Nod Syd|C: https://example.org/ <https://example.org/>"),
            ("Nod Syd", "040-12 34 56", "N: Nod Syd|C: 040-12 34 56"),
            (
                "Nod Syd",
                "https://example.org/@a.b",
                "N: Nod Syd|C: https://example.org/@a.b <https://example.org/@a.b>",
            ),
            ("Nod Syd", "a\u{202e}@example.org", "N: Nod Syd|C: a\u{202e}@example.org"),
            ("Nod Syd", "https://example.org/\0", "N: Nod Syd|C: https://example.org/\0"),
            ("Nod Syd", "javascript:alert(1)", "N: Nod Syd|C: javascript:alert(1)"),
            ("", "", "nobody"),
            ("Nod Syd", "", "nobody"),
        ];
        for (name, contact, expected) in cases {
            let mut prose = Prose::new();
            let texts =
                [("name", name), ("contact", contact), ("none", "nobody"), ("label.name", "N"), ("label.contact", "C")];
            prose.extend(texts.map(|(key, text)| (format!("publisher.{key}"), text.to_string())));
            assert_eq!(plain(&blocks(&prose)).join("|"), expected, "{name} {contact}");
        }
        assert_eq!(plain(&blocks(&Prose::new())), ["publisher.none"], "absent is as empty");
    }
}
