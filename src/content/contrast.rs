//! The colours of a site where they meet.

use crate::colours::{Colours, ON_WHITE, PAIRS, Rgb, WHITE, contrast};
use crate::problem::Problem;

/// Every pair of colours that lie too close to each other to be read or told apart.
pub(super) fn check(file: &str, colours: &Colours, problems: &mut Vec<Problem>) {
    let mut pair = |theme: &str, (name, front): (&str, Rgb), (other, back): (&str, Rgb), least: f64| {
        let found = contrast(front, back);
        if found < least {
            // Rounded down, so that what is said to be there never is as much as is asked for.
            let tenths = (found * 10.0).floor() / 10.0;
            let problem = Problem::of_file(file, "low-contrast").at(theme, name);
            problems.push(problem.with("ground", other).with("found", tenths).with("least", least));
        }
    };
    for (theme, all) in [("light", &colours.light), ("dark", &colours.dark)] {
        let of = |name: &'static str| (name, all.get(name).copied().unwrap_or_default());
        for (front, grounds, least) in PAIRS {
            grounds.iter().for_each(|ground| pair(theme, of(front), of(ground), least));
        }
    }
    for (name, least) in ON_WHITE {
        let own = colours.light.get(name).copied().unwrap_or_default();
        pair("light", (name, own), ("#ffffff", WHITE), least);
    }
}
