//! Any field of the catalogue by its shape: the editor that fits it.
//!
//! This is where the recursion closes: lists, maps and groups come back here
//! for what is inside them. A new kind of shape or format is a missing arm.

use crate::web::dom::View;

use super::line::{Look, area, line};
use super::spot::Spot;
use super::{choose, entries, group, json, pseudo, rows, schedule, zone};
use crate::catalogue::{Field, Format, Lines, Shape};

/// The editor of a field.
pub fn field(spot: Spot, shape: Shape) -> View {
    match shape {
        Shape::Text(text) => match text.format {
            Format::Plain if pseudo::takes(&spot) => pseudo::line(spot),
            Format::Plain => line(
                spot,
                if text.pattern.is_some() {
                    Look::CODE
                } else {
                    Look::PLAIN
                },
            ),
            Format::Prose => area(spot, "", 2),
            Format::Schedule => schedule::editor(spot),
            Format::TimeZone => zone::editor(spot),
            Format::Instant
            | Format::RoleArn
            | Format::TopicArn
            | Format::TaskArn
            | Format::Bucket => line(spot, Look::CODE),
            Format::Json => json::editor(spot, json::Measure::Characters(text.max)),
            Format::Base64 => json::encoded(spot),
        },
        Shape::Whole(_) => line(spot, Look::NUMBER),
        Shape::Flag => choose::flag(spot),
        Shape::Choice(choices) => choose::choice(spot, choices),
        Shape::List(list) => match (list.item, list.lines) {
            (Shape::Choice(choices), Lines::Values | Lines::Script) => {
                choose::several(spot, choices)
            }
            (_, Lines::Values) => rows::lines(spot, list, "mono", 3),
            (_, Lines::Script) => rows::lines(spot, list, "mono script", 4),
            (_, Lines::Rows) => rows::rows(spot, list),
        },
        Shape::Map(map) => entries::entries(spot, map),
        Shape::Group(members) => group::fieldset(spot, members.members),
        Shape::Blob(blob) => json::editor(spot, json::Measure::Bytes(blob.max)),
    }
}

/// Whether an editor is small enough to stand beside another.
pub fn is_small(field: &Field) -> bool {
    match field.shape {
        Shape::Text(text) => match text.format {
            Format::TimeZone | Format::Instant | Format::Bucket => true,
            Format::Plain => text.max.is_none_or(|max| max <= 100),
            Format::Prose
            | Format::Schedule
            | Format::Json
            | Format::Base64
            | Format::RoleArn
            | Format::TopicArn
            | Format::TaskArn => false,
        },
        Shape::Whole(_) => true,
        Shape::Flag
        | Shape::Choice(_)
        | Shape::List(_)
        | Shape::Map(_)
        | Shape::Group(_)
        | Shape::Blob(_) => false,
    }
}
