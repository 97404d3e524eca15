/**
 * Reads a log: its checkpoint, which must go on from the one seen before, and its tiles.
 *
 * Nothing leaves here that does not lead to the checkpoint's root.
 */

import { bodyAt, type Fetch } from "../fetching.ts";
import { failed, unchecked } from "../findings.ts";
import { type Checkpoint, readCheckpoint } from "./checkpoint.ts";
import type { Memory } from "./memory.ts";
import { readVkey } from "./note.ts";
import { type Log, originOf } from "./service.ts";
import { type Hash, isSameHash } from "./sha256.ts";
import { Missing, Tiles } from "./tiles.ts";
import { inclusionPath, type Nodes, rootOf } from "./tree.ts";

export interface LogReader {
  readonly size: number;
  /** The checkpoint, as the log publishes it. */
  readonly note: Uint8Array;
  /** The hashes that lead from a leaf to the root. Throws `Ended` with LOG_TREE. */
  readonly path: (index: number) => Promise<Hash[]>;
  /** The hash of the entry at an index below the size. Throws `Ended` with LOG_TREE. */
  readonly leaf: (index: number) => Promise<Hash>;
  /** The entry there. Throws `Ended` with LOG_TREE. */
  readonly entry: (index: number) => Promise<Uint8Array>;
}

/**
 * What `read` reads in a log.
 *
 * A log that grows while it is read no longer has the tiles that stood at its end: it is then read
 * once more, by its new checkpoint. Throws `Ended` with LOG_UNREACHABLE, LOG_CHECKPOINT, LOG_SPLIT,
 * LOG_OLDER, LOG_TREE and what `read` throws.
 */
export async function readingLog<T>(log: Log, fetch: Fetch, memory: Memory, read: (log: LogReader) => Promise<T>): Promise<T> {
  try {
    return await read(await readerOf(log, fetch, memory));
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
  }
  try {
    return await read(await readerOf(log, (url) => fetch(url, url.endsWith("/checkpoint") ? "anew" : undefined), memory));
  } catch (error) {
    throw error instanceof Missing ? unchecked("LOG_UNREACHABLE", { url: log.url }) : error;
  }
}

async function readerOf(log: Log, fetch: Fetch, memory: Memory): Promise<LogReader> {
  const [note, checkpoint] = await headOf(log, fetch);
  const { size } = checkpoint;
  const tiles = new Tiles(log.url, checkpoint, fetch);
  await requireGrown(log, checkpoint, tiles.node, memory);
  const leaf = (index: number): Promise<Hash> => tiles.node(0, index);
  const entry = (index: number): Promise<Uint8Array> => tiles.entry(index);
  const path = (index: number): Promise<Hash[]> => inclusionPath(tiles.node, index, size);
  return { size, note, leaf, entry, path };
}

/** The checkpoint of a log. Throws `Ended` with LOG_UNREACHABLE and LOG_CHECKPOINT. */
export async function checkpointOf(log: Log, fetch: Fetch): Promise<Checkpoint> {
  const [, checkpoint] = await headOf(log, fetch);
  return checkpoint;
}

/** The note that stands there, and what it says. */
async function headOf(log: Log, fetch: Fetch): Promise<[Uint8Array, Checkpoint]> {
  const url = `${log.url}checkpoint`;
  const [vkey, body] = await Promise.all([readVkey(log.vkey), bodyAt(url, fetch)]);
  if (body === null) throw unchecked("LOG_UNREACHABLE", { url });
  const checkpoint = vkey?.name === originOf(log) ? await readCheckpoint(body, vkey) : null;
  if (checkpoint === null) throw failed("LOG_CHECKPOINT", { url });
  return [body, checkpoint];
}

/**
 * A log only ever grows: it holds all that it held when it was last seen.
 *
 * `nodes` lead to the checkpoint's root. Throws `Ended` with LOG_OLDER and LOG_SPLIT.
 */
export async function requireGrown(log: Log, { size, root }: Checkpoint, nodes: Nodes, memory: Memory): Promise<void> {
  const origin = originOf(log);
  const seen = memory.seen(origin) ?? { size: 0, root };
  const values = { size: String(size), seen: String(seen.size) };
  if (size < seen.size) throw failed("LOG_OLDER", values);
  const before = size === seen.size ? root : await rootOf(nodes, seen.size);
  if (seen.size > 0 && !isSameHash(before, seen.root)) throw failed("LOG_SPLIT", values);
  memory.keep(origin, { size, root });
}
