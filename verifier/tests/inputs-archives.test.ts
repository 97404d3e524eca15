/** ZIP archives that people hand in: what is in them, and what they cannot do to the page. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { badgesInFile } from "../src/inputs/badges.ts";
import { NoBadge } from "../src/inputs/handed.ts";
import { type Packed, zip } from "./zip.ts";

const MEGABYTE = 1024 * 1024;
const bytes = (text: string) => new TextEncoder().encode(text);
const json: Packed = { name: "cohort/ada.json", data: bytes('{"name":"é"}') };

async function inside(...files: Packed[]) {
  const found = await badgesInFile(new File([zip(...files)], "report.zip"));
  return found.map(({ name, data, problem }) => [name, problem ?? new TextDecoder().decode(data)]);
}

const refused = (key: string) => (error: unknown) => error instanceof NoBadge && error.key === key;

describe("an archive", () => {
  test("gives its badges, found by what they are, with their places in it", async () => {
    const others = ["hello", "<html>", "%PDF-1.7", "\0\x05\x16\x07", ""].map((text, place) => ({ name: `${place}.json`, data: bytes(text) }));
    assert.deepEqual(await inside({ name: "cohort/", data: bytes("") }, json, ...others, { ...json, name: "b.txt", stored: true }), [
      ["report.zip › cohort/ada.json", '{"name":"é"}'],
      ["report.zip › b.txt", '{"name":"é"}'],
    ]);
  });

  for (const [name, file, problem] of [
    ["with a password", { ...json, locked: true }, "LOCKED"],
    ["with another archive", { name: "inner.zip", data: zip(json) }, "ARCHIVE_INSIDE"],
    ["of more bytes than it says", { ...json, size: 3 }, "DAMAGED"],
    ["of fewer bytes than it says", { ...json, size: 3000 }, "DAMAGED"],
    ["of more bytes than a picture may have", { ...json, size: 17 * MEGABYTE }, "TOO_LARGE"],
    ["of more bytes than a document may have", { name: "a", data: bytes(`[${" ".repeat(2 * MEGABYTE)}]`) }, "TOO_LARGE"],
  ] as const) {
    test(`${name} says so, and gives the others`, async () => {
      assert.deepEqual(await inside(json, { ...file, name: "b" }), [
        ["report.zip › cohort/ada.json", '{"name":"é"}'],
        ["report.zip › b", problem],
      ]);
      await assert.rejects(inside(file), refused(problem));
    });
  }

  test("without a badge says so", async () => {
    await assert.rejects(inside(), refused("NOTHING_INSIDE"));
    await assert.rejects(inside({ name: "a.txt", data: bytes("hello") }), refused("NOTHING_INSIDE"));
  });

  test("of very many files gives the first", async () => {
    const found = await inside(...Array.from({ length: 2001 }, (_, place) => ({ ...json, name: `${place}.json` })));
    assert.equal(found.length, 2001);
    assert.deepEqual(found[2000], ["report.zip", "TOO_MANY_INSIDE"]);
  });

  test("with a film in it gives the badges beside it", async () => {
    const film = { ...json, name: "film", size: 300 * MEGABYTE };
    assert.deepEqual(await inside(film, json), [["report.zip › film", "TOO_LARGE"], ["report.zip › cohort/ada.json", '{"name":"é"}']]);
  });

  test("that a few bytes blow up is left when it is too large", async () => {
    const bomb = { name: "bomb.json", data: new Uint8Array(16 * MEGABYTE) };
    const found = await inside(json, ...Array.from({ length: 20 }, () => bomb));
    assert.deepEqual(found, [["report.zip › cohort/ada.json", '{"name":"é"}'], ["report.zip", "ARCHIVE_TOO_LARGE"]]);
    await assert.rejects(inside({ ...bomb, size: 100 }), refused("DAMAGED"));
  });

  test("whose directory would fill the memory is not read", async () => {
    const liar = zip(json);
    new DataView(liar.buffer).setUint32(liar.length - 10, 0xf0000000, true);
    await assert.rejects(badgesInFile(new File([liar], "a.zip")), refused("ARCHIVE_UNREADABLE"));
  });

  test("that is cut off anywhere, or damaged anywhere, is read or refused in words", async () => {
    const whole = zip(json);
    const look = async (data: Uint8Array<ArrayBuffer>) => {
      await badgesInFile(new File([data], "a.zip")).catch((error: unknown) => {
        assert.ok(error instanceof NoBadge && error.key !== "NOT_LOADED");
      });
    };
    for (let place = 0; place < whole.length; place++) {
      await look(whole.slice(0, place));
      for (const bit of [0x01, 0x80, 0xff]) await look(whole.map((byte, at) => (at === place ? byte ^ bit : byte)));
    }
  });
});
