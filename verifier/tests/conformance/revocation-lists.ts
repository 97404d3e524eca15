/** 1EdTech's lists of withdrawn credentials, which nobody signs. */

import type { Json, JsonObject } from "../../src/json.ts";
import type { Case } from "./case.ts";
import { badge, caseOf, DID, ED, methodOf, serving } from "./documents.ts";
import { signed } from "./signing.ts";

const SITE = "https://badges.example.org";
const LIST = `${SITE}/revocations/1`;
const OTHER = "https://attacker.example.net";
const KEY = `did:key:${ED.multikey}`;

/** Every case. */
export async function* cases(): AsyncGenerator<Case> {
  const listed = (...revokedCredential: (JsonObject | string)[]): JsonObject => ({ id: LIST, issuer: DID, revokedCredential });
  const id = `${SITE}/credentials/1/credential.json`;
  const here = await credential({ id: LIST, type: "1EdTechRevocationList" });
  const away = await credential({ id: `${OTHER}/1`, type: "1EdTechRevocationList" });
  const key = await credential({ id: LIST, type: "1EdTechRevocationList" }, KEY);
  const keys = { ...listed({ id }), issuer: KEY };
  const unsaid = await credential({ type: "1EdTechRevocationList" });
  yield revocation("of-nobody", "verified", here, { [LIST]: listed() });
  yield revocation("without-entries", "verified", here, { [LIST]: { id: LIST, issuer: { id: DID } } });
  yield revocation("of-another", "verified", here, { [LIST]: listed({ id: `${id}0` }) });
  yield revocation("of-this-one", "revoked", here, { [LIST]: listed({ id: `${id}0` }, { id, revocationReason: "Awarded by mistake." }) });
  yield revocation("of-this-one-by-its-id-alone", "revoked", here, { [LIST]: listed(id) });
  yield revocation("of-this-one-no-more", "verified", here, { [LIST]: listed({ id, revoked: false }) });
  yield revocation("of-a-key", "revoked", key, { [LIST]: keys });
  yield revocation("unreachable", "unchecked-status", here, {});
  yield revocation("that-is-no-object", "unchecked-status", here, { [LIST]: 404 });
  yield revocation("that-is-a-page", "unchecked-status", here, { [LIST]: "<!doctype html>" });
  yield revocation("with-members-twice", "unchecked-status", here, { [LIST]: JSON.stringify(listed()).replace("{", '{"id":"x",') });
  yield revocation("of-another-issuer", "unchecked-status", here, { [LIST]: { ...listed(), issuer: "did:web:example.net" } });
  yield revocation("of-another-address", "unchecked-status", here, { [LIST]: { ...listed(), id: `${LIST}0` } });
  yield revocation("with-an-entry-of-nothing", "unchecked-status", here, { [LIST]: listed({ revocationReason: "None." }) });
  yield revocation("on-another-site", "unchecked-status", away, { [`${OTHER}/1`]: { ...listed(), id: `${OTHER}/1` } });
  yield revocation("without-an-address", "unchecked-status", unsaid, {});
}

/** A badge with a status entry; of the issuer that is only a key, if it is `by` that. */
async function credential(credentialStatus: JsonObject, by = DID): Promise<JsonObject> {
  const issuer = { id: by, type: ["Profile"], name: "Example Institute", url: `${SITE}/about` };
  const verificationMethod = by === KEY ? `${KEY}#${ED.multikey}` : methodOf(ED);
  const proof = { verificationMethod };
  return signed(badge({ credentialStatus, issuer }), { suite: "eddsa-jcs-2022", signer: ED, proof });
}

function revocation(name: string, state: string, document: JsonObject, site: Record<string, Json>): Case {
  return caseOf(`1EdTechRevocationList: ${name.replaceAll("-", " ")}`, document, state, { fetch: serving(undefined, site) });
}
