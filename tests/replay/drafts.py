"""Random project files: valid ones full of hostile text, and ones with anything anywhere.

Hostile means whatever has ever been special to a shell, to the CLI, to
Python, to JSON or to this page, wherever AWS's model allows it. When a case
fails, hypothesis shrinks it to the smallest project that still fails.
"""

from __future__ import annotations

import base64
import copy
import json
import string
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from shrink import holder_of, places

Json = Any

# fmt: off
FRAGMENTS = [
    # Quotes, expansions and operators of shells.
    "'", '"', "''", "'\\''", "\\", "\\'", "\\\\", "$", "$$", "$HOME", "${IFS}", "$(rm -rf .)", "`id`", "!", "!!", "!$",
    "^a^b", "%PATH%", "&", "&&", "|", "||", ";", ">x", "<", "*", "?", "~", "~root", "#", " # x", "(", ")", "{a,b}",
    "[a-z]*", "=", "=ls", "EOF\n", "'$'\\n'", "$'\\x41'", "$WINDOW_ID", "$TARGET_1_ID", '"$WINDOW_ID"',
    # What PowerShell takes for quotes, and what it and cmd.exe lose on the way to a program.
    "\u2018", "it\u2019s", "\u201a\u201b", "\u201cx\u201d", "\u201e", "`", '`"', "$_", "@'\n'@", "--%", "a b\\",
    '"a b"', 'a\\"b c', '\\\\"', '"&"', "%%", "100%", '^"', "a^",
    # What the CLI reads: files, addresses, options, its shorthand.
    "file://", "file:///etc/hostname", "fileb:///etc/hostname", "http://127.0.0.1:9/x", "https://127.0.0.1:9/x",
    "-", "--", "--name", "-x", "--no-", "Key=a,Values=b", ",", "a=b", "key@=file:///etc/hostname", "[", "]", "{", "}",
    # Characters that get lost or changed.
    "\n", "\r", "\r\n", "\t", "\0", "\x01", "\x07", "\x0b", "\x0c", "\x1b[31m", "\x1c", "\x7f", "\x85", "\xa0", " ",
    "\u2028", "\u2029", "\ufeff", "\u200b", "\u202e", "e\u0301", "é", "ß", "漢", "😀", "👩\u200d👩\u200d👧", "𝒳",
    "\U0010ffff", "\ue000", "\ufffe",
    # Escapes and templates of Python and JSON.
    '"""', "'''", "\\n", "\\u0041", "\\x41", "\\N{BULLET}", "\\0", "%s", "{0}", "{x}", "null", "true", "0", "1e9",
    '{"a": "b"}', "[1]", "{{ssm:x}}",
    # This page's own marks and AWS's pseudo parameters.
    "$t1", "$ref", "<window.WindowId>", "<target_1.WindowTargetId>", "{{WINDOW_ID}}", "{{ WINDOW_ID }}",
]
TAG_FRAGMENTS = [
    "file://x", "http://127.0.0.1:9/",
    "-", "--name", "=", "a=b", "@", " ", "\u2028", "\xa0", "𐐀", "0", "true", "AWS", "+",
]
# fmt: on
# No lone surrogates: no text of a browser or of a JSON file can hold one.
ANY_CHARACTER = st.characters(exclude_categories=["Cs"])
ASCII_WORD = string.ascii_letters + string.digits
HOSTILE = st.one_of(st.sampled_from(FRAGMENTS), st.sampled_from(FRAGMENTS), st.sampled_from(ASCII_WORD), ANY_CHARACTER)
TAG_CHARACTER = st.characters(categories=["L", "Z", "N"]) | st.sampled_from("_.:/=+-@")


def text(least: int = 1, most: int = 128, pieces: SearchStrategy[str] = HOSTILE) -> SearchStrategy[str]:
    """Hostile text of a length in characters."""
    # Rarely long: a bound is worth reaching, but not in every field.
    times = st.sampled_from([1] * 9 + [200])
    joined = st.builds(
        lambda parts, times: ("".join(parts) * times)[:most], st.lists(pieces, min_size=least > 0, max_size=8), times
    )
    return joined.map(lambda made: made if len(made) >= least else (made + "xyz" * least)[: max(least, 3)])


