"""Everything after creation: all 23 operations and the three for tags, the packs, and the walkthrough.

What each format says must reach the wire alike, and be what was typed and
planned. The walkthrough runs step by step with the real AWS CLI, version 2,
against a stub that remembers what it was told; what it prints goes through
the page's own reading of answers, so that ids carry forward.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from botocore.validate import ParamValidator
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

import drafts
import intended
import stub as stubs
import wire
import workers
from compare import same_requests
from drafts import BOOLEAN, NAME, TARGETS, group, tag_text, text, whole
from run_cli import CLI_VERSIONS, ROOT, SHELLS, Body, Case, Plan, record, run_python, run_script
from stub import Request, Stub
from test_random import for_all
from workers import Worker

WALKTHROUGH = ROOT / "src" / "examples" / "walkthrough.json"
WINDOW = "mw-0123456789abcdef0"
TARGET = "11111111-2222-3333-4444-555555555555"
TASK = "22222222-2222-3333-4444-555555555555"
EXECUTION = "33333333-2222-3333-4444-555555555555"
RUN = "44444444-2222-3333-4444-555555555555"
INVOCATION = "55555555-2222-3333-4444-555555555555"
IDS = {
    "WindowId": WINDOW,
    "ResourceId": WINDOW,
    "WindowTargetId": TARGET,
    "WindowTaskId": TASK,
    "WindowExecutionId": EXECUTION,
    "TaskId": RUN,
    "InvocationId": INVOCATION,
}
TAGGING = ["AddTagsToResource", "RemoveTagsFromResource", "ListTagsForResource"]
OPERATIONS = [name for name in wire.service().operation_names if "MaintenanceWindow" in name] + TAGGING
MADE = [intended.CREATE, intended.REGISTER_TARGET, intended.REGISTER_TASK]

FILTERS = {
    "DescribeMaintenanceWindows": ["Name", "Enabled"],
    "DescribeMaintenanceWindowSchedule": ["ScheduledBefore", "ScheduledAfter"],
    "DescribeMaintenanceWindowTargets": ["Type", "WindowTargetId", "OwnerInformation"],
    "DescribeMaintenanceWindowTasks": ["WindowTaskId", "TaskArn", "Priority", "TaskType"],
    "DescribeMaintenanceWindowExecutions": ["ExecutedBefore", "ExecutedAfter"],
    "DescribeMaintenanceWindowExecutionTasks": ["STATUS"],
    "DescribeMaintenanceWindowExecutionTaskInvocations": ["STATUS"],
}
HOSTILE = "'\"$(id)`x`\\ !!\n%PATH%\u2028é😀--"
SHORT = "it's $HOME"


def window(**more: wire.Json) -> wire.Json:
    return {
        "$id": WINDOW,
        "Name": "Patch-Prod",
        "Schedule": "cron(0 2 ? * SUN *)",
        "Duration": 4,
        "Cutoff": 1,
        "AllowUnassociatedTargets": True,
        "Targets": [
            {
                "$ref": "t1",
                "$id": TARGET,
                "ResourceType": "INSTANCE",
                "Targets": [{"Key": "tag:Role", "Values": ["web"]}],
            }
        ],
        "Tasks": [
            {
                "$id": TASK,
                "TaskType": "LAMBDA",
                "TaskArn": "SSM-f",
                "Targets": [{"Key": "WindowTargetIds", "Values": ["$t1"]}],
                "MaxConcurrency": "1",
                "MaxErrors": "0",
                "TaskInvocationParameters": {"Lambda": {"Payload": '{"a": "{{TARGET_ID}}"}', "Qualifier": "$LATEST"}},
            }
        ],
        **more,
    }


def project(one: wire.Json, operation: str, form: wire.Json) -> wire.Json:
    made = drafts.project_of([one])
    ids = {name: IDS[name] for name in ("WindowExecutionId", "TaskId", "InvocationId")}
    made["Operations"] = {operation: form, **ids}
    return made


def expected(operation: str, made: wire.Json) -> wire.Json:
    """What an operation must send about the first window, target or task, from the project and AWS's model alone."""
    shape = wire.input_shape(operation)
    one = made["Windows"][0]
    form = made["Operations"][operation]
    about = {}
    if operation in ("UpdateMaintenanceWindow", intended.CREATE):
        about = {name: value for name, value in one.items() if name not in ("Targets", "Tasks")}
    elif operation == "AddTagsToResource":
        about = {"Tags": one.get("Tags")}
    elif "WindowTargetId" in shape.members or operation in (
        intended.REGISTER_TARGET,
        "DescribeMaintenanceWindowsForTarget",
    ):
        about = one["Targets"][0]
    elif "WindowTaskId" in shape.members or operation == intended.REGISTER_TASK:
        about = one["Tasks"][0]
    if form.get("$only") == "true":
        about = {}
    body = intended.read(shape, {**about, **form})
    for name in shape.members:
        if name in IDS and name not in body and operation != "DescribeMaintenanceWindows":
            body[name] = IDS[name]
    for condition in body.get("Targets", []):
        if condition["Key"] == "WindowTargetIds":
            condition["Values"] = [TARGET if value == "$t1" else value for value in condition["Values"]]
    if operation in TAGGING:
        body["ResourceType"] = "MaintenanceWindow"
    if "Safe" in shape.members:
        body.setdefault("Safe", True)
    return body


