//! `for` expressions.

use super::evaluate::{Binding, Evaluator, Failed, Worth, pairs};
use crate::syntax::hcl::{Expression, For};
use crate::syntax::{Data, Entry, Spanned};

impl Evaluator<'_> {
    /// Binds the names of a loop; gives how many were bound before.
    pub(super) fn bind(&mut self, names: &For, key: Spanned, value: Spanned) -> usize {
        let depth = self.scope.len();
        if let Some(name) = &names.key {
            self.scope.push((name.clone(), Binding::Known(key)));
        }
        self.scope
            .push((names.value.clone(), Binding::Known(value)));
        depth
    }
    pub(super) fn for_expression(&mut self, whole: &Expression, of: &For) -> Worth {
        let collection = self.worth(&of.collection)?;
        if self.is_open(&collection) {
            return Ok(self.open(whole));
        }
        let result = of.result.as_ref().ok_or(Failed)?;
        let (mut items, mut entries): (Vec<Spanned>, Vec<Entry>) = (Vec::new(), Vec::new());
        for (key, value) in pairs(&collection) {
            let depth = self.bind(of, key, value);
            let turn = self.turn(of, result);
            self.scope.truncate(depth);
            match turn? {
                Some((Some(key), value)) => {
                    self.spend(entries.len() / 16)?;
                    grouped(&mut entries, key, value, of.grouping);
                }
                Some((None, value)) => items.push(value),
                None => {}
            }
        }
        Ok(Spanned::new(
            whole.at,
            match of.result_key {
                Some(_) => Data::Map(entries),
                None => Data::List(items),
            },
        ))
    }
    /// One turn of a loop: its key and its value; `None` if its condition does not hold.
    #[allow(clippy::type_complexity)]
    pub(super) fn turn(
        &mut self,
        of: &For,
        result: &Expression,
    ) -> Result<Option<(Option<(usize, String)>, Spanned)>, Failed> {
        if let Some(condition) = &of.condition {
            match self.holds(condition)? {
                Some(false) => return Ok(None),
                Some(true) => {}
                None => self.guess(condition, "true"),
            }
        }
        let key = match &of.result_key {
            Some(key) => {
                let text = self.worth(key)?.as_typed().ok_or(Failed)?;
                Some((key.at, self.piece(&text)))
            }
            None => None,
        };
        Ok(Some((key, self.worth(result)?)))
    }
}

/// Adds an entry of a map that a loop makes; of one key the last counts, or all are grouped.
pub(super) fn grouped(
    entries: &mut Vec<Entry>,
    (at, key): (usize, String),
    value: Spanned,
    grouping: bool,
) {
    let known = entries.iter_mut().find(|entry| entry.key == key);
    match known {
        Some(entry) if grouping => {
            if let Data::List(items) = &mut entry.value.data {
                items.push(value);
            }
        }
        Some(entry) => entry.value = value,
        None => {
            let value = if grouping {
                Spanned::new(value.at, Data::List(vec![value]))
            } else {
                value
            };
            entries.push(Entry::new(key, at, value));
        }
    }
}
