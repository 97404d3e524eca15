/**
 * Whether the issuer's status lists say of every award what the log says.
 *
 * A bit is set exactly where the log ended the leaf (DESIGN.md, "The log"): a withdrawal that was
 * quietly taken out of a list shows here, as does one that was never entered.
 */

import type { Fetch } from "../fetching.ts";
import { endOf, Ended } from "../findings.ts";
import { revocationBits } from "../status-list.ts";
import type { Story } from "./story.ts";

const LENGTH = 131_072; // places in one list

/** What became of one list. */
export interface Compared {
  readonly url: string;
  readonly result: "pass" | "fail" | "notchecked";
  /** The entries of which it says something else. */
  readonly differing: readonly number[];
}

/** Compares the lists of a site (without closing slash) with its log. */
export async function compareLists({ entries, ended }: Story, site: string, issuer: string, fetch: Fetch, now: number): Promise<Compared[]> {
  const last = entries.findLastIndex(({ act }) => act === "issue" || act === "change" || act === "reinstate");
  const numbers = Array.from({ length: Math.floor(Math.max(last, 0) / LENGTH) + 1 }, (_, number) => number);
  return Promise.all(numbers.map(async (number): Promise<Compared> => {
    const url = `${site}/status/${number}.json`;
    const bits = await endOf(() => revocationBits(url, issuer, fetch, now));
    if (bits instanceof Ended) return { url, result: "notchecked", differing: [] };
    const differing = differences(bits, number * LENGTH, ended);
    return { url, result: differing.length > 0 ? "fail" : "pass", differing };
  }));
}

function differences(bits: Uint8Array, first: number, ended: ReadonlyMap<number, number>): number[] {
  const expected = new Uint8Array(bits.length);
  for (const leaf of ended.keys()) {
    const place = leaf - first;
    if (place >= 0 && place < bits.length * 8) expected[place >> 3] = (expected[place >> 3] ?? 0) | (0x80 >> (place & 7));
  }
  const found: number[] = [];
  bits.forEach((byte, at) => {
    const other = byte ^ (expected[at] ?? 0);
    for (let bit = 0; bit < 8; bit += 1) if (other & (0x80 >> bit)) found.push(first + at * 8 + bit);
  });
  return found;
}
