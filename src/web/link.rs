//! Share links of the page: the project in the fragment, deflated where that
//! is shorter.
//!
//! The text of a fragment is `import::link`'s business, the bytes are the
//! browser's; this joins the two.

use crate::draft::Draft;
use crate::import::LARGEST;
use crate::import::link::{self, LinkError, Packed};

use super::browser::{self, Inflate};

/// The fragment that carries a project, without `#`: the shortest of the two kinds.
pub async fn fragment(draft: &Draft) -> String {
    let body = link::body(draft);
    let plain = link::plain(&body);
    match browser::deflate(body.as_bytes())
        .await
        .map(|bytes| link::deflated(&bytes))
    {
        Some(deflated) if deflated.len() < plain.len() => deflated,
        _ => plain,
    }
}

/// The whole link.
pub async fn share(draft: &Draft) -> String {
    format!("{}#{}", browser::address(), fragment(draft).await)
}

/// Whether a fragment claims to be a share link, readable or not.
pub fn is_share(fragment: &str) -> bool {
    !matches!(link::unpack(fragment), Ok(None))
}

/// The project of a fragment; `None` when it is no share link.
///
/// # Errors
/// When it is one that can't be read.
pub async fn open(fragment: &str) -> Result<Option<Draft>, LinkError> {
    let body = match link::unpack(fragment)? {
        None => return Ok(None),
        Some(Packed::Plain(body)) => body,
        Some(Packed::Deflated(bytes)) => {
            browser::inflate(&bytes, LARGEST)
                .await
                .map_err(|error| match error {
                    Inflate::Unknown => LinkError::NoInflate,
                    Inflate::Damaged => LinkError::Damaged,
                    Inflate::TooLong => LinkError::TooLong,
                })?
        }
    };
    link::read(&body).map(Some)
}
