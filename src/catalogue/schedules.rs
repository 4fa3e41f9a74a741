//! Schedules that people ask for most, to start from.
//!
//! Data only: what they mean and when they run the schedule engine says.

/// A schedule to start from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Common {
    /// What it is called, in a few words.
    pub label: &'static str,
    /// The expression.
    pub schedule: &'static str,
    /// The offset in days that belongs to it; empty for none.
    pub offset: &'static str,
}

const fn common(label: &'static str, schedule: &'static str, offset: &'static str) -> Common {
    Common {
        label,
        schedule,
        offset,
    }
}

/// The schedules, the commonest first.
pub static COMMON: &[Common] = &[
    common("Nightly", "cron(0 2 * * ? *)", ""),
    common("Weekly", "cron(0 2 ? * SUN *)", ""),
    common("Weekdays", "cron(0 22 ? * MON-FRI *)", ""),
    common("2nd Sunday", "cron(0 2 ? * SUN#2 *)", ""),
    common("Last Friday", "cron(0 22 ? * 6L *)", ""),
    common("Month’s end", "cron(0 2 L * ? *)", ""),
    common("Patch Tuesday + 4", "cron(0 2 ? * TUE#2 *)", "4"),
    common("Every 12 hours", "rate(12 hours)", ""),
];
