//! Looking at a shared project: the link's project is on the page, the
//! person's own waits, and neither overwrites the other.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Store, shelf};
use crate::check::unseen;
use crate::draft::Draft;
use crate::web::{browser, link};

/// A shared project that is looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Looking {
    /// The link's fragment.
    pub fragment: String,
    /// The project as the link has it.
    pub came: Draft,
    /// The person's own project.
    pub mine: Draft,
}

impl Store {
    /// Opens the link in the address, now and whenever it changes.
    pub(super) fn follow_fragment(self) {
        self.open_fragment();
        browser::listen("hashchange", move |_| self.open_fragment());
    }

    fn open_fragment(self) {
        let fragment = browser::fragment();
        let open = self
            .looking
            .with_untracked(|looking| looking.as_ref().map(|l| l.fragment.clone()));
        if !link::is_share(&fragment) || open.as_ref() == Some(&fragment) {
            return;
        }
        spawn_local(async move {
            match link::open(&fragment).await {
                Ok(Some(draft)) => self.look(fragment, draft),
                Ok(None) => {}
                Err(error) => {
                    browser::clear_fragment();
                    self.say(format!("{error}. Your own project is as it was"));
                }
            }
        });
    }

    fn look(self, fragment: String, came: Draft) {
        self.flush();
        let mine = match self.looking.get_untracked() {
            // From one shared project to the next: the first one's edits are kept.
            Some(before) => {
                self.remember_edits(&before);
                before.mine
            }
            None => self.app.draft.get_untracked(),
        };
        self.app.asked.set(true);
        if mine == came || !shelf::is_own(&mine) {
            browser::clear_fragment();
            self.looking.set(None);
            self.example.set(false);
            self.show(came);
            let care = self
                .app
                .checked
                .with_untracked(|checked| unseen(&checked.report));
            let care = care.map(|said| [". ", &said].concat()).unwrap_or_default();
            self.say(["The shared project is open and is yours to change", &care].concat());
            return;
        }
        // Edits from before a reload, if they were of this very link.
        let edited = match shelf::shared() {
            Some((link, edited)) if link == fragment => edited,
            Some((_, other)) => {
                self.remember(&other);
                came.clone()
            }
            None => came.clone(),
        };
        self.looking.set(Some(Looking {
            fragment,
            came,
            mine,
        }));
        self.app.notice.set(None);
        self.show(edited);
    }

    /// Saves the edits of a shared project apart from the person's own.
    pub(super) fn flush_shared(
        self,
        fragment: &str,
        draft: &Draft,
    ) -> Result<bool, super::Trouble> {
        let untouched = self
            .looking
            .with_untracked(|looking| looking.as_ref().is_some_and(|l| l.came == *draft));
        if untouched {
            shelf::remove_shared(fragment);
            return Ok(true);
        }
        // Another tab looks at another link.
        if let Some(other) = shelf::shared_by_another(fragment) {
            self.remember(&other);
        }
        shelf::put_shared(fragment, draft)?;
        Ok(true)
    }

    /// Makes the shared project the person's own; the old one goes to the recent ones.
    pub fn keep_shared(self) {
        let Some(looking) = self.looking.get_untracked() else {
            return;
        };
        self.remember(&looking.mine);
        self.end_looking(&looking);
        self.touch();
        self.flush();
        self.say("The shared project is yours now; your work from before is under Recent projects");
    }

    /// Goes back to the person's own project; edits of the shared one go to the recent ones.
    pub fn back_to_mine(self) {
        let Some(looking) = self.looking.get_untracked() else {
            return;
        };
        let edited = self.remember_edits(&looking);
        self.end_looking(&looking);
        self.show(looking.mine);
        self.say(if edited {
            "Back to your work; what you changed in the shared project is under Recent projects"
        } else {
            "Back to your work"
        });
    }

    /// Stops looking because something else takes the page: both projects go to the recent ones.
    pub(super) fn leave_shared(self) {
        let Some(looking) = self.looking.get_untracked() else {
            return;
        };
        self.remember(&looking.mine);
        self.remember_edits(&looking);
        self.end_looking(&looking);
    }

    fn remember_edits(self, looking: &Looking) -> bool {
        let draft = self.app.draft.get_untracked();
        let edited = draft != looking.came;
        if edited {
            self.remember(&draft);
        }
        edited
    }

    fn end_looking(self, looking: &Looking) {
        self.looking.set(None);
        shelf::remove_shared(&looking.fragment);
        browser::clear_fragment();
    }
}
