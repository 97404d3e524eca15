/** Every document of the conformance run has the state that stands beside it. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { verify } from "../src/verify.ts";
import type { Case } from "./conformance/case.ts";
import { families } from "./conformance/families.ts";

for (const [family, all] of Object.entries(await families())) {
  describe(family, () => {
    test("each has a name of its own", () => {
      assert.equal(new Set(all.map(({ name }) => name)).size, all.length);
    });
    for (const one of all) test(one.name, () => hasItsState(one));
  });
}

async function hasItsState({ document, fetch, now, state, codes = {} }: Case): Promise<void> {
  const encoder = new TextEncoder();
  const report = await verify(document, {
    now,
    fetch: (url) => {
      const answer = fetch[url];
      return Promise.resolve(answer ? { status: answer.status, body: encoder.encode(answer.body) } : null);
    },
  });
  const found = Object.fromEntries(report.checks.map(({ check, code }) => [check, code]));
  assert.deepEqual({ state: report.state, ...found }, { ...found, state, ...codes });
  assert.ok([report.headline, ...report.checks.map(({ reason }) => reason)].every((text) => text !== ""));
  assert.ok(!/[{}]|\(\)/.test(report.headline), report.headline);
}
