//! Writes the table of documents as Markdown: `docs/documents.md`.

use maintenance_window_builder::catalogue::documents::{self, Document, Need, Topic};

fn main() {
    print!("{}", as_markdown());
}

/// The page.
pub fn as_markdown() -> String {
    let mut out = format!(
        "# Documents\n\nThe {} SSM documents that the page knows. Made from the tables in `src/catalogue/documents/` by `cargo run --example documents`; a test compares them. AWS changes its documents without notice: read the page of a document before you rely on this.\n\nA permission is marked: documented by AWS, derived from the document's steps, or assumed from what the document is for.\n",
        documents::all().count()
    );
    for topic in Topic::ALL {
        out.push_str(&format!("\n## {}\n", topic.label()));
        for document in documents::all().filter(|d| d.topic == *topic) {
            out.push_str(&about(document));
        }
    }
    out
}

fn about(document: &Document) -> String {
    let mut out = format!("\n### {}\n\n{}", document.name, document.help);
    out.push_str(&format!(
        " {}, {}.",
        document.kind.label(),
        document.platform.label()
    ));
    if !document.doc.is_empty() {
        out.push_str(&format!(" [AWS documentation]({})", document.doc));
    }
    out.push_str("\n\n");
    for caution in &document.cautions {
        let hint = match caution.hint {
            "" => String::new(),
            hint => format!(" {hint}."),
        };
        out.push_str(&format!(
            "- **{}**: {}.{hint}\n",
            caution.concern.label(),
            caution.reason
        ));
    }
    for parameter in &document.parameters {
        let mut says = vec![parameter.kind.label().to_owned()];
        if parameter.required {
            says.push("required".into());
        } else if parameter.expected {
            says.push("probably required".into());
        }
        if !parameter.documented {
            says.push("not documented by AWS".into());
        }
        if !parameter.allowed.is_empty() {
            says.push(["`", &parameter.allowed.join("`, `"), "`"].concat());
        }
        if let Some(default) = parameter.default {
            says.push(format!("default `{default}`"));
        }
        out.push_str(&format!(
            "- `{}` ({}): {}\n",
            parameter.name,
            says.join("; "),
            parameter.help
        ));
    }
    for need in &document.needs {
        out.push_str(&permission(need));
    }
    out
}

fn permission(need: &Need) -> String {
    let code = |texts: &[&str]| ["`", &texts.join("`, `"), "`"].concat();
    let mut out = format!(
        "- {}, {}: ",
        capital(need.whose.label()),
        need.known.label()
    );
    if !need.actions.is_empty() {
        out.push_str(&format!(
            "{} on {}",
            code(&need.actions),
            code(&need.resources)
        ));
    }
    match need.given {
        Some((name, Some(value))) => out.push_str(&format!(", if `{name}` is `{value}`")),
        Some((name, None)) => out.push_str(&format!(", if `{name}` is given")),
        None => {}
    }
    if let Some(name) = need.absent {
        out.push_str(&format!(", unless `{name}` is given"));
    }
    if let Some(only) = need.only {
        out.push_str(&format!(" {only}"));
    }
    out.push('\n');
    out
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