def without(characters: str, strategy: SearchStrategy[str]) -> SearchStrategy[str]:
    """The text less some characters; `x` where nothing else is left."""
    return strategy.map(lambda made: "".join(c for c in made if c not in characters) or "xxx")


def tag_text(least: int, most: int) -> SearchStrategy[str]:
    return text(least, most, st.one_of(st.sampled_from(TAG_FRAGMENTS), TAG_CHARACTER))


def word(alphabet: str, least: int, most: int) -> SearchStrategy[str]:
    return text(least, most, st.sampled_from(alphabet)).map(
        lambda made: "".join(c if c in alphabet else "x" for c in made)
    )


def hexadecimal(digits: int) -> SearchStrategy[str]:
    return st.integers(0, 16**digits - 1).map(lambda n: f"{n:0{digits}x}")


NAME = word(ASCII_WORD + "_-.", 3, 128)
WINDOW_ID = hexadecimal(17).map(lambda id_: f"mw-{id_}")
UUID = st.uuids().map(str) | st.uuids().map(lambda uuid: str(uuid).upper())
NODE_ID = st.one_of(
    hexadecimal(17).map(lambda id_: f"i-{id_}"),
    hexadecimal(8).map(lambda id_: f"i-{id_}"),
    hexadecimal(17).map(lambda id_: f"mi-{id_}"),
)
# A role's path may hold any printable ASCII.
ROLE = word(string.ascii_letters + string.digits + string.punctuation, 1, 40).map(
    lambda name: f"arn:aws:iam::123456789012:role/{name}"
)
TOPIC = word(ASCII_WORD + "_-", 1, 40).map(lambda name: f"arn:aws:sns:us-east-1:123456789012:{name}")
DOCUMENT = st.one_of(
    st.sampled_from(["AWS-RunShellScript", "AWS-RunPatchBaseline", "AWS-RestartEC2Instance"]),
    NAME,
    NAME.map(lambda name: f"arn:aws:ssm:eu-west-1:123456789012:document/{name}"),
)
FUNCTION = st.builds(
    lambda name, qualifier, form: form.format(name + qualifier),
    word(ASCII_WORD + "_-", 1, 40),
    st.sampled_from(["", ":$LATEST", ":7", ":live"]),
    st.sampled_from(["{}", "123456789012:function:{}", "arn:aws:lambda:us-east-1:123456789012:function:{}"]),
)
STATE_MACHINE = word(ASCII_WORD + "_-", 1, 40).map(
    lambda name: f"arn:aws:states:us-east-1:123456789012:stateMachine:{name}"
)
BUCKET = word(string.ascii_lowercase + string.digits, 3, 63)
VERSION = st.sampled_from(["$DEFAULT", "$LATEST", "1", "42"])
BOOLEAN = st.sampled_from([True, False, "true", "false"])
CONCURRENCY = st.sampled_from(["1", "50", "9999999", "1%", "10%", "100%"])
ERRORS = st.sampled_from(["0", "3", "0%", "7%", "99%", "100%"])


def whole(least: int, most: int) -> SearchStrategy[int | str]:
    return st.integers(least, most).flatmap(lambda n: st.sampled_from([n, str(n)]))


@st.composite
def group(draw: DrawFn, required: dict[str, SearchStrategy], optional: dict[str, SearchStrategy]) -> Json:
    """An object with all required members and about half of the optional ones."""
    members = {name: draw(strategy) for name, strategy in required.items()}
    return members | {name: draw(strategy) for name, strategy in optional.items() if draw(st.booleans())}


def script(lines: SearchStrategy[str], most: int) -> SearchStrategy[list[str] | str]:
    """A list of strings as rows, or typed as one text with a line each."""
    rows = st.lists(lines, max_size=most)
    one_line = without("\n", lines).map(lambda line: line.rstrip("\r") or "x")
    return rows | st.lists(one_line, min_size=1, max_size=most).map("\n".join)


def mapping(keys: SearchStrategy[str], values: SearchStrategy, least: int, most: int) -> SearchStrategy[Json]:
    """A map as an object, or as rows of `$key` and `$value`."""
    objects = st.dictionaries(keys, values, min_size=least, max_size=most)
    rows = objects.map(lambda pairs: [{"$key": key, "$value": value} for key, value in pairs.items()])
    return objects | rows


