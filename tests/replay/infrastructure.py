"""Reads Terraform configurations and CloudFormation templates back into request bodies.

A second reader, with its own list of what the two call AWS's members: it
knows nothing of the page's tables. A reference to another request is the
object {"Ref": name}, in the bodies and in what is read.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import Any

import hcl2
import yaml
from botocore import xform_name
from hcl2.utils import SerializationOptions
from lark import UnexpectedInput

import wire
from compare import PLACEHOLDER
from intended import CREATE, REGISTER_TARGET, REGISTER_TASK, text
from run_cli import FIXTURES, Body

Json = Any

TERRAFORM_TYPES = {
    "aws_ssm_maintenance_window": CREATE,
    "aws_ssm_maintenance_window_target": REGISTER_TARGET,
    "aws_ssm_maintenance_window_task": REGISTER_TASK,
}
# Members that are not called as the AWS CLI calls them.
TERRAFORM_NAMES = {
    "Automation": "automation_parameters",
    "CloudWatchLogGroupName": "cloudwatch_log_group_name",
    "CloudWatchOutputConfig": "cloudwatch_config",
    "CloudWatchOutputEnabled": "cloudwatch_output_enabled",
    "Lambda": "lambda_parameters",
    "OutputS3BucketName": "output_s3_bucket",
    "Parameters": "parameter",
    "RunCommand": "run_command_parameters",
    "StepFunctions": "step_functions_parameters",
}
TERRAFORM_LACKS = {"AlarmConfiguration", "ClientToken", "LoggingInfo", "TaskParameters"}
SCHEMA = wire.parse((FIXTURES / "schemas" / "terraform-aws.json").read_text())

CLOUDFORMATION_TYPES = {
    CREATE: "AWS::SSM::MaintenanceWindow",
    REGISTER_TARGET: "AWS::SSM::MaintenanceWindowTarget",
    REGISTER_TASK: "AWS::SSM::MaintenanceWindowTask",
}
CLOUDFORMATION_NAMES = {
    "Automation": "MaintenanceWindowAutomationParameters",
    "Lambda": "MaintenanceWindowLambdaParameters",
    "RunCommand": "MaintenanceWindowRunCommandParameters",
    "S3BucketName": "S3Bucket",
    "S3KeyPrefix": "S3Prefix",
    "S3Region": "Region",
    "StepFunctions": "MaintenanceWindowStepFunctionsParameters",
}
CLOUDFORMATION_LACKS = {"AlarmConfiguration", "ClientToken"}


# --- request bodies -----------------------------------------------------------


def names(project: Json) -> list[str]:
    """What each request is called, in order: `window`, `target_1`, and `window_2_task_1` where windows are several."""
    found = []
    windows = project["Windows"]
    for n, window in enumerate(windows, start=1):
        own, before = (f"window_{n}", f"window_{n}_") if len(windows) > 1 else ("window", "")
        if text(window.get("$existing")) != "true":
            found.append(own)
        for kind, parts in (("target", window.get("Targets", [])), ("task", window.get("Tasks", []))):
            found += [f"{before}{kind}_{m}" for m in range(1, len(parts) + 1)]
    return found


def referring(body: Body) -> Json:
    """A body of the JSON tab with references for the placeholders, where such can stand."""

    def reference(value: Json) -> Json:
        is_one = isinstance(value, str) and PLACEHOLDER.fullmatch(value)
        return {"Ref": value[1:].partition(".")[0]} if is_one else value

    made = dict(body.body)
    if "WindowId" in made:
        made["WindowId"] = reference(made["WindowId"])
    if body.operation == REGISTER_TASK and "Targets" in made:
        made["Targets"] = [
            {**one, "Values": [reference(value) for value in one["Values"]]} if one["Key"] == "WindowTargetIds" else one
            for one in made["Targets"]
        ]
    return made


# --- Terraform ----------------------------------------------------------------


def hcl(configuration: str) -> Json:
    """A configuration as python-hcl2 parses it."""
    try:
        return hcl2.loads(configuration, serialization_options=SerializationOptions(with_comments=False))
    except (UnexpectedInput, KeyError) as error:
        raise AssertionError(f"python-hcl2 does not read the configuration: {error}") from error


def terraform(configuration: str) -> list[tuple[str, Body]]:
    """The requests that a configuration makes, each with its resource's name; every attribute fits the schema."""
    parsed = hcl(configuration)
    assert set(parsed) - {"provider"} == {"terraform", "resource"}, set(parsed)
    (head,) = parsed["terraform"]
    (providers,) = head["required_providers"]
    assert literal(providers["aws"]["source"]) == "hashicorp/aws"
    found = []
    for resource in parsed["resource"]:
        ((kind, named),) = resource.items()
        ((name, block),) = named.items()
        kind, name = literal(kind), literal(name)
        fits(SCHEMA[kind], block, f"{kind}.{name}")
        shape = wire.input_shape(TERRAFORM_TYPES[kind])
        found.append((name, Body(TERRAFORM_TYPES[kind], "", _terraform(shape, block, name))))
    return found


