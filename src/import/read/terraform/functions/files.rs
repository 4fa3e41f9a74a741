//! Functions that read files: those that were given beside the configuration.

use super::{Answer, Answered, text};
use crate::import::read::terraform::evaluate::{Binding, Evaluator};
use crate::syntax::Spanned;
use crate::syntax::hcl::template;
use crate::syntax::source::file_name;

pub(super) fn call(own: &mut Evaluator<'_>, name: &str, arguments: &[Spanned]) -> Answered {
    let (Some(path), true) = (
        arguments.first(),
        matches!(name, "file" | "templatefile" | "fileexists"),
    ) else {
        return Ok(Answer::Another);
    };
    let Some(path) = own.solid(path).and_then(|path| path.as_typed()) else {
        return Ok(Answer::Open);
    };
    let files = &own.configuration.files;
    let wanted = file_name(&path);
    let found = files
        .iter()
        .position(|(_, name, _)| file_name(name) == wanted);
    let Some((at, content)) = found.and_then(|at| Some((at, files.get(at)?.2.clone()))) else {
        return Ok(Answer::Open);
    };
    let content = content.as_text().map(|text| (text.to_owned(), content.at));
    let Some((content, begin)) = content else {
        return Ok(Answer::Open);
    };
    own.files_read.insert(at);
    own.spend(content.len() / 64)?;
    match (name, arguments.get(1)) {
        ("fileexists", _) => super::flag(true),
        ("templatefile", Some(names)) => {
            let Some(parts) = template(&content, begin) else {
                return Ok(Answer::Open);
            };
            let bound = names.entries().iter();
            let scope = bound
                .map(|entry| (entry.key.clone(), Binding::Known(entry.value.clone())))
                .collect();
            let around = std::mem::replace(&mut own.scope, scope);
            let filled = own.template(&parts, begin);
            own.scope = around;
            Ok(Answer::Value(filled?.data))
        }
        _ => text(content),
    }
}
