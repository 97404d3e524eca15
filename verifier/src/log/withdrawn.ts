/**
 * What a signature counts for whose key the issuer has withdrawn.
 *
 * Part of the `issuer` check. The issuer's document no longer lists such a key. Its log says from
 * which leaf on it does not count: what the log had before, the key's holder signed; what it has not,
 * a thief may have signed since, with any date. `keys.json`, which nobody signs, only says where in
 * the log to look.
 */

import type { Credential } from "../document.ts";
import { bodyAt, type Fetch } from "../fetching.ts";
import { Ended, endOf, type Finding, finding } from "../findings.ts";
import type { IssuerKey } from "../issuer.ts";
import { isObject, type Json, textOf } from "../json.ts";
import { readMultikey } from "../multikey.ts";
import { readObject } from "../strict-json.ts";
import { placeOf } from "./inclusion.ts";
import { Checkpoints } from "./memory.ts";
import { readingLog } from "./reader.ts";
import { type Log, logOf } from "./service.ts";

const MOST_LEAVES = 16;
// How it grew, the log check asks.
const memory = (): Checkpoints => new Checkpoints();

/** The key of a method that only the log knows; null where the log does not say that it was withdrawn. */
export async function withdrawnKey(credential: Credential, method: string, fetch: Fetch): Promise<IssuerKey | null> {
  const multikey = method.slice(method.indexOf("#") + 1);
  const key = await readMultikey(multikey);
  const said = key && (await endOf(() => saidByLog(credential, multikey, fetch)));
  return said === null || said instanceof Ended ? null : { finding: said, key };
}

/** What the log says of a key and what it signed; null where it was not withdrawn. Throws `Ended`. */
async function saidByLog(credential: Credential, multikey: string, fetch: Fetch): Promise<Finding | null> {
  const log = await logOf(credential.issuer, fetch);
  const first = await firstVoidLeaf(multikey, log, fetch); // (1), (2)
  if (first === null) return null;
  const place = await endOf(() => placeOf(credential, log, fetch, memory())); // (3)
  if (place instanceof Ended && place.finding.key === "LOG_UNREACHABLE") throw place;
  return place instanceof Ended || place.leaf >= first
    ? finding("fail", "KEY_WITHDRAWN")
    : finding("pass", "KEY_WITHDRAWN_LATER", { leaf: String(place.leaf) });
}

/** The first leaf that a key does not count for; null where its last entry withdraws nothing. */
async function firstVoidLeaf(multikey: string, log: Log, fetch: Fetch): Promise<number | null> {
  const body = await bodyAt(`${log.url}keys.json`, fetch);
  const leaves = leavesOf(multikey, (body && readObject(body))?.signing);
  return readingLog(log, fetch, memory(), async ({ size, entry }) => {
    let first: number | null = null;
    for (const leaf of leaves) {
      const said = leaf < size ? readObject(await entry(leaf)) : null;
      if (said?.e !== "key" || said.k !== multikey) return null;
      first = said.s === "withdrawn" && Number.isSafeInteger(said.i) ? Number(said.i) : null;
    }
    return first;
  });
}

/** The leaves that concern a key, as far as they are some. */
function leavesOf(multikey: string, signing: Json | undefined): number[] {
  const of = Array.isArray(signing) ? signing.find((one) => textOf(one, "key") === multikey) : undefined;
  const leaves = isObject(of) && Array.isArray(of.leaves) ? of.leaves : [];
  const isList = leaves.length <= MOST_LEAVES && leaves.every((leaf) => Number.isSafeInteger(leaf) && Number(leaf) >= 0);
  return isList ? leaves.map(Number) : [];
}
