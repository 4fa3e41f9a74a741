//! The README says what the code does.

use std::fs;
use std::path::Path;

use maintenance_window_builder::render::FORMATS;

#[allow(dead_code)]
#[path = "../../examples/catalogue.rs"]
mod catalogue;

#[allow(dead_code)]
#[path = "../../examples/documents.rs"]
mod documents;

#[test]
fn the_page_of_documents_is_the_table() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/documents.md");
    let made = documents::as_markdown();
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        fs::write(file, made).unwrap();
    } else {
        assert!(
            fs::read_to_string(file).unwrap() == made,
            "run with UPDATE_FIXTURES=1 and read the difference"
        );
    }
}

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
}

/// The text between two marks.
fn section<'a>(text: &'a str, name: &str) -> &'a str {
    let (_, rest) = text
        .split_once(&format!("<!-- {name} -->\n"))
        .unwrap_or_else(|| panic!("no start of {name}"));
    rest.split_once(&format!("<!-- end of {name} -->"))
        .unwrap_or_else(|| panic!("no end of {name}"))
        .0
}

#[test]
fn the_table_of_what_is_checked_is_the_catalogue() {
    let readme = readme();
    let made = format!("\n{}\n", catalogue::as_markdown());
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        let (start, end) = (
            "<!-- generated from the catalogue -->\n",
            "<!-- end of generated from the catalogue -->",
        );
        let old = format!(
            "{start}{}{end}",
            section(&readme, "generated from the catalogue")
        );
        let updated = readme.replace(&old, &format!("{start}{made}{end}"));
        fs::write(
            Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"),
            updated,
        )
        .unwrap();
    } else {
        assert!(
            section(&readme, "generated from the catalogue") == made,
            "run with UPDATE_FIXTURES=1 and read the difference"
        );
    }
}

#[test]
fn every_format_is_named() {
    let readme = readme();
    for format in FORMATS {
        assert!(
            readme.contains(&format!("`{}`", format.id)),
            "{}",
            format.id
        );
    }
}
