//! What is removed from the page ends: its effects run no more.
use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use maintenance_window_builder::web::dom::{Item, View, el, follow, list};
use maintenance_window_builder::web::mount;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{fresh, js, pause};

/// How often something ran, and how often it ended.
#[derive(Clone, Default)]
struct Counts {
    runs: Rc<Cell<u32>>,
    ends: Rc<Cell<u32>>,
}

impl Counts {
    fn taken(&self) -> (u32, u32) {
        (self.runs.take(), self.ends.take())
    }
    /// A part of the page that counts how often `changes` changes while it is there.
    fn part(&self, changes: ArcRwSignal<u32>) -> View {
        let Counts { runs, ends } = self.clone();
        follow(move || {
            changes.track();
            runs.set(runs.get() + 1);
        });
        on_cleanup(counted(ends));
        el("p").with("part").view()
    }
}

/// An end that counts itself; a page has one thread.
fn counted(ends: Rc<Cell<u32>>) -> impl FnOnce() + Send + Sync {
    let ends = StoredValue::new_local(ends);
    move || ends.with_value(|ends| ends.set(ends.get() + 1))
}

fn stage() -> web_sys::HtmlElement {
    js("{ const stage = document.createElement('div'); stage.className = 'stage'; document.body.append(stage); stage }")
        .unchecked_into()
}

#[wasm_bindgen_test]
async fn the_effects_of_a_part_end_when_it_is_drawn_anew() {
    fresh();
    let (shown, changes) = (ArcRwSignal::new(true), ArcRwSignal::new(0));
    let counts = Counts::default();
    let (show, change, count) = (shown.clone(), changes.clone(), counts.clone());
    let _page = mount(stage(), move || {
        let draw: Rc<dyn Fn() -> View> = Rc::new(move || {
            if show.get() {
                count.part(change.clone())
            } else {
                View::none()
            }
        });
        View::from(draw)
    });
    pause(10).await;
    assert_eq!(counts.taken(), (1, 0));
    changes.set(1);
    pause(10).await;
    assert_eq!(counts.taken(), (1, 0));
    shown.set(false);
    pause(10).await;
    assert_eq!(counts.taken(), (0, 1), "its end came with its removal");
    changes.set(2);
    pause(10).await;
    assert_eq!(counts.taken(), (0, 0), "nothing of it runs any more");
}

#[wasm_bindgen_test]
async fn the_effects_of_an_entry_end_when_it_leaves_the_list() {
    fresh();
    let (rows, changes) = (ArcRwSignal::new(vec![1, 2, 3]), ArcRwSignal::new(0));
    let counts = Counts::default();
    let (each, change, count) = (rows.clone(), changes.clone(), counts.clone());
    let _page = mount(stage(), move || {
        list(move || {
            let item = |row: u32| {
                let (count, change) = (count.clone(), change.clone());
                Item::new(&row, move || count.part(change))
            };
            each.get().into_iter().map(item).collect()
        })
    });
    pause(10).await;
    assert_eq!(counts.taken(), (3, 0));
    rows.set(vec![3, 1]);
    pause(10).await;
    assert_eq!(counts.taken(), (0, 1), "only the one that left has ended");
    changes.set(1);
    pause(10).await;
    assert_eq!(counts.taken(), (2, 0), "those that stayed run, each once");
    rows.set(Vec::new());
    pause(10).await;
    changes.set(2);
    pause(10).await;
    assert_eq!(counts.taken(), (0, 2));
}
