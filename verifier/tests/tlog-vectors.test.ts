/** What the Python side makes of logs, their tiles, notes and proofs is read the same here: tests/vectors/tlog. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { readCheckpoint } from "../src/log/checkpoint.ts";
import { readBase64, readVkey, type Vkey } from "../src/log/note.ts";
import type { Hash } from "../src/log/sha256.ts";
import { Tiles } from "../src/log/tiles.ts";
import { readProof, verifyProof, writeProof } from "../src/log/tlog-proof.ts";
import { leafHash, rootFromInclusion, rootOf } from "../src/log/tree.ts";
import { fileOf, LogKey, logOf } from "./made-log.ts";

interface Vector {
  readonly size: number;
  readonly vkey: string;
  readonly root: string;
  readonly checkpoint: string;
  readonly files: Readonly<Record<string, string>>;
  readonly inclusions: readonly { readonly index: number; readonly path: readonly string[] }[];
  readonly consistencies: readonly { readonly size: number; readonly root: string }[];
  readonly proof: { readonly index: number; readonly file: string };
}
interface Refused {
  readonly vkey: string;
  readonly leaf: string;
  readonly vkeys: readonly { readonly text: string }[];
  readonly checkpoints: readonly { readonly text: string }[];
  readonly proofs: readonly { readonly text: string }[];
}

const folder = new URL("../../tests/vectors/tlog/", import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), "utf8"));
const names = readdirSync(folder).filter((name) => /^\d+\.json$/.test(name));
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const hash = (text: string): Hash => new Uint8Array(readBase64(text) ?? []);
const entry = (index: number): Uint8Array => bytes(`entry ${index};`.repeat(index % 5));
const key = async (text: string): Promise<Vkey> => (await readVkey(text)) as Vkey;

test("there are vectors", () => {
  assert.ok(names.length > 4);
});

for (const name of names) {
  describe(`the log of ${name}`, () => {
    const vector = read(name) as Vector;
    const { size, files } = vector;
    const made = logOf(Array.from({ length: size }, (_, index) => entry(index)));
    const file = (path: string): Uint8Array => new Uint8Array(fileOf(made, new LogKey("unused"), path) ?? []);

    test("has the tiles and bundles of the vector", () => {
      for (const [path, digest] of Object.entries(files)) {
        assert.equal(createHash("sha256").update(file(path)).digest("hex"), digest, path);
      }
    });

    test("is read, leaf by leaf and at each earlier size", async () => {
      const checkpoint = await readCheckpoint(bytes(vector.checkpoint), await key(vector.vkey));
      assert.deepEqual(checkpoint, { size, root: hash(vector.root) });
      const tiles = new Tiles("", { size, root: hash(vector.root) }, (path) =>
        Promise.resolve(Object.hasOwn(files, path) ? { status: 200, body: file(path) } : null));
      for (const { index } of vector.inclusions) {
        assert.deepEqual(await tiles.entry(index), entry(index));
        assert.deepEqual(await tiles.node(0, index), await leafHash(entry(index)));
      }
      for (const earlier of vector.consistencies) {
        assert.deepEqual(await rootOf(tiles.node, earlier.size), hash(earlier.root));
      }
    });

    test("has the proofs of the vector", async () => {
      for (const { index, path } of vector.inclusions) {
        assert.deepEqual(await rootFromInclusion(await leafHash(entry(index)), index, size, path.map(hash)), hash(vector.root));
      }
      const { index, file: text } = vector.proof;
      const proof = readProof(bytes(text));
      assert.ok(proof);
      assert.equal(proof.index, index);
      assert.equal(new TextDecoder().decode(writeProof(proof)), text);
      assert.deepEqual(new TextDecoder().decode(proof.extra), vector.vkey);
      const found = await verifyProof(proof, await leafHash(entry(index)), await key(vector.vkey));
      assert.deepEqual(found, { size, root: hash(vector.root) });
      assert.equal(await verifyProof(proof, await leafHash(bytes("another")), await key(vector.vkey)), null);
    });
  });
}

describe("what is none of these is refused", () => {
  const refused = read("refused.json") as Refused;

  for (const { text } of refused.vkeys) {
    test(`the key ${JSON.stringify(text).slice(0, 80)}`, async () => {
      assert.equal(await readVkey(text), null);
    });
  }
  for (const { text } of refused.checkpoints) {
    test(`the checkpoint ${JSON.stringify(text).slice(0, 80)}`, async () => {
      assert.equal(await readCheckpoint(bytes(text), await key(refused.vkey)), null);
    });
  }
  for (const { text } of refused.proofs) {
    test(`the proof ${JSON.stringify(text).slice(0, 80)}`, async () => {
      const proof = readProof(bytes(text));
      assert.equal(proof && (await verifyProof(proof, hash(refused.leaf), await key(refused.vkey))), null);
    });
  }
});
