//! Tabs follow the ARIA practices.
use leptos::prelude::*;
use maintenance_window_builder::web::mount;
use maintenance_window_builder::web::results::{Tab, tabs};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{fresh, js, pause, text};

const TABS: [Tab; 3] = [
    Tab {
        id: "one",
        label: "One",
        help: "",
    },
    Tab {
        id: "two",
        label: "Two",
        help: "",
    },
    Tab {
        id: "three",
        label: "Three",
        help: "",
    },
];

async fn press(key: &str) -> String {
    js(&format!(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {{ key: '{key}', bubbles: true, cancelable: true }}))"
    ));
    pause(10).await;
    text("document.activeElement.id + ' ' + document.querySelector('[aria-selected=true]').id")
}

#[wasm_bindgen_test]
async fn arrows_home_and_end_move_and_choose() {
    fresh();
    let stage = js(
        "{ const stage = document.createElement('div'); stage.className = 'stage'; document.body.append(stage); stage }",
    );
    let shown = ArcRwSignal::new(0);
    let signal = shown.clone();
    let _page = mount(stage.unchecked_into(), move || {
        tabs(
            "Some",
            "panel",
            TABS.to_vec(),
            RwSignal::from(signal.clone()),
        )
    });
    pause(10).await;
    assert_eq!(
        text("[...document.querySelectorAll('.stage [role=tab]')].map(tab => tab.tabIndex).join()"),
        "0,-1,-1"
    );
    js("document.querySelector('.stage [role=tab]').focus()");
    assert_eq!(press("ArrowRight").await, "tab-two tab-two");
    assert_eq!(press("End").await, "tab-three tab-three");
    assert_eq!(press("ArrowRight").await, "tab-one tab-one");
    assert_eq!(press("ArrowLeft").await, "tab-three tab-three");
    assert_eq!(press("Home").await, "tab-one tab-one");
    assert_eq!(press("x").await, "tab-one tab-one");
    assert_eq!(shown.get_untracked(), 0);
}
