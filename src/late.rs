//! What the page leaves to its second program, which it loads when it is first
//! asked for: every output but the one that is shown at once.
//!
//! A question and its answer are texts of JSON, and both ends of them stand
//! here. The draft is sent whole; parts are named by their position, as the
//! other program's rows have identities of their own.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::catalogue::{OPERATIONS, TAGGING};
use crate::check::check;
use crate::draft::page::{TARGETS, TASKS};
use crate::draft::{Draft, Path};
use crate::lifecycle::{What, sample};
use crate::render::{Artifact, Chunk, Code, FORMATS, Kind, Options, Span, Wanted};

/// Windows, targets and tasks in their order.
fn parts(draft: &Draft) -> Vec<Path> {
    let mut parts = Vec::new();
    for window in draft.windows() {
        let path = Draft::window_path(window.id);
        for list in [TARGETS, TASKS] {
            let list = path.member(list);
            parts.extend(draft.rows(&list).iter().map(|row| list.row(row.id)));
        }
        parts.push(path);
    }
    parts
}

/// The question for the artifacts of a format.
pub fn ask(
    draft: &Draft,
    now: Timestamp,
    format: usize,
    options: &Options,
    wanted: Wanted,
) -> String {
    ask_about(draft, now, format, options, wanted, None)
}

/// The question for the artifacts of a format, about the plan or about what comes after it.
pub fn ask_about(
    draft: &Draft,
    now: Timestamp,
    format: usize,
    options: &Options,
    wanted: Wanted,
    what: Option<(What, &Path)>,
) -> String {
    let wanted = match wanted {
        Wanted::All => json!("all"),
        Wanted::One(at) => json!(at),
        Wanted::Outline => Value::Null,
    };
    json!({
        "project": draft.to_json(),
        "now": now.as_second(),
        "format": format,
        "options": options,
        "wanted": wanted,
        "what": what.map(|(what, about)| json!([what.id(), position(Some(about), &parts(draft))])),
    })
    .to_string()
}

/// The question for a sample of what AWS answers to a request: the one at a position of those of what is looked at.
pub fn ask_sample(draft: &Draft, now: Timestamp, what: What, about: &Path, at: usize) -> String {
    json!({
        "project": draft.to_json(),
        "now": now.as_second(),
        "what": [what.id(), position(Some(about), &parts(draft))],
        "sample": at,
    })
    .to_string()
}

/// The answer to a question; an empty text if it makes no sense.
pub fn answer(question: &str) -> String {
    answered(question).map_or_else(String::new, |answer| answer.to_string())
}

fn answered(question: &str) -> Option<Value> {
    let question: Value = serde_json::from_str(question).ok()?;
    let draft = Draft::from_json(question.get("project")?).ok()?;
    let now = Timestamp::from_second(question.get("now")?.as_i64()?).ok()?;
    let parts = parts(&draft);
    let mut checked = check(&draft, now);
    let what = match question.get("what") {
        None | Some(Value::Null) => None,
        Some(asked) => Some((
            What::named(asked.get(0)?.as_str()?)?,
            parts.get(index(asked.get(1)?)?)?,
        )),
    };
    if let Some(at) = question.get("sample") {
        let (what, about) = what?;
        let asks = what.asks(&draft, about);
        return Some(sample(&draft, &checked.plan, asks.get(index(at)?)?).unwrap_or(Value::Null));
    }
    if let Some((what, about)) = what {
        checked = what.check(&draft, &checked.plan, about);
    }
    let format = FORMATS.get(index(question.get("format")?)?)?;
    let options: Options = serde_json::from_value(question.get("options")?.clone()).ok()?;
    let wanted = match question.get("wanted")? {
        Value::String(_) => Wanted::All,
        Value::Null => Wanted::Outline,
        at => Wanted::One(index(at)?),
    };
    let artifacts = (format.render)(&checked.plan, &options, wanted);
    Some(
        artifacts
            .iter()
            .map(|artifact| packed(artifact, &parts))
            .collect(),
    )
}

fn index(value: &Value) -> Option<usize> {
    usize::try_from(value.as_u64()?).ok()
}

fn position(part: Option<&Path>, parts: &[Path]) -> Value {
    part.and_then(|part| parts.iter().position(|other| other == part))
        .map_or(Value::Null, Value::from)
}

fn packed(artifact: &Artifact, parts: &[Path]) -> Value {
    let chunk = |chunk: &Chunk| {
        let spans = chunk
            .spans
            .iter()
            .map(|span| json!([span.kind as u8, span.text]));
        json!([
            position(chunk.part.as_ref(), parts),
            spans.collect::<Value>()
        ])
    };
    let code = artifact.code.as_ref();
    json!([
        artifact.title,
        artifact.file,
        position(artifact.part.as_ref(), parts),
        code.map(|code| code.chunks.iter().map(chunk).collect::<Value>()),
        artifact.problems,
        artifact.notes,
        artifact.shebang,
        artifact.carriage_returns,
        artifact.operation,
        artifact.bytes.as_ref().map(|bytes| STANDARD.encode(bytes)),
    ])
}

/// The artifacts in an answer; `None` if it is none.
pub fn read(answer: &str, draft: &Draft) -> Option<Vec<Artifact>> {
    let parts = parts(draft);
    let Value::Array(all) = serde_json::from_str(answer).ok()? else {
        return None;
    };
    all.into_iter().map(|one| unpacked(one, &parts)).collect()
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

fn list(value: Value) -> Option<std::vec::IntoIter<Value>> {
    match value {
        Value::Array(values) => Some(values.into_iter()),
        _ => None,
    }
}

fn unpacked(value: Value, parts: &[Path]) -> Option<Artifact> {
    const KINDS: [Kind; 5] = [
        Kind::Plain,
        Kind::Comment,
        Kind::Name,
        Kind::Value,
        Kind::Variable,
    ];
    let part = |value: Value| index(&value).and_then(|at| parts.get(at).cloned());
    let mut values = list(value)?;
    let mut next = || values.next();
    let span = |value: Value| {
        let mut values = list(value)?;
        Some(Span {
            kind: *KINDS.get(index(&values.next()?)?)?,
            text: text(values.next()?)?,
        })
    };
    let chunk = |value: Value| {
        let mut values = list(value)?;
        Some(Chunk {
            part: part(values.next()?),
            spans: list(values.next()?)?.map(span).collect::<Option<_>>()?,
        })
    };
    Some(Artifact {
        title: text(next()?)?,
        file: text(next()?)?,
        part: part(next()?),
        code: match next()? {
            Value::Null => None,
            chunks => Some(Code {
                chunks: list(chunks)?.map(chunk).collect::<Option<_>>()?,
            }),
        },
        problems: list(next()?)?.filter_map(|at| index(&at)).collect(),
        notes: list(next()?)?.filter_map(text).collect(),
        shebang: text(next()?)?.into(),
        carriage_returns: next()?.as_bool()?,
        operation: text(next()?).and_then(|name| {
            let mut all = OPERATIONS.iter().chain(TAGGING);
            all.find(|operation| operation.name == name)
                .map(|operation| operation.name)
        }),
        bytes: match text(next()?) {
            Some(bytes) => Some(STANDARD.decode(bytes).ok()?),
            None => None,
        },
    })
}
