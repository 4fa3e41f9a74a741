//! A Terraform configuration for the AWS provider: a resource for each window,
//! target and task, tied together by references.
//!
//! It is written as `terraform fmt` leaves it: the equals signs of
//! neighbouring lines in one column. What the provider has no attribute for,
//! or sends otherwise than it is written, is said beside it.

use crate::catalogue::task::{automation, lambda, legacy, run_command, step_functions};
use crate::catalogue::{Field, Shape, tag, target, task, window};
use crate::check::{Plan, Planned, Reference, Value, quoted};

use super::code::{Chunk, Code, Kind};
use super::mapping::{Mapping, Place, each_member, escape, is_hidden};
use super::words::{Piece, Word, name};
use super::{Artifact, Format, Options, Wanted};

pub(super) const FORMAT: Format = Format {
    id: "terraform",
    label: "Terraform",
    help: "Resources of Terraform's AWS provider, which refer to each other",
    render,
};

const NO_TOKEN: Place = Place::Nowhere(
    "Terraform has no attribute for it and needs none, since it remembers what it created",
);

/// What Terraform's AWS provider calls the members.
pub static TERRAFORM: Mapping = Mapping {
    resources: &[
        (&window::CREATE, "aws_ssm_maintenance_window"),
        (&target::REGISTER, "aws_ssm_maintenance_window_target"),
        (&task::REGISTER, "aws_ssm_maintenance_window_task"),
    ],
    places: &[
        (&window::NAME, Place::Named("name")),
        (&window::DESCRIPTION, Place::Named("description")),
        (&window::SCHEDULE, Place::Named("schedule")),
        (
            &window::SCHEDULE_TIMEZONE,
            Place::Named("schedule_timezone"),
        ),
        (&window::SCHEDULE_OFFSET, Place::Named("schedule_offset")),
        (&window::START_DATE, Place::Named("start_date")),
        (&window::END_DATE, Place::Named("end_date")),
        (&window::DURATION, Place::Named("duration")),
        (&window::CUTOFF, Place::Named("cutoff")),
        (
            &window::ALLOW_UNASSOCIATED_TARGETS,
            Place::Named("allow_unassociated_targets"),
        ),
        (&tag::TAGS, Place::Pairs("tags")),
        (&window::CLIENT_TOKEN, NO_TOKEN),
        (&window::WINDOW_ID, Place::Named("window_id")),
        (&target::RESOURCE_TYPE, Place::Named("resource_type")),
        (&target::TARGETS, Place::Named("targets")),
        (&target::KEY, Place::Bytes("key", 1)),
        (&target::VALUES, Place::Named("values")),
        (&target::NAME, Place::Named("name")),
        (
            &target::OWNER_INFORMATION,
            Place::Bytes("owner_information", 1),
        ),
        (&target::DESCRIPTION, Place::Bytes("description", 3)),
        (&task::TASK_TYPE, Place::Named("task_type")),
        (&task::TASK_ARN, Place::Named("task_arn")),
        (&task::NAME, Place::Named("name")),
        (&task::TARGETS, Place::Named("targets")),
        (&task::TARGET_KEY, Place::Named("key")),
        (&task::TARGET_VALUES, Place::Named("values")),
        (&task::MAX_CONCURRENCY, Place::Named("max_concurrency")),
        (&task::MAX_ERRORS, Place::Named("max_errors")),
        (&task::PRIORITY, Place::Named("priority")),
        (&task::SERVICE_ROLE_ARN, Place::Named("service_role_arn")),
        (&task::DESCRIPTION, Place::Bytes("description", 1)),
        (&task::CUTOFF_BEHAVIOR, Place::Named("cutoff_behavior")),
        (
            &task::TASK_INVOCATION_PARAMETERS,
            Place::Named("task_invocation_parameters"),
        ),
        (&task::RUN_COMMAND, Place::Named("run_command_parameters")),
        (&run_command::PARAMETERS, Place::Named("parameter")),
        (
            &run_command::DOCUMENT_VERSION,
            Place::Named("document_version"),
        ),
        (
            &run_command::TIMEOUT_SECONDS,
            Place::Named("timeout_seconds"),
        ),
        (
            &run_command::OUTPUT_S3_BUCKET_NAME,
            Place::Named("output_s3_bucket"),
        ),
        (
            &run_command::OUTPUT_S3_KEY_PREFIX,
            Place::Named("output_s3_key_prefix"),
        ),
        (
            &run_command::CLOUD_WATCH_OUTPUT_CONFIG,
            Place::Named("cloudwatch_config"),
        ),
        (
            &run_command::CLOUD_WATCH_OUTPUT_ENABLED,
            Place::Named("cloudwatch_output_enabled"),
        ),
        (
            &run_command::CLOUD_WATCH_LOG_GROUP_NAME,
            Place::Named("cloudwatch_log_group_name"),
        ),
        (
            &run_command::NOTIFICATION_CONFIG,
            Place::Named("notification_config"),
        ),
        (
            &run_command::NOTIFICATION_ARN,
            Place::Named("notification_arn"),
        ),
        (
            &run_command::NOTIFICATION_EVENTS,
            Place::Named("notification_events"),
        ),
        (
            &run_command::NOTIFICATION_TYPE,
            Place::Named("notification_type"),
        ),
        (
            &run_command::SERVICE_ROLE_ARN,
            Place::Named("service_role_arn"),
        ),
        (&run_command::COMMENT, Place::Bytes("comment", 0)),
        (
            &run_command::DOCUMENT_HASH,
            Place::Bytes("document_hash", 0),
        ),
        (
            &run_command::DOCUMENT_HASH_TYPE,
            Place::Named("document_hash_type"),
        ),
        (&task::AUTOMATION, Place::Named("automation_parameters")),
        (&automation::PARAMETERS, Place::Named("parameter")),
        (
            &automation::DOCUMENT_VERSION,
            Place::Named("document_version"),
        ),
        (&task::LAMBDA, Place::Named("lambda_parameters")),
        (&lambda::PAYLOAD, Place::Named("payload")),
        (&lambda::QUALIFIER, Place::Named("qualifier")),
        (&lambda::CLIENT_CONTEXT, Place::Named("client_context")),
        (
            &task::STEP_FUNCTIONS,
            Place::Named("step_functions_parameters"),
        ),
        (&step_functions::INPUT, Place::Bytes("input", 0)),
        (&step_functions::NAME, Place::Bytes("name", 1)),
        (
            &task::ALARM_CONFIGURATION,
            Place::Nowhere("Terraform has no attribute for it, so no alarm stops the task"),
        ),
        (
            &legacy::TASK_PARAMETERS,
            Place::Nowhere(
                "Terraform has no attribute for it, so give the parameters to Run Command",
            ),
        ),
        (
            &legacy::LOGGING_INFO,
            Place::Nowhere("Terraform has no attribute for it, so give Run Command the S3 bucket"),
        ),
    ],
};

