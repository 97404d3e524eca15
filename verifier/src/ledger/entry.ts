/**
 * An entry of the log, as people are told of it: log format 1.
 *
 * It names no person: of an award there is a commitment, which nobody can read who does not have the
 * badge.
 */

import { textOf } from "../json.ts";
import { readObject } from "../strict-json.ts";

/** In the order in which people are told of them. */
export const ACTS = ["issue", "change", "reinstate", "revoke", "erase", "define", "key"] as const;
export type Act = (typeof ACTS)[number];

export interface Entry {
  readonly leaf: number;
  readonly act: Act;
  /** In UTC seconds. */
  readonly time: number;
  /** Of an achievement; empty for other acts. */
  readonly slug: string;
  /** Of a signing key; empty for other acts. */
  readonly key: string;
  /** The leaf that it replaces, ends, or that a key no longer counts for; null where it names none. */
  readonly about: number | null;
}

/** The entry at a leaf; null for what is none of format 1. */
export function readEntry(data: Uint8Array, leaf: number): Entry | null {
  const { e = null, t = null, v, i = null, ...members } = readObject(data) ?? {};
  const act = ACTS.find((each) => each === e);
  if (act === undefined || v !== 1 || !isWhole(t) || !(i === null || isWhole(i))) return null;
  const [slug, key, about] = [textOf(members, "a") ?? "", textOf(members, "k") ?? "", i];
  const isComplete = (slug !== "") === (act === "define") && (key !== "") === (act === "key");
  return isComplete && isAbout(act, about) ? { leaf, act, time: t, slug, key, about } : null;
}

/** Whether an act names another leaf where it has to; a key's withdrawal does, its beginning not. */
function isAbout(act: Act, about: number | null): boolean {
  return act === "key" || (about === null) === (act === "define" || act === "issue");
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
