/**
 * Checks whether the issuer has withdrawn a credential.
 *
 * The `status` check: VC Data Model 2.0, section 4.10. Every entry is looked at by the rules of its
 * type, and the worst of what they say counts. A type that is not known here leaves the check unmade,
 * as it could be what withdraws the credential.
 */

import type { Credential } from "./document.ts";
import type { Fetch } from "./fetching.ts";
import { codeOf, Ended, endOf, type Finding, finding, unchecked } from "./findings.ts";
import { asList, isNamed, isObject, type Json, type JsonObject, textOf } from "./json.ts";
import { lookUpRevocation } from "./revocation-list.ts";
import { lookUpStatus } from "./status-list.ts";

type LookUp = (members: JsonObject, credential: Credential, fetch: Fetch, now: number) => Promise<Finding | null>;

const TYPES: readonly (readonly [string, LookUp])[] = [
  ["BitstringStatusListEntry", lookUpStatus],
  ["1EdTechRevocationList", lookUpRevocation],
];
// The first of these that one of the entries gives is what the check ends with.
const ORDER = ["WITHDRAWN", "SUSPENDED", "notchecked", "STATUS_MESSAGE", "REFRESH", "pass"];
const MOST_ENTRIES = 16; // each can name a list of its own, on any site

/**
 * The `status` check of a credential, as its issuer's lists have it.
 *
 * A replaced credential is WITHDRAWN here: `replacement.ts` tells the two apart.
 */
export async function checkEntries(credential: Credential, fetch: Fetch, now: number): Promise<Finding> {
  const entries = asList(credential.document.credentialStatus);
  const isMore = entries.length > MOST_ENTRIES;
  const findings = isMore ? [finding("notchecked", "TOO_MANY_STATUSES", { limit: String(MOST_ENTRIES) })] : [];
  for (const entry of entries.slice(0, MOST_ENTRIES)) {
    const found = await endOf(() => lookUp(entry, credential, fetch, now));
    if (found !== null) findings.push(found instanceof Ended ? found.finding : found);
  }
  const [first] = findings.toSorted((one, other) => weight(one) - weight(other));
  return first ?? finding("warn", "NO_STATUS");
}

async function lookUp(entry: Json, credential: Credential, fetch: Fetch, now: number): Promise<Finding | null> {
  if (!isObject(entry)) throw unchecked("MALFORMED_VALUE_ERROR/entry"); // (1)
  const [, look] = TYPES.find(([type]) => isNamed(entry.type, type)) ?? [];
  if (look === undefined) throw unchecked("UNSUPPORTED_STATUS", { type: textOf(entry, "type") ?? "unknown" });
  return look(entry, credential, fetch, now);
}

function weight(found: Finding): number {
  const [code, result] = [codeOf(found), found.result];
  return ORDER.indexOf(ORDER.includes(code) ? code : result);
}
