"""The catalogue equals AWS's own model of the API, member by member.

The model is the `ssm` service of botocore; the catalogue is what
`examples/catalogue.rs` prints. Where the two differ on purpose, the
difference stands in DIFFERENCES with its reason. A difference that is not
listed fails, and so does a listed one that is no longer there.
"""

import json
import os
import pathlib
import re
import subprocess

import botocore
import botocore.session
import pytest
from botocore import xform_name

ROOT = pathlib.Path(__file__).resolve().parents[2]
SERVICE = botocore.session.get_session().get_service_model("ssm")
PAGINATORS = botocore.session.get_session().get_paginator_model("ssm")._paginator_config
TAGGING = ["AddTagsToResource", "RemoveTagsFromResource", "ListTagsForResource"]

NOT_EMPTY = "the service refuses the empty string, and no member is emitted empty"
UNDOCUMENTED_EMPTY = "no documented use of the empty string; absent says it"
TARGET_VALUES = "the service: \"Filter values can't be null\""
ONE_TARGET = "the service wants at least one target"
HALF_A_FILTER = "a filter without its key or values filters nothing"
FILTER_KEYS = "the keys that the operation documents"
TASK_KEYS = "the service: \"use WindowTargetIds or InstanceIds\""
WINDOWS_ONLY = "the page tags windows only"

# (operation or "*", path, property, the model's value): (the catalogue's value, reason)
# A path names members by dots, "[]" is a list's item, "{}" a map's value.
DIFFERENCES = {
    ("*", "StartDate", "min", 0): (1, NOT_EMPTY),
    ("*", "EndDate", "min", 0): (1, NOT_EMPTY),
    ("*", "ScheduleTimezone", "min", 0): (1, UNDOCUMENTED_EMPTY),
    ("*", "NextToken", "min", 0): (1, UNDOCUMENTED_EMPTY),
    ("*", "Tags", "max", 1000): (50, "a resource takes 50 tags (AddTagsToResource's documentation)"),
    ("*", "Targets[].Key", "required", False): (True, "a target without a key has no meaning"),
    ("*", "Targets[].Values", "required", False): (True, TARGET_VALUES),
    ("*", "Targets[].Values", "min", 0): (1, TARGET_VALUES),
    ("*", "Targets[].Values[]", "min", 0): (1, TARGET_VALUES),
    ("*", "Filters[].Key", "required", False): (True, HALF_A_FILTER),
    ("*", "Filters[].Values", "required", False): (True, HALF_A_FILTER),
    ("*", "Filters[].Values", "min", 0): (1, HALF_A_FILTER),
    ("*", "ServiceRoleArn", "min", 0): (1, UNDOCUMENTED_EMPTY),
    ("*", "TaskInvocationParameters.RunCommand.ServiceRoleArn", "min", 0): (1, UNDOCUMENTED_EMPTY),
    ("*", "TaskInvocationParameters.RunCommand.NotificationConfig.NotificationArn", "min", 0): (1, UNDOCUMENTED_EMPTY),
    ("*", "TaskInvocationParameters.RunCommand.DocumentVersion", "min", 0): (1, "the pattern takes no empty string"),
    ("*", "TaskInvocationParameters.Automation.DocumentVersion", "min", 0): (1, "the pattern takes no empty string"),
    ("*", "TaskInvocationParameters.RunCommand.Parameters{key}", "min", 0): (1, "a parameter of a document has a name"),
    ("*", "TaskInvocationParameters.RunCommand.CloudWatchOutputConfig.CloudWatchLogGroupName", "pattern", None): (
        r"[\.\-_/#A-Za-z0-9]+",
        "CloudWatch Logs' rule for names, which the API reference of CloudWatchOutputConfig states too",
    ),
    ("*", "TaskInvocationParameters.Lambda.Qualifier", "pattern", None): (
        r"\$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9\-_$]+",
        "Lambda's own rule for qualifiers (its Invoke operation)",
    ),
    ("AddTagsToResource", "ResourceId", "min", 0): (20, WINDOWS_ONLY),
    ("AddTagsToResource", "ResourceId", "max", None): (20, WINDOWS_ONLY),
    ("AddTagsToResource", "ResourceId", "pattern", None): ("^mw-[0-9a-f]{17}$", WINDOWS_ONLY),
    ("RemoveTagsFromResource", "ResourceId", "min", 0): (20, WINDOWS_ONLY),
    ("RemoveTagsFromResource", "ResourceId", "max", None): (20, WINDOWS_ONLY),
    ("RemoveTagsFromResource", "ResourceId", "pattern", None): ("^mw-[0-9a-f]{17}$", WINDOWS_ONLY),
    ("RemoveTagsFromResource", "TagKeys", "min", 0): (1, "an empty list removes nothing"),
    ("ListTagsForResource", "ResourceId", "min", 0): (20, WINDOWS_ONLY),
    ("ListTagsForResource", "ResourceId", "max", None): (20, WINDOWS_ONLY),
    ("ListTagsForResource", "ResourceId", "pattern", None): ("^mw-[0-9a-f]{17}$", WINDOWS_ONLY),
}

