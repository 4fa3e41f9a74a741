//! What a task's document does by itself, as statements for whichever role it
//! acts under: the table of documents, filled in with the task's parameters.

use crate::catalogue::documents::{self, Document, FUNCTION_ROLES, Need, Whose, is_assume_role};
use crate::catalogue::task::{self as k, AUTOMATION, RUN_COMMAND, automation, run_command};
use crate::check::{Arn, Planned, Value};
use crate::render::markdown::{code, codes};
use crate::render::reading;

use super::address::location;
use super::policy::Statement;
use crate::render::place::{ANY, Place};

/// More values than this are not named one by one.
const MOST_VALUES: usize = 20;

/// A task's document with the parameters that the task gives it.
pub(super) struct Acts<'a> {
    pub(super) document: &'static Document,
    parameters: &'a [(String, Value)],
}

impl<'a> Acts<'a> {
    /// The known document of a task.
    pub(super) fn of(task: &'a Planned) -> Option<Self> {
        let name = reading::text(reading::of(task, &k::TASK_ARN)).unwrap_or_default();
        let document = documents::find(name)?;
        let parameters = parameters(task);
        Some(Acts {
            document,
            parameters,
        })
    }

    /// What the document does under a role.
    pub(super) fn statements(&self, whose: Whose, place: &Place<'_>) -> Vec<Statement> {
        let needs = self.document.needs.iter();
        let mine = needs.filter(|need| need.whose == whose && need.only.is_none());
        let named: Vec<(String, &Need)> = mine.map(|need| (self.sid(need), need)).collect();
        let mut statements: Vec<Statement> = Vec::new();
        for (n, (sid, need)) in named.iter().enumerate() {
            if !self.applies(need) {
                continue;
            }
            let before = named.iter().take(n).filter(|(other, _)| other == sid);
            let sid = match before.count() {
                0 => sid.clone(),
                more => [sid, (more + 1).to_string().as_str()].concat(),
            };
            let resources = need.resources.iter();
            let mut statement = Statement::new(sid, &need.actions, self.why(need))
                .on(resources.flat_map(|resource| self.expanded(resource, place)));
            if let Some(service) = need.passed_to {
                statement = statement.passed_to(&place.principal(service));
            }
            statements.push(statement);
        }
        statements
    }

    /// What else it may need under a role, each with its case, in Markdown.
    pub(super) fn more(&self, whose: Whose) -> Vec<String> {
        let needs = self
            .document
            .needs
            .iter()
            .filter(|need| need.whose == whose);
        let said = needs.filter_map(|need| {
            let only = need.only?;
            Some(match need.actions.as_slice() {
                [] => format!("{}: {only}", code(self.document.name)),
                actions => format!(
                    "{}: {} {only}; {}",
                    code(self.document.name),
                    codes(actions.iter().copied()),
                    need.known.label()
                ),
            })
        });
        said.collect()
    }

