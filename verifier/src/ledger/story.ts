/**
 * What a log tells from its first entry to its last.
 *
 * (1) Every entry is one of format 1, (2) none is dated before an earlier one, (3) a change or a
 * withdrawal names an award's entry before it that nothing has replaced. What `badgeledger audit`
 * asks besides, docs/trust-model.md says.
 */

import { type Act, type Entry, readEntry } from "./entry.ts";

export interface Story {
  /** By their leaves. */
  readonly entries: readonly Entry[];
  /** By the leaf of each award that no longer counts, the first leaf that says so. */
  readonly ended: ReadonlyMap<number, number>;
}

/** An entry breaks the log's own rules. */
export class BrokenRule extends Error {
  readonly leaf: number;

  constructor(leaf: number) {
    super(`entry ${leaf}`);
    this.leaf = leaf;
  }
}

// The acts that put an award's content into the log, and those that end the one before.
const BEGINNING: readonly Act[] = ["issue", "change", "reinstate"];
const REPLACING: readonly Act[] = ["change", "reinstate"];

/** The story of a log whose entries these are. Throws `BrokenRule`. */
export function storyOf(data: readonly Uint8Array[]): Story {
  const entries: Entry[] = [];
  const ended = new Map<number, number>();
  const replaced = new Set<number>();
  for (const [leaf, bytes] of data.entries()) {
    const entry = readEntry(bytes, leaf); // (1)
    if (entry === null || entry.time < (entries.at(-1)?.time ?? 0)) throw new BrokenRule(leaf); // (2)
    if (entry.act !== "key" && entry.about !== null) { // (3)
      const award = entries[entry.about];
      if (!award || !BEGINNING.includes(award.act) || replaced.has(award.leaf)) throw new BrokenRule(leaf);
      if (!ended.has(award.leaf)) ended.set(award.leaf, leaf);
      if (REPLACING.includes(entry.act)) replaced.add(award.leaf);
    }
    entries.push(entry);
  }
  return { entries, ended };
}
