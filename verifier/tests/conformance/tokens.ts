/** Credentials as JSON Web Tokens, in every form: sound, and with one thing wrong. */

import { createHmac } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { JsonObject } from "../../src/json.ts";
import type { Case } from "./case.ts";
import {
  badge, badge11, caseOf, codes, CREDENTIALS, DID, didDocument, EC, ED, KEYS, method, methodOf, NOW, OTHER_DID,
  OTHER_ED, RSA, serving,
} from "./documents.ts";
import { rsa, type Signer } from "./keys.ts";
import { compact, encoded, signed } from "./signing.ts";

const START = Date.parse("2026-05-01T00:00:00Z") / 1000;
const MISMATCH = codes("SIGNATURE_MISMATCH", "ISSUER_OK");
const LIST = "https://badges.example.org/status/0.json";

export async function* cases(): AsyncGenerator<Case> {
  for (const [own, other] of KEYS) yield* ofAlgorithm(own, other);
  yield* headers();
  yield* keysBroughtAlong();
  yield* claims();
  yield* envelopes();
  yield* statusLists();
}

/** The payload is the credential: VC-JOSE-COSE. */
function jose(signer: Signer, payload: JsonObject | string = badge(), header: JsonObject = {}): string {
  return compact({ alg: signer.algorithm, typ: "vc+jwt", kid: methodOf(signer), ...header }, payload, signer);
}

/** The payload has the claim `vc`: VC Data Model 1.1. */
function vcJwt(signer: Signer, claims: JsonObject = {}): string {
  const { id = null, ...others } = badge11();
  const said = ["issuanceDate", "issuer"];
  const vc = Object.fromEntries(Object.entries(others).filter(([name]) => !said.includes(name)));
  const payload = { iss: DID, jti: id, nbf: START, sub: "did:example:learner", vc, ...claims };
  return compact({ alg: signer.algorithm, typ: "JWT", kid: methodOf(signer) }, payload, signer);
}

function* ofAlgorithm(own: Signer, other: Signer): Generator<Case> {
  const { algorithm } = own;
  const token = jose(own);
  const [header = "", payload = "", signature = ""] = token.split(".");
  const registered = { ...badge(), iss: DID, jti: badge().id ?? null, sub: "did:example:learner", nbf: START };
  const swapped = { alg: algorithm === "EdDSA" ? "ES256" : "EdDSA", typ: "vc+jwt", kid: methodOf(own) };
  const lost = { kid: `${DID}#lost` };

  yield caseOf(`${algorithm}: sound, VC-JOSE`, token, "verified", codes("PROOF_OK", "ISSUER_OK"));
  yield caseOf(`${algorithm}: sound, VC-JWT 1.1`, vcJwt(own), "verified", codes("PROOF_OK", "ISSUER_OK"));
  yield caseOf(`${algorithm}: sound, Open Badges 3.0 section 8.2`, jose(own, registered, { typ: "JWT" }), "verified");
  yield caseOf(`${algorithm}: sound, with a line's end`, `${token}\n`, "verified");
  yield caseOf(`${algorithm}: sound, kid counts from the issuer`, jose(own, badge(), { kid: `#${algorithm.toLowerCase()}` }), "verified");
  yield caseOf(`${algorithm}: payload of another`, [header, encoded(JSON.stringify(badge({ name: "Other" }))), signature].join("."), "tampered", MISMATCH);
  yield caseOf(`${algorithm}: payload written with a space more`, [header, encoded(`${JSON.stringify(badge())} `), signature].join("."), "tampered", MISMATCH);
  yield caseOf(`${algorithm}: header changed`, [encoded(JSON.stringify({ alg: algorithm, kid: methodOf(own) })), payload, signature].join("."), "tampered", MISMATCH);
  const isRsa = algorithm === "RS256"; // its signatures are of another length
  yield caseOf(`${algorithm}: another algorithm named`, [encoded(JSON.stringify(swapped)), payload, signature].join("."), isRsa ? "tampered" : "unchecked-signature", isRsa ? codes("MALFORMED_PROOF", "NOT_REACHED") : codes("UNSUPPORTED_KEY"));
  yield caseOf(`${algorithm}: signed by another, in the issuer's name`, compact({ alg: algorithm, kid: methodOf(own) }, badge(), other), "tampered", MISMATCH);
  yield caseOf(`${algorithm}: key not listed`, jose(own, badge(), lost), "wrong-issuer", codes("NOT_REACHED", "KEY_NOT_LISTED"));
  yield caseOf(`${algorithm}: key of another domain`, jose(own, badge(), { kid: methodOf(own, OTHER_DID) }), "wrong-issuer", codes("NOT_REACHED", "OTHER_ISSUER"));
  yield caseOf(`${algorithm}: issuer out of reach`, token, "unchecked-signature", { fetch: {}, ...codes("DID_RETRIEVAL_ERROR") });
  yield caseOf(`${algorithm}: no signature`, `${header}.${payload}.`, "tampered", isRsa ? MISMATCH : codes("MALFORMED_PROOF", "NOT_REACHED"));
  yield caseOf(`${algorithm}: signature cut`, token.slice(0, -4), "tampered");
  yield caseOf(`${algorithm}: signature with padding`, `${token}=`, "unreadable");
}

