//! What a window works on: the fields of a registered target, and the
//! requests that register, change, list and remove targets.
//!
//! Which keys go together is not known here; the rules have it.

use super::envelope::{CLIENT_TOKEN, REPLACE, WINDOW_ID};
use super::listing::{MAX_RESULTS, NEXT_TOKEN, TARGET_FILTERS};
use super::{
    Choice, Field, Format, Group, Lines, List, Member, Operation, Returned, Shape, Text, pattern,
};

/// The key of managed nodes by id.
pub const INSTANCE_IDS: &str = "InstanceIds";
/// The key of registered targets, on tasks only.
pub const WINDOW_TARGET_IDS: &str = "WindowTargetIds";
/// What the key of a tag with its values begins with.
pub const TAG: &str = "tag:";
/// The key of the keys of tags, whatever their values.
pub const TAG_KEY: &str = "tag-key";
/// The key of a resource group's name.
pub const GROUP_NAME: &str = "resource-groups:Name";
/// The key of the types to take from a resource group.
pub const GROUP_FILTERS: &str = "resource-groups:ResourceTypeFilters";

/// `WindowTargetId`
pub static WINDOW_TARGET_ID: Field = Field::new(
    "WindowTargetId",
    "Window target ID",
    Shape::Text(&Text::new(36, Some(36)).pattern(&pattern::UUID)),
)
.help("The registered target. AWS gives the id when the target is registered.")
.example("e32eecb2-646c-4f4b-8ed1-205fbe0a1b2c")
.doc(request!("UpdateMaintenanceWindowTarget", "WindowTargetId"));

/// `ResourceType`
pub static RESOURCE_TYPE: Field = Field::new(
    "ResourceType",
    "Target type",
    Shape::Choice(&[
        Choice::new("INSTANCE", "Managed nodes", "Nodes by id or by their tags."),
        Choice::new(
            "RESOURCE_GROUP",
            "Resource group",
            "Whatever an AWS resource group holds, filtered by type if you like.",
        ),
    ]),
)
.help("Whether the target is nodes or a resource group. It can't be changed after registration.")
.doc(request!(
    "RegisterTargetWithMaintenanceWindow",
    "ResourceType"
));

/// `Key` of a target.
pub static KEY: Field = Field::new("Key", "Key", Shape::Text(&Text::new(1, Some(163)).pattern(&pattern::TARGET_KEY)))
    .called("Key", &[(TAG, "Tag")])
    .help("`InstanceIds`, `tag:` with a tag's key, or `tag-key` for nodes; `resource-groups:Name` for a resource group. Case matters.")
    .example("tag:Role")
    .doc(member!("Target", "Key"));

/// `Values` of a target.
pub static VALUES: Field = Field::new("Values", "Values", Shape::List(&VALUE_LIST))
    .called(KEY.name, VALUES_OF)
    .help("Ids, tag values or a group's name. One per line: any of a tag's values matches, but all tags must.")
    .example("web")
    .doc(member!("Target", "Values"));

/// What the values are called by their key, on targets and on tasks.
pub(super) static VALUES_OF: &[(&str, &str)] = &[
    (INSTANCE_IDS, "Ids"),
    (TAG_KEY, "Keys"),
    (GROUP_NAME, "Group name"),
    (GROUP_FILTERS, "Only these types"),
    (WINDOW_TARGET_IDS, "Targets of this plan"),
];

/// The values of one target key.
pub(super) static VALUE_LIST: List = List {
    item: Shape::Text(&Text::new(1, None)),
    min: 1,
    max: Some(50),
    lines: Lines::Values,
    one: "value",
};

/// `Targets` of a registered target.
pub static TARGETS: Field = Field::new(
    "Targets",
    "Targets",
    Shape::List(&List {
        item: Shape::Group(&Group { members: &[Member::required(&KEY), Member::required(&VALUES)] }),
        min: 1,
        max: Some(5),
        lines: Lines::Rows,
        one: "condition",
    }),
)
.help("What to work on: one list of node ids, or up to 5 tags that all must match, or one resource group.")
.doc(request!("RegisterTargetWithMaintenanceWindow", "Targets"));

/// `Name` of a target.
pub static NAME: Field = Field::new(
    "Name",
    "Target name",
    Shape::Text(&Text::new(3, Some(128)).pattern(&pattern::NAME)),
)
.help("What the target is called in lists and in this page's outline.")
.example("web-servers")
.doc(request!("RegisterTargetWithMaintenanceWindow", "Name"));

/// `OwnerInformation`
pub static OWNER_INFORMATION: Field = Field::new("OwnerInformation", "Owner information", Shape::Text(&Text::new(1, Some(128))))
    .help("Whom these nodes belong to. Events about tasks on this target carry it, so that alerts can be routed.")
    .example("Web team")
    .doc(request!("RegisterTargetWithMaintenanceWindow", "OwnerInformation"));

