//! What the roles and the people behind a plan must be allowed: policies for
//! IAM with the reason of each statement, and the commands that put them in
//! place.
//!
//! All of it is derived from the tasks of the plan, and from the table of
//! documents for what these do by themselves. It is to be reviewed before use.

mod acts;
mod address;
mod later;
mod needs;
mod nodes;
mod overview;
mod policy;
mod roles;

use crate::catalogue::{target as t, task as k, window as w};
use crate::check::{Plan, Planned, Value};

use super::artifact::{Artifact, Wanted};
use super::code::{Chunk, Code, Kind};
use super::command::Site;
use super::format::Format;
use super::header::header;
use super::markdown::code;
use super::names::file_stem;
use super::options::{CliVersion, Options, Shell};
use super::place::Place;
use super::project::session_options;
use super::reading;
use super::script::guard;
use super::shell::{Dialect, POSIX};
use super::steps::steps;
use super::word::Word;
use crate::quote::quoted;
use nodes::Nodes;
use policy::{LARGEST_INLINE, LARGEST_MANAGED, Policy, Statement};
use roles::{Role, Roles};

pub(super) const FORMAT: Format = Format {
    id: "permissions",
    label: "Permissions",
    help: "What the roles of the tasks and whoever registers them must be allowed, statement by statement. Review before use",
    render,
};

/// What the inline policy of a role is called.
const ROLE_POLICY: &str = "maintenance-window-tasks";
/// What the policy of whoever registers is called.
const OPERATOR_POLICY: &str = "maintenance-window-operator";
/// What the policy for a role of runbooks that have none is called.
const RUNBOOKS_POLICY: &str = "maintenance-window-runbooks";
/// What the policy for the nodes' role is called.
const NODES_POLICY: &str = "maintenance-window-nodes";
/// What the script does.
const CREATES: &str = "Creates the roles and policies that the tasks of maintenance windows need.";
const REVIEW: &str = "Review before use: the policy is derived from this plan";

/// What an artifact is about.
enum About<'a> {
    Overview,
    Trust(&'a Role<'a>),
    Policy(&'a Role<'a>),
    Runbooks,
    Nodes,
    Operator,
    Commands,
}

fn render(plan: &Plan, options: &Options, wanted: Wanted) -> Vec<Artifact> {
    let place = Place::of(plan, options);
    let roles = Roles::of(plan, &place);
    let nodes = Nodes::of(plan, &place);
    let mut all = vec![About::Overview];
    for role in &roles.all {
        all.push(About::Trust(role));
        if !role.policy.statements.is_empty() {
            all.push(About::Policy(role));
        }
    }
    if !roles.unowned.statements.is_empty() {
        all.push(About::Runbooks);
    }
    if !nodes.policy.statements.is_empty() {
        all.push(About::Nodes);
    }
    all.push(About::Operator);
    all.push(About::Commands);
    let operator = operator(plan, &roles, &place, options);
    let made = all.iter().enumerate().map(|(n, about)| {
        let (title, file) = match about {
            About::Overview => (
                "Who needs what, and why".to_owned(),
                "permissions.md".to_owned(),
            ),
            About::Trust(role) => named(&roles, role, "trust", "Who may use"),
            About::Policy(role) => named(&roles, role, "policy", "Policy of"),
            About::Runbooks => (
                "Policy for a role of the runbooks".to_owned(),
                "runbooks-policy.json".to_owned(),
            ),
            About::Nodes => (
                "Policy for the nodes' own role".to_owned(),
                "nodes-policy.json".to_owned(),
            ),
            About::Operator => (
                "Policy of whoever registers".to_owned(),
                "operator-policy.json".to_owned(),
            ),
            About::Commands => ("AWS CLI".to_owned(), "create-roles.sh".to_owned()),
        };
        let mut artifact = Artifact::of_all(plan, &title, &file);
        if matches!(about, About::Commands) {
            artifact.shebang = "#!/bin/sh\n".into();
        }
        if !wanted.text_of(n) || !artifact.problems.is_empty() || plan.requests().is_empty() {
            return artifact;
        }
        let mut chunk = Chunk::default();
        match about {
            About::Overview => {
                chunk.push(
                    Kind::Plain,
                    overview::overview(&roles, &nodes, &operator, &place),
                );
            }
            About::Trust(role) => {
                chunk
                    .push(Kind::Value, policy::trust(&role.services, 2))
                    .push(Kind::Plain, "\n");
                let who = overview::takers(role);
                artifact.notes.push(format!(
                    "Lets {who}, and nobody else, take on {}",
                    quoted(role.name)
                ));
            }
            About::Policy(role) => json(&role.policy, &mut chunk, &mut artifact.notes),
            About::Runbooks => {
                json(&roles.unowned, &mut chunk, &mut artifact.notes);
                artifact.notes.push(UNOWNED.to_owned());
            }
            About::Nodes => {
                json(&nodes.policy, &mut chunk, &mut artifact.notes);
                artifact.notes.push(nodes::BASE.to_owned());
                let more = nodes.more.iter();
                artifact
                    .notes
                    .extend(more.map(|more| ["Not in the policy: ", more].concat()));
            }
            About::Operator => json(&operator, &mut chunk, &mut artifact.notes),
            About::Commands => {
                let lines = header(plan, options, CREATES);
                artifact.shebang.to_mut().push_str(&POSIX.comment(&lines));
                commands(plan, &roles, &nodes, &operator, options, &place, &mut chunk);
                artifact
                    .notes
                    .extend(about_commands(plan, &roles, &nodes, &operator));
            }
        }
        if let About::Policy(role) = about {
            artifact.notes.extend(role.to_add());
        }
        if !matches!(about, About::Trust(_)) {
            artifact.notes.extend(place.notes());
        }
        artifact.code = Some(Code::of(chunk));
        artifact
    });
    made.collect()
}

