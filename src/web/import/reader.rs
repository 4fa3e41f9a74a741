//! The way to the import program: style/import.js runs it in a worker.
//!
//! Everything may be missing (no network, a host that has another release by
//! now, a page in a test), so each step may fail and none panics.

use std::cell::RefCell;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// It was stopped, by the person or by a newer text.
    Stopped,
    /// The import program could not be fetched or started, for this reason.
    Missing(String),
    /// The import program gave up on the text.
    Broken,
}

thread_local! {
    static HOST: RefCell<Option<JsValue>> = const { RefCell::new(None) };
    static TRIES: RefCell<u32> = const { RefCell::new(0) };
}

/// The answer of the import program to a request.
///
/// # Errors
/// When it could not be had.
pub async fn read(request: &str) -> Result<String, Failure> {
    let host = host().await?;
    let answer = call(&host, "read", &request.into())
        .await
        .map_err(|reason| failure(&reason))?;
    answer.as_string().ok_or(Failure::Broken)
}

/// Stops the reading that is under way, if one is.
pub fn stop() {
    let host = HOST.with_borrow(Clone::clone);
    let stop = host.and_then(|host| {
        Reflect::get(&host, &"stop".into())
            .ok()?
            .dyn_into::<Function>()
            .ok()
    });
    if let Some(stop) = stop {
        let _ = stop.call0(&JsValue::NULL);
    }
}

/// The module that runs the program, loaded when it is first needed.
async fn host() -> Result<JsValue, Failure> {
    if let Some(host) = HOST.with_borrow(Clone::clone) {
        return Ok(host);
    }
    let tries = TRIES.with_borrow_mut(|tries| {
        *tries += 1;
        *tries
    });
    // A browser may remember that a module did not come.
    let query = if tries == 1 {
        String::new()
    } else {
        format!("?{tries}")
    };
    let starter = Reflect::get(&js_sys::global(), &"starter".into()).unwrap_or(JsValue::UNDEFINED);
    let host = call(&starter, "importing", &query.into())
        .await
        .map_err(|reason| failure(&reason))?;
    HOST.set(Some(host.clone()));
    Ok(host)
}

/// Calls a method and waits for what it promises.
async fn call(object: &JsValue, name: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(object, &name.into())?.dyn_into()?;
    let promise: Promise = method.call1(object, argument)?.dyn_into()?;
    JsFuture::from(promise).await
}

fn failure(reason: &JsValue) -> Failure {
    let text = |name: &str| {
        Reflect::get(reason, &name.into())
            .ok()
            .and_then(|text| text.as_string())
            .unwrap_or_default()
    };
    match text("name").as_str() {
        "stopped" => Failure::Stopped,
        "broken" => Failure::Broken,
        _ => Failure::Missing(text("message")),
    }
}
