/**
 * What a log has signed of itself: C2SP tlog-checkpoint. Its origin, its size, the root of its tree.
 */

import { openNote, readBase64, type Vkey } from "./note.ts";
import type { Hash } from "./sha256.ts";

const HASH_LENGTH = 32;
const SIZE = /^(?:0|[1-9][0-9]{0,14})$/;

export interface Checkpoint {
  readonly size: number;
  readonly root: Hash;
}

/** The checkpoint that `data` is, of the log whose key this is; null for anything else. */
export async function readCheckpoint(data: Uint8Array, vkey: Vkey): Promise<Checkpoint | null> {
  const text = await openNote(data, vkey);
  const [origin, size = "", encoded = ""] = text?.split("\n") ?? [];
  const root = readBase64(encoded);
  if (origin !== vkey.name || !SIZE.test(size) || root?.length !== HASH_LENGTH) return null;
  return { size: Number(size), root: new Uint8Array(root) };
}
