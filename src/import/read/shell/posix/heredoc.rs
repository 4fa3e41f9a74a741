//! Files that a script writes: `cat > FILE <<EOF`.

use super::super::files::File;
use super::super::session::Shell;
use crate::syntax::shell::Expand;

impl Shell<'_> {
    /// `cat > FILE <<EOF`: the text of a file.
    pub(super) fn heredoc(
        &mut self,
        text: &str,
        begin: usize,
        line_end: usize,
        to: usize,
    ) -> Option<usize> {
        let line = text.get(begin..line_end)?;
        let mark = line
            .find("<<")
            .filter(|at| !line.get(at + 2..).is_some_and(|r| r.starts_with('<')))?;
        let word = line.get(mark + 2..)?.trim_start_matches('-').trim();
        let word = word.split_whitespace().next()?;
        let expands = !word.starts_with(['\'', '"', '\\']);
        let word = word.trim_matches(['\'', '"', '\\']);
        if word.is_empty() || !word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
            return None;
        }
        let mut at = line_end + 1;
        let mut body = String::new();
        while at <= to {
            let end = text.get(at..to)?.find('\n').map_or(to, |n| at + n);
            let line = text.get(at..end)?;
            if line.trim() == word {
                break;
            }
            body.push_str(line);
            body.push('\n');
            at = end + 1;
        }
        let end = text
            .get(at..to)
            .and_then(|rest| rest.find('\n'))
            .map_or(to, |n| at + n);
        let name = line.rfind('>').and_then(|at| line.get(at + 1..))?;
        let name = name
            .split_whitespace()
            .next()?
            .trim_matches(['\'', '"'])
            .to_owned();
        if expands {
            body = self.expanded(&body, begin);
        }
        self.files.insert(name, File::made(body));
        Some(end + 1)
    }

    /// The text of a heredoc with its variables.
    fn expanded(&mut self, body: &str, at: usize) -> String {
        let mut out = String::new();
        let mut rest = body;
        while let Some(mark) = rest.find('$') {
            out.push_str(rest.get(..mark).unwrap_or_default());
            let after = rest.get(mark..).unwrap_or_default();
            let braced = after.starts_with("${");
            let name: String = after
                .chars()
                .skip(if braced { 2 } else { 1 })
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                .collect();
            if name.is_empty() {
                out.push('$');
                rest = after.get(1..).unwrap_or_default();
                continue;
            }
            let length = name.len() + if braced { 3 } else { 1 };
            let written = after.get(..length).unwrap_or(after).to_owned();
            let value = self.variable(&name, &written, at);
            out.push_str(&value);
            rest = after.get(length..).unwrap_or_default();
        }
        out.push_str(rest);
        out
    }
}
