//! Where AWS keeps a resource: the forms of a Region's name and of an account
//! id, and the partition that a Region belongs to.
//!
//! It lists no Regions: new ones open every year, and AWS alone knows them.

/// How many digits an account id has.
const ACCOUNT_DIGITS: usize = 12;

/// The partitions besides `aws`, by how the names of their Regions begin.
static PARTITIONS: &[(&str, &str)] = &[
    ("cn-", "aws-cn"),
    ("us-gov-", "aws-us-gov"),
    ("us-iso-", "aws-iso"),
    ("us-isob-", "aws-iso-b"),
    ("us-isof-", "aws-iso-f"),
    ("eu-isoe-", "aws-iso-e"),
    ("eusc-", "aws-eusc"),
];

/// Whether a text has the form of a Region's name: words of small letters, and a number.
pub fn is_region(text: &str) -> bool {
    let mut parts = text.rsplit('-');
    let number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let word = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase());
    parts.next().is_some_and(number) && text.matches('-').count() >= 2 && parts.all(word)
}

/// Whether a text is an account id: twelve digits.
pub fn is_account(text: &str) -> bool {
    text.len() == ACCOUNT_DIGITS && text.bytes().all(|b| b.is_ascii_digit())
}

/// The partition of a Region: `aws-cn` for `cn-north-1`.
pub fn partition_of(region: &str) -> &'static str {
    let found = PARTITIONS
        .iter()
        .find(|(start, _)| region.starts_with(start));
    found.map_or("aws", |(_, partition)| partition)
}
