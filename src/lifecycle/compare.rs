//! Our prediction beside AWS's: the answer of
//! `describe-maintenance-window-schedule`, row by row.
//!
//! AWS's list is taken as it is; ours is computed for the same span. It says
//! where the two differ, and decides nothing.

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::answer::{self, Pasted, as_aws};
use crate::catalogue::window as w;
use crate::quote::quoted;
use crate::schedule::{Schedule, Timing};

/// What one row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Both say the same.
    Same,
    /// Both have a run near here, at another time.
    Differs {
        /// By how many seconds AWS is later.
        by: i64,
    },
    /// Only AWS has it.
    OnlyAws,
    /// Only this page has it.
    OnlyOurs,
}

/// How much later AWS is, in words: «45 min later», «1 h 30 min earlier».
pub fn differs(by: i64) -> String {
    let minutes = by.unsigned_abs().div_ceil(60);
    let (hours, minutes) = (minutes / 60, minutes % 60);
    let mut says = String::new();
    if hours > 0 {
        says.push_str(&format!("{hours} h "));
    }
    if minutes > 0 {
        says.push_str(&format!("{minutes} min "));
    }
    says.push_str(if by < 0 { "earlier" } else { "later" });
    says
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// What this page predicts, in the window's zone.
    pub ours: Option<String>,
    /// What AWS says, in the window's zone.
    pub aws: Option<String>,
    /// Whether the two agree.
    pub verdict: Verdict,
}

/// The comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The rows in the order of time.
    pub rows: Vec<Compared>,
    /// All of it in a sentence.
    pub says: String,
    /// Whether everything agrees.
    pub agrees: bool,
}

/// The member of the answer that lists them.
const RUNS: &str = "ScheduledWindowExecutions";
/// More rows than any answer that a person reads.
const MOST: usize = 1000;
/// Two runs this close are one run at two times rather than two runs.
const NEAR: SignedDuration = SignedDuration::from_hours(13);

/// Compares what AWS answered with when the window runs by `timing`, at `now`.
///
/// Only runs of the window `id` count, where its id is known; else all in the answer.
///
/// # Errors
/// When the text is no answer of this kind, with a sentence that says what it lacks.
pub fn compare_schedule(
    timing: &Timing,
    now: Timestamp,
    id: Option<&str>,
    pasted: &str,
) -> Result<Comparison, String> {
    let Pasted::Object(object) = answer::read(pasted, RUNS)? else {
        return Err("The answer must be JSON: run the command with `--output json`".to_owned());
    };
    let Some(items) = object
        .get("ScheduledWindowExecutions")
        .and_then(Value::as_array)
    else {
        return Err(format!(
            "The answer has no `{RUNS}`: it is of another command"
        ));
    };
    let (mut aws, mut others) = (Vec::new(), 0usize);
    for item in items.iter().take(MOST) {
        let of = item.get(w::WINDOW_ID.name).and_then(Value::as_str);
        if id.is_some() && of.is_some() && of != id {
            others += 1;
            continue;
        }
        let time = item.get("ExecutionTime").unwrap_or(&Value::Null);
        match answer::moment(time) {
            Some(at) => aws.push(at),
            None => {
                return Err(format!(
                    "`ExecutionTime` must be a date and time with an offset: {}",
                    quoted(&time.to_string())
                ));
            }
        }
    }
    aws.sort_unstable();
    aws.dedup();
    let (Some(first), Some(last)) = (aws.first().copied(), aws.last().copied()) else {
        return Ok(empty(timing, now, others));
    };
    // The answer may be older than this moment, or have been asked from a later one on.
    let from = now.min(first).saturating_sub(SignedDuration::from_secs(1));
    let from = from.unwrap_or(first);
    // A rate without a start date has no other beginning than the first run that AWS names.
    let anchored = matches!(timing.schedule, Schedule::Rate(_)) && timing.start.is_none();
    let (head, from) = if anchored {
        (Some(first), first)
    } else {
        (None, from)
    };
    let ours: Vec<Timestamp> = head
        .into_iter()
        .chain(timing.runs(from).map(|run| run.start))
        .take_while(|start| *start <= last.saturating_add(NEAR).unwrap_or(last))
        .take(MOST)
        .collect();
    let rows = paired(timing, &ours, &aws, last);
    let wrong = rows
        .iter()
        .filter(|row| row.verdict != Verdict::Same)
        .count();
    let agrees = wrong == 0;
    let mut says = if agrees {
        format!("AWS agrees on all {} runs", rows.len())
    } else {
        format!("AWS differs on {wrong} of {} runs", rows.len())
    };
    if anchored {
        says.push_str(
            ", counted from the first: a rate without a start date has no other beginning",
        );
    }
    if others > 0 {
        says.push_str(&format!("; {others} more are of other windows"));
    }
    Ok(Comparison { rows, says, agrees })
}

fn empty(timing: &Timing, now: Timestamp, others: usize) -> Comparison {
    let ours = timing.runs(now).next();
    let mut says = match (&ours, others) {
        (None, 0) => "AWS has no run to come, and neither has this page".to_owned(),
        (Some(_), 0) => {
            "AWS has no run to come: the window is disabled, or AWS has another schedule".to_owned()
        }
        (_, others) => format!("No run in the answer is of this window: {others} are of others"),
    };
    let agrees = ours.is_none() && others == 0;
    if ours.is_some() && others == 0 {
        says.push_str("; look at it with `aws ssm get-maintenance-window`");
    }
    let rows = ours
        .map(|run| Compared {
            ours: Some(as_aws(run.start, &timing.zone)),
            aws: None,
            verdict: Verdict::OnlyOurs,
        })
        .into_iter()
        .collect();
    Comparison { rows, says, agrees }
}

/// Goes along both lists: equal times first, then the nearest that are left over.
fn paired(
    timing: &Timing,
    ours: &[Timestamp],
    aws: &[Timestamp],
    last: Timestamp,
) -> Vec<Compared> {
    let text = |at: Timestamp| Some(as_aws(at, &timing.zone));
    let mut rows: Vec<(Timestamp, Compared)> = Vec::new();
    let mut free: Vec<Timestamp> = ours
        .iter()
        .copied()
        .filter(|at| aws.binary_search(at).is_err())
        .collect();
    for at in aws.iter().copied() {
        let same = ours.binary_search(&at).is_ok();
        let near = if same {
            None
        } else {
            free.iter()
                .position(|other| at.duration_since(*other).abs() < NEAR)
                .map(|n| free.remove(n))
        };
        let (ours, verdict) = match (same, near) {
            (true, _) => (text(at), Verdict::Same),
            (false, Some(near)) => (
                text(near),
                Verdict::Differs {
                    by: at.duration_since(near).as_secs(),
                },
            ),
            (false, None) => (None, Verdict::OnlyAws),
        };
        rows.push((
            at,
            Compared {
                ours,
                aws: text(at),
                verdict,
            },
        ));
    }
    // Beyond the last of AWS's the answer says nothing.
    rows.extend(free.into_iter().filter(|at| *at <= last).map(|at| {
        let row = Compared {
            ours: text(at),
            aws: None,
            verdict: Verdict::OnlyOurs,
        };
        (at, row)
    }));
    rows.sort_by_key(|(at, _)| *at);
    rows.into_iter().map(|(_, row)| row).collect()
}
