//! A page that the browser translated goes on saying what is so.
use super::page::{Page, click, fresh, js, open, pause, text, type_in};
use wasm_bindgen_test::wasm_bindgen_test;

/// Does to every text of the page what Chrome's translation does.
fn translate() {
    js("(() => { const stage = document.querySelector('.stage'); \
        const walk = document.createTreeWalker(stage, NodeFilter.SHOW_TEXT); const texts = []; \
        while (walk.nextNode()) if (walk.currentNode.data.trim()) texts.push(walk.currentNode); \
        for (const text of texts) { const [outer, inner] = [document.createElement('font'), document.createElement('font')]; \
        inner.textContent = text.data; outer.append(inner); text.replaceWith(outer); } })()");
}

/// Puts an element of its own around every text, with the text still in it.
fn enclose() {
    js("(() => { const stage = document.querySelector('.stage'); \
        const walk = document.createTreeWalker(stage, NodeFilter.SHOW_TEXT); const texts = []; \
        while (walk.nextNode()) if (walk.currentNode.data.trim()) texts.push(walk.currentNode); \
        for (const text of texts) { const font = document.createElement('font'); text.replaceWith(font); font.append(text); } })()");
}

/// What an extension does: elements of its own between those of the page.
fn mingle() {
    js(
        "document.querySelectorAll('.stage .part, .stage li, .stage .chunk').forEach(one => one.after(document.createElement('grammar-helper')))",
    );
}

/// All that can be read on the page.
fn read() -> String {
    text("document.querySelector('.stage').textContent.replace(/\\s+/g, ' ')")
}

/// What is read after each step of a person's work on a page to which something is done before each.
async fn work(before_each: fn()) -> (Page, Vec<String>) {
    fresh();
    let page = open().await;
    let mut seen = Vec::new();
    before_each();
    type_in("Name", "Renamed").await;
    // What says that this is an example leaves once somebody has stopped typing.
    for _ in 0..20 {
        if text("!!document.querySelector('.stage .banner')") == "false" {
            break;
        }
        pause(100).await;
    }
    seen.push(read());
    before_each();
    type_in("Schedule", "cron(0 5 ? * MON *)").await;
    seen.push(read());
    before_each();
    click("+ Target").await;
    seen.push(read());
    before_each();
    js("document.querySelector('.stage .part [aria-label^=\"Remove\"]').click()");
    pause(80).await;
    seen.push(read());
    before_each();
    js("document.querySelector('.stage .part [aria-label^=\"Move\"]:not([disabled])')?.click()");
    pause(80).await;
    seen.push(read());
    for tab in ["tab-runs-months", "tab-runs-list", "tab-json", "tab-cli"] {
        before_each();
        js(&format!("document.getElementById('{tab}').click()"));
        pause(80).await;
        seen.push(read());
    }
    for label in ["Operate", "Plan"] {
        before_each();
        js(&format!(
            "[...document.querySelectorAll('.stage button, .stage label, .stage a')].find(one => one.textContent.trim() === '{label}').click()"
        ));
        pause(150).await;
        seen.push(read());
    }
    before_each();
    click("+ Window").await;
    seen.push(read());
    (page, seen)
}

#[wasm_bindgen_test]
async fn a_translated_page_says_what_the_page_says() {
    let (page, plain) = work(|| {}).await;
    drop(page);
    assert!(plain[0].contains("Renamed"), "{}", plain[0]);
    assert!(plain[1].contains("05:00"), "{}", plain[1]);
    for (does, change) in [
        ("translated", translate as fn()),
        ("enclosed", enclose),
        ("mingled", mingle),
    ] {
        let (page, changed) = work(change).await;
        drop(page);
        for (step, (plain, changed)) in plain.iter().zip(&changed).enumerate() {
            assert_eq!(changed, plain, "{does}, step {step}");
        }
    }
    fresh();
}

#[wasm_bindgen_test]
async fn what_is_in_no_language_is_not_translated() {
    fresh();
    let _page = open().await;
    let loose = text(
        "[...document.querySelectorAll('.stage code, .stage pre, .stage input, .stage textarea, .stage .api')] \
         .filter(one => !one.closest('[translate=no]')).length",
    );
    assert_eq!(loose, "0");
    let whole = text("!!document.querySelector('.stage').closest('[translate=no]')");
    assert_eq!(whole, "false");
}
