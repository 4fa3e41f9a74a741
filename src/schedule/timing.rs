//! A window's timing and the rows of its preview.
//!
//! Knows what an occurrence is made of, why a date may have none and what is
//! in doubt about it, each with its sentence. Which dates there are is worked
//! out in `occurrences`.

use super::note::Severity;
use super::zone::{Reading, Zone, clock};
use super::{Schedule, at};
use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};

/// Everything that decides when a window runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timing {
    /// The schedule.
    pub schedule: Schedule,
    /// ScheduleTimezone, UTC by default.
    pub zone: Zone,
    /// ScheduleOffset in days; 0 for none.
    pub offset_days: u8,
    /// StartDate.
    pub start: Option<Timestamp>,
    /// EndDate.
    pub end: Option<Timestamp>,
    /// Duration in hours, 1–24.
    pub duration_hours: u8,
    /// Cutoff in hours, 0–23.
    pub cutoff_hours: u8,
}

/// One run of the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The schedule's own moment, before the offset, in the window's zone.
    pub base: DateTime,
    /// The clock time of the start in the window's zone.
    pub local: DateTime,
    /// The start.
    pub start: Timestamp,
    /// No task starts from here on: end minus Cutoff, in elapsed hours.
    pub last_task_start: Timestamp,
    /// The end: start plus Duration, in elapsed hours.
    pub end: Timestamp,
    /// What AWS leaves open about it.
    pub doubt: Option<Doubt>,
}

/// What AWS does not document about a run that is assumed to take place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The clocks show its start twice; the first pass is assumed.
    Overlap {
        /// The second pass.
        second: Timestamp,
        /// Its clock time.
        local: DateTime,
    },
    /// It starts at the very instant of Start date.
    AtStartDate,
    /// It starts at the very instant of End date.
    AtEndDate,
}

/// Why a date of the schedule has no run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The schedule's own date was past at creation; its offset does not save it.
    OffsetBasePassed,
    /// It lies before Start date.
    BeforeStartDate,
    /// It lies after End date.
    AfterEndDate,
    /// The schedule's years are over.
    YearsOver,
    /// `at(…)` lies in the past.
    Past,
    /// The clocks jump over it; assumed skipped.
    Gap {
        /// When it would start if it were moved instead.
        shifted: Timestamp,
        /// What the window's clock shows then.
        local: DateTime,
    },
}

/// A line of the preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// The window runs.
    Run(Occurrence),
    /// A date of the schedule on which it does not.
    Missing {
        /// The schedule's own moment, before the offset.
        base: DateTime,
        /// The clock time that the run would start at.
        wanted: DateTime,
        /// Why it does not.
        why: Why,
    },
}

/// Lines of the preview, worked out as they are asked for.
pub(super) type Rows<'a> = Box<dyn Iterator<Item = Row> + 'a>;

/// «AWS does not document this», said the same way everywhere.
const UNDOCUMENTED: &str = "AWS does not document this for maintenance windows";

impl Doubt {
    /// One sentence: what is assumed, and what else might happen.
    pub fn sentence(&self) -> String {
        match self {
            Doubt::Overlap { local, .. } => format!(
                "The clocks show {} twice that day and the first time is assumed; {UNDOCUMENTED}, it may start the second time instead, or both times",
                clock(*local)
            ),
            Doubt::AtStartDate => {
                format!("It starts exactly at Start date and is assumed to run; {UNDOCUMENTED}")
            }
            Doubt::AtEndDate => {
                format!("It starts exactly at End date and is assumed to run; {UNDOCUMENTED}")
            }
        }
    }
}

impl Why {
    /// One sentence.
    pub fn sentence(&self) -> String {
        match self {
            Why::OffsetBasePassed => {
                "The schedule's own date is already past when the window is created, so AWS starts with the next one".into()
            }
            Why::BeforeStartDate => "Before Start date".into(),
            Why::AfterEndDate => "After End date".into(),
            Why::YearsOver => "The schedule's years are over".into(),
            Why::Past => "This moment has passed, and `at(…)` runs only once".into(),
            Why::Gap { local, .. } => format!(
                "The clocks jump over this time and the run is assumed skipped; {UNDOCUMENTED}, it may start at {} instead",
                clock(*local)
            ),
        }
    }

    /// How much it matters: a gap is a warning, the rest is as asked for.
    pub fn severity(&self) -> Severity {
        match self {
            Why::Gap { .. } | Why::Past => Severity::Warning,
            _ => Severity::Info,
        }
    }
}

impl Row {
    /// The run, if it is one.
    pub fn run(self) -> Option<Occurrence> {
        match self {
            Row::Run(occurrence) => Some(occurrence),
            Row::Missing { .. } => None,
        }
    }
}

impl Occurrence {
    /// Days from the schedule's own date to the start: the offset.
    pub fn offset_days(&self) -> i32 {
        self.base
            .date()
            .until(self.local.date())
            .map_or(0, |span| span.get_days())
    }

    /// The date of the schedule before the offset, `2026-11-22`.
    pub fn base_text(&self) -> String {
        at::date_text(self.base.date())
    }
}

impl Timing {
    /// A timing with an hour's Duration, no Cutoff, no offset and no active period.
    pub fn new(schedule: Schedule, zone: Zone) -> Timing {
        Timing {
            schedule,
            zone,
            offset_days: 0,
            start: None,
            end: None,
            duration_hours: 1,
            cutoff_hours: 0,
        }
    }

    /// The window's length.
    pub fn duration(&self) -> SignedDuration {
        SignedDuration::from_hours(self.duration_hours.into())
    }

    /// The row of a clock time, whatever the active period says.
    pub(crate) fn row(&self, base: DateTime, local: DateTime) -> Option<Row> {
        let (start, doubt) = match self.zone.read(local)? {
            Reading::Once(start) => (start, None),
            Reading::Twice { first, second } => (first, Some(Doubt::Overlap { second, local })),
            Reading::Gap { shifted } => {
                let shown = self.zone.civil(shifted);
                return Some(Row::Missing {
                    base,
                    wanted: local,
                    why: Why::Gap {
                        shifted,
                        local: shown,
                    },
                });
            }
        };
        self.occurrence(base, local, start, doubt).map(Row::Run)
    }

    /// A run that starts at that instant.
    pub(crate) fn occurrence(
        &self,
        base: DateTime,
        local: DateTime,
        start: Timestamp,
        doubt: Option<Doubt>,
    ) -> Option<Occurrence> {
        let end = start.checked_add(self.duration()).ok()?;
        let cutoff = SignedDuration::from_hours(self.cutoff_hours.into());
        let last_task_start = end.checked_sub(cutoff).ok()?;
        let doubt = doubt.or_else(|| {
            let rate = matches!(self.schedule, Schedule::Rate(_));
            // For a rate, AWS's own example runs at Start date.
            if self.start == Some(start) && !rate {
                return Some(Doubt::AtStartDate);
            }
            (self.end == Some(start)).then_some(Doubt::AtEndDate)
        });
        Some(Occurrence {
            base,
            local,
            start,
            last_task_start,
            end,
            doubt,
        })
    }
}