JSON_LEAF = st.one_of(
    st.none(), st.booleans(), st.integers(), text(0, 60), st.sampled_from(["{{WINDOW_EXECUTION_ID}}", "{{TARGET_ID}}"])
)
JSON_VALUE = st.recursive(
    JSON_LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text(0, 20), inner, max_size=3), max_leaves=6
)


@st.composite
def json_text(draw: DrawFn, most_bytes: int, values: SearchStrategy = JSON_VALUE) -> str:
    """JSON as somebody typed it: indented or not, escaped or not, with blanks around."""
    value = draw(values)
    around = draw(st.sampled_from(["", " ", "\n", "\r\n\t"]))
    indent, ascii_only = draw(st.sampled_from([None, 2, "\t"])), draw(st.booleans())
    made = around + json.dumps(value, indent=indent, ensure_ascii=ascii_only) + around
    return made if len(made.encode()) <= most_bytes else '{"long": true}'


def base64_of(made: str) -> str:
    return base64.b64encode(made.encode()).decode()


RUN_COMMAND = group(
    {},
    {
        "Comment": text(1, 100),
        "CloudWatchOutputConfig": group(
            {"CloudWatchOutputEnabled": BOOLEAN}, {"CloudWatchLogGroupName": word(ASCII_WORD + "._-/#", 1, 512)}
        ),
        "DocumentHash": text(1, 256),
        "DocumentHashType": st.sampled_from(["Sha256", "Sha1"]),
        "DocumentVersion": VERSION,
        "OutputS3BucketName": BUCKET,
        "OutputS3KeyPrefix": text(1, 500),
        "Parameters": mapping(
            st.sampled_from(["commands", "workingDirectory"]) | text(1, 60), script(text(0, 2000), 5), 0, 4
        ),
        "TimeoutSeconds": whole(30, 2592000),
    },
)
NOTIFICATION = group(
    {"NotificationArn": TOPIC},
    {
        "NotificationEvents": st.lists(
            st.sampled_from(["InProgress", "Success", "TimedOut", "Cancelled", "Failed"]),
            min_size=1,
            max_size=5,
            unique=True,
        ),
        "NotificationType": st.sampled_from(["Command", "Invocation"]),
    },
)
AUTOMATION = group({}, {"DocumentVersion": VERSION, "Parameters": mapping(text(1, 50), script(text(1, 512), 5), 1, 4)})
LAMBDA = group(
    {},
    {
        "ClientContext": json_text(2000, st.dictionaries(text(0, 20), JSON_VALUE, max_size=3)).map(base64_of),
        "Qualifier": st.sampled_from(["$LATEST", "$LATEST.PUBLISHED", "$HOME", "$$", "-x", "--name", "live"]),
        "Payload": json_text(4096),
    },
)
STEP_FUNCTIONS = group(
    {}, {"Input": json_text(4096), "Name": st.just("{{INVOCATION_ID}}") | word(ASCII_WORD + "'()!=+@-._é😀", 1, 80)}
)
LOGGING = group({"S3BucketName": BUCKET, "S3Region": text(3, 20)}, {"S3KeyPrefix": text(1, 500)})
TASK_PARAMETERS = mapping(text(1, 255), st.fixed_dictionaries({"Values": script(text(1, 255), 3).filter(bool)}), 0, 3)
# CloudWatch's names are one line, and not only blanks.
ALARM_NAME = without("\n\r\x85\u2028\u2029", text(1, 255)).map(lambda name: name if name.strip() else "x")
ALARM = group(
    {"Alarms": st.lists(st.fixed_dictionaries({"Name": ALARM_NAME}), min_size=1, max_size=1)},
    {"IgnorePollAlarmFailure": BOOLEAN},
)
TYPES = {
    "RUN_COMMAND": ("RunCommand", DOCUMENT, RUN_COMMAND),
    "AUTOMATION": ("Automation", DOCUMENT, AUTOMATION),
    "LAMBDA": ("Lambda", FUNCTION, LAMBDA),
    "STEP_FUNCTIONS": ("StepFunctions", STATE_MACHINE, STEP_FUNCTIONS),
}


def values(strategy: SearchStrategy[str], most: int) -> SearchStrategy[list[str] | str]:
    """Values as rows, or one per line."""
    rows = st.lists(strategy, min_size=1, max_size=most, unique=True)
    return rows | rows.map("\n".join)


