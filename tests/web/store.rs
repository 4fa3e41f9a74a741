//! Nothing typed is lost: reload, garbage, other tabs, blocked and full storage.
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::web::link;
use maintenance_window_builder::web::store::shelf;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{click, fresh, js, open, pause, text, type_in, value};

fn banners() -> String {
    text(
        "[...document.querySelectorAll('.stage .banner')].map(banner => banner.textContent).join('|')",
    )
}

#[wasm_bindgen_test]
async fn wrong_values_survive_a_reload() {
    fresh();
    let page = open().await;
    assert!(banners().contains("example"));
    assert_eq!(shelf::get(shelf::PROJECT), None);
    type_in("Name", "no blanks allowed").await;
    type_in("Duration", "x").await;
    pause(350).await;
    drop(page);
    js("document.querySelectorAll('.stage').forEach(stage => stage.remove())");
    let _page = open().await;
    assert_eq!(
        (value("Name"), value("Duration")),
        ("no blanks allowed".to_owned(), "x".to_owned())
    );
    assert_eq!(banners(), "");
}

#[wasm_bindgen_test]
async fn garbage_is_kept_aside_until_the_person_deletes_it() {
    fresh();
    shelf::put(shelf::PROJECT, "{garbage").unwrap();
    let page = open().await;
    assert!(banners().contains("kept aside"), "{}", banners());
    assert_eq!(shelf::aside().as_deref(), Some("{garbage"));
    type_in("Name", "new-work").await;
    pause(350).await;
    assert_eq!(shelf::aside().as_deref(), Some("{garbage"));
    click("Delete it").await;
    assert_eq!(shelf::aside(), None);
    drop(page);
    js("document.querySelectorAll('.stage').forEach(stage => stage.remove())");
    let _page = open().await;
    assert_eq!(
        (value("Name"), banners()),
        ("new-work".to_owned(), String::new())
    );
}

#[wasm_bindgen_test]
async fn full_storage_is_said_and_tried_again() {
    fresh();
    let _page = open().await;
    js("Storage.prototype.kept = Storage.prototype.setItem; \
        Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }");
    type_in("Name", "too-much").await;
    pause(350).await;
    let said = banners();
    js("Storage.prototype.setItem = Storage.prototype.kept");
    assert!(
        said.contains("Not saved") && said.contains("full"),
        "{said}"
    );
    click("Try again").await;
    assert!(!banners().contains("Not saved"));
    assert!(shelf::get(shelf::PROJECT).unwrap().contains("too-much"));
}

#[wasm_bindgen_test]
async fn blocked_storage_stops_nothing() {
    fresh();
    js(
        "window.allowed = Object.getOwnPropertyDescriptor(window, 'localStorage'); \
        Object.defineProperty(window, 'localStorage', { configurable: true, get() { throw new DOMException('', 'SecurityError') } })",
    );
    let page = open().await;
    type_in("Name", "unsaved").await;
    pause(350).await;
    let (said, name) = (banners(), value("Name"));
    drop(page);
    js("Object.defineProperty(window, 'localStorage', window.allowed)");
    assert!(
        said.contains("Not saved") && said.contains("no storage"),
        "{said}"
    );
    assert_eq!(name, "unsaved");
}

#[wasm_bindgen_test]
async fn another_tab_is_followed_unless_something_is_unsaved() {
    fresh();
    let _page = open().await;
    type_in("Name", "mine").await;
    pause(350).await;
    let other = |name: &str| {
        let mut draft = Draft::blank();
        let window = Draft::window_path(draft.windows()[0].id);
        draft.set(&window.member("Name"), name);
        let text = shelf::text_of(&draft);
        shelf::put(shelf::PROJECT, &text).unwrap();
        let text = serde_json::to_string(&text).unwrap();
        js(&format!(
            "window.dispatchEvent(new StorageEvent('storage', {{ key: '{}', newValue: {text} }}))",
            shelf::PROJECT
        ));
    };
    other("theirs");
    pause(50).await;
    assert_eq!(value("Name"), "theirs");
    type_in("Name", "typing").await;
    other("theirs-again");
    pause(350).await;
    assert_eq!(value("Name"), "typing");
    assert!(banners().contains("another tab"), "{}", banners());
    assert!(shelf::get(shelf::PROJECT).unwrap().contains("theirs-again"));
    click("Keep this tab's").await;
    assert!(shelf::get(shelf::PROJECT).unwrap().contains("typing"));
    assert!(shelf::get(shelf::RECENT).unwrap().contains("theirs-again"));
    assert_eq!(banners(), "");
}

#[wasm_bindgen_test]
async fn a_shared_project_never_overwrites_the_visitors_own() {
    fresh();
    let _page = open().await;
    type_in("Name", "own-work").await;
    pause(350).await;
    let mut draft = Draft::blank();
    let window = Draft::window_path(draft.windows()[0].id);
    draft.set(&window.member("Name"), "shared-work");
    let fragment = link::fragment(&draft).await;
    js(&format!("location.hash = '{fragment}'"));
    pause(400).await;
    assert_eq!(value("Name"), "shared-work");
    assert!(banners().contains("shared project"));
    type_in("Name", "shared-edited").await;
    pause(350).await;
    assert!(shelf::get(shelf::PROJECT).unwrap().contains("own-work"));
    click("Back to my work").await;
    assert_eq!(value("Name"), "own-work");
    assert!(shelf::get(shelf::RECENT).unwrap().contains("shared-edited"));
    assert_eq!(text("location.hash"), "");

    js("location.hash = '1.broken'");
    pause(400).await;
    assert_eq!(value("Name"), "own-work");
    let said = text("document.querySelector('.stage .notice').textContent");
    assert!(said.contains("damaged"), "{said} {}", text("location.href"));
}
