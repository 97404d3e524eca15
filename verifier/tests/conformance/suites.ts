/** Proofs within the document, of every suite: sound, and with one thing wrong. */

import { type Json, type JsonObject, textOf } from "../../src/json.ts";
import type { Case } from "./case.ts";
import {
  badge, badge11, caseOf, codes, DID, didDocument, EC, ED, method, methodOf, OTHER_DID, OTHER_EC, OTHER_ED, serving,
} from "./documents.ts";
import type { Signer } from "./keys.ts";
import { proofOf, signed } from "./signing.ts";

type Edit = (document: JsonObject) => JsonObject;

const MISMATCH = { codes: { proof: "SIGNATURE_MISMATCH", issuer: "ISSUER_OK" } };
const MALFORMED = codes("MALFORMED_PROOF", "NOT_REACHED");
export const SUITES: readonly (readonly [string, Signer, Signer])[] = [
  ["eddsa-rdfc-2022", ED, OTHER_ED],
  ["eddsa-jcs-2022", ED, OTHER_ED],
  ["ecdsa-rdfc-2019", EC, OTHER_EC],
  ["ecdsa-jcs-2019", EC, OTHER_EC],
  ["Ed25519Signature2020", ED, OTHER_ED],
];

/** Changes after signing that a signature must not survive. */
const CHANGES: readonly (readonly [string, Edit])[] = [
  ["a letter of its name", (document) => ({ ...document, name: "Python Basicz" })],
  ["a later end", (document) => ({ ...document, validUntil: "2099-01-01T00:00:00Z" })],
  ["another learner", (document) => ({ ...document, credentialSubject: { ...inside(document.credentialSubject), id: "did:example:thief" } })],
  ["no name", without("name")],
  ["evidence added", (document) => ({ ...document, evidence: [{ id: "https://example.org/exam", type: ["Evidence"] }] })],
  ["its proof's time", inProof((proof) => ({ ...proof, created: "2026-05-02T00:00:00Z" }))],
  ["its proof's end added", inProof((proof) => ({ ...proof, expires: "2099-01-01T00:00:00Z" }))],
];

export async function* cases(): AsyncGenerator<Case> {
  for (const [suite, signer, other] of SUITES) yield* ofSuite(suite, signer, other);
  yield* together();
  yield* unsupported();
}

async function* ofSuite(suite: string, signer: Signer, other: Signer): AsyncGenerator<Case> {
  const plain = suite === "Ed25519Signature2020" ? badge11() : badge();
  const good = await signed(plain, { suite, signer });
  const wrong = signer === ED ? EC : ED;
  const by = (proof: JsonObject, key = signer) => signed(plain, { suite, signer: key, proof });
  const theirs = { verificationMethod: methodOf(signer, OTHER_DID) };

  yield caseOf(`${suite}: sound`, good, "verified", codes("PROOF_OK", "ISSUER_OK"));
  yield caseOf(`${suite}: sound, members in another order`, Object.fromEntries(Object.entries(good).reverse()), "verified");
  yield caseOf(`${suite}: sound, by VC Data Model 1.1`, await signed(badge11(), { suite, signer }), "verified");
  for (const [name, edit] of CHANGES) yield caseOf(`${suite}: changed, ${name}`, edit(good), "tampered", MISMATCH);
  yield caseOf(`${suite}: changed, a claim that no context defines`, { ...good, shoeSize: 43 }, "tampered");
  yield caseOf(`${suite}: proof value of another document`, { ...good, proof: await proofOf({ ...plain, name: "Other" }, { suite, signer }) }, "tampered", MISMATCH);
  yield caseOf(`${suite}: proof value cut`, value(good, (text) => text.slice(0, -4)), "tampered", MALFORMED_WITH_KEY);
  yield caseOf(`${suite}: proof value in another base`, value(good, (text) => `u${text.slice(1)}`), "tampered", MALFORMED_WITH_KEY);
  yield caseOf(`${suite}: proof value of zeros`, value(good, () => `z${"1".repeat(64)}`), "tampered", MISMATCH);
  yield caseOf(`${suite}: no proof value`, inProof(without("proofValue"))(good), "tampered", MALFORMED);
  yield caseOf(`${suite}: for authentication`, await by({ proofPurpose: "authentication" }), "wrong-issuer", codes("NOT_REACHED", "OTHER_PURPOSE"));
  yield caseOf(`${suite}: signed by another, in the issuer's name`, await by({}, other), "tampered", MISMATCH);
  yield caseOf(`${suite}: key of another domain`, await by(theirs, other), "wrong-issuer", codes("NOT_REACHED", "OTHER_ISSUER"));
  yield caseOf(`${suite}: key not listed`, await by({ verificationMethod: `${DID}#lost` }), "wrong-issuer", codes("NOT_REACHED", "KEY_NOT_LISTED"));
  yield caseOf(`${suite}: key of another kind`, good, "unchecked-signature", { ...did(method(signer, keyOf(wrong))), ...codes("UNSUPPORTED_KEY") });
  yield caseOf(`${suite}: key not for assertion`, good, "wrong-issuer", { ...didWith({ assertionMethod: [] }), ...codes("PROOF_OK", "KEY_NOT_FOR_ASSERTION") });
  yield caseOf(`${suite}: key of another controller`, good, "wrong-issuer", { ...did(method(signer, { controller: OTHER_DID })), ...codes("PROOF_OK", "OTHER_CONTROLLER") });
  yield caseOf(`${suite}: key revoked`, good, "wrong-issuer", { ...did(method(signer, { revoked: "2026-06-01T00:00:00Z" })), ...codes("PROOF_OK", "KEY_ENDED") });
  yield caseOf(`${suite}: key whose secret is published`, good, "wrong-issuer", { ...did(method(signer, { secretKeyMultibase: "z3u2" })), ...codes("PROOF_OK", "KEY_NOT_SECRET") });
  yield caseOf(`${suite}: issuer out of reach`, good, "unchecked-signature", { fetch: {}, ...codes("DID_RETRIEVAL_ERROR") });
  yield caseOf(`${suite}: ended`, await signed({ ...plain, validUntil: "2026-06-01T00:00:00Z" }, { suite, signer }), "expired");
  yield caseOf(`${suite}: proof ended`, await by({ expires: "2026-06-01T00:00:00Z" }), "expired");
}

