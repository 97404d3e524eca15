/**
 * Finds the key that a proof names, and whether the issuer answers for it.
 *
 * The `issuer` check: did:web, did:key, did:jwk, and Controlled Identifiers 1.0, section 3.3 (a
 * verification method counts only if its controller's document lists it for the purpose of the
 * proof). It asks for nothing but the issuer's own document, and refuses every key that the issuer
 * does not list, and those whose secret is published.
 */

import { readTime } from "./dates.ts";
import { type KeyIssuer, keyIssuer, type WebIssuer, webIssuer } from "./did.ts";
import { bodyAt, type Fetch } from "./fetching.ts";
import { Ended, endOf, type Finding, finding, type Reason, unchecked } from "./findings.ts";
import { isObject, type Json, type JsonObject, textOf } from "./json.ts";
import { isSameKey, type PublicKey } from "./keys.ts";
import { isSecretPublished, keyIn } from "./method.ts";
import { readJson } from "./strict-json.ts";

/** What a proof says of its key: the id of a verification method, the key itself, or nothing. */
export type Sought = { readonly method: string } | { readonly key: PublicKey } | null;

/** How the `issuer` check ended, and what was found to check the proof with. */
export interface IssuerKey {
  readonly finding: Finding;
  /** Null where there is none of a kind that is known. */
  readonly key: PublicKey | null;
}

/**
 * The key of `issuer` that a proof is said to be made with.
 *
 * Throws `Ended` where the issuer's keys cannot be looked up.
 */
export async function findKey(issuer: string, sought: Sought, fetch: Fetch, now: number): Promise<IssuerKey> {
  const web = webIssuer(issuer);
  if (web !== null) return listedKey(await didDocument(web, fetch), web, sought, now);
  const own = await keyIssuer(issuer);
  if (own === null) throw unchecked("UNSUPPORTED_METHOD", { did: issuer });
  return isOwn(own, sought)
    ? { finding: finding("warn", "ISSUER_IS_A_KEY", { did: issuer }), key: own.key }
    : { finding: finding("fail", "KEY_NOT_LISTED"), key: null };
}

/** Whether what a proof seeks is the one key of an issuer that is a key. */
function isOwn({ method, key }: KeyIssuer, sought: Sought): boolean {
  if (sought === null) return true;
  if ("method" in sought) return sought.method === method;
  return key !== null && isSameKey(key, sought.key);
}

async function didDocument(web: WebIssuer, fetch: Fetch): Promise<JsonObject> {
  const body = await bodyAt(web.document, fetch);
  if (body === null) throw unchecked("DID_RETRIEVAL_ERROR", { url: web.document });
  const document = await endOf(() => readJson(body));
  if (document instanceof Ended || !isObject(document)) {
    throw unchecked("DID_DOCUMENT_MALFORMED", { url: web.document });
  }
  return document;
}

async function listedKey(document: JsonObject, web: WebIssuer, sought: Sought, now: number): Promise<IssuerKey> {
  if (sought === null) throw unchecked("KEY_NOT_NAMED");
  const asserting = entriesOf(document.assertionMethod, web.did);
  const known = new Map([...asserting, ...entriesOf(document.verificationMethod, web.did)]);
  const method = "method" in sought ? sought.method : await methodWith(sought.key, known);
  const entry = known.get(method) ?? {};
  const steps: [boolean, Reason][] = [
    [document.id === web.did, "OTHER_DID_DOCUMENT"],
    [Object.keys(entry).length > 0, "KEY_NOT_LISTED"],
    [entry.controller === web.did, "OTHER_CONTROLLER"],
    [asserting.has(method), "KEY_NOT_FOR_ASSERTION"],
    [!isEnded(entry, now), "KEY_ENDED"],
    [!isSecretPublished(entry), "KEY_NOT_SECRET"],
  ];
  const [, objection] = steps.find(([holds]) => !holds) ?? [];
  return {
    finding: objection
      ? finding("fail", objection, { url: web.document })
      : finding("pass", "ISSUER_OK", { domain: web.domain }),
    key: await keyIn(entry),
  };
}

/** The id of the method that has a key; empty where none has it. */
async function methodWith(key: PublicKey, known: ReadonlyMap<string, JsonObject>): Promise<string> {
  for (const [method, entry] of known) {
    const found = await keyIn(entry);
    if (found !== null && isSameKey(found, key)) return method;
  }
  return "";
}

/** The methods of a relationship by their absolute ids; those only named have no members. */
function entriesOf(listed: Json | undefined, did: string): Map<string, JsonObject> {
  const entries = new Map<string, JsonObject>();
  for (const entry of Array.isArray(listed) ? listed : []) {
    const id = typeof entry === "string" ? entry : textOf(entry, "id");
    const absolute = id?.startsWith("#") ? did + id : id;
    if (typeof absolute === "string" && !entries.has(absolute)) {
      entries.set(absolute, isObject(entry) ? entry : {});
    }
  }
  return entries;
}

/** Whether a method is revoked or expired by now, or says so in a way that cannot be read. */
function isEnded(entry: JsonObject, now: number): boolean {
  const ends = [entry.revoked, entry.expires].filter((end) => end !== undefined && end !== null);
  return ends.some((end) => (readTime(end) ?? 0) <= now);
}
