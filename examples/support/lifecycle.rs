//! What `plan` says about a window's later life: one operation, a pack, the
//! walkthrough, and what AWS answered.

use std::fmt::Write;

use jiff::Timestamp;
use maintenance_window_builder::catalogue::Operation;
use maintenance_window_builder::check::{self, Ask, Checked, Subject, check};
use maintenance_window_builder::draft::{Draft, Path};
use maintenance_window_builder::lifecycle::{self, Lesson, Pack};
use maintenance_window_builder::render::{self, Artifact, Options, Wanted};

/// What to say instead of how to create.
#[derive(Default)]
pub struct Asked {
    operation: Option<&'static Operation>,
    pack: Option<&'static Pack>,
    walkthrough: bool,
    stage: Option<String>,
    on: Option<String>,
    sample: bool,
    absorb: Option<String>,
    compare: Option<String>,
}

impl Asked {
    /// Takes an option; `Ok(false)` when it is none of these.
    pub fn take(
        &mut self,
        word: &str,
        value: &mut dyn FnMut() -> Result<String, String>,
    ) -> Result<bool, String> {
        match word {
            "--operation" => {
                let name = value()?;
                let found = lifecycle::named(&name);
                self.operation =
                    Some(found.ok_or_else(|| format!("no operation is called `{name}`"))?);
            }
            "--pack" => {
                let id = value()?;
                let ids: Vec<&str> = lifecycle::PACKS.iter().map(|pack| pack.id).collect();
                self.pack = Some(
                    lifecycle::pack(&id)
                        .ok_or_else(|| format!("a pack is one of {}: `{id}`", ids.join(", ")))?,
                );
            }
            "--walkthrough" => self.walkthrough = true,
            "--stage" => self.stage = Some(value()?),
            "--on" => self.on = Some(value()?),
            "--sample" => self.sample = true,
            "--absorb" => self.absorb = Some(value()?),
            "--compare" => self.compare = Some(value()?),
            _ => return Ok(false),
        }
        Ok(true)
    }
    /// Whether a single command is meant rather than a script.
    pub fn is_single(&self) -> bool {
        self.stage.is_some()
    }
    /// What is asked, checked: in the place of the plan that creates.
    pub fn checked(&self, draft: &Draft, now: Timestamp) -> Result<Option<Checked>, String> {
        let plan = check(draft, now).plan;
        if let Some(pack) = self.pack {
            return Ok(Some(pack.check(draft, &plan, self.window(draft)?.as_ref())));
        }
        Ok(self.ask(draft, now)?.map(|ask| {
            if ask.typed || self.is_single() {
                return lifecycle::request(draft, &plan, &ask);
            }
            let asks = Ask::creation(draft, ask.operation, &ask.subject);
            let (stem, says) = (ask.operation.command(), ask.operation.help);
            check::requests(draft, &plan, &asks, stem, says)
        }))
    }
    /// What is said without a format; `None` when a format says it.
    pub fn text(
        &self,
        draft: &mut Draft,
        options: &Options,
        now: Timestamp,
    ) -> Result<Option<String>, String> {
        let plan = check(draft, now).plan;
        let pretty = |value: &serde_json::Value| {
            serde_json::to_string_pretty(value)
                .map(|text| text + "\n")
                .map_err(|e| e.to_string())
        };
        let read = |file: &str| std::fs::read_to_string(file).map_err(|e| format!("{file}: {e}"));
        if let Some(file) = &self.compare {
            let window = self
                .window(draft)?
                .ok_or("--compare needs --on Windows[0]")?;
            let compared = lifecycle::compare(draft, &plan, &window, &read(file)?)?;
            let mut out = format!("{}\n", compared.says);
            for row in compared.rows {
                let _ = writeln!(
                    out,
                    "{}\t{}\t{:?}",
                    row.ours.as_deref().unwrap_or("-"),
                    row.aws.as_deref().unwrap_or("-"),
                    row.verdict
                );
            }
            return Ok(Some(out));
        }
        if let Some(file) = &self.absorb {
            let pasted = read(file)?;
            let absorbed = match self.ask(draft, now)? {
                Some(ask) => lifecycle::absorb(draft, &ask, &pasted),
                None => lifecycle::absorb_script(draft, &plan, &pasted),
            };
            let absorbed = absorbed.map_err(|refusal| refusal.says)?;
            eprintln!("{}", absorbed.says);
            return pretty(&draft.to_json()).map(Some);
        }
        if self.sample {
            let ask = self
                .ask(draft, now)?
                .ok_or("--sample needs --operation or --stage")?;
            let sample = lifecycle::sample(draft, &plan, &ask);
            return pretty(&sample.unwrap_or_default()).map(Some);
        }
        if self.walkthrough && self.stage.is_none() {
            return Ok(Some(self.walkthrough(draft, options, now)?));
        }
        Ok(None)
    }

