//! Import on the page, with a stand-in for the import program: what is pasted is
//! shown, loaded, and filled in.
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{click, fresh, js, open, pause, text, value};

/// An import program that answers each request with this, or fails like that.
fn answers(body: &str) {
    js(&format!(
        "globalThis.starter = {{ importing: async () => ({{ stop() {{}}, read: async (request) => {{ globalThis.asked = request; {body} }} }}) }}"
    ));
}

const NIGHTLY: &str = r#"return JSON.stringify({ project: { format: "maintenance-window-builder", version: 1, Windows: [
    { Name: "nightly", Schedule: "$CRON", Duration: "2", Cutoff: "0", AllowUnassociatedTargets: "true", $open: { Schedule: "$CRON" } },
    { Name: "weekly-$CRON", Schedule: "rate(7 days)", Duration: "2", Cutoff: "0", AllowUnassociatedTargets: "true", $open: { Name: "$CRON" } }] },
    notes: [[0, 2, 1, "open", "unknown-value", "Schedule: `$CRON` is not known here"]], recognised: ["2 AWS CLI commands, bash"] })"#;

async fn paste(at: &str, what: &str) -> String {
    let said = text(&format!(
        "(() => {{ const clipboardData = new DataTransfer(); clipboardData.setData('text/plain', {}); \
         return document.querySelector({at:?}).dispatchEvent(new ClipboardEvent('paste', {{ clipboardData, bubbles: true, cancelable: true }})) }})()",
        serde_json::to_string(what).unwrap()
    ));
    pause(150).await;
    said
}

// One after another: the module that runs the program is loaded once for the tests.
#[wasm_bindgen_test]
async fn what_is_pasted_is_shown_loaded_and_filled_in() {
    fresh();
    answers("return globalThis.program(request)");
    js(&format!(
        "globalThis.program = (request) => {{ {NIGHTLY} }}"
    ));
    let _page = open().await;
    click("Start blank").await;

    assert_eq!(paste("h1", "echo\naws …").await, "false");
    assert_eq!(text("JSON.parse(asked)[0].text"), "echo\naws …");
    let shown = text("document.querySelector('.import-what').textContent");
    assert!(shown.contains("2 AWS CLI commands, bash"), "{shown}");
    assert!(shown.contains("This loads 2 windows"), "{shown}");
    assert!(shown.contains("To fill in 1"), "{shown}");
    click("Line 2").await;
    assert_eq!(
        text(
            "(a => a.value.slice(a.selectionStart, a.selectionEnd))(document.getElementById('import-text'))"
        ),
        "aws …"
    );

    click("Replace this project").await;
    assert_eq!(text("document.querySelector('dialog[open]')"), "null");
    assert_eq!(value("Name"), "nightly");
    assert_eq!(value("Schedule"), "$CRON");

    let card = text("document.getElementById('to-fill-in').textContent");
    assert!(
        card.contains("$CRON")
            && card.contains("nightly: Schedule")
            && card.contains("weekly-$CRON: Name"),
        "{card}"
    );
    js(
        "{ const input = document.querySelector('.fill-in-value input'); input.value = 'rate(1 day)'; input.dispatchEvent(new InputEvent('input', { bubbles: true })) }",
    );
    pause(20).await;
    click("Fill in all 2 places").await;
    assert_eq!(value("Schedule"), "rate(1 day)");
    assert_eq!(text("document.getElementById('to-fill-in')"), "null");
    click("Undo").await;
    assert_eq!(value("Schedule"), "$CRON");
    click("Keep as it is").await;
    assert_eq!(value("Schedule"), "$CRON");
    assert_eq!(text("document.getElementById('to-fill-in')"), "null");

    // A program that gives up changes nothing and keeps the text.
    js(
        "globalThis.program = () => { throw Object.assign(new Error('the answer was 404'), { name: 'missing' }) }",
    );
    paste("h1", "another").await;
    let shown = text("document.querySelector('.import-what').textContent");
    assert!(
        shown.contains("did not load (the answer was 404)"),
        "{shown}"
    );
    assert_eq!(
        text("document.getElementById('import-text').value"),
        "another"
    );
    assert_eq!(
        text("document.querySelector('.import-actions .btn.main').disabled"),
        "true"
    );
    click("Cancel").await;
}

#[wasm_bindgen_test]
async fn a_field_takes_a_value_and_offers_what_is_more() {
    fresh();
    let _page = open().await;
    click("Start blank").await;
    let schedule = "input[id$='-Schedule']";
    assert_eq!(paste(schedule, "cron(0 2 ? * SUN *)").await, "true");
    assert_eq!(text("document.querySelector('.paste-offer')"), "null");
    assert_eq!(
        paste(schedule, "aws ssm create-maintenance-window\n --name x").await,
        "false"
    );
    let offer = text("document.querySelector('.paste-offer').textContent");
    assert!(offer.contains("Schedule was not changed"), "{offer}");
    click("Paste it anyway").await;
    assert_eq!(
        value("Schedule"),
        "aws ssm create-maintenance-window  --name x"
    );
    assert_eq!(text("document.querySelector('.paste-offer')"), "null");
}
