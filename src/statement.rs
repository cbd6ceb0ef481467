//! The accessibility statement that public bodies must publish: what holds, what does not, what was tried and how, and
//! whom to tell. All of it is content; the lists are as long as the texts.

use crate::document::{Block, Line, Target, is_address};
use crate::publisher;
use crate::text::Prose;

/// The first part, then the sections with their headings.
pub fn statement(prose: &Prose) -> (Vec<Block>, Vec<(String, Vec<Block>)>) {
    let say = |part: &str| prose.say(&format!("access.{part}"));
    let fact = |part: &str| (say(&format!("{part}.label")), vec![Line::of(say(&format!("{part}.text")))]);
    let service = (say("name.label"), vec![Line::of(prose.say("frame.title"))]);
    let first = vec![Block::Facts(vec![service, fact("status"), fact("method"), fact("date")])];

    let lines = |part: &str| (0..).map_while(|n| prose.find(&format!("access.{part}.{n}"))).map(Line::of).collect();
    let list = |part: &str| vec![Block::List(lines(part))];
    let texts = |part: &str| lines(part).into_iter().map(Block::Text).collect::<Vec<_>>();
    let tested = [vec![Block::text(say("tested.lead"))], list("tested")].concat();
    let report = [texts("report"), publisher::blocks(prose)].concat();
    let (address, url) = (Line::of(say("authority.link")), say("authority.url"));
    let address = if is_address(&url) { address.leading(Target::Web(url)) } else { address };
    let authority = [texts("authority"), vec![Block::Text(address)]].concat();
    let sections = [
        ("limits", list("limits")),
        ("report", report),
        ("authority", authority),
        ("untested", list("untested")),
        ("tested", tested),
    ];
    (first, sections.map(|(part, blocks)| (say(&format!("{part}.heading")), blocks)).into())
}
