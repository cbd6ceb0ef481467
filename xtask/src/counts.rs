//! How many tests passed and failed, read from what the test runners print.

/// A step's result in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u32,
    pub failed: u32,
}

impl Counts {
    pub const PASSED: Counts = Counts { passed: 1, failed: 0 };
    pub const FAILED: Counts = Counts { passed: 0, failed: 1 };

    pub fn plus(self, other: Counts) -> Counts {
        Counts { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

/// Which runner's closing lines to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runner {
    /// `cargo test` and wasm-bindgen's runner, which prints the same.
    Cargo,
    /// `node --test`, in its tap or its spec form.
    Node,
}

/// One run's counts. A run that failed without a failed test crashed, and one without any count tested nothing:
/// both are one failure, so that neither can pass unseen.
pub fn judge(runner: Runner, succeeded: bool, text: &str) -> Counts {
    let counts = match runner {
        Runner::Cargo => cargo(text),
        Runner::Node => node(text),
    };
    let crashed = !succeeded && counts.failed == 0;
    let empty = counts == Counts::default();
    if crashed || empty { counts.plus(Counts::FAILED) } else { counts }
}

/// Sums `test result: ok. 3 passed; 0 failed; …` over all test programs of a run.
fn cargo(text: &str) -> Counts {
    let results = text.lines().filter_map(|line| line.trim().strip_prefix("test result: "));
    results.fold(Counts::default(), |sum, line| {
        let number_before = |word: &str| {
            let part = line.split(['.', ';']).map(str::trim).find_map(|part| part.strip_suffix(word));
            part.and_then(|number| number.trim().parse().ok()).unwrap_or(0)
        };
        sum.plus(Counts { passed: number_before("passed"), failed: number_before("failed") })
    })
}

/// Reads `# pass 3` (tap) or `ℹ pass 3` (spec). A cancelled test did not pass.
fn node(text: &str) -> Counts {
    text.lines().fold(Counts::default(), |sum, line| {
        let mut words = line.split_whitespace();
        let (Some("#" | "ℹ"), Some(what), Some(number), None) =
            (words.next(), words.next(), words.next(), words.next())
        else {
            return sum;
        };
        match (what, number.parse()) {
            ("pass", Ok(passed)) => sum.plus(Counts { passed, failed: 0 }),
            ("fail" | "cancelled", Ok(failed)) => sum.plus(Counts { passed: 0, failed }),
            _ => sum,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{Counts, Runner, judge};

    const OK: &str = "running 2 tests\n..\ntest result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n";

    fn check(runner: Runner, succeeded: bool, text: &str, passed: u32, failed: u32) {
        assert_eq!(judge(runner, succeeded, text), Counts { passed, failed }, "{text}");
    }

    #[test]
    fn cargo_results_are_summed_over_test_programs() {
        let failed =
            "test result: FAILED. 1 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s\n";
        check(Runner::Cargo, true, OK, 2, 0);
        check(Runner::Cargo, false, &format!("{OK}{failed}"), 3, 3);
    }

    #[test]
    fn a_crash_or_an_empty_run_is_one_failure() {
        check(Runner::Cargo, false, "error: could not compile", 0, 1);
        check(Runner::Cargo, false, OK, 2, 1);
        check(Runner::Cargo, true, "test result: ok. 0 passed; 0 failed; 0 ignored", 0, 1);
        check(Runner::Node, true, "", 0, 1);
    }

    #[test]
    fn node_counts_are_read_in_both_forms() {
        check(Runner::Node, true, "# tests 4\n# pass 4\n# fail 0\n# cancelled 0\n", 4, 0);
        check(Runner::Node, false, "ℹ tests 4\nℹ pass 2\nℹ fail 1\nℹ cancelled 1\nℹ skipped 0\n", 2, 2);
    }

    #[test]
    fn a_test_that_prints_the_words_is_not_counted() {
        check(Runner::Node, true, "# pass 1\n# pass 5 of the tests\nit did pass 7\n# fail 0\n", 1, 0);
    }
}
