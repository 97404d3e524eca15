/**
 * Log proofs (C2SP tlog-proof) among files that are handed in: they speak for the badges beside them.
 */

import { contentOf, HEAD } from "./content.ts";
import type { Found } from "./folder.ts";

const MOST_PROOFS = 100;
const MOST_BYTES = 100_000; // a proof has about one

/** Files that may hold badges, and the log proofs handed in with them. */
export interface WithProofs {
  readonly badges: readonly Found[];
  readonly proofs: readonly Uint8Array[];
}

/** The files, parted; a proof without any badge stays where it is, for the door to say so. */
export async function withProofs(found: readonly Found[]): Promise<WithProofs> {
  const parted = await Promise.all(found.map(async (one) => ({ one, isProof: await isProof(one.file) })));
  const badges = parted.filter(({ isProof }) => !isProof).map(({ one }) => one);
  if (badges.length === 0) return { badges: found, proofs: [] };
  const files = parted.filter(({ isProof }) => isProof).map(({ one }) => one.file).slice(0, MOST_PROOFS);
  return { badges, proofs: await Promise.all(files.map(bytesOf)) };
}

async function isProof(file: File): Promise<boolean> {
  const head = file.size > MOST_BYTES ? new Uint8Array() : await bytesOf(file.slice(0, HEAD));
  return contentOf(head) === "proof";
}

/** What a file holds; nothing where it cannot be read. */
async function bytesOf(file: Blob): Promise<Uint8Array> {
  return file.arrayBuffer().then((data) => new Uint8Array(data), () => new Uint8Array());
}
