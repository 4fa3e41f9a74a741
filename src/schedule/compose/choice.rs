//! A form of the composer with its answers, held as they were typed.
//!
//! Knows what an answer must be and which schedule the answers make, both
//! ways. The forms themselves are data in `form`.

use super::super::strict::strict;
use super::super::words::day_name;
use super::super::{At, Schedule};
use super::composed::{Composed, read, write};
use super::form::{Control, Input, Kind};
use super::time_of_day::TimeOfDay;
use crate::quote::quoted;

/// The weekday of Patch Tuesday, counted from 1 = Sunday.
const TUESDAY: u8 = 3;

/// What is wrong with an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// Which input it is about.
    pub input: &'static str,
    /// One sentence: the label, the rule, then the answer.
    pub message: String,
}

/// A form with its answers as they were typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    kind: &'static Kind,
    /// An answer for each input of the form, in its order.
    answers: Vec<String>,
}

impl Choice {
    /// A form with its first answers.
    pub fn new(kind: &'static Kind) -> Choice {
        let answers = kind.inputs.iter().map(|input| input.first.to_owned());
        Choice {
            kind,
            answers: answers.collect(),
        }
    }

    /// What a schedule is, if the composer has a form for it.
    pub fn read(schedule: &Schedule, offset: Option<u8>) -> Option<Choice> {
        read(schedule, offset).map(|composed| Choice::of(&composed))
    }

    /// What the texts of the two fields are, if the composer has a form for
    /// them; an offset of `""` is none.
    pub fn read_texts(schedule: &str, offset: &str) -> Option<Choice> {
        let schedule = strict(schedule.trim()).schedule?;
        let offset = match offset.trim() {
            "" => None,
            days => Some(days.parse().ok()?),
        };
        Choice::read(&schedule, offset)
    }