/// An artifact's title and file; roles of several accounts may share a name.
fn named(roles: &Roles<'_>, role: &Role<'_>, file: &str, title: &str) -> (String, String) {
    let stem = file_stem(role.name);
    let before = roles.all.iter().take_while(|other| other.arn != role.arn);
    let namesakes = before.filter(|other| file_stem(other.name) == stem).count();
    let number = match namesakes {
        0 => String::new(),
        more => ["-", &(more + 1).to_string()].concat(),
    };
    (
        [title, " ", role.name].concat(),
        [&stem, &number, "-", file, ".json"].concat(),
    )
}

fn json(policy: &Policy, chunk: &mut Chunk, notes: &mut Vec<String>) {
    chunk
        .push(Kind::Value, policy.json(2))
        .push(Kind::Plain, "\n");
    notes.push(REVIEW.to_owned());
    notes.extend(
        policy
            .statements
            .iter()
            .map(|s| [code(&s.sid).as_str(), ": ", &s.why].concat()),
    );
    notes.extend(too_large(policy));
}

fn too_large(policy: &Policy) -> Option<String> {
    let size = policy.size();
    if size > LARGEST_INLINE {
        return Some(format!(
            "It has {size} characters, and IAM takes {LARGEST_INLINE} in the inline policies of a role: use more than one role"
        ));
    }
    (size > LARGEST_MANAGED).then(|| format!("It has {size} characters: too many for a managed policy ({LARGEST_MANAGED}), right for an inline one ({LARGEST_INLINE})"))
}

/// What whoever sends the plan's requests must be allowed.
fn operator(plan: &Plan, roles: &Roles<'_>, place: &Place<'_>, options: &Options) -> Policy {
    let mut policy = Policy::default();
    for step in steps(plan, options) {
        let request = step.request;
        let action = ["ssm:", step.operation.name].concat();
        let (sid, why, on) = match step.operation.name {
            name if name == w::CREATE.name => (
                "CreateWindows",
                "Creates the windows; the action knows no narrower resource",
                "*".to_owned(),
            ),
            name if name == t::REGISTER.name => (
                "RegisterTargets",
                "Registers the targets",
                window(request, place),
            ),
            name if name == k::REGISTER.name => (
                "RegisterTasks",
                "Registers the tasks",
                window(request, place),
            ),
            // Whatever completes a creation is among what comes later.
            _ => continue,
        };
        policy.add(Statement::new(sid, &[&action], why).on([on]));
        if reading::of(request, &w::TAGS).is_some() {
            let windows = place.arn("ssm", "maintenancewindow/*");
            policy.add(
                Statement::new(
                    "TagWindows",
                    &["ssm:AddTagsToResource"],
                    "Gives the windows their tags",
                )
                .on([windows]),
            );
        }
    }
    for statement in later::later(plan, place) {
        policy.add(statement);
    }
    for arn in &roles.passed {
        policy.add(
            Statement::new("PassRoles", &["iam:PassRole"], "Hands these roles, and no others, over to Systems Manager, and to no other service")
                .on([(*arn).to_owned()])
                .passed(),
        );
    }
    if !roles.without.is_empty() || roles.alarm {
        let mut statement = Statement::new(
            "CreateServiceLinkedRole",
            &["iam:CreateServiceLinkedRole"],
            "Lets Systems Manager make its own role, for tasks without a role and for alarms, unless the account has it",
        )
        .on([place.arn("iam", "role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM")]);
        statement.condition = Some(("iam:AWSServiceName", policy::SERVICE.to_owned()));
        policy.add(statement);
    }
    policy
}

