"""What a project must make AWS get, read from the project file and AWS's model alone.

A second reader, written from the project format's description and not from
the page's code: if the page lost a member on the way to all its outputs, the
outputs would still agree with each other. It expects a valid project.
"""

from __future__ import annotations

import base64
from typing import Any

import stub
import wire
from stub import Request

Json = Any

# What the page takes for blank around a value; str.strip() would take four control characters more.
BLANKS = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
CREATE = "CreateMaintenanceWindow"
UPDATE = "UpdateMaintenanceWindow"
REGISTER_TARGET = "RegisterTargetWithMaintenanceWindow"
REGISTER_TASK = "RegisterTaskWithMaintenanceWindow"


def requests(project: Json, disabled: bool = False) -> list[Request]:
    """The wire bodies in the order in which they are sent, with the ids that the stub answers."""
    sent: list[Request] = []
    for window in project["Windows"]:
        own = {name: value for name, value in window.items() if name not in ("Targets", "Tasks", "WindowId")}
        if text(window.get("$existing")) == "true":
            window_id = window["WindowId"]
        else:
            sent.append(Request(CREATE, read(wire.input_shape(CREATE), own)))
            window_id = stub.window_id(len(sent))
            if disabled:
                sent.append(Request(UPDATE, {"WindowId": window_id, "Enabled": False}))
        references: dict[str, str] = {}
        for n, target in enumerate(window.get("Targets", [])):
            sent.append(_register(REGISTER_TARGET, window_id, target))
            references[f"${target.get('$ref', f't{n + 1}')}"] = stub.uuid(len(sent))
        for task in window.get("Tasks", []):
            request = _register(REGISTER_TASK, window_id, task)
            for condition in request.body.get("Targets", []):
                if condition["Key"] == "WindowTargetIds":
                    condition["Values"] = [references.get(value, value) for value in condition["Values"]]
            sent.append(request)
    return sent


def _register(operation: str, window_id: str, part: Json) -> Request:
    return Request(operation, {"WindowId": window_id, **read(wire.input_shape(operation), part)})


def text(node: Json) -> str:
    """A leaf as it would have been typed."""
    match node:
        case bool():
            return "true" if node else "false"
        case int() | str():
            return str(node)
        case _:
            return ""


def is_blank(shape: wire.Shape | None, node: Json) -> bool:
    """Whether nothing was typed. A map's key is something, even without a value."""
    match node:
        case dict() if shape is not None and shape.type_name == "map":
            return not node
        case dict():
            members = shape.members if shape is not None and shape.type_name == "structure" else {}
            return all(is_blank(members.get(name), member) for name, member in node.items())
        case None | "" | []:
            return True
        case _:
            return False


def read(shape: wire.Shape, node: Json, script: bool = False) -> Json:
    """What stands at a node, as the wire wants it; `script` says that lists are scripts, whose blanks count."""
    match shape.type_name:
        case "structure":
            members = {}
            for name, member in shape.members.items():
                value = node.get(name)
                if not is_blank(member, value):
                    members[name] = read(member, value, script or name in ("Parameters", "TaskParameters"))
                elif name in shape.required_members and member.name == "TagValue":
                    members[name] = ""
            return members
        case "list":
            return [read(shape.member, item, script) for item in items(node, script)]
        case "map":
            pairs = node.items() if isinstance(node, dict) else ((row["$key"], row.get("$value")) for row in node)
            # A parameter without values is a list without items.
            return {
                key: [] if is_blank(shape.value, value) else read(shape.value, value, script) for key, value in pairs
            }
        case "blob":
            return base64.b64encode(text(node).encode()).decode()
        case "integer":
            return int(text(node).strip(BLANKS))
        case "boolean":
            return {"true": True, "false": False}[text(node)]
        case _:
            return text(node)


def items(node: Json, script: bool) -> list[Json]:
    """The items of a list, which may have been typed as lines."""
    if isinstance(node, str):
        lines = [line.removesuffix("\r") for line in node.split("\n")]
        if script:
            while lines and not lines[-1]:
                lines.pop()
            return lines
        node = [line.strip(BLANKS) for line in lines]
    if script:
        return node
    return [item for item in node if not (isinstance(item, str) and not item.strip(BLANKS))]
