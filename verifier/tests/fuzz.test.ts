/** A sample of what `make fuzz` tries: 1500 mutations, the same at every run. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { judge } from "../fuzz/judge.ts";
import { type Kind, mutationOf } from "../fuzz/mutation.ts";
import { readAlike } from "../fuzz/reading.ts";
import { readSeeds, type Seed } from "../fuzz/seeds.ts";
import type { JsonObject } from "../src/json.ts";

const SEED = "sample";
const CASES = 1500;

const seeds = await readSeeds();

describe("a mutated credential", () => {
  test("never reads as what it is not", async () => {
    const faults: string[] = [];
    for (let number = 0; number < CASES; number += 1) {
      const { fault } = await judge(mutationOf(SEED, number, seeds));
      if (fault !== null) faults.push(`${fault}: make fuzz SEED=${SEED} CASE=${number}`);
    }
    assert.deepEqual(faults, []);
  });

  test("is the same again by its number", () => {
    assert.deepEqual(mutationOf(SEED, 7, seeds), mutationOf(SEED, 7, seeds));
    assert.notDeepEqual(mutationOf(SEED, 7, seeds).data, mutationOf(SEED, 8, seeds).data);
  });
});

describe("the judge of mutations", () => {
  const find = (name: string): Seed => {
    const seed = seeds.find((each) => each.name === name);
    assert.ok(seed);
    return seed;
  };
  const verdictOn = async (seed: Seed, document: object, kind: Kind = "changed"): Promise<string | null> => {
    const data = new TextEncoder().encode(JSON.stringify(document));
    return (await judge({ kind, seed, data, answers: seed.answers, how: "" })).fault;
  };
  const sound = find("verified");
  const document = JSON.parse(sound.text) as JsonObject;

  test("is content with the credential as it arrives", async () => {
    assert.equal(await verdictOn(sound, document), null);
  });

  test("sees a withdrawn badge that reads as verified", async () => {
    const withdrawn = { ...sound, state: "revoked" };
    assert.equal(await verdictOn(withdrawn, document), "verified, which was revoked");
  });

  test("sees a rewriting that does not read as before", async () => {
    assert.equal(await verdictOn(sound, [], "rewritten"), "unreadable, which was verified");
  });

  test("sees another badge that reads as verified", async () => {
    const other = find("verified-names-of-the-world");
    const fault = await verdictOn(sound, JSON.parse(other.text) as JsonObject);
    assert.match(fault ?? "", /^verified, and the report says /);
  });

  test("sees what only a reader of the JSON notices", async () => {
    const other = { ...document, credentialStatus: { ...(document.credentialStatus as object), statusListIndex: "59" } };
    const fault = await verdictOn({ ...sound, name: "other", text: JSON.stringify(other) }, document);
    assert.equal(fault, "verified, and a reader of its JSON reads something else");
  });
});

describe("two documents read alike", () => {
  for (const [one, other, is] of [
    [{ a: 1, b: "x" }, { b: "x", a: 1 }, true],
    [{ a: "x" }, { a: ["x"] }, true],
    [{ a: ["x", "y"] }, { a: [["y"], "x", "x"] }, true],
    [{ a: 3 }, { a: "3.0E0" }, true],
    [{ a: false }, { a: "false" }, true],
    [{ a: "x" }, { a: "x", b: null, c: [] }, true],
    [{ a: "x" }, { a: "x", "@context": "y", proof: {} }, true],
    [{ a: "x" }, { a: "x " }, false],
    [{ a: "x" }, { A: "x" }, false],
    [{ a: "x" }, { a: ["x", "y"] }, false],
    [{ a: ["x", "y"] }, { a: ["x"] }, false],
    [{ a: 1 }, { a: true }, false],
    [{ a: "1" }, { a: "1.0" }, false],
    [{ a: {} }, { a: "[object Object]" }, false],
    [{ a: { id: "i", b: 1, c: 2 } }, { a: [{ id: "i", b: 1 }, { id: "i", c: 2 }] }, true],
    [{ a: { id: "i", b: 1 }, c: { id: "i" } }, { a: { id: "i" }, c: { id: "i", b: 1 } }, true],
    [{ a: { b: 1, c: 2 } }, { a: [{ b: 1 }, { c: 2 }] }, false],
    [{ a: { id: "i", b: 1 } }, { a: { id: "i", b: 2 } }, false],
    [{ id: "i", a: { id: "i" }, b: 1 }, { id: "i", a: { id: "i", b: 1 } }, false],
    [{ allowedValue: ["x", "y"] }, { allowedValue: ["y", "x"] }, false],
    [{ allowedValue: ["x", "y"] }, { allowedValue: ["x", "y"] }, true],
  ] as const) {
    test(`${JSON.stringify(one)} and ${JSON.stringify(other)}: ${is ? "yes" : "no"}`, () => {
      assert.equal(readAlike(structuredClone(one) as never, structuredClone(other) as never), is);
    });
  }
});