/// The provider whose attributes these are.
const HEAD: &str = "terraform {
  required_providers {
    aws = {
      source  = \"hashicorp/aws\"
      version = \">= 5.0\"
    }
  }
}
";

/// A list longer than this is written on several lines.
const LONGEST_LIST: usize = 72;

fn render(plan: &Plan, _: &Options, wanted: Wanted) -> Vec<Artifact> {
    let mut artifact = Artifact::of_all(plan, "Configuration", "maintenance-window.tf");
    if wanted.text_of(0) && artifact.problems.is_empty() && !plan.requests().is_empty() {
        let mut head = Chunk::default();
        head.push(Kind::Plain, HEAD);
        let mut chunks = vec![head];
        chunks.extend(
            plan.requests()
                .iter()
                .map(|request| resource(plan, request)),
        );
        artifact.code = Some(Code { chunks });
        artifact.notes = notes(plan);
    }
    vec![artifact]
}

fn resource(plan: &Plan, request: &Planned) -> Chunk {
    let mut chunk = Chunk {
        part: Some(request.part().clone()),
        ..Chunk::default()
    };
    chunk
        .push(Kind::Plain, "\n")
        .push(Kind::Comment, ["# ", request.title(), "\n"].concat())
        .push(Kind::Plain, "resource ")
        .push(Kind::Value, ["\"", kind(request), "\""].concat())
        .push(Kind::Plain, " ")
        .push(Kind::Variable, ["\"", &name(plan, request), "\""].concat())
        .push(Kind::Plain, " {\n");
    let mut writer = Writer {
        plan,
        chunk: &mut chunk,
    };
    writer.body(request.body().unwrap_or_default(), 2);
    chunk.push(Kind::Plain, "}\n");
    chunk
}

