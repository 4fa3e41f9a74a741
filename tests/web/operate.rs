//! What comes after creation: ids are taken over, nothing pasted is lost.
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Page, click, fresh, js, open, pause, text};

const WINDOW: &str = "mw-0a1b2c3d4e5f60718";

async fn operate() -> Page {
    let page = open().await;
    click("Operate").await;
    page
}

/// Pastes a text where an answer is expected.
async fn paste(answer: &str) {
    js(&format!(
        "{{ const area = document.querySelector('.answer textarea'); area.value = {}; \
         area.dispatchEvent(new InputEvent('input', {{ bubbles: true }})) }}",
        serde_json::to_string(answer).unwrap()
    ));
    pause(20).await;
    js("document.querySelector('.answer .btn').click()");
    pause(80).await;
}

/// Chooses an entry of the list.
async fn choose(title: &str) {
    js(&format!(
        "[...document.querySelectorAll('.choices .all button')].find(one => one.textContent.includes({})).click()",
        serde_json::to_string(title).unwrap()
    ));
    pause(80).await;
}

fn code() -> String {
    text("document.getElementById('code').textContent")
}

#[wasm_bindgen_test]
async fn an_id_goes_from_an_answer_into_the_next_command() {
    fresh();
    let _page = operate().await;
    choose("Create the window").await;
    assert!(code().starts_with("aws ssm create-maintenance-window"));
    paste(&format!("{{\"WindowId\": \"{WINDOW}\"}}")).await;
    choose("List the targets").await;
    assert!(code().contains(&format!("--window-id {WINDOW}")));
    click("Undo").await;
    assert!(code().contains("\"$WINDOW_ID\""));
}

#[wasm_bindgen_test]
async fn what_fits_nothing_stays_where_it_was_pasted() {
    fresh();
    {
        let _page = operate().await;
        choose("Create the window").await;
        paste("{\"Windows\": []}").await;
        assert!(
            text("document.querySelector('.answer .msg.err').textContent").contains("WindowId")
        );
    }
    js("document.querySelectorAll('.stage').forEach(stage => stage.remove())");
    // The view, the step and the text are there again.
    let _page = open().await;
    assert_eq!(
        text("document.querySelector('.answer textarea').value"),
        "{\"Windows\": []}"
    );
}

/// What is stored of this view.
fn stored() -> String {
    text("localStorage.getItem('maintenance-window-builder.operate')")
}

#[wasm_bindgen_test]
async fn what_is_looked_at_is_stored_by_name() {
    fresh();
    let _page = operate().await;
    click("boto3 Python").await;
    assert!(stored().contains("\"view\":\"operate\""), "{}", stored());
    assert!(stored().contains("\"format\":\"python\""), "{}", stored());
}

#[wasm_bindgen_test]
async fn positions_that_older_versions_stored_are_read() {
    fresh();
    js(
        "localStorage.setItem('maintenance-window-builder.operate', '{\"view\":1,\"format\":1,\"what\":\"step-2\",\"pasted\":{},\"later\":true}')",
    );
    let _page = open().await;
    let chosen = "document.getElementById('tab-json').getAttribute('aria-selected')";
    assert_eq!(text(chosen), "true");
    click("Plan").await;
    assert!(stored().contains("\"view\":\"plan\""), "{}", stored());
    assert!(stored().contains("\"later\":true"), "{}", stored());
}

#[wasm_bindgen_test]
async fn another_window_takes_the_ids_of_the_one_before_along_and_undo_brings_them_back() {
    const OTHER: &str = "mw-0ffffffffffffffff";
    const TARGET: &str = "23639a0b-ddbc-4bca-9e72-78d96aaa4501";
    fresh();
    let _page = operate().await;
    choose("Create the window").await;
    paste(&format!("{{\"WindowId\": \"{WINDOW}\"}}")).await;
    choose("Register the targets").await;
    paste(&format!("{{\"WindowTargetId\": \"{TARGET}\"}}")).await;
    choose("Register the tasks").await;
    assert!(code().contains(TARGET), "{}", code());
    // The answer of another window changes nothing by itself, and offers what can be done.
    choose("List the targets").await;
    paste(&format!(
        "{{\"Targets\": [{{\"WindowId\": \"{OTHER}\", \"WindowTargetId\": \"{TARGET}\"}}]}}"
    ))
    .await;
    let says = text("document.querySelector('.answer .msg.err').textContent");
    assert!(
        says.contains("another one") && says.contains(OTHER),
        "{says}"
    );
    assert!(code().contains(WINDOW));
    click(&format!("Use {OTHER} here")).await;
    pause(80).await;
    assert!(code().contains(OTHER), "{}", code());
    choose("Register the tasks").await;
    assert!(!code().contains(TARGET), "{}", code());
    click("Undo").await;
    pause(80).await;
    assert!(
        code().contains(TARGET) && code().contains(WINDOW),
        "{}",
        code()
    );
}

#[wasm_bindgen_test]
async fn nothing_of_it_is_there_while_the_plan_is_shown() {
    fresh();
    let _page = open().await;
    assert_eq!(
        text("document.querySelectorAll('.operate, .choices').length"),
        "0"
    );
    click("Operate").await;
    assert_eq!(
        text("document.querySelectorAll('.outline:not(.choices), .part').length"),
        "0"
    );
    click("Plan").await;
    assert_eq!(
        text("document.querySelectorAll('.operate, .choices').length"),
        "0"
    );
}

#[wasm_bindgen_test]
async fn every_operation_has_a_form_and_a_command_or_says_what_is_missing() {
    fresh();
    let _page = operate().await;
    let count: usize = text("document.querySelectorAll('.choices .all button').length")
        .parse()
        .unwrap();
    assert_eq!(count, 13 + 4 + 26);
    for at in 0..count {
        js(&format!(
            "document.querySelectorAll('.choices .all button')[{at}].click()"
        ));
        pause(20).await;
        let title = text("document.getElementById('operate-title').textContent");
        assert!(!title.is_empty());
        assert_eq!(
            text("document.querySelectorAll('#code, .output .missing').length"),
            "1",
            "{title}"
        );
    }
}
