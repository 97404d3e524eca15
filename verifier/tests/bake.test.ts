/** Baking: what goes into a picture comes out of it again, whatever it holds, and the picture stays whole. */

import assert from "node:assert/strict";
import { randomBytes, randomInt } from "node:crypto";
import { test } from "node:test";
import { crc32, deflateSync } from "node:zlib";
import { bakedInPng } from "../src/inputs/png.ts";
import { bakePng, bakeSvg, framed } from "../src/sharing/bake.ts";

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const TEXTS = ["{}", '{"name":"Ada \\u00e9"}', "数据 \u{1f3c5} عربي", "]]>", "a]]>b]]]]>c", "<&'\"", "x".repeat(100_000)];

function chunk(type: string, content: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A grey picture of this many pixels; each row has a byte more, its filter. */
function png(width: number, height: number, rows: Uint8Array = Buffer.alloc((width + 1) * height)): Uint8Array {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([SIGNATURE, chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

/** Each chunk's type, and whether its check sum is right. */
function chunks(data: Uint8Array): [string, boolean][] {
  const view = Buffer.from(data);
  const found: [string, boolean][] = [];
  for (let at = SIGNATURE.length; at < view.length; ) {
    const end = at + 8 + view.readUInt32BE(at);
    found.push([view.toString("latin1", at + 4, at + 8), crc32(view.subarray(at + 4, end)) === view.readUInt32BE(end)]);
    at = end + 4;
  }
  return found;
}

for (const text of TEXTS) {
  const name = text.slice(0, 20);

  test(`a PNG holds ${name}, and stays a PNG`, async () => {
    const plain = png(3, 2);
    const baked = bakePng(plain, text);
    const [found, ...others] = await bakedInPng(baked);
    assert.equal(new TextDecoder().decode(found), text);
    assert.equal(others.length, 0);
    assert.deepEqual(chunks(baked), [["IHDR", true], ["iTXt", true], ["IDAT", true], ["IEND", true]]);
  });

  test(`an SVG holds ${name} as its first element`, () => {
    const baked = bakeSvg('<svg xmlns="http://www.w3.org/2000/svg" width="5"><title>t</title></svg>', text);
    const [, inside = ""] = /^<svg [^>]*xmlns:openbadges="https:\/\/purl\.imsglobal\.org\/ob\/v3p0"><openbadges:credential>(.*)<\/openbadges:credential><title>t<\/title><\/svg>$/s.exec(baked) ?? [];
    const sections = Array.from(inside.matchAll(/<!\[CDATA\[(.*?)\]\]>/gs), ([, section]) => section);
    assert.equal(sections.join(""), text);
    assert.equal(inside.replaceAll(/<!\[CDATA\[.*?\]\]>/gs, ""), "");
  });
}

test("any PNG stays what it was, with one chunk more", async () => {
  for (let number = 0; number < 200; number += 1) {
    const [width, height, size] = [randomInt(1, 40), randomInt(1, 40), randomInt(0, 3000)];
    const plain = png(width, height, randomBytes((width + 1) * height));
    const text = randomBytes(size).toString("base64");
    const baked = bakePng(plain, text);
    const why = `${Buffer.from(plain).toString("base64")} with ${text}`;
    assert.deepEqual((await bakedInPng(baked)).map((found) => new TextDecoder().decode(found)), [text], why);
    assert.ok(chunks(baked).every(([, isRight]) => isRight), why);
    const added = baked.length - plain.length;
    const without = Buffer.concat([baked.subarray(0, 33), baked.subarray(33 + added)]);
    assert.deepEqual(without, Buffer.from(plain), why);
  }
});

test("what is no PNG is neither baked nor framed", () => {
  for (const other of ["", "<!doctype html><title>Sign in</title>", "GIF89a"]) {
    assert.throws(() => bakePng(new TextEncoder().encode(other), "{}"), TypeError);
    assert.throws(() => framed(new TextEncoder().encode(other)), TypeError);
  }
});

test("a PNG in a frame keeps its size and its bytes", () => {
  const plain = png(7, 4);
  const svg = framed(plain);
  assert.match(svg, /viewBox="0 0 7 4"/);
  const [, data = ""] = /base64,([^"]+)"/.exec(svg) ?? [];
  assert.deepEqual(Buffer.from(data, "base64"), Buffer.from(plain));
});

test("what is no SVG is not baked", () => {
  assert.throws(() => bakeSvg("<html></html>", "{}"), TypeError);
});
