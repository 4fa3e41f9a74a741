//! The bucket and key behind an address of an S3 object, in any of the forms
//! that documents take.

/// Where an object lies.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Location<'a> {
    pub(super) bucket: &'a str,
    /// Its key, or what its keys begin with and `*`.
    pub(super) key: String,
}

/// Reads `s3://bucket/key`, the `https` addresses of S3, and JSON that has one of them as `path`.
pub(super) fn location(text: &str) -> Option<Location<'_>> {
    let text = text.trim();
    if text.starts_with('{') {
        // The address may be one of a folder.
        let (_, rest) = text.split_once("\"path\"")?;
        let (_, rest) = rest.split_once('"')?;
        let (address, _) = rest.split_once('"')?;
        let at = location(address)?;
        let key = [at.key.trim_end_matches('*'), "*"].concat();
        return Some(Location { key, ..at });
    }
    let (bucket, key) = match text.strip_prefix("s3://") {
        Some(rest) => rest.split_once('/').unwrap_or((rest, "")),
        None => of_https(text.strip_prefix("https://")?)?,
    };
    let key = key.split(['?', '#']).next().unwrap_or(key);
    let key = match key.is_empty() || key.ends_with('/') {
        true => [key, "*"].concat(),
        false => key.to_owned(),
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
    (!bucket.is_empty() && bucket.chars().all(plain)).then_some(Location { bucket, key })
}

/// `bucket.s3.region.amazonaws.com/key` or `s3.region.amazonaws.com/bucket/key`.
fn of_https(text: &str) -> Option<(&str, &str)> {
    let (host, path) = text.split_once('/').unwrap_or((text, ""));
    let host = host
        .strip_suffix(".amazonaws.com")
        .or_else(|| host.strip_suffix(".amazonaws.com.cn"))?;
    let is_s3 = |part: &str| part == "s3" || part.starts_with("s3-");
    if is_s3(host.split('.').next()?) {
        return Some(path.split_once('/').unwrap_or((path, "")));
    }
    let (at, _) = host.match_indices('.').find(|(at, _)| {
        host.get(at + 1..)
            .and_then(|rest| rest.split('.').next())
            .is_some_and(is_s3)
    })?;
    Some((host.get(..at)?, path))
}
