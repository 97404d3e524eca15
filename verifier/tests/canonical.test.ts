/** The official vectors of the cryptosuite, and what canonicalisation refuses. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import jsonld from "jsonld";
import { canonicalize } from "../src/canonical.ts";
import { verifyProof } from "../src/data-integrity.ts";
import { type Credential, readCredential } from "../src/document.ts";
import { Ended } from "../src/findings.ts";
import { type JsonObject, textOf } from "../src/json.ts";
import { readMultikey } from "../src/multikey.ts";
import { checkSignature } from "../src/signature.ts";
import { suiteOf } from "../src/suites.ts";
import { jcs, Unsecured } from "../src/unsecured.ts";
import { DID, didDocument, ED, NOW } from "./conformance/documents.ts";
import { signed } from "./conformance/signing.ts";

const reference = process.env.BADGELEDGER_REFERENCE;
const skip = reference === undefined && "BADGELEDGER_REFERENCE is not set";
const folder = "ob-v3p0-eddsa-rdfc-2022";
const CREDENTIALS = "https://www.w3.org/ns/credentials/v2";
const BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

function json(path: string): JsonObject {
  return JSON.parse(readFileSync(`${reference ?? ""}/vectors/${path}`, "utf8")) as JsonObject;
}

async function end(attempt: Promise<unknown>): Promise<string> {
  const error: unknown = await attempt.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof Ended
    ? [error.finding.result, error.finding.key, ...Object.values(error.finding.values)].join(" ")
    : String(error);
}

function badge(members: JsonObject): JsonObject {
  return {
    "@context": [CREDENTIALS, BADGES],
    type: ["VerifiableCredential", "OpenBadgeCredential"],
    issuer: "did:web:badges.example.org",
    credentialSubject: { type: ["AchievementSubject"], ...members },
  };
}

describe("official vectors", { skip }, () => {
  test("Open Badges 3.0: the canonical document", async () => {
    const expected = readFileSync(`${reference ?? ""}/vectors/${folder}/document-canon.txt`, "utf8");
    const found = await canonicalize(json(`${folder}/credential.json`));
    assert.equal(found.trim(), expected.trim());
  });

  test("Open Badges 3.0: the signature holds, and not over a changed date", async () => {
    const document = json(`${folder}/signed-credential.json`);
    const proof = document.proof as JsonObject;
    const [, multikey] = textOf(proof, "verificationMethod")?.split("#") ?? [];
    const [suite, key] = [suiteOf(proof), await readMultikey(multikey)];
    assert.ok(suite && key);
    await verifyProof(new Unsecured(document), proof, suite, key);
    const changed = new Unsecured({ ...document, validFrom: "2001-01-01T00:00:00Z" });
    assert.equal(await end(verifyProof(changed, proof, suite, key)), "fail SIGNATURE_MISMATCH");
  });
});

describe("official vectors of eddsa-jcs-2022", { skip }, () => {
  const vectors = "vc-di-eddsa/eddsa-jcs-2022";

  test("what is hashed", async () => {
    const names = readdirSync(`${reference ?? ""}/vectors/${vectors}`);
    const texts = (begin: string) =>
      names
        .filter((name) => name.startsWith(begin) && name.endsWith(".txt"))
        .map((name) => readFileSync(`${reference ?? ""}/vectors/${vectors}/${name}`, "utf8"));
    const options = json(`${vectors}/${names.find((name) => name.startsWith("proofConfig")) ?? ""}`);
    const forms = await jcs(new Unsecured(json("vc-di-eddsa/unsigned.json")), options).next();
    assert.deepEqual(forms.value, [...texts("proofCanon"), ...texts("canonDoc")]);
  });
});

describe("what is refused", () => {
  const cases: [string, JsonObject, string][] = [
    ["a term that no context defines", { shoeSize: "43" }, "fail UNDEFINED_TERM shoeSize"],
    ["an undefined term far inside", { achievement: { id: "urn:a", type: ["Achievement"], extra: 1 } }, "fail UNDEFINED_TERM extra"],
    ["a relative address", { achievement: { id: "achievements/a", type: ["Achievement"] } }, "fail UNDEFINED_TERM achievements/a"],
    ["an address with a space", { achievement: { id: "urn:a b", type: ["Achievement"] } }, "fail UNDEFINED_TERM urn:a b"],
    ["an address with brackets", { achievement: { id: "urn:a>b", type: ["Achievement"] } }, "fail UNDEFINED_TERM urn:a>b"],
    ["a type that no context defines", { achievement: { id: "urn:a", type: ["Medal"] } }, "fail UNDEFINED_TERM Medal"],
    ["a control character", { narrative: "bell \u0007" }, "notchecked UNCLEAR_TEXT"],
    ["a number with many digits", { creditsEarned: 0.12345678901234567 }, "notchecked UNCLEAR_TEXT"],
    ["a number that is huge", { creditsEarned: 1e21 }, "notchecked UNCLEAR_TEXT"],
    ["a language tag in upper case", { narrative: { "@value": "a", "@language": "EN" } }, "notchecked UNCLEAR_TEXT"],
    ["no JSON-LD at all", { narrative: { "@value": {} } }, "notchecked UNCLEAR_TEXT"],
    ["texts that programs sort differently", { achievement: tagged("\u{1f3c5}", "\uffee") }, "notchecked UNCLEAR_TEXT"],
    ["two values that are one in RDF", { creditsEarned: [1, "1"] }, "notchecked UNCLEAR_TEXT"],
    ["texts that all sort alike", { achievement: tagged("\u{1f3c5}", "a") }, "null"],
  ];
  for (const [name, members, expected] of cases) {
    test(name, async () => {
      assert.equal(await end(canonicalize(badge(members))), expected);
    });
  }

  test("an unknown context", async () => {
    const document = { ...badge({}), "@context": [CREDENTIALS, "https://example.org/own"] };
    assert.equal(await end(canonicalize(document)), "notchecked UNKNOWN_CONTEXT https://example.org/own");
  });

  test("a graph whose parts all look alike", async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `_:n${index}`);
    const parentOrg = ids.map((id) => ({ id, type: ["Profile"], parentOrg: ids.map((other) => ({ id: other })) }));
    const creator = { id: "urn:c", type: ["Profile"], parentOrg };
    const achievement = { id: "urn:a", type: ["Achievement"], creator };
    assert.equal(await end(canonicalize(badge({ achievement }))), "notchecked UNCLEAR_TEXT");
  });
});

function tagged(...tag: string[]): JsonObject {
  return { id: "urn:a", type: ["Achievement"], tag };
}

test("sixteen proofs canonicalise their document once", async (t) => {
  const long = badge({ narrative: "a".repeat(300_000) }); // longer than what is kept from check to check
  const one = await signed({ ...long, issuer: DID }, { suite: "eddsa-rdfc-2022", signer: ED });
  const proof = Array.from({ length: 16 }, () => one.proof ?? null);
  const document: Credential = readCredential(new TextEncoder().encode(JSON.stringify({ ...one, proof })));
  const expand = t.mock.method(jsonld, "expand");
  const fetch = () => Promise.resolve({ status: 200, body: new TextEncoder().encode(JSON.stringify(didDocument())) });
  const { each, proof: found } = await checkSignature(document, fetch, NOW);
  assert.deepEqual([each.length, found.key], [16, "PROOF_OK"]);
  const whole = expand.mock.calls.filter(({ arguments: [input] }) => Object.hasOwn(input, "credentialSubject"));
  assert.equal(whole.length, 1);
});

describe("what all objects have in common", () => {
  const members = (): string => JSON.stringify(Reflect.ownKeys(Object.prototype).map(String));
  const inherited = Object.getOwnPropertyNames(Object.prototype);

  for (const id of inherited) {
    test(`stays as it is where a badge has a part called ${id}`, async () => {
      const before = members();
      for (const place of ["criteria", "image"]) {
        const achievement = { id: "urn:a", type: ["Achievement"], [place]: id };
        assert.equal(await end(canonicalize(badge({ achievement }))), `fail UNDEFINED_TERM ${id}`);
      }
      assert.equal(members(), before);
      const found = Object.getOwnPropertyDescriptor(Object.prototype, id)?.value as unknown;
      assert.deepEqual(typeof found === "function" ? Object.keys(found) : [], []);
    });
  }
});
