/** What is kept from one check to the next, and what never is. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { Recent } from "../src/recent.ts";
import { verify } from "../src/verify.ts";
import { badge, CREDENTIALS, DID, didDocument, EC, ED, method, NOW, serving, text } from "./conformance/documents.ts";
import { signed } from "./conformance/signing.ts";

describe("what was made of the last few texts", () => {
  function counting() {
    const recent = new Recent<string>(2);
    const made: string[] = [];
    const of = (name: string) => recent.of(name, () => Promise.resolve(name + String(made.push(name))));
    return { made, of };
  }

  test("is made once", async () => {
    const { of } = counting();
    assert.deepEqual([await of("a"), await of("a")], ["a1", "a1"]);
  });

  test("is forgotten after others, the one asked for last the last", async () => {
    const { made, of } = counting();
    for (const name of ["a", "b", "a", "c", "a", "b"]) await of(name);
    assert.deepEqual(made, ["a", "b", "c", "b"]);
  });

  test("is tried again where it failed", async () => {
    const recent = new Recent<string>(2);
    await assert.rejects(recent.of("a", () => Promise.reject(new Error("no"))));
    assert.equal(await recent.of("a", () => Promise.resolve("yes")), "yes");
  });

  test("is not kept of a long text", async () => {
    const { made, of } = counting();
    const long = "a".repeat(200_001);
    await of(long);
    await of(long);
    assert.equal(made.length, 2);
  });
});

describe("a status list that was checked before", async () => {
  const url = "https://badges.example.org/status/0.json";
  const suite = { suite: "eddsa-rdfc-2022", signer: ED };
  const credentialStatus = { type: "BitstringStatusListEntry", statusPurpose: "revocation", statusListIndex: "1", statusListCredential: url };
  const encodedList = `u${gzipSync(Buffer.alloc(16_384)).toString("base64url")}`;
  const list = await signed({
    "@context": [CREDENTIALS],
    id: url,
    type: ["VerifiableCredential", "BitstringStatusListCredential"],
    issuer: DID,
    validFrom: "2026-05-01T00:00:00Z",
    validUntil: "2026-12-01T00:00:00Z",
    credentialSubject: { type: "BitstringStatusList", statusPurpose: "revocation", encodedList },
  }, suite);
  const document = await signed(badge({ credentialStatus }), { suite: "ecdsa-rdfc-2019", signer: EC });

  async function stateOf(now: number, keys = [method(ED), method(EC)]): Promise<string> {
    const found = serving(didDocument(keys), { [url]: list });
    const report = await verify(new TextEncoder().encode(text(document)), {
      now,
      fetch: (address) => {
        const body = new TextEncoder().encode(found[address]?.body ?? "");
        return Promise.resolve({ status: body.length > 0 ? 200 : 404, body });
      },
    });
    return report.state;
  }

  test("holds no longer than its dates", async () => {
    assert.equal(await stateOf(NOW), "verified");
    assert.equal(await stateOf(Date.parse("2026-12-01T00:00:01Z") / 1000), "unchecked-status");
    assert.equal(await stateOf(NOW), "verified");
  });

  test("holds no longer than its key is listed", async () => {
    assert.equal(await stateOf(NOW), "verified");
    assert.equal(await stateOf(NOW, [method(EC)]), "unchecked-status");
  });
});
