//! Feeds changed inputs to everything that reads what a stranger wrote.
//!
//! ```text
//! fuzz [SUBJECT…] [--seconds 60] [--seed N]   for so long in all, from a seed on
//! fuzz SUBJECT --seed N --once                the one input of a seed
//! fuzz SUBJECT --input FILE                   an input from a file
//! fuzz --list                                 what there is
//! ```
//!
//! An input fails when it panics, breaks a promise or takes more time than its
//! size allows. It is then written to `target/fuzz/failures/`, and the line that
//! reproduces it is printed.

#[path = "support/everything.rs"]
mod everything;
#[allow(dead_code, reason = "shared: each program uses a part")]
#[path = "support/large.rs"]
mod large;
#[path = "support/mutate.rs"]
mod mutate;
#[path = "support/subjects.rs"]
mod subjects;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime};

use large::cpu_time;
use mutate::{Random, input};
use subjects::{SUBJECTS, Subject};

/// The processor time that any input may take.
const BASE: Duration = Duration::from_millis(400);
/// What each of its bytes may take besides.
const PER_BYTE: Duration = Duration::from_nanos(60_000);
/// The time on the wall after which an input is taken to run for ever.
const FOR_EVER: Duration = Duration::from_secs(120);
/// As many failures of a subject are shown.
const SHOWN: usize = 10;

struct Args {
    subjects: Vec<&'static Subject>,
    seconds: u64,
    seed: u64,
    once: bool,
    input: Option<PathBuf>,
}

fn args() -> Result<Option<Args>, String> {
    let mut args = Args {
        subjects: Vec::new(),
        seconds: 60,
        // Another place to begin each time: what is found is printed with its seed.
        seed: SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .map_or(0, |since| since.as_secs() * 1_000_000),
        once: false,
        input: None,
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut number = || {
            let value = words.next().unwrap_or_default();
            let value = value.parse::<u64>();
            value.map_err(|error| format!("{word}: {error}"))
        };
        match word.as_str() {
            "--list" => return Ok(None),
            "--seconds" => args.seconds = number()?,
            "--seed" => args.seed = number()?,
            "--once" => args.once = true,
            "--input" => args.input = words.next().map(PathBuf::from),
            name => {
                let found = SUBJECTS.iter().find(|subject| subject.name == name);
                let found = found.ok_or_else(|| format!("there is no `{name}`: see --list"))?;
                args.subjects.push(found);
            }
        }
    }
    if args.subjects.is_empty() {
        args.subjects = SUBJECTS.iter().collect();
    }
    Ok(Some(args))
}

fn main() -> ExitCode {
    let args = match args() {
        Ok(Some(args)) => args,
        Ok(None) => {
            for subject in SUBJECTS {
                println!("{}\t{}", subject.name, subject.says);
            }
            return ExitCode::SUCCESS;
        }
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::from(2);
        }
    };
    std::panic::set_hook(Box::new(|info| {
        let mut said = PANIC
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        *said = info.to_string();
    }));
    let each = Duration::from_secs(args.seconds) / u32::try_from(args.subjects.len()).unwrap_or(1);
    let mut failed = false;
    for subject in &args.subjects {
        failed |= match &args.input {
            Some(file) => match std::fs::read(file) {
                Ok(bytes) => fails(subject, &bytes)
                    .inspect(|why| eprintln!("{why}"))
                    .is_some(),
                Err(error) => {
                    eprintln!("{}: {error}", file.display());
                    true
                }
            },
            None => fuzz(subject, args.seed, each, args.once) > 0,
        };
    }
    ExitCode::from(u8::from(failed))
}

/// What the last panic said.
static PANIC: Mutex<String> = Mutex::new(String::new());
/// The seed that is running.
static RUNNING: AtomicU64 = AtomicU64::new(0);

/// Runs a subject on the inputs of the seeds from one on; how many fail.
fn fuzz(subject: &'static Subject, from: u64, time: Duration, once: bool) -> usize {
    let began = Instant::now();
    std::thread::scope(|scope| {
        let work = std::thread::Builder::new().stack_size(8 << 20);
        let worker = work.spawn_scoped(scope, || run(subject, from, time, once));
        let Ok(worker) = worker else {
            eprintln!("{}: no thread could be started", subject.name);
            return 1;
        };
        let mut seen = (0, Instant::now());
        while !worker.is_finished() {
            std::thread::sleep(Duration::from_millis(50));
            let seed = RUNNING.load(Ordering::Relaxed);
            if seed != seen.0 {
                seen = (seed, Instant::now());
            } else if seen.1.elapsed() > FOR_EVER {
                eprintln!("{} runs for ever: {}", subject.name, again(subject, seed));
                std::process::exit(1);
            }
        }
        let (inputs, failures) = worker.join().unwrap_or((0, 1));
        println!(
            "{:10} {inputs} inputs from seed {from} on, {failures} failures, {:.0} s",
            subject.name,
            began.elapsed().as_secs_f64()
        );
        failures
    })
}

fn run(subject: &Subject, from: u64, time: Duration, once: bool) -> (u64, usize) {
    let corpus = (subject.corpus)();
    let (began, mut inputs, mut failures) = (Instant::now(), 0, 0);
    loop {
        let seed = from.wrapping_add(inputs);
        RUNNING.store(seed, Ordering::Relaxed);
        // First the corpus as it is.
        let bytes = match usize::try_from(inputs).ok().and_then(|at| corpus.get(at)) {
            Some(bytes) if !once => bytes.clone(),
            _ => input(&corpus, &mut Random::new(seed)),
        };
        if let Some(why) = fails(subject, &bytes) {
            failures += 1;
            if failures <= SHOWN {
                eprintln!("{}: {why}\n  again: {}", subject.name, again(subject, seed));
                keep(subject, seed, &bytes);
            }
        }
        inputs += 1;
        if once || began.elapsed() >= time {
            return (inputs, failures);
        }
    }
}

fn again(subject: &Subject, seed: u64) -> String {
    format!(
        "cargo run --profile fuzz --example fuzz -- {} --seed {seed} --once",
        subject.name
    )
}

fn keep(subject: &Subject, seed: u64, bytes: &[u8]) {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/target/fuzz/failures"));
    let file = folder.join(format!("{}-{seed}", subject.name));
    let kept = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&file, bytes));
    match kept {
        Ok(()) => eprintln!("  input: {}", file.display()),
        Err(error) => eprintln!("  {}: {error}", file.display()),
    }
}

/// Why an input fails, if it does.
fn fails(subject: &Subject, bytes: &[u8]) -> Option<String> {
    let (spent, outcome) = timed(subject, bytes);
    if let Err(why) = outcome {
        return Some(why);
    }
    let size = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    let most = (BASE + PER_BYTE * size) * subject.times;
    if spent <= most {
        return None;
    }
    // Once more: the first time something else may have been in the way.
    let (again, _) = timed(subject, bytes);
    let (spent, size) = (spent.min(again), bytes.len());
    (spent > most).then(|| format!("{spent:?} for {size} bytes, at most {most:?}"))
}

fn timed(subject: &Subject, bytes: &[u8]) -> (Duration, Result<(), String>) {
    let before = cpu_time();
    let outcome = catch_unwind(AssertUnwindSafe(|| (subject.run)(bytes)));
    let outcome = outcome.unwrap_or_else(|_| {
        let said = PANIC
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        Err(said.clone())
    });
    (cpu_time().saturating_sub(before), outcome)
}
