//! A set of small whole numbers: the seconds, hours, days or years a field holds.
//!
//! Knows membership and the nearest member upwards and downwards. Does not know
//! what the numbers mean. 256 bits hold every field, years 1970–2199 included.

/// The first bit of each word.
const STARTS: [u16; 4] = [0, 64, 128, 192];

/// The members of a cron field, `base` to `base + 255`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Set {
    base: u16,
    words: [u64; 4],
}

impl Set {
    /// An empty set of numbers from `base` on.
    pub fn new(base: u16) -> Set {
        Set {
            base,
            words: [0; 4],
        }
    }

    /// Adds a number; numbers outside `base..=base + 255` are ignored.
    pub fn insert(&mut self, value: u16) {
        let Some(at) = value.checked_sub(self.base) else {
            return;
        };
        if let Some(word) = self.words.get_mut(usize::from(at / 64)) {
            *word |= 1 << (at % 64);
        }
    }

    /// Adds `from..=to`.
    pub fn insert_range(&mut self, from: u16, to: u16) {
        if from > to || to < self.base {
            return;
        }
        let (from, to) = (from.saturating_sub(self.base), to - self.base);
        for (word, start) in self.words.iter_mut().zip(STARTS) {
            if from < start + 64 && to >= start {
                let low = u64::MAX << from.saturating_sub(start);
                let high = u64::MAX >> 63u16.saturating_sub(to - start);
                *word |= low & high;
            }
        }
    }

    /// Whether the number is a member.
    pub fn contains(&self, value: u16) -> bool {
        let Some(at) = value.checked_sub(self.base) else {
            return false;
        };
        self.words
            .get(usize::from(at / 64))
            .is_some_and(|word| word & (1 << (at % 64)) != 0)
    }

    /// The smallest member that is `value` or more.
    pub fn next_from(&self, value: u16) -> Option<u16> {
        let from = value.saturating_sub(self.base);
        for (word, start) in self.words.iter().zip(STARTS) {
            if from >= start + 64 {
                continue;
            }
            let kept = word & (u64::MAX << from.saturating_sub(start));
            if kept != 0 {
                return Some(self.base + start + kept.trailing_zeros() as u16);
            }
        }
        None
    }

    /// The largest member that is `value` or less.
    pub fn prev_from(&self, value: u16) -> Option<u16> {
        let to = value.checked_sub(self.base)?;
        for (word, start) in self.words.iter().zip(STARTS).rev() {
            if to < start {
                continue;
            }
            let kept = word & (u64::MAX >> 63u16.saturating_sub(to - start));
            if kept != 0 {
                return Some(self.base + start + 63 - kept.leading_zeros() as u16);
            }
        }
        None
    }

    /// The smallest member.
    pub fn first(&self) -> Option<u16> {
        self.next_from(self.base)
    }

    /// The largest member.
    pub fn last(&self) -> Option<u16> {
        self.prev_from(self.base.saturating_add(255))
    }

    /// How many members it has.
    pub fn len(&self) -> usize {
        self.words
            .iter()
            .map(|word| word.count_ones() as usize)
            .sum()
    }

    /// Whether it has no member.
    pub fn is_empty(&self) -> bool {
        self.words == [0; 4]
    }

    /// The members, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u16> + '_ {
        let mut next = self.first();
        std::iter::from_fn(move || {
            let value = next?;
            next = value.checked_add(1).and_then(|after| self.next_from(after));
            Some(value)
        })
    }

    /// The members as runs of neighbours, ascending.
    pub fn runs(&self) -> Vec<(u16, u16)> {
        let mut runs: Vec<(u16, u16)> = Vec::new();
        for value in self.iter() {
            match runs.last_mut() {
                Some((_, to)) if *to + 1 == value => *to = value,
                _ => runs.push((value, value)),
            }
        }
        runs
    }

    /// First member, distance and last member, if the members are evenly
    /// spaced and there are three or more of them.
    pub fn even(&self) -> Option<(u16, u16, u16)> {
        let mut members = self.iter();
        let first = members.next()?;
        let second = members.next()?;
        let by = second - first;
        let mut last = second;
        let mut count = 2;
        for value in members {
            if value - last != by {
                return None;
            }
            last = value;
            count += 1;
        }
        (count >= 3).then_some((first, by, last))
    }
}
