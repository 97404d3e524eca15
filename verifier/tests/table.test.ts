/** The table of many results, as a file: `badgeledger verify --csv` gives the same. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { speakOnPage } from "../src/page-words.ts";
import { csvOf } from "../src/page/table/csv.ts";
import { rowFrom } from "../src/page/table/rows.ts";
import type { Report } from "../src/verify.ts";

await speakOnPage("en");

const vectors = new URL("../../tests/vectors/", import.meta.url);

test("the table of some vectors is the one that the command gives", () => {
  const expected = readFileSync(new URL("verify-table.csv", vectors), "utf8");
  const names = expected.match(/^[\w-]+\.json(?=,)/gm) ?? [];
  const rows = names.map((name) => {
    const vector = JSON.parse(readFileSync(new URL(`verify/${name}`, vectors), "utf8")) as { expect: { report: Report } };
    return rowFrom({ name, data: new Uint8Array(), report: { ...vector.expect.report, version: "0" } });
  });
  assert.ok(rows.length > 5);
  assert.equal(csvOf(rows), expected);
});
