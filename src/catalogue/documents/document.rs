//! What an SSM document is: what it does, what it asks for, and what it must
//! be allowed.

/// A document that AWS owns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its name, which is also a task's `TaskArn`.
    pub name: &'static str,
    /// What runs it.
    pub kind: Kind,
    /// The systems it is for.
    pub platform: Platform,
    /// What it is about.
    pub topic: Topic,
    /// What it does, in a sentence.
    pub help: &'static str,
    /// More words that people look for it by.
    pub words: &'static str,
    /// AWS's page about it; empty when there is none.
    pub doc: &'static str,
    /// What to know before using it in a window.
    pub cautions: Vec<Caution>,
    /// Its parameters, the essential first.
    pub parameters: Vec<Parameter>,
    /// What it must be allowed.
    pub needs: Vec<Need>,
}

/// Declares a closed set whose members have a name in the table and a label.
macro_rules! named {
    ($(#[$about:meta])* $set:ident { $($(#[$doc:meta])* $member:ident = $name:literal, $label:literal;)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $set {
            $($(#[$doc])* $member,)*
        }
        impl $set {
            /// Every member.
            pub const ALL: &'static [$set] = &[$($set::$member,)*];
            /// The member with this name in the table.
            pub(super) fn named(name: &str) -> Option<Self> {
                match name {
                    $($name => Some($set::$member),)*
                    _ => None,
                }
            }
            /// What a person reads.
            pub fn label(self) -> &'static str {
                match self {
                    $($set::$member => $label,)*
                }
            }
        }
    };
}

named! {
    /// What runs a document.
    Kind {
        /// A command document: `RUN_COMMAND` tasks.
        Command = "command", "Command document";
        /// A runbook: `AUTOMATION` tasks.
        Automation = "automation", "Runbook";
    }
}

named! {
    /// The systems a document is for.
    Platform {
        /// All, or resources without a system.
        Any = "any", "Any platform";
        /// Linux.
        Linux = "linux", "Linux";
        /// Windows Server.
        Windows = "windows", "Windows";
        /// Linux and macOS.
        LinuxAndMacOs = "linux-macos", "Linux and macOS";
        /// Linux and Windows Server.
        LinuxAndWindows = "linux-windows", "Linux and Windows";
    }
}

named! {
    /// What a document is about.
    Topic {
        /// Updates of the operating system.
        Patching = "patching", "Patching";
        /// Scripts and configuration.
        Scripts = "scripts", "Scripts and configuration";
        /// Software, agents and drivers.
        Software = "software", "Software and agents";
        /// EC2 instances as a whole.
        Instances = "instances", "EC2 instances";
        /// AMIs, volumes and snapshots.
        Backups = "backups", "Images, volumes and snapshots";
        /// Databases.
        Databases = "databases", "Databases";
        /// Containers and clusters.
        Containers = "containers", "Containers";
        /// The rest.
        Other = "other", "Other services";
    }
}

named! {
    /// How what a document must be allowed is known.
    Known {
        /// A page of AWS lists it.
        Documented = "aws", "documented by AWS";
        /// It follows from the document's steps.
        Derived = "steps", "derived from its steps";
        /// It follows from what the document is for.
        Assumed = "guess", "assumed from what it is for";
    }
}

named! {
    /// Whose role a document acts under.
    Whose {
        /// The role that the runbook assumes, or else the task's.
        Runbook = "runbook", "the runbook's role";
        /// The role of a Lambda function that the runbook makes.
        Function = "lambda", "the role of the runbook's function";
        /// The node's own: its instance profile, or the role of a hybrid activation.
        Node = "node", "the node's own role";
    }
}

named! {
    /// What a caution is about.
    Concern {
        /// AWS says that the document is not for windows.
        Unfit = "unfit", "not for windows";
        /// AWS has replaced the document.
        Legacy = "legacy", "replaced";
        /// Good to know.
        Note = "note", "good to know";
    }
}

/// What to know before using a document in a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caution {
    /// What it is about.
    pub concern: Concern,
    /// The reason, in words that follow the document's name and a colon.
    pub reason: &'static str,
    /// What to do about it; may be empty.
    pub hint: &'static str,
}

/// What a document must be allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Whose role.
    pub whose: Whose,
    /// How it is known.
    pub known: Known,
    /// The IAM actions.
    pub actions: Vec<&'static str>,
    /// What they are on: `*`, or `service:resource` with `{Parameter}` for a parameter's value.
    pub resources: Vec<&'static str>,
    /// The parameter that must be given, and the value it must have, if one is named.
    pub given: Option<(&'static str, Option<&'static str>)>,
    /// The parameter that must not be given.
    pub absent: Option<&'static str>,
    /// The service that a role is handed over to.
    pub passed_to: Option<&'static str>,
    /// The case in which alone it is needed, for a person to judge.
    pub only: Option<&'static str>,
}

/// Something a document asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name, in the document's own case.
    pub name: &'static str,
    /// What it holds. On the wire every value is a list of strings.
    pub kind: Value,
    /// Whether AWS documents that the document fails without it.
    pub required: bool,
    /// Whether it is likely to be required, although AWS does not document that.
    pub expected: bool,
    /// Whether AWS documents the parameter at all.
    pub documented: bool,
    /// Whether it often needs more than a window's task takes.
    pub long: bool,
    /// Whether AWS refuses the value of an earlier run.
    pub unique: bool,
    /// What the document takes when it is absent, if that is known.
    pub default: Option<&'static str>,
    /// The only values it takes; none listed means any.
    pub allowed: Vec<&'static str>,
    /// Most characters of a value, if that is documented.
    pub max: Option<usize>,
    /// What it does, in a sentence.
    pub help: &'static str,
}

/// What a document's parameter holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// One string: a list with one item.
    One,
    /// Several strings.
    Many,
    /// `true` or `false`, as a string.
    Flag,
    /// A JSON object as a string.
    Json,
    /// A number as a string, within bounds.
    Number {
        /// Smallest value.
        min: u32,
        /// Largest value.
        max: u32,
    },
}

impl Value {
    /// What it is, in a word or two.
    pub fn label(self) -> &'static str {
        match self {
            Value::One => "text",
            Value::Many => "list",
            Value::Flag => "true or false",
            Value::Json => "JSON",
            Value::Number { .. } => "number",
        }
    }
}

impl Document {
    /// The parameter with exactly this name.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|p| p.name == name)
    }
    /// The parameter whose name differs from this at most in case.
    pub fn parameter_in_any_case(&self, name: &str) -> Option<&Parameter> {
        self.parameters
            .iter()
            .find(|p| p.name.eq_ignore_ascii_case(name))
    }
    /// Whether each word of a search is found in what the document is and does.
    pub fn matches(&self, search: &str) -> bool {
        let about = [
            self.name,
            self.help,
            self.words,
            self.topic.label(),
            self.platform.label(),
            self.kind.label(),
        ];
        let about = about.join(" ").to_lowercase();
        search
            .to_lowercase()
            .split_whitespace()
            .all(|word| about.contains(word))
    }
}