# A tag's value may look like a reference to a target of the plan.
TAG_VALUE = st.sampled_from(["$t1", "$t2", "$", "*", "a,b"]) | text(1, 300).map(
    lambda made: made if made.strip() else "x"
)
TAG_VALUES = st.lists(TAG_VALUE, min_size=1, max_size=4)
TAG_KEY = st.one_of(st.just("tag-key"), without("+", tag_text(1, 128)).map(lambda key: f"tag:{key}"))
TARGETS = st.one_of(
    values(NODE_ID, 4).map(lambda ids: ("INSTANCE", [{"Key": "InstanceIds", "Values": ids}])),
    st.lists(
        st.fixed_dictionaries({"Key": TAG_KEY, "Values": TAG_VALUES}),
        min_size=1,
        max_size=3,
        unique_by=lambda c: c["Key"],
    ).map(lambda conditions: ("INSTANCE", conditions)),
    st.builds(
        lambda name, filters: (
            "RESOURCE_GROUP",
            [{"Key": "resource-groups:Name", "Values": [name]}]
            + ([{"Key": "resource-groups:ResourceTypeFilters", "Values": filters}] if filters else []),
        ),
        word(ASCII_WORD + "_.-", 1, 128),
        st.lists(st.sampled_from(["AWS::EC2::Instance", "AWS::RDS::DBInstance"]), unique=True),
    ),
)


@st.composite
def target(draw: DrawFn, ref: str) -> Json:
    kind, conditions = draw(TARGETS)
    optional = {"Name": NAME, "Description": text(), "OwnerInformation": text(), "ClientToken": text(1, 64)}
    return {"$ref": ref, "ResourceType": kind, "Targets": conditions} | draw(group({}, optional))


@st.composite
def task(draw: DrawFn, refs: list[str]) -> Json:
    kind = draw(st.sampled_from(["RUN_COMMAND", *TYPES]))
    block, arn, parameters = TYPES[kind]
    made = draw(
        group(
            {"TaskType": st.just(kind), "TaskArn": arn},
            {
                "Name": NAME,
                "Description": text(),
                "ServiceRoleArn": ROLE,
                "Priority": whole(0, 2**31 - 1),
                "CutoffBehavior": st.sampled_from(["CONTINUE_TASK", "CANCEL_TASK"]),
                "AlarmConfiguration": ALARM,
                "ClientToken": text(1, 64),
                "TaskParameters": TASK_PARAMETERS,
                "LoggingInfo": LOGGING,
            },
        )
    )
    if draw(st.sampled_from([True, True, True, False])):
        made["TaskInvocationParameters"] = {block: draw(parameters)}
    if kind == "RUN_COMMAND" and "TaskInvocationParameters" in made and draw(st.booleans()):
        made["TaskInvocationParameters"][block] |= {
            "NotificationConfig": draw(NOTIFICATION),
            "ServiceRoleArn": draw(ROLE),
        }
    registered = st.sampled_from([f"${ref}" for ref in refs]) | UUID if refs else UUID
    on = [
        values(NODE_ID, 4).map(lambda ids: [{"Key": "InstanceIds", "Values": ids}]),
        values(registered, 4).map(lambda ids: [{"Key": "WindowTargetIds", "Values": ids}]),
    ]
    conditions = draw(st.one_of(on if kind == "RUN_COMMAND" else [st.just([]), *on]))
    if conditions:
        made |= {"Targets": conditions, "MaxConcurrency": draw(CONCURRENCY), "MaxErrors": draw(ERRORS)}
    return made


NEW_WINDOW = group(
    {
        "Name": NAME,
        "Schedule": st.sampled_from(
            ["rate(7 days)", "rate(1 day)", "cron(0 2 ? * SUN *)", "cron(0 4 1 * ? *)", "at(2027-01-15T03:00:00)"]
        ),
        "Duration": whole(2, 24),
        "Cutoff": whole(0, 1),
        "AllowUnassociatedTargets": BOOLEAN,
    },
    {
        "Description": text(),
        "ScheduleTimezone": st.sampled_from(["UTC", "Europe/Berlin", "America/New_York"]),
        "StartDate": st.sampled_from(["2026-12-01T00:00:00Z", "2026-12-01T00:00:00-05:00"]),
        "EndDate": st.sampled_from(["2028-12-01T00:00:00Z", "2028-12-01T00:00:00+05:30"]),
        "ClientToken": text(1, 64),
        "Tags": st.lists(
            group(
                {"Key": tag_text(1, 128).filter(lambda key: not key.lower().startswith("aws:"))},
                {"Value": tag_text(0, 256)},
            ),
            max_size=4,
            unique_by=lambda tag: tag["Key"],
        ),
    },
)
OLD_WINDOW = st.fixed_dictionaries(
    {"$existing": BOOLEAN.filter(lambda flag: flag in (True, "true")), "WindowId": WINDOW_ID}
)


