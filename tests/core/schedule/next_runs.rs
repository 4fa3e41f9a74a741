//! The example's batch: its answers, its memory, its haste, and what it
//! refuses; without starting it.

#[path = "../../../examples/next_runs.rs"]
#[allow(dead_code)]
mod example;

use crate::budget::large::cpu_time;
use std::cell::RefCell;
use std::io::{BufReader, Read, Result, Write};
use std::rc::Rc;
use std::time::Instant;

/// The answers to some bytes.
fn answers(input: &[u8]) -> Vec<String> {
    let mut output = Vec::new();
    example::answer_lines(BufReader::new(input), &mut output).expect("no trouble");
    let text = String::from_utf8(output).expect("UTF-8");
    text.lines().map(str::to_owned).collect()
}

fn answer(line: &str) -> String {
    let found = answers(&[line.as_bytes(), b"\n"].concat());
    assert_eq!(found.len(), 1, "{line:?}: {found:?}");
    found[0].clone()
}

#[test]
fn a_line_is_answered_with_utc_instants() {
    assert_eq!(
        answer("America/New_York\t2026-11-22T00:00:00Z\t2\tcron(0 16 ? * TUE *)"),
        "2026-11-24T21:00:00Z,2026-12-01T21:00:00Z"
    );
    assert_eq!(
        answer("UTC\t2026-11-22T00:00:00+01:00\t1\t\"cron(0 2 L * ? *)\""),
        "2026-11-30T02:00:00Z"
    );
    // Strictly after FROM.
    assert_eq!(
        answer("UTC\t2026-11-30T02:00:00Z\t1\tcron(0 2 L * ? *)"),
        "2026-12-31T02:00:00Z"
    );
    assert_eq!(
        answer("UTC\t2026-11-30T02:00:00.000000001Z\t1\tcron(0 2 L * ? *)"),
        "2026-12-31T02:00:00Z"
    );
}

#[test]
fn an_ended_schedule_is_an_empty_line() {
    assert_eq!(
        answer("UTC\t2026-11-22T00:00:00Z\t3\tcron(0 2 1 12 ? 2026)"),
        "2026-12-01T02:00:00Z"
    );
    assert_eq!(
        answer("UTC\t2026-12-22T00:00:00Z\t3\tcron(0 2 1 12 ? 2026)"),
        ""
    );
    assert_eq!(
        answer("UTC\t2026-12-22T00:00:00Z\t3\tat(2026-12-22T00:00:00)"),
        ""
    );
    assert_eq!(answer("UTC\t2026-12-22T00:00:00Z\t0\trate(1 day)"), "");
}

#[test]
fn a_wrong_line_says_why() {
    for line in [
        "",
        "UTC",
        "UTC\t2026-11-22T00:00:00Z\t1",
        "Nowhere\t2026-11-22T00:00:00Z\t1\trate(1 day)",
        "UTC\tsoon\t1\trate(1 day)",
        "UTC\t2026-11-22T00:00:00Z\tmany\trate(1 day)",
        "UTC\t2026-11-22T00:00:00Z\t1\trate(1 days)",
        "UTC\t2026-11-22T00:00:00Z\t1\t\"rate(1 day)",
        "UTC\t2026-11-22T00:00:00Z\t1\tcron(0 2 L * ? *)\trest",
    ] {
        assert!(answer(line).starts_with("ERR "), "{line}: {}", answer(line));
    }
}

const GOOD: &str = "UTC\t2026-11-22T00:00:00Z\t1\trate(1 day)";

#[test]
fn lines_may_end_as_windows_ends_them_or_not_at_all() {
    let wanted = "2026-11-23T00:00:00Z";
    for input in [
        format!("{GOOD}\n{GOOD}\n"),
        format!("{GOOD}\r\n{GOOD}\r\n"),
        format!("{GOOD}\n{GOOD}"),
        format!("{GOOD}\r\n{GOOD}\r"),
    ] {
        assert_eq!(answers(input.as_bytes()), [wanted, wanted], "{input:?}");
    }
    assert!(answers(b"").is_empty());
}