def full(operation: str) -> tuple[wire.Json, wire.Json]:
    """A window and a form in which every member of an operation is given, with text that shells like to read into."""
    lists = {
        "Filters": [{"Key": key, "Values": [SHORT, HOSTILE]} for key in FILTERS.get(operation, [])],
        "MaxResults": 100,
        "NextToken": HOSTILE,
    }
    values = [SHORT, HOSTILE, "file:///etc/hostname"]
    conditions = [{"Key": "tag:a b", "Values": values}, {"Key": "tag-key", "Values": "k"}]
    texts = {"Name": "other.name_1", "Description": HOSTILE}
    forms = {
        "UpdateMaintenanceWindow": {
            **texts,
            "Schedule": "cron(0 2 ? * TUE#2 *)",
            "ScheduleTimezone": "Europe/Berlin",
            "ScheduleOffset": 2,
            "StartDate": "2026-12-01T00:00:00Z",
            "EndDate": "2028-12-01T00:00:00+05:30",
            "Duration": "5",
            "Cutoff": 0,
            "AllowUnassociatedTargets": False,
            "Enabled": "false",
            "Replace": True,
        },
        "UpdateMaintenanceWindowTarget": {
            **texts,
            "Targets": conditions,
            "OwnerInformation": "http://x",
            "Replace": "true",
        },
        "UpdateMaintenanceWindowTask": {
            **texts,
            "TaskArn": "SSM-g",
            "Targets": [{"Key": "InstanceIds", "Values": ["i-0123456789abcdef0"]}],
            "ServiceRoleArn": "arn:aws:iam::123456789012:role/x",
            "TaskParameters": {"a'b": {"Values": [HOSTILE]}},
            "TaskInvocationParameters": {
                "Lambda": {"Payload": json.dumps({"say": HOSTILE}), "ClientContext": "e30=", "Qualifier": "live"}
            },
            "Priority": 0,
            "MaxConcurrency": "50%",
            "MaxErrors": "7",
            "LoggingInfo": {"S3BucketName": "bucket", "S3KeyPrefix": SHORT, "S3Region": "eu-west-1"},
            "CutoffBehavior": "CANCEL_TASK",
            "AlarmConfiguration": {"Alarms": [{"Name": SHORT}], "IgnorePollAlarmFailure": True},
            "Replace": True,
        },
        "DescribeMaintenanceWindowSchedule": {**lists, "ResourceType": "INSTANCE", "Targets": conditions},
        "DescribeMaintenanceWindowsForTarget": {
            "ResourceType": "RESOURCE_GROUP",
            "Targets": [{"Key": "resource-groups:Name", "Values": ["g"]}],
            "MaxResults": "1",
            "NextToken": "--",
        },
        "DeregisterTargetFromMaintenanceWindow": {"Safe": False},
        "AddTagsToResource": {"Tags": [{"Key": "a+b c", "Value": ""}, {"Key": "=", "Value": "x/y:z@ é"}]},
        "RemoveTagsFromResource": {"TagKeys": ["a+b c", "--", "-x"]},
    }
    form = forms.get(operation, lists if operation in FILTERS else {})
    members = wire.input_shape(operation).members
    return window(), {name: value for name, value in form.items() if name in members}


