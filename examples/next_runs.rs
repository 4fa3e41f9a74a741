//! The crate without the page: when does a maintenance window run next?
//!
//! ```text
//! next_runs "cron(0 16 ? * TUE *)" --zone America/New_York \
//!     --from 2026-11-22T00:00:00Z --count 10 [--offset N] \
//!     [--start-date …] [--end-date …] [--duration N] [--cutoff N]
//! next_runs --batch < lines
//! ```
//!
//! A line of the batch is `ZONE<TAB>FROM<TAB>COUNT<TAB>SCHEDULE`, its answer
//! the starts strictly after FROM in UTC, joined by commas, or `ERR message`.
//! An answer is written as soon as no further line is waiting.

use maintenance_window_builder::schedule::{
    Note, Row, Schedule, Severity, Timing, Zone, advise, describe, parse, parse_instant_as,
};
use std::io::{BufRead, BufReader, BufWriter, ErrorKind, Read, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = if words.iter().any(|word| word == "--batch") {
        batch()
    } else {
        single(&words)
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

const USAGE: &str = "usage: next_runs SCHEDULE [--zone ZONE] [--from INSTANT] [--count N] [--offset N] \
    [--start-date INSTANT] [--end-date INSTANT] [--duration HOURS] [--cutoff HOURS]\n       next_runs --batch";

fn single(words: &[String]) -> Result<(), String> {
    let (mut text, mut zone, mut count) = (None, Zone::utc(), 10usize);
    let mut from = jiff::Timestamp::UNIX_EPOCH;
    if let Ok(since) = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH) {
        let seconds = i64::try_from(since.as_secs()).unwrap_or(0);
        from = jiff::Timestamp::from_second(seconds).unwrap_or(from);
    }
    let (mut offset, mut duration, mut cutoff) = (0u8, 1u8, 0u8);
    let (mut start, mut end) = (None, None);
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        if !word.starts_with("--") {
            text = Some(word.clone());
            continue;
        }
        let value = rest
            .next()
            .ok_or_else(|| format!("{word} needs a value\n{USAGE}"))?;
        let instant = |label| {
            parse_instant_as(label, value)
                .map(|found| found.timestamp)
                .map_err(said)
        };
        match word.as_str() {
            "--zone" => zone = Zone::parse(value).map_err(said)?,
            "--from" => from = instant("From")?,
            "--start-date" => start = Some(instant("Start date")?),
            "--end-date" => end = Some(instant("End date")?),
            "--count" => count = number(word, value, 1_000_000)?,
            "--offset" => offset = number(word, value, 6)?,
            "--duration" => duration = number(word, value, 24)?,
            "--cutoff" => cutoff = number(word, value, 23)?,
            _ => return Err(format!("unknown option {word}\n{USAGE}")),
        }
    }
    let text = text.ok_or(USAGE)?;
    let parsed = parse(&text);
    for note in &parsed.notes {
        eprintln!("{}", told(note));
    }
    let schedule = parsed
        .schedule
        .ok_or("no runs: the schedule is not valid")?;
    let mut timing = Timing::new(schedule, zone);
    timing.offset_days = offset;
    timing.duration_hours = duration;
    timing.cutoff_hours = cutoff;
    (timing.start, timing.end) = (start, end);
    println!("{}", describe(&timing.schedule, offset, &timing.zone));
    for note in advise(&timing, from) {
        eprintln!("{}", told(&note));
    }
    let mut left = count;
    for row in timing.upcoming(from) {
        if left == 0 {
            break;
        }
        match row {
            Row::Run(run) => {
                let doubt = run
                    .doubt
                    .as_ref()
                    .map(|doubt| format!("  ({})", doubt.sentence()));
                println!(
                    "{}  {}  no new tasks from {}  ends {}{}",
                    run.start,
                    timing.zone.stamp(run.start),
                    timing.zone.stamp(run.last_task_start),
                    timing.zone.stamp(run.end),
                    doubt.unwrap_or_default()
                );
                left -= 1;
            }
            Row::Missing { wanted, why, .. } => println!("-  {wanted}  {}", why.sentence()),
        }
    }
    Ok(())
}

fn number<T: TryFrom<usize>>(word: &str, value: &str, most: usize) -> Result<T, String> {
    let found = value.parse::<usize>().ok().filter(|found| *found <= most);
    found
        .and_then(|found| T::try_from(found).ok())
        .ok_or_else(|| format!("{word} must be a whole number up to {most}: `{value}`"))
}

fn said(note: Note) -> String {
    let fixes: Vec<String> = note
        .fixes
        .iter()
        .map(|fix| format!("; {}", fix.label))
        .collect();
    let hint = note
        .hint
        .map(|hint| format!(" ({hint})"))
        .unwrap_or_default();
    [note.message, hint, fixes.concat()].concat()
}

