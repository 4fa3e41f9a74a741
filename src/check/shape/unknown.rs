//! Members that AWS does not know: its CLI and its SDK refuse them.
//!
//! A name that is close to one that AWS knows is taken for that one.

use crate::catalogue::Member;
use crate::draft::{Node, Path};

use super::super::finding::Findings;
use super::super::nearest::nearest;
use super::super::report::{Edit, Fix};
use crate::quote::quoted;

/// The slug of a member that AWS does not know.
pub(in crate::check) const UNKNOWN: &str = "unknown-member";

/// Reports them; true when there are none.
pub(in crate::check) fn known(
    members: &'static [Member],
    node: &Node,
    path: &Path,
    own: &[&str],
    found: &mut Findings<'_>,
) -> bool {
    let mut right = true;
    for (name, stranger) in node.members() {
        if name.starts_with('$')
            || own.contains(&name.as_ref())
            || members.iter().any(|m| m.field.name == name)
        {
            continue;
        }
        right = false;
        if found.is_full(UNKNOWN) {
            break;
        }
        let at = path.member(name.clone());
        let mut fixes = Vec::new();
        if let Some(meant) = nearest(name, members.iter().map(|m| m.field.name))
            && node.member(meant).is_none()
        {
            fixes.push(Fix {
                label: format!("Rename to `{meant}`"),
                edits: vec![
                    Edit::Put(path.member(meant), Some(stranger.clone())),
                    Edit::Put(at.clone(), None),
                ],
            });
        }
        fixes.push(Fix {
            label: "Remove it".into(),
            edits: vec![Edit::Put(at.clone(), None)],
        });
        found
            .error(
                &at,
                UNKNOWN,
                format!("{} is no member of this request", quoted(name)),
            )
            .hint("AWS refuses a request with a member it does not know")
            .fixes(fixes);
    }
    right
}
