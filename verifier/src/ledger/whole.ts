/**
 * Reads all entries of a log, and sees that they are those which its checkpoint was signed over.
 *
 * Only the entry bundles are fetched (C2SP tlog-tiles): every hash above them is computed here.
 */

import type { Fetch } from "../fetching.ts";
import { failed, unchecked } from "../findings.ts";
import type { Checkpoint } from "../log/checkpoint.ts";
import type { Memory } from "../log/memory.ts";
import { checkpointOf, requireGrown } from "../log/reader.ts";
import type { Log } from "../log/service.ts";
import { isSameHash } from "../log/sha256.ts";
import { entriesOf, HEIGHT, type Levels, levelsOver, Missing, tilePath, WIDTH } from "../log/tiles.ts";
import { leafHash, type Nodes, rootOf } from "../log/tree.ts";

const AT_A_TIME = 6; // fetches

/** All entries of a log, by their leaves, and the checkpoint over them. */
export interface Whole {
  readonly entries: readonly Uint8Array[];
  readonly checkpoint: Checkpoint;
}

/** Is told, again and again, how many of all entries were read. */
export type Watch = (read: number, size: number) => void;

/**
 * The whole log. One that grows while it is read is read once more, by its new checkpoint.
 *
 * Throws `Ended` with LOG_UNREACHABLE, LOG_CHECKPOINT, LOG_TREE, LOG_SPLIT and LOG_OLDER.
 */
export async function readWhole(log: Log, fetch: Fetch, memory: Memory, watch: Watch): Promise<Whole> {
  try {
    return await readOnce(log, fetch, memory, watch);
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
  }
  try {
    return await readOnce(log, fetch, memory, watch);
  } catch (error) {
    throw error instanceof Missing ? unchecked("LOG_UNREACHABLE", { url: log.url }) : error;
  }
}

async function readOnce(log: Log, fetch: Fetch, memory: Memory, watch: Watch): Promise<Whole> {
  const checkpoint = await checkpointOf(log, fetch);
  const { size, root } = checkpoint;
  const entries: Uint8Array[][] = [];
  const subtrees: Levels[] = []; // of each bundle
  let read = 0;
  watch(read, size);
  await each(Math.ceil(size / WIDTH), async (number) => {
    const width = Math.min(WIDTH, size - number * WIDTH);
    const answer = await fetch(log.url + tilePath("entries", number, width));
    if (answer?.status !== 200) throw new Missing();
    const found = entriesOf(answer.body);
    if (found.length !== width) throw failed("LOG_TREE", { url: log.url });
    entries[number] = found;
    subtrees[number] = await levelsOver(await Promise.all(found.map(leafHash)));
    watch((read += width), size);
  });
  const nodes = nodesOf(subtrees, await levelsOver(subtrees.flatMap((levels) => levels[HEIGHT] ?? [])));
  if (!isSameHash(await rootOf(nodes, size), root)) throw failed("LOG_TREE", { url: log.url });
  await requireGrown(log, checkpoint, nodes, memory);
  return { entries: entries.flat(), checkpoint };
}

/** Does `work` for each number below `count`, some at a time; ends with the first that fails. */
async function each(count: number, work: (number: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
}

/** Subtrees of the whole tree, out of those within each bundle and those over the full bundles. */
function nodesOf(within: readonly Levels[], above: Levels): Nodes {
  return (level, index) => {
    const inBundle = WIDTH >> level;
    const hash = level < HEIGHT
      ? within[Math.floor(index / inBundle)]?.[level]?.[index % inBundle]
      : above[level - HEIGHT]?.[index];
    return hash ? Promise.resolve(hash) : Promise.reject(new RangeError("no such subtree is full"));
  };
}
