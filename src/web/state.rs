//! What the page holds: the draft, what a check of it found, and what the
//! person is looking at. One root context; everything else is derived.
//!
//! It knows no AWS rule and formats nothing.
//!
//! `store::start()` makes it: it reads the stored project, a link or the first
//! example, provides the [`App`] as context and keeps it saved. The `App`
//! component calls that once, first thing; it mounts `notice::Banners` in the
//! flow above the grid (shared project, example, storage trouble) and
//! `notice::NoticeBar` once at the end (messages with Undo).

use std::collections::{HashMap, HashSet};
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use crate::web::live::Derived;
use jiff::Timestamp;
use leptos::prelude::*;
use leptos::reactive::owner::WeakOwner;

use super::dom;
use super::history::History;
use super::live;
use super::operate::Operate;
use crate::catalogue::window::NAME;
use crate::check::{Checked, Checker, Fix, Violation, name_of_copy};
use crate::draft::page::{ID, TARGETS, TASKS};
use crate::draft::{Draft, Node, Path, RowId};
use crate::render::Options;

/// The result of a check, shared without copying.
#[derive(Debug, Clone)]
pub struct Findings(Arc<Checked>);

impl Deref for Findings {
    type Target = Checked;
    fn deref(&self) -> &Checked {
        &self.0
    }
}

impl PartialEq for Findings {
    /// A new check is new: what reads it compares the little it takes from it.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// A window, target or task as it was typed: another only when something in it changed.
#[derive(Debug, Clone)]
struct Part(Option<Arc<Node>>);

impl PartialEq for Part {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        }
    }
}

/// What a closed part shows of others: the targets that tasks name, and its place among its kind.
#[derive(Debug, Clone, PartialEq)]
struct Around {
    targets: Vec<Part>,
    order: Vec<RowId>,
}

/// What many fields read of the part they are in, told to them: see [`live::told`].
#[derive(Clone, Copy)]
struct Watch {
    typed: Derived<Part>,
    found: Derived<Vec<Violation>>,
    around: Derived<Around>,
}

/// The parts that are watched, each once, and the owner of their watches.
struct Watches {
    owner: WeakOwner,
    parts: HashMap<Path, Watch>,
}

/// A short message at the edge of the page, perhaps with a way back.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// What happened, in a sentence.
    pub text: String,
    /// The way back, when it can be undone.
    pub undo: Option<Back>,
}

/// A way back.
#[derive(Debug, Clone, PartialEq)]
pub enum Back {
    /// Without what made the second draft of the first: what was typed since stays.
    Without(Draft, Draft),
    /// To another project.
    To(Draft),
}

/// The views of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PageView {
    /// Where a plan is made.
    #[default]
    Plan,
    /// What comes after creation.
    Operate,
}

impl PageView {
    /// All views, in the order in which the header shows them.
    pub const ALL: [PageView; 2] = [PageView::Plan, PageView::Operate];

    /// Its name in the browser's storage.
    pub fn id(self) -> &'static str {
        match self {
            PageView::Plan => "plan",
            PageView::Operate => "operate",
        }
    }
    /// What its button says.
    pub fn label(self) -> &'static str {
        match self {
            PageView::Plan => "Plan",
            PageView::Operate => "Operate",
        }
    }
}

/// The page's state: cheap to copy, found with [`app`].
#[derive(Clone, Copy)]
pub struct App {
    /// The one mutable thing.
    pub draft: RwSignal<Draft>,
    /// What a check of the draft found.
    pub checked: Derived<Findings>,
    /// How outputs are written: the person's settings with the project's.
    pub options: Derived<Options>,
    /// The settings that belong to the person; those of the project are in the draft.
    pub person: RwSignal<Options>,
    /// Which of `render::FORMATS` is shown.
    pub format: RwSignal<usize>,
    /// The window whose form is shown.
    pub window: RwSignal<RowId>,
    /// Fields that were left at least once: their errors may be shown.
    pub left: RwSignal<HashSet<Path>>,
    /// Whether the person asked for output or came with a finished project: all errors may be shown.
    pub asked: RwSignal<bool>,
    /// Parts and folds that the person opened.
    pub open: RwSignal<HashSet<Path>>,
    /// Parts and folds that the person closed although they would be open by themselves.
    pub shut: RwSignal<HashSet<Path>>,
    /// The part that is in view, for the outline.
    pub current: RwSignal<Option<Path>>,
    /// Which view is shown.
    pub view: RwSignal<PageView>,
    /// What is looked at of the windows' later life.
    pub operate: Operate,
    /// Whether the Import dialog is open.
    pub importing: RwSignal<bool>,
    /// What can be taken back.
    pub history: History,
    /// The message at the edge.
    pub notice: RwSignal<Option<Notice>>,
    /// The present, as the page last looked at the clock.
    pub now: RwSignal<Timestamp>,
    watches: StoredValue<Watches>,
}

