//! What a bound says in words, from the bound itself, so that hints, messages
//! and documentation agree with what is checked.

use super::{Field, Shape, Text, Whole};

impl Whole {
    /// Whether a number is within the bounds.
    pub fn holds(&self, number: i64) -> bool {
        // AWS's `integer` has 32 bits, whatever else its model says.
        (self.min..=self.max.unwrap_or(i64::from(i32::MAX))).contains(&number)
    }
    /// "1 to 24", or "at least 0".
    pub fn says(&self) -> String {
        match self.max {
            Some(max) => format!("{} to {}", self.min, max),
            None => format!("at least {}", self.min),
        }
    }
}

impl Text {
    /// "3 to 128 characters: letters, digits and `_ - .`"; empty where nothing bounds it.
    pub fn says(&self) -> String {
        let length = match (self.min, self.max) {
            (0 | 1, None) => String::new(),
            (0 | 1, Some(max)) => format!("up to {max} characters"),
            (min, None) => format!("at least {min} characters"),
            (min, Some(max)) if min == max => format!("{min} characters"),
            (min, Some(max)) => format!("{min} to {max} characters"),
        };
        match (length.is_empty(), self.pattern) {
            (_, None) => length,
            (true, Some(pattern)) => pattern.says.to_owned(),
            (false, Some(pattern)) => format!("{length}: {}", pattern.says),
        }
    }
}

/// "1 to 50 rows", with `one` as the thing counted.
pub(crate) fn counted(min: usize, max: Option<usize>, one: &str) -> String {
    match (min, max) {
        (0, None) => String::new(),
        (min, None) => format!("at least {min} {}", plural(one, min)),
        (0, Some(max)) => format!("up to {max} {}", plural(one, max)),
        (min, Some(max)) if min == max => format!("exactly {min} {}", plural(one, min)),
        (min, Some(max)) => format!("{min} to {max} {}", plural(one, max)),
    }
}

/// "1 tag", "2 tags", "2 entries".
pub(crate) fn plural(one: &str, count: usize) -> String {
    if count == 1 {
        one.to_owned()
    } else if let Some(stem) = one.strip_suffix('y') {
        format!("{stem}ies")
    } else {
        format!("{one}s")
    }
}

impl Field {
    /// What the field may hold, from its bounds: "hours, 1 to 24".
    pub fn bounds(&self) -> String {
        join(self.unit.to_owned(), says(self.shape), ", ")
    }
}

/// What a shape may hold; empty where nothing bounds it.
fn says(shape: Shape) -> String {
    match shape {
        Shape::Text(text) => text.says(),
        Shape::Whole(whole) => whole.says(),
        Shape::Flag | Shape::Choice(_) | Shape::Group(_) => String::new(),
        Shape::List(list) => each(counted(list.min, list.max, list.one), says(list.item)),
        Shape::Map(map) => {
            let key = map.key.says();
            let name = if key.is_empty() {
                key
            } else {
                format!("name {key}")
            };
            each(
                join(counted(map.min, map.max, map.one), name, ", "),
                says(map.value),
            )
        }
        Shape::Blob(blob) => format!("up to {} bytes", blob.max),
    }
}

/// "1 to 5 values, each up to 9 characters".
fn each(count: String, item: String) -> String {
    let item = if item.is_empty() {
        item
    } else {
        format!("each {item}")
    };
    join(count, item, ", ")
}

fn join(left: String, right: String, between: &str) -> String {
    match (left.is_empty(), right.is_empty()) {
        (true, _) => right,
        (_, true) => left,
        _ => format!("{left}{between}{right}"),
    }
}
