//! The few things only the browser knows or does: clock, zone, clipboard,
//! files, storage, the address, deflating.
//!
//! Every call may be refused (private windows, policies, old browsers), so
//! each returns what to do then and none panics.

use std::cell::RefCell;

use jiff::Timestamp;
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use leptos::prelude::{on_cleanup, window_event_listener_untyped};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, Document, HtmlAnchorElement, HtmlElement, HtmlTextAreaElement,
    ReadableStreamDefaultReader,
};

/// The present, to the second: finer says nothing here and would make equal moments differ.
pub fn now() -> Timestamp {
    Timestamp::from_second((js_sys::Date::now() / 1000.0) as i64).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The present, to the millisecond: for what is put in order by it.
pub fn now_exactly() -> Timestamp {
    Timestamp::from_millisecond(js_sys::Date::now() as i64).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Whether the page is in view, at least in part.
pub fn is_visible() -> bool {
    leptos::prelude::document().visibility_state() == web_sys::VisibilityState::Visible
}

/// The name of the viewer's time zone; empty where the browser does not tell.
pub fn zone() -> String {
    let options =
        js_sys::Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    Reflect::get(&options, &"timeZone".into())
        .ok()
        .and_then(|zone| zone.as_string())
        .unwrap_or_default()
}

thread_local! {
    // Making a formatter costs a millisecond, using it nearly nothing; one preview asks about two or three zones.
    static WALLS: RefCell<Vec<(String, Function)>> = const { RefCell::new(Vec::new()) };
}

/// What this browser says a zone's clock shows at an instant, `2026-11-29 02:00`; `None` for a zone it doesn't know.
pub fn wall(zone: &str, at: Timestamp) -> Option<String> {
    let known = WALLS.with_borrow(|walls| {
        walls
            .iter()
            .find(|(name, _)| name == zone)
            .map(|(_, say)| say.clone())
    });
    let say = match known {
        Some(say) => say,
        None => {
            let say = clock_of(zone)?;
            WALLS.with_borrow_mut(|walls| {
                // Zones that were typed past don't pile up.
                walls.truncate(7);
                walls.insert(0, (zone.to_owned(), say.clone()));
            });
            say
        }
    };
    say.call1(&JsValue::NULL, &(at.as_millisecond() as f64).into())
        .ok()?
        .as_string()
}

/// The browser's formatter of a zone; its `format` is bound, so it needs no receiver.
fn clock_of(zone: &str) -> Option<Function> {
    let options = Object::new();
    let set = |name: &str, value: &str| Reflect::set(&options, &name.into(), &value.into()).ok();
    set("timeZone", zone)?;
    set("hourCycle", "h23")?;
    set("year", "numeric")?;
    for name in ["month", "day", "hour", "minute"] {
        set(name, "2-digit")?;
    }
    let class = intl("DateTimeFormat")?;
    let format = Reflect::construct(&class, &Array::of2(&"sv-SE".into(), &options)).ok()?;
    Reflect::get(&format, &"format".into())
        .ok()?
        .dyn_into()
        .ok()
}

/// One of the browser's classes for languages.
///
/// By name: the typed constructors can't refuse, and an unknown zone would stop the program.
fn intl(class: &str) -> Option<Function> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    Reflect::get(&intl, &class.into()).ok()?.dyn_into().ok()
}

/// Whether a week begins on Sunday where this browser's person is, as far as it tells.
pub fn week_begins_on_sunday() -> bool {
    let first = || {
        let language = web_sys::window()?.navigator().language()?;
        let locale = Reflect::construct(&intl("Locale")?, &Array::of1(&language.into())).ok()?;
        let member = |name: &str| Reflect::get(&locale, &name.into()).ok();
        // A method by now, a property before.
        let week = match member("getWeekInfo")?.dyn_into::<Function>() {
            Ok(ask) => ask.call0(&locale).ok()?,
            Err(_) => member("weekInfo")?,
        };
        Reflect::get(&week, &"firstDay".into()).ok()?.as_f64()
    };
    first() == Some(7.0)
}

/// The storage that outlives the page, where it is allowed.
pub fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// Whether the person is at this tab: it is visible and has the keyboard.
pub fn is_used() -> bool {
    document().is_some_and(|document| !document.hidden() && document.has_focus().unwrap_or(false))
}

/// Hears an event of the window as long as the component lives.
pub fn listen(name: &str, hear: impl Fn(web_sys::Event) + 'static) {
    // Compiled once for all.
    fn listen(name: &str, hear: Box<dyn Fn(web_sys::Event)>) {
        let handle = window_event_listener_untyped(name, hear);
        on_cleanup(move || handle.remove());
    }
    listen(name, Box::new(hear));
}

/// Whether a click is the second of a double click, or a further one.
pub fn is_repeated(click: &web_sys::Event) -> bool {
    let detail = Reflect::get(click, &"detail".into()).ok();
    detail.and_then(|count| count.as_f64()).unwrap_or_default() > 1.0
}

/// The document.
pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The element with an id.
pub fn element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Shows the page from its top.
pub fn scroll_to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Gives the keyboard to an element, if it is there.
pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        // An element that can't take it just doesn't.
        let _ = element.focus();
    }
}

/// The fragment of the address, without `#`.
pub fn fragment() -> String {
    let hash = web_sys::window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default();
    hash.strip_prefix('#').map(str::to_owned).unwrap_or(hash)
}

/// The address without its fragment.
pub fn address() -> String {
    let href = web_sys::window()
        .and_then(|window| window.location().href().ok())
        .unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_owned()
}