function* headers(): Generator<Case> {
  const unsigned = { sign: () => new Uint8Array() };
  const hmac = { sign: (data: Uint8Array) => createHmac("sha256", JSON.stringify(EC.jwk)).update(data).digest() };
  const kid = methodOf(ED);
  const unsupported = codes("UNSUPPORTED_SUITE");
  yield caseOf("alg none", compact({ alg: "none" }, badge(), unsigned), "unreadable", { codes: { document: "NO_PROOF" } });
  yield caseOf("alg none, with a signature", jose(ED, badge(), { alg: "none" }), "unreadable", { codes: { document: "NO_PROOF" } });
  yield caseOf("alg None", compact({ alg: "None", kid }, badge(), unsigned), "unchecked-signature", unsupported);
  yield caseOf("no alg", compact({ kid }, badge(), ED), "unchecked-signature", unsupported);
  yield caseOf("HS256 with the public key", compact({ alg: "HS256", kid: methodOf(EC) }, badge(), hmac), "unchecked-signature", unsupported);
  for (const alg of ["ES384", "PS256", "ES256K", "RS1", "HS512"]) {
    yield caseOf(`${alg}, which is not known`, jose(ED, badge(), { alg }), "unchecked-signature", unsupported);
  }
  yield caseOf("crit", jose(ED, badge(), { crit: ["exp"], exp: 1 }), "unchecked-signature", unsupported);
  yield caseOf("b64 with crit", jose(ED, badge(), { crit: ["b64"], b64: false }), "unchecked-signature", unsupported);
  yield caseOf("typ of a presentation", jose(ED, badge(), { typ: "vp+jwt" }), "unchecked-signature", unsupported);
  yield caseOf("typ in full and in capitals", jose(ED, badge(), { typ: "application/VC+JWT" }), "verified");
  yield caseOf("no typ", compact({ alg: "EdDSA", kid }, badge(), ED), "verified");
  yield caseOf("alg Ed25519", compact({ alg: "Ed25519", kid }, badge(), ED), "verified");
  yield caseOf("header with a member twice", compact(`{"alg":"EdDSA","kid":"${kid}","alg":"EdDSA"}`, badge(), ED), "unreadable", { codes: { document: "DUPLICATE_MEMBER" } });
  yield caseOf("payload with a member twice", jose(ED, JSON.stringify(badge()).replace("{", '{"name":"Other",')), "unreadable", { codes: { document: "DUPLICATE_MEMBER" } });
  yield caseOf("payload no JSON", jose(ED, "badge"), "unreadable", { codes: { document: "NOT_JSON" } });
  yield caseOf("header an array", compact("[]", badge(), ED), "unreadable", { codes: { document: "NOT_JSON" } });
  yield caseOf("payload no credential", jose(ED, { iss: DID, sub: "x" }), "unreadable", { codes: { document: "NO_CREDENTIAL" } });
  yield caseOf("payload without a context", jose(ED, badge({ "@context": [] })), "unchecked-signature", codes("UNKNOWN_CONTEXT", "ISSUER_OK"));
  yield caseOf("payload of unknown contexts", jose(ED, badge({ "@context": [CREDENTIALS, "https://example.org/own/v1"] })), "verified");
}

