//! The import program: the readers, apart from the page, which runs it in a
//! worker that can be stopped (style/import.js). It is loaded when Import is
//! first used, so that no visit pays for parsers it does not need.
use maintenance_window_builder::import::exchange;
use wasm_bindgen::prelude::wasm_bindgen;

/// Reads the texts of a request and gives the answer, both as JSON: see [`exchange`].
#[wasm_bindgen]
#[must_use]
pub fn read(request: &str) -> String {
    exchange::answer(request)
}

fn main() {}
