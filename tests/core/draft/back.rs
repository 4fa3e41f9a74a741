//! A change is taken back, and what was typed since stays.

use maintenance_window_builder::draft::{Draft, Node, Path, RowId};
use proptest::prelude::*;
use serde_json::json;

use super::super::check::base;

fn draft() -> Draft {
    Draft::from_json(&base()).unwrap()
}

fn window(draft: &Draft) -> Path {
    Draft::window_path(draft.windows()[0].id)
}

fn texts(draft: &Draft, list: &Path, member: &str) -> Vec<String> {
    let rows = draft.rows(list).iter();
    rows.map(|row| row.node.text_of(member).to_owned())
        .collect()
}

#[test]
fn a_removed_row_comes_back_to_its_place_and_nothing_else_changes() {
    let mut before = draft();
    let list = window(&before).member("Targets");
    for name in ["second", "third"] {
        let row = before.add_target(&window(&before));
        before.set(&list.row(row).member("Name"), name);
    }
    let gone = before.rows(&list)[1].id;
    let mut after = before.clone();
    after.remove_row(&list.row(gone));
    let mut now = after.clone();
    now.set(&window(&now).member("Duration"), "9");
    let first = now.rows(&list)[0].id;
    now.set(&list.row(first).member("Name"), "edited");
    let task = now.add_task(&window(&now));
    let back = now.without(&before, &after);
    assert_eq!(texts(&back, &list, "Name"), ["edited", "second", "third"]);
    assert_eq!(back.text(&window(&back).member("Duration")), "9");
    let tasks = window(&back).member("Tasks");
    assert!(back.rows(&tasks).iter().any(|row| row.id == task));
    // And the other way round.
    assert_eq!(back.without(&now, &back), now);
}

#[test]
fn what_was_typed_over_a_change_is_the_last_word() {
    let before = draft();
    let (name, schedule) = (
        window(&before).member("Name"),
        window(&before).member("Schedule"),
    );
    let mut after = before.clone();
    after.set(&name, "changed");
    after.set(&schedule, "rate(7 days)");
    let mut now = after.clone();
    now.set(&name, "typed-over");
    let back = now.without(&before, &after);
    assert_eq!(back.text(&name), "typed-over");
    assert_eq!(back.text(&schedule), before.text(&schedule));
}

#[test]
fn a_row_that_was_added_goes_unless_it_was_filled_in() {
    let before = draft();
    let list = window(&before).member("Tasks");
    let mut after = before.clone();
    let added = after.add_task(&window(&before));
    assert_eq!(after.without(&before, &after), before);
    let mut now = after.clone();
    now.set(&list.row(added).member("Name"), "mine");
    assert!(
        now.without(&before, &after)
            .rows(&list)
            .iter()
            .any(|row| row.id == added)
    );
}

/// A draft changed at random: texts, rows added, moved and removed.
fn changed(draft: &Draft, changes: &[(u8, usize, u8)]) -> Draft {
    let mut draft = draft.clone();
    for &(kind, at, text) in changes {
        let list = window(&draft).member(["Targets", "Tasks"][at % 2]);
        let rows = draft.rows(&list);
        let row = rows
            .get(at / 2 % rows.len().max(1))
            .map(|row| list.row(row.id));
        match (kind % 6, row) {
            (0, _) => draft.set(&window(&draft).member("Name"), &text.to_string()),
            (1, Some(row)) => draft.set(&row.member("Name"), &text.to_string()),
            (2, Some(row)) => draft.remove_row(&row),
            (3, Some(row)) => drop(draft.duplicate_row(&row)),
            (4, Some(row)) => draft.move_row(&row, 1),
            _ => drop(draft.add_row(
                &list,
                Node::Group(vec![("Name".into(), Node::Text(text.to_string()))]),
            )),
        }
    }
    draft
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    /// Without anything typed since, all is as it was; without a change, all is as it is.
    #[test]
    fn back_and_forth(
        first in prop::collection::vec((any::<u8>(), 0usize..8, any::<u8>()), 0..8),
        second in prop::collection::vec((any::<u8>(), 0usize..8, any::<u8>()), 0..8),
        third in prop::collection::vec((any::<u8>(), 0usize..8, any::<u8>()), 0..8),
    ) {
        let before = changed(&draft(), &first);
        let after = changed(&before, &second);
        let now = changed(&after, &third);
        prop_assert_eq!(after.without(&before, &after).to_json(), before.to_json());
        prop_assert_eq!(now.without(&after, &after).to_json(), now.to_json());
        let back = now.without(&before, &after);
        // No row twice, and each that was added since is there.
        for list in ["Targets", "Tasks"].map(|list| window(&now).member(list)) {
            let ids = |draft: &Draft| draft.rows(&list).iter().map(|row| row.id).collect::<Vec<RowId>>();
            let mut there = ids(&back);
            let all = there.len();
            there.sort();
            there.dedup();
            prop_assert_eq!(there.len(), all);
            for id in ids(&now).into_iter().filter(|id| !ids(&after).contains(id)) {
                prop_assert!(there.contains(&id));
            }
        }
    }
}

#[test]
fn a_whole_tree_of_members_comes_back() {
    let mut project = base();
    project["Windows"][0]["Tags"] = json!([{"Key": "a", "Value": "1"}]);
    let before = Draft::from_json(&project).unwrap();
    let mut after = before.clone();
    after.put(&window(&before).member("Tags"), None);
    let mut now = after.clone();
    now.set(&window(&now).member("Description"), "typed");
    let back = now.without(&before, &after);
    assert_eq!(
        back.to_json()["Windows"][0]["Tags"],
        project["Windows"][0]["Tags"]
    );
    assert_eq!(back.text(&window(&back).member("Description")), "typed");
}