def minimal(operation: str) -> tuple[wire.Json, wire.Json]:
    """A window and a form with nothing beyond what is required."""
    if operation == "AddTagsToResource":
        return window(), {"Tags": [{"Key": "a"}]}
    if operation == "RemoveTagsFromResource":
        return window(), {"TagKeys": "a"}
    if operation.startswith("Update"):
        return window(), {"$only": "true"}
    return window(), {}


def said(case: Case, plan: Plan, operation: str) -> Request:
    """The JSON tab's body of an operation, proven to be what was typed and planned, as it must reach AWS."""
    (body,) = [Body(**one) for one in wire.parse(plan.text("json", "--operation", operation))]
    shape = wire.input_shape(operation)
    report = ParamValidator().validate(body.body, shape)
    assert not report.has_errors(), report.generate_report()
    sent = Request(operation, wire.encoded(shape, body.body))
    same_requests("the JSON tab", [Request(operation, expected(operation, case.project))], [sent])
    return sent


def everywhere(
    case: Case, plan: Plan, names: list[str], clients: dict[str, Worker], folder: Path, shells: tuple[str, ...] = SHELLS
) -> None:
    """Each operation's script reaches the wire alike from both CLIs and from boto3."""
    wanted = [said(case, plan, name) for name in names]
    calls: dict[str, list[list[bytes]]] = {}
    for version in CLI_VERSIONS:
        calls[version] = []
        for name in names:
            chained, single = plan.files("cli", folder / version / name, "--cli", version, "--operation", name)
            case.show(f"{name}-{version}.sh", chained.read_text())
            recorded = [record(chained, shell, folder / "record") for shell in shells]
            alone = record(single, shells[0], folder / "record")
            (words,) = recorded[0].calls
            assert all(one.ran.succeeded() and one.calls == [words] for one in recorded), "the shells differ"
            # A script asks for the id alone, or for no pager; a single command does neither.
            bare = words[:-4] if name in MADE else [word for word in words if word != b"--no-cli-pager"]
            assert alone.calls == [bare]
            calls[version].append(words)
        clients[version].start(workers.commands(calls[version]))
    scripts = [plan.text("python", "--operation", name) for name in names]
    case.show("scripts.py", "\n".join(scripts))
    clients["boto3"].start([work for script in scripts for work in workers.script(script, 1)])
    for client in (*CLI_VERSIONS, "boto3"):
        outcomes = clients[client].finish()
        for name, outcome in zip(names, outcomes, strict=True):
            assert outcome.code == 0, f"{client} ended {name} with {outcome.code}: {outcome.stderr}"
        same_requests(client, wanted, [request for outcome in outcomes for request in outcome.requests])


def test_all_operations_are_here() -> None:
    assert len(OPERATIONS) == 26


@pytest.mark.parametrize("kind", [minimal, full], ids=["minimal", "full"])
def test_every_operation(
    kind: Callable[[str], tuple[wire.Json, wire.Json]], plan_program: Path, clients: dict[str, Worker], tmp_path: Path
) -> None:
    for operation in OPERATIONS:
        one, form = kind(operation)
        with Case(f"{kind.__name__}-{operation}", project(one, operation, form)) as case:
            if kind is full and operation not in MADE:
                given = set(expected(operation, case.project))
                assert given == set(wire.input_shape(operation).members), "not every member is given"
            everywhere(case, Plan.of(plan_program, case.project, tmp_path), [operation], clients, tmp_path)


# --- random -------------------------------------------------------------------


def filters(operation: str) -> SearchStrategy[wire.Json]:
    value = text(1, 256).map(lambda made: made if made.strip(intended.BLANKS) else "x")
    values = st.lists(value, min_size=1, max_size=3)
    return st.lists(
        st.fixed_dictionaries({"Key": st.sampled_from(FILTERS[operation]), "Values": values}), min_size=1, max_size=5
    )


TAG_KEYS = tag_text(1, 128).filter(lambda key: key.strip(intended.BLANKS) and not key.lower().startswith("aws:"))
TAGS = st.lists(
    group({"Key": TAG_KEYS}, {"Value": tag_text(0, 256)}), min_size=1, max_size=4, unique_by=lambda tag: tag["Key"]
)
NO = st.sampled_from([False, "false"])


