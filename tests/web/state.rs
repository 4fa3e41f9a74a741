//! Fields and draft say the same, in both directions.
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{click, fresh, open, pause, text, type_in, value};

#[wasm_bindgen_test]
async fn what_is_typed_reaches_the_output_and_wrong_values_stay() {
    fresh();
    let _page = open().await;
    type_in("Name", "typed-here").await;
    pause(50).await;
    assert!(text("document.getElementById('code').textContent").contains("--name typed-here"));
    type_in("Duration", "abc").await;
    pause(50).await;
    assert_eq!(value("Duration"), "abc");
    assert_eq!(text("document.getElementById('code')"), "null");
    assert!(text("document.querySelector('.missing').textContent").contains("abc"));
}

#[wasm_bindgen_test]
async fn a_blank_project_and_back() {
    fresh();
    let _page = open().await;
    type_in("Name", "before").await;
    click("Start blank").await;
    assert_eq!(value("Name"), "");
    click("Undo").await;
    assert_eq!(value("Name"), "before");
    click("Undo").await;
    assert_eq!(value("Name"), "");
}

#[wasm_bindgen_test]
async fn a_schedule_that_aws_refuses_has_no_runs() {
    fresh();
    let _page = open().await;
    let card = || text("document.querySelector('.card.when').textContent");
    let rows = "document.querySelectorAll('#runs tbody tr').length";
    assert_ne!(text(rows), "0");
    type_in("Schedule", "rate(1 minute)").await;
    pause(50).await;
    // What it was before stays, greyed, with the reason above it.
    assert_eq!(
        text("document.querySelectorAll('.when .stale').length"),
        "1"
    );
    assert!(card().contains("Schedule must"), "{}", card());
    assert!(!card().contains("Every minute"), "{}", card());
    type_in("Schedule", "rate(7 days)").await;
    pause(50).await;
    assert_ne!(text(rows), "0");
    assert!(!card().contains("never runs"), "{}", card());
}
