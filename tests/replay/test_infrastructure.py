"""Infrastructure as code says what the JSON tab says, and its own tools take it.

cfn-lint finds nothing in any template, in YAML or JSON. Two YAML parsers read from it what
the JSON template says, and that is the request bodies; python-hcl2 reads the
Terraform configuration, which fits the provider's schema, and gives the
bodies again. Where Terraform is on the machine, it formats and evaluates the
configuration itself. What a format cannot say is in its notes.

For every example, every fixture and REPLAY_INFRASTRUCTURE_CASES (60) random
projects.
"""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
import yaml
from cfnlint.api import lint
from cfnlint.core import get_rules
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

import drafts
import infrastructure
import wire
from infrastructure import (
    CLOUDFORMATION_LACKS,
    TERRAFORM_LACKS,
    YAML_LOADERS,
    cloudformation,
    hcl,
    lengths,
    literal,
    logical_id,
    names,
    referring,
    terraform,
)
from intended import REGISTER_TASK
from run_cli import PATIENCE, Body, Case, Plan, environment
from test_examples import EXAMPLES, FIXTURES, Opener, each, opened  # noqa: F401
from test_random import for_all

SHARDS = 2
CASES = int(os.environ.get("REPLAY_INFRASTRUCTURE_CASES", "60"))
# Made once: making them takes longer than a template does.
RULES = get_rules(append_rules=[], ignore_rules=[], include_rules=[])
TERRAFORM = shutil.which("terraform")


def said(plan: Plan, format_id: str, folder: Path) -> tuple[list[str], list[str]]:
    """A format's texts and notes."""
    planned = plan.run(format_id, "--out", str(folder / format_id), "--notes")
    assert planned.code == 0, planned.report
    texts = [Path(line).read_text(encoding="utf-8") for line in planned.stdout.splitlines()]
    notes = [line.partition(": note ")[2] for line in planned.report.splitlines() if ": note " in line]
    return texts, notes


def mentions(notes: list[str], begins: str, name: str) -> bool:
    return any(note.startswith(begins) and f"`{name}`" in note for note in notes)


def one_plan(case: Case, plan: Plan, folder: Path) -> None:
    # Neither format has a place for the client tokens that the page makes.
    bodies = plan.bodies("--no-repeatable")
    called = names(case.project)
    assert len(called) == len(bodies)
    one_configuration(case, plan, folder, list(zip(called, bodies, strict=True)))
    one_template(case, plan, folder, list(zip(called, bodies, strict=True)))


# --- Terraform ----------------------------------------------------------------


def one_configuration(case: Case, plan: Plan, folder: Path, requests: list[tuple[str, Body]]) -> None:
    (configuration,), notes = said(plan, "terraform", folder)
    case.show("main.tf", configuration)
    case.show("notes", "\n".join(notes))
    read = terraform(configuration)
    assert [name for name, _ in read] == [name for name, _ in requests]
    for (name, got), (_, body) in zip(read, requests, strict=True):
        expected = {member: value for member, value in referring(body).items() if member not in TERRAFORM_LACKS}
        difference = wire.difference(by_key(expected), by_key(got.body))
        assert not difference, f"{name} differs:\n{difference}"
        for member in TERRAFORM_LACKS & set(body.body):
            assert mentions(notes, f"`{member}` is left out of ", name), f"{name} loses {member} in silence"
        if got.body.get("Priority") == 0:
            assert mentions(notes, "Terraform does not send a priority of `0`", name)
        if has_empty_line(got.body):
            assert mentions(notes, "Terraform drops empty lines", name), f"{name} loses lines in silence"
        texts = list(all_texts(got.body))
        if not all(unicodedata.is_normalized("NFC", one) for one in texts):
            assert mentions(notes, "Terraform joins letters", name), f"{name} changes in silence"
    parsed = hcl(configuration)
    for resource in parsed["resource"]:
        ((kind, named),) = resource.items()
        ((name, block),) = named.items()
        for attribute, made in lengths(infrastructure.SCHEMA[literal(kind)], block):
            refused = any(note.startswith("Terraform refuses ") and f"`{literal(name)}`" in note for note in notes)
            assert refused, f"{literal(name)}.{attribute} is refused in silence: {made!r}"
    terraform_itself(configuration, parsed, folder)


def by_key(body: wire.Json) -> wire.Json:
    """A map of tags has no order."""
    return {**body, "Tags": sorted(body["Tags"], key=lambda tag: tag["Key"])} if "Tags" in body else body