/// `Description` of a target.
pub static DESCRIPTION: Field = Field::new(
    "Description",
    "Description",
    Shape::Text(&Text::new(1, Some(128)).format(Format::Prose)),
)
.help("What the target is. Once set, an update can clear it only with Replace.")
.example("All web servers in production")
.doc(request!(
    "RegisterTargetWithMaintenanceWindow",
    "Description"
));

/// The types of a resource group's members that AWS gives a short id for, in
/// CloudFormation's spelling: the ones worth filtering by.
pub static GROUP_TYPES: &[&str] = &[
    "AWS::EC2::Instance",
    "AWS::SSM::ManagedInstance",
    "AWS::EC2::Image",
    "AWS::EC2::SecurityGroup",
    "AWS::EC2::Snapshot",
    "AWS::EC2::Volume",
    "AWS::CloudWatch::Alarm",
    "AWS::DynamoDB::Table",
    "AWS::ECS::Service",
    "AWS::RDS::DBCluster",
    "AWS::RDS::DBInstance",
    "AWS::S3::Bucket",
];

/// What the names of groups begin with that AWS makes itself, for applications
/// and stacks. Nobody else's group may begin with `aws`, in any case.
pub static OWN_GROUPS: &[&str] = &["AWS_AppRegistry_", "AWS_CloudFormation_"];
/// Where AWS says how a group may be named.
pub const GROUP_NAME_DOC: &str =
    "https://docs.aws.amazon.com/ARG/latest/APIReference/API_CreateGroup.html";
/// Where AWS says which characters the key of a tag may have in instance metadata.
pub const METADATA_TAGS_DOC: &str =
    "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/work-with-tags-in-IMDS.html";

/// `Safe`
pub static SAFE: Field = Field::new("Safe", "Only if unused", Shape::Flag)
    .help("On: AWS refuses while a task still names the target. Off: it is removed without a look at the tasks.")
    .default("removed without a look at the tasks")
    .doc(request!("DeregisterTargetFromMaintenanceWindow", "Safe"));

/// `RegisterTargetWithMaintenanceWindow`
pub static REGISTER: Operation = Operation {
    name: "RegisterTargetWithMaintenanceWindow",
    label: "Register a target",
    help: "Adds nodes or a resource group to a window. The id it returns is what tasks refer to.",
    input: &[
        Member::required(&WINDOW_ID),
        Member::required(&RESOURCE_TYPE),
        Member::required(&TARGETS),
        Member::shown(&NAME),
        Member::shown(&OWNER_INFORMATION),
        Member::folded(&DESCRIPTION),
        Member::folded(&CLIENT_TOKEN),
    ],
    returns: &[Returned {
        name: "WindowTargetId",
        field: &WINDOW_TARGET_ID,
    }],
    paginated: false,
    errors: &[
        "IdempotentParameterMismatch",
        "DoesNotExistException",
        "ResourceLimitExceededException",
        "InternalServerError",
    ],
    doc: api!("RegisterTargetWithMaintenanceWindow"),
};

/// `DescribeMaintenanceWindowTargets`
pub static DESCRIBE: Operation = Operation {
    name: "DescribeMaintenanceWindowTargets",
    label: "List the targets of a window",
    help: "Lists what is registered with a window, with the ids that tasks refer to.",
    input: &[
        Member::required(&WINDOW_ID),
        Member::shown(&TARGET_FILTERS),
        Member::folded(&MAX_RESULTS),
        Member::folded(&NEXT_TOKEN),
    ],
    returns: &[],
    paginated: true,
    errors: &["DoesNotExistException", "InternalServerError"],
    doc: api!("DescribeMaintenanceWindowTargets"),
};

/// `UpdateMaintenanceWindowTarget`
pub static UPDATE: Operation = Operation {
    name: "UpdateMaintenanceWindowTarget",
    label: "Update a target",
    help: "Changes the given settings and keeps the rest, unless Replace is on. Ids, tags and groups may be exchanged for each other.",
    input: &[
        Member::required(&WINDOW_ID),
        Member::required(&WINDOW_TARGET_ID),
        Member::shown(&TARGETS),
        Member::shown(&NAME),
        Member::shown(&OWNER_INFORMATION),
        Member::folded(&DESCRIPTION),
        Member::folded(&REPLACE),
    ],
    returns: &[],
    paginated: false,
    errors: &["DoesNotExistException", "InternalServerError"],
    doc: api!("UpdateMaintenanceWindowTarget"),
};

/// `DeregisterTargetFromMaintenanceWindow`
pub static DEREGISTER: Operation = Operation {
    name: "DeregisterTargetFromMaintenanceWindow",
    label: "Deregister a target",
    help: "Takes a target off the window. The nodes themselves stay as they are.",
    input: &[
        Member::required(&WINDOW_ID),
        Member::required(&WINDOW_TARGET_ID),
        Member::shown(&SAFE),
    ],
    returns: &[],
    paginated: false,
    errors: &[
        "DoesNotExistException",
        "InternalServerError",
        "TargetInUseException",
    ],
    doc: api!("DeregisterTargetFromMaintenanceWindow"),
};
