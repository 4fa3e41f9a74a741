//! The result beside the form: «When it runs» over «What to run», and the bar
//! that leads there on narrow screens.
//!
//! Everything here is read from what a check found; nothing is computed that
//! is not on the screen.

mod artifact;
mod code;
mod missing;
mod tabs;
mod what;
mod when;

pub use code::code_view;
pub use tabs::{Tab, tabs};
pub use what::WhatToRun;
pub use when::WhenItRuns;

use leptos::prelude::*;

use super::browser;
use super::live::{click, flag, text};
use super::state::app;
use crate::check::Severity;

/// The heading that «What to run» is found by.
const OUTPUT: &str = "what-to-run";

/// The panel beside the form.
#[component]
pub fn Results() -> impl IntoView {
    view! {
        <aside class="result" aria-label="Result">
            <WhenItRuns/>
            <WhatToRun/>
        </aside>
    }
    .into_any()
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
    fn memo() -> Memo<Counts> {
        let app = app();
        Memo::new(move |_| {
            app.checked.with(|checked| Counts {
                errors: checked.report.count(Severity::Error),
                missing: checked
                    .report
                    .violations
                    .iter()
                    .filter(|v| v.is_missing())
                    .count(),
                ready: checked.plan.ready(),
                all: checked.plan.requests().len(),
            })
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
#[component]
pub fn StateBar() -> impl IntoView {
    let app = app();
    let counts = Counts::memo();
    let says = move || {
        let counts = counts.get();
        match counts.problems() {
            problems if problems.is_empty() && counts.all > 0 => match counts.all {
                1 => "Ready: 1 command".to_owned(),
                all => format!("Ready: {all} commands"),
            },
            problems if problems.is_empty() => counts.commands(),
            problems => format!("{problems} · {}", counts.commands()),
        }
    };
    view! {
        <section class="state" aria-label="State of the plan">
            <p><i class="dot" class:err=flag(move || counts.get().errors != 0) aria-hidden="true"></i>" "{text(says)}</p>
            <button type="button" class="btn main" on:click=click(move || {
                app.asked.set(true);
                browser::bring(OUTPUT);
            })>"What to run"</button>
        </section>
    }
    .into_any()
}
