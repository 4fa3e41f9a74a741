//! A CloudFormation template, as YAML and as JSON: a resource for each window,
//! target and task, and their ids as outputs.
//!
//! Both texts are written from one tree, so that they say the same. What
//! CloudFormation has no property for, or would read otherwise, is said beside
//! them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::catalogue::task::{automation, lambda, legacy, run_command, step_functions};
use crate::catalogue::{Field, tag, target, task, window};
use crate::check::{Plan, Planned, Value, quoted};

use super::code::{Chunk, Code, Kind};
use super::literal;
use super::mapping::{Mapping, Place, escape, is_hidden};
use super::words::name;
use super::{Artifact, Format, Options, Wanted};

pub(super) const FORMAT: Format = Format {
    id: "cloudformation",
    label: "CloudFormation",
    help: "A template of the window, its targets and its tasks, as YAML and as JSON",
    render,
};

const NO_TOKEN: Place = Place::Nowhere(
    "CloudFormation has no property for it and needs none, since a stack remembers what it created",
);

/// What CloudFormation calls the members.
pub static CLOUDFORMATION: Mapping = Mapping {
    resources: &[
        (&window::CREATE, "AWS::SSM::MaintenanceWindow"),
        (&target::REGISTER, "AWS::SSM::MaintenanceWindowTarget"),
        (&task::REGISTER, "AWS::SSM::MaintenanceWindowTask"),
    ],
    places: &[
        (&window::NAME, Place::Named("Name")),
        (&window::DESCRIPTION, Place::Named("Description")),
        (&window::SCHEDULE, Place::Named("Schedule")),
        (&window::SCHEDULE_TIMEZONE, Place::Named("ScheduleTimezone")),
        (&window::SCHEDULE_OFFSET, Place::Named("ScheduleOffset")),
        (&window::START_DATE, Place::Named("StartDate")),
        (&window::END_DATE, Place::Named("EndDate")),
        (&window::DURATION, Place::Named("Duration")),
        (&window::CUTOFF, Place::Named("Cutoff")),
        (
            &window::ALLOW_UNASSOCIATED_TARGETS,
            Place::Named("AllowUnassociatedTargets"),
        ),
        (&tag::TAGS, Place::Named("Tags")),
        (&tag::KEY, Place::Named("Key")),
        (&tag::VALUE, Place::Named("Value")),
        (&window::CLIENT_TOKEN, NO_TOKEN),
        (&window::WINDOW_ID, Place::Named("WindowId")),
        (&target::RESOURCE_TYPE, Place::Named("ResourceType")),
        (&target::TARGETS, Place::Named("Targets")),
        (&target::KEY, Place::Named("Key")),
        (&target::VALUES, Place::Named("Values")),
        (&target::NAME, Place::Named("Name")),
        (&target::OWNER_INFORMATION, Place::Named("OwnerInformation")),
        (&target::DESCRIPTION, Place::Named("Description")),
        (&task::TASK_TYPE, Place::Named("TaskType")),
        (&task::TASK_ARN, Place::Named("TaskArn")),
        (&task::NAME, Place::Named("Name")),
        (&task::TARGETS, Place::Named("Targets")),
        (&task::TARGET_KEY, Place::Named("Key")),
        (&task::TARGET_VALUES, Place::Named("Values")),
        (&task::MAX_CONCURRENCY, Place::Named("MaxConcurrency")),
        (&task::MAX_ERRORS, Place::Named("MaxErrors")),
        (&task::PRIORITY, Place::Named("Priority")),
        (&task::SERVICE_ROLE_ARN, Place::Named("ServiceRoleArn")),
        (&task::DESCRIPTION, Place::Named("Description")),
        (&task::CUTOFF_BEHAVIOR, Place::Named("CutoffBehavior")),
        (
            &task::TASK_INVOCATION_PARAMETERS,
            Place::Named("TaskInvocationParameters"),
        ),
        (
            &task::RUN_COMMAND,
            Place::Named("MaintenanceWindowRunCommandParameters"),
        ),
        (&run_command::PARAMETERS, Place::Named("Parameters")),
        (
            &run_command::DOCUMENT_VERSION,
            Place::Named("DocumentVersion"),
        ),
        (
            &run_command::TIMEOUT_SECONDS,
            Place::Named("TimeoutSeconds"),
        ),
        (
            &run_command::OUTPUT_S3_BUCKET_NAME,
            Place::Named("OutputS3BucketName"),
        ),
        (
            &run_command::OUTPUT_S3_KEY_PREFIX,
            Place::Named("OutputS3KeyPrefix"),
        ),
        (
            &run_command::CLOUD_WATCH_OUTPUT_CONFIG,
            Place::Named("CloudWatchOutputConfig"),
        ),
        (
            &run_command::CLOUD_WATCH_OUTPUT_ENABLED,
            Place::Named("CloudWatchOutputEnabled"),
        ),
        (
            &run_command::CLOUD_WATCH_LOG_GROUP_NAME,
            Place::Named("CloudWatchLogGroupName"),
        ),
        (
            &run_command::NOTIFICATION_CONFIG,
            Place::Named("NotificationConfig"),
        ),
        (
            &run_command::NOTIFICATION_ARN,
            Place::Named("NotificationArn"),
        ),
        (
            &run_command::NOTIFICATION_EVENTS,
            Place::Named("NotificationEvents"),
        ),
        (
            &run_command::NOTIFICATION_TYPE,
            Place::Named("NotificationType"),
        ),
        (
            &run_command::SERVICE_ROLE_ARN,
            Place::Named("ServiceRoleArn"),
        ),
        (&run_command::COMMENT, Place::Named("Comment")),
        (&run_command::DOCUMENT_HASH, Place::Named("DocumentHash")),
        (
            &run_command::DOCUMENT_HASH_TYPE,
            Place::Named("DocumentHashType"),
        ),
        (
            &task::AUTOMATION,
            Place::Named("MaintenanceWindowAutomationParameters"),
        ),
        (&automation::PARAMETERS, Place::Named("Parameters")),
        (
            &automation::DOCUMENT_VERSION,
            Place::Named("DocumentVersion"),
        ),
        (
            &task::LAMBDA,
            Place::Named("MaintenanceWindowLambdaParameters"),
        ),
        (&lambda::PAYLOAD, Place::Named("Payload")),
        (&lambda::QUALIFIER, Place::Named("Qualifier")),
        (&lambda::CLIENT_CONTEXT, Place::Named("ClientContext")),
        (
            &task::STEP_FUNCTIONS,
            Place::Named("MaintenanceWindowStepFunctionsParameters"),
        ),
        (&step_functions::INPUT, Place::Named("Input")),
        (&step_functions::NAME, Place::Named("Name")),
        (
            &task::ALARM_CONFIGURATION,
            Place::Nowhere("CloudFormation has no property for it, so no alarm stops the task"),
        ),
        (&legacy::TASK_PARAMETERS, Place::Named("TaskParameters")),
        (&legacy::VALUES, Place::Named("Values")),
        (&legacy::LOGGING_INFO, Place::Named("LoggingInfo")),
        (&legacy::S3_BUCKET_NAME, Place::Named("S3Bucket")),
        (&legacy::S3_KEY_PREFIX, Place::Named("S3Prefix")),
        (&legacy::S3_REGION, Place::Named("Region")),
    ],
};

