//! How each shell is written: words that come out byte for byte as they went
//! in, variables, and a script that stops at the first failure.
//!
//! A dialect knows its shell and nothing of the AWS CLI. What its words can't
//! hold, it says, and the commands carry it in another way.

mod cmd;
mod dialect;
mod posix;
mod powershell;

pub use cmd::CMD;
pub use dialect::{Answer, Dialect, NONE_FOUND, Sent};
pub use posix::POSIX;
pub use powershell::{POWERSHELL, WINDOWS_POWERSHELL};

use super::options::Shell;

/// The dialect of a shell.
pub fn dialect(shell: Shell) -> &'static dyn Dialect {
    match shell {
        Shell::Posix => &POSIX,
        Shell::PowerShell => &POWERSHELL,
        Shell::WindowsPowerShell => &WINDOWS_POWERSHELL,
        Shell::Cmd => &CMD,
    }
}
