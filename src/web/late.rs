//! The page's second program (see [`crate::late`]): loaded once, when it is
//! first asked for. What it says is read by the core.

use std::cell::RefCell;

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::state::App;

/// Whether the second program is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Late {
    /// Nobody asked yet.
    Unasked,
    /// It is on its way.
    Loading,
    /// It answers.
    Ready,
    /// It did not come.
    Failed,
}

thread_local! {
    static ANSWER: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Loads it, unless it is there or on its way.
pub fn load(app: App) {
    if matches!(app.late.get_untracked(), Late::Loading | Late::Ready) {
        return;
    }
    app.late.set(Late::Loading);
    spawn_local(async move {
        let came = fetched().await;
        app.late.set(if came.is_some() {
            Late::Ready
        } else {
            Late::Failed
        });
        ANSWER.set(came);
    });
}

async fn fetched() -> Option<Function> {
    let load: Function = global("loadLate")?.dyn_into().ok()?;
    let promise: Promise = load.call0(&JsValue::NULL).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()?;
    global("answerLate")?.dyn_into().ok()
}

fn global(name: &str) -> Option<JsValue> {
    Reflect::get(&js_sys::global(), &name.into()).ok()
}

/// Its answer to a question; `None` while it is not there.
pub fn ask(question: &str) -> Option<String> {
    let answer = ANSWER.with_borrow(Clone::clone)?;
    answer
        .call1(&JsValue::NULL, &question.into())
        .ok()?
        .as_string()
}
