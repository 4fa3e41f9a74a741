"""The policies, read by a linter of policies, by IAM's own model and by a real shell."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.validate import ParamValidator
from parliament import analyze_policy_string, enhance_finding

import wire
from run_cli import ROOT, SHELLS, Plan, record
from some_plans import projects

LARGEST_INLINE = 10_240
SERIOUS = ("MEDIUM", "HIGH", "CRITICAL")
TRUST = {"Effect": "Allow", "Principal": {"Service": "ssm.amazonaws.com"}, "Action": "sts:AssumeRole"}
Everything = dict[str, tuple[wire.Json, dict[str, str]]]


@pytest.fixture(scope="module")
def everything(plan_program: Path, tmp_path_factory: pytest.TempPathFactory) -> Everything:
    """Each project with the texts of its files by their names."""
    folder = tmp_path_factory.mktemp("permissions")
    found = {}
    for name, (project, plan) in projects(plan_program, folder).items():
        files = plan.files("permissions", folder / f"{name}-out")
        assert len(files) == len(set(files)), f"{name}: two artifacts share a file"
        found[name] = (project, {file.name: file.read_text() for file in files})
    return found


def policies(files: dict[str, str]) -> dict[str, str]:
    return {file: text for file, text in files.items() if file.endswith("-policy.json")}


def listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def serious(text: str) -> list[str]:
    # Documents of AWS have no account in their ARNs, which the linter doesn't know.
    text = re.sub(r"(:ssm:[^:]*:):(document|automation-definition)/", r"\1*:\2/", text)
    found = map(enhance_finding, analyze_policy_string(text).findings)
    return [f"{one.severity} {one.issue} {one.detail}" for one in found if one.severity in SERIOUS]


def test_linter_finds_nothing_serious(everything: Everything) -> None:
    seen = 0
    for name, (_, files) in everything.items():
        for file, text in policies(files).items():
            assert not serious(text), f"{name}, {file}: {serious(text)}\n{text}"
            seen += 1
    assert seen > 60


def test_linter_can_complain(everything: Everything) -> None:
    _, files = everything["everything"]
    right = files["operator-policy.json"]
    for word, wrong in [("iam::123", "iam:123"), ("maintenancewindow/", "window/"), ("PassedToService", "Passed")]:
        assert word in right
        assert serious(right.replace(word, wrong)), word


def test_policies_fit_and_name_each_statement(everything: Everything) -> None:
    for name, (_, files) in everything.items():
        for file, text in policies(files).items():
            policy = wire.parse(text)
            assert policy["Version"] == "2012-10-17"
            assert len(json.dumps(policy, separators=(",", ":"), ensure_ascii=False)) <= LARGEST_INLINE, name
            sids = [statement["Sid"] for statement in policy["Statement"]]
            assert len(sids) == len(set(sids)) and all(re.fullmatch("[A-Za-z0-9]+", sid) for sid in sids)
            for sid in sids:
                assert f"### `{sid}`" in files["permissions.md"], f"{name}, {file}: no reason for {sid}"
        for file, text in files.items():
            if file.endswith("-trust.json"):
                assert wire.parse(text) == {"Version": "2012-10-17", "Statement": [TRUST]}


def roles_of(task: wire.Json) -> tuple[str | None, str | None]:
    """The role of a task, and the one that it hands on: of its notifications, or of its runbook."""
    given = task.get("TaskInvocationParameters") or {}
    command = given.get("RunCommand") or {}
    publisher = command.get("ServiceRoleArn") if command.get("NotificationConfig") else None
    parameters = (given.get("Automation") or {}).get("Parameters") or {}
    assumed = next(iter(parameters.get("AutomationAssumeRole") or []), None)
    if not re.fullmatch("arn:aws[a-z-]*:iam:.*:role/.*", assumed or ""):
        assumed = None
    return task.get("ServiceRoleArn") or None, publisher or assumed


def allowed(policy: wire.Json, action: str) -> list[str]:
    """The resources that a policy allows an action on."""
    found = []
    for statement in policy["Statement"]:
        if action in listed(statement["Action"]):
            found += listed(statement["Resource"])
            if action == "iam:PassRole":
                assert statement["Condition"] == {"StringEquals": {"iam:PassedToService": "ssm.amazonaws.com"}}
    return found


def test_whoever_registers_may_pass_exactly_the_roles_named(everything: Everything) -> None:
    tried = 0
    for name, (project, files) in everything.items():
        tasks = [task for window in project["Windows"] for task in window.get("Tasks", [])]
        named = {role for task in tasks for role in roles_of(task) if role}
        policy = wire.parse(files["operator-policy.json"])
        assert set(allowed(policy, "iam:PassRole")) == named, name
        tried += len(named)
        for task in tasks:
            role, publisher = roles_of(task)
            if role and publisher:
                own = wire.parse(policies(files)[f"{stem(role)}-policy.json"])
                assert publisher in allowed(own, "iam:PassRole"), name
    assert tried > 10


def stem(role: str) -> str:
    name = role.rsplit("/", 1)[-1].split(":role/")[-1]
    return re.sub("[^a-z0-9_.]+", "-", name.lower()).strip("-.")


def test_each_type_of_task_gets_its_action(everything: Everything) -> None:
    starts = {
        "RUN_COMMAND": "ssm:SendCommand",
        "AUTOMATION": "ssm:StartAutomationExecution",
        "LAMBDA": "lambda:InvokeFunction",
        "STEP_FUNCTIONS": "states:StartExecution",
    }
    seen = set()
    for name in ("everything", "walkthrough", "automation", "lambda", "step-functions", "scan-and-install"):
        project, files = everything[name]
        for window in project["Windows"]:
            for task in window["Tasks"]:
                role, _ = roles_of(task)
                if role is None:
                    continue
                policy = wire.parse(files[f"{stem(role)}-policy.json"])
                what = task["TaskArn"].rsplit("/", 1)[-1]
                resources = allowed(policy, starts[task["TaskType"]])
                assert any(what in resource for resource in resources), f"{name}: {what} in {resources}"
                seen.add(task["TaskType"])
    assert seen == set(starts)


def test_commands_create_what_the_files_say(everything: Everything, tmp_path: Path) -> None:
    """A real shell reads the commands; each document in them is a file's, and IAM's model takes the request."""
    model = ServiceModel(Loader().load_service_model("iam", "service-2"), "iam")
    operations = {"create-role": "CreateRole", "put-role-policy": "PutRolePolicy", "create-policy": "CreatePolicy"}
    members = {"assume-role-policy-document": "AssumeRolePolicyDocument"}
    for name, (_, files) in everything.items():
        is_random = name.startswith("random")
        script = tmp_path / "create-roles.sh"
        script.write_text(files["create-roles.sh"])
        recorded = record(script, SHELLS[0], tmp_path / name)
        recorded.ran.succeeded()
        documents = []
        for call in recorded.calls:
            service, command, *words = [word.decode() for word in call]
            assert service == "iam"
            options = dict(zip(words[::2], words[1::2], strict=True))
            request = {}
            for option, value in options.items():
                plain = option.removeprefix("--")
                if plain not in ("query", "output"):
                    request[members.get(plain, "".join(part.title() for part in plain.split("-")))] = value
            shape = model.operation_model(operations[command]).input_shape
            report = ParamValidator().validate(request, shape)
            assert not report.has_errors(), report.generate_report()
            # A random ARN may name a role that IAM would not have.
            violations = [one for one in wire.violations_of(shape, request) if not (is_random and "RoleName" in one)]
            assert not violations, f"{name}: {violations}"
            document = request.get("AssumeRolePolicyDocument") or request["PolicyDocument"]
            assert len(quote(document)) < 131_072
            documents.append(wire.parse(document))
        wanted = [wire.parse(text) for file, text in files.items() if file.endswith(".json")]
        assert documents == wanted, name
        # A second run changes what is there instead of failing: no role is made again, no policy either.
        again = record(script, SHELLS[0], tmp_path / name, REPLAY_FOUND="yes")
        again.ran.succeeded()
        done = [call[1].decode() for call in again.calls]
        assert not {"create-role", "create-policy"} & set(done), f"{name}: {done}"
        texts = [call[n + 1] for call in again.calls for n, word in enumerate(call) if word == b"--policy-document"]
        policies = [one for one in wanted if "Principal" not in one["Statement"][0]]
        assert [wire.parse(text.decode()) for text in texts] == policies, name


ROLE = "arn:aws:iam::123456789012:role/Tasks"


def given(name: str) -> str:
    """A value that a parameter of this name may have."""
    if "role" in name.lower() or name in ("TopicArn", "snsTopicArn", "SNSTopicArn"):
        return ROLE if "role" in name.lower() else "arn:aws:sns:us-east-2:123456789012:Automation"
    if name.lower() == "sourcetype":
        return "S3"
    if name.lower() == "sourceinfo":
        return '{"path": "https://s3.amazonaws.com/bucket/folder"}'
    if name in ("CreateAmi",):
        return "True"
    return "s3://bucket/list" if name in ("InstallOverrideList", "BaselineOverride") else "value"


def documents() -> list[tuple[str, str, list[str]]]:
    """The table's documents: name, type of task, parameters."""
    found: list[tuple[str, str, list[str]]] = []
    table = (ROOT / "src" / "catalogue" / "documents" / "documents.tsv").read_text()
    for line in table.splitlines():
        name, kind = (*line.split("\t"), "")[:2]
        if line.startswith("-"):
            found[-1][2].append(name.removeprefix("-"))
        elif line[:1] not in "#!+?":
            found.append((name, "RUN_COMMAND" if kind == "command" else "AUTOMATION", []))
    return found