fn kind(request: &Planned) -> &'static str {
    TERRAFORM.resource(request.operation()).unwrap_or_default()
}

struct Writer<'a> {
    plan: &'a Plan,
    chunk: &'a mut Chunk,
}

impl Writer<'_> {
    /// The arguments, then the nested blocks.
    fn body(&mut self, members: &[(&'static Field, Value)], indent: usize) {
        let mut arguments: Vec<(String, Word)> = Vec::new();
        let mut blocks: Vec<(&'static str, &Value)> = Vec::new();
        for (field, value) in members {
            match TERRAFORM.place(field) {
                Some(Place::Named(name) | Place::Bytes(name, _)) => {
                    if is_block(value) {
                        blocks.push((name, value));
                    } else {
                        arguments.push((name.to_owned(), self.value(value, indent)));
                    }
                }
                Some(Place::Pairs(name)) => {
                    arguments.push((name.to_owned(), self.pairs(value, indent)));
                }
                Some(Place::Nowhere(_)) | None => {}
            }
        }
        self.arguments(&arguments, indent);
        let mut first = arguments.is_empty();
        for (name, value) in blocks {
            match value {
                Value::Group(members) => self.block(name, &mut first, members, indent),
                Value::List(items) => {
                    for item in items {
                        if let Value::Group(members) = item {
                            self.block(name, &mut first, members, indent);
                        }
                    }
                }
                Value::Map(entries) => {
                    for (key, value) in entries {
                        self.open(name, &mut first, indent);
                        let arguments = [
                            ("name".to_owned(), Word::literal(string(key))),
                            ("values".to_owned(), self.value(value, indent + 2)),
                        ];
                        self.arguments(&arguments, indent + 2);
                        self.close(indent);
                    }
                }
                Value::Text(_)
                | Value::Whole(_)
                | Value::Flag(_)
                | Value::Blob(_)
                | Value::Reference(_) => {}
            }
        }
    }

    fn block(
        &mut self,
        name: &str,
        first: &mut bool,
        members: &[(&'static Field, Value)],
        indent: usize,
    ) {
        self.open(name, first, indent);
        self.body(members, indent + 2);
        self.close(indent);
    }

    fn open(&mut self, name: &str, first: &mut bool, indent: usize) {
        if !std::mem::take(first) {
            self.chunk.push(Kind::Plain, "\n");
        }
        self.chunk
            .push(Kind::Plain, " ".repeat(indent))
            .push(Kind::Name, name)
            .push(Kind::Plain, " {\n");
    }

    fn close(&mut self, indent: usize) {
        self.chunk
            .push(Kind::Plain, " ".repeat(indent))
            .push(Kind::Plain, "}\n");
    }

    /// Lines of names and values, with one column for the equals signs of
    /// neighbours that take one line each.
    fn arguments(&mut self, arguments: &[(String, Word)], indent: usize) {
        let is_one_line = |(_, word): &&(String, Word)| !is_several_lines(word);
        let mut rest = arguments;
        while let Some((name, word)) = rest.first() {
            let together = rest.iter().take_while(is_one_line).count();
            if together == 0 {
                self.argument(name, 0, word, indent);
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
            let (run, after) = rest.split_at(together);
            let widest = run.iter().map(|(name, _)| name.chars().count()).max();
            for (name, word) in run {
                self.argument(name, widest.unwrap_or(0), word, indent);
            }
            rest = after;
        }
    }

    fn argument(&mut self, name: &str, width: usize, word: &Word, indent: usize) {
        let gap = width.saturating_sub(name.chars().count()) + 1;
        self.chunk
            .push(Kind::Plain, " ".repeat(indent))
            .push(Kind::Name, name)
            .push(Kind::Plain, [&" ".repeat(gap), "= "].concat());
        for piece in &word.0 {
            match piece {
                Piece::Literal(text) => self.chunk.push(Kind::Value, text),
                Piece::Variable(name) => self.chunk.push(Kind::Variable, name),
            };
        }
        self.chunk.push(Kind::Plain, "\n");
    }

    fn value(&self, value: &Value, indent: usize) -> Word {
        let mut word = Word::default();
        match value {
            Value::Text(text) => word.text(&string(text)),
            Value::Whole(number) => word.text(&number.to_string()),
            Value::Flag(flag) => word.text(if *flag { "true" } else { "false" }),
            // The provider encodes it.
            Value::Blob(bytes) => word.text(&string(&String::from_utf8_lossy(bytes))),
            Value::Reference(reference) => word.add_variable(self.address(*reference)),
            Value::List(items) => {
                let items: Vec<Word> = items
                    .iter()
                    .map(|item| self.value(item, indent + 2))
                    .collect();
                word = list(items, indent);
            }
            // Blocks, which are not values.
            Value::Group(_) | Value::Map(_) => {}
        }
        word
    }

    /// `aws_ssm_maintenance_window.window.id`
    fn address(&self, reference: Reference) -> String {
        match self.plan.source(reference) {
            Some(request) => [kind(request), ".", &name(self.plan, request), ".id"].concat(),
            None => "null".to_owned(),
        }
    }

    /// Groups of a key and a value as one map.
    fn pairs(&self, value: &Value, indent: usize) -> Word {
        let mut entries: Vec<(String, Word)> = Vec::new();
        if let Value::List(items) = value {
            for item in items {
                if let Value::Group(members) = item
                    && let [(_, Value::Text(key)), (_, value)] = members.as_slice()
                {
                    entries.push((map_key(key), self.value(value, indent + 2)));
                }
            }
        }
        let mut chunk = Chunk::default();
        let mut writer = Writer {
            plan: self.plan,
            chunk: &mut chunk,
        };
        writer.arguments(&entries, indent + 2);
        let mut word = Word::literal("{\n");
        for span in &chunk.spans {
            word.text(&span.text);
        }
        word.text(&" ".repeat(indent));
        word.text("}");
        word
    }
}

fn is_block(value: &Value) -> bool {
    match value {
        Value::Group(_) | Value::Map(_) => true,
        Value::List(items) => items.iter().any(|item| matches!(item, Value::Group(_))),
        Value::Text(_)
        | Value::Whole(_)
        | Value::Flag(_)
        | Value::Blob(_)
        | Value::Reference(_) => false,
    }
}

fn length(word: &Word) -> usize {
    let pieces = word.0.iter().map(|piece| match piece {
        Piece::Literal(text) | Piece::Variable(text) => text.chars().count(),
    });
    pieces.sum()
}

fn is_several_lines(word: &Word) -> bool {
    // Strings hold no newline, only its escape.
    word.0
        .iter()
        .any(|piece| matches!(piece, Piece::Literal(text) if text.contains('\n')))
}

/// Several short items on one line, a script line by line.
fn list(items: Vec<Word>, indent: usize) -> Word {
    let total: usize = items.iter().map(|item| length(item) + 2).sum();
    let one_line = items.len() <= 1 || total <= LONGEST_LIST;
    let mut word = Word::literal("[");
    for (n, item) in items.into_iter().enumerate() {
        if !one_line {
            word.text("\n");
            word.text(&" ".repeat(indent + 2));
        } else if n > 0 {
            word.text(", ");
        }
        word.append(item);
        if !one_line {
            word.text(",");
        }
    }
    if !one_line {
        word.text("\n");
        word.text(&" ".repeat(indent));
    }
    word.text("]");
    word
}

/// A text as a string of HCL.
///
/// `${` and `%{` would begin a template; doubling the first character makes them
/// text. Some readers look for the closing brace all the same: where there is
/// none, an escape stands for the first character.
pub fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for (at, c) in text.char_indices() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '$' | '%' => {
                let rest = text.get(at + 1..).unwrap_or_default();
                if !rest.starts_with('{') {
                    out.push(c);
                } else if rest.contains('}') {
                    out.extend([c, c]);
                } else {
                    escape(c, &mut out);
                }
            }
            c if is_hidden(c) => escape(c, &mut out),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A key of a map: bare where it is a name and no word of the language.
fn map_key(key: &str) -> String {
    let is_name = key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    let is_word = ["for", "if", "in", "true", "false", "null"].contains(&key);
    if is_name && !is_word {
        key.to_owned()
    } else {
        string(key)
    }
}

/// What Terraform leaves out, refuses or sends otherwise.
fn notes(plan: &Plan) -> Vec<String> {
    let mut notes = TERRAFORM.left_out(plan, &|request| name(plan, request));
    let mut refused: Vec<(&'static Field, Vec<String>, String)> = Vec::new();
    let mut unsent = Vec::new();
    let mut emptied = Vec::new();
    let mut composed = Vec::new();
    for request in plan.requests() {
        let of = quoted(&name(plan, request));
        each_member(request.body().unwrap_or_default(), &mut |field, value| {
            let place = TERRAFORM.place(field);
            if matches!(place, Some(Place::Nowhere(_)) | None) {
                return false;
            }
            if std::ptr::eq(field, &task::PRIORITY) && *value == Value::Whole(0) {
                unsent.push(of.clone());
            }
            if let (Some(Place::Bytes(_, least)), Value::Text(text)) = (place, value)
                && let Some(rule) = rule_broken(field, text.len(), least)
            {
                match refused
                    .iter_mut()
                    .find(|(known, _, broken)| std::ptr::eq(*known, field) && *broken == rule)
                {
                    Some((_, parts, _)) => parts.push(of.clone()),
                    None => refused.push((field, vec![of.clone()], rule)),
                }
            }
            if let Value::Map(entries) = value {
                let lossy = entries.iter().filter(|(_, value)| has_empty(value));
                emptied.extend(lossy.map(|(key, _)| [&quoted(key), " of ", &of].concat()));
            }
            if is_composed(value) && composed.last() != Some(&of) {
                composed.push(of.clone());
            }
            true
        });
    }
    for (field, parts, rule) in refused {
        let member = quoted(field.name);
        notes.push(
            [
                "Terraform refuses ",
                &member,
                " of ",
                &parts.join(", "),
                ": it takes ",
                &rule,
            ]
            .concat(),
        );
    }
    for (of, sentence) in [
        (
            unsent,
            "Terraform does not send a priority of `0` when it registers a task, and AWS documents no default: see with `terraform plan` what became of ",
        ),
        (
            emptied,
            "Terraform drops empty lines, but not those with a blank on them: it shortens ",
        ),
        (
            composed,
            "Terraform joins letters and their accents into one character where Unicode has it, which may change texts of ",
        ),
    ] {
        if !of.is_empty() {
            notes.push([sentence, &of.join(", ")].concat());
        }
    }
    notes
}

/// Whether Terraform, whose texts are in Unicode's normalization form C, may change one of a value's.
fn is_composed(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.chars().any(may_compose),
        Value::Blob(bytes) => String::from_utf8_lossy(bytes).chars().any(may_compose),
        Value::List(items) => items.iter().any(is_composed),
        // Its members are visited themselves.
        Value::Group(_) => false,
        Value::Map(entries) => {
            let mut entries = entries.iter();
            entries.any(|(key, value)| key.chars().any(may_compose) || is_composed(value))
        }
        Value::Whole(_) | Value::Flag(_) | Value::Reference(_) => false,
    }
}

/// Whether a character may change, or change those before it: all that do, and their neighbors.
fn may_compose(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{387}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{109d}' | '\u{1100}'..='\u{11ff}'
        | '\u{135d}'..='\u{1dff}' | '\u{1f71}'..='\u{2001}' | '\u{20d0}'..='\u{20ff}' | '\u{2126}'..='\u{212b}'
        | '\u{2329}' | '\u{232a}' | '\u{2adc}'..='\u{2dff}' | '\u{302a}'..='\u{309a}' | '\u{a66f}'..='\u{abed}'
        | '\u{f900}'..='\u{fb4e}' | '\u{fe20}'..='\u{fe2f}' | '\u{101fd}'..='\u{1e94a}' | '\u{2f800}'..='\u{2fa1d}')
}

fn has_empty(value: &Value) -> bool {
    matches!(value, Value::List(items) if items.contains(&Value::Text(String::new())))
}

/// What Terraform takes instead of a text of so many bytes, if it does not take that.
fn rule_broken(field: &Field, bytes: usize, least: usize) -> Option<String> {
    let Shape::Text(text) = field.shape else {
        return None;
    };
    let rule = if bytes < least {
        ["at least ".to_owned(), least.to_string()]
    } else {
        let most = text.max.filter(|most| bytes > *most)?;
        ["at most ".to_owned(), most.to_string()]
    };
    Some(rule.concat() + " bytes")
}
