//! The composer as data: which forms there are and what each asks for.
//!
//! A page draws [`KINDS`] and keeps a `Choice`. Knows labels, bounds and first
//! answers; what was answered is `choice`'s.

use super::super::words::{self, DAY_NAMES};

/// A form that the composer offers.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its stable name.
    pub id: &'static str,
    /// What it is called among others, in a word or two: «Weekly».
    pub short: &'static str,
    /// What it is called in a list: «Every week».
    pub label: &'static str,
    /// What it asks for, in the order of a sentence.
    pub inputs: &'static [Input],
}

/// One answer that a form asks for.
#[derive(Debug, PartialEq, Eq)]
pub struct Input {
    /// Its stable name, unique within its form.
    pub id: &'static str,
    /// Its label.
    pub label: &'static str,
    /// How it is asked for.
    pub control: Control,
    /// The answer at first.
    pub first: &'static str,
}

/// How an answer is asked for, and what it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// A whole number.
    Whole {
        /// The least.
        min: u32,
        /// The most.
        max: u32,
    },
    /// A time of day, `02:00` or `02:00:30`.
    Time,
    /// A date and time, `2026-12-12T02:00`, as a browser's input gives it.
    DateTime,
    /// One of these: the answer and its words.
    OneOf(&'static [(&'static str, &'static str)]),
    /// Some of these, at least one; the answer is their list with commas.
    SomeOf(&'static [(&'static str, &'static str)]),
}

const AT: Input = Input {
    id: "time",
    label: "At",
    control: Control::Time,
    first: "02:00",
};
const WEEKDAYS: [(&str, &str); 7] = {
    let [n1, n2, n3, n4, n5, n6, n7] = DAY_NAMES;
    let [w1, w2, w3, w4, w5, w6, w7] = words::WEEKDAYS;
    [
        (n1, w1),
        (n2, w2),
        (n3, w3),
        (n4, w4),
        (n5, w5),
        (n6, w6),
        (n7, w7),
    ]
};
const UNITS: &[(&str, &str)] = &[("minute", "minutes"), ("hour", "hours"), ("day", "days")];
const WHICH: &[(&str, &str)] = &[
    ("1", "first"),
    ("2", "second"),
    ("3", "third"),
    ("4", "fourth"),
    ("5", "fifth"),
    ("last", "last"),
];
const LATER: &[(&str, &str)] = &[
    ("0", "that day"),
    ("1", "1 day later"),
    ("2", "2 days later"),
    ("3", "3 days later"),
    ("4", "4 days later"),
    ("5", "5 days later"),
    ("6", "6 days later"),
];
const PATCH: &[(&str, &str)] = &[
    ("0", "the same day"),
    ("1", "the Wednesday after (1 day)"),
    ("2", "the Thursday after (2 days)"),
    ("3", "the Friday after (3 days)"),
    ("4", "the Saturday after (4 days)"),
    ("5", "the Sunday after (5 days)"),
    ("6", "the Monday after (6 days)"),
];

/// Every form, in the order of a list.
pub static KINDS: &[Kind] = &[
    Kind {
        id: "patch",
        short: "Patch Tuesday",
        label: "After Patch Tuesday, the second Tuesday of the month",
        inputs: &[
            Input {
                id: "after",
                label: "On",
                control: Control::OneOf(PATCH),
                first: "4",
            },
            AT,
        ],
    },
    Kind {
        id: "week",
        short: "Weekly",
        label: "Every week",
        inputs: &[
            Input {
                id: "weekdays",
                label: "On",
                control: Control::SomeOf(&WEEKDAYS),
                first: "SUN",
            },
            AT,
        ],
    },
    Kind {
        id: "day",
        short: "Daily",
        label: "Every day",
        inputs: &[AT],
    },
    Kind {
        id: "nth",
        short: "Nth weekday",
        label: "Every month, on a weekday",
        inputs: &[
            Input {
                id: "which",
                label: "On the",
                control: Control::OneOf(WHICH),
                first: "3",
            },
            Input {
                id: "weekday",
                label: "Weekday",
                control: Control::OneOf(&WEEKDAYS),
                first: "SUN",
            },
            Input {
                id: "after",
                label: "Or later",
                control: Control::OneOf(LATER),
                first: "0",
            },
            AT,
        ],
    },
    Kind {
        id: "date",
        short: "Monthly",
        label: "Every month, on a date",
        inputs: &[
            Input {
                id: "day",
                label: "Day",
                control: Control::Whole { min: 1, max: 31 },
                first: "1",
            },
            AT,
        ],
    },
    Kind {
        id: "last-day",
        short: "Last day",
        label: "Every month, on its last day",
        inputs: &[AT],
    },
    Kind {
        id: "last-weekday",
        short: "Last workday",
        label: "Every month, on its last day from Monday to Friday",
        inputs: &[AT],
    },
    Kind {
        id: "every",
        short: "Every …",
        label: "Every so many minutes, hours or days",
        inputs: &[
            Input {
                id: "number",
                label: "Every",
                control: Control::Whole {
                    min: 1,
                    max: i32::MAX as u32,
                },
                first: "7",
            },
            Input {
                id: "unit",
                label: "Unit",
                control: Control::OneOf(UNITS),
                first: "day",
            },
        ],
    },
    Kind {
        id: "once",
        short: "Once",
        label: "Once",
        inputs: &[Input {
            id: "when",
            label: "On",
            control: Control::DateTime,
            first: "",
        }],
    },
];

impl Kind {
    /// The form of this name.
    pub fn of(id: &str) -> Option<&'static Kind> {
        KINDS.iter().find(|kind| kind.id == id)
    }
}

impl Input {
    /// Whether an answer is one of several that this one holds; for controls
    /// with a box for each.
    pub fn holds(answer: &str, one: &str) -> bool {
        answer.split(',').any(|member| member == one)
    }

    /// The answer with one of the several put in or taken out, in their order.
    pub fn toggled(&self, answer: &str, one: &str) -> String {
        let Control::SomeOf(all) = self.control else {
            return one.to_owned();
        };
        let wanted = |name: &str| Input::holds(answer, name) != (name == one);
        let kept: Vec<&str> = all
            .iter()
            .map(|(name, _)| *name)
            .filter(|name| wanted(name))
            .collect();
        kept.join(",")
    }
}