@st.composite
def asked(draw: DrawFn, operation: str) -> tuple[wire.Json, wire.Json]:
    """What an operation changes in the window, and its form."""
    members = wire.input_shape(operation).members
    paged = {"NextToken": text(1, 200), "MaxResults": whole(10, 100)}
    if operation in FILTERS:
        paged["Filters"] = filters(operation)
    kind, conditions = draw(TARGETS)
    found = {"ResourceType": kind, "Targets": conditions}
    match operation:
        case "UpdateMaintenanceWindow":
            made = draw(drafts.NEW_WINDOW)
            more = draw(group({}, {"Enabled": BOOLEAN, "Replace": NO}))
            return {}, more | {name: value for name, value in made.items() if name in members}
        case "UpdateMaintenanceWindowTarget":
            one = draw(drafts.target("t1")) | {"$id": TARGET}
            return {"Targets": [one]}, draw(group({}, {"Replace": NO, "Name": NAME}))
        case "UpdateMaintenanceWindowTask":
            return {"Tasks": [draw(drafts.task(["t1"])) | {"$id": TASK}]}, draw(group({}, {"Replace": NO}))
        case "DescribeMaintenanceWindowSchedule":
            return {}, (found if draw(st.booleans()) else {}) | draw(group({}, paged))
        case "DescribeMaintenanceWindowsForTarget":
            paged.pop("Filters", None)
            return {}, found | draw(group({}, paged))
        case "AddTagsToResource":
            return {}, {"Tags": draw(TAGS)}
        case "RemoveTagsFromResource":
            return {}, {"TagKeys": draw(st.lists(TAG_KEYS, min_size=1, max_size=4))}
        case "DeregisterTargetFromMaintenanceWindow":
            return {}, draw(group({}, {"Safe": BOOLEAN}))
        case _:
            return {}, draw(group({}, paged)) if operation in FILTERS else {}


@st.composite
def forms(draw: DrawFn) -> wire.Json:
    """A project with the forms of two operations full of hostile text."""
    # Those without text of their own need no second look.
    with_text = [name for name in OPERATIONS if name in FILTERS or name.startswith(("Update", "Add", "Remove"))]
    first, second = draw(st.lists(st.sampled_from(with_text), min_size=2, max_size=2, unique=True))
    one = window()
    made = project(one, first, {})
    for name in (first, second):
        changes, form = draw(asked(name))
        one |= changes
        made["Operations"][name] = form
    return made


@pytest.mark.parametrize("shard", range(2))
def test_hostile_forms(shard: int, plan_program: Path, clients: dict[str, Worker], tmp_path: Path) -> None:
    def check(case: Case) -> None:
        names = [name for name in case.project["Operations"] if name in OPERATIONS]
        everywhere(case, Plan.of(plan_program, case.project, tmp_path), names, clients, tmp_path, SHELLS[:1])

    for_all(forms(), f"forms-{shard}", shard, check)


# --- packs --------------------------------------------------------------------


