//! The result beside the form: «When it runs» over «What to run», and the bar
//! that leads there on narrow screens.
//!
//! Everything here is read from what a check found; nothing is computed that
//! is not on the screen.

pub mod actions;
mod artifact;
mod code;
mod missing;
pub mod settings;
mod tabs;
mod what;
mod when;

pub use code::{Read, code_of, code_view};
pub use missing::{ToDos, to_do_list};
pub use tabs::{Tab, tab_id, tabs};
pub use what::what_to_run;
pub use when::when_it_runs;

use crate::web::dom::{View, all, el};
use crate::web::live::Derived;
use leptos::prelude::*;

use super::browser;
use super::live::{click, flag, text};
use super::state::{PageView, app};
use crate::check::{Checked, Severity};

/// The heading that «What to run» is found by.
pub const OUTPUT: &str = "what-to-run";

/// The panel beside the form.
pub fn results() -> View {
    el("aside")
        .class("result")
        .attr("aria-label", "Result")
        .with(all![when_it_runs(), what_to_run()])
        .view()
}

/// What there is, in few words.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Counts {
    errors: usize,
    missing: usize,
    ready: usize,
    all: usize,
}

impl Counts {
    fn of(checked: &Checked) -> Counts {
        Counts {
            errors: checked.report.count(Severity::Error),
            missing: checked
                .report
                .violations
                .iter()
                .filter(|v| v.is_missing())
                .count(),
            ready: checked.plan.ready(),
            all: checked.plan.requests().len(),
        }
    }

    /// Of the view that is shown: the plan, or what is looked at of its later life.
    fn memo() -> Derived<Counts> {
        let app = app();
        Derived::new(move || match app.view.get() {
            PageView::Operate => app.operate.request.with(|one| Counts::of(&one.checked)),
            PageView::Plan => app.checked.with(|checked| Counts::of(checked)),
        })
    }

    /// «3 problems», «2 fields missing»; empty when nothing is wrong.
    fn problems(self) -> String {
        let (count, one, many) = match (self.errors, self.missing) {
            (0, _) => return String::new(),
            (errors, missing) if errors == missing => (errors, "field missing", "fields missing"),
            (errors, _) => (errors, "problem", "problems"),
        };
        format!("{count} {}", if count == 1 { one } else { many })
    }

    /// «6 commands ready», «5 of 6 commands ready».
    fn commands(self) -> String {
        match (self.ready, self.all) {
            (_, 0) => "Nothing to run yet".to_owned(),
            (1, 1) => "1 command ready".to_owned(),
            (ready, all) if ready == all => format!("{all} commands ready"),
            (ready, all) => format!("{ready} of {all} commands ready"),
        }
    }
}

/// The bar at the lower edge of narrow screens: how it stands, and the way to the output.
pub fn state_bar() -> View {
    let app = app();
    let counts = Counts::memo();
    let says = move || {
        let counts = counts.get();
        if app.view.get() == PageView::Operate {
            let title = app.operate.what.get().title();
            return match counts.problems() {
                problems if problems.is_empty() => title.to_owned(),
                problems => format!("{problems} · {title}"),
            };
        }
        match counts.problems() {
            problems if problems.is_empty() && counts.all > 0 => match counts.all {
                1 => "Ready: 1 command".to_owned(),
                all => format!("Ready: {all} commands"),
            },
            problems if problems.is_empty() => counts.commands(),
            problems => format!("{problems} · {}", counts.commands()),
        }
    };
    el("section")
        .class("state")
        .attr("aria-label", "State of the plan")
        .with(all![
            el("p").with(all![
                el("i")
                    .class("dot")
                    .class_if("err", flag(move || counts.get().errors != 0))
                    .attr("aria-hidden", "true"),
                " ",
                text(says)
            ]),
            el("button")
                .attr("type", "button")
                .class("btn main")
                .on(
                    "click",
                    click(move || {
                        app.asked.set(true);
                        browser::bring(OUTPUT);
                    })
                )
                .with("What to run")
        ])
        .view()
}