for _operation in (
    "RegisterTargetWithMaintenanceWindow",
    "UpdateMaintenanceWindowTarget",
    "DescribeMaintenanceWindowSchedule",
    "DescribeMaintenanceWindowsForTarget",
):
    DIFFERENCES[_operation, "Targets", "min", 0] = (1, ONE_TARGET)


def _becomes_choice(operation, path, model, values, reason):
    """A text of the model that the catalogue narrows to a few values."""
    for name, value in model.items():
        if name != "kind":
            DIFFERENCES[operation, path, name, value] = ("absent", reason)
    DIFFERENCES[operation, path, "enum", model.get("enum", "absent")] = (values, reason)


_FILTER_KEY = {"min": 1, "max": 128, "pattern": None}
for _operation, _keys in {
    "DescribeMaintenanceWindows": ["Name", "Enabled"],
    "DescribeMaintenanceWindowSchedule": ["ScheduledBefore", "ScheduledAfter"],
    "DescribeMaintenanceWindowTargets": ["Type", "WindowTargetId", "OwnerInformation"],
    "DescribeMaintenanceWindowTasks": ["WindowTaskId", "TaskArn", "Priority", "TaskType"],
    "DescribeMaintenanceWindowExecutions": ["ExecutedBefore", "ExecutedAfter"],
    "DescribeMaintenanceWindowExecutionTasks": ["STATUS"],
    "DescribeMaintenanceWindowExecutionTaskInvocations": ["STATUS"],
}.items():
    _becomes_choice(_operation, "Filters[].Key", _FILTER_KEY, _keys, FILTER_KEYS)
_TARGET_KEY = {
    "min": 1,
    "max": 163,
    "pattern": r"^[\p{L}\p{Z}\p{N}_.:/=\-@]*$|resource-groups:ResourceTypeFilters|resource-groups:Name",
}
for _operation in ("RegisterTaskWithMaintenanceWindow", "UpdateMaintenanceWindowTask"):
    _becomes_choice(_operation, "Targets[].Key", _TARGET_KEY, ["WindowTargetIds", "InstanceIds"], TASK_KEYS)
for _operation in TAGGING:
    _kinds = SERVICE.shape_for("ResourceTypeForTagging").enum
    DIFFERENCES[_operation, "ResourceType", "enum", tuple(_kinds)] = (["MaintenanceWindow"], WINDOWS_ONLY)


@pytest.fixture(scope="session")
def catalogue():
    binary = os.environ.get("CATALOGUE_BIN")
    command = [binary] if binary else ["cargo", "run", "-q", "--example", "catalogue", "--"]
    printed = subprocess.run([*command, "--format", "json"], cwd=ROOT, check=True, capture_output=True)
    return json.loads(printed.stdout)


@pytest.fixture(scope="session")
def rows(catalogue):
    return {row["name"]: row for row in catalogue["operations"] + catalogue["tagging"]}


def model_shape(shape):
    """A shape of botocore's, in the words of the catalogue's JSON."""
    bounds = shape.metadata
    kind = shape.type_name
    if kind == "structure":
        return {"kind": kind, "members": model_members(shape)}
    if kind == "list":
        item = model_shape(shape.member)
        return {"kind": kind, "min": bounds.get("min", 0), "max": bounds.get("max"), "item": item}
    if kind == "map":
        return {
            "kind": kind,
            "min": bounds.get("min", 0),
            "max": bounds.get("max"),
            "key": model_shape(shape.key),
            "value": model_shape(shape.value),
        }
    if kind == "string" and shape.enum:
        return {"kind": kind, "enum": shape.enum}
    if kind == "string":
        pattern = bounds.get("pattern")
        return {"kind": kind, "min": bounds.get("min", 0), "max": bounds.get("max"), "pattern": pattern}
    if kind == "integer":
        return {"kind": kind, "min": bounds.get("min"), "max": bounds.get("max")}
    if kind == "blob":
        return {"kind": kind, "max": bounds.get("max")}
    assert kind == "boolean", kind
    return {"kind": kind}


def model_members(structure):
    return {
        name: {**model_shape(shape), "required": name in structure.required_members}
        for name, shape in structure.members.items()
    }


def compare(path, model, row):
    """Every (path, property, model's value, catalogue's value) that differs."""
    if model["kind"] != row["kind"]:
        yield path, "kind", model["kind"], row["kind"]
        return
    for name in ("required", "min", "max", "pattern", "enum"):
        ours, theirs = row.get(name, "absent"), model.get(name, "absent")
        same = sorted(ours) == sorted(theirs) if name == "enum" and list in (type(ours), type(theirs)) else ours == theirs
        if not same:
            yield path, name, theirs, ours
    if "members" in model:
        yield from compare_members(path, model["members"], row["members"])
    if "item" in model:
        yield from compare(path + "[]", model["item"], row["item"])
    if "key" in model:
        yield from compare(path + "{key}", model["key"], row["key"])
        yield from compare(path + "{}", model["value"], row["value"])


