//! The page's second program: it answers the questions of `late` and shows
//! nothing. style/start.js loads it when the page first asks.
use maintenance_window_builder::late::answer;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

fn main() {
    let answer = Closure::<dyn Fn(String) -> String>::new(|question: String| answer(&question));
    // Nothing refuses a new property of the global object.
    let _ = js_sys::Reflect::set(
        &js_sys::global(),
        &JsValue::from_str("answerLate"),
        &answer.into_js_value(),
    );
}
