//! The report as Markdown that is also good to read as it is.

use super::{Paper, Piece};
use crate::document::{Block, Line, Target};
use crate::plan::one_line;

/// Everything in the report but the figures, whose tables say the same.
pub fn text(paper: &Paper) -> String {
    let mut out = format!("# {}\n", one_line(&paper.title));
    if let Some(cover) = &paper.cover {
        paragraph(&mut out, &format!("**{}**", one_line(&cover.advice)));
        paragraph(&mut out, &one_line(&cover.lead));
        for (name, said) in &cover.facts {
            paragraph(&mut out, &format!("{}: {}", one_line(name), one_line(said)));
        }
    }
    for part in &paper.parts {
        paragraph(&mut out, &format!("{} {}", if part.below { "###" } else { "##" }, one_line(&part.heading)));
        for piece in &part.pieces {
            match piece {
                Piece::Words(block) => words(&mut out, block),
                Piece::Figure(_) => {}
                Piece::Table(table) => {
                    let row = |cells: &[String]| {
                        let cells: Vec<String> = cells.iter().map(|cell| one_line(cell)).collect();
                        format!("| {} |\n", cells.join(" | "))
                    };
                    out.push('\n');
                    out.push_str(&row(&table.head));
                    out.push_str(&format!("|{}\n", "---|".repeat(table.head.len())));
                    table.rows.iter().for_each(|cells| out.push_str(&row(cells)));
                }
            }
        }
    }
    out
}

fn paragraph(out: &mut String, text: &str) {
    out.push_str(&format!("\n{text}\n"));
}

fn words(out: &mut String, block: &Block) {
    match block {
        Block::Heading(text) => paragraph(out, &format!("#### {}", one_line(text))),
        Block::Text(said) | Block::Small(said) => paragraph(out, &line(said)),
        Block::List(lines) => {
            out.push('\n');
            lines.iter().for_each(|said| out.push_str(&format!("* {}\n", line(said))));
        }
        Block::Facts(facts) => {
            out.push('\n');
            for (name, lines) in facts {
                let said: Vec<String> = lines.iter().map(line).collect();
                out.push_str(&format!("* **{}:** {}\n", one_line(name), said.join(" · ")));
            }
        }
        Block::Fold(summary, inside) => {
            paragraph(out, &format!("**{}**", one_line(summary)));
            inside.iter().for_each(|block| words(out, block));
        }
    }
}

/// A line with what it is about, and its address where it leads to the web.
fn line(said: &Line) -> String {
    let text = one_line(&said.text);
    let text = match &said.to {
        Some(Target::Web(url)) => format!("{text} (<{}>)", url.replace(['<', '>', ' '], "")),
        _ => text,
    };
    if said.label.is_empty() { text } else { format!("{}: {text}", one_line(&said.label)) }
}