def pack_of(name: str, made: wire.Json, ids: dict[str, str]) -> list[Request]:
    """What a pack must send about the first window, from the project alone."""
    one = made["Windows"][0]
    home = {"WindowId": ids["WINDOW_ID"]}
    targets = [ids[f"TARGET_{n + 1}_ID"] for n in range(len(one["Targets"]))]
    tasks = [ids[f"TASK_{n + 1}_ID"] for n in range(len(one["Tasks"]))]
    run = {"WindowExecutionId": ids["WINDOW_EXECUTION_ID"], "TaskId": ids["TASK_EXECUTION_ID"]}
    execution = {"WindowExecutionId": ids["WINDOW_EXECUTION_ID"]}

    def update(operation: str, part: wire.Json, **more: str) -> Request:
        body = intended.read(wire.input_shape(operation), {name: value for name, value in part.items()})
        for condition in body.get("Targets", []):
            if condition["Key"] == "WindowTargetIds":
                condition["Values"] = [targets[int(value.removeprefix("$t")) - 1] for value in condition["Values"]]
        return Request(operation, body | home | more)

    match name:
        case "verify":
            return [
                Request("GetMaintenanceWindow", home),
                Request("DescribeMaintenanceWindowTargets", home),
                Request("DescribeMaintenanceWindowTasks", home),
                Request("DescribeMaintenanceWindowSchedule", home | {"MaxResults": 10}),
            ]
        case "diagnose":
            return [
                Request("DescribeMaintenanceWindowExecutions", home),
                Request("GetMaintenanceWindowExecution", execution),
                Request("DescribeMaintenanceWindowExecutionTasks", execution),
                Request("GetMaintenanceWindowExecutionTask", run),
                Request("DescribeMaintenanceWindowExecutionTaskInvocations", run),
                Request("GetMaintenanceWindowExecutionTaskInvocation", run | {"InvocationId": ids["INVOCATION_ID"]}),
            ]
        case "update":
            own = {name: value for name, value in one.items() if name not in ("Targets", "Tasks")}
            return [
                update("UpdateMaintenanceWindow", own),
                *(
                    update("UpdateMaintenanceWindowTarget", part, WindowTargetId=id_)
                    for part, id_ in zip(one["Targets"], targets, strict=True)
                ),
                *(
                    update("UpdateMaintenanceWindowTask", part, WindowTaskId=id_)
                    for part, id_ in zip(one["Tasks"], tasks, strict=True)
                ),
            ]
        case _:
            return [
                *(
                    Request("DeregisterTaskFromMaintenanceWindow", home | {"WindowTaskId": id_})
                    for id_ in reversed(tasks)
                ),
                *(
                    Request("DeregisterTargetFromMaintenanceWindow", home | {"WindowTargetId": id_, "Safe": True})
                    for id_ in reversed(targets)
                ),
                Request("DeleteMaintenanceWindow", home),
            ]


@pytest.mark.parametrize("pack", ["verify", "diagnose", "update", "rollback"])
def test_pack(pack: str, plan_program: Path, clients: dict[str, Worker], stub: Stub, tmp_path: Path) -> None:
    """With ids still in variables: those that the script which creates has printed."""
    made = json.loads(WALKTHROUGH.read_text())
    plan = Plan(plan_program, WALKTHROUGH)
    with Case(f"pack-{pack}", made) as case:
        created = tmp_path / "create.sh"
        created.write_text(plan.text("cli"))
        ids = record(created, SHELLS[0], tmp_path / "made").ran.succeeded().variables()
        ids |= {"WINDOW_EXECUTION_ID": EXECUTION, "TASK_EXECUTION_ID": RUN, "INVOCATION_ID": INVOCATION}
        wanted = pack_of(pack, made, ids)
        for version in CLI_VERSIONS:
            chained, *_ = plan.files("cli", tmp_path / version, "--cli", version, "--pack", pack)
            case.show(f"pack-{version}.sh", chained.read_text())
            recorded = [record(chained, shell, tmp_path / "record", **ids) for shell in SHELLS]
            assert all(one.ran.succeeded() and one.calls == recorded[0].calls for one in recorded)
            clients[version].start(workers.commands(recorded[0].calls))
            sent = [request for outcome in clients[version].finish() for request in outcome.requests]
            same_requests(f"the AWS CLI {version}", wanted, sent)
            # Without an id, nothing is sent at all rather than half of it.
            others = {name: id_ for name, id_ in ids.items() if name != "WINDOW_ID"}
            missing = record(chained, SHELLS[0], tmp_path / "record", **others)
            assert missing.ran.code != 0 and "WINDOW_ID" in missing.ran.stderr
        script = tmp_path / "pack.py"
        script.write_text(case.show("pack.py", plan.text("python", "--pack", pack)))
        channel = stub.channel()
        channel.answers = runs
        run_python(script, channel, tmp_path, **ids).succeeded()
        same_requests("the Python script", wanted, channel.requests)


def runs(sent: list[Request]) -> wire.Json:
    """Ids for what creates, and lists of one run for what looks for it."""
    lists = {
        "WindowExecutions": {"WindowExecutionId": EXECUTION},
        "WindowExecutionTaskIdentities": {"TaskExecutionId": RUN},
        "WindowExecutionTaskInvocationIdentities": {"InvocationId": INVOCATION},
    }
    return stubs.answer(len(sent)) | {name: [entry] for name, entry in lists.items()}


