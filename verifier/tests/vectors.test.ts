/** The vectors that hold this verifier and `badgeledger verify` together. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import type { Json } from "../src/json.ts";
import { type Report, verify } from "../src/verify.ts";
import { answerOf, type Answers } from "./answers.ts";

interface Vector {
  name: string;
  document?: Json;
  text?: string;
  fetch: Answers;
  /** In base64. */
  proofs?: string[];
  now: number;
  expect: { report: object };
}

const folder = new URL("../../tests/vectors/verify/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".json"));

describe("every vector gives its report", () => {
  test("there are vectors", () => {
    assert.ok(files.length > 30);
  });

  for (const file of files) {
    test(file.replace(".json", ""), async () => {
      const vector = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Vector;
      const text = vector.text ?? JSON.stringify(vector.document);
      const report = await verify(new TextEncoder().encode(text), {
        fetch: (url) => Promise.resolve(answerOf(vector.fetch, url)),
        now: vector.now,
        proofs: (vector.proofs ?? []).map((proof) => Buffer.from(proof, "base64")),
      });
      assert.deepEqual(withoutVersion(report), vector.expect.report);
    });
  }
});

/** A report, and those inside it, without the version of the program. */
function withoutVersion(report: Report): object {
  const members = Object.entries(report).filter(([name]) => name !== "version");
  return { ...Object.fromEntries(members), parts: report.parts.map(withoutVersion) };
}