def compare_members(path, model, rows):
    by_name = {row["name"]: row for row in rows}
    assert len(by_name) == len(rows), f"a member of {path or 'the request'} is there twice"
    prefix = path + "." if path else ""
    for name in model.keys() - by_name.keys():
        yield prefix + name, "member", "there", "absent"
    for name in by_name.keys() - model.keys():
        yield prefix + name, "member", "absent", "there"
    for name in sorted(model.keys() & by_name.keys()):
        yield from compare(prefix + name, model[name], by_name[name])


def hashable(value):
    return tuple(value) if isinstance(value, list) else value


def operation_names():
    windows = [name for name in SERVICE.operation_names if "MaintenanceWindow" in name]
    assert len(windows) == 23
    return windows + TAGGING


def test_the_versions_are_those_compared(catalogue):
    assert catalogue["model"] == f"botocore {botocore.__version__}, ssm {SERVICE.api_version}"


def test_every_operation_is_there(catalogue):
    assert sorted(row["name"] for row in catalogue["operations"]) == sorted(operation_names()[:23])
    assert [row["name"] for row in catalogue["tagging"]] == TAGGING


def test_members_equal_the_model(rows):
    unlisted, seen = [], set()
    for operation in operation_names():
        model = model_members(SERVICE.operation_model(operation).input_shape)
        for path, name, theirs, ours in compare_members("", model, rows[operation]["members"]):
            for key in ((operation, path, name, hashable(theirs)), ("*", path, name, hashable(theirs))):
                if key in DIFFERENCES and DIFFERENCES[key][0] == ours:
                    seen.add(key)
                    break
            else:
                unlisted.append(f"{operation} {path}: {name} is {theirs!r} in the model, {ours!r} in the catalogue")
    assert not unlisted, "\n".join(unlisted)
    stale = [f"{key}: {DIFFERENCES[key]}" for key in DIFFERENCES.keys() - seen]
    assert not stale, "listed, but no longer so:\n" + "\n".join(stale)


@pytest.mark.parametrize("operation", operation_names())
def test_errors_equal_the_model(rows, operation):
    errors = [shape.name for shape in SERVICE.operation_model(operation).error_shapes]
    assert rows[operation]["errors"] == errors


@pytest.mark.parametrize("operation", operation_names())
def test_pages_equal_the_model(rows, operation):
    assert rows[operation]["paginated"] == (operation in PAGINATORS)


@pytest.mark.parametrize("operation", operation_names())
def test_what_a_request_makes_is_returned(rows, operation):
    """A request that makes something returns the id that the request did not have."""
    model = SERVICE.operation_model(operation)
    returned = set(model.output_shape.members) if model.output_shape else set()
    made = returned - set(model.input_shape.members) if operation.startswith(("Create", "Register")) else set()
    assert {entry["name"] for entry in rows[operation]["returns"]} == made


@pytest.mark.parametrize("operation", operation_names())
def test_names_are_those_of_cli_and_boto3(rows, operation):
    row = rows[operation]
    assert row["method"] == xform_name(operation)
    assert row["command"] == xform_name(operation, "-")
    for member in row["members"]:
        assert member["option"] == xform_name(member["name"], "-")


def test_the_real_cli_has_every_option(rows):
    clidriver = pytest.importorskip("awscli.clidriver")
    commands = clidriver.create_clidriver().create_help_command().command_table["ssm"].create_help_command().command_table
    for operation in operation_names():
        command = commands[rows[operation]["command"]]
        options = command.arg_table
        for member in rows[operation]["members"]:
            assert member["option"] in options, f"{command.name} --{member['option']}"
            assert options[member["option"]].required == member["required"]
            if member["kind"] == "boolean":
                assert "no-" + member["option"] in options


def test_anchors_of_the_documentation_name_members_of_the_model(rows):
    """An anchor names a request or a data type, and a member that it has."""

    def check(members):
        for member in members:
            anchor = member["doc"].partition("#")[2]
            if request := re.fullmatch(r"systemsmanager-(\w+)-request-(\w+)", anchor):
                operation, name = request.groups()
                assert name in SERVICE.operation_model(operation).input_shape.members, anchor
                assert f"/API_{operation}.html#" in member["doc"]
            elif anchor:
                kind, name = re.fullmatch(r"systemsmanager-Type-(\w+)-(\w+)", anchor).groups()
                assert name in SERVICE.shape_for(kind).members, anchor
                assert f"/API_{kind}.html#" in member["doc"]
            shape = member
            while shape := shape.get("item") or shape.get("value"):
                check(shape.get("members", []))
            check(member.get("members", []))

    for row in rows.values():
        check(row["members"])
