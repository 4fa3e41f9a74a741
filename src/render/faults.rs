//! What to do about the errors of Systems Manager's requests, a sentence each.
//!
//! Which operation documents which error is in the catalogue; here is only
//! what helps.

use crate::catalogue::Operation;

/// The errors that a request documents, and what helps.
static DOCUMENTED: &[(&str, &str)] = &[
    (
        "IdempotentParameterMismatch",
        "An earlier request had the same client token and other parameters: change the token, or remove what that request made.",
    ),
    (
        "DoesNotExistException",
        "AWS does not know an id in this request: check the id, the account and the Region.",
    ),
    (
        "ResourceLimitExceededException",
        "A quota of windows, targets or tasks is used up: remove what is not needed, or ask for more in Service Quotas.",
    ),
    (
        "FeatureNotAvailableException",
        "This Region does not offer the service that the task uses: choose another Region or another type of task.",
    ),
    (
        "TargetInUseException",
        "A task still uses this target: deregister the task first.",
    ),
    (
        "InternalServerError",
        "AWS failed on its own side: try again later.",
    ),
];

/// The errors that any request may meet, documented or not.
static COMMON: &[(&str, &str)] = &[
    (
        "ValidationException",
        "AWS refuses a value: its message above says which.",
    ),
    (
        "AccessDeniedException",
        "These credentials lack a permission: of the action named above, or iam:PassRole for a role in the request.",
    ),
    (
        "ThrottlingException",
        "Too many requests in a short time: wait a minute and try again.",
    ),
    (
        "ExpiredTokenException",
        "The credentials have expired: sign in again.",
    ),
    (
        "UnrecognizedClientException",
        "AWS does not know these credentials: check the profile and sign in again.",
    ),
];

/// What helps against each error that these operations may answer with.
pub fn of(operations: &[&Operation]) -> Vec<(&'static str, &'static str)> {
    let documented = DOCUMENTED.iter().filter(|(code, _)| {
        operations
            .iter()
            .any(|operation| operation.errors.contains(code))
    });
    documented.chain(COMMON).copied().collect()
}
