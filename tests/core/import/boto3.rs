//! Python that sends requests with boto3: the page's own scripts come back as the
//! plan that they were made from, and so do the forms that people write.

use maintenance_window_builder::check::check;
use maintenance_window_builder::draft::Draft;
use maintenance_window_builder::examples::EXAMPLES;
use maintenance_window_builder::import::project;
use maintenance_window_builder::import::read::{Kind, read};
use maintenance_window_builder::render::{Options, Wanted, format};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::read::{notes, requests, script_of, windows};
use crate::check::now;

/// The projects whose scripts are read: examples, and fixtures that hold everything.
fn projects() -> Vec<Value> {
    let fixtures = ["everything", "existing-window", "hostile"].map(|name| {
        let path = format!("tests/fixtures/render/{name}/project.json");
        std::fs::read_to_string(path).expect("a fixture")
    });
    let examples = EXAMPLES.iter().map(|example| (example.text)().to_owned());
    examples
        .chain(fixtures)
        .map(|text| serde_json::from_str(&text).expect("a project"))
        .collect()
}

fn opened(value: &Value) -> Draft {
    project(value.to_string().as_bytes()).expect("a project")
}

/// The script of a draft; nothing if the draft has errors.
fn script(draft: &Draft) -> Option<String> {
    let plan = check(draft, now()).plan;
    let python = format("python").expect("a format");
    let written = (python.render)(&plan, &Options::default(), Wanted::All);
    written.first()?.file_text()
}

#[test]
fn a_script_is_read_as_the_plan_that_it_was_made_from() {
    for value in projects() {
        let draft = opened(&value);
        let text = script(&draft).expect("a script");
        let outcome = read("", &text);
        assert_eq!(script_of(&outcome), requests(&draft), "{text}");
        let needless = outcome
            .notes
            .iter()
            .find(|noted| noted.note.kind != Kind::Ignored);
        assert_eq!(needless, None, "{text}");
    }
}

#[test]
fn single_calls_are_read_as_one_plan() {
    for value in projects() {
        let draft = opened(&value);
        let text = script(&draft).expect("a script");
        // The calls alone, indented as they stand in the function.
        let from = text.find("    print(\"").expect("the first step");
        let to = text.find("\n\n\n# ").unwrap_or(text.len());
        let calls = text.get(from..to).expect("calls");
        assert_eq!(script_of(&read("", calls)), requests(&draft), "{calls}");
    }
}

/// Puts texts in place of the free texts of a project, one after another.
fn replaced(value: &mut Value, key: &str, texts: &mut impl Iterator<Item = String>) {
    const FREE: [&str; 6] = [
        "Description",
        "OwnerInformation",
        "Comment",
        "commands",
        "Payload",
        "Input",
    ];
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                replaced(value, name, texts);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| replaced(item, key, texts)),
        Value::String(text) if FREE.contains(&key) => {
            let new = texts.next().unwrap_or_default();
            *text = match key {
                "Payload" | "Input" => json!({ "text": new }).to_string(),
                _ => new,
            };
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn any_texts_come_back_from_a_script(
        which in any::<prop::sample::Index>(),
        texts in prop::collection::vec("[a-z'\"\\\\{}%$#\\n\\t,:;é💥<>&|?*()\\[\\]]{1,12}", 1..12),
    ) {
        let mut value = which.get(&projects()).clone();
        replaced(&mut value, "", &mut texts.into_iter().cycle());
        let draft = opened(&value);
        let text = script(&draft);
        prop_assume!(text.is_some());
        let text = text.unwrap_or_default();
        prop_assert_eq!(script_of(&read("", &text)), requests(&draft), "{}", text);
    }
}

const CREATE: &str =
    "Schedule=\"rate(7 days)\", Duration=3, Cutoff=1, AllowUnassociatedTargets=True";

/// A window with a name and what [`CREATE`] says.
fn window(name: &str) -> Value {
    json!({
        "Name": name, "Schedule": "rate(7 days)", "Duration": "3", "Cutoff": "1",
        "AllowUnassociatedTargets": "true",
    })
}

