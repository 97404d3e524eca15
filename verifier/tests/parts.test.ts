/** What is found inside a credential, and how much of it at most. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { credentialIn } from "../src/document.ts";
import { Ended } from "../src/findings.ts";
import type { Json, JsonObject } from "../src/json.ts";
import { type Part, partsOf } from "../src/parts.ts";

const badge: JsonObject = { type: ["VerifiableCredential", "OpenBadgeCredential"], issuer: "did:example:1", proof: {} };

function record(...inside: Json[]): JsonObject {
  const credentialSubject = { verifiableCredential: inside };
  return { ...badge, type: ["VerifiableCredential", "ClrCredential"], credentialSubject };
}

/** The codes of the parts that are no credential. */
function codes(parts: readonly Part[]): string[] {
  return parts.flatMap(({ read }) => (read instanceof Ended ? [read.finding.key] : []));
}

describe("parts", () => {
  test("a hundred are looked at; one more stands for the rest", () => {
    const all = partsOf(credentialIn(record(...Array<Json>(103).fill(badge))));
    const last = all.at(-1)?.read;
    assert.equal(all.length, 101);
    assert.deepEqual(codes(all), ["NOT_LOOKED_AT"]);
    assert.equal(last instanceof Ended && last.finding.values.count, "3");
  });

  test("those of parts count as well", () => {
    const halves = [record(...Array<Json>(60).fill(badge)), record(...Array<Json>(60).fill(badge))];
    const [first, second] = partsOf(credentialIn(record(...halves)));
    assert.equal(first?.parts.length, 60);
    assert.deepEqual(codes(second?.parts ?? []), ["NOT_LOOKED_AT"]);
    assert.equal(second?.parts.length, 39);
  });

  test("a record and its endorsements are told apart", () => {
    const document = { ...record(badge), id: "urn:1", endorsement: [{}], endorsementJwt: "x" };
    assert.deepEqual(
      partsOf(credentialIn(document)).map(({ role }) => role),
      ["credential", "endorsement", "endorsement"],
    );
  });

  for (const value of [null, 7, "x", [], {}, [[]], [null], [{ achievement: [7, { endorsement: 7 }] }]]) {
    test(`${JSON.stringify(value)} as a subject breaks nothing`, () => {
      const parts = partsOf(credentialIn({ ...badge, credentialSubject: value, endorsement: value, issuer: { id: "x", endorsement: value } }));
      assert.ok(parts.every(({ read }) => read instanceof Ended));
    });
  }
});