/// The window of a request: the one that exists, or any.
fn window(request: &Planned, place: &Place<'_>) -> String {
    let id = match reading::of(request, &w::WINDOW_ID) {
        Some(Value::Text(id)) => id,
        _ => "*",
    };
    place.arn("ssm", &["maintenancewindow/", id].concat())
}

/// A word for the shell: the one place where this format quotes.
fn word(text: &str) -> String {
    POSIX.word(&Word::literal(text))
}

fn commands(
    plan: &Plan,
    roles: &Roles<'_>,
    nodes: &Nodes,
    operator: &Policy,
    options: &Options,
    place: &Place<'_>,
    chunk: &mut Chunk,
) {
    chunk.push(Kind::Plain, "(\nset -eu\n");
    if options.cli == CliVersion::V2 {
        chunk
            .push(Kind::Plain, "export ")
            .push(Kind::Variable, "AWS_PAGER")
            .push(Kind::Plain, "=''\n");
    }
    account(plan, options, place, chunk);
    let project = project_name(plan);
    for role in &roles.all {
        let trust = policy::trust(&role.services, 2);
        let mut create = vec![("role-name", role.name)];
        if role.path != "/" {
            create.push(("path", &role.path));
        }
        create.extend([
            ("assume-role-policy-document", trust.as_str()),
            ("query", "Role.Arn"),
            ("output", "text"),
        ]);
        // A role that exists keeps its trust policy: others may rely on it.
        let get = [
            ("role-name", role.name),
            ("query", "Role.Arn"),
            ("output", "text"),
        ];
        command(options, "get-role", &get, " 2>/dev/null || {", chunk);
        command(options, "create-role", &create, "; }", chunk);
        if !role.policy.statements.is_empty() {
            let document = role.policy.json(2);
            let name = [ROLE_POLICY, "-", &project].concat();
            let put = [
                ("role-name", role.name),
                ("policy-name", &name),
                ("policy-document", &document),
            ];
            command(options, "put-role-policy", &put, "", chunk);
        }
    }
    for (name, policy) in [
        (RUNBOOKS_POLICY, &roles.unowned),
        (NODES_POLICY, &nodes.policy),
        (OPERATOR_POLICY, operator),
    ] {
        if !policy.statements.is_empty() {
            let name = [name, "-", &project].concat();
            managed(&name, policy, options, place, chunk);
        }
    }
    chunk.push(Kind::Plain, ")\n");
}

/// Creates a managed policy, or makes the one of that name say this.
fn managed(name: &str, policy: &Policy, options: &Options, place: &Place<'_>, chunk: &mut Chunk) {
    let partition = place.partition.unwrap_or("aws");
    chunk
        .push(Kind::Plain, "\n")
        .push(Kind::Variable, "POLICY_DOCUMENT")
        .push(Kind::Plain, "=")
        .push(Kind::Value, word(&policy.json(2)))
        .push(Kind::Plain, "\n")
        .push(Kind::Variable, "POLICY_ARN")
        .push(
            Kind::Plain,
            ["=arn:", partition, ":iam::$ACCOUNT_ID:policy/", name, "\n"].concat(),
        );
    let session = session_options(options);
    let aws = |rest: &str| ["aws iam ", rest].concat().replace("@", &session);
    let lines = [
        "if ",
        &aws("get-policy@ --policy-arn \"$POLICY_ARN\" >/dev/null 2>&1; then\n"),
        // AWS keeps five versions of a policy; of this one the latest two.
        "  for VERSION in $(",
        &aws(
            "list-policy-versions@ --policy-arn \"$POLICY_ARN\" \\\n    --query 'Versions[?!IsDefaultVersion].VersionId' --output text); do\n",
        ),
        "    ",
        &aws("delete-policy-version@ --policy-arn \"$POLICY_ARN\" --version-id \"$VERSION\"\n"),
        "  done\n  ",
        &aws(
            "create-policy-version@ --policy-arn \"$POLICY_ARN\" --set-as-default \\\n    --policy-document \"$POLICY_DOCUMENT\" >/dev/null\n  echo \"$POLICY_ARN\"\nelse\n",
        ),
        "  ",
        &aws("create-policy@ --policy-name "),
        name,
        " \\\n    --policy-document \"$POLICY_DOCUMENT\" --query Policy.Arn --output text\nfi\n",
    ];
    chunk.push(Kind::Plain, lines.concat());
}

