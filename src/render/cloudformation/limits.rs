//! How large a template may be, and what to say of one that is larger.
//!
//! It is said beside the template and blocks nothing.

use super::super::code::Code;

/// Most bytes of a template that is handed over as it is, and from a bucket.
const MOST_BYTES: [usize; 2] = [51_200, 1_000_000];
/// Most resources and most outputs of a template.
const MOST_RESOURCES: usize = 500;
pub(super) const MOST_OUTPUTS: usize = 200;

/// What of a template is more than CloudFormation takes.
pub(super) fn exceeded(requests: usize, code: &Code) -> Vec<String> {
    let mut notes = Vec::new();
    let bytes: usize = code
        .chunks
        .iter()
        .flat_map(|chunk| &chunk.spans)
        .map(|span| span.text.len())
        .sum();
    let [handed, fetched] = MOST_BYTES;
    if bytes > handed {
        let more = if bytes > fetched {
            ", and no more than 1 MB at all"
        } else {
            ""
        };
        notes.push(
            [
                "The template has ",
                &bytes.to_string(),
                " bytes: CloudFormation takes more than ",
                &handed.to_string(),
                " only from an S3 bucket",
                more,
            ]
            .concat(),
        );
    }
    if requests > MOST_RESOURCES {
        notes.push(
            [
                "The template has ",
                &requests.to_string(),
                " resources, and CloudFormation takes at most ",
                &MOST_RESOURCES.to_string(),
            ]
            .concat(),
        );
    }
    if requests > MOST_OUTPUTS {
        notes.push(
            [
                "The ids are no outputs, because CloudFormation takes at most ",
                &MOST_OUTPUTS.to_string(),
                " of them",
            ]
            .concat(),
        );
    }
    notes
}