# --- the walkthrough ----------------------------------------------------------


def remembering(sent: list[Request]) -> wire.Json:
    """What a service that remembers would answer: enough of it for the walkthrough."""

    def made(operation: str) -> list[tuple[int, wire.Json]]:
        return [(n, one.body) for n, one in enumerate(sent, start=1) if one.operation == operation]

    n, last = len(sent), sent[-1]
    [(first, created), *_] = made(intended.CREATE)
    home = {"WindowId": stubs.window_id(first)}
    times = {"Status": "SUCCESS", "StartTime": 1478230495.469, "EndTime": 1478230516.505}
    # Ids of what ran: of no request, so that none can be right by chance.
    execution, run, invocation = (stubs.uuid(0x100 + n) for n in range(3))
    match last.operation:
        case intended.CREATE:
            return home
        case "DescribeMaintenanceWindows":
            other = {"WindowId": stubs.window_id(99), "Name": "someone-elses"}
            return {"WindowIdentities": [other, home | {"Name": created["Name"], "Enabled": True}]}
        case intended.REGISTER_TARGET:
            return {"WindowTargetId": stubs.uuid(n)}
        case "DescribeMaintenanceWindowTargets":
            return {
                "Targets": [
                    {**{name: body[name] for name in body if name != "ClientToken"}, "WindowTargetId": stubs.uuid(n)}
                    for n, body in reversed(made(intended.REGISTER_TARGET))
                ]
            }
        case intended.REGISTER_TASK:
            return {"WindowTaskId": stubs.uuid(n)}
        case "DescribeMaintenanceWindowTasks":
            return {
                "Tasks": [
                    {"WindowTaskId": stubs.uuid(n), "TaskArn": body["TaskArn"], "Type": body["TaskType"]}
                    for n, body in made(intended.REGISTER_TASK)
                ]
            }
        case "DescribeMaintenanceWindowExecutions":
            old = home | times | {"WindowExecutionId": stubs.uuid(0x200), "StartTime": 1478230000.0}
            return {"WindowExecutions": [old, home | times | {"WindowExecutionId": execution}, old]}
        case "GetMaintenanceWindowExecution":
            return {"WindowExecutionId": execution, "TaskIds": [stubs.uuid(0x201), run], **times}
        case "DescribeMaintenanceWindowExecutionTasks":
            good = {"WindowExecutionId": execution, "TaskExecutionId": stubs.uuid(0x201), **times}
            return {"WindowExecutionTaskIdentities": [good, good | {"TaskExecutionId": run, "Status": "FAILED"}]}
        case "GetMaintenanceWindowExecutionTask":
            return {"WindowExecutionId": execution, "TaskExecutionId": run, "Status": "FAILED"}
        case "DescribeMaintenanceWindowExecutionTaskInvocations":
            return {"WindowExecutionTaskInvocationIdentities": [{"InvocationId": invocation, **times}]}
        case _:
            return home