def has_empty_line(body: wire.Json) -> bool:
    blocks = body.get("TaskInvocationParameters", {}).values()
    return any("" in lines for block in blocks for lines in block.get("Parameters", {}).values())


def all_texts(value: wire.Json) -> list[str]:
    match value:
        case dict():
            return [one for key, member in value.items() for one in [key, *all_texts(member)]]
        case list():
            return [one for item in value for one in all_texts(item)]
        case str():
            return [value]
        case _:
            return []


def terraform_itself(configuration: str, parsed: wire.Json, folder: Path) -> None:
    """Terraform leaves the text as it is, and reads its strings as they were meant."""
    if TERRAFORM is None:
        return
    home = folder / "terraform-home"
    home.mkdir(exist_ok=True)
    env = environment(home, TF_CLI_CONFIG_FILE=os.devnull, CHECKPOINT_DISABLE="1", TF_IN_AUTOMATION="1")

    def run(text: str, *words: str) -> str:
        done = subprocess.run(
            [TERRAFORM, *words], input=text.encode(), capture_output=True, env=env, cwd=home, timeout=PATIENCE
        )
        assert done.returncode == 0, (done.stdout + done.stderr).decode()
        return done.stdout.decode()

    assert run(configuration, "fmt", "-no-color", "-") == configuration, "terraform fmt would change it"
    written = list(infrastructure.strings(parsed))
    (home / "main.tf").write_text(f"locals {{\n  all = [{', '.join(written)}]\n}}\n", encoding="utf-8")
    answer = json.loads(run("base64encode(jsonencode(local.all))\n", "console"))
    read = json.loads(base64.b64decode(answer))
    assert read == [unicodedata.normalize("NFC", literal(one)) for one in written]


# --- CloudFormation -----------------------------------------------------------


def one_template(case: Case, plan: Plan, folder: Path, requests: list[tuple[str, Body]]) -> None:
    (as_yaml, as_json), notes = said(plan, "cloudformation", folder)
    case.show("template.yaml", as_yaml)
    case.show("template.json", as_json)
    template = wire.parse(as_json)
    for loader in YAML_LOADERS:
        difference = wire.difference(template, yaml.load(as_yaml, loader))
        assert not difference, f"YAML and JSON differ:\n{difference}"
    assert as_yaml.isascii() or not re.search("[\x85\u2028\u2029\ufeff]", as_yaml)
    expected = {logical_id(name): cloudformation(body) for name, body in requests}
    assert list(template["Resources"]) == list(expected)
    difference = wire.difference(expected, template["Resources"])
    assert not difference, f"the resources differ from the bodies:\n{difference}"
    assert template["Outputs"] == {f"{id_}Id": {"Value": {"Ref": id_}} for id_ in expected}
    for name, body in requests:
        for member in CLOUDFORMATION_LACKS & set(body.body):
            lost = mentions(notes, f"`{member}` is left out of ", logical_id(name))
            assert lost, f"{name} loses {member} in silence"
        if body.operation == REGISTER_TASK and "Priority" not in body.body:
            assert mentions(notes, "CloudFormation demands a priority", logical_id(name))
    # cfn-lint reads JSON as YAML, which has no pairs of escapes for a character that can't be seen.
    notations = [as_yaml] if re.search(r"\\ud[89ab]", as_json) else [as_yaml, as_json]
    for notation in notations:
        findings = findings_in(notation)
        assert not findings, "\n".join(findings)


def findings_in(template: str) -> list[str]:
    """What cfn-lint finds, errors and warnings."""
    return [
        # What can't be parsed has no path.
        f"{found.rule.id} {found.message} at {'/'.join(map(str, getattr(found, 'path', [])))}"
        for found in lint(template, rules=RULES)
    ]


# --- the cases ----------------------------------------------------------------


