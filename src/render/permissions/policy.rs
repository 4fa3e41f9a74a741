//! Policies of IAM as data: statements with the reason for each, which JSON
//! itself has no place for.

use std::borrow::Cow;

use crate::render::literal::string;

/// The most characters of a managed policy, without blanks between its parts.
pub(super) const LARGEST_MANAGED: usize = 6144;
/// The most characters of all inline policies of a role together.
pub(super) const LARGEST_INLINE: usize = 10_240;

/// The principal that runs tasks, and to which roles are passed.
pub(super) const SERVICE: &str = "ssm.amazonaws.com";
/// The principal that runs functions.
pub(super) const FUNCTIONS: &str = "lambda.amazonaws.com";

/// One statement.
pub(super) struct Statement {
    /// Its name in the policy.
    pub(super) sid: Cow<'static, str>,
    pub(super) actions: Vec<String>,
    pub(super) resources: Vec<String>,
    /// A key that must equal a value.
    pub(super) condition: Option<(&'static str, String)>,
    /// Why it is there.
    pub(super) why: Cow<'static, str>,
}

impl Statement {
    pub(super) fn new(
        sid: impl Into<Cow<'static, str>>,
        actions: &[&str],
        why: impl Into<Cow<'static, str>>,
    ) -> Self {
        Statement {
            sid: sid.into(),
            actions: actions.iter().map(|&action| action.to_owned()).collect(),
            resources: Vec::new(),
            condition: None,
            why: why.into(),
        }
    }
    /// On these resources; `*` takes no resource of its own.
    pub(super) fn on(mut self, resources: impl IntoIterator<Item = String>) -> Self {
        self.resources.extend(resources);
        self
    }
    /// Only for roles handed to Systems Manager.
    pub(super) fn passed(self) -> Self {
        self.passed_to(SERVICE)
    }
    /// Only for roles handed to a service.
    pub(super) fn passed_to(mut self, service: &str) -> Self {
        self.condition = Some(("iam:PassedToService", service.to_owned()));
        self
    }
}

/// A policy without a principal.
#[derive(Default)]
pub(super) struct Policy {
    pub(super) statements: Vec<Statement>,
}

impl Policy {
    /// Adds a statement; one of the same name takes it in.
    pub(super) fn add(&mut self, statement: Statement) {
        let known = self.statements.iter_mut().find(|s| s.sid == statement.sid);
        let Some(known) = known else {
            self.statements.push(Statement {
                actions: Vec::new(),
                resources: Vec::new(),
                ..statement
            });
            return self.extend(statement.actions, statement.resources);
        };
        join(&mut known.actions, statement.actions);
        join(&mut known.resources, statement.resources);
    }

    fn extend(&mut self, actions: Vec<String>, resources: Vec<String>) {
        if let Some(last) = self.statements.last_mut() {
            join(&mut last.actions, actions);
            join(&mut last.resources, resources);
        }
    }

    /// The document; `step` blanks a level, or all on one line for none.
    pub(super) fn json(&self, step: usize) -> String {
        let line = |level: usize| match step {
            0 => String::new(),
            step => ["\n", &" ".repeat(level * step)].concat(),
        };
        let colon = if step == 0 { ":" } else { ": " };
        let several = |texts: &[String]| match texts {
            [only] => string(only),
            texts => {
                let each = texts.iter().map(|text| [line(4), string(text)].concat());
                let all: Vec<String> = each.collect();
                ["[", &all.join(","), &line(3), "]"].concat()
            }
        };
        let member = |name: &str, value: &str| [&line(3), "\"", name, "\"", colon, value].concat();
        let statements = self.statements.iter().map(|statement| {
            let mut members = vec![
                member("Sid", &string(&statement.sid)),
                member("Effect", "\"Allow\""),
                member("Action", &several(&statement.actions)),
                member("Resource", &several(&statement.resources)),
            ];
            if let Some((key, value)) = &statement.condition {
                let pair = [&string(key), colon, &string(value)].concat();
                let equals = [
                    "{",
                    &line(4),
                    "\"StringEquals\"",
                    colon,
                    "{",
                    &line(5),
                    &pair,
                    &line(4),
                    "}",
                    &line(3),
                    "}",
                ];
                members.push(member("Condition", &equals.concat()));
            }
            [&line(2), "{", &members.join(","), &line(2), "}"].concat()
        });
        let statements: Vec<String> = statements.collect();
        document(&statements.join(","), &line(1), &line(0), colon)
    }

    /// How long it is as IAM counts.
    pub(super) fn size(&self) -> usize {
        self.json(0).chars().count()
    }
}

fn join(known: &mut Vec<String>, more: Vec<String>) {
    for text in more {
        if !known.contains(&text) {
            known.push(text);
        }
    }
}

fn document(statements: &str, inner: &str, outer: &str, colon: &str) -> String {
    [
        "{",
        inner,
        "\"Version\"",
        colon,
        "\"2012-10-17\",",
        inner,
        "\"Statement\"",
        colon,
        "[",
        statements,
        inner,
        "]",
        outer,
        "}",
    ]
    .concat()
}

/// The trust policy of a role that these services assume.
pub(super) fn trust(services: &[&str], step: usize) -> String {
    let line = |level: usize| match step {
        0 => String::new(),
        step => ["\n", &" ".repeat(level * step)].concat(),
    };
    let colon = if step == 0 { ":" } else { ": " };
    let principal = match services {
        [only] => string(only),
        services => {
            let each: Vec<String> = services.iter().map(|service| string(service)).collect();
            ["[", &each.join(", "), "]"].concat()
        }
    };
    let statement = [
        &line(2),
        "{",
        &line(3),
        "\"Effect\"",
        colon,
        "\"Allow\",",
        &line(3),
        "\"Principal\"",
        colon,
        "{",
        &line(4),
        "\"Service\"",
        colon,
        &principal,
        &line(3),
        "},",
        &line(3),
        "\"Action\"",
        colon,
        "\"sts:AssumeRole\"",
        &line(2),
        "}",
    ]
    .concat();
    document(&statement, &line(1), &line(0), colon)
}