const MALFORMED_WITH_KEY = codes("MALFORMED_PROOF", "ISSUER_OK");

/** Proofs of several suites on one document. */
async function* together(): AsyncGenerator<Case> {
  const of = (...suites: string[]) => sequence(badge(), suites);
  const both = await of("eddsa-rdfc-2022", "ecdsa-jcs-2019");
  const unknown = { type: "DataIntegrityProof", cryptosuite: "bbs-2023", verificationMethod: methodOf(ED), proofPurpose: "assertionMethod", proofValue: "u2V0C" };
  const [first = null, second = null] = [both.proof].flat();
  const other = { suite: "ecdsa-jcs-2019", signer: OTHER_EC, proof: { verificationMethod: methodOf(EC, OTHER_DID) } };

  yield caseOf("set: all suites of today", await of("eddsa-rdfc-2022", "eddsa-jcs-2022", "ecdsa-rdfc-2019", "ecdsa-jcs-2019"), "verified");
  yield caseOf("set: one twice", { ...both, proof: [first, first] }, "verified");
  yield caseOf("set: sixteen proofs", { ...both, proof: Array.from({ length: 16 }, () => first) }, "verified");
  yield caseOf("set: one sound, one of an unknown suite", { ...both, proof: [unknown, second] }, "verified");
  yield caseOf("set: one sound, one by another", await signed(both, other), "verified");
  yield caseOf("set: one sound, one whose key cannot be looked up", { ...both, proof: [first, second] }, "verified", did(method(ED), { ...method(EC), publicKeyMultibase: "z82L" }));
  yield caseOf("set: one sound, one broken", { ...both, proof: [first, { ...(second as JsonObject), created: "2026-05-02T00:00:00Z" }] }, "tampered");
  yield caseOf("set: the document changed after the first", { ...both, name: "Other", proof: [first, await proofOf({ ...badge(), name: "Other" }, { suite: "ecdsa-jcs-2019", signer: EC })] }, "tampered");
  yield caseOf("set: all by others", await signed(await signed(badge(), other), other), "wrong-issuer");
  yield caseOf("set: none of a known suite", { ...badge(), proof: [unknown, unknown] }, "unchecked-signature", codes("UNSUPPORTED_SUITE"));
}

/** What this verifier cannot check is never called tampered with. */
async function* unsupported(): AsyncGenerator<Case> {
  const good = await signed(badge(), { suite: "eddsa-rdfc-2022", signer: ED });
  const suites = ["ecdsa-sd-2023", "bbs-2023", "eddsa-2022", "mldsa44-rdfc-2024", ""];
  for (const cryptosuite of suites) {
    yield caseOf(`unsupported: ${cryptosuite || "no suite"}`, inProof((proof) => ({ ...proof, cryptosuite }))(good), "unchecked-signature", codes("UNSUPPORTED_SUITE"));
  }
  for (const type of ["Ed25519Signature2018", "JsonWebSignature2020", "BbsBlsSignature2020"]) {
    yield caseOf(`unsupported: ${type}`, inProof((proof) => ({ ...without("cryptosuite")(proof), type }))(good), "unchecked-signature", codes("UNSUPPORTED_SUITE"));
  }
  yield caseOf("unsupported: a proof of a chain", inProof((proof) => ({ ...proof, previousProof: "urn:uuid:1" }))(good), "unchecked-signature", codes("UNSUPPORTED_SUITE"));
  yield caseOf("unsupported: two suites at once", inProof((proof) => ({ ...proof, type: "Ed25519Signature2020" }))(good), "unchecked-signature", codes("UNSUPPORTED_SUITE"));
}

async function sequence(document: JsonObject, suites: readonly string[]): Promise<JsonObject> {
  let found = document;
  for (const suite of suites) {
    const signer = SUITES.find(([name]) => name === suite)?.[1] ?? ED;
    found = await signed(found, { suite, signer });
  }
  return found;
}

function did(...methods: JsonObject[]): Pick<Case, "fetch"> {
  return { fetch: serving(didDocument(methods)) };
}

function didWith(members: JsonObject): Pick<Case, "fetch"> {
  return { fetch: serving(didDocument(undefined, members)) };
}

function keyOf({ multikey }: Signer): JsonObject {
  return { publicKeyMultibase: multikey };
}

function without(name: string): Edit {
  return (members) => Object.fromEntries(Object.entries(members).filter(([other]) => other !== name));
}

function inProof(edit: Edit): Edit {
  return (document) => ({ ...document, proof: edit(inside(document.proof)) });
}

function value(document: JsonObject, edit: (text: string) => string): JsonObject {
  return inProof((proof) => ({ ...proof, proofValue: edit(textOf(proof, "proofValue") ?? "") }))(document);
}

function inside(value: Json | undefined): JsonObject {
  return value as JsonObject;
}