fn told(note: &Note) -> String {
    let severity = match note.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    format!("{severity}: {}", said(note.clone()))
}

/// The longest line that is read; what is longer is refused unread.
const LONGEST: usize = 16 * 1024;

/// Answers line by line: a million lines need no more memory than ten.
fn batch() -> Result<(), String> {
    let input = BufReader::with_capacity(64 * 1024, std::io::stdin());
    let output = BufWriter::with_capacity(64 * 1024, std::io::stdout().lock());
    match answer_lines(input, output) {
        // Whoever reads has had enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => done.map_err(|error| error.to_string()),
    }
}

/// Writes an answer for each line.
///
/// # Errors
/// Those of reading and writing; a wrong line is answered with `ERR`.
pub fn answer_lines<R: Read>(
    mut input: BufReader<R>,
    mut output: impl Write,
) -> std::io::Result<()> {
    let mut line = Vec::new();
    // The last zone is kept: neighbouring lines often share it.
    let mut zone = Zone::utc();
    loop {
        // What is answered is handed on before waiting for more.
        if input.buffer().is_empty() {
            output.flush()?;
        }
        line.clear();
        let limit = LONGEST as u64 + 1;
        if input.by_ref().take(limit).read_until(b'\n', &mut line)? == 0 {
            return output.flush();
        }
        let ended = line.pop_if(|byte| *byte == b'\n').is_some();
        if !ended && line.len() > LONGEST {
            input.skip_until(b'\n')?;
            writeln!(output, "ERR the line must have at most {LONGEST} bytes")?;
            continue;
        }
        line.pop_if(|byte| *byte == b'\r');
        let read = std::str::from_utf8(&line)
            .map_err(|_| "the line must be UTF-8".to_owned())
            .and_then(|text| query(text, &mut zone));
        match read {
            Ok(query) => query.answer(&mut output)?,
            Err(message) => {
                output.write_all(b"ERR ")?;
                let plain: String = message
                    .chars()
                    .map(|c| if c.is_control() { ' ' } else { c })
                    .collect();
                output.write_all(plain.as_bytes())?;
            }
        }
        output.write_all(b"\n")?;
    }
}

/// A line that has been read.
struct Query {
    timing: Timing,
    from: jiff::Timestamp,
    count: usize,
}

impl Query {
    /// Writes the starts one after the other: a line may ask for millions.
    fn answer(&self, output: &mut impl Write) -> std::io::Result<()> {
        for (at, run) in self.timing.runs(self.from).take(self.count).enumerate() {
            if at > 0 {
                output.write_all(b",")?;
            }
            write_utc(output, run.start)?;
        }
        Ok(())
    }
}

/// Reads `ZONE<TAB>FROM<TAB>COUNT<TAB>SCHEDULE`.
fn query(line: &str, zone: &mut Zone) -> Result<Query, String> {
    let mut parts = line.splitn(4, '\t');
    let mut part = || {
        parts
            .next()
            .ok_or("the line must be ZONE<TAB>FROM<TAB>COUNT<TAB>SCHEDULE")
    };
    let (name, from, count, text) = (part()?, part()?, part()?, part()?);
    if zone.name() != name {
        *zone = Zone::parse(name).map_err(said)?;
    }
    let from = match from.parse::<jiff::Timestamp>() {
        Ok(from) => from,
        Err(_) => parse_instant_as("FROM", from).map_err(said)?.timestamp,
    };
    let count: usize = count
        .parse()
        .map_err(|_| ["COUNT must be a whole number: `", &short(count), "`"].concat())?;
    let schedule = if text.starts_with('"') {
        let plain: String = serde_json::from_str(text)
            .map_err(|error| format!("SCHEDULE must be JSON: {error}"))?;
        read(&plain)?
    } else {
        read(text)?
    };
    Ok(Query {
        timing: Timing::new(schedule, zone.clone()),
        from,
        count,
    })
}

/// What was typed, cut where it is long.
fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

fn read(text: &str) -> Result<Schedule, String> {
    let parsed = parse(text);
    parsed.schedule.ok_or_else(|| {
        let mut errors = parsed
            .notes
            .into_iter()
            .filter(|note| note.severity == Severity::Error);
        errors.next().map(said).unwrap_or_default()
    })
}

/// `YYYY-MM-DDTHH:MM:SSZ`, without a fraction of a second.
fn write_utc(output: &mut impl Write, instant: jiff::Timestamp) -> std::io::Result<()> {
    let when = jiff::tz::Offset::UTC.to_datetime(instant);
    write!(
        output,
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
        when.year(),
        when.month(),
        when.day(),
        when.hour(),
        when.minute(),
        when.second()
    )
}
