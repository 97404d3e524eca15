/**
 * Finds the key that a proof names, and whether the issuer answers for it.
 *
 * The `issuer` check: did:web, did:key, and Controlled Identifiers 1.0, section 3.3 (a verification
 * method counts only if its controller's document lists it for the purpose of the proof). It asks
 * for nothing but the issuer's own document, and refuses every key that the issuer does not list.
 */

import { readTime } from "./dates.ts";
import { keyOf, type WebIssuer, webIssuer } from "./did.ts";
import { bodyAt, type Fetch } from "./fetching.ts";
import { Ended, endOf, type Finding, finding, unchecked } from "./findings.ts";
import { isObject, type Json, type JsonObject, textOf } from "./json.ts";
import { readJson } from "./strict-json.ts";

/** How the `issuer` check ended, and what was found to check the proof with. */
export interface IssuerKey {
  readonly finding: Finding;
  /** A Multikey, if the issuer's document has it right. */
  readonly multikey: Json | undefined;
}

/**
 * The key that `method`, the verificationMethod of a proof by `issuer`, stands for.
 *
 * Throws `Ended` where the issuer's keys cannot be looked up.
 */
export async function findKey(issuer: string, method: string, fetch: Fetch, now: number): Promise<IssuerKey> {
  const web = webIssuer(issuer);
  if (web !== null) return listedKey(await didDocument(web, fetch), web, method, now);
  const key = keyOf(issuer);
  if (key === null) throw unchecked("UNSUPPORTED_METHOD", { did: issuer });
  return method === `${issuer}#${key}`
    ? { finding: finding("warn", "ISSUER_IS_A_KEY", { did: issuer }), multikey: key }
    : { finding: finding("fail", "KEY_NOT_LISTED"), multikey: undefined };
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

function listedKey(document: JsonObject, web: WebIssuer, method: string, now: number): IssuerKey {
  const asserting = entriesOf(document.assertionMethod, web.did);
  const known = new Map([...asserting, ...entriesOf(document.verificationMethod, web.did)]);
  const entry = known.get(method) ?? {};
  const steps: [boolean, string][] = [
    [document.id === web.did, "OTHER_DID_DOCUMENT"],
    [Object.keys(entry).length > 0, "KEY_NOT_LISTED"],
    [entry.controller === web.did, "OTHER_CONTROLLER"],
    [asserting.has(method), "KEY_NOT_FOR_ASSERTION"],
    [!isEnded(entry, now), "KEY_ENDED"],
  ];
  const [, objection] = steps.find(([holds]) => !holds) ?? [];
  return {
    finding: objection
      ? finding("fail", objection, { url: web.document })
      : finding("pass", "ISSUER_OK", { domain: web.domain }),
    multikey: entry.publicKeyMultibase,
  };
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
