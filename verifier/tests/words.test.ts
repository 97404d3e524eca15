/** Every word of the verifier is said somewhere, by the compiler's own account; dates are as Python's. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import ts from "typescript";
import { pageWords, speakOnPage } from "../src/page-words.ts";
import { words } from "../src/spoken.ts";
import { LANGUAGES, wordsIn, written } from "../src/wording.ts";

await speakOnPage("en");

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const groups: Record<string, string | Record<string, string>> = { ...words, ...pageWords };
// Chosen by a state, by the code of a reason, and by the page's own markup.
const BY_STATE = ["headlines", "advice"];
const BY_MARKUP = "verify";
// Whose keys are lists of the sources' own.
const BY_LIST = ["checks", "results"];

/** All groups' words as `group.name`. */
function all(): string[] {
  return Object.entries(groups).flatMap(([group, of]) =>
    typeof of === "string" ? [group] : Object.keys(of).map((name) => `${group}.${name}`),
  );
}

/** The words that the sources say, as the compiler understands them. */
function said(): Set<string> {
  const { config } = ts.readConfigFile(at("tsconfig.json"), (path) => ts.sys.readFile(path)) as { config: unknown };
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, at(""));
  const program = ts.createProgram(fileNames.filter((name) => name.startsWith(at("src/"))), options);
  const checker = program.getTypeChecker();
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) say(node.expression, [node.name.text]);
    if (ts.isElementAccessExpression(node)) say(node.expression, chosenBy(node.argumentExpression));
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) sayKey(node);
    ts.forEachChild(node, visit);
  };
  /** What is asked for by a key; nothing where it may be any key: then those who name it say it. */
  const chosenBy = (key: ts.Expression): string[] => {
    const names = textsOf(checker.getTypeAtLocation(key));
    const isAny = Object.entries(groups).some(([group, of]) =>
      typeof of !== "string" && !BY_LIST.includes(group) && isSame(new Set(names), of));
    return isAny ? [] : names;
  };
  /** `place.name`, where `place` is a group of words, or all of them. */
  const say = (place: ts.Expression, names: readonly string[]): void => {
    const has = new Set(checker.getTypeAtLocation(place).getProperties().map(({ name }) => name));
    for (const [group, of] of Object.entries(groups)) {
      if (typeof of === "string" && names.includes(group) && has.has("reasons")) found.add(group);
      if (typeof of !== "string" && isSame(has, of)) for (const name of names) found.add(`${group}.${name}`);
    }
  };
  /** A text where the key of a word is asked for. */
  const sayKey = (node: ts.Expression): void => {
    const asked = checker.getContextualType(node);
    const keys = new Set(asked ? textsOf(asked) : []);
    for (const [group, of] of Object.entries(groups)) {
      if (typeof of === "string" || !isSame(keys, of)) continue;
      for (const name of textsOf(checker.getTypeAtLocation(node))) found.add(`${group}.${name}`);
    }
  };
  for (const file of program.getSourceFiles()) {
    if (file.fileName.startsWith(at("src/"))) visit(file);
  }
  return found;
}

function textsOf(type: ts.Type): string[] {
  const types = type.isUnion() ? type.types : [type];
  return types.flatMap((each) => (each.isStringLiteral() ? [each.value] : []));
}

function isSame(names: ReadonlySet<string>, group: object): boolean {
  const keys = Object.keys(group);
  return keys.length === names.size && keys.every((key) => names.has(key));
}

test("nothing is in the catalogue that nobody says", () => {
  const used = said();
  const elsewhere = [...BY_STATE, "why", "states", BY_MARKUP];
  const unused = all().filter((word) => !used.has(word) && !elsewhere.includes(word.split(".", 1)[0] ?? ""));
  assert.deepEqual(unused, []);
  assert.ok(used.size > 150);
});

test("each headline has its advice and its word, and each cause its reason", () => {
  const states = [...Object.keys(words.headlines), "unvouched"].sort(); // a verified badge of a mere key
  assert.deepEqual(Object.keys(words.advice).sort(), states);
  assert.deepEqual(Object.keys(pageWords.states).filter((name) => name !== "unopened").sort(), states);
  const codes = new Set(Object.keys(words.reasons).map((key) => key.split("/", 1)[0]));
  assert.deepEqual(Object.keys(words.why).filter((code) => !codes.has(code)), []);
});

for (const language of LANGUAGES) {
  test(`dates are as the pages of the site have them, in "${language}"`, async () => {
    const file = at(`../plugins/badgeledger/outputs/strings/${language}.json`);
    const { days } = JSON.parse(readFileSync(file, "utf8")) as { days: { pattern: string; months: string[] } };
    const { moment } = await wordsIn(language);
    for (const [number, month] of days.months.entries()) {
      for (const [year, day] of [[1, 1], [1582, 10], [2026, 28], [9999, 9]] as const) {
        const time = new Date(0);
        time.setUTCFullYear(year, number, day);
        const date = days.pattern.replace("{day}", `${day}`).replace("{month}", month).replace("{year}", `${year}`);
        const expected = moment.replace("{day}", date).replace("{clock}", "00:00");
        assert.equal(written(time, await wordsIn(language)), expected);
      }
    }
  });
}