/// Most bytes of a template that is handed over as it is, and from a bucket.
const MOST_BYTES: [usize; 2] = [51_200, 1_000_000];
/// Most resources and most outputs of a template.
const MOST_RESOURCES: usize = 500;
const MOST_OUTPUTS: usize = 200;
/// A key of YAML that is longer than 1024 characters needs a mark before it.
const LONGEST_KEY: usize = 1000;

/// A template's value.
enum Node {
    Text(String),
    Whole(i64),
    Flag(bool),
    /// What the resource of this logical id is: its id at AWS.
    Ref(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

fn render(plan: &Plan, _: &Options, wanted: Wanted) -> Vec<Artifact> {
    let texts: [(&str, &str, &dyn Syntax); 2] = [
        ("YAML template", "maintenance-window.yaml", &Yaml),
        ("JSON template", "maintenance-window.json", &Json),
    ];
    let mut artifacts = Vec::new();
    for (n, (title, file, syntax)) in texts.into_iter().enumerate() {
        let mut artifact = Artifact::of_all(plan, title, file);
        if wanted.text_of(n) && artifact.problems.is_empty() && !plan.requests().is_empty() {
            let code = template(plan, syntax);
            artifact.notes = notes(plan, &code);
            artifact.code = Some(code);
        }
        artifacts.push(artifact);
    }
    artifacts
}

/// The template's parts in the order of the file, each in the chunk of its request.
fn template(plan: &Plan, syntax: &dyn Syntax) -> Code {
    let mut head = Chunk::default();
    syntax.begin(&mut head);
    let mut chunks = vec![head];
    let last = plan.requests().len().saturating_sub(1);
    for (n, request) in plan.requests().iter().enumerate() {
        let mut chunk = Chunk {
            part: Some(request.part().clone()),
            ..Chunk::default()
        };
        syntax.comment(request.title(), &mut chunk);
        let id = logical_id(plan, request);
        syntax.member(&id, &resource(plan, request), n == last, &mut chunk);
        chunks.push(chunk);
    }
    let mut tail = Chunk::default();
    if last < MOST_OUTPUTS {
        syntax.outputs(&mut tail);
        for (n, request) in plan.requests().iter().enumerate() {
            let id = logical_id(plan, request);
            let name = [&id, "Id"].concat();
            let value = Node::Map(vec![("Value".to_owned(), Node::Ref(id))]);
            syntax.member(&name, &value, n == last, &mut tail);
        }
    }
    syntax.end(&mut tail);
    chunks.push(tail);
    Code { chunks }
}

/// `window_2_target_1` → `Window2Target1`
fn logical_id(plan: &Plan, request: &Planned) -> String {
    let mut id = String::new();
    for word in name(plan, request).split('_') {
        let mut rest = word.chars();
        id.extend(rest.next().map(|first| first.to_ascii_uppercase()));
        id.push_str(rest.as_str());
    }
    id
}

fn resource(plan: &Plan, request: &Planned) -> Node {
    let kind = CLOUDFORMATION
        .resource(request.operation())
        .unwrap_or_default();
    let mut properties = properties(plan, request.body().unwrap_or_default());
    if needs_priority(request) {
        properties.push((
            task::PRIORITY.name.to_owned(),
            Node::Whole(DEFAULT_PRIORITY),
        ));
    }
    Node::Map(vec![
        ("Type".to_owned(), Node::Text(kind.to_owned())),
        ("Properties".to_owned(), Node::Map(properties)),
    ])
}

/// What stands for a priority that the plan leaves to AWS.
const DEFAULT_PRIORITY: i64 = 1;

/// Whether CloudFormation demands a priority that the plan does not give.
fn needs_priority(request: &Planned) -> bool {
    let has_one = request
        .body()
        .unwrap_or_default()
        .iter()
        .any(|(field, _)| std::ptr::eq(*field, &task::PRIORITY));
    request.operation().name == task::REGISTER.name && !has_one
}

fn properties(plan: &Plan, members: &[(&'static Field, Value)]) -> Vec<(String, Node)> {
    let mut properties = Vec::new();
    for (field, value) in members {
        match CLOUDFORMATION.place(field) {
            Some(Place::Named(name) | Place::Bytes(name, _) | Place::Pairs(name)) => {
                properties.push((name.to_owned(), node(plan, value)));
            }
            Some(Place::Nowhere(_)) | None => {}
        }
    }
    properties
}

fn node(plan: &Plan, value: &Value) -> Node {
    match value {
        Value::Text(text) => Node::Text(text.clone()),
        Value::Whole(number) => Node::Whole(*number),
        Value::Flag(flag) => Node::Flag(*flag),
        // Its type is text, but it is handed on to AWS as it is.
        Value::Blob(bytes) => Node::Text(STANDARD.encode(bytes)),
        Value::Reference(reference) => Node::Ref(
            plan.source(*reference)
                .map(|request| logical_id(plan, request))
                .unwrap_or_default(),
        ),
        Value::List(items) => Node::List(items.iter().map(|item| node(plan, item)).collect()),
        Value::Group(members) => Node::Map(properties(plan, members)),
        Value::Map(entries) => {
            let entries = entries.iter();
            Node::Map(
                entries
                    .map(|(key, value)| (key.clone(), node(plan, value)))
                    .collect(),
            )
        }
    }
}

/// How YAML and JSON write the same template.
trait Syntax {
    /// What stands before the resources.
    fn begin(&self, out: &mut Chunk);
    /// What a resource is about.
    fn comment(&self, text: &str, out: &mut Chunk);
    /// A resource or an output.
    fn member(&self, key: &str, value: &Node, is_last: bool, out: &mut Chunk);
    /// What stands between the resources and the outputs.
    fn outputs(&self, out: &mut Chunk);
    /// What stands after everything.
    fn end(&self, out: &mut Chunk);
}

const VERSION: &str = "2010-09-09";
const DESCRIPTION: &str = "Maintenance windows with their targets and tasks";

struct Yaml;

impl Syntax for Yaml {
    fn begin(&self, out: &mut Chunk) {
        out.push(Kind::Name, "AWSTemplateFormatVersion")
            .push(Kind::Plain, ": ")
            .push(Kind::Value, ["'", VERSION, "'\n"].concat())
            .push(Kind::Name, "Description")
            .push(Kind::Plain, ": ")
            .push(Kind::Value, [DESCRIPTION, "\n"].concat())
            .push(Kind::Name, "Resources")
            .push(Kind::Plain, ":\n");
    }
    fn comment(&self, text: &str, out: &mut Chunk) {
        out.push(Kind::Comment, ["  # ", text, "\n"].concat());
    }
    fn member(&self, key: &str, value: &Node, _: bool, out: &mut Chunk) {
        out.push(Kind::Plain, "  ");
        yaml_entry(key, value, 2, out);
    }
    fn outputs(&self, out: &mut Chunk) {
        out.push(Kind::Name, "Outputs").push(Kind::Plain, ":\n");
    }
    fn end(&self, _: &mut Chunk) {}
}

/// A key and its value; the first line is indented already.
fn yaml_entry(key: &str, value: &Node, indent: usize, out: &mut Chunk) {
    let written = yaml_text(key);
    if written.chars().count() > LONGEST_KEY {
        out.push(Kind::Plain, "? ")
            .push(Kind::Name, written)
            .push(Kind::Plain, ["\n", &" ".repeat(indent), ":"].concat());
    } else {
        out.push(Kind::Name, written).push(Kind::Plain, ":");
    }
    yaml_value(value, indent, out);
}

/// A value behind a colon or a dash, with the end of the line.
fn yaml_value(value: &Node, indent: usize, out: &mut Chunk) {
    let (kind, text) = match value {
        Node::Map(entries) if !entries.is_empty() => {
            out.push(Kind::Plain, "\n");
            for (key, value) in entries {
                out.push(Kind::Plain, " ".repeat(indent + 2));
                yaml_entry(key, value, indent + 2, out);
            }
            return;
        }
        Node::List(items) if !items.is_empty() => {
            out.push(Kind::Plain, "\n");
            for item in items {
                out.push(Kind::Plain, [&" ".repeat(indent + 2), "-"].concat());
                yaml_item(item, indent + 2, out);
            }
            return;
        }
        Node::Map(_) => (Kind::Value, "{}".to_owned()),
        Node::List(_) => (Kind::Value, "[]".to_owned()),
        Node::Text(text) => (Kind::Value, yaml_text(text)),
        Node::Whole(number) => (Kind::Value, number.to_string()),
        Node::Flag(flag) => (Kind::Value, flag_text(*flag).to_owned()),
        Node::Ref(id) => (Kind::Variable, ["!Ref ", id].concat()),
    };
    out.push(Kind::Plain, " ")
        .push(kind, text)
        .push(Kind::Plain, "\n");
}

/// An item behind its dash: the first member of a map stands on the same line.
fn yaml_item(item: &Node, indent: usize, out: &mut Chunk) {
    let Node::Map(entries) = item else {
        return yaml_value(item, indent, out);
    };
    if entries.is_empty() {
        return yaml_value(item, indent, out);
    }
    for (n, (key, value)) in entries.iter().enumerate() {
        let pad = if n == 0 { 1 } else { indent + 2 };
        out.push(Kind::Plain, " ".repeat(pad));
        yaml_entry(key, value, indent + 2, out);
    }
}

fn flag_text(flag: bool) -> &'static str {
    if flag { "true" } else { "false" }
}

/// A text as a scalar of YAML 1.1, which takes `yes` and `012` for other things than text.
///
/// Bare where nothing can be read into it, in single quotes where all of it can
/// be seen, else in double quotes with escapes.
pub fn yaml_text(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 2);
    if !text.chars().any(is_hidden) {
        out.push('\'');
        out.push_str(&text.replace('\'', "''"));
        out.push('\'');
        return out;
    }
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_hidden(c) => escape(c, &mut out),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Letters, digits and what means nothing to YAML where it stands, in words with one blank between.
fn is_plain(text: &str) -> bool {
    let is_word = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
        .iter()
        .any(|word| text.eq_ignore_ascii_case(word));
    let mut last = ' ';
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '$')
        && !is_word
        && !text.ends_with([' ', ':'])
        && text.chars().all(|c| {
            let fits = match c {
                // A colon before a blank ends a key.
                ' ' => last != ':' && last != ' ',
                c => c.is_ascii_alphanumeric() || "-_./:@+=$".contains(c),
            };
            last = c;
            fits
        })
}

struct Json;

impl Syntax for Json {
    fn begin(&self, out: &mut Chunk) {
        out.push(Kind::Plain, "{\n");
        for (key, text) in [
            ("AWSTemplateFormatVersion", VERSION),
            ("Description", DESCRIPTION),
        ] {
            out.push(Kind::Plain, "  ")
                .push(Kind::Name, literal::string(key))
                .push(Kind::Plain, ": ")
                .push(Kind::Value, literal::string(text))
                .push(Kind::Plain, ",\n");
        }
        out.push(Kind::Plain, "  ")
            .push(Kind::Name, "\"Resources\"")
            .push(Kind::Plain, ": {\n");
    }
    // JSON has no comments.
    fn comment(&self, _: &str, _: &mut Chunk) {}
    fn member(&self, key: &str, value: &Node, is_last: bool, out: &mut Chunk) {
        out.push(Kind::Plain, "    ")
            .push(Kind::Name, literal::string(key))
            .push(Kind::Plain, ": ");
        json_value(value, 4, out);
        out.push(Kind::Plain, if is_last { "\n" } else { ",\n" });
    }
    fn outputs(&self, out: &mut Chunk) {
        out.push(Kind::Plain, "  },\n  ")
            .push(Kind::Name, "\"Outputs\"")
            .push(Kind::Plain, ": {\n");
    }
    fn end(&self, out: &mut Chunk) {
        out.push(Kind::Plain, "  }\n}\n");
    }
}

fn json_value(value: &Node, indent: usize, out: &mut Chunk) {
    let (kind, text) = match value {
        Node::Map(entries) if !entries.is_empty() => {
            out.push(Kind::Plain, "{");
            for (n, (key, value)) in entries.iter().enumerate() {
                json_line(n, indent + 2, out);
                out.push(Kind::Name, literal::string(key))
                    .push(Kind::Plain, ": ");
                json_value(value, indent + 2, out);
            }
            out.push(Kind::Plain, ["\n", &" ".repeat(indent), "}"].concat());
            return;
        }
        Node::List(items) => {
            // A list of one plain value reads better on one line.
            let is_short =
                items.len() <= 1 && !matches!(items.first(), Some(Node::Map(_) | Node::List(_)));
            out.push(Kind::Plain, "[");
            for (n, item) in items.iter().enumerate() {
                if !is_short {
                    json_line(n, indent + 2, out);
                }
                json_value(item, indent + 2, out);
            }
            if !is_short {
                out.push(Kind::Plain, ["\n", &" ".repeat(indent)].concat());
            }
            out.push(Kind::Plain, "]");
            return;
        }
        Node::Map(_) => (Kind::Plain, "{}".to_owned()),
        Node::Text(text) => (Kind::Value, literal::string(text)),
        Node::Whole(number) => (Kind::Value, number.to_string()),
        Node::Flag(flag) => (Kind::Value, flag_text(*flag).to_owned()),
        Node::Ref(id) => (Kind::Variable, ["{\"Ref\": \"", id, "\"}"].concat()),
    };
    out.push(kind, text);
}

fn json_line(n: usize, indent: usize, out: &mut Chunk) {
    let end = if n > 0 { ",\n" } else { "\n" };
    out.push(Kind::Plain, [end, &" ".repeat(indent)].concat());
}

/// What CloudFormation leaves out, adds or reads otherwise.
fn notes(plan: &Plan, code: &Code) -> Vec<String> {
    let called = |request: &Planned| logical_id(plan, request);
    let mut notes = CLOUDFORMATION.left_out(plan, &called);
    let mut added = Vec::new();
    let mut resolved = Vec::new();
    let mut functions = Vec::new();
    for request in plan.requests() {
        let of = quoted(&called(request));
        if needs_priority(request) {
            added.push(of.clone());
        }
        let mut suspects = Suspects::default();
        suspects.search(&Node::Map(properties(
            plan,
            request.body().unwrap_or_default(),
        )));
        if suspects.resolves {
            resolved.push(of.clone());
        }
        functions.extend(
            suspects
                .functions
                .iter()
                .map(|key| [&quoted(key), " of ", &of].concat()),
        );
    }
    let priority = DEFAULT_PRIORITY.to_string();
    for (of, sentence) in [
        (
            added,
            ["CloudFormation demands a priority, and AWS documents no default: the template gives `", &priority, "` to "].concat(),
        ),
        (
            resolved,
            "CloudFormation puts another value in the place of `{{resolve:…}}`: see what it makes of it in ".to_owned(),
        ),
        (
            functions,
            "CloudFormation takes a parameter of this name for a function of its own, and refuses the template: ".to_owned(),
        ),
    ] {
        if !of.is_empty() {
            notes.push(sentence + &of.join(", "));
        }
    }
    let bytes: usize = code
        .chunks
        .iter()
        .flat_map(|chunk| &chunk.spans)
        .map(|span| span.text.len())
        .sum();
    let [handed, fetched] = MOST_BYTES;
    let requests = plan.requests().len();
    if bytes > handed {
        let more = if bytes > fetched {
            ", and no more than 1 MB at all"
        } else {
            ""
        };
        notes.push(
            [
                "The template has ",
                &bytes.to_string(),
                " bytes: CloudFormation takes more than ",
                &handed.to_string(),
                " only from an S3 bucket",
                more,
            ]
            .concat(),
        );
    }
    if requests > MOST_RESOURCES {
        notes.push(
            [
                "The template has ",
                &requests.to_string(),
                " resources, and CloudFormation takes at most ",
                &MOST_RESOURCES.to_string(),
            ]
            .concat(),
        );
    }
    if requests > MOST_OUTPUTS {
        notes.push(
            [
                "The ids are no outputs, because CloudFormation takes at most ",
                &MOST_OUTPUTS.to_string(),
                " of them",
            ]
            .concat(),
        );
    }
    notes
}

/// What CloudFormation does not take for plain text.
#[derive(Default)]
struct Suspects {
    resolves: bool,
    functions: Vec<String>,
}

impl Suspects {
    fn search(&mut self, node: &Node) {
        match node {
            Node::Text(text) => self.resolves |= text.contains("{{resolve:"),
            Node::List(items) => items.iter().for_each(|item| self.search(item)),
            Node::Map(entries) => {
                for (key, value) in entries {
                    if key == "Ref" || key == "Condition" || key.starts_with("Fn::") {
                        self.functions.push(key.clone());
                    }
                    self.search(value);
                }
            }
            Node::Whole(_) | Node::Flag(_) | Node::Ref(_) => {}
        }
    }
}
