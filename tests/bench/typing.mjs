// How long the page is busy after a key, with a large project open, on a
// processor slowed down four times (an old phone or a busy laptop).
//
// Two measures:
// - work: an input event is dispatched in the page; from there until its
//   handlers, the microtasks they queued and the layout they cause are done;
// - keys: real key presses, from the key to the next paint, as the browser's own
//   Event Timing reports it (a multiple of 8 ms).
//
// Of two fields: the window's name, which every client token of the script hangs
// on, and the commands of a task, in its opened card.
import { launch, newPage, openProject, serve } from "../e2e/harness.mjs";

const SLOWDOWN = 4;
const TARGETS = 5;
const TASKS = 20;
const KEYS = 60;
const WARM_UP = 10;

function project() {
  const targets = Array.from({ length: TARGETS }, (_, i) => ({
    $ref: `t${i + 1}`,
    Name: `ring-${i + 1}`,
    ResourceType: "INSTANCE",
    Targets: [{ Key: "tag:Ring", Values: [`${i + 1}`, `${i + 1}-spare`] }],
  }));
  const tasks = Array.from({ length: TASKS }, (_, i) => ({
    Name: `task-${i + 1}`,
    Description: `Step ${i + 1} of the monthly work`,
    TaskType: "RUN_COMMAND",
    TaskArn: "AWS-RunShellScript",
    Targets: [{ Key: "WindowTargetIds", Values: [`$t${(i % TARGETS) + 1}`] }],
    ServiceRoleArn: "arn:aws:iam::123456789012:role/maintenance-window",
    Priority: i,
    MaxConcurrency: "25%",
    MaxErrors: "1",
    TaskInvocationParameters: {
      RunCommand: {
        Comment: `Step ${i + 1}`,
        TimeoutSeconds: 600,
        Parameters: { commands: [`echo "step ${i + 1}"`, "sudo systemctl restart app"], workingDirectory: ["/srv/app"] },
      },
    },
  }));
  return {
    format: "maintenance-window-builder",
    version: 1,
    Windows: [
      {
        Name: "monthly-work",
        Schedule: "cron(0 22 ? * TUE#2 *)",
        ScheduleOffset: 2,
        ScheduleTimezone: "Europe/Berlin",
        Duration: 4,
        Cutoff: 1,
        AllowUnassociatedTargets: false,
        Targets: targets,
        Tasks: tasks,
      },
    ],
  };
}

const quantile = (values, q) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
};
const report = (what, values) =>
  console.log(`${what.padEnd(34)} median ${quantile(values, 0.5).toFixed(1).padStart(6)} ms   p95 ${quantile(values, 0.95).toFixed(1).padStart(6)} ms   (${values.length} keys)`);

const site = await serve();
const browser = await launch();
try {
  const page = await newPage({ site, browser }, undefined, {});
  await openProject(page, project());
  await page.locator(".part .opener").last().click();
  const fields = [page.locator("input[type=text]:visible").first(), page.locator("textarea.script:visible").first()];
  for (const field of fields) await field.waitFor();
  const size = await page.evaluate(() => document.querySelectorAll("*").length);
  console.log(`${TARGETS} targets, ${TASKS} tasks, ${size} elements, processor slowed ${SLOWDOWN}×`);

  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });

  await page.evaluate(() => {
    window.keyTimes = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === "keydown") window.keyTimes.push(entry.duration);
    }).observe({ type: "event", durationThreshold: 16 });
  });
  for (const field of fields) {
    const label = await field.evaluate((input) => input.labels?.[0]?.innerText.split("\n")[0].trim() ?? input.id);
    console.log(`typing into «${label}»`);
    const work = await field.evaluate(async (input, count) => {
      const write = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), "value").set;
      // Microtasks queue behind each other: after so many, those of the event and
      // those they queued have run, and the browser has had no chance to paint.
      const updated = async () => {
        for (let turn = 0; turn < 50; turn += 1) await null;
      };
      const times = [];
      const start = input.value;
      for (let i = 0; i < count; i += 1) {
        const key = String.fromCharCode(97 + (i % 26));
        write.call(input, i % 20 === 0 ? start : input.value + key);
        const before = performance.now();
        input.dispatchEvent(new InputEvent("input", { bubbles: true, data: key, inputType: "insertText" }));
        await updated();
        void document.body.offsetHeight;
        times.push(performance.now() - before);
        if (!document.querySelector("pre").textContent.includes(input.value.split("\n").at(-1))) throw new Error("the output was not updated yet");
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return times;
    }, KEYS + WARM_UP);
    report("work: event, microtasks, layout", work.slice(WARM_UP));

    await page.evaluate(() => { window.keyTimes = []; });
    await field.focus();
    for (let i = 0; i < KEYS; i += 1) {
      await page.keyboard.press(String.fromCharCode(97 + (i % 26)));
      await page.waitForTimeout(60);
    }
    await page.waitForTimeout(300);
    const slow = await page.evaluate(() => window.keyTimes);
    // The browser reports none under 16 ms: such a key was painted with the next frame.
    report("keys: to the next paint", [...slow, ...Array(Math.max(0, KEYS - slow.length)).fill(8)]);
  }
  if (page.problems.length) throw new Error(`the page had problems: ${page.problems.join("\n")}`);
} finally {
  await browser.close();
  await site.close();
}
