//! The page's parts in a real browser: state, storage, links, tabs, output.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod code;
mod dom;
mod form;
mod import;
mod link;
mod operate;
mod page;
mod state;
mod store;
mod tabs;
mod translated;
mod zones;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