@each(EXAMPLES + FIXTURES)
def test_project(project: Path, opened: Opener, tmp_path: Path) -> None:  # noqa: F811
    case, plan = opened(project, "infrastructure")
    if plan.is_refused_fixture():
        return
    with case:
        one_plan(case, plan, tmp_path)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_random_plans(shard: int, plan_program: Path, tmp_path: Path) -> None:
    def check(case: Case) -> None:
        one_plan(case, Plan.of(plan_program, case.project, tmp_path), tmp_path)

    for_all(drafts.PROJECTS, f"infrastructure-{shard}", shard, check, -(-CASES // SHARDS))


@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_fragment(shard: int, plan_program: Path, tmp_path: Path) -> None:
    alone = drafts.FRAGMENTS[shard::SHARDS]
    for n, texts in enumerate((alone, [f"{fragment}x" for fragment in alone])):
        project = drafts.project_of([drafts.window_of_texts(texts)])
        with Case(f"infrastructure-fragments-{shard}-{n}", project) as case:
            one_plan(case, Plan.of(plan_program, project, tmp_path), tmp_path)


# --- that the checks can fail, and miss nothing ---------------------------------


@pytest.fixture
def everything(plan_program: Path, tmp_path: Path) -> dict[str, str]:
    """What both formats say of the fixture that has every member, by file."""
    (project,) = (one for one in FIXTURES if one.parent.name == "everything")
    plan = Plan(plan_program, project)
    return {format_id: said(plan, format_id, tmp_path)[0][0] for format_id in ("terraform", "cloudformation")}


def test_every_attribute_of_the_provider_is_said(everything: dict[str, str]) -> None:
    parsed = hcl(everything["terraform"])

    def said_of(schema: wire.Json, blocks: list[wire.Json], path: str) -> list[str]:
        missing = []
        for name, known in schema.items():
            given = [block[name] for block in blocks if name in block]
            if not given:
                missing.append(f"{path}.{name}")
            elif known["type"] == "block":
                missing += said_of(known["block"], [one for several in given for one in several], f"{path}.{name}")
        return missing

    missing = []
    for kind in infrastructure.TERRAFORM_TYPES:
        blocks = [
            block
            for resource in parsed["resource"]
            for found, named in resource.items()
            for block in named.values()
            if literal(found) == kind
        ]
        missing += said_of(infrastructure.SCHEMA[kind], blocks, kind)
    # A Region of its own, and a window that is created disabled, are in no request of a plan.
    kinds = list(infrastructure.TERRAFORM_TYPES)
    assert missing == [f"{kinds[0]}.enabled", *(f"{kind}.region" for kind in kinds)]


def test_every_property_of_cloudformation_is_said(everything: dict[str, str]) -> None:
    resources = yaml.load(everything["cloudformation"], YAML_LOADERS[0])["Resources"].values()

    def said_of(schema: wire.Json, root: wire.Json, values: list[wire.Json], path: str) -> list[str]:
        if "$ref" in schema:
            schema = root["definitions"][schema["$ref"].rpartition("/")[2]]
        if schema.get("type") == "array":
            items = [item for value in values for item in value]
            return said_of(schema["items"], root, items, path)
        missing = []
        for name, known in schema.get("properties", {}).items():
            here = f"{path}/{name}"
            given = [value[name] for value in values if name in value]
            if not given and here not in root["readOnlyProperties"]:
                missing.append(here)
            missing += said_of(known, root, given, here) if given else []
        return missing

    for kind in infrastructure.CLOUDFORMATION_TYPES.values():
        root = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", kind).schema
        properties = [resource["Properties"] for resource in resources if resource["Type"] == kind]
        assert properties
        assert said_of(root, root, properties, "/properties") == [], kind


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("      Cutoff: 1\n", ""),
        ("      Cutoff: 1\n", "      Cutoff: 24\n"),
        ("      Cutoff: 1\n", "      Cutoff: 1\n      Enabled: true\n"),
        ("      Priority: 0\n", ""),
        ("!Ref Window\n", "!Ref Windows\n"),
        ("            - Prod\n", "            - Prod: x\n"),
        ("Region: us-east-2", "S3Region: us-east-2"),
    ],
)
def test_cfn_lint_is_awake(everything: dict[str, str], good: str, bad: str) -> None:
    template = everything["cloudformation"]
    assert good in template
    assert findings_in(template.replace(good, bad, 1))
    assert not findings_in(template)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("  cutoff                     = 1\n", ""),
        ("  cutoff                     = 1\n", '  cutoff                     = "1"\n'),
        ("output_s3_bucket ", "output_s3_bucket_name "),
        ("cloudwatch_config {", "cloud_watch_output_config {"),
        ("  targets {", "  target {"),
        ("priority         = 0", "priority         = -1"),
        ('task_type        = "RUN_COMMAND"', 'task_type        = "RUN_COMMANDS"'),
        ('"df -h | awk', '"df -h ${x} | awk'),
        ('"tag-key"', '"tag-key\\x"'),
    ],
)
def test_the_reader_of_terraform_is_awake(everything: dict[str, str], good: str, bad: str) -> None:
    configuration = everything["terraform"]
    assert good in configuration
    terraform(configuration)
    with pytest.raises((AssertionError, KeyError)):
        terraform(configuration.replace(good, bad, 1))
