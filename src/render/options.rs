//! How outputs are written: the settings, and the table from which page,
//! storage and example program read and change them.
//!
//! What decides where and how windows are created belongs to the project: the
//! draft keeps it, and so do its file and its link. What decides how a person
//! reads the output, such as the shell, belongs to the person. What the
//! windows, targets and tasks are never depends on a setting.

use crate::quote::quoted;
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::catalogue::location::{is_account, is_region};
use crate::draft::page::{self, ACCOUNT, CREATE_DISABLED, PROFILE, REGION, TOKEN_WORD};
use crate::draft::{Draft, Path};
use crate::hidden::is_hidden;

/// The settings that an output is written with. Read and changed one by one through [`SETTINGS`].
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
    /// The account that the windows belong to; empty: as the plan's ARNs say.
    pub account: String,
    /// Whether windows are disabled right after their creation.
    pub disabled: bool,
    /// What the names of a script's variables begin with.
    pub prefix: String,
    /// What goes into every client token, so that the same can be created again.
    pub token_word: String,
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
            account: String::new(),
            disabled: false,
            prefix: String::new(),
            token_word: String::new(),
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

/// Where a setting is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeper {
    /// In the project, under this name: see [`crate::draft::page`].
    Project(&'static str),
    /// With the person, for all projects.
    Person,
}

/// One setting, as data.
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
    /// Where it is kept.
    pub keeper: Keeper,
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
                // One line: what can't be seen can't be typed into its box.
                let text: String = value.chars().filter(|c| !is_hidden(*c)).collect();
                (self.set)(options, &text);
                true
            }
        }
    }
    /// Where the draft keeps it, if the project does.
    pub fn path(&self) -> Option<Path> {
        match self.keeper {
            Keeper::Project(member) => Some(Draft::setting_path(member)),
            Keeper::Person => None,
        }
    }
    /// Changes it where it is kept; false when it doesn't know the value, which then changes nothing.
    pub fn put(&self, draft: &mut Draft, person: &mut Options, value: &str) -> bool {
        let Some(path) = self.path() else {
            return self.set(person, value);
        };
        let mut options = Options::default();
        let known = self.set(&mut options, value);
        if known {
            draft.set(&path, self.typed(&options));
        }
        known
    }
    /// Its value as a draft holds it: nothing where it is the usual one.
    fn typed<'a>(&self, options: &'a Options) -> &'a str {
        match ((self.get)(options), self.control) {
            (ON, Control::Flag) => "true",
            (_, Control::Flag) => "",
            (text, _) => text,
        }
    }
    /// What is wrong with its text, in a sentence.
    pub fn complaint(&self, options: &Options) -> Option<String> {
        let Control::Text { rule, .. } = self.control else {
            return None;
        };
        let text = (self.get)(options);
        let rule = rule(text).filter(|_| !text.is_empty())?;
        Some([self.label, " ", rule, ": ", &quoted(text)].concat())
    }
}