/// One answer for each line, whatever the line is.
#[test]
fn a_hostile_line_is_refused_and_the_next_one_answered() {
    let long = |text: &str, times: usize| {
        let line = format!("UTC\t2026-11-22T00:00:00Z\t1\t{}", text.repeat(times));
        line.into_bytes()
    };
    let hostile: Vec<Vec<u8>> = vec![
        long("x", 100_000),
        long("cron(", 20_000),
        long("\u{0}", 100_000),
        long("\u{661}", 50_000),
        long("*,", 120),
        long("\"", 1),
        b"UTC\t2026-11-22T00:00:00Z\t1\t\"cron(0 2 * * ? *)\\n\"".to_vec(),
        b"UTC\t2026-11-22T00:00:00Z\t1\t\"\\ud800\"".to_vec(),
        b"UTC\t2026-11-22T00:00:00Z\t1\tcron(0 2 \xff * ? *)".to_vec(),
        b"\xff\xfe".to_vec(),
        b"UTC\t2026-11-22T00:00:00Z\t-1\trate(1 day)".to_vec(),
        b"UTC\t2026-11-22T00:00:00Z\t99999999999999999999\trate(1 day)".to_vec(),
        "UTC\t2026-11-22T00:00:00Z\t\u{661}\trate(1 day)".into(),
        "UTC\t\u{662}026-11-22T00:00:00Z\t1\trate(1 day)".into(),
        b"UTC\t+999999999-01-01T00:00:00Z\t1\trate(1 day)".to_vec(),
        b"\x1b[31m\t2026-11-22T00:00:00Z\t1\trate(1 day)".to_vec(),
        b"../../etc/passwd\t2026-11-22T00:00:00Z\t1\trate(1 day)".to_vec(),
        b"\r".to_vec(),
    ];
    for line in hostile {
        let input = [&line[..], b"\n", GOOD.as_bytes(), b"\n"].concat();
        let started = cpu_time();
        let found = answers(&input);
        let took = cpu_time() - started;
        let shown: String = String::from_utf8_lossy(&line).chars().take(60).collect();
        assert_eq!(found.len(), 2, "{shown}: {found:?}");
        assert!(found[0].starts_with("ERR "), "{shown}: {}", found[0]);
        assert!(found[0].len() < 600 && !found[0].chars().any(char::is_control));
        assert_eq!(found[1], "2026-11-23T00:00:00Z");
        // A debug build on a busy machine; names near a wrong zone are looked for.
        assert!(took.as_millis() < 100, "{shown}: {took:?}");
    }
}

/// Hands out a line at a time, and only when all before it are answered.
struct Patient {
    lines: Vec<&'static str>,
    asked: usize,
    output: Rc<RefCell<Vec<u8>>>,
}

impl Read for Patient {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let answered = self
            .output
            .borrow()
            .iter()
            .filter(|byte| **byte == b'\n')
            .count();
        assert_eq!(answered, self.asked, "an answer is held back");
        let Some(line) = self.lines.get(self.asked) else {
            return Ok(0);
        };
        self.asked += 1;
        into[..line.len()].copy_from_slice(line.as_bytes());
        Ok(line.len())
    }
}

/// What is written before a flush is not there yet.
struct Held {
    held: Vec<u8>,
    output: Rc<RefCell<Vec<u8>>>,
}