@st.composite
def window(draw: DrawFn) -> Json:
    made = draw(st.one_of(NEW_WINDOW, NEW_WINDOW, NEW_WINDOW, OLD_WINDOW))
    refs = draw(
        st.lists(
            st.sampled_from(["t1", "t2", "t3", "web servers", "$x", "ü"]),
            min_size="$existing" in made,
            max_size=3,
            unique=True,
        )
    )
    made["Targets"] = [draw(target(ref)) for ref in refs]
    made["Tasks"] = draw(st.lists(task(refs), min_size=1, max_size=3))
    return made


def project_of(windows: list[Json]) -> Json:
    return {"format": "maintenance-window-builder", "version": 1, "Windows": windows}


def window_of_texts(texts: list[str]) -> Json:
    """An existing window with a target for each text, which is in all places that take any text, and a task for all."""
    conditions = [{"Key": "tag:x", "Values": [text if text.strip() else "x"]} for text in texts]
    parts = [{"OwnerInformation": text, "Description": text, "ClientToken": text} for text in texts]
    kind = {"ResourceType": "INSTANCE"}
    command = {"Comment": "".join(texts)[:100], "Parameters": {text: [text, text] for text in texts}}
    on = {
        "Targets": [{"Key": "InstanceIds", "Values": ["i-0123456789abcdef0"]}],
        "MaxConcurrency": "1",
        "MaxErrors": "0",
    }
    run = {
        "TaskType": "RUN_COMMAND",
        "TaskArn": "AWS-RunShellScript",
        "TaskInvocationParameters": {"RunCommand": command},
    }
    call = {
        "TaskType": "LAMBDA",
        "TaskArn": "f",
        "TaskInvocationParameters": {"Lambda": {"Payload": json.dumps(texts)}},
    }
    return {
        "$existing": True,
        "WindowId": "mw-0123456789abcdef0",
        "Targets": [
            {**part, **kind, "Targets": [condition]} for part, condition in zip(parts, conditions, strict=True)
        ],
        "Tasks": [{**run, **on}, call],
    }


# A plan mostly has one window; names of variables change when there are more.
PROJECTS = st.one_of(st.lists(window(), min_size=1, max_size=1), st.lists(window(), min_size=1, max_size=2)).map(
    project_of
)

ANYTHING = st.recursive(
    st.one_of(
        text(0, 300),
        text(0, 300),
        text(0, 300).map("$".__add__),
        st.none(),
        st.booleans(),
        st.integers(),
        st.sampled_from([10**30, -1, "abc", "4.5"]),
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(text(0, 20) | st.sampled_from(["Key", "Values", "$ref", "$kept"]), inner, max_size=3)
    ),
    max_leaves=4,
)


@st.composite
def broken_projects(draw: DrawFn) -> Json:
    """A valid project with anything put in, added or taken out at a few places."""
    windows = copy.deepcopy(draw(PROJECTS))["Windows"]
    for _ in range(draw(st.integers(1, 2))):
        at = places(windows)
        if not at:
            break
        path = draw(st.sampled_from(at))
        holder, last = holder_of(windows, path), path[-1]
        match draw(st.sampled_from(["retype"] * 5 + ["put", "add", "take"])):
            case "retype" if isinstance(holder[last], str):
                # What stays a text is often still right, and then everything behind the check sees it.
                holder[last] = draw(st.sampled_from(["", "$", holder[last]])) + draw(text(1, 600))
            case "add" if isinstance(holder, dict):
                holder[draw(text(0, 20))] = draw(ANYTHING)
            case "add":
                holder.append(draw(ANYTHING))
            case "take":
                del holder[last]
            case _:
                holder[last] = draw(ANYTHING)
    return project_of(windows)
