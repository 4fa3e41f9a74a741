// A reporter for node's test runner that prints «passed failed»: what really
// ran. Files and suites are containers and do not count, except when they break.
import { basename } from "node:path";

export default async function* (events) {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of events) {
    if (type !== "test:pass" && type !== "test:fail") continue;
    if (data.skip !== undefined || data.todo !== undefined) continue;
    const container = data.details?.type === "suite" || (data.file && basename(data.name) === basename(data.file));
    if (type === "test:fail") failed += container && failed > 0 ? 0 : 1;
    else if (!container) passed += 1;
  }
  yield `${passed} ${failed}\n`;
}
