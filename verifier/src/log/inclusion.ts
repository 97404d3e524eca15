/**
 * Whether an issuer's log has a credential: the `log` check.
 *
 * The entry is recomputed from the credential alone, and looked for at the one place that is its
 * own. That it is there says nothing of any other entry, nor of later ones: who wants to know that
 * reads the whole log.
 */

import { readTime } from "../dates.ts";
import { type Credential, kindOf } from "../document.ts";
import type { Fetch } from "../fetching.ts";
import { type Ended, failed, type Finding, finding, unchecked } from "../findings.ts";
import { isObject, type JsonObject, textOf } from "../json.ts";
import { commitmentOf, issueOf, timeOfContent } from "./entry.ts";
import type { Memory } from "./memory.ts";
import { type LogReader, readingLog } from "./reader.ts";
import { type Log, siteOf } from "./service.ts";
import { isSameHash } from "./sha256.ts";
import { leafHash } from "./tree.ts";

const LIST_LENGTH = 131_072; // places in one status list
const INDEX = /^(?:0|[1-9][0-9]{0,5})$/;
const LIST = /^\/status\/(0|[1-9][0-9]{0,8})\.json$/;

/** Where and when a credential was entered, and how long the log is. */
export interface Place {
  readonly leaf: number;
  /** In UTC seconds. */
  readonly time: number;
  readonly size: number;
}

/** The `log` check of a credential, in the log of its issuer. Throws `Ended`. */
export async function checkInclusion(credential: Credential, log: Log, fetch: Fetch, memory: Memory): Promise<Finding> {
  const { leaf, time, size } = await placeOf(credential, log, fetch, memory);
  return finding("pass", "LOG_OK", { leaf: String(leaf), time: new Date(time * 1000), size: String(size) });
}

/** Where a credential is in a log. Throws `Ended` where it is not, or that cannot be said. */
export async function placeOf({ document }: Credential, log: Log, fetch: Fetch, memory: Memory): Promise<Place> {
  const site = siteOf(log);
  const leaf = leafOf(document, site); // (2)
  if (leaf === null) throw elsewhere(document, log);
  const c = await commitmentOf(document, site);
  return readingLog(log, fetch, memory, async (reader) => { // (3) to (5)
    const { size } = reader;
    if (leaf >= size) throw failed("LOG_NOT_IN/beyond", { leaf: String(leaf), size: String(size) });
    const time = c === null ? null : await timeAt(leaf, c, document, reader);
    if (time === null) throw failed("LOG_NOT_IN", { leaf: String(leaf) });
    return { leaf, time, size };
  });
}

/**
 * What a place outside of the log's site means.
 *
 * An issuer with a log enters all its badges there; who stole its key makes others. What it says
 * besides, of others' badges and of records, is not the log's affair.
 */
function elsewhere(document: JsonObject, { url }: Log): Ended {
  return kindOf(document) === "badge" ? failed("LOG_NOT_IN/elsewhere", { url }) : unchecked("LOG_OTHER_PLACE", { url });
}

/**
 * The leaf that is a credential's own: its place in the issuer's status lists.
 *
 * Null for a credential, or a list, that is not of this site.
 */
export function leafOf({ id = null, credentialStatus }: JsonObject, site: string): number | null {
  if (!isObject(credentialStatus) || typeof id !== "string" || !id.startsWith(`${site}/`)) return null;
  const [list, index] = ["statusListCredential", "statusListIndex"].map((name) => textOf(credentialStatus, name) ?? "");
  const number = list?.startsWith(site) ? LIST.exec(list.slice(site.length))?.[1] : undefined;
  if (number === undefined || !INDEX.test(index ?? "") || Number(index) >= LIST_LENGTH) return null;
  return Number(number) * LIST_LENGTH + Number(index);
}

/** When the entry at a leaf put this commitment into the log; null where it is another entry. */
async function timeAt(leaf: number, c: string, document: JsonObject, reader: LogReader): Promise<number | null> {
  const [hash, signed] = [await reader.leaf(leaf), timeOfProof(document)];
  // Most were issued when they were signed: then the entry itself need not be fetched.
  if (signed !== null && isSameHash(hash, await leafHash(issueOf(c, signed)))) return signed;
  return timeOfContent(await reader.entry(leaf), c);
}

/** When a credential was signed, by its proof's own word. */
export function timeOfProof({ proof }: JsonObject): number | null {
  return isObject(proof) ? readTime(proof.created ?? null) : null;
}