/// Ways to say the name of a window, each with the name and whether something is noted.
const NAMES: &[(&str, &str, bool)] = &[
    (
        "c.create_maintenance_window(Name='w-1', CREATE)",
        "w-1",
        false,
    ),
    (
        "c.create_maintenance_window(**{'Name': 'w-1'}, CREATE)",
        "w-1",
        false,
    ),
    (
        "n = 'w-1'\nc.create_maintenance_window(Name=n, CREATE)",
        "w-1",
        false,
    ),
    (
        "n: str = 'w' '-1'\nc.create_maintenance_window(Name=n, CREATE)",
        "w-1",
        false,
    ),
    (
        "S = 'live'\nc.create_maintenance_window(Name=f'w-{S}', CREATE)",
        "w-live",
        false,
    ),
    (
        "S = 'live'\nc.create_maintenance_window(Name='w-%s' % S, CREATE)",
        "w-live",
        false,
    ),
    (
        "c.create_maintenance_window(Name='w-%(s)s-%02d' % {'s': 'a', 'n': 1} if False else 'w-1', CREATE)",
        "w-1",
        false,
    ),
    (
        "c.create_maintenance_window(Name='%s-%02d' % ('w', 1), CREATE)",
        "w-01",
        false,
    ),
    (
        "S = 'live'\nc.create_maintenance_window(Name='{}-{s}'.format('w', s=S), CREATE)",
        "w-live",
        false,
    ),
    (
        "c.create_maintenance_window(Name='-'.join(['w', 'a', str(1)]), CREATE)",
        "w-a-1",
        false,
    ),
    (
        "c.create_maintenance_window(Name=f'w-{7:02d}', CREATE)",
        "w-07",
        false,
    ),
    (
        "c.create_maintenance_window(Name='W-1'.lower().replace('1', '2'), CREATE)",
        "w-2",
        false,
    ),
    (
        "import os\nc.create_maintenance_window(Name=os.environ.get('NAME', 'w-1'), CREATE)",
        "w-1",
        false,
    ),
    (
        "import os\nc.create_maintenance_window(Name=os.getenv('NAME') or 'w-1', CREATE)",
        "w-1",
        false,
    ),
    (
        "import os\nN = os.environ['NAME']\nc.create_maintenance_window(Name=N, CREATE)",
        "N",
        true,
    ),
    (
        "import sys\nc.create_maintenance_window(Name=sys.argv[1], CREATE)",
        "sys.argv[1]",
        true,
    ),
    (
        "c.create_maintenance_window(Name=f'w-{stage}', CREATE)",
        "w-{stage}",
        true,
    ),
    (
        "p = argparse.ArgumentParser()\np.add_argument('-n', '--the-name', default='w-1')\na = p.parse_args()\nc.create_maintenance_window(Name=a.the_name, CREATE)",
        "w-1",
        false,
    ),
    (
        "d = {}\nd['Name'] = 'w-1'\nd.update(Description='')\nc.create_maintenance_window(**d, CREATE)",
        "w-1",
        false,
    ),
    (
        "d = dict(Name='w')\nd['Name'] += '-1'\nc.create_maintenance_window(CREATE, **d)",
        "w-1",
        false,
    ),
    (
        "def make(name, hours=3):\n    return c.create_maintenance_window(Name=name, CREATE)\nmake('w-1')",
        "w-1",
        false,
    ),
    (
        "make(name='w-1')\n\ndef make(client=None, name='other'):\n    c.create_maintenance_window(Name=name, CREATE)",
        "w-1",
        false,
    ),
    (
        "class A:\n    NAME = 'w-1'\n    def __init__(self, c):\n        self.c = c\n    def make(self):\n        self.c.create_maintenance_window(Name=self.NAME, CREATE)\n\nif __name__ == '__main__':\n    A(boto3.client('ssm')).make()",
        "w-1",
        false,
    ),
    (
        "def lambda_handler(event, context):\n    c.create_maintenance_window(Name=event.get('name', 'w-1'), CREATE)",
        "w-1",
        false,
    ),
    (
        "async def main():\n    async with session.client('ssm') as c:\n        await c.create_maintenance_window(Name='w-1', CREATE)\nasyncio.run(main())",
        "w-1",
        false,
    ),
    (
        "try:\n    r = c.create_maintenance_window(Name='w-1', CREATE)\nexcept ClientError, e:\n    print e\n    raise\nfinally:\n    print 'done'",
        "w-1",
        false,
    ),
    (
        "for name in ['w-1']:\n\tc.create_maintenance_window(Name=name, CREATE)",
        "w-1",
        false,
    ),
    (
        "names = [f'w-{n}' for n in range(1, 2)]\n[c.create_maintenance_window(Name=n, CREATE) for n in names]",
        "w-1",
        false,
    ),
    (
        "retry(c.create_maintenance_window, Name='w-1', CREATE)",
        "w-1",
        false,
    ),
    (
        ">>> c = boto3.client('ssm')\n>>> c.create_maintenance_window(\n...     Name='w-1',\n...     CREATE)\n",
        "w-1",
        false,
    ),
    (
        "In [3]: c.create_maintenance_window(Name='w-1', CREATE)",
        "w-1",
        false,
    ),
    (
        "Run this (it isn't much:\n\n```python\nc.create_maintenance_window(Name='w-1', CREATE)\n```\n\nThat's it, don't (worry.",
        "w-1",
        false,
    ),
    (
        "    c.create_maintenance_window(Name='w-1', CREATE)\n  return",
        "w-1",
        false,
    ),
    (
        "c.create_maintenance_window(Name='w-1', # the name\n CREATE, )",
        "w-1",
        false,
    ),
    (
        "c.create_maintenance_window(Name='w-1', CREATE, ...)",
        "w-1",
        true,
    ),
    (
        "c.create_maintenance_window(Name='w-1'\n  CREATE\n",
        "w-1",
        false,
    ),
    (
        "c.create_maintenance_window(Name=<your name>, CREATE)",
        "<your name>",
        true,
    ),
    (
        "c.create_maintenance_window(Name='w-1' if stage else 'w-2', CREATE)",
        "w-1",
        true,
    ),
    (
        "x = json.loads('{\"Name\": \"w-1\"}')\nc.create_maintenance_window(Name=x['Name'], CREATE)",
        "w-1",
        false,
    ),
    (
        "c.create_maintenance_window(Name=u'w-1', CREATE)",
        "w-1",
        false,
    ),
    (
        "c.create_maintenance_window(Name='''w-1''', CREATE)",
        "w-1",
        false,
    ),
    (
        "c.create_maintenance_window(Name=r'w-1', CREATE); print(1)",
        "w-1",
        false,
    ),
    (
        "match x:\n    case 'a':\n        c.create_maintenance_window(Name='w-1', CREATE)",
        "w-1",
        false,
    ),
    (
        "with open('x') as f, lock:\n    c.create_maintenance_window(Name='w-1', CREATE)",
        "w-1",
        false,
    ),
];

