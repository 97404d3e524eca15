/**
 * The tree and the entries of a log, out of its tiles: C2SP tlog-tiles.
 *
 * Nothing of a tile is handed on before it led to the root: the partial tiles, which stand at the
 * end of each level, together; each full one through the one above it.
 */

import type { Fetch } from "../fetching.ts";
import { Ended, failed } from "../findings.ts";
import { Recent } from "../recent.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { type Hash, isSameHash, sha256 } from "./sha256.ts";
import { leafHash, nodeHash, type Nodes, rootOf } from "./tree.ts";

export const HEIGHT = 8; // of the tree in a tile
export const WIDTH = 256;
const HASH_LENGTH = 32;
const LENGTH_BYTES = 2; // before each entry

/** The levels of the tree in a tile, the lowest first. */
export type Levels = readonly (readonly Hash[])[];

// Badges of one issuer share most of theirs.
const RECENT = new Recent<Levels>(32);

/** A tile is not there: the log has perhaps grown, so that this one's width is no longer published. */
export class Missing extends Error {}

/** The tiles of a log at a checkpoint, whose folder is at `url` (with closing slash). */
export class Tiles {
  readonly #url: string;
  readonly #checkpoint: Checkpoint;
  readonly #fetch: Fetch;
  #end: Promise<void> | null = null;

  constructor(url: string, checkpoint: Checkpoint, fetch: Fetch) {
    this.#url = url;
    this.#checkpoint = checkpoint;
    this.#fetch = fetch;
  }

  /** The hash of a full subtree of 2^`level` leaves. Throws `Missing`, and `Ended` with LOG_TREE. */
  node: Nodes = (level, index) => this.#node(level, index, (...tile) => this.#tile(...tile));

  /** The entry at `index`. Throws `Missing`, and `Ended` with LOG_TREE. */
  async entry(index: number): Promise<Uint8Array> {
    const number = Math.floor(index / WIDTH);
    const [bundle, [leaves = []]] = await Promise.all([this.#at("entries", number), this.#tile(0, number)]);
    const entries = entriesOf(bundle);
    const hashes = await Promise.all(entries.map(leafHash));
    const entry = entries[index % WIDTH];
    const isWhole = hashes.length === leaves.length && hashes.every((hash, place) => isSameHash(hash, leaves[place] as Hash));
    if (entry === undefined || !isWhole) throw this.#damaged();
    return entry;
  }

  async #node(level: number, index: number, tile: (level: number, number: number) => Promise<Levels>): Promise<Hash> {
    const within = level % HEIGHT;
    const fewer = WIDTH / 2 ** within; // hashes of that level in a full tile
    const levels = await tile(Math.floor(level / HEIGHT), Math.floor(index / fewer));
    const hash = levels[within]?.[index % fewer];
    if (hash === undefined) throw new RangeError("no such subtree is full");
    return hash;
  }

  /** A tile that led to the root. */
  async #tile(level: number, number: number): Promise<Levels> {
    if (this.#width(level, number) < WIDTH) {
      await (this.#end ??= this.#requireEnd());
      return this.#read(level, number);
    }
    const [levels, [above = []]] = await Promise.all([
      this.#read(level, number),
      this.#tile(level + 1, Math.floor(number / WIDTH)),
    ]);
    this.#requireSame(levels[HEIGHT]?.[0], above[number % WIDTH]);
    return levels;
  }

  /** The partial tiles make the root: each of their hashes goes into it. */
  async #requireEnd(): Promise<void> {
    const root = await rootOf((...node) => this.#node(...node, (...tile) => this.#read(...tile)), this.#checkpoint.size);
    this.#requireSame(root, this.#checkpoint.root);
  }

  async #read(level: number, number: number): Promise<Levels> {
    const tile = await this.#at(level, number);
    if (tile.length !== HASH_LENGTH * this.#width(level, number)) throw this.#damaged();
    return RECENT.of((await sha256(tile)).join(), () => levelsOf(tile));
  }

  async #at(level: number | "entries", number: number): Promise<Uint8Array> {
    const width = this.#width(level === "entries" ? 0 : level, number);
    const answer = await this.#fetch(this.#url + tilePath(level, number, width));
    if (answer?.status !== 200) throw new Missing();
    return answer.body;
  }

  #width(level: number, number: number): number {
    const hashes = Math.floor(this.#checkpoint.size / WIDTH ** level);
    return Math.min(WIDTH, hashes - number * WIDTH);
  }

  #requireSame(one: Hash | undefined, other: Hash | undefined): void {
    if (!one || !other || !isSameHash(one, other)) throw this.#damaged();
  }

  #damaged(): Ended {
    return failed("LOG_TREE", { url: this.#url });
  }
}

/** Where a tile stands in a log's folder: `tile/0/x001/067`, `tile/entries/000.p/3`. */
export function tilePath(level: number | "entries", number: number, width: number): string {
  const digits = (part: number): string => String(part % 1000).padStart(3, "0");
  let place = digits(number);
  for (let rest = Math.floor(number / 1000); rest > 0; rest = Math.floor(rest / 1000)) place = `x${digits(rest)}/${place}`;
  return `tile/${level}/${place}${width < WIDTH ? `.p/${width}` : ""}`;
}

function levelsOf(tile: Uint8Array): Promise<Levels> {
  const places = Array.from({ length: tile.length / HASH_LENGTH }, (_, place) => HASH_LENGTH * place);
  return levelsOver(places.map((place) => new Uint8Array(tile.slice(place, place + HASH_LENGTH))));
}

/** The hashes of all full subtrees over some hashes, these first. */
export async function levelsOver(hashes: readonly Hash[]): Promise<Levels> {
  let level = hashes;
  const levels = [level];
  while (level.length > 1) {
    level = await Promise.all(pairsOf(level).map(([left, right]) => nodeHash(left, right)));
    levels.push(level);
  }
  return levels;
}

/** The hashes two by two; an odd last one is left out. */
function pairsOf(level: readonly Hash[]): [Hash, Hash][] {
  return level.flatMap((hash, place) => (place % 2 === 1 ? [[level[place - 1] as Hash, hash]] : []));
}

/** The entries of a bundle; none where it ends within one. */
export function entriesOf(bundle: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  let begin = LENGTH_BYTES;
  while (begin <= bundle.length) {
    const end = begin + 256 * (bundle[begin - 2] ?? 0) + (bundle[begin - 1] ?? 0);
    entries.push(bundle.slice(begin, end));
    begin = end + LENGTH_BYTES;
  }
  return begin === bundle.length + LENGTH_BYTES ? entries : [];
}
