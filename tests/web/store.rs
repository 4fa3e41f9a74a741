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

/// Everything stored under Recent projects.
fn recent() -> String {
    let names = shelf::names(shelf::RECENT);
    let texts: Vec<String> = names.iter().filter_map(|name| shelf::get(name)).collect();
    texts.join("\n")
}

/// A stored project with this name.
fn project(name: &str) -> String {
    let mut draft = Draft::blank();
    let window = Draft::window_path(draft.windows()[0].id);
    draft.set(&window.member("Name"), name);
    shelf::text_of(&draft)
}

#[wasm_bindgen_test]
async fn the_first_key_is_stored_at_once() {
    fresh();
    let _page = open().await;
    js(
        "{ const input = document.querySelector('input[id$=\"-Name\"]'); input.value = 'at-once'; \
         input.dispatchEvent(new InputEvent('input', { bubbles: true })) }",
    );
    pause(0).await;
    assert!(shelf::get(shelf::PROJECT).unwrap().contains("at-once"));
}

#[wasm_bindgen_test]
async fn what_was_stored_without_an_event_is_not_overwritten() {
    fresh();
    let _page = open().await;
    type_in("Name", "mine").await;
    type_in("Name", "mine-again").await;
    pause(350).await;
    assert_eq!(banners(), "", "nobody else stored anything");
    assert!(shelf::get(shelf::PROJECT).unwrap().contains("mine-again"));
    shelf::put(shelf::PROJECT, &project("theirs")).unwrap();
    type_in("Name", "mine-once-more").await;
    pause(350).await;
    assert!(banners().contains("another tab"), "{}", banners());
    assert!(shelf::get(shelf::PROJECT).unwrap().contains("theirs"));
    // Not even a closed tab loses what it could not store as the project.
    assert!(recent().contains("mine-once-more"));
    click("Use the other tab's").await;
    assert_eq!(value("Name"), "theirs");
    assert!(recent().contains("mine-once-more"));
}

#[wasm_bindgen_test]
async fn a_newer_project_is_put_aside_before_anything_takes_its_place() {
    fresh();
    let _page = open().await;
    type_in("Name", "mine").await;
    pause(350).await;
    let newer = project("from-the-future").replace("\"version\":1", "\"version\":2");
    assert!(newer.contains("\"version\":2"));
    shelf::put(shelf::PROJECT, &newer).unwrap();
    js(&format!(
        "window.dispatchEvent(new StorageEvent('storage', {{ key: '{}' }}))",
        shelf::PROJECT
    ));
    pause(50).await;
    assert_eq!(value("Name"), "mine");
    assert_eq!(shelf::get(shelf::PROJECT), Some(newer.clone()));
    type_in("Name", "mine-again").await;
    pause(350).await;
    assert_eq!(shelf::aside(), Some(newer));
    assert!(shelf::get(shelf::PROJECT).unwrap().contains("mine-again"));
    assert!(banners().contains("newer version"), "{}", banners());
}

#[wasm_bindgen_test]
async fn choices_of_a_newer_version_stay() {
    fresh();
    let name = "maintenance-window-builder.options";
    shelf::put(name, "{\"shell\":\"cmd\",\"later\":\"kept\"}").unwrap();
    let _page = open().await;
    click("boto3 JSON").await;
    let stored = shelf::get(name).unwrap();
    assert!(stored.contains("\"later\":\"kept\""), "{stored}");
    assert!(stored.contains("\"format\":\"json\""), "{stored}");
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
    assert!(recent().contains("theirs-again"));
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
    assert!(recent().contains("shared-edited"));
    assert_eq!(text("location.hash"), "");

    js("location.hash = '1.broken'");
    pause(400).await;
    assert_eq!(value("Name"), "own-work");
    let said = text("document.querySelector('.stage .notice').textContent");
    assert!(said.contains("damaged"), "{said} {}", text("location.href"));
}

#[wasm_bindgen_test]
async fn edits_of_another_tabs_link_are_not_overwritten() {
    fresh();
    let _page = open().await;
    type_in("Name", "own-work").await;
    let draft = |name: &str| shelf::draft_of(&project(name)).unwrap();
    let fragment = link::fragment(&draft("shared-work")).await;
    js(&format!("location.hash = '{fragment}'"));
    pause(400).await;
    shelf::put_shared("2.of-another-tab", &draft("edited-in-another-tab")).unwrap();
    type_in("Name", "edited-here").await;
    pause(350).await;
    let (link, edited) = shelf::shared().unwrap();
    assert_eq!(link, fragment);
    assert!(shelf::text_of(&edited).contains("edited-here"));
    assert!(recent().contains("edited-in-another-tab"));
    shelf::put_shared("2.of-another-tab", &draft("edited-once-more")).unwrap();
    click("Back to my work").await;
    assert_eq!(shelf::shared().unwrap().0, "2.of-another-tab");
}
