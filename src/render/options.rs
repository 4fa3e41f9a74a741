//! How outputs are said: the choices of the person, and the table from which
//! page, storage and example program read and change them.
//!
//! A choice changes how a plan is said, and whether its windows are created
//! disabled; what the windows, targets and tasks are never depends on one.

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// Choices of the person. Read and changed one by one through [`SETTINGS`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Which AWS CLI the commands are for.
    pub cli: CliVersion,
    /// Which shell reads them.
    pub shell: Shell,
    /// The Region of each command; empty: as the CLI is configured.
    pub region: String,
    /// The profile of each command; empty: as the CLI is configured.
    pub profile: String,
    /// Whether windows are disabled right after their creation.
    pub disabled: bool,
    /// What the names of a script's variables begin with.
    pub prefix: String,
    /// Whether each request gets a client token made from its content, so that it can be sent again.
    pub repeatable: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            cli: CliVersion::default(),
            shell: Shell::default(),
            region: String::new(),
            profile: String::new(),
            disabled: false,
            prefix: String::new(),
            repeatable: true,
        }
    }
}

/// The AWS CLI's major version: they take a Lambda payload differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CliVersion {
    /// AWS CLI version 2.
    #[default]
    V2,
    /// AWS CLI version 1.
    V1,
}

/// What reads the commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shell {
    /// bash, zsh, dash and every other sh.
    #[default]
    Posix,
    /// PowerShell from 7.3, which hands quotes on as they are.
    PowerShell,
    /// Windows PowerShell 5.1, and PowerShell 7.0 to 7.2.
    WindowsPowerShell,
    /// cmd.exe.
    Cmd,
}

/// One of the values that a setting may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// Its stable name: `posix`.
    pub id: &'static str,
    /// What a person reads: «bash, zsh, sh».
    pub label: &'static str,
}

/// What a setting holds, and so what control it takes.
#[derive(Debug, Clone, Copy)]
pub enum Control {
    /// One of these.
    Choice(&'static [Choice]),
    /// Text on one line, with a value that would be right, and what it must be when it is not.
    Text {
        /// A value that would be right.
        example: &'static str,
        /// The rule that a text breaks; none for the empty text.
        rule: fn(&str) -> Option<&'static str>,
    },
    /// On or off.
    Flag,
}

/// The text that stands for a flag that is on.
pub const ON: &str = "on";
/// The text that stands for a flag that is off.
pub const OFF: &str = "off";

/// One choice of the person, as data.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Its stable name, in storage and as an option of the example program.
    pub id: &'static str,
    /// What a person reads: «Shell».
    pub label: &'static str,
    /// What it does, in a sentence or two.
    pub help: &'static str,
    /// What it holds.
    pub control: Control,
    /// The formats that differ by it.
    pub formats: &'static [&'static str],
    /// Its value as text: a choice's id, the text, or [`ON`] or [`OFF`].
    pub get: fn(&Options) -> &str,
    /// Takes a value as `get` says it; what it doesn't know changes nothing.
    set: fn(&mut Options, &str),
}

impl Setting {
    /// Changes the options; false when it doesn't know the value, which then changes nothing.
    pub fn set(&self, options: &mut Options, value: &str) -> bool {
        match self.control {
            Control::Choice(choices) => {
                // Stored choices were once spelt with capitals.
                let known = choices.iter().find(|c| c.id.eq_ignore_ascii_case(value));
                if let Some(choice) = known {
                    (self.set)(options, choice.id);
                }
                known.is_some()
            }
            Control::Flag => {
                let known = value == ON || value == OFF;
                if known {
                    (self.set)(options, value);
                }
                known
            }
            Control::Text { .. } => {
                // One line: a control character can't be typed into its box.
                let text: String = value.chars().filter(|c| !c.is_control()).collect();
                (self.set)(options, &text);
                true
            }
        }
    }
    /// What is wrong with its text, in a sentence.
    pub fn complaint(&self, options: &Options) -> Option<String> {
        let Control::Text { rule, .. } = self.control else {
            return None;
        };
        let text = (self.get)(options);
        let rule = rule(text).filter(|_| !text.is_empty())?;
        Some([self.label, " ", rule, ": `", text, "`"].concat())
    }
}

const CLI: &[&str] = &["cli", "cli-files"];
const PLACED: &[&str] = &["cli", "cli-files", "permissions"];
const REQUESTS: &[&str] = &["cli", "cli-files", "json", "python"];

static SHELLS: [Choice; 4] = [
    Choice {
        id: "posix",
        label: "bash, zsh, sh",
    },
    Choice {
        id: "powershell",
        label: "PowerShell 7.3 or later",
    },
    Choice {
        id: "windows-powershell",
        label: "Windows PowerShell 5.1 (and 7.0 to 7.2)",
    },
    Choice {
        id: "cmd",
        label: "cmd.exe",
    },
];

