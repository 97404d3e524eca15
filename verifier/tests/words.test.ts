/** Every word of the verifier is said somewhere. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { pageWords, speakOnPage } from "../src/page-words.ts";
import { words } from "../src/spoken.ts";

await speakOnPage("en");

const home = new URL("../src/", import.meta.url);
const files = readdirSync(home, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
const code = files.map((name) => readFileSync(new URL(name, home), "utf8")).join("\n");

const all = { ...words, ...pageWords };
const groups = ["answer", "replies", "page", "inputs", "many", "lookups", "checks", "results", "why", "reasons"] as const;
for (const group of groups) {
  test(`the words of "${group}" are used`, () => {
    const unused = Object.keys(all[group]).filter((name) => !new RegExp(`[."\`]${name}\\b`).test(code));
    // Those made of two parts, and those that only the report of a command has.
    assert.deepEqual(unused.filter((name) => !name.includes("/")), []);
  });
}

test("each headline has its advice", () => {
  assert.deepEqual(Object.keys(words.advice).sort(), Object.keys(words.headlines).sort());
});
