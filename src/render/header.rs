//! What a script's file begins with: what it does, from which plan, when it
//! was made, and the warnings that were open then.

use crate::catalogue::location::{is_account, is_region};
use crate::check::Plan;
use crate::preview::wall;
use crate::schedule::Zone;

use super::markdown::visible;
use super::options::Options;

/// How many warnings are listed; more are counted.
const LISTED: usize = 10;

/// The lines, each without what makes it a comment and without anything that ends a line.
pub(super) fn header(plan: &Plan, options: &Options, says: &str) -> Vec<String> {
    let names = plan.windows().iter().map(|window| window.name.as_str());
    let names = names.collect::<Vec<_>>().join(", ");
    let mut lines = vec![says.to_owned(), ["Plan: ", &names].concat()];
    // What has not the form of one is another's text, and the commands may leave it out too.
    let is_profile = |text: &str| {
        let plain = |c: char| c.is_alphanumeric() || " _.@+-".contains(c);
        !text.is_empty() && text.chars().all(plain)
    };
    for (label, text, known) in [
        ("Account: ", &options.account, is_account(&options.account)),
        ("Region: ", &options.region, is_region(&options.region)),
        ("Profile: ", &options.profile, is_profile(&options.profile)),
    ] {
        if known {
            lines.push([label, text].concat());
        }
    }
    // The day is enough, and a script made again on the same day is the same.
    let day = wall(&Zone::utc(), plan.at());
    let day = day.split(' ').next().unwrap_or_default();
    lines.push(["Made on ", day, " with Maintenance Window Builder."].concat());
    let warnings = plan.warnings();
    if !warnings.is_empty() {
        lines.push("Open warnings:".to_owned());
        let listed = warnings.iter().take(LISTED);
        lines.extend(listed.map(|warning| ["- ", warning].concat()));
        let more = warnings.len().saturating_sub(LISTED);
        if more > 0 {
            lines.push(format!("- {more} more"));
        }
    }
    lines.iter().map(|line| visible(line, ' ')).collect()
}

/// The lines as comments that begin with `#`.
pub(super) fn comments(lines: &[String]) -> String {
    let each = lines.iter().map(|line| ["# ", line, "\n"].concat());
    each.collect()
}