function* keysBroughtAlong(): Generator<Case> {
  const only = (signer: Signer, issuer: string, header: JsonObject) =>
    compact({ alg: signer.algorithm, ...header }, badge({ issuer }), signer);
  const key = `did:key:${ED.multikey}`;
  const jwk = `did:jwk:${encoded(JSON.stringify(EC.jwk))}`;
  const warned = codes("PROOF_OK", "ISSUER_IS_A_KEY");
  const notListed = codes("NOT_REACHED", "KEY_NOT_LISTED");
  yield caseOf("jwk that the issuer lists", only(ED, DID, { jwk: ED.jwk }), "verified", codes("PROOF_OK", "ISSUER_OK"));
  yield caseOf("jwk of RSA that the issuer lists", only(RSA, DID, { jwk: RSA.jwk }), "verified", codes("PROOF_OK", "ISSUER_OK"));
  yield caseOf("jwk that the issuer does not list", only(OTHER_ED, DID, { jwk: OTHER_ED.jwk }), "wrong-issuer", notListed);
  yield caseOf("jwk that the issuer lists for something else", only(ED, DID, { jwk: ED.jwk }), "wrong-issuer", { fetch: serving(didDocument(undefined, { assertionMethod: [] })), ...codes("PROOF_OK", "KEY_NOT_FOR_ASSERTION") });
  yield caseOf("jwk that is the issuer", only(ED, key, { jwk: ED.jwk }), "verified", warned);
  yield caseOf("jwk that is not the issuer", only(OTHER_ED, key, { jwk: OTHER_ED.jwk }), "wrong-issuer", notListed);
  yield caseOf("jwk with its secret", only(ED, DID, { jwk: { ...ED.jwk, d: "AA" } }), "wrong-issuer", codes("NOT_REACHED", "KEY_NOT_SECRET"));
  yield caseOf("jwk of an unknown kind", only(ED, DID, { jwk: { kty: "oct", k: "AA" } }), "unchecked-signature", codes("UNSUPPORTED_KEY"));
  yield caseOf("jwk of an issuer that is a web page", only(ED, "https://badges.example.org/issuer", { jwk: ED.jwk }), "unchecked-signature", codes("UNSUPPORTED_METHOD"));
  yield caseOf("kid beside another jwk", only(ED, DID, { kid: methodOf(ED), jwk: OTHER_ED.jwk }), "verified");
  yield caseOf("kid an address", only(ED, DID, { kid: "https://badges.example.org/keys/1" }), "unchecked-signature", codes("UNSUPPORTED_METHOD"));
  yield caseOf("kid a number", only(ED, DID, { kid: 1 }), "tampered", codes("MALFORMED_PROOF", "NOT_REACHED"));
  yield caseOf("kid of a did:key", only(ED, key, { kid: `${key}#${ED.multikey}` }), "verified", warned);
  yield caseOf("kid of a did:key without its fragment", only(ED, key, { kid: key }), "verified", warned);
  yield caseOf("kid of a did:jwk", only(EC, jwk, { kid: `${jwk}#0` }), "verified", warned);
  yield caseOf("no kid, did:jwk", only(EC, jwk, {}), "verified", warned);
  yield caseOf("no kid, did:web", only(ED, DID, {}), "unchecked-signature", codes("KEY_NOT_NAMED"));
  const short = rsa(1024);
  const listing = { fetch: serving(didDocument([{ ...method(RSA), publicKeyJwk: short.jwk }])) };
  yield caseOf("RSA of 1024 bits", jose(short), "unchecked-signature", { ...listing, ...codes("UNSUPPORTED_KEY") });
}