/// The page's state.
pub fn app() -> App {
    expect_context::<App>()
}

fn around(draft: &Draft, window: &Path) -> Around {
    let targets = draft.rows(&window.member(TARGETS)).iter();
    let tasks = draft.rows(&window.member(TASKS)).iter();
    let windows = draft.windows().iter();
    let order = windows.chain(targets.clone()).chain(tasks);
    Around {
        targets: targets
            .map(|row| Part(Some(Arc::clone(&row.node))))
            .collect(),
        order: order.map(|row| row.id).collect(),
    }
}

fn typed(draft: &Draft, part: &Path) -> Part {
    Part(draft.shared(part))
}

fn found(checked: &Checked, part: &Path) -> Vec<Violation> {
    checked.report.of(part).cloned().collect()
}

impl App {
    /// The state for a draft at an instant.
    pub fn new(draft: Draft, now: Timestamp) -> Self {
        let window = RwSignal::new(draft.windows().first().map_or(RowId(0), |row| row.id));
        let draft = RwSignal::new(draft);
        let now = RwSignal::new(now);
        let checker = Mutex::new(Checker::default());
        let checked = Derived::new(move || {
            let now = now.get();
            // What it holds is right at any time: a check that ended early only left less.
            let mut checker = checker.lock().unwrap_or_else(PoisonError::into_inner);
            Findings(Arc::new(draft.with(|draft| checker.check(draft, now))))
        });
        let person = RwSignal::new(Options::default());
        let options =
            Derived::new(move || person.with(|person| draft.with(|draft| person.of(draft))));
        let app = App {
            draft,
            checked,
            options,
            person,
            format: RwSignal::new(0),
            window,
            view: RwSignal::new(PageView::Plan),
            operate: Operate::new(draft, checked, window),
            importing: RwSignal::new(false),
            left: RwSignal::new(HashSet::new()),
            asked: RwSignal::new(false),
            open: RwSignal::new(HashSet::new()),
            shut: RwSignal::new(HashSet::new()),
            current: RwSignal::new(None),
            history: History::default(),
            notice: RwSignal::new(None),
            now,
            watches: StoredValue::new(Watches {
                owner: Owner::current().unwrap_or_default().downgrade(),
                parts: HashMap::new(),
            }),
        };
        app.tell_the_watches();
        app
    }
    /// With each change, has every watch hear of its own part.
    fn tell_the_watches(self) {
        dom::follow(move || {
            self.draft.with(|draft| {
                self.watches.update_value(|all| {
                    // A part that is back after an undo is drawn anew, with a watch of its own.
                    all.parts.retain(|part, watch| {
                        let now = typed(draft, part);
                        let stays = now.0.is_some();
                        watch.typed.tell(now);
                        if part.window().as_ref() == Some(part) {
                            watch.around.tell(around(draft, part));
                        }
                        stays
                    });
                });
            });
        });
        dom::follow(move || {
            self.checked.with(|checked| {
                let mut by_part: HashMap<&Path, Vec<&Violation>> = HashMap::new();
                for violation in &checked.report.violations {
                    by_part.entry(&violation.part).or_default().push(violation);
                }
                self.watches.with_value(|all| {
                    for (part, watch) in &all.parts {
                        let now = by_part.get(part).map_or(&[][..], Vec::as_slice);
                        let same = |before: &Vec<Violation>| before.iter().eq(now.iter().copied());
                        if !watch.found.with_untracked(same) {
                            watch.found.tell(now.iter().copied().cloned().collect());
                        }
                    }
                });
            });
        });
    }

