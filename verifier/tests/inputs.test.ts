/** What people hand in: pictures with badges in them, and e-mail addresses to compare. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { deflateSync } from "node:zlib";
import { bakedInPng, isPng } from "../src/inputs/png.ts";
import { hashedEmails, isOneOf } from "../src/page/identity.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const texts = (found: Uint8Array[]) => found.map((each) => new TextDecoder().decode(each));

function chunk(type: string, content: Uint8Array): Uint8Array {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, content.length);
  return joined(length, bytes(type), content, new Uint8Array(4));
}

function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts));
}

function png(...chunks: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const signature = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return joined(signature, chunk("IHDR", new Uint8Array(13)), ...chunks, chunk("IEND", new Uint8Array()));
}

const iTXt = (keyword: string, text: Uint8Array, packed = false) =>
  chunk("iTXt", joined(bytes(`${keyword}\0`), new Uint8Array([packed ? 1 : 0, 0]), bytes("en\0Ausweis\0"), text));

describe("a picture", () => {
  const json = bytes('{"name":"é"}');

  test("with a badge, packed or not", async () => {
    assert.deepEqual(texts(await bakedInPng(png(iTXt("openbadgecredential", json)))), ['{"name":"é"}']);
    const packed = iTXt("openbadgecredential", deflateSync(json), true);
    assert.deepEqual(texts(await bakedInPng(png(packed))), ['{"name":"é"}']);
  });

  test("with several, in their order", async () => {
    const plain = chunk("tEXt", bytes("openbadges\0https://example.org/1"));
    const found = await bakedInPng(png(plain, iTXt("clrcredential", json)));
    assert.deepEqual(texts(found), ["https://example.org/1", '{"name":"é"}']);
  });

  test("whose pixels and comments look like one has none", async () => {
    const inside = iTXt("openbadgecredential", json);
    const comment = iTXt("Comment", json);
    const longer = iTXt("openbadgecredentials", json);
    assert.deepEqual(await bakedInPng(png(chunk("IDAT", inside), comment, longer)), []);
  });

  test("with a few bytes that stand for megabytes has none", async () => {
    const bomb = deflateSync(new Uint8Array(64 * 1024 * 1024));
    assert.deepEqual(await bakedInPng(png(iTXt("openbadgecredential", bomb, true))), []);
  });

  test("that is cut off anywhere, or damaged anywhere, is read or left", async () => {
    const whole = png(iTXt("openbadgecredential", deflateSync(json), true));
    for (let place = 0; place < whole.length; place++) {
      await bakedInPng(whole.slice(0, place));
      await bakedInPng(whole.map((byte, at) => (at === place ? byte ^ 0xff : byte)));
    }
    assert.ok(isPng(whole) && !isPng(json));
  });
});

describe("an e-mail address", () => {
  // The standard's own example: Open Badges 3.0, IdentityObject.
  const identityHash = "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399";
  const entry = { type: "IdentityObject", hashed: true, identityHash, identityType: "emailAddress", salt: "Kosher" };
  const credential = (identifier: object) => ({ credentialSubject: { identifier } }) as never;

  test("is the badge's, or another", async () => {
    const hashed = hashedEmails(credential([entry]));
    assert.equal(await isOneOf("a@example.com", hashed), true);
    assert.equal(await isOneOf(" A@Example.com ", hashed), true);
    assert.equal(await isOneOf("b@example.com", hashed), false);
    assert.equal(await isOneOf("a@example.com", hashedEmails(credential({ ...entry, salt: "kosher" }))), false);
  });

  for (const other of [{ hashed: false }, { identityType: "name" }, { identityHash: "md5$00" }, { identityHash: 7 }]) {
    test(`is not compared where the badge has ${JSON.stringify(other)}`, () => {
      assert.deepEqual(hashedEmails(credential([{ ...entry, ...other }])), []);
    });
  }

  test("is not looked for in what is no credential", () => {
    for (const document of [null, 7, [], {}, { credentialSubject: [7, { identifier: [7] }] }]) {
      assert.deepEqual(hashedEmails(document as never), []);
    }
  });
});
