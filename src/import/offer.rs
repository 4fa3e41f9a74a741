//! What a text is that was pasted into a field for one value: a value, or a
//! whole command, script or template, which Import would read.
//!
//! A quick look at the words of a text, no reading: the page asks with each paste.

/// Whether a text holds a whole request about maintenance windows, in any notation that Import reads.
///
/// ```
/// use maintenance_window_builder::import::is_whole_request;
/// assert!(is_whole_request("aws ssm create-maintenance-window --name x"));
/// assert!(!is_whole_request("cron(0 2 ? * SUN *)"));
/// assert!(!is_whole_request("The nightly maintenance window (see the wiki)"));
/// ```
#[must_use]
pub fn is_whole_request(text: &str) -> bool {
    /// No field for one value takes as much, and no sign of a request comes later.
    const LOOKED_AT: usize = 20_000;
    let text: String = text.chars().take(LOOKED_AT).collect();
    let text = text.to_ascii_lowercase();
    is_command(&text) || is_call(&text) || is_declared(&text) || is_body(&text)
}

/// `aws ssm create-maintenance-window`, `New-SSMMaintenanceWindow`.
fn is_command(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        // A continued line may lie between them: `aws ssm \`.
        let word = word.trim_start_matches(['$', '(', '`', '"', '\'']);
        if word == "ssm" {
            let next = words
                .by_ref()
                .find(|next| !matches!(*next, "\\" | "^" | "`"));
            if next.is_some_and(|next| next.contains("-maintenance-window")) {
                return true;
            }
        }
        if word.split_once("-ssm").is_some_and(|(verb, noun)| {
            !verb.is_empty() && noun.contains("maintenancewindow") && !noun.contains('/')
        }) {
            return true;
        }
    }
    false
}

/// `ssm.create_maintenance_window(…)`.
fn is_call(text: &str) -> bool {
    text.match_indices("maintenance_window").any(|(at, word)| {
        let behind = text.get(at + word.len()..).unwrap_or_default();
        behind
            .trim_start_matches(|c: char| c == '_' || c.is_ascii_alphabetic())
            .trim_start()
            .starts_with('(')
    })
}

/// A resource of CloudFormation, CDK or Terraform.
fn is_declared(text: &str) -> bool {
    [
        "aws::ssm::maintenancewindow",
        "cfnmaintenancewindow",
        "\"aws_ssm_maintenance_window",
    ]
    .iter()
    .any(|sign| text.contains(sign))
}

/// A request body, an answer or a project file.
fn is_body(text: &str) -> bool {
    let members = [
        "\"windowid\"",
        "\"windows\"",
        "\"schedule\"",
        "\"taskarn\"",
        "\"windowidentities\"",
        "\"resourcetype\"",
    ];
    text.trim_start().starts_with(['{', '[']) && members.iter().any(|member| text.contains(member))
}