    /// Something read from the part that a path is in, anew when that part changes.
    ///
    /// With twenty tasks on the page, a key pressed in one concerns its own fields only.
    pub fn read<T: PartialEq + Send + Sync + 'static>(
        self,
        path: &Path,
        look: impl Fn(&Draft) -> T + Send + Sync + 'static,
    ) -> Derived<T> {
        match self.watch(path) {
            Some(watch) => live::memo(move || {
                watch.typed.track();
                self.draft.with_untracked(&look)
            }),
            None => live::memo(move || self.draft.with(&look)),
        }
    }
    /// Everything found in the part that a path is in.
    pub fn found_in_part(self, path: &Path) -> Derived<Vec<Violation>> {
        // The ids that AWS gave, and the forms of operations, are judged by what is asked.
        let watch = (path.name() != Some(ID)).then(|| self.watch(path));
        match watch.flatten() {
            Some(watch) => watch.found,
            None => live::memo(move || {
                let request = self.operate.request;
                request.with(|request| request.checked.report.violations.clone())
            }),
        }
    }
    /// What a part shows of itself and of the parts it names, anew when one of them changes.
    pub fn read_around<T: PartialEq + Send + Sync + 'static>(
        self,
        part: &Path,
        look: impl Fn(&Draft) -> T + Send + Sync + 'static,
    ) -> Derived<T> {
        match self.watch(part) {
            Some(watch) => live::memo(move || {
                watch.typed.track();
                watch.around.track();
                self.draft.with_untracked(&look)
            }),
            None => live::memo(move || self.draft.with(&look)),
        }
    }
    /// The owner of what lasts as long as the page.
    pub fn owner(self) -> Option<Owner> {
        self.watches.with_value(|all| all.owner.upgrade())
    }
    fn watch(self, path: &Path) -> Option<Watch> {
        let part = path.part()?;
        if let Some(watch) = self.watches.with_value(|all| all.parts.get(&part).copied()) {
            return Some(watch);
        }
        let owner = self.owner()?;
        let window = part.window()?;
        let around = if part == window {
            let now = self.draft.with_untracked(|draft| around(draft, &window));
            owner.with(|| live::told(now))
        } else {
            self.watch(&window)?.around
        };
        let watch = owner.with(|| Watch {
            around,
            typed: live::told(self.draft.with_untracked(|draft| typed(draft, &part))),
            found: live::told(self.checked.with_untracked(|checked| found(checked, &part))),
        });
        self.watches.update_value(|all| {
            all.parts.insert(part, watch);
        });
        Some(watch)
    }
    /// The text at a path, as a memo: it changes only when that text does.
    pub fn text(self, path: &Path) -> Derived<String> {
        let at = path.clone();
        self.read(path, move |draft| draft.text(&at).to_owned())
    }
    /// Puts a text at a path.
    pub fn set(self, path: &Path, text: &str) {
        self.draft.update(|draft| draft.set(path, text));
    }
    /// The ids of the rows at a path, in order.
    pub fn row_ids(self, path: &Path) -> Derived<Vec<RowId>> {
        let at = path.clone();
        self.read(path, move |draft| {
            draft.rows(&at).iter().map(|row| row.id).collect()
        })
    }
    /// Remembers that a field was left, so that its errors may be shown.
    pub fn leave(self, path: &Path) {
        if !self.left.with_untracked(|left| left.contains(path)) {
            self.left.update(|left| {
                left.insert(path.clone());
            });
        }
    }
    /// Whether the errors of a field may be shown.
    pub fn may_show(self, path: &Path) -> bool {
        self.asked.get() || self.left.with(|left| left.contains(path))
    }
    /// Whether a part or fold is open: as the person left it, else as `by_itself` says.
    pub fn is_open(self, fold: &Path, by_itself: bool) -> bool {
        if by_itself {
            !self.shut.with(|shut| shut.contains(fold))
        } else {
            self.open.with(|open| open.contains(fold))
        }
    }
    /// Opens or closes a part or fold.
    pub fn show(self, fold: &Path, open: bool) {
        let (to, from) = if open {
            (self.open, self.shut)
        } else {
            (self.shut, self.open)
        };
        if !to.with_untracked(|set| set.contains(fold)) {
            to.update(|set| {
                set.insert(fold.clone());
            });
        }
        if from.with_untracked(|set| set.contains(fold)) {
            from.update(|set| {
                set.remove(fold);
            });
        }
    }
    /// Makes a change of structure that can be undone, and says so.
    pub fn change(self, said: &str, change: impl FnOnce(&mut Draft)) {
        let before = self.draft.get_untracked();
        self.draft.update(change);
        let back = Back::Without(before, self.draft.get_untracked());
        self.history.record(back.clone());
        self.notice.set(Some(Notice {
            text: said.to_owned(),
            undo: Some(back),
        }));
    }
    /// Copies a row, under a name of its own.
    pub fn copy(self, row: &Path) -> Option<RowId> {
        let mut copy = None;
        self.draft.update(|draft| {
            let name = name_of_copy(draft, row);
            copy = draft.duplicate_row(row);
            if let (Some(list), Some(copy), Some(name)) = (row.parent(), copy, name) {
                draft.set(&list.row(copy).member(NAME.name), &name);
            }
        });
        copy
    }
    /// Mends a violation.
    pub fn mend(self, fix: &Fix) {
        self.draft.update(|draft| draft.apply(fix));
    }
}
