/** Every document of the conformance run has the state that stands beside it. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { verify } from "../src/verify.ts";
import { type Case, networkOf } from "./conformance/case.ts";
import { families } from "./conformance/families.ts";

for (const [family, all] of Object.entries(await families())) {
  describe(family, () => {
    test("each has a name of its own", () => {
      assert.equal(new Set(all.map(({ name }) => name)).size, all.length);
    });
    for (const one of all) test(one.name, () => hasItsState(one));
  });
}

async function hasItsState({ document, now, state, codes = {}, ...world }: Case): Promise<void> {
  const report = await verify(document, { now, fetch: networkOf(world) });
  const found = Object.fromEntries(report.checks.map(({ check, code }) => [check, code]));
  assert.deepEqual({ state: report.state, ...found }, { ...found, state, ...codes });
  assert.ok([report.headline, ...report.checks.map(({ reason }) => reason)].every((text) => text !== ""));
  assert.ok(!/[{}]|\(\)/.test(report.headline), report.headline);
}
