/**
 * A leaf's proof as a file: C2SP tlog-proof. It holds no entry, and nobody signs its extra data.
 *
 *     c2sp.org/tlog-proof@v1
 *     extra YmFkZ2VzLmV4YW1wbGUvbGVkZ2VyK2M3NGYyMGEzK0FScGMyUWNVUERoTVFlZ3d4YnpoS3FpQmZzVmttcXEv…
 *     index 73894
 *     gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
 *     B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=
 *
 *     badges.example/ledger
 *     109482
 *     sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=
 *
 *     — badges.example/ledger hI2DJw…
 */

import { base64 } from "@scure/base";
import { type Checkpoint, readCheckpoint, readHash, readWhole } from "./checkpoint.ts";
import { readBase64, type Vkey } from "./note.ts";
import { type Hash, isSameHash } from "./sha256.ts";
import { rootFromInclusion } from "./tree.ts";

export const FIRST_LINE = "c2sp.org/tlog-proof@v1";
const MOST_BYTES = 1_020_000; // of a checkpoint with its signatures, and what stands before it
const MOST_HEAD = 16_384;
const [EXTRA, INDEX] = ["extra ", "index "];

export interface LogProof {
  readonly index: number;
  readonly path: readonly Hash[];
  /** The checkpoint, as the log published it. */
  readonly checkpoint: Uint8Array;
  /** Empty where there are none. */
  readonly extra: Uint8Array;
}

/** The proof in a file, of which nothing was verified; null for anything else. */
export function readProof(data: Uint8Array): LogProof | null {
  const text = data.length > MOST_BYTES ? "" : latinOf(data);
  const end = text.indexOf("\n\n");
  const [first, ...lines] = text.slice(0, Math.max(end, 0)).split("\n");
  const extra = lines[0]?.startsWith(EXTRA) ? readExtra(lines.shift() ?? "") : new Uint8Array();
  const [line = "", ...hashes] = lines;
  const index = line.startsWith(INDEX) ? readWhole(line.slice(INDEX.length)) : null;
  const path = hashes.map(readHash);
  const isProof = first === FIRST_LINE && end <= MOST_HEAD && end + 2 < text.length;
  if (!isProof || extra === null || index === null || !path.every((hash) => hash !== null)) return null;
  return { index, path, extra, checkpoint: data.slice(end + 2) };
}

function readExtra(line: string): Uint8Array | null {
  const extra = readBase64(line.slice(EXTRA.length));
  return extra?.length ? extra : null;
}

/** The proof as a file. */
export function writeProof({ index, path, checkpoint, extra }: LogProof): Uint8Array<ArrayBuffer> {
  const hashes = path.map((hash) => base64.encode(hash));
  const head = [FIRST_LINE, ...(extra.length > 0 ? [EXTRA + base64.encode(extra)] : []), `${INDEX}${index}`, ...hashes];
  const text = new TextEncoder().encode(`${head.join("\n")}\n\n`);
  const file = new Uint8Array(text.length + checkpoint.length);
  file.set(text);
  file.set(checkpoint, text.length);
  return file;
}

/** The checkpoint of a tree that the log's key signed, and in which the proof finds the leaf; null for any other. */
export async function verifyProof({ index, path, checkpoint }: LogProof, leaf: Hash, vkey: Vkey): Promise<Checkpoint | null> {
  const head = await readCheckpoint(checkpoint, vkey);
  const root = head && (await rootFromInclusion(leaf, index, head.size, path));
  return root && isSameHash(root, head.root) ? head : null;
}

/** One character for each byte, so that places in the text are those in the bytes. */
function latinOf(data: Uint8Array): string {
  return Array.from(data, (byte) => String.fromCharCode(byte)).join("");
}