    /// The form.
    pub fn kind(&self) -> &'static Kind {
        self.kind
    }

    /// The answer of an input; empty if the form has no such.
    pub fn answer(&self, input: &str) -> &str {
        let mut pairs = self.kind.inputs.iter().zip(&self.answers);
        let found = pairs.find(|(one, _)| one.id == input);
        found.map_or("", |(_, answer)| answer.as_str())
    }

    /// Answers an input.
    pub fn set(&mut self, input: &str, answer: impl Into<String>) {
        let mut pairs = self.kind.inputs.iter().zip(&mut self.answers);
        if let Some((_, place)) = pairs.find(|(one, _)| one.id == input) {
            *place = answer.into();
        }
    }

    /// Another form, with every answer that it can say too.
    ///
    /// `earlier` are the forms that were left, the last one at the end. A form
    /// that was left gets its own answers back, except what was changed since.
    pub fn switched(&self, kind: &'static Kind, earlier: &[Choice]) -> Choice {
        let own = earlier.iter().rev().find(|choice| choice.kind == kind);
        let unchanged = own.map(|own| (own, own.switched(self.kind, &[])));
        let left = || std::iter::once(self).chain(earlier.iter().rev());
        // All that is said of days comes from one form: those of two make a third.
        let days = |input: &&Input| input.control != Control::Time;
        let tells = |choice: &&Choice| {
            let mut days = kind.inputs.iter().filter(days);
            days.any(|input| choice.carried(kind, input).is_some())
        };
        let about_days = left().find(tells).unwrap_or(self);
        let mut other = Choice::new(kind);
        for input in kind.inputs {
            let now = self.carried(kind, input);
            let answer = match &unchanged {
                Some((own, then)) if then.carried(kind, input) == now => {
                    Some(own.answer(input.id).to_owned())
                }
                _ if days(&input) => about_days.carried(kind, input),
                _ => left().find_map(|choice| choice.carried(kind, input)),
            };
            if let Some(answer) = answer {
                other.set(input.id, answer);
            }
        }
        other
    }

    /// What these answers say to an input of another form.
    fn carried(&self, to: &'static Kind, input: &Input) -> Option<String> {
        let named = |day: u8| day_name(day.into()).to_owned();
        let has = self.asks(input.id);
        match (to.id, input.id) {
            // Patch Tuesday is the second Tuesday of the month.
            ("nth", "which") if self.kind.id == "patch" => Some("2".to_owned()),
            ("nth", "weekday") if self.kind.id == "patch" => Some(named(TUESDAY)),
            ("patch", "after") if !self.is_patch_tuesday() => self
                .weekday()
                .map(|day| ((day + 7 - TUESDAY) % 7).to_string()),
            (_, "weekday" | "weekdays") if !has => self.weekday().map(named),
            (_, "day") if !has => self.moment().map(|at| at.day().to_string()),
            (_, "time") if !has => self.moment().map(|at| TimeOfDay::of(at).text()),
            _ if has => Some(self.answer(input.id).to_owned()),
            _ => None,
        }
    }

    fn asks(&self, input: &str) -> bool {
        self.kind.inputs.iter().any(|one| one.id == input)
    }

    /// Whether its days are counted from the second Tuesday of the month.
    fn is_patch_tuesday(&self) -> bool {
        let second = self.answer("which") == "2";
        self.kind.id == "patch" || second && self.answer("weekday") == day_name(TUESDAY.into())
    }

    /// The date and time of a form that has one.
    fn moment(&self) -> Option<jiff::civil::DateTime> {
        moment(self.answer("when"))
    }

    /// The first weekday on which these answers run, from 1 = Sunday.
    fn weekday(&self) -> Option<u8> {
        let named =
            |wanted: &dyn Fn(&str) -> bool| (1..=7u8).find(|day| wanted(day_name((*day).into())));
        let after = || self.answer("after").trim().parse::<u8>().ok();
        let later = |day: u8, days: u8| (day - 1 + days) % 7 + 1;
        match self.kind.id {
            "patch" => Some(later(TUESDAY, after()?)),
            "nth" => {
                let name = self.answer("weekday");
                Some(later(named(&|one| one == name)?, after()?))
            }
            "week" => {
                let chosen = self.answer("weekdays");
                named(&|one| Input::holds(chosen, one))
            }
            "once" => {
                let day = self.moment()?.weekday().to_sunday_one_offset();
                u8::try_from(day).ok()
            }
            _ => None,
        }
    }

    /// The texts of Schedule and Schedule offset; the offset is empty where
    /// none belongs.
    ///
    /// # Errors
    /// What is wrong with the answers.
    pub fn write(&self) -> Result<(String, String), Vec<Flaw>> {
        let (schedule, offset) = write(&self.composed()?);
        let offset = offset.map(|days| days.to_string());
        Ok((schedule, offset.unwrap_or_default()))
    }

    /// The form with its answers read.
    ///
    /// # Errors
    /// What is wrong with the answers.
    pub fn composed(&self) -> Result<Composed, Vec<Flaw>> {
        let flaws: Vec<Flaw> = self
            .kind
            .inputs
            .iter()
            .zip(&self.answers)
            .filter_map(|(input, answer)| flaw(input, answer))
            .collect();
        if !flaws.is_empty() {
            return Err(flaws);
        }
        // Each answer has been found right, and each form is known.
        self.build().ok_or_else(Vec::new)
    }

    fn build(&self) -> Option<Composed> {
        let number = |input: &str| self.answer(input).trim().parse::<u32>().ok();
        let small = |input: &str| self.answer(input).trim().parse::<u8>().ok();
        let at = TimeOfDay::parse(self.answer("time").trim());
        Some(match self.kind.id {
            "patch" => Composed::PatchTuesday {
                days_after: small("after")?,
                at: at?,
            },
            "week" => {
                let chosen = self.answer("weekdays");
                let days: Vec<u8> = (1..=7)
                    .filter(|day| Input::holds(chosen, day_name((*day).into())))
                    .collect();
                match days.len() {
                    7 => Composed::Daily { at: at? },
                    _ => Composed::Weekly {
                        weekdays: days,
                        at: at?,
                    },
                }
            }
            "day" => Composed::Daily { at: at? },
            "nth" => {
                let name = self.answer("weekday");
                let weekday = (1..=7).find(|day| day_name((*day).into()) == name)?;
                let (days_after, at) = (small("after")?, at?);
                match (small("which"), weekday) {
                    (None, weekday) => Composed::LastNamedWeekday {
                        weekday,
                        days_after,
                        at,
                    },
                    (Some(2), 3) => Composed::PatchTuesday { days_after, at },
                    (Some(nth), weekday) => Composed::NthWeekday {
                        nth,
                        weekday,
                        days_after,
                        at,
                    },
                }
            }
            "date" => Composed::MonthlyOnDay {
                day: small("day")?,
                at: at?,
            },
            "last-day" => Composed::LastDay { at: at? },
            "last-weekday" => Composed::LastWeekday { at: at? },
            "every" => {
                let n = number("number")?;
                match self.answer("unit") {
                    "minute" => Composed::EveryMinutes(n),
                    "hour" => Composed::EveryHours(n),
                    _ => Composed::EveryDays(n),
                }
            }
            "once" => Composed::Once {
                at: moment(self.answer("when"))?,
            },
            _ => return None,
        })
    }

    /// The form and the answers that make this.
    pub fn of(composed: &Composed) -> Choice {
        let later = |days: u8| days.to_string();
        let (kind, answers): (&str, Vec<String>) = match composed {
            Composed::EveryMinutes(n) => ("every", vec![n.to_string(), "minute".into()]),
            Composed::EveryHours(n) => ("every", vec![n.to_string(), "hour".into()]),
            Composed::EveryDays(n) => ("every", vec![n.to_string(), "day".into()]),
            Composed::Daily { at } => ("day", vec![at.text()]),
            Composed::Weekly { weekdays, at } => {
                let names: Vec<&str> = weekdays.iter().map(|day| day_name((*day).into())).collect();
                ("week", vec![names.join(","), at.text()])
            }
            Composed::MonthlyOnDay { day, at } => ("date", vec![day.to_string(), at.text()]),
            Composed::LastDay { at } => ("last-day", vec![at.text()]),
            Composed::LastWeekday { at } => ("last-weekday", vec![at.text()]),
            Composed::NthWeekday {
                nth,
                weekday,
                days_after,
                at,
            } => {
                let name = day_name((*weekday).into()).to_owned();
                let which = nth.to_string();
                ("nth", vec![which, name, later(*days_after), at.text()])
            }
            Composed::LastNamedWeekday {
                weekday,
                days_after,
                at,
            } => {
                let name = day_name((*weekday).into()).to_owned();
                let which = "last".to_owned();
                ("nth", vec![which, name, later(*days_after), at.text()])
            }
            Composed::PatchTuesday { days_after, at } => {
                ("patch", vec![later(*days_after), at.text()])
            }
            Composed::Once { at } => {
                let text = At { when: *at }.text();
                let when = text.trim_start_matches("at(").trim_end_matches(')');
                ("once", vec![when.to_owned()])
            }
        };
        // Every name above is in the table; a test walks them all.
        let kind = Kind::of(kind).unwrap_or(&FALLBACK);
        Choice { kind, answers }
    }
}

