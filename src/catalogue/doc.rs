//! Addresses of pages in the AWS documentation, built while compiling.
//!
//! The anchors are those that AWS's API reference gives to the members of a
//! request and of a data type; a test checks that the model has the members.

/// A page of the API reference.
macro_rules! api {
    ($page:literal) => {
        concat!(
            "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_",
            $page,
            ".html"
        )
    };
}

/// A member of a request, on the page of its operation.
macro_rules! request {
    ($operation:literal, $member:literal) => {
        concat!(
            api!($operation),
            "#systemsmanager-",
            $operation,
            "-request-",
            $member
        )
    };
}

/// A member of a data type, on the page of the type.
macro_rules! member {
    ($type:literal, $member:literal) => {
        concat!(api!($type), "#systemsmanager-Type-", $type, "-", $member)
    };
}
