//! Tags of a window, and the requests that add, remove and list them later.
//!
//! AWS tags several kinds of resource with the same requests; here they are
//! about windows only.

use super::envelope::WINDOW_ID;
use super::{Choice, Field, Group, Lines, List, Member, Operation, Shape, Text, pattern};

static KEY_TEXT: Text = Text::new(1, Some(128)).pattern(&pattern::TAG);

/// `Key` of a tag.
pub static KEY: Field = Field::new("Key", "Key", Shape::Text(&KEY_TEXT))
    .help("The tag's name, in exact case. Keys that begin with `aws:` belong to AWS.")
    .example("Environment")
    .doc(member!("Tag", "Key"));

/// `Value` of a tag.
pub static VALUE: Field = Field::new(
    "Value",
    "Value",
    Shape::Text(&Text::new(0, Some(256)).pattern(&pattern::TAG)),
)
.help("The tag's value; it may be empty.")
.example("production")
.doc(member!("Tag", "Value"));

/// `Tags`
pub static TAGS: Field = Field::new(
    "Tags",
    "Tags",
    Shape::List(&List {
        item: Shape::Group(&Group { members: &[Member::required(&KEY), Member::required(&VALUE)] }),
        min: 0,
        max: Some(50),
        lines: Lines::Rows,
        one: "tag",
    }),
)
.help("Labels for finding the window, splitting costs and granting access. They tag the window, not the nodes it works on.")
.doc(request!("CreateMaintenanceWindow", "Tags"));

/// `TagKeys`
pub static TAG_KEYS: Field = Field::new(
    "TagKeys",
    "Tag keys",
    Shape::List(&List {
        item: Shape::Text(&KEY_TEXT),
        min: 1,
        max: None,
        lines: Lines::Values,
        one: "key",
    }),
)
.help("The keys of the tags to remove, whatever their values. One key per line.")
.example("Environment")
.doc(request!("RemoveTagsFromResource", "TagKeys"));

/// `ResourceType` of a tagged resource.
pub static RESOURCE_TYPE: Field = Field::new(
    "ResourceType",
    "Resource type",
    Shape::Choice(&[Choice::new("MaintenanceWindow", "Maintenance window", "")]),
)
.help("What is tagged: a maintenance window.")
.doc(request!("AddTagsToResource", "ResourceType"));

/// `ResourceId` of a tagged resource.
pub static RESOURCE_ID: Field = Field::new("ResourceId", "Window ID", WINDOW_ID.shape)
    .help("The window whose tags these are.")
    .example(WINDOW_ID.example)
    .doc(request!("AddTagsToResource", "ResourceId"));

/// `AddTagsToResource`
pub static ADD: Operation = Operation {
    name: "AddTagsToResource",
    label: "Add tags to a window",
    help: "Adds tags; a key that exists gets the new value.",
    input: &[
        Member::required(&RESOURCE_TYPE),
        Member::required(&RESOURCE_ID),
        Member::required(&TAGS),
    ],
    returns: &[],
    paginated: false,
    errors: &[
        "InvalidResourceType",
        "InvalidResourceId",
        "InternalServerError",
        "TooManyTagsError",
        "TooManyUpdates",
    ],
    doc: api!("AddTagsToResource"),
};

/// `RemoveTagsFromResource`
pub static REMOVE: Operation = Operation {
    name: "RemoveTagsFromResource",
    label: "Remove tags from a window",
    help: "Removes the tags with these keys.",
    input: &[
        Member::required(&RESOURCE_TYPE),
        Member::required(&RESOURCE_ID),
        Member::required(&TAG_KEYS),
    ],
    returns: &[],
    paginated: false,
    errors: &[
        "InvalidResourceType",
        "InvalidResourceId",
        "InternalServerError",
        "TooManyUpdates",
    ],
    doc: api!("RemoveTagsFromResource"),
};

/// `ListTagsForResource`
pub static LIST: Operation = Operation {
    name: "ListTagsForResource",
    label: "List the tags of a window",
    help: "Lists the window's tags.",
    input: &[
        Member::required(&RESOURCE_TYPE),
        Member::required(&RESOURCE_ID),
    ],
    returns: &[],
    paginated: false,
    errors: &[
        "InvalidResourceType",
        "InvalidResourceId",
        "InternalServerError",
    ],
    doc: api!("ListTagsForResource"),
};
