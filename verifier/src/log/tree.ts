/**
 * The Merkle tree of a log: RFC 9162, section 2.1.
 *
 * Roots are computed from full subtrees (of 2^level leaves each, and counted from the left), wherever
 * they come from, or from the hashes of a proof. Nothing is fetched here.
 */

import { type Hash, sha256 } from "./sha256.ts";

/** The hash of a full subtree of 2^`level` leaves, the `index`-th of its size. */
export type Nodes = (level: number, index: number) => Promise<Hash>;

export function leafHash(entry: Uint8Array): Promise<Hash> {
  return sha256(Uint8Array.of(0), entry);
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Promise<Hash> {
  return sha256(Uint8Array.of(1), left, right);
}

/** The root over the first `size` leaves: section 2.1.1. */
export async function rootOf(nodes: Nodes, size: number): Promise<Hash> {
  return size === 0 ? sha256() : rangeHash(nodes, 0, size);
}

/**
 * The root that an inclusion proof leads to: section 2.1.3.2; null for a proof of another length.
 */
export async function rootFromInclusion(
  leaf: Hash,
  index: number,
  size: number,
  path: readonly Hash[],
): Promise<Hash | null> {
  if (index >= size) return null; // (1)
  let [place, last, root] = [index, size - 1, leaf]; // (2), (3)
  for (const hash of path) { // (4)
    if (last === 0) return null;
    if (place % 2 === 1 || place === last) {
      root = await nodeHash(hash, root);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else {
      root = await nodeHash(root, hash);
    }
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 ? root : null; // (5)
}

/** The inclusion proof of a leaf, its sibling first: section 2.1.3.1. */
export async function inclusionPath(nodes: Nodes, index: number, size: number): Promise<Hash[]> {
  const path: Promise<Hash>[] = [];
  for (let [begin, end] = [0, size]; end - begin > 1; ) {
    const middle = begin + splitOf(end - begin);
    const isLeft = index < middle;
    path.unshift(isLeft ? rangeHash(nodes, middle, end) : rangeHash(nodes, begin, middle));
    [begin, end] = isLeft ? [begin, middle] : [middle, end];
  }
  return Promise.all(path);
}

/** The hash over the leaves from `begin`, where a subtree begins, to before `end`. */
async function rangeHash(nodes: Nodes, begin: number, end: number): Promise<Hash> {
  const count = end - begin;
  const split = splitOf(count);
  if (count === 1 || count === 2 * split) return nodes(Math.log2(count), begin / count);
  const [left, right] = await Promise.all([
    rangeHash(nodes, begin, begin + split),
    rangeHash(nodes, begin + split, end),
  ]);
  return nodeHash(left, right);
}

/** The largest power of two below `count`; 1 for 1. */
function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}