#[test]
fn what_is_said_in_python_is_read() {
    for (text, name, noted) in NAMES {
        let text = text.replace("CREATE", CREATE);
        assert_eq!(windows(&text), json!([window(name)]), "{text}");
        let found = notes(&text);
        let all: Vec<_> = found
            .iter()
            .filter(|(_, kind, _)| *kind != Kind::Ignored)
            .collect();
        assert_eq!(!all.is_empty(), *noted, "{text}: {found:?}");
    }
}

#[test]
fn values_of_tasks_are_read_in_every_form() {
    let payload = json!({"a": [1, "b"], "c": null}).to_string();
    for value in [
        "json.dumps({'a': [1, 'b'], 'c': None})",
        "json.dumps({'a': [1, 'b'], 'c': None}).encode('utf-8')",
        "bytes(json.dumps({'a': [1, 'b'], 'c': None}), 'utf-8')",
        "b'{\"a\": [1, \"b\"], \"c\": null}'",
        "base64.b64encode(b'{\"a\": [1, \"b\"], \"c\": null}')",
        "'{\"a\": [1, \"b\"],' + ' \"c\": null}'",
        "\"\"\"{\"a\": [1, \"b\"],\n \"c\": null}\"\"\".encode()",
        "payload",
    ] {
        let text = format!(
            "payload = json.dumps(dict(a=[1, 'b'], c=None), indent=2)\nssm.register_task_with_maintenance_window(WindowId='mw-0123456789abcdef0', TaskType='LAMBDA', TaskArn='x', TaskInvocationParameters={{'Lambda': {{'Payload': {value}}}}})"
        );
        let read = windows(&text);
        let found = read[0]["Tasks"][0]["TaskInvocationParameters"]["Lambda"]["Payload"].as_str();
        let found: Value = serde_json::from_str(found.unwrap_or_default()).expect("JSON");
        assert_eq!(found.to_string(), payload, "{text}");
        assert_eq!(read[0]["$existing"], true);
        assert_eq!(notes(&text), [], "{text}");
    }
}

