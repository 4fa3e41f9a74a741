//! Who needs what, and why, in Markdown.

use crate::render::markdown::{code, codes};
use crate::render::place::Place;

use super::nodes::{BASE, Nodes};
use super::policy::{FUNCTIONS, Policy};
use super::roles::{Role, Roles};

/// The policies of a plan with the reason of each statement.
pub(super) fn overview(
    roles: &Roles<'_>,
    nodes: &Nodes,
    operator: &Policy,
    place: &Place<'_>,
) -> String {
    let mut out = "# Permissions\n\n**Review before use.** These policies are derived from the plan and allow what its tasks need. For what a document does by itself, each statement says whether AWS documents it.\n".to_owned();
    let notes = place.notes();
    if !notes.is_empty() {
        out.push('\n');
    }
    for note in notes {
        out.push_str(&["- ", &note, ".\n"].concat());
    }
    for role in &roles.all {
        out.push_str(&["\n## Role ", &code(role.name), "\n\n"].concat());
        for serves in &role.serves {
            out.push_str(&["- It ", serves, ".\n"].concat());
        }
        out.push_str(&["- Only ", &takers(role), " may take it on.\n"].concat());
        statements(&role.policy, &mut out);
        for more in role.to_add() {
            out.push_str(&["\n", &more, ".\n"].concat());
        }
    }
    if !roles.without.is_empty() {
        out.push_str("\n## Tasks without a role of yours\n\nThese run under `AWSServiceRoleForAmazonSSM`, the service-linked role that AWS keeps: nothing has to be created, and nothing can be narrowed. It may start only functions and state machines whose names begin with `SSM`, and AWS advises a role of your own: type one at the task, and its policy appears here.\n\n- ");
        out.push_str(&codes(roles.without.iter().copied()));
        out.push('\n');
        if !roles.unowned.statements.is_empty() {
            out.push_str("\nTheir runbooks act under it as well, and it is not meant for what they do. A role of your own needs this:\n");
            statements(&roles.unowned, &mut out);
        }
    }
    if nodes.any || !nodes.policy.statements.is_empty() {
        out.push_str("\n## The nodes' own role\n\nThe instance profile of EC2 instances, and the role of a hybrid activation. No task role takes its place.\n\n- ");
        out.push_str(BASE);
        out.push_str(".\n");
        for more in &nodes.more {
            out.push_str(&["- Not in the policy: ", more, ".\n"].concat());
        }
        statements(&nodes.policy, &mut out);
    }
    out.push_str("\n## Whoever registers\n\nThe person or pipeline that sends the requests of this plan and of its packs: verify, diagnose, update and roll back. Leave out the statements that you do not need.\n");
    statements(operator, &mut out);
    if !roles.all.is_empty() {
        out.push_str("\n## Good to know\n\n- Whether a role exists is not checked at registration: a task whose role is wrong fails when the window opens.\n- AWS's own example also lets the role of a task pass itself to Systems Manager. Add that if a task fails for want of `iam:PassRole`.\n- AWS advises a condition on `aws:SourceAccount` in trust policies. It is left out here, because AWS does not document that maintenance windows send it.\n");
    }
    out
}

/// Which services may take a role on.
pub(super) fn takers(role: &Role<'_>) -> String {
    let each = role.services.iter().map(|service| match *service {
        FUNCTIONS => "Lambda",
        _ => "Systems Manager",
    });
    let all: Vec<&str> = each.collect();
    all.join(" and ")
}

fn statements(policy: &Policy, out: &mut String) {
    for statement in &policy.statements {
        out.push_str(
            &[
                "\n### ",
                &code(&statement.sid),
                "\n\n",
                &statement.why,
                ".\n\n",
            ]
            .concat(),
        );
        for action in &statement.actions {
            out.push_str(&["- ", &code(action), "\n"].concat());
        }
        out.push_str("- on ");
        out.push_str(&codes(statement.resources.iter().map(String::as_str)));
        if let Some((key, value)) = &statement.condition {
            out.push_str(&[", if ", &code(key), " is ", &code(value)].concat());
        }
        out.push('\n');
    }
}
