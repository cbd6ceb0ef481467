//! The reports of a workshop, read one after the other: what tables need of them, and what no table may hold.

use super::cohort_in::Arrivals;
use crate::cohort::{Clerk, Place};
use crate::paper::workshop::{ATTACHED, Firms, Told};
use crate::workshop::Workshop;

/// What has been read so far.
#[derive(Default)]
pub struct Reading {
    arrivals: Arrivals,
    told: Vec<Told>,
    count: u32,
}

impl Reading {
    /// Reads the text of the next report.
    pub fn take(&mut self, clerk: &Clerk, text: &str) {
        self.count += 1;
        let place = Place { line: self.count, ..Place::of(ATTACHED) };
        let told = &mut self.told;
        self.arrivals.take_looking(clerk, place, text, |read| {
            told.push(Told {
                report_id: read.assessment.report_id.clone(),
                digest: read.digest.clone(),
                plan: read.assessment.plan.clone(),
                contact: read.assessment.contact.clone(),
            });
        });
    }

    /// All of it together.
    pub fn done(self) -> Firms {
        Firms { cohort: self.arrivals.into_cohort(), told: self.told }
    }
}

/// All reports of a workshop.
pub fn firms(clerk: &Clerk, workshop: &Workshop) -> Firms {
    let mut reading = Reading::default();
    workshop.reports.iter().for_each(|report| reading.take(clerk, report));
    reading.done()
}
