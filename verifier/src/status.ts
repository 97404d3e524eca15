/**
 * Checks whether the issuer has withdrawn a credential.
 *
 * The `status` check: Bitstring Status List 1.0, section 3.2. A list counts only if the credential's
 * own issuer signed it and it is valid now; whatever is short of that leaves the check unmade, with
 * the error the standard names. Only the purposes that bear on validity are looked at.
 */

import { type Place, readBit } from "./bitstring.ts";
import { checkDates } from "./dates.ts";
import { type Credential, readCredential, STATUS_LIST } from "./document.ts";
import { bodyAt, type Fetch } from "./fetching.ts";
import { Ended, endOf, type Finding, finding, unchecked } from "./findings.ts";
import { asList, isNamed, isObject, type Json, type JsonObject, textOf } from "./json.ts";
import { checkSignature, holds, spanOf } from "./signature.ts";

const INDEX = /^(?:0|[1-9][0-9]{0,15})$/;
// What a set bit means, by purpose.
const MEANINGS = new Map([["revocation", "WITHDRAWN"], ["suspension", "SUSPENDED"]]);

/** One place in one list. */
interface Entry extends Place {
  readonly purpose: string;
}

/**
 * The `status` check of a credential, as its issuer's lists have it.
 *
 * A replaced credential is WITHDRAWN here: `replacement.ts` tells the two apart.
 */
export async function checkEntries(credential: Credential, fetch: Fetch, now: number): Promise<Finding> {
  const entries = await endOf(() => asList(credential.document.credentialStatus).map(readEntry));
  if (entries instanceof Ended) return entries.finding;
  const findings: Finding[] = [];
  for (const entry of entries.filter(({ purpose }) => MEANINGS.has(purpose))) {
    findings.push(await lookUp(entry, credential.issuer, fetch, now));
  }
  const [first] = findings.toSorted((one, other) => weight(one) - weight(other));
  return first ?? finding("warn", "NO_STATUS");
}

async function lookUp(entry: Entry, issuer: string, fetch: Fetch, now: number): Promise<Finding> {
  const isEnded = await endOf(() => isSet(entry, issuer, fetch, now));
  if (isEnded instanceof Ended) return isEnded.finding;
  const meaning = MEANINGS.get(entry.purpose) ?? "";
  return isEnded ? finding("fail", meaning) : finding("pass", "STATUS_OK");
}

/** Which of several findings counts: the least. */
function weight({ key, result }: Finding): number {
  return key === "WITHDRAWN" ? 0 : key === "SUSPENDED" ? 1 : result === "notchecked" ? 2 : 3;
}

function readEntry(entry: Json): Entry {
  if (!isObject(entry)) throw unchecked("MALFORMED_VALUE_ERROR/entry");
  if (!isNamed(entry.type, "BitstringStatusListEntry")) { // (1)
    throw unchecked("UNSUPPORTED_STATUS", { type: textOf(entry, "type") ?? "unknown" });
  }
  const { statusPurpose: purpose, statusListIndex: index, statusListCredential: url } = entry;
  const { statusSize = 1 } = entry;
  const isText = typeof purpose === "string" && typeof index === "string" && typeof url === "string";
  if (!isText || !INDEX.test(index) || statusSize !== 1) { // (2)
    throw unchecked("MALFORMED_VALUE_ERROR/entry");
  }
  return { purpose, index, url };
}

async function isSet(entry: Entry, issuer: string, fetch: Fetch, now: number): Promise<boolean> {
  const body = await bodyAt(entry.url, fetch);
  if (body === null) throw unchecked("STATUS_RETRIEVAL_ERROR", { url: entry.url }); // (3)
  const subject = await verifiedList(body, entry, issuer, fetch, now); // (4)
  return readBit(subject.encodedList, entry); // (5)
}

async function verifiedList(
  body: Uint8Array,
  { purpose, url }: Entry,
  issuer: string,
  fetch: Fetch,
  now: number,
): Promise<JsonObject> {
  const list = await endOf(() => readCredential(body, STATUS_LIST));
  if (list instanceof Ended) throw unverified("document", url);
  const subject = list.document.credentialSubject;
  if (!isObject(subject) || !isNamed(subject.type, "BitstringStatusList")) {
    throw unverified("document", url);
  }
  if (list.issuer !== issuer) throw unverified("issuer", url);
  const signatures = await checkSignature(list, fetch, now);
  if (!holds(signatures)) throw unverified("proof", url);
  if (checkDates(spanOf(list, signatures), now).result === "fail") throw unverified("dates", url);
  if (!isNamed(subject.statusPurpose, purpose)) throw unverified("purpose", url);
  return subject;
}

function unverified(reason: string, url: string): Ended {
  return unchecked(`STATUS_VERIFICATION_ERROR/${reason}`, { url });
}
