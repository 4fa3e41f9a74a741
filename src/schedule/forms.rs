//! The three forms of a schedule: how each begins, and what it holds.

use super::{At, Cron, Rate};

/// When a window runs, in one of AWS's three forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Schedule {
    /// `cron(…)`: on the calendar of the window's time zone.
    Cron(Cron),
    /// `rate(…)`: every so many minutes, hours or days.
    Rate(Rate),
    /// `at(…)`: once.
    At(At),
}

impl Schedule {
    /// The expression as AWS documents it.
    pub fn text(&self) -> String {
        match self {
            Schedule::Cron(cron) => cron.text(),
            Schedule::Rate(rate) => rate.text(),
            Schedule::At(at) => at.text(),
        }
    }
}

/// Which of the three forms.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Cron,
    Rate,
    At,
}

impl Form {
    pub(crate) const ALL: [Form; 3] = [Form::Cron, Form::Rate, Form::At];

    pub(crate) fn keyword(self) -> &'static str {
        match self {
            Form::Cron => "cron",
            Form::Rate => "rate",
            Form::At => "at",
        }
    }
}
