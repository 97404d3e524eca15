/**
 * What a log has signed of itself: C2SP tlog-checkpoint. Its origin, its size, the root of its tree;
 * lines after these are not looked at.
 */

import { openNote, readBase64, type Vkey } from "./note.ts";
import { type Hash, isSameHash, sha256 } from "./sha256.ts";

const HASH_LENGTH = 32;
const WHOLE = /^(?:0|[1-9][0-9]{0,15})$/;

export interface Checkpoint {
  readonly size: number;
  readonly root: Hash;
}

/** The checkpoint that `data` is, of the log whose key this is; null for anything else. */
export async function readCheckpoint(data: Uint8Array, vkey: Vkey): Promise<Checkpoint | null> {
  const lines = (await openNote(data, vkey))?.slice(0, -1).split("\n") ?? [];
  const [origin, first = "", second = ""] = lines;
  const [size, root] = [readWhole(first), readHash(second)];
  if (origin !== vkey.name || size === null || root === null || lines.includes("")) return null;
  return size > 0 || isSameHash(root, await sha256()) ? { size, root } : null;
}

/** A size or an index, in the one way of writing it; null for anything else. */
export function readWhole(text: string): number | null {
  return WHOLE.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : null;
}

/** A hash in base64; null for anything else. */
export function readHash(text: string): Hash | null {
  const bytes = readBase64(text);
  return bytes?.length === HASH_LENGTH ? new Uint8Array(bytes) : null;
}