    /// The role of the function that the runbook makes, if the task names one.
    pub(super) fn function_role(&self) -> Option<&'a str> {
        let parameters = self.parameters.iter();
        let mut named = parameters.filter(|(name, _)| FUNCTION_ROLES.contains(&name.as_str()));
        named.find_map(|(_, values)| role(first(values)?))
    }

    fn sid(&self, need: &Need) -> String {
        let name = self.document.name;
        let name = name.strip_prefix("AWS-").unwrap_or(name);
        let word = match need.known {
            documents::Known::Documented => "Documented",
            documents::Known::Derived => "Derived",
            documents::Known::Assumed => "Assumed",
        };
        let mut sid: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        sid.push_str(word);
        sid
    }

    fn why(&self, need: &Need) -> String {
        let what = match need.whose {
            Whose::Runbook => "What the runbook {} does itself",
            Whose::Function => "What the function that {} makes does",
            Whose::Node => "What {} does on the node",
        };
        let what = what.replace("{}", &code(self.document.name));
        let spare = need.absent.map_or(String::new(), |name| {
            format!(
                ". On all roles, which is as much as an administrator may: give {} a role, and this falls away",
                code(name)
            )
        });
        [&what, ": ", need.known.label(), &spare].concat()
    }

    fn values(&self, name: &str) -> Vec<&'a str> {
        let given = self.parameters.iter().find(|(known, _)| known == name);
        let items = given.map_or(&[][..], |(_, values)| reading::items(Some(values)));
        items
            .iter()
            .filter_map(|item| reading::text(Some(item)))
            .collect()
    }

    fn applies(&self, need: &Need) -> bool {
        let given = need.given.is_none_or(|(name, wanted)| {
            let known = self.document.parameter(name);
            let default = known.and_then(|parameter| parameter.default);
            let mut values = self.values(name);
            if wanted.is_some() && values.is_empty() {
                values.extend(default);
            }
            match wanted {
                // What becomes of a placeholder is known at the run only.
                Some(wanted) => values.iter().any(|v| *v == wanted || v.contains("{{")),
                None => !values.is_empty(),
            }
        });
        given && need.absent.is_none_or(|name| self.values(name).is_empty())
    }

    /// The ARNs that a resource of the table stands for.
    fn expanded(&self, resource: &str, place: &Place<'_>) -> Vec<String> {
        if resource == ANY {
            return vec![ANY.to_owned()];
        }
        if let Some(inner) = resource.strip_prefix('{').and_then(|r| r.strip_suffix('}')) {
            let (what, name) = inner.split_once(':').unwrap_or(("", inner));
            let each = |value: &str| match what {
                "s3" => location(value).map(|at| place.bucket(&[at.bucket, "/", &at.key].concat())),
                "bucket" => location(value).map(|at| place.bucket(at.bucket)),
                _ => Arn::parse(value).map(|_| value.to_owned()),
            };
            let any = || match what {
                "" => ANY.to_owned(),
                "s3" => place.bucket("*/*"),
                _ => place.bucket(ANY),
            };
            let values = self.values(name);
            let known: Option<Vec<String>> = values
                .iter()
                .map(|value| {
                    Some(*value)
                        .filter(|value| !value.contains("{{"))
                        .and_then(each)
                })
                .collect();
            return known
                .filter(|all| (1..=MOST_VALUES).contains(&all.len()))
                .unwrap_or_else(|| vec![any()]);
        }
        let Some((service, rest)) = resource.split_once(':') else {
            return Vec::new();
        };
        let filled = self.filled(rest);
        let arn = |rest: &String| match (service, rest.strip_prefix(':')) {
            ("s3", _) => place.bucket(rest.trim_start_matches(':')),
            (_, Some(rest)) => place.arn_of(service, "", rest),
            (_, None) => place.arn(service, rest),
        };
        filled.iter().map(arn).collect()
    }

    /// A resource with its parameter's values in place, once for each.
    fn filled(&self, resource: &str) -> Vec<String> {
        let Some((before, rest)) = resource.split_once('{') else {
            return vec![resource.to_owned()];
        };
        let (name, after) = rest.split_once('}').unwrap_or((rest, ""));
        let values = self.values(name);
        let literal = values.iter().all(|value| is_id(value));
        if values.is_empty() || !literal || values.len() > MOST_VALUES {
            return vec![[before, ANY, after].concat()];
        }
        let each = values.iter().map(|value| [before, value, after].concat());
        each.collect()
    }
}

/// Whether a value can stand in an ARN as it is: an id or a name, and no placeholder.
fn is_id(value: &str) -> bool {
    let known = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    !value.is_empty() && value.chars().all(known)
}

/// The role that a task tells its runbook to run under.
pub(super) fn assumed_role(task: &Planned) -> Option<&str> {
    let mut named = parameters(task)
        .iter()
        .filter(|(name, _)| is_assume_role(name));
    named.find_map(|(_, values)| role(first(values)?))
}

/// The parameters of a task's document.
pub(super) fn parameters(task: &Planned) -> &[(String, Value)] {
    let input = reading::of(task, &k::TASK_INVOCATION_PARAMETERS);
    let runbook = reading::within(reading::within(input, &AUTOMATION), &automation::PARAMETERS);
    let command = reading::within(
        reading::within(input, &RUN_COMMAND),
        &run_command::PARAMETERS,
    );
    match runbook.or(command) {
        Some(Value::Map(entries)) => entries,
        _ => &[],
    }
}

fn first(values: &Value) -> Option<&str> {
    reading::text(reading::items(Some(values)).first())
}

/// A text that is the ARN of a role.
fn role(text: &str) -> Option<&str> {
    Arn::parse(text)
        .filter(|arn| arn.service == "iam" && arn.resource.starts_with("role/"))
        .map(|_| text)
}