const CLI: &[&str] = &["cli", "cli-files"];
const REQUESTS: &[&str] = &["cli", "cli-files", "json", "python"];
/// All that name the account or the Region.
const PLACES: &[&str] = &[
    "cli",
    "cli-files",
    "json",
    "python",
    "terraform",
    "cloudformation",
    "permissions",
    "ticket",
    "ics",
];
/// All that sign in.
const SESSIONS: &[&str] = &[
    "cli",
    "cli-files",
    "json",
    "python",
    "terraform",
    "cloudformation",
    "permissions",
    "ticket",
];

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
        keeper: Keeper::Person,
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
        keeper: Keeper::Person,
        formats: &["cli", "cli-files", "permissions"],
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
        help: "Where the windows are created. When empty: the Region of your AWS configuration.",
        control: Control::Text {
            example: "eu-central-1",
            rule: |text| (!is_region(text)).then_some("is like `eu-central-1`"),
        },
        keeper: Keeper::Project(REGION),
        formats: PLACES,
        get: |options| &options.region,
        set: |options, value| options.region = value.to_owned(),
    },
    Setting {
        id: "profile",
        label: "Profile",
        help: "The profile of your AWS configuration whose credentials are used. When empty: the default.",
        control: Control::Text {
            example: "operations",
            rule: |text| (text.trim() != text).then_some("has no blanks around it"),
        },
        keeper: Keeper::Project(PROFILE),
        formats: SESSIONS,
        get: |options| &options.profile,
        set: |options, value| options.profile = value.to_owned(),
    },
    Setting {
        id: "account",
        label: "Account",
        help: "The account that the windows belong to. Scripts stop when the credentials are those of another one, and policies name it. When empty: the account that the plan's ARNs name.",
        control: Control::Text {
            example: "123456789012",
            rule: |text| (!is_account(text)).then_some("has 12 digits"),
        },
        keeper: Keeper::Project(ACCOUNT),
        formats: PLACES,
        get: |options| &options.account,
        set: |options, value| options.account = value.to_owned(),
    },
    Setting {
        id: "disabled",
        label: "Create disabled",
        help: "Each window is disabled right after its creation and does not run until you enable it.",
        control: Control::Flag,
        keeper: Keeper::Project(CREATE_DISABLED),
        formats: &[
            "cli",
            "cli-files",
            "json",
            "python",
            "terraform",
            "cloudformation",
            "ticket",
            "ics",
        ],
        get: |options| flag(options.disabled),
        set: |options, value| options.disabled = value == ON,
    },
    Setting {
        id: "repeatable",
        label: "Safe to run again",
        help: "Each request gets a client token made from its content: AWS answers a repeated request with the ids of the first and creates nothing twice.",
        control: Control::Flag,
        keeper: Keeper::Person,
        formats: &["cli", "cli-files", "json", "python", "ticket"],
        get: |options| flag(options.repeatable),
        set: |options, value| options.repeatable = value == ON,
    },
    Setting {
        id: "fresh-tokens",
        label: "New tokens",
        help: "Any word here changes every client token. Set a new one to create the same plan again, for example after a rollback.",
        control: Control::Text {
            example: "second try",
            rule: |_| None,
        },
        keeper: Keeper::Project(TOKEN_WORD),
        formats: REQUESTS,
        get: |options| &options.token_word,
        set: |options, value| options.token_word = value.to_owned(),
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
        keeper: Keeper::Person,
        formats: CLI,
        get: |options| &options.prefix,
        set: |options, value| options.prefix = value.to_owned(),
    },
];

fn flag(on: bool) -> &'static str {
    if on { ON } else { OFF }
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

impl Options {
    /// These settings of the person, with those of a project.
    pub fn of(&self, draft: &Draft) -> Options {
        let usual = Options::default();
        let mut options = self.clone();
        for setting in SETTINGS {
            if let Keeper::Project(member) = setting.keeper {
                let value = match (draft.setting(member), setting.control) {
                    ("true", Control::Flag) => ON,
                    (_, Control::Flag) => OFF,
                    (text, _) => text,
                };
                if !setting.set(&mut options, value) {
                    setting.set(&mut options, (setting.get)(&usual));
                }
            }
        }
        options
    }
    /// Gives a project the settings that an older version of the page kept with the person.
    ///
    /// A project that has settings keeps its own. Returns whether there was something to give.
    pub fn hand_over(&mut self, draft: &mut Draft) -> bool {
        let usual = Options::default();
        let before = self.clone();
        let own = draft.node(&Path::root().member(page::SETTINGS)).is_some();
        for setting in SETTINGS {
            let value = (setting.get)(&before);
            if setting.path().is_some() && value != (setting.get)(&usual) {
                if !own {
                    setting.put(draft, self, value);
                }
                setting.set(self, (setting.get)(&usual));
            }
        }
        *self != before
    }
}

impl Serialize for Options {
    /// What belongs to the person, as an object of texts.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for setting in SETTINGS {
            if setting.keeper == Keeper::Person {
                map.serialize_entry(setting.id, (setting.get)(self))?;
            }
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Options {
    /// Never fails on an object: what is missing or unknown stays at its default.
    ///
    /// Older versions stored here what belongs to a project now: see [`Options::hand_over`].
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