    fn ask(&self, draft: &Draft, now: Timestamp) -> Result<Option<Ask>, String> {
        if let Some(stage) = &self.stage {
            let (step, nth) = stage.split_once('.').unwrap_or((stage, "1"));
            let number = |text: &str| text.parse::<usize>().map_err(|e| format!("--stage: {e}"));
            let (step, nth) = (number(step)?, number(nth)?);
            let ask = self
                .lessons(draft, now)?
                .into_iter()
                .find(|lesson| lesson.number == step)
                .and_then(|lesson| lesson.asks.into_iter().nth(nth.checked_sub(1)?));
            return Ok(Some(
                ask.ok_or(format!("the walkthrough has no stage {stage}"))?,
            ));
        }
        let Some(operation) = self.operation else {
            return Ok(None);
        };
        let subjects = lifecycle::subjects(draft, operation);
        let subject = match &self.on {
            None => subjects.into_iter().next(),
            Some(spelt) => subjects
                .into_iter()
                .find(|path| draft.spell(path) == *spelt),
        };
        let subject = subject.ok_or("--on names no part that this operation is about")?;
        let made =
            matches!(Subject::of(operation), Subject::Execution) || operation.returns.is_empty();
        Ok(Some(Ask {
            // Windows, targets and tasks have forms of their own.
            typed: made,
            ..Ask::plain(operation, &subject)
        }))
    }

    fn window(&self, draft: &Draft) -> Result<Option<Path>, String> {
        let Some(spelt) = &self.on else {
            return Ok(None);
        };
        let mut windows = draft.windows().iter().map(|row| Draft::window_path(row.id));
        let found = windows.find(|path| spelt.starts_with(&draft.spell(path)));
        found.map(Some).ok_or(format!("there is no {spelt}"))
    }

    fn lessons(&self, draft: &Draft, now: Timestamp) -> Result<Vec<Lesson>, String> {
        let first = draft
            .windows()
            .first()
            .map(|row| Draft::window_path(row.id));
        let window = self.window(draft)?.or(first).ok_or("there is no window")?;
        let plan = check(draft, now).plan;
        Ok(lifecycle::walkthrough(draft, &plan, &window))
    }

    /// The walkthrough in Markdown.
    fn walkthrough(
        &self,
        draft: &Draft,
        options: &Options,
        now: Timestamp,
    ) -> Result<String, String> {
        let plan = check(draft, now).plan;
        let mut out = String::new();
        for lesson in self.lessons(draft, now)? {
            let step = lesson.step;
            let _ = write!(
                out,
                "## {}. {}\n\n{}\n\n",
                lesson.number, step.title, step.says
            );
            for note in &lesson.notes {
                let _ = write!(out, "{note}.\n\n");
            }
            if !step.besides.is_empty() {
                let _ = write!(out, "```sh\n{}\n```\n\n", step.besides.join("\n"));
            }
            for (n, ask) in lesson.asks.iter().enumerate() {
                let checked = lifecycle::request(draft, &plan, ask);
                let title = checked.plan.requests().first().map_or("", |r| r.title());
                let _ = write!(out, "### {}.{} {title}\n\n", lesson.number, n + 1);
                let _ = write!(out, "```sh\n{}```\n\n", command(&checked, options));
                if let Some(sample) = lifecycle::sample(draft, &plan, ask) {
                    let text = serde_json::to_string_pretty(&sample).map_err(|e| e.to_string())?;
                    let _ = write!(out, "Sample of an answer:\n\n```json\n{text}\n```\n\n");
                }
                if let Some(id) = lifecycle::carried(draft, ask) {
                    let _ = write!(out, "Known: `{id}`\n\n");
                }
            }
            if let Some(reading) = step.operation.and_then(lifecycle::reading) {
                let _ = write!(
                    out,
                    "What it means: {}\n\nWhen it differs: {}\n\n",
                    reading.means, reading.differs
                );
            }
        }
        Ok(out)
    }
}

/// The one command of a plan with one request.
pub fn command(checked: &Checked, options: &Options) -> String {
    let single = render::format("cli").and_then(|format| {
        let artifacts = (format.render)(&checked.plan, options, Wanted::One(1));
        artifacts
            .get(1)
            .and_then(|one: &Artifact| one.code.as_ref().map(ToString::to_string))
    });
    single.unwrap_or_else(|| {
        let errors = checked.report.violations.iter();
        let errors = errors.filter(|v| v.severity == check::Severity::Error);
        errors.fold(String::new(), |all, v| format!("{all}# {}\n", v.message))
    })
}
