//! A time of day, as it is typed and shown.

use super::super::words::two;

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimeOfDay {
    /// 0–23.
    pub hour: u8,
    /// 0–59.
    pub minute: u8,
    /// 0–59; where it is not zero, seven fields are written.
    pub second: u8,
}

impl TimeOfDay {
    /// On the minute.
    pub fn new(hour: u8, minute: u8) -> TimeOfDay {
        TimeOfDay {
            hour,
            minute,
            second: 0,
        }
    }

    /// The clock time of a date.
    pub fn of(at: jiff::civil::DateTime) -> TimeOfDay {
        let part = |value: i8| u8::try_from(value).unwrap_or_default();
        TimeOfDay {
            hour: part(at.hour()),
            minute: part(at.minute()),
            second: part(at.second()),
        }
    }

    /// Reads `16:00` or `16:00:24`; None for anything else.
    pub fn parse(text: &str) -> Option<TimeOfDay> {
        let mut parts = text.split(':').map(|part| {
            let plain =
                (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| part.parse::<u8>().ok()).flatten()
        });
        let (hour, minute) = (parts.next()??, parts.next()??);
        let second = match parts.next() {
            Some(second) => second?,
            None => 0,
        };
        let fits = parts.next().is_none() && hour < 24 && minute < 60 && second < 60;
        fits.then_some(TimeOfDay {
            hour,
            minute,
            second,
        })
    }

    /// `16:00`, or `16:00:24` where the seconds are not zero.
    pub fn text(self) -> String {
        let mut out = [&two(self.hour.into()), ":", &two(self.minute.into())].concat();
        if self.second != 0 {
            out.push(':');
            out.push_str(&two(self.second.into()));
        }
        out
    }
}
