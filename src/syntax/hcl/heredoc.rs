//! The indentation of `<<-` heredocs: every line loses the blanks that all of
//! them begin with, also inside directives.

use hcl_edit::template::{Directive, Element, Template};

/// What is done with the lines of a template.
enum Pass {
    /// The fewest blanks that a line begins with.
    Count(Option<usize>),
    /// Each line loses so many.
    Remove(usize),
}

/// Takes away the common indentation.
pub(super) fn dedented(template: &Template) -> Template {
    let mut template = template.clone();
    let mut pass = Pass::Count(None);
    walk(&mut template, &mut true, &mut pass);
    if let Pass::Count(Some(fewest)) = pass {
        walk(&mut template, &mut true, &mut Pass::Remove(fewest));
    }
    template
}

/// Goes through a template; `begins` is whether a line begins there.
fn walk(template: &mut Template, begins: &mut bool, pass: &mut Pass) {
    for element in template.iter_mut() {
        match element {
            Element::Literal(text) => {
                let mut out = String::new();
                for line in text.value().split_inclusive('\n') {
                    let rest = line.trim_start();
                    // An empty line counts for nothing.
                    let counts = *begins && !(rest.is_empty() && line.ends_with('\n'));
                    let blanks = line.chars().count() - rest.chars().count();
                    match pass {
                        Pass::Count(fewest) if counts => count(fewest, blanks),
                        Pass::Remove(fewest) if counts => {
                            out.extend(line.chars().skip(blanks.min(*fewest)));
                        }
                        Pass::Count(_) => {}
                        Pass::Remove(_) => out.push_str(line),
                    }
                    *begins = line.ends_with('\n');
                }
                if matches!(pass, Pass::Remove(_)) {
                    *text.value_mut() = out;
                }
            }
            Element::Interpolation(_) => marker(begins, pass),
            Element::Directive(directive) => {
                marker(begins, pass);
                match directive.as_mut() {
                    Directive::If(tree) => {
                        walk(&mut tree.if_expr.template, begins, pass);
                        marker(begins, pass);
                        if let Some(other) = &mut tree.else_expr {
                            walk(&mut other.template, begins, pass);
                            marker(begins, pass);
                        }
                    }
                    Directive::For(tree) => {
                        walk(&mut tree.for_expr.template, begins, pass);
                        marker(begins, pass);
                    }
                }
            }
        }
    }
}

/// `${…}` or `%{…}`, which may stand at the very beginning of a line.
fn marker(begins: &mut bool, pass: &mut Pass) {
    if let (true, Pass::Count(fewest)) = (*begins, pass) {
        count(fewest, 0);
    }
    *begins = false;
}

fn count(fewest: &mut Option<usize>, blanks: usize) {
    *fewest = Some(fewest.map_or(blanks, |known| known.min(blanks)));
}
