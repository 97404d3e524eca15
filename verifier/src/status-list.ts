/**
 * What an issuer's status list says of a credential.
 *
 * Part of the `status` check: Bitstring Status List 1.0, section 3.2 (validate). A list counts only
 * if the credential's own issuer signed it and it is valid now, wherever it stands; whatever is
 * short of that leaves the check unmade, with the error the standard names. `ttl` only bears on
 * keeping a list: it is fetched anew for each report.
 */

import { bitsOf, type Place, readValue } from "./bitstring.ts";
import { checkDates } from "./dates.ts";
import { type Credential, readCredential, STATUS_LIST } from "./document.ts";
import { bodyAt, type Fetch } from "./fetching.ts";
import { Ended, endOf, type Finding, finding, unchecked } from "./findings.ts";
import { isNamed, isObject, type Json, type JsonObject, textOf } from "./json.ts";
import { checkSignature, holds, spanOf } from "./signature.ts";

const INDEX = /^(?:0|[1-9][0-9]{0,15})$/;
const HEXADECIMAL = /^0x[0-9a-f]{1,4}$/i;
const MOST_BITS = 16; // of one status
// What a status other than 0 means, by purpose, and how the check then ends.
const MEANINGS: Readonly<Record<string, Finding>> = {
  revocation: finding("fail", "WITHDRAWN"),
  suspension: finding("fail", "SUSPENDED"),
  refresh: finding("warn", "REFRESH"),
  message: finding("warn", "STATUS_MESSAGE/none"),
};
// What 0 means: of the other two, nothing.
const UNSET = ["revocation", "suspension"];

/** One place in one list, and what the values there mean. */
interface Entry extends Place {
  readonly purpose: string;
  readonly messages: ReadonlyMap<number, string>;
}

/** What the list of an entry says of a credential; null if it has nothing to say. Throws `Ended`. */
export async function lookUpStatus(
  members: JsonObject,
  { issuer }: Credential,
  fetch: Fetch,
  now: number,
): Promise<Finding | null> {
  const entry = readEntry(members); // (2)
  const body = await bodyAt(entry.url, fetch);
  if (body === null) throw unchecked("STATUS_RETRIEVAL_ERROR", { url: entry.url }); // (3)
  const list = await verifiedList(body, entry, issuer, fetch, now); // (4)
  return meaningOf(entry, await readValue(list.encodedList, entry)); // (5), (6)
}

/**
 * The bits of an issuer's revocation list, as its signature covers them.
 *
 * Throws `Ended` as the list of an entry does.
 */
export async function revocationBits(url: string, issuer: string, fetch: Fetch, now: number): Promise<Uint8Array> {
  const body = await bodyAt(url, fetch);
  if (body === null) throw unchecked("STATUS_RETRIEVAL_ERROR", { url });
  const list = await verifiedList(body, { purpose: "revocation", url }, issuer, fetch, now);
  return bitsOf(list.encodedList, url);
}

function meaningOf({ purpose, messages }: Entry, value: number): Finding | null {
  const message = purpose === "message" ? messages.get(value) : undefined;
  if (message !== undefined) return finding("warn", "STATUS_MESSAGE", { message });
  if (value !== 0) return MEANINGS[purpose] ?? null;
  return UNSET.includes(purpose) ? finding("pass", "STATUS_OK") : null;
}

function readEntry(members: JsonObject): Entry {
  const { statusPurpose: purpose, statusListIndex: index, statusListCredential: url } = members;
  const isText = typeof purpose === "string" && typeof index === "string" && typeof url === "string";
  if (!isText || !INDEX.test(index)) throw malformed();
  if (!Object.hasOwn(MEANINGS, purpose)) throw unchecked("UNKNOWN_PURPOSE", { purpose });
  const size = sizeOf(members);
  return { purpose, index, url, size, messages: messagesOf(members.statusMessage, size) };
}

function sizeOf({ statusSize = 1 }: JsonObject): number {
  const isSize = typeof statusSize === "number" && Number.isInteger(statusSize);
  if (!isSize || statusSize < 1 || statusSize > MOST_BITS) throw malformed();
  return statusSize;
}

/** The message for each value of `size` bits; none where one bit goes without. */
function messagesOf(listed: Json | undefined, size: number): Map<number, string> {
  if (listed === undefined && size === 1) return new Map();
  const values = Array.isArray(listed) ? listed : [];
  const messages = new Map(values.map((entry) => [valueIn(entry), textOf(entry, "message") ?? ""]));
  const isWhole = messages.size === values.length && messages.size === 2 ** size;
  if (!isWhole || Math.max(...messages.keys()) >= 2 ** size) throw malformed();
  return messages;
}

function valueIn(entry: Json): number {
  const status = textOf(entry, "status") ?? "";
  if (!HEXADECIMAL.test(status) || textOf(entry, "message") === null) throw malformed();
  return Number(status);
}

function malformed(): Ended {
  return unchecked("MALFORMED_VALUE_ERROR/entry");
}

async function verifiedList(
  body: Uint8Array,
  { purpose, url }: Pick<Entry, "purpose" | "url">,
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
  // Another list of the issuer, in the place of this one, would say nothing of this credential.
  if ((list.document.id ?? url) !== url) throw unverified("address", url);
  const signatures = await checkSignature(list, fetch, now);
  if (!holds(signatures)) throw unverified("proof", url);
  if (checkDates(spanOf(list, signatures), now).result === "fail") throw unverified("dates", url);
  if (!isNamed(subject.statusPurpose, purpose)) throw unverified("purpose", url);
  return subject;
}

function unverified(reason: "document" | "issuer" | "address" | "proof" | "purpose" | "dates", url: string): Ended {
  return unchecked(`STATUS_VERIFICATION_ERROR/${reason}`, { url });
}