impl Write for Held {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.held.extend(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> Result<()> {
        self.output.borrow_mut().append(&mut self.held);
        Ok(())
    }
}

#[test]
fn an_answer_does_not_wait_for_the_next_line() {
    let output = Rc::new(RefCell::new(Vec::new()));
    let lines = vec!["UTC\t2026-11-22T00:00:00Z\t1\trate(1 day)\n", "wrong\n"];
    let input = Patient {
        lines,
        asked: 0,
        output: output.clone(),
    };
    let held = Held {
        held: Vec::new(),
        output: output.clone(),
    };
    example::answer_lines(BufReader::new(input), held).expect("no trouble");
    assert!(output.borrow().starts_with(b"2026-11-23T00:00:00Z\nERR "));
}

/// Many lines, made as they are read.
struct Lines {
    left: u64,
    rest: Vec<u8>,
}

impl Read for Lines {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        while self.rest.len() < into.len() && self.left > 0 {
            self.left -= 1;
            let zone = ["UTC", "America/New_York", "Nowhere/At_All"];
            let schedule = [
                "cron(0 2 ? * TUE#2 *)",
                "rate(7 days)",
                "\"at(2030-01-01T00:00:00)\"",
                "nonsense",
            ];
            let zone = zone[usize::from(self.left.is_multiple_of(50))
                + usize::from(self.left.is_multiple_of(400))];
            let schedule = schedule[(self.left / 50 % 4) as usize];
            let from = self.left % 28 + 1;
            let line = format!("{zone}\t2026-11-{from:02}T00:00:00Z\t2\t{schedule}\n");
            self.rest.extend(line.into_bytes());
        }
        let size = into.len().min(self.rest.len());
        into[..size].copy_from_slice(&self.rest[..size]);
        self.rest.drain(..size);
        Ok(size)
    }
}

const CHILD: &str = "NEXT_RUNS_LINES";

/// Not a test of its own: the process whose memory is measured.
#[test]
fn child_that_answers_many_lines() {
    let Some(lines) = std::env::var(CHILD)
        .ok()
        .and_then(|lines| lines.parse().ok())
    else {
        return;
    };
    let input = Lines {
        left: lines,
        rest: Vec::new(),
    };
    example::answer_lines(BufReader::new(input), std::io::sink()).expect("no trouble");
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|line| line.starts_with("VmHWM"));
    println!("{}", peak.unwrap_or_default());
}

#[test]
#[cfg(target_os = "linux")]
fn many_lines_need_no_more_memory_than_ten() {
    let peak = |lines: &str| -> u64 {
        let test = std::env::current_exe().expect("this program");
        let done = std::process::Command::new(test)
            .args([
                "--exact",
                "schedule::next_runs::child_that_answers_many_lines",
                "--nocapture",
                "--test-threads",
                "1",
            ])
            .env(CHILD, lines)
            .output()
            .expect("the child runs");
        let text = String::from_utf8_lossy(&done.stdout).into_owned();
        let line = text.lines().find(|line| line.contains("VmHWM"));
        let line = line.unwrap_or_else(|| panic!("no peak: {text}"));
        let digits: String = line.chars().filter(char::is_ascii_digit).collect();
        digits.parse().expect("kilobytes")
    };
    let (few, many) = (peak("10"), peak("200000"));
    assert!(
        many < few + 4_000,
        "{few} kB for 10 lines, {many} kB for 200000"
    );
}

/// A line may ask for more than fits in memory; it is written as it is found.
#[test]
fn a_line_that_asks_for_millions_is_streamed() {
    struct Enough(usize);
    impl Write for Enough {
        fn write(&mut self, bytes: &[u8]) -> Result<usize> {
            self.0 += bytes.len();
            if self.0 > 200_000 {
                return Err(std::io::ErrorKind::BrokenPipe.into());
            }
            Ok(bytes.len())
        }
        fn flush(&mut self) -> Result<()> {
            Ok(())
        }
    }
    let line = "UTC\t2026-11-22T00:00:00Z\t1000000000\tcron(* * * * * ? *)\n";
    let started = Instant::now();
    let done = example::answer_lines(BufReader::new(line.as_bytes()), Enough(0));
    assert!(done.is_err() && started.elapsed().as_secs() < 5);
}