/// Asks for the account of the credentials, and stops if it is not the project's.
fn account(plan: &Plan, options: &Options, place: &Place<'_>, chunk: &mut Chunk) {
    let options = Options {
        shell: Shell::Posix,
        prefix: String::new(),
        ..options.clone()
    };
    let site = Site::new(plan, &options);
    if place.account.is_some() {
        return guard(&site, chunk);
    }
    let session = session_options(&options);
    chunk
        .push(Kind::Plain, "\n")
        .push(Kind::Variable, "ACCOUNT_ID")
        .push(
            Kind::Plain,
            [
                "=$(aws sts get-caller-identity",
                &session,
                " --query Account --output text)\n",
            ]
            .concat(),
        );
}

/// The most characters of the project's name in the name of a policy, which has at most 128.
const LONGEST_NAME: usize = 90;

/// What the project is called in the names of policies: its windows, by their names or ids.
fn project_name(plan: &Plan) -> String {
    let mut out = String::new();
    for (position, window) in plan.windows().iter().enumerate() {
        let mut requests = plan.requests().iter().filter(|r| r.window() == position);
        let id = requests.find_map(|r| reading::text(reading::of(r, &w::WINDOW_ID)));
        if !out.is_empty() {
            out.push('-');
        }
        let name = id.unwrap_or(&window.name);
        out.extend(name.chars().map(|c| match c {
            c if c.is_ascii_alphanumeric() || "_.-".contains(c) => c,
            _ => '-',
        }));
    }
    out.truncate(LONGEST_NAME);
    out
}

/// A command of IAM. It is global, but the Region decides the partition.
fn command(options: &Options, name: &str, members: &[(&str, &str)], end: &str, chunk: &mut Chunk) {
    let session = session_options(options);
    chunk.push(Kind::Plain, ["\naws iam ", name, &session].concat());
    for (option, value) in members {
        chunk
            .push(Kind::Plain, " \\\n  ")
            .push(Kind::Name, ["--", option].concat())
            .push(Kind::Plain, " ")
            .push(Kind::Value, word(value));
    }
    chunk.push(Kind::Plain, [end, "\n"].concat());
}

/// What to do with the policy of runbooks that have no role.
const UNOWNED: &str = "No role of yours allows this, and the service-linked role is not meant for it: make a role for the runbook, attach this policy, and name the role at the task";

fn about_commands(plan: &Plan, roles: &Roles<'_>, nodes: &Nodes, operator: &Policy) -> Vec<String> {
    let mut notes = vec![REVIEW.to_owned()];
    if !roles.all.is_empty() {
        notes.push("A role that exists keeps its trust policy: see that `ssm.amazonaws.com` may assume it. Policies are named for the windows of this project, so those of other projects stay".to_owned());
    }
    notes.push(format!(
        "Attach `{OPERATOR_POLICY}-{}` to the user, group or role that registers",
        project_name(plan)
    ));
    if !roles.unowned.statements.is_empty() {
        notes.push(format!(
            "Attach `{RUNBOOKS_POLICY}-{}` to a role for the runbooks, and name that role at their tasks",
            project_name(plan)
        ));
    }
    if !nodes.policy.statements.is_empty() {
        notes.push(format!(
            "Attach `{NODES_POLICY}-{}` to the role in the nodes' instance profile",
            project_name(plan)
        ));
    }
    let size = operator.size();
    if size > LARGEST_MANAGED {
        notes.push(format!("The policy of whoever registers has {size} characters, and a managed policy takes {LARGEST_MANAGED}: split it"));
    }
    for role in &roles.all {
        notes.extend(role.to_add());
    }
    notes
}