/// Takes the fragment off the address without a new entry in the history.
pub fn clear_fragment() {
    let Some(history) = web_sys::window().and_then(|window| window.history().ok()) else {
        return;
    };
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address()));
}

/// Copies a text; false where every way is blocked.
pub async fn copy(text: &str) -> bool {
    let modern = async {
        let navigator = web_sys::window()?.navigator();
        // On insecure origins the member is missing, which the typed getter hides.
        let clipboard = Reflect::get(&navigator, &"clipboard".into())
            .ok()
            .filter(|c| !c.is_undefined())?;
        let promise = clipboard
            .unchecked_ref::<web_sys::Clipboard>()
            .write_text(text);
        JsFuture::from(promise).await.ok()
    };
    modern.await.is_some() || copy_by_selection(text).unwrap_or(false)
}

/// The older way: select a hidden text and run the browser's own command.
fn copy_by_selection(text: &str) -> Option<bool> {
    let document = document()?;
    let before = document.active_element();
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_value(text);
    area.set_class_name("sr-only");
    area.set_read_only(true);
    // Inside an open dialog everything outside it can't be selected.
    let holder = match document.query_selector("dialog[open]") {
        Ok(Some(dialog)) => dialog,
        _ => document.body()?.into(),
    };
    holder.append_child(&area).ok()?;
    area.select();
    let done = Reflect::get(&document, &"execCommand".into())
        .ok()
        .and_then(|command| command.dyn_into::<Function>().ok())
        .and_then(|command| command.call1(&document, &"copy".into()).ok())
        .and_then(|done| done.as_bool());
    area.remove();
    if let Some(element) = before.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
    done
}

/// Selects the text of an element, for the person to copy by hand.
pub fn select(id: &str) {
    let select = || {
        let selection = web_sys::window()?.get_selection().ok()??;
        selection.select_all_children(element(id)?.as_ref()).ok()
    };
    let _ = select();
}

/// Saves bytes as a file of the person's computer.
pub fn download(file: &str, bytes: &[u8]) {
    let save = || {
        let kind = BlobPropertyBag::new();
        // Its name says what it is; a type that the browser shows would not be saved by all.
        kind.set_type("application/octet-stream");
        let content = Array::of1(&Uint8Array::from(bytes));
        let blob = Blob::new_with_u8_array_sequence_and_options(&content, &kind).ok()?;
        let url = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
        let document = document()?;
        let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
        link.set_href(&url);
        link.set_download(file);
        document.body()?.append_child(&link).ok()?;
        link.click();
        link.remove();
        // The browser reads the address after this turn; freeing it at once would cut the file off.
        gloo::timers::callback::Timeout::new(60_000, move || {
            let _ = web_sys::Url::revoke_object_url(&url);
        })
        .forget();
        Some(())
    };
    let _ = save();
}

/// The bytes of a file.
pub async fn read(file: &Blob) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// Deflates bytes without a header; `None` where the browser can't.
pub async fn deflate(bytes: &[u8]) -> Option<Vec<u8>> {
    let stream = through("CompressionStream", bytes)?;
    collect(stream, usize::MAX).await.ok()
}

/// Why bytes could not be inflated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inflate {
    /// The browser can't.
    Unknown,
    /// The bytes are no deflated data, or only a part of it.
    Damaged,
    /// They unfold to more than was allowed.
    TooLong,
}

/// Inflates bytes without a header, to at most `most` bytes: a small link must not fill the memory.
///
/// # Errors
/// When the browser can't, the bytes are damaged, or the result is too long.
pub async fn inflate(bytes: &[u8], most: usize) -> Result<Vec<u8>, Inflate> {
    let stream = through("DecompressionStream", bytes).ok_or(Inflate::Unknown)?;
    collect(stream, most).await
}

/// Bytes through one of the browser's streams.
fn through(class: &str, bytes: &[u8]) -> Option<JsValue> {
    // Named dynamically: old browsers lack these classes.
    let class: Function = Reflect::get(&js_sys::global(), &class.into())
        .ok()?
        .dyn_into()
        .ok()?;
    let pair = Reflect::construct(&class, &Array::of1(&"deflate-raw".into())).ok()?;
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes))).ok()?;
    let source = blob.stream();
    let pipe: Function = Reflect::get(&source, &"pipeThrough".into())
        .ok()?
        .dyn_into()
        .ok()?;
    pipe.call1(&source, &pair).ok()
}

async fn collect(stream: JsValue, most: usize) -> Result<Vec<u8>, Inflate> {
    let reader =
        ReadableStreamDefaultReader::new(stream.unchecked_ref()).map_err(|_| Inflate::Unknown)?;
    let mut out = Vec::new();
    loop {
        let step: Promise = reader.read();
        let step = JsFuture::from(step).await.map_err(|_| Inflate::Damaged)?;
        let member = |name: &str| Reflect::get(&step, &name.into()).unwrap_or(JsValue::UNDEFINED);
        if member("done").is_truthy() {
            return Ok(out);
        }
        out.extend(Uint8Array::new(&member("value")).to_vec());
        if out.len() > most {
            let _ = reader.cancel();
            return Err(Inflate::TooLong);
        }
    }
}

/// A moment on this computer's clock, in the page's language.
pub fn said(moment: Timestamp) -> String {
    let date = js_sys::Date::new(&(moment.as_millisecond() as f64).into());
    let options = Object::new();
    for (name, value) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        let _ = Reflect::set(&options, &name.into(), &value.into());
    }
    date.to_locale_string("en-GB", &options).into()
}

/// Scrolls to an element and gives it the keyboard.
pub fn bring(id: &str) {
    let Some(element) = element(id) else { return };
    let _ = element.focus();
    element.scroll_into_view();
}