def _terraform(shape: wire.Shape, value: Json, path: str) -> Json:
    match shape.type_name:
        case "structure" if "__is_block__" in value:
            rest = {name: member for name, member in value.items() if name != "__is_block__"}
            read = {}
            for member, of in shape.members.items():
                name = TERRAFORM_NAMES.get(member, xform_name(member))
                if name in rest:
                    here = f"{path}.{name}"
                    found = rest.pop(name)
                    if of.type_name == "structure":
                        (found,) = found
                    read[member] = _terraform(of, found, here)
            assert not rest, f"{path} has what no request has: {rest}"
            return read
        case "list" if isinstance(value, dict):
            # Tags.
            return [{"Key": literal(key), "Value": _terraform_text(of)} for key, of in value.items()]
        case "list":
            return [_terraform(shape.member, item, f"{path}[{n}]") for n, item in enumerate(value)]
        case "map":
            entries = {literal(block["name"]): _terraform(shape.value, block["values"], path) for block in value}
            assert len(entries) == len(value), f"{path} has a name twice"
            return entries
        case "string" | "blob":
            return _terraform_text(value)
        case _:
            return value


def _terraform_text(value: str) -> Json:
    reference = re.fullmatch(r"\$\{aws_ssm_maintenance_window(?:_target)?\.([a-z0-9_]+)\.id\}", value)
    return {"Ref": reference[1]} if reference else literal(value)


ESCAPE = re.compile(r"\\(?:[nrt\"\\]|u[0-9A-F]{4}|U[0-9A-F]{8})|\$\$\{|%%\{|\$\{|%\{|[\\\"\x00-\x1f]")
SIMPLE = {"\\n": "\n", "\\r": "\r", "\\t": "\t", '\\"': '"', "\\\\": "\\", "$${": "${", "%%{": "%{"}


def literal(quoted: str) -> str:
    """The text of a quoted string, as HCL's specification reads it; a map's bare key stands for itself."""
    if not quoted.startswith('"'):
        assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_-]*", quoted), quoted
        return quoted
    assert len(quoted) >= 2 and quoted.endswith('"'), quoted

    def unescaped(found: re.Match) -> str:
        escape = found[0]
        if escape in SIMPLE:
            return SIMPLE[escape]
        assert escape[:2] in ("\\u", "\\U"), f"{escape!r} in {quoted}"
        return chr(int(escape[2:], 16))

    return ESCAPE.sub(unescaped, quoted[1:-1])


def strings(value: Json) -> Iterator[str]:
    """Every quoted string of a parsed configuration, as it was written."""
    match value:
        case dict():
            for key, member in value.items():
                yield from strings(key)
                yield from strings(member)
        case list():
            for item in value:
                yield from strings(item)
        case str() if value.startswith('"'):
            yield value


