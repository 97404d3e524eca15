/** What a log is read with: signed notes, tiles' places, inclusion proofs. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { openNote, readVkey } from "../src/log/note.ts";
import { tilePath } from "../src/log/tiles.ts";
import { rootFromInclusion } from "../src/log/tree.ts";
import { leafOf, LogKey, logOf, type Made, rootOf } from "./made-log.ts";

const KEY = new LogKey("badges.example.org/ledger");
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("notes", () => {
  const text = "badges.example.org/ledger\n1\nAAAA\n";

  async function opened(note: string): Promise<string | null> {
    const vkey = await readVkey(KEY.vkey);
    return vkey && openNote(bytes(note), vkey);
  }

  test("signed by the key, also beside others", async () => {
    const [, own = ""] = KEY.note(text).split("\n\n");
    const witness = new LogKey("witness.example.net", 9).note(text).split("\n\n")[1] ?? "";
    assert.equal(await opened(KEY.note(text)), text);
    assert.equal(await opened(`${text}\n${witness}${own}`), text);
    assert.equal(await opened(`${text}\n${witness}`), null);
  });

  test("that are none", async () => {
    const note = KEY.note(text);
    for (const broken of ["", text, `${text}\n`, note.slice(0, -1), `${note}\n`, note.replace("— ", "- "), note.replace("AAAA", "AAAB"),
      note.replace("\n1\n", "\n1\r\n"), `${note}— no-signature\n`, note.replace(/ (\S+)\n$/, " AAAA\n")]) {
      assert.equal(await opened(broken), null, JSON.stringify(broken));
    }
  });

  test("keys whose id is not their own, or of another kind", async () => {
    assert.ok(await readVkey(KEY.vkey));
    const [name, id, key] = KEY.vkey.split("+") as [string, string, string];
    for (const broken of ["", name, `${name}+${id}`, `${name}+00000000+${key}`, `other+${id}+${key}`, `${name}+${id}+B${key.slice(1)}`, `${KEY.vkey}=`]) {
      assert.equal(await readVkey(broken), null, broken);
    }
  });
});

describe("trees", () => {
  test("inclusion proofs lead to the root, and no other to it", async () => {
    for (const size of [1, 2, 3, 5, 8, 13]) {
      const log = logOf(Array.from({ length: size }, (_, place) => bytes(String(place))));
      for (let index = 0; index < size; index += 1) {
        const path = pathOf(log, index);
        const found = await rootFromInclusion(new Uint8Array(leafOf(log.entry(index))), index, size, path);
        assert.deepEqual(found, new Uint8Array(rootOf(log)));
        assert.equal(await rootFromInclusion(new Uint8Array(32), index, size, [...path, new Uint8Array(32)]), null);
        if (path.length > 0) assert.equal(await rootFromInclusion(new Uint8Array(32), index, size, path.slice(1)), null);
        assert.equal(await rootFromInclusion(new Uint8Array(32), size, size, path), null);
      }
    }
  });

  test("tiles are where they belong", () => {
    assert.equal(tilePath(0, 0, 256), "tile/0/000");
    assert.equal(tilePath(1, 7, 3), "tile/1/007.p/3");
    assert.equal(tilePath(0, 1234, 256), "tile/0/x001/234");
    assert.equal(tilePath("entries", 1_234_067, 8), "tile/entries/x001/x234/067.p/8");
    assert.equal(tilePath(2, 1000, 256), "tile/2/x001/000");
  });
});

/** The hashes beside the way from a leaf to the root: RFC 9162, section 2.1.3.1. */
function pathOf(log: Made, index: number, begin = 0, end = log.size): Uint8Array<ArrayBuffer>[] {
  if (end - begin === 1) return [];
  let split = 1;
  while (split * 2 < end - begin) split *= 2;
  const middle = begin + split;
  const beside = (from: number, to: number): Uint8Array<ArrayBuffer> => new Uint8Array(
    rootOf({ ...log, size: to - from, node: (level, place) => log.node(level, place + from / 2 ** level) }));
  return index < middle
    ? [...pathOf(log, index, begin, middle), beside(middle, end)]
    : [...pathOf(log, index, middle, end), beside(begin, middle)];
}