static VERSIONS: [Choice; 2] = [
    Choice {
        id: "v2",
        label: "AWS CLI 2",
    },
    Choice {
        id: "v1",
        label: "AWS CLI 1",
    },
];

/// Every choice, in the order of the page.
pub static SETTINGS: &[Setting] = &[
    Setting {
        id: "shell",
        label: "Shell",
        help: "What reads the commands: each quotes in its own way.",
        control: Control::Choice(&SHELLS),
        formats: CLI,
        get: |options| match options.shell {
            Shell::Posix => "posix",
            Shell::PowerShell => "powershell",
            Shell::WindowsPowerShell => "windows-powershell",
            Shell::Cmd => "cmd",
        },
        set: |options, value| {
            options.shell = match value {
                "powershell" => Shell::PowerShell,
                "windows-powershell" => Shell::WindowsPowerShell,
                "cmd" => Shell::Cmd,
                _ => Shell::Posix,
            }
        },
    },
    Setting {
        id: "cli",
        label: "AWS CLI",
        help: "`aws --version` says which one you have; they take a Lambda payload differently.",
        control: Control::Choice(&VERSIONS),
        formats: CLI,
        get: |options| match options.cli {
            CliVersion::V1 => "v1",
            CliVersion::V2 => "v2",
        },
        set: |options, value| {
            options.cli = match value {
                "v1" => CliVersion::V1,
                _ => CliVersion::V2,
            }
        },
    },
    Setting {
        id: "region",
        label: "Region",
        help: "Where the windows are created. When empty: the Region that the CLI is configured with.",
        control: Control::Text {
            example: "eu-central-1",
            rule: |text| (!is_region(text)).then_some("is like `eu-central-1`"),
        },
        formats: PLACED,
        get: |options| &options.region,
        set: |options, value| options.region = value.to_owned(),
    },
    Setting {
        id: "profile",
        label: "Profile",
        help: "Whose credentials the CLI takes. When empty: its default.",
        control: Control::Text {
            example: "operations",
            rule: |text| (text.trim() != text).then_some("has no blanks around it"),
        },
        formats: CLI,
        get: |options| &options.profile,
        set: |options, value| options.profile = value.to_owned(),
    },
    Setting {
        id: "disabled",
        label: "Create disabled",
        help: "Each window is disabled right after its creation, by a second request, and does not run until it is enabled.",
        control: Control::Flag,
        formats: REQUESTS,
        get: |options| flag(options.disabled),
        set: |options, value| options.disabled = value == ON,
    },
    Setting {
        id: "repeatable",
        label: "Safe to run again",
        help: "Each request gets a client token made from its content: AWS answers a repeated request with the ids of the first and creates nothing twice.",
        control: Control::Flag,
        formats: REQUESTS,
        get: |options| flag(options.repeatable),
        set: |options, value| options.repeatable = value == ON,
    },
    Setting {
        id: "prefix",
        label: "Prefix of variables",
        help: "Keeps the variables of two scripts apart.",
        control: Control::Text {
            example: "PATCH_",
            rule: |text| {
                (!is_name(text))
                    .then_some("has letters, digits and `_`, no digit first, and is not used")
            },
        },
        formats: CLI,
        get: |options| &options.prefix,
        set: |options, value| options.prefix = value.to_owned(),
    },
];

fn flag(on: bool) -> &'static str {
    if on { ON } else { OFF }
}

/// Whether a text has the form of a Region's name: words of small letters, and a number.
fn is_region(text: &str) -> bool {
    let mut parts = text.rsplit('-');
    let number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let word = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase());
    parts.next().is_some_and(number) && text.matches('-').count() >= 2 && parts.all(word)
}

/// Whether every shell takes a text as the start of a variable's name.
fn is_name(text: &str) -> bool {
    !text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

impl Options {
    /// The prefix of variables, if it can be one.
    pub(super) fn prefix(&self) -> &str {
        if is_name(&self.prefix) {
            &self.prefix
        } else {
            ""
        }
    }
}

impl Serialize for Options {
    /// As an object of texts.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(SETTINGS.len()))?;
        for setting in SETTINGS {
            map.serialize_entry(setting.id, (setting.get)(self))?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Options {
    /// Never fails on an object: what is missing or unknown stays at its default.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let members = serde_json::Map::deserialize(deserializer)?;
        let mut options = Options::default();
        for setting in SETTINGS {
            if let Some(value) = members.get(setting.id).and_then(|value| value.as_str()) {
                setting.set(&mut options, value);
            }
        }
        Ok(options)
    }
}