@pytest.mark.parametrize("full", [False, True])
def test_linter_takes_what_each_document_does(plan_program: Path, tmp_path: Path, full: bool) -> None:
    """IAM knows each action, and each fits the resources that it is allowed on."""
    tasks = []
    for name, kind, parameters in documents():
        values = {one: [given(one)] for one in parameters} if full else {}
        block = "RunCommand" if kind == "RUN_COMMAND" else "Automation"
        tasks.append(
            {
                "TaskType": kind,
                "TaskArn": name,
                "Priority": 1,
                "ServiceRoleArn": f"{ROLE}-{len(tasks)}",
                "Targets": [{"Key": "InstanceIds", "Values": ["i-0123456789abcdef0"]}],
                "MaxConcurrency": "1",
                "MaxErrors": "0",
                "TaskInvocationParameters": {block: {"Parameters": values}}
                if values
                else {block: {"DocumentVersion": "1"}},
            }
        )
    assert len(tasks) >= 60
    window = {
        "Name": "window",
        "Schedule": "rate(7 days)",
        "Duration": 2,
        "Cutoff": 1,
        "AllowUnassociatedTargets": True,
    }
    project = {
        "format": "maintenance-window-builder",
        "version": 1,
        "Windows": [{**window, "Targets": [], "Tasks": tasks}],
    }
    files = Plan.of(plan_program, project, tmp_path).files("permissions", tmp_path / "out")
    linted = [file for file in files if file.name.endswith("-policy.json")]
    # A policy for each role, one for the nodes, one for whoever registers.
    assert len(linted) > len(tasks)
    for file in linted:
        text = file.read_text()
        wrong = [one for one in serious(text) if not one.startswith("MEDIUM RESOURCE_STAR")]
        assert not wrong, f"{file.name}: {wrong}\n{text}"
