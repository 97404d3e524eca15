/** Keys in every form that issuers give them, sound and with one thing wrong. */

import { base58 } from "@scure/base";
import { type JsonObject, textOf } from "../../src/json.ts";
import type { Case } from "./case.ts";
import {
  badge, caseOf, codes, DID, didDocument, EC, ED, method, methodOf, OTHER_ED, RSA, serving,
} from "./documents.ts";
import { p384, type Signer } from "./keys.ts";
import { encoded, signed } from "./signing.ts";

// A Multikey of P-384, of a point that is on its curve.
const P384 = "z82LkvCwHNreneWpsgPEbV3gu1C6NFJEBg4srfJ5gdxEsMGRJUz2sG9FE42shbn2xkZJh54";

export async function* cases(): AsyncGenerator<Case> {
  yield* listed();
  yield* refused();
  yield* issuersThatAreKeys();
}

async function* listed(): AsyncGenerator<Case> {
  const [byEd, byEc] = [await of(ED), await of(EC)];
  const x = Buffer.from(textOf(ED.jwk, "x") ?? "", "base64url");
  const forms: [string, JsonObject, Signer][] = [
    ["Ed25519VerificationKey2020", { type: "Ed25519VerificationKey2020", publicKeyMultibase: ED.multikey }, ED],
    ["Ed25519VerificationKey2018", { type: "Ed25519VerificationKey2018", publicKeyBase58: base58.encode(x) }, ED],
    ["JsonWebKey of Ed25519", { type: "JsonWebKey", publicKeyJwk: ED.jwk }, ED],
    ["JsonWebKey2020 of Ed25519", { type: "JsonWebKey2020", publicKeyJwk: { ...ED.jwk, use: "sig", alg: "EdDSA", kid: "1" } }, ED],
    ["JsonWebKey of P-256", { type: "JsonWebKey", publicKeyJwk: { ...EC.jwk, key_ops: ["verify"] } }, EC],
    ["JsonWebKey2020 of P-256", { type: "JsonWebKey2020", publicKeyJwk: EC.jwk }, EC],
  ];
  for (const [name, key, signer] of forms) {
    yield caseOf(`key: ${name}`, signer === ED ? byEd : byEc, "verified", at({ id: methodOf(signer), controller: DID, ...key }));
  }
  const embedded = { id: DID, assertionMethod: [method(ED)] };
  yield caseOf("key: only within assertionMethod", byEd, "verified", { fetch: serving(embedded) });
  yield caseOf("key: relative id", byEd, "verified", at(method(ED, { id: "#eddsa" })));
}

async function* refused(): AsyncGenerator<Case> {
  const [byEd, byEc] = [await of(ED), await of(EC)];
  const unsupported = codes("UNSUPPORTED_KEY");
  const bare = (signer: Signer) => ({ id: methodOf(signer), controller: DID, type: "JsonWebKey" });
  const jwks: [string, Signer, JsonObject][] = [
    ["for encryption", ED, { ...ED.jwk, use: "enc" }],
    ["for signing alone", ED, { ...ED.jwk, key_ops: ["sign"] }],
    ["for another algorithm", EC, { ...EC.jwk, alg: "ES384" }],
    ["of P-384", EC, p384()],
    ["of RSA", EC, RSA.jwk],
    ["of P-256 with half a point", EC, { ...EC.jwk, y: "" }],
    ["of P-256 with a point that is none", EC, { ...EC.jwk, y: EC.jwk.x ?? "" }],
    ["of another curve", ED, { ...ED.jwk, crv: "X25519" }],
    ["cut", ED, { ...ED.jwk, x: (textOf(ED.jwk, "x") ?? "").slice(0, -4) }],
    ["with padding", ED, { ...ED.jwk, x: `${textOf(ED.jwk, "x") ?? ""}=` }],
  ];
  for (const [name, signer, publicKeyJwk] of jwks) {
    const isPoint = !name.includes("a point that is none");
    const ends = isPoint ? unsupported : codes("UNSUPPORTED_KEY", "ISSUER_OK");
    yield caseOf(`key: JWK ${name}`, signer === ED ? byEd : byEc, "unchecked-signature", { ...at({ ...bare(signer), publicKeyJwk }), ...ends });
  }
  const both = { ...method(ED), publicKeyJwk: OTHER_ED.jwk };
  yield caseOf("key: in two forms", byEd, "unchecked-signature", { ...at(both), ...unsupported });
  yield caseOf("key: Multikey of P-384", byEc, "unchecked-signature", { ...at(method(EC, { publicKeyMultibase: P384 })), ...unsupported });
  yield caseOf("key: base58 of an unknown type", byEd, "unchecked-signature", { ...at({ ...bare(ED), type: "Key", publicKeyBase58: base58.encode(new Uint8Array(32)) }), ...unsupported });
  const secret = { ...bare(ED), publicKeyJwk: { ...ED.jwk, d: ED.jwk.x ?? "" } };
  yield caseOf("key: JWK with its secret", byEd, "wrong-issuer", { ...at(secret), ...codes("NOT_REACHED", "KEY_NOT_SECRET") });
}

async function* issuersThatAreKeys(): AsyncGenerator<Case> {
  const warned = codes("PROOF_OK", "ISSUER_IS_A_KEY");
  for (const signer of [ED, EC]) {
    const key = `did:key:${signer.multikey}`;
    const jwk = `did:jwk:${encoded(JSON.stringify(signer.jwk))}`;
    const name = signer === ED ? "Ed25519" : "P-256";
    yield caseOf(`did:key: ${name}`, await of(signer, key, `${key}#${signer.multikey}`), "verified", { fetch: {}, ...warned });
    yield caseOf(`did:key: ${name}, another fragment`, await of(signer, key, `${key}#0`), "wrong-issuer", codes("NOT_REACHED", "KEY_NOT_LISTED"));
    yield caseOf(`did:jwk: ${name}`, await of(signer, jwk, `${jwk}#0`), "verified", { fetch: {}, ...warned });
    yield caseOf(`did:jwk: ${name}, another fragment`, await of(signer, jwk, `${jwk}#1`), "wrong-issuer", codes("NOT_REACHED", "KEY_NOT_LISTED"));
  }
  const odd: [string, string][] = [
    ["did:key of P-384", `did:key:${P384}`],
    ["did:jwk of P-384", `did:jwk:${encoded(JSON.stringify(p384()))}`],
    ["did:jwk of nothing", `did:jwk:${encoded("{")}`],
    ["did:jwk with its secret", `did:jwk:${encoded(JSON.stringify({ ...ED.jwk, d: ED.jwk.x ?? "" }))}`],
  ];
  for (const [name, did] of odd) {
    const fragment = did.startsWith("did:key:") ? P384 : "0";
    yield caseOf(name, await of(ED, did, `${did}#${fragment}`), "unchecked-signature", codes("UNSUPPORTED_KEY"));
  }
  yield caseOf("did:ion", await of(ED, "did:ion:EiA", "did:ion:EiA#0"), "unchecked-signature", codes("UNSUPPORTED_METHOD"));
}

/** A badge signed by a key of an issuer. */
async function of(signer: Signer, did = DID, verificationMethod = methodOf(signer)): Promise<JsonObject> {
  const suite = signer === ED ? "eddsa-rdfc-2022" : "ecdsa-rdfc-2019";
  return signed(badge({ issuer: { id: did, type: ["Profile"] } }), { suite, signer, proof: { verificationMethod } });
}

function at(...methods: JsonObject[]): Pick<Case, "fetch"> {
  return { fetch: serving(didDocument(methods)) };
}
