//! How many firms like this one use AI, in words.

use super::Desk;
use crate::benchmark::{Comparison, Metric, Shown, compare};
use crate::document::{Block, Line};

impl Desk<'_> {
    /// Official figures beside the firm's own answers; what does not exist is said.
    pub fn others(&self) -> Vec<Block> {
        let found = compare(self.words.questionnaire, self.answers, &self.guides.benchmarks);
        let mut blocks = Vec::new();
        blocks.extend(self.cited_figures(found.size.iter().chain(&found.industry).chain(&found.total)));
        if found.size.len() > 1 {
            blocks.push(Block::text(self.say("benchmark.two-sizes")));
        }
        if found.industry.is_some() {
            blocks.push(Block::small(self.say("benchmark.broader")));
        }
        self.folded(&mut blocks, "others.eu", None, &found.eu);
        let purposes = if found.uses_ai { Metric::PurposeOfUsers } else { Metric::Purpose };
        self.folded(&mut blocks, "others.purposes", Some(purposes), &found.purposes);
        self.folded(&mut blocks, "others.barriers", Some(Metric::Barrier), &found.barriers);
        blocks.extend(self.absent(&found));
        blocks
    }

    /// Figures on demand, with what they are shares of.
    fn folded(&self, blocks: &mut Vec<Block>, key: &str, metric: Option<Metric>, figures: &[Shown]) {
        if !figures.is_empty() {
            let what = metric.map(|metric| Block::text(self.say(&format!("benchmark.metric.{}", metric.as_str()))));
            let figures = self.cited_figures(figures.iter());
            blocks.push(Block::Fold(self.say(key), what.into_iter().chain(figures).collect()));
        }
    }

    fn absent(&self, found: &Comparison) -> Option<Block> {
        let lines: Vec<Line> =
            found.absent.iter().map(|one| Line::of(self.say(&format!("benchmark.absent.{}", one.as_str())))).collect();
        (!lines.is_empty()).then_some(Block::Fold(self.say("others.absent"), vec![Block::List(lines)]))
    }

    /// Figures, each with where it is from, when it was read and who was counted. Those of one source and one count stand
    /// together, with both said once.
    fn cited_figures<'f>(&self, figures: impl Iterator<Item = &'f Shown<'f>>) -> Vec<Block> {
        let mut groups: Vec<([Block; 2], Vec<Line>)> = Vec::new();
        for shown in figures {
            let (text, about) = self.figure(shown);
            match groups.iter_mut().find(|(held, _)| *held == about) {
                Some((_, texts)) => texts.push(text),
                None => groups.push((about, vec![text])),
            }
        }
        let set = |(about, mut texts): ([Block; 2], Vec<Line>)| {
            let one = if texts.len() == 1 { texts.pop() } else { None };
            std::iter::once(one.map_or(Block::List(texts), Block::Text)).chain(about)
        };
        groups.into_iter().flat_map(set).collect()
    }

    /// A figure; then where it is from and when it was read, and who was counted.
    fn figure(&self, shown: &Shown) -> (Line, [Block; 2]) {
        let (figure, prose) = (shown.figure, self.words.prose);
        let number = prose.tenths((figure.hundredths + 5) / 10);
        let share = self.fill("others.share", &[("n", &number)]);
        let year = figure.year.to_string();
        let named = |kind: &str, id: &str| self.say(&format!("benchmark.{kind}.{id}"));
        let geo = named("geo", figure.geo.as_str());
        let common = [("geo", &*geo), ("share", &share), ("year", &year)];
        let with = |frame: &str, name: &str, value: String| {
            let values = [common[0], common[1], common[2], (name, &*value)];
            self.fill(&format!("benchmark.frame.{frame}"), &values)
        };
        let whole = self.guides.benchmarks.sizes.iter().any(|size| size.whole && size.id == figure.size);
        let about = figure.about.as_deref().unwrap_or_default();
        let text = match (figure.metric, &figure.industry) {
            (Metric::Barrier, _) => with("barrier", "barrier", named("barrier", about)),
            (Metric::Purpose | Metric::PurposeOfUsers, _) => with("purpose", "purpose", named("purpose", about)),
            (Metric::UsesAi, Some(industry)) => with("industry", "industry", named("industry", industry)),
            (Metric::UsesAi, None) if whole => with("total", "size", named("size", &figure.size)),
            (Metric::UsesAi, None) => with("size", "size", named("size", &figure.size)),
        };
        let source = Block::Small(self.cited(shown.source));
        let counted =
            format!("{} {}", named("population", &figure.population), named("confidence", &figure.confidence));
        (Line::of(text), [source, Block::small(counted)])
    }
}
