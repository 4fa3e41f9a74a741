//! The form: what it asks, when it complains, and that nothing typed is lost.
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{click, fresh, js, open, pause, text, type_in, value};

/// Chooses the first radio with this value.
async fn choose(value: &str) {
    js(&format!(
        "document.querySelector('#form input[type=radio][value=\"{value}\"]').click()"
    ));
    pause(50).await;
}

/// Puts a text into the first text area whose id ends so.
async fn write(field: &str, value: &str) {
    js(&format!(
        "{{ const area = document.querySelector('textarea[id$=\"-{field}\"]'); area.value = {}; \
         area.dispatchEvent(new InputEvent('input', {{ bubbles: true }})) }}",
        serde_json::to_string(value).unwrap()
    ));
    pause(30).await;
}

fn area(field: &str) -> String {
    text(&format!(
        "document.querySelector('textarea[id$=\"-{field}\"]').value"
    ))
}

fn messages() -> String {
    text(
        "[...document.querySelectorAll('#form .msg')].map(message => message.textContent).join('|')",
    )
}

#[wasm_bindgen_test]
async fn an_error_waits_until_its_field_is_left() {
    fresh();
    let _page = open().await;
    click("Start blank").await;
    assert_eq!(messages(), "");
    // A blank field in which nobody typed is not wrong yet.
    js(
        "document.querySelector('input[id$=\"-Name\"]').dispatchEvent(new FocusEvent('focusout', { bubbles: true }))",
    );
    pause(50).await;
    assert_eq!(messages(), "");
    type_in("Name", "x").await;
    type_in("Name", "").await;
    js(
        "document.querySelector('input[id$=\"-Name\"]').dispatchEvent(new FocusEvent('focusout', { bubbles: true }))",
    );
    pause(50).await;
    assert!(messages().contains("Name is required"), "{}", messages());
    assert_eq!(text("document.querySelectorAll('#form .msg').length"), "1");
    assert_eq!(
        text("document.querySelector('input[id$=\"-Name\"]').getAttribute('aria-invalid')"),
        "true"
    );
    type_in("Name", "weekly").await;
    assert_eq!(messages(), "");
}

#[wasm_bindgen_test]
async fn an_error_does_not_move_the_page_while_the_pointer_is_down() {
    fresh();
    let _page = open().await;
    click("Start blank").await;
    type_in("Name", "x").await;
    type_in("Name", "").await;
    js("window.dispatchEvent(new PointerEvent('pointerdown'))");
    js(
        "document.querySelector('input[id$=\"-Name\"]').dispatchEvent(new FocusEvent('focusout', { bubbles: true }))",
    );
    pause(50).await;
    assert_eq!(messages(), "");
    js("window.dispatchEvent(new PointerEvent('pointerup'))");
    pause(50).await;
    assert!(messages().contains("Name is required"));
}

#[wasm_bindgen_test]
async fn a_fix_is_applied_by_a_click() {
    fresh();
    let _page = open().await;
    type_in("Duration", "4").await;
    type_in("Cutoff", "4").await;
    js(
        "document.querySelector('input[id$=\"-Cutoff\"]').dispatchEvent(new FocusEvent('focusout', { bubbles: true }))",
    );
    pause(50).await;
    click("Use 3").await;
    assert_eq!(value("Cutoff"), "3");
    assert_eq!(messages(), "");
    assert!(text("document.activeElement.id").ends_with("-Cutoff"));
}

#[wasm_bindgen_test]
async fn another_kind_of_target_and_back_keeps_what_was_typed() {
    fresh();
    let _page = open().await;
    click("Start blank").await;
    click("+ Target").await;
    assert_eq!(text("document.activeElement.type"), "radio");
    choose("tags").await;
    type_in("Key", "tag:Role").await;
    assert_eq!(value("Key"), "Role");
    write("Values", "web\ndb").await;
    choose("ids").await;
    write("Values", "i-0123456789abcdef0").await;
    choose("tags").await;
    assert_eq!(
        (value("Key").as_str(), area("Values").as_str()),
        ("Role", "web\ndb")
    );
    choose("ids").await;
    assert_eq!(area("Values"), "i-0123456789abcdef0");
}

