//! The output is redrawn only where it changed.
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{click, fresh, js, open, pause, text, type_in};

#[wasm_bindgen_test]
async fn typing_changes_texts_and_replaces_no_element() {
    fresh();
    let _page = open().await;
    js(
        "window.before = [...document.querySelectorAll('#code .chunk')].map(chunk => [chunk, chunk.textContent])",
    );
    type_in("Cutoff", "2").await;
    pause(50).await;
    let kept = text(
        "(() => { const now = [...document.querySelectorAll('#code .chunk')]; \
         return now.map((chunk, at) => [chunk === before[at][0], chunk.textContent === before[at][1]].map(Number).join('')).join(' ') })()",
    );
    // The window's request is another, and so are the client tokens of those that hang on it.
    assert_eq!(kept, "11 10 10 10 11 11");
    js(
        "document.querySelectorAll('#code .chunk').forEach(chunk => new MutationObserver(() => chunk.dataset.redrawn = '').observe(chunk, { childList: true, subtree: true }))",
    );
    type_in("Cutoff", "0").await;
    pause(50).await;
    assert_eq!(
        text(
            "[...document.querySelectorAll('#code .chunk')].map(chunk => 'redrawn' in chunk.dataset).join()"
        ),
        "false,false,false,false,false,false"
    );
}

#[wasm_bindgen_test]
async fn formats_change_and_what_was_picked_stays() {
    fresh();
    let _page = open().await;
    js(
        "{ const pick = document.querySelector('select.pick'); pick.selectedIndex = 2; pick.dispatchEvent(new Event('change', { bubbles: true })) }",
    );
    pause(50).await;
    assert!(
        text("document.getElementById('code').textContent").starts_with("aws ssm register-target")
    );
    click("boto3 JSON").await;
    let body = text("document.getElementById('code').textContent");
    assert!(body.starts_with("{\n  \"WindowId\""), "{body}");
    assert!(body.contains("\"ResourceType\""), "{body}");
    click("AWS CLI").await;
    assert!(
        text("document.getElementById('code').textContent").starts_with("aws ssm register-target")
    );
    assert_eq!(
        text("document.querySelector('select.pick').selectedIndex"),
        "2"
    );
}