def test_walkthrough(plan_program: Path, aws: dict[str, Path], stub: Stub, tmp_path: Path) -> None:
    """Step by step in the order shown, each answer pasted back before the next command is copied."""
    made = json.loads(WALKTHROUGH.read_text())
    file = tmp_path / "project.json"
    file.write_text(json.dumps(made))
    plan = Plan(plan_program, file)
    channel = stub.channel()
    channel.answers = remembering
    shown = plan.ask("--walkthrough").stdout
    titles = re.findall(r"^## (\d+)\. ", shown, re.MULTILINE)
    assert titles == [str(n) for n in range(1, 14)]
    stages = re.findall(r"^### (\d+\.\d+) ", shown, re.MULTILINE)
    assert len(stages) == 11 - 1 + 3 + 6
    with Case("walkthrough", made) as case:
        for n, stage in enumerate(stages):
            script = tmp_path / f"{stage}.sh"
            script.write_text(case.show(f"{stage}.sh", plan.text("cli", "--walkthrough", "--stage", stage)))
            # What comes back is pasted as people do: with the command before it, or as bare text where it is one id.
            bare = stage in ("4.2", "6.3")
            more = {"AWS_DEFAULT_OUTPUT": "text"} if bare else {}
            ran = run_script(script, aws["v2"], channel, tmp_path, AWS_PAGER="", **more).succeeded()
            answer = tmp_path / "answer.txt"
            answer.write_text(ran.stdout if bare else f"$ {script.read_text()}{ran.stdout}$ ")
            taken = plan.ask("--walkthrough", "--stage", stage, "--absorb", str(answer))
            assert taken.code == 0 and taken.stdout, f"{stage}: {taken.report}"
            case.show(f"{stage}.txt", taken.report)
            file.write_text(taken.stdout)
            assert len(channel.requests) == n + 1
        assert not channel.faults
        create, *registered = intended.requests(made)
        # The walkthrough lists the windows in between, so that a target's id is one further on.
        ids = {stubs.uuid(n): stubs.uuid(n + 1) for n in range(2, 5)}
        home = {"WindowId": stubs.window_id(1)}

        def of(operation: str) -> list[Request]:
            bodies = [json.dumps(one.body | home) for one in registered if one.operation == operation]
            renamed = [re.sub(r"[0-9a-f-]{36}", lambda found: ids.get(found[0], found[0]), body) for body in bodies]
            return [Request(operation, wire.parse(body)) for body in renamed]

        execution = {"WindowExecutionId": stubs.uuid(0x100)}
        run = execution | {"TaskId": stubs.uuid(0x101)}
        wanted = [
            create,
            Request("DescribeMaintenanceWindows", {}),
            *of(intended.REGISTER_TARGET),
            Request("DescribeMaintenanceWindowTargets", home),
            *of(intended.REGISTER_TASK),
            Request("DescribeMaintenanceWindowTasks", home),
            Request("DescribeMaintenanceWindowExecutions", home),
            Request("GetMaintenanceWindowExecution", execution),
            Request("DescribeMaintenanceWindowExecutionTasks", execution),
            Request("GetMaintenanceWindowExecutionTask", run),
            Request("DescribeMaintenanceWindowExecutionTaskInvocations", run),
            Request("DeleteMaintenanceWindow", home),
        ]
        same_requests("the walkthrough", wanted, channel.requests)
        # Nothing that was typed is gone; ids have come.
        last = json.loads(file.read_text())
        assert last["Operations"]["InvocationId"] == stubs.uuid(0x102)
        assert without_ids(last) == as_typed(made)


def without_ids(node: wire.Json) -> wire.Json:
    match node:
        case dict():
            return {name: without_ids(member) for name, member in node.items() if name not in ("$id", "Operations")}
        case list():
            return [without_ids(item) for item in node]
        case _:
            return node


def as_typed(node: wire.Json) -> wire.Json:
    """A project as the page saves it: numbers and flags as text, lists of strings as lines."""
    match node:
        case dict():
            return {name: member if name == "version" else as_typed(member) for name, member in node.items()}
        case list() if node and all(isinstance(item, str) for item in node):
            return "\n".join(node)
        case list():
            return [as_typed(item) for item in node]
        case _:
            return intended.text(node)


# --- samples ------------------------------------------------------------------


@pytest.mark.parametrize("operation", OPERATIONS)
def test_sample_is_what_the_model_answers(operation: str, plan_program: Path) -> None:
    sample = wire.parse(Plan(plan_program, WALKTHROUGH).ask("--operation", operation, "--sample").stdout)
    shape = wire.service().operation_model(operation).output_shape
    if not shape.members:
        assert sample is None
        return
    assert sample
    assert list(unlike(shape, sample, "")) == []


def unlike(shape: wire.Shape, value: wire.Json, path: str) -> Iterator[str]:
    """Where a printed answer is another than the model's."""
    match shape.type_name:
        case "structure":
            for name, member in value.items():
                if name not in shape.members:
                    yield f"{path} has an unknown member {name}"
                else:
                    yield from unlike(shape.members[name], member, f"{path}.{name}")
        case "list":
            for n, item in enumerate(value):
                yield from unlike(shape.member, item, f"{path}[{n}]")
        case "map":
            for key, item in value.items():
                yield from unlike(shape.value, item, f"{path}[{key!r}]")
        case "timestamp":
            # The CLI, version 2, prints what Python's isoformat does.
            if datetime.datetime.fromisoformat(value).isoformat() != value:
                yield f"{path} is no moment as the CLI prints it: {value}"
        case _:
            yield from wire._violations(shape, value, path)
