//! The requests as every format says them: those of the plan with a client
//! token each, and the one that disables a window right after its creation.
//!
//! A token is made from what is asked for and nothing else. A changed request
//! has another one, and so have the requests that hang on it: a target's token
//! counts its window's. Of two equal requests the second is told apart by its
//! number among equals, so that reordering others changes no token.

use crate::catalogue::{Field, Operation, window};
use crate::check::{Plan, Planned, Reference, Value};

use super::literal::{self, Language, Layout};
use super::options::Options;
use super::word::Word;

/// The members of a request, in the catalogue's order.
pub(super) type Members = Vec<(&'static Field, Value)>;

/// One request, ready to be said.
pub(super) struct Step<'a> {
    /// The request of the plan that it is or belongs to.
    pub request: &'a Planned,
    /// The operation.
    pub operation: &'static Operation,
    /// What it is about, for headings and comments.
    pub title: String,
    /// Its members; `None` while an error blocks the request.
    pub body: Option<Members>,
}

impl Step<'_> {
    /// The member of the answer that later requests need.
    pub(super) fn returned(&self) -> Option<&'static str> {
        self.operation.returns.first().map(|returned| returned.name)
    }
}

/// Why a script may run twice, and what is not known about it.
const REPEATABLE: &str = "Running it again creates nothing twice: each request has a client token made from its content, which AWS answers with the ids of the first run (for how long, it does not document). To create the same once more, after deleting it or on purpose, switch «Safe to run again» off";

/// What to know of a script with these steps.
pub(super) fn note(plan: &Plan, options: &Options) -> Option<&'static str> {
    let creates = plan
        .requests()
        .iter()
        .any(|r| r.operation().member(window::CLIENT_TOKEN.name).is_some());
    (options.repeatable && creates).then_some(REPEATABLE)
}

/// What the tokens made here begin with; sixteen hexadecimal digits follow.
const TOKEN_PREFIX: &str = "plan-";

/// Whether a client token was made here, and not by a person: it belongs to the request as it was.
pub fn is_made_token(token: &str) -> bool {
    token.strip_prefix(TOKEN_PREFIX).is_some_and(|digits| {
        digits.len() == 16
            && digits
                .bytes()
                .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    })
}

/// Every request in the order in which it is sent.
pub(super) fn steps<'a>(plan: &'a Plan, options: &Options) -> Vec<Step<'a>> {
    let mut identities: Vec<u64> = Vec::new();
    let mut steps = Vec::new();
    for (n, request) in plan.requests().iter().enumerate() {
        let identity = identity(request, &identities);
        identities.push(identity);
        let mut body = request.body().map(<[_]>::to_vec);
        if let Some(body) = body.as_mut().filter(|_| options.repeatable) {
            add_token(request.operation(), identity, body);
        }
        let blocked = body.is_none();
        steps.push(Step {
            request,
            operation: request.operation(),
            title: request.title().to_owned(),
            body,
        });
        if options.disabled && request.operation().name == window::CREATE.name {
            let id = Value::Reference(Reference {
                request: n,
                member: window::WINDOW_ID.name,
            });
            let body = vec![
                (&window::WINDOW_ID, id),
                (&window::ENABLED, Value::Flag(false)),
            ];
            steps.push(Step {
                request,
                operation: &window::UPDATE,
                title: request.title().replacen("Create", "Disable", 1),
                body: (!blocked).then_some(body),
            });
        }
    }
    steps
}

fn add_token(operation: &Operation, identity: u64, body: &mut Members) {
    let position = |name: &str| operation.input.iter().position(|m| m.field.name == name);
    let Some(at) = position(window::CLIENT_TOKEN.name) else {
        return;
    };
    let place = body
        .iter()
        .position(|(field, _)| position(field.name) >= Some(at))
        .unwrap_or(body.len());
    let typed = body
        .get(place)
        .is_some_and(|(field, _)| field.name == window::CLIENT_TOKEN.name);
    if !typed {
        let token = Value::Text(format!("{TOKEN_PREFIX}{identity:016x}"));
        body.insert(place, (&window::CLIENT_TOKEN, token));
    }
}

/// A number for what a request asks for, given those of the requests before it.
fn identity(request: &Planned, before: &[u64]) -> u64 {
    let mut word = Word::default();
    word.text(request.operation().name);
    let language = Identity { before };
    literal::group(
        request.body().unwrap_or_default(),
        &language,
        Layout::Line,
        &mut word,
    );
    let mut identity = hash(word.plain().as_bytes());
    while before.contains(&identity) {
        identity = hash(&identity.to_le_bytes());
    }
    identity
}

struct Identity<'a> {
    before: &'a [u64],
}

impl Language for Identity<'_> {
    fn flag(&self, flag: bool) -> &'static str {
        if flag { "true" } else { "false" }
    }
    fn blob(&self, bytes: &[u8]) -> String {
        String::from_utf8_lossy(bytes).into_owned()
    }
    fn reference(&self, reference: Reference, out: &mut Word) {
        let of = self.before.get(reference.request).copied().unwrap_or(0);
        out.text(&of.to_string());
    }
}

/// FNV-1a: small, and the same everywhere and for ever, as a token must be.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