#[test]
fn loops_make_a_window_each_and_link_their_targets() {
    let text = "for name, tag in [('one', 'a'), ('two', 'b')]:\n    wid = ssm.create_maintenance_window(Name=name, Schedule='rate(1 day)').get('WindowId')\n    tid = ssm.register_target_with_maintenance_window(WindowId=wid, ResourceType='INSTANCE', Targets=[{'Key': 'tag:x', 'Values': ['same']}])['WindowTargetId']\n    ssm.register_task_with_maintenance_window(WindowId=wid, Targets=[dict(Key='WindowTargetIds', Values=[tid])], TaskArn=tag, TaskType='AUTOMATION')\n";
    let read = windows(text);
    let expected = |name: &str, tag: &str| {
        json!({
            "Name": name, "Schedule": "rate(1 day)",
            "Targets": [{"ResourceType": "INSTANCE", "Targets": [{"Key": "tag:x", "Values": ["same"]}]}],
            "Tasks": [{"TaskArn": tag, "TaskType": "AUTOMATION", "Targets": [{"Key": "WindowTargetIds", "Values": ["$t1"]}]}],
        })
    };
    assert_eq!(read, json!([expected("one", "a"), expected("two", "b")]));
    assert_eq!(notes(text), []);
}

#[test]
fn methods_share_what_their_object_holds() {
    let text = "class Wrapper:\n    def __init__(self, client):\n        self.client = client\n        self.window_id = None\n    def create(self, name):\n        try:\n            self.window_id = self.client.create_maintenance_window(Name=name, Schedule='rate(1 day)')['WindowId']\n        except ClientError:\n            self.window_id = None\n            raise\n    def target(self):\n        return self.client.register_target_with_maintenance_window(WindowId=self.window_id, ResourceType='INSTANCE', Targets=[])\n\nclass Scenario:\n    def __init__(self, wrapper):\n        self.wrapper = wrapper\n    def run(self):\n        self.wrapper.create('one')\n        self.wrapper.target()\n        self.wrapper.create(name='two')\n        self.wrapper.target()\n";
    let read = windows(text);
    let names: Vec<&Value> = read
        .as_array()
        .expect("windows")
        .iter()
        .map(|w| &w["Name"])
        .collect();
    assert_eq!(names, ["one", "two"]);
    for window in read.as_array().expect("windows") {
        assert_eq!(
            window["Targets"].as_array().map(Vec::len),
            Some(1),
            "{window}"
        );
    }
}

#[test]
fn a_session_gives_the_ids_that_it_prints() {
    let text = ">>> ssm.create_maintenance_window(Name='w', Schedule='rate(1 day)')\n{'WindowId': 'mw-0123456789abcdef0', 'ResponseMetadata': {'HTTPStatusCode': 200}}\n>>> ssm.get_maintenance_window(WindowId='mw-0123456789abcdef0')\n{'WindowId': 'mw-0123456789abcdef0', 'Name': 'w', 'Schedule': 'rate(1 day)', 'Enabled': True, 'CreatedDate': datetime.datetime(2026, 1, 2, 3, 4, tzinfo=tzlocal())}\n";
    let outcome = read("", text);
    assert_eq!(outcome.windows.len(), 1);
    assert_eq!(outcome.windows[0]["$id"], "mw-0123456789abcdef0");
    assert_eq!(outcome.windows[0]["Name"], "w");
}