def lengths(schema: Json, value: Json) -> Iterator[tuple[str, str]]:
    """The attributes whose bytes are too few or too many, with their texts."""
    for name, member in value.items():
        known = schema.get(name, {})
        if known.get("type") == "block":
            for block in member:
                yield from lengths(known["block"], block)
        elif "bytes" in known:
            made = literal(member)
            least, most = known["bytes"]
            if not least <= len(made.encode()) <= most:
                yield name, made


def fits(schema: Json, block: Json, path: str) -> None:
    """Complains about an attribute that the provider does not have, lacks or refuses for more than its length."""
    given = {name: value for name, value in block.items() if name != "__is_block__"}
    for name, known in schema.items():
        assert name in given or not known.get("required"), f"{path} lacks {name}"
    for name, value in given.items():
        here = f"{path}.{name}"
        assert name in schema, f"{here} is no attribute"
        known = schema[name]
        is_blocks = isinstance(value, list) and any(isinstance(item, dict) for item in value)
        match known["type"]:
            case "block":
                assert is_blocks, f"{here} is a block"
                for n, item in enumerate(value):
                    assert item["__is_block__"]
                    fits(known["block"], item, f"{here}[{n}]")
            case "list":
                assert isinstance(value, list) and not is_blocks, f"{here} is a list"
            case "map":
                assert isinstance(value, dict), f"{here} is a map"
            case "number":
                assert type(value) is int, f"{here} is a number: {value!r}"
                least, most = known.get("range", (0, 2**31 - 1))
                assert least <= value <= most, f"{here}: {value}"
            case "bool":
                assert type(value) is bool, f"{here} is true or false: {value!r}"
            case "string":
                assert isinstance(value, str), f"{here} is a text: {value!r}"
        if "most" in known:
            assert len(value) <= known["most"], f"{here} has {len(value)}"
        texts = (
            [literal(item) for item in (value if isinstance(value, list) else [value])]
            if ("one of" in known or "pattern" in known)
            else []
        )
        for made in texts:
            assert made in known.get("one of", [made]), f"{here}: {made}"
            assert re.fullmatch(known.get("pattern", ".*"), made, re.DOTALL), f"{here}: {made}"


# --- CloudFormation -----------------------------------------------------------


def cloudformation(body: Body) -> Json:
    """The resource that a request should be in a template."""
    made = {name: value for name, value in referring(body).items() if name not in CLOUDFORMATION_LACKS}
    properties = _cloudformation(wire.input_shape(body.operation), made)
    if body.operation == REGISTER_TASK:
        properties.setdefault("Priority", 1)
    return {"Type": CLOUDFORMATION_TYPES[body.operation], "Properties": properties}


def _cloudformation(shape: wire.Shape, value: Json) -> Json:
    match shape.type_name:
        case "structure":
            return {
                CLOUDFORMATION_NAMES.get(name, name): _cloudformation(shape.members[name], member)
                for name, member in value.items()
            }
        case "list":
            return [_cloudformation(shape.member, item) for item in value]
        case "map":
            return {key: _cloudformation(shape.value, item) for key, item in value.items()}
        case "blob":
            return base64.b64encode(value.encode()).decode()
        case _ if isinstance(value, dict):
            return {"Ref": logical_id(value["Ref"])}
        case _:
            return value


def logical_id(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))


def yaml_loader(base: type) -> type:
    """A loader of YAML 1.1 that knows CloudFormation's `!Ref` and takes each key once."""

    class Loader(base):
        pass

    def mapping(loader: Loader, node: yaml.MappingNode) -> Json:
        pairs = [(loader.construct_object(key, True), loader.construct_object(of, True)) for key, of in node.value]
        assert all(isinstance(key, str) for key, _ in pairs), pairs
        assert len(dict(pairs)) == len(pairs), pairs
        return dict(pairs)

    Loader.add_constructor("tag:yaml.org,2002:map", mapping)
    Loader.add_constructor("!Ref", lambda loader, node: {"Ref": loader.construct_scalar(node)})
    return Loader


# Written twice, in Python and in C.
YAML_LOADERS = [yaml_loader(yaml.SafeLoader), yaml_loader(yaml.CSafeLoader)]