function* claims(): Generator<Case> {
  const contradicting = { codes: { document: "CONTRADICTING_CLAIM" } };
  const malformed = { codes: { document: "MALFORMED_DATE" } };
  const root = (claims: JsonObject) => jose(ED, { ...badge(), ...claims });
  yield caseOf("claims: another iss", root({ iss: OTHER_DID }), "unreadable", contradicting);
  yield caseOf("claims: another jti", root({ jti: "urn:uuid:2" }), "unreadable", contradicting);
  yield caseOf("claims: another sub", root({ sub: "did:example:thief" }), "unreadable", contradicting);
  yield caseOf("claims: iss no text", root({ iss: [DID] }), "unreadable", contradicting);
  yield caseOf("claims: exp in the past", root({ exp: NOW - 1 }), "expired");
  yield caseOf("claims: exp in the future", root({ exp: NOW + 1 }), "verified");
  yield caseOf("claims: exp beyond the credential's end", root({ exp: NOW + 9, validUntil: "2026-06-01T00:00:00Z" }), "expired");
  yield caseOf("claims: nbf in the future", root({ nbf: NOW + 1 }), "not-yet-valid");
  yield caseOf("claims: exp a text", root({ exp: "2099-01-01" }), "unreadable", malformed);
  yield caseOf("claims: nbf null", root({ nbf: null }), "unreadable", malformed);
  yield caseOf("claims: exp beyond the calendar", root({ exp: 1e15 }), "unreadable", malformed);
  yield caseOf("claims: vc and its contents", vcJwt(ED, { credentialSubject: {} }), "unreadable", contradicting);
  yield caseOf("claims: vc of another issuer", vcJwt(ED, { vc: badge11(), iss: OTHER_DID }), "unreadable", contradicting);
  yield caseOf("claims: vc with another issuanceDate", vcJwt(ED, { vc: badge11(), nbf: START + 1 }), "unreadable", contradicting);
  yield caseOf("claims: vc with another expirationDate", vcJwt(ED, { vc: badge11({ expirationDate: "2099-01-01T00:00:00Z" }), exp: NOW + 1 }), "unreadable", contradicting);
  yield caseOf("claims: vc that says the same", vcJwt(ED, { vc: badge11() }), "verified");
  yield caseOf("claims: vc without issuer", vcJwt(ED, { vc: badge11({ issuer: null }), iss: null }), "unreadable");
  yield caseOf("claims: vc, exp in the past", vcJwt(ED, { exp: NOW - 1 }), "expired");
}

async function* envelopes(): AsyncGenerator<Case> {
  const around = (id: string): JsonObject => ({ "@context": CREDENTIALS, id, type: "EnvelopedVerifiableCredential" });
  const token = jose(EC);
  yield caseOf("envelope: sound", around(`data:application/vc+jwt,${token}`), "verified", codes("PROOF_OK", "ISSUER_OK"));
  yield caseOf("envelope: changed inside", around(`data:application/vc+jwt,${token.slice(0, -8)}AAAAAAAA`), "tampered");
  yield caseOf("envelope: alg none", around(`data:application/vc+jwt,${compact({ alg: "none" }, badge(), { sign: () => new Uint8Array() })}`), "unreadable");
  yield caseOf("envelope: another kind", around(`data:application/vc+sd-jwt,${token}~`), "unreadable");
  yield caseOf("envelope: empty", around("data:application/vc+jwt,"), "unreadable");
  const signedAround = await signed({ ...badge(), ...around(`data:application/vc+jwt,${jose(OTHER_ED)}`), type: ["VerifiableCredential", "OpenBadgeCredential", "EnvelopedVerifiableCredential"] }, { suite: "eddsa-jcs-2022", signer: ED });
  yield caseOf("envelope: only what is inside counts", signedAround, "tampered", MISMATCH);
}

/** Status lists as tokens: read like any other. */
function* statusLists(): Generator<Case> {
  const entry = { type: "BitstringStatusListEntry", statusPurpose: "revocation", statusListIndex: "7", statusListCredential: LIST };
  const document = jose(EC, badge({ credentialStatus: entry }));
  const list = (first: number) => {
    const bits = Buffer.alloc(16_384);
    bits[0] = first;
    const credentialSubject = { type: "BitstringStatusList", statusPurpose: "revocation", encodedList: `u${encoded(gzipSync(bits))}` };
    return { "@context": [CREDENTIALS], id: LIST, type: ["VerifiableCredential", "BitstringStatusListCredential"], issuer: DID, validFrom: "2026-05-01T00:00:00Z", credentialSubject };
  };
  const listing = (token: string) => ({ fetch: serving(didDocument(), { [LIST]: token }) });
  yield caseOf("list: a token, not withdrawn", document, "verified", { ...listing(jose(RSA, list(0))), codes: { status: "STATUS_OK" } });
  yield caseOf("list: a token, withdrawn", document, "revoked", listing(jose(ED, list(1))));
  yield caseOf("list: a token that was changed", document, "unchecked-status", listing(jose(ED, list(1)).replace(/\.[^.]*\./, `.${encoded(JSON.stringify(list(0)))}.`)));
  yield caseOf("list: a token of alg none", document, "unchecked-status", listing(compact({ alg: "none" }, list(0), { sign: () => new Uint8Array() })));
  yield caseOf("list: a token that has ended", document, "unchecked-status", listing(jose(ED, { ...list(0), exp: NOW - 1 })));
}