#[test]
fn a_window_found_by_its_name_is_the_one_that_is_made() {
    let text = "ssm.create_maintenance_window(Name='w', Schedule='rate(1 day)')\nfound = ssm.describe_maintenance_windows(Filters=[{'Key': 'Name', 'Values': ['w']}])\nwid = next(w['WindowId'] for w in found['WindowIdentities'] if w['Enabled'])\nssm.update_maintenance_window(WindowId=wid, Duration=5)\n";
    assert_eq!(
        windows(text),
        json!([{"Name": "w", "Schedule": "rate(1 day)", "Duration": "5"}])
    );
}

#[test]
fn the_forms_of_the_documentation_hold_nothing() {
    for text in [
        "response = client.create_maintenance_window(\n    Name='string',\n    AllowUnassociatedTargets=True|False,\n    Duration=123,\n    Tags=[\n        {\n            'Key': 'string',\n            'Value': 'string'\n        },\n    ]\n)",
        "client.register_task_with_maintenance_window(WindowId='string', TaskType='RUN_COMMAND'|'AUTOMATION', TaskInvocationParameters={'Lambda': {'Payload': b'bytes'}}, Priority=123)",
        "self._repo.create_maintenance_window(name=req.name, starts_at=req.starts_at)",
        "def create_maintenance_window(client, **kwargs):\n    return client.create_maintenance_window(**kwargs)",
        "ssm.describe_maintenance_windows()",
        "'WindowId': 'string'\n{'WindowTaskId': 'string'}",
    ] {
        let outcome = read("", text);
        assert!(outcome.draft.is_none(), "{text}: {:?}", outcome.windows);
        assert!(!outcome.notes.is_empty(), "{text}");
    }
}

#[test]
fn what_is_left_out_is_said() {
    for (text, kind, says) in [
        (
            "ssm.create_maintenance_window(Name='w', Colour='red')",
            Kind::Unread,
            "Colour",
        ),
        (
            "ssm.create_maintenance_window('w', Schedule='rate(1 day)')",
            Kind::Unread,
            "'w'",
        ),
        (
            "ssm.create_maintenance_window(Name='w', **options)",
            Kind::Open,
            "options",
        ),
        (
            "ssm.create_maintenance_window(Name='w', Tags=[..., {'Key': 'a', 'Value': 'b'}])",
            Kind::Unread,
            "...",
        ),
        (
            "if 1 == 2:\n    ssm.create_maintenance_window(Name='v')\nssm.create_maintenance_window(Name='w')",
            Kind::Ignored,
            "create_maintenance_window",
        ),
        (
            "ssm.create_maintenance_window(Name='w')\nssm.delete_maintenance_window(WindowId='mw-0123456789abcdef0')",
            Kind::Ignored,
            "delete-maintenance-window",
        ),
        (
            "ssm.create_maintenance_window(Name='w', Schedule=$CRON)",
            Kind::Open,
            "$CRON",
        ),
    ] {
        let outcome = read("", text);
        assert_eq!(outcome.windows.len(), 1, "{text}");
        let said = outcome
            .notes
            .iter()
            .any(|noted| noted.note.kind == kind && noted.note.message.contains(says));
        assert!(said, "{text}: {:?}", outcome.notes);
    }
}