/// A form that asks for nothing.
static FALLBACK: Kind = Kind {
    id: "",
    short: "",
    label: "",
    inputs: &[],
};

/// What a browser's date and time input gives.
fn moment(text: &str) -> Option<jiff::civil::DateTime> {
    match strict(&["at(", text.trim(), ")"].concat()).schedule {
        Some(Schedule::At(at)) => Some(at.when),
        _ => None,
    }
}

fn flaw(input: &'static Input, answer: &str) -> Option<Flaw> {
    let typed = answer.trim();
    let rule = match input.control {
        Control::Whole { min, max } => {
            let number = typed.parse::<u32>().ok();
            if number.is_some_and(|number| (min..=max).contains(&number)) {
                return None;
            }
            let (min, max) = (min.to_string(), max.to_string());
            [" must be a whole number from ", &min, " to ", &max].concat()
        }
        Control::Time if TimeOfDay::parse(typed).is_some() => return None,
        Control::Time => " must be a time from 00:00 to 23:59".to_owned(),
        Control::DateTime if moment(typed).is_some() => return None,
        Control::DateTime => " must be a date and time that exist".to_owned(),
        Control::OneOf(all) if all.iter().any(|(one, _)| *one == typed) => return None,
        Control::SomeOf(all) if all.iter().any(|(one, _)| Input::holds(typed, one)) => return None,
        Control::OneOf(_) => " must be one of the list".to_owned(),
        Control::SomeOf(_) => " must be one or more of the list".to_owned(),
    };
    let value = quoted(typed);
    Some(Flaw {
        input: input.id,
        message: [input.label, &rule, ": ", &value].concat(),
    })
}
