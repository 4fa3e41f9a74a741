//! What the tests do with a page: mount it, read it, type in it, wait.
use maintenance_window_builder::web::{Mounted, mount, page};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Runs a script; its last expression is the result.
pub fn js(script: &str) -> JsValue {
    js_sys::eval(script).unwrap_or_else(|error| panic!("{script}: {error:?}"))
}

/// A script's result as a text.
pub fn text(script: &str) -> String {
    js(&format!("String({script})")).as_string().unwrap()
}

/// Waits.
pub async fn pause(milliseconds: u32) {
    let promise = js(&format!(
        "new Promise(done => setTimeout(done, {milliseconds}))"
    ));
    JsFuture::from(promise.unchecked_into::<js_sys::Promise>())
        .await
        .unwrap();
}

/// The page, as long as this lives.
pub struct Page(#[allow(dead_code)] Mounted);

/// An empty browser: nothing stored, no fragment, nothing mounted.
pub fn fresh() {
    js(
        "localStorage.clear(); history.replaceState(null, '', location.pathname + location.search); \
        document.querySelectorAll('.stage').forEach(stage => stage.remove())",
    );
}

/// Mounts the page with what the browser holds.
pub async fn open() -> Page {
    let stage = js(
        "{ const stage = document.createElement('div'); stage.className = 'stage'; document.body.append(stage); stage }",
    );
    let page = Page(mount(stage.unchecked_into(), page));
    pause(50).await;
    page
}

/// Types a text into the first field whose id ends so.
pub async fn type_in(field: &str, value: &str) {
    js(&format!(
        "{{ const input = document.querySelector('input[id$=\"-{field}\"]'); input.value = {}; \
         input.dispatchEvent(new InputEvent('input', {{ bubbles: true }})) }}",
        serde_json::to_string(value).unwrap()
    ));
    pause(20).await;
}

/// What the first field whose id ends so holds.
pub fn value(field: &str) -> String {
    text(&format!(
        "document.querySelector('input[id$=\"-{field}\"]').value"
    ))
}

/// Clicks the first button that says this.
pub async fn click(label: &str) {
    js(&format!(
        "[...document.querySelectorAll('button')].find(button => button.textContent.trim() === {}).click()",
        serde_json::to_string(label).unwrap()
    ));
    pause(80).await;
}