#[test]
fn large_and_deep_programs_end() {
    for text in [
        "ssm.create_maintenance_window(".repeat(10_000),
        format!("ssm.create_maintenance_window(Name={}", "[".repeat(60_000)),
        format!("x = ssm.create_maintenance_window(Name='a'{}", " + 'a'".repeat(40_000)),
        "for a in range(2000):\n for b in range(2000):\n  ssm.create_maintenance_window(Name=f'{a}-{b}')\n".to_owned(),
        "def f():\n    f()\n    f()\n    ssm.create_maintenance_window(Name='x')\nf()\n".to_owned(),
        "x = 'a'\n".to_owned() + &"x = x + x\n".repeat(5000) + "ssm.create_maintenance_window(Name=x)",
        "_maintenance_window\n".to_owned() + &"if a:\n".repeat(40_000),
        "_maintenance_window\n".to_owned() + &"f(\n".repeat(60_000),
        "_maintenance_window\n".to_owned() + &"\"\"\" '".repeat(50_000),
        "_maintenance_window\n".to_owned() + &"f'{".repeat(60_000),
        "_maintenance_window\n".to_owned() + &"a.b(".repeat(60_000),
        "_maintenance_window\n".to_owned() + &"lambda x: ".repeat(40_000),
        "_maintenance_window\n".to_owned() + &(0..2000).map(|n| format!("x{n} = {n}\nif y:\n    z = {n}\n")).collect::<String>(),
    ] {
        let begin = std::time::Instant::now();
        let _ = read("", &text);
        let took = begin.elapsed();
        // Without optimization; the page takes a tenth of it.
        assert!(took < std::time::Duration::from_secs(20), "{took:?}: {}", &text[..60]);
    }
}

#[test]
fn a_form_that_is_half_filled_in_holds_what_was_filled_in() {
    let text = "client.register_task_with_maintenance_window(\n    WindowId='mw-0123456789abcdef0',\n    TaskArn='AWS-RunShellScript',\n    ServiceRoleArn='string',\n    TaskType='RUN_COMMAND',\n    TaskInvocationParameters={'RunCommand': {'Comment': 'string', 'DocumentHashType': 'Sha256'|'Sha1', 'Parameters': {'commands': ['df'], 'string': ['string']}, 'TimeoutSeconds': 123}},\n    Priority=123,\n)";
    assert_eq!(
        windows(text),
        json!([{"$existing": true, "WindowId": "mw-0123456789abcdef0", "Tasks": [{
            "TaskArn": "AWS-RunShellScript", "TaskType": "RUN_COMMAND",
            "TaskInvocationParameters": {"RunCommand": {"Parameters": {"commands": ["df"]}}},
        }]}])
    );
    assert_eq!(notes(text), [(1, Kind::Ignored, "placeholder")]);
}

#[test]
fn what_python_prints_is_an_answer() {
    let text = "here is what it says:\n{'WindowId': 'mw-0123456789abcdef0', 'Name': \"kim's\", 'Schedule': 'rate(1 day)', 'AllowUnassociatedTargets': False, 'Enabled': True, 'CreatedDate': datetime.datetime(2020, 11, 1, 13, 32, 33, 115000, tzinfo=tzlocal()), 'ScheduleTimezone': None}\n";
    let outcome = read("", text);
    assert_eq!(outcome.windows[0]["$id"], "mw-0123456789abcdef0");
    assert_eq!(outcome.windows[0]["Name"], "kim's");
    assert_eq!(outcome.windows[0]["AllowUnassociatedTargets"], "false");
    let needless = outcome
        .notes
        .iter()
        .find(|noted| noted.note.kind != Kind::Ignored);
    assert_eq!(needless, None);
}

#[test]
fn an_update_changes_only_what_a_plan_has() {
    let text = "ssm.update_maintenance_window(WindowId='mw-0123456789abcdef0', Duration=2, Enabled=False, Replace=True)";
    assert_eq!(windows(text), json!([{"Duration": "2"}]));
}

/// Programs as people write them, and the windows that are read from them. With
/// `UPDATE_FIXTURES=1` the windows are written anew: read the difference.
#[test]
fn programs_are_read_as_their_windows() {
    let folder = std::path::Path::new("tests/fixtures/programs");
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|ending| ending != "json"))
        .collect();
    names.sort();
    assert!(names.len() > 4);
    for path in names {
        let text = std::fs::read_to_string(&path).expect("a text");
        let name = path.to_string_lossy();
        let found = serde_json::to_string_pretty(&read(&name, &text).windows).expect("JSON") + "\n";
        let beside = path.with_extension("json");
        if std::env::var_os("UPDATE_FIXTURES").is_some() {
            std::fs::write(&beside, &found).expect("written");
        }
        let expected = std::fs::read_to_string(&beside).expect("the windows");
        assert_eq!(found, expected, "{name}");
    }
}