#[wasm_bindgen_test]
async fn another_type_of_task_and_back_keeps_what_was_typed() {
    fresh();
    let _page = open().await;
    click("Start blank").await;
    click("+ Task").await;
    choose("RUN_COMMAND").await;
    type_in("TaskArn", "AWS-RunShellScript").await;
    write("commands", "echo one\n\necho two").await;
    choose("LAMBDA").await;
    assert_eq!(value("TaskArn"), "");
    write("Payload", "{\"n\":1.00}").await;
    click("Format").await;
    assert_eq!(area("Payload"), "{\n  \"n\": 1.00\n}");
    choose("RUN_COMMAND").await;
    assert_eq!(
        (value("TaskArn").as_str(), area("commands").as_str()),
        ("AWS-RunShellScript", "echo one\n\necho two")
    );
    choose("LAMBDA").await;
    assert_eq!(area("Payload"), "{\n  \"n\": 1.00\n}");
}

#[wasm_bindgen_test]
async fn without_targets_the_limits_are_put_aside() {
    fresh();
    let _page = open().await;
    js("[...document.querySelectorAll('.opener')].at(-1).click()");
    pause(80).await;
    let before = value("MaxConcurrency");
    assert!(!before.is_empty());
    choose("none").await;
    assert_eq!(
        text("document.querySelector('input[id$=\"-MaxConcurrency\"]')"),
        "null"
    );
    choose("registered").await;
    assert_eq!(value("MaxConcurrency"), before);
}

#[wasm_bindgen_test]
async fn a_list_of_problems_leads_into_a_closed_fold() {
    fresh();
    let _page = open().await;
    click("More options· 1 set").await;
    type_in("EndDate", "tomorrow").await;
    js("document.querySelector('#form .folder').click()");
    pause(80).await;
    assert_eq!(
        text("document.querySelector('input[id$=\"-EndDate\"]')"),
        "null"
    );
    js("document.querySelector('.missing .link').click()");
    pause(300).await;
    assert!(
        text("document.activeElement.id").ends_with("-EndDate"),
        "{}",
        text("document.activeElement.id")
    );
}

#[wasm_bindgen_test]
async fn a_removed_part_hands_the_focus_on_and_comes_back() {
    fresh();
    let _page = open().await;
    js("document.querySelector('[aria-label^=\"Duplicate scan\"]').click()");
    pause(150).await;
    assert_eq!(text("document.querySelectorAll('.part').length"), "3");
    js("document.querySelector('[aria-label^=\"Remove scan\"]').click()");
    pause(150).await;
    assert_eq!(text("document.querySelectorAll('.part').length"), "2");
    assert!(text("document.activeElement.closest('.part') !== null") == "true");
    click("Undo").await;
    assert_eq!(text("document.querySelectorAll('.part').length"), "3");
}

#[wasm_bindgen_test]
async fn targets_of_no_known_kind_are_edited_entry_by_entry() {
    fresh();
    let project = r#"{"format":"maintenance-window-builder","version":1,"Windows":[{"Name":"w","Targets":[
        {"$ref":"t1","ResourceType":"INSTANCE","Targets":[{"Key":"tag:A","Values":"1"},{"Key":"InstanceIds","Values":"i-0123456789abcdef0"}]}]}]}"#;
    js(&format!(
        "localStorage.setItem({}, {})",
        serde_json::to_string(maintenance_window_builder::web::store::shelf::PROJECT).unwrap(),
        serde_json::to_string(project).unwrap()
    ));
    let _page = open().await;
    js("document.querySelector('.opener').click()");
    pause(80).await;
    let keys = text(
        "[...document.querySelectorAll('.part input[id$=\"-Key\"]')].map(input => input.value).join()",
    );
    assert_eq!(keys, "tag:A,InstanceIds");
}
