/** Readers of what strangers write: JSON, times, names of issuers, keys, lists. */

import assert from "node:assert/strict";
import { ECDH, generateKeyPairSync } from "node:crypto";
import { describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { base58 } from "@scure/base";
import { readValue } from "../src/bitstring.ts";
import { readTime, stamp } from "../src/dates.ts";
import { keyOf, webIssuer } from "../src/did.ts";
import { Ended, endOf } from "../src/findings.ts";
import { readMultikey } from "../src/multikey.ts";
import { readJson } from "../src/strict-json.ts";

async function keyOfEnd(attempt: () => unknown): Promise<string> {
  const end = await endOf(attempt);
  return end instanceof Ended ? end.finding.key : JSON.stringify(end);
}

describe("JSON that every program reads alike", () => {
  const cases: [string, string | Uint8Array, string][] = [
    ["plain", '{"a": [1, -2.5e3, "\\u00e9", true, null, {}]}', '{"a":[1,-2500,"é",true,null,{}]}'],
    ["a name that stands in two objects", '[{"a": 1}, {"a": {"a": 2}}]', '[{"a":1},{"a":{"a":2}}]'],
    ["a text that is the same as a name", '{"a": "a", "b": ["a", "b"]}', '{"a":"a","b":["a","b"]}'],
    ["brackets in texts", '{"a": "}{][,:\\"", "b": 1}', '{"a":"}{][,:\\"","b":1}'],
    ["a whole pair", '"\\ud83c\\udfc5"', '"🏅"'],
    ["the largest number", "9007199254740991", "9007199254740991"],
    ["a member twice", '{"a": 1, "b": 2, "a": 3}', "DUPLICATE_MEMBER"],
    ["a member twice, once escaped", '{"a": 1, "\\u0061": 3}', "DUPLICATE_MEMBER"],
    ["a member twice, far inside", '[[{"x": {"a": 1, "a": 1}}]]', "DUPLICATE_MEMBER"],
    ["half a pair", '{"a": "\\ud83c"}', "HALF_CHARACTER"],
    ["half a pair in a name", '{"\\udfc5": 1}', "HALF_CHARACTER"],
    ["a number too large for a double", "[1e999]", "NUMBER_OUT_OF_RANGE"],
    ["a whole number that is rounded", "[9007199254740993]", "NUMBER_OUT_OF_RANGE"],
    ["64 levels", `${"[".repeat(64)}${"]".repeat(64)}`, `${"[".repeat(64)}${"]".repeat(64)}`],
    ["65 levels", `${"[".repeat(65)}${"]".repeat(65)}`, "TOO_DEEP"],
    ["a million levels", `${"[".repeat(900_000)}${"]".repeat(900_000)}`, "TOO_DEEP"],
    ["NaN", "[NaN]", "NOT_JSON"],
    ["nothing", "", "NOT_JSON"],
    ["a byte order mark", "\ufeff{}", "NOT_JSON"],
    ["other bytes than UTF-8", Uint8Array.of(0x22, 0xff, 0x22), "NOT_JSON"],
    ["more than 2 MB", `"${"a".repeat(2 * 1024 * 1024)}"`, "TOO_LARGE"],
  ];
  for (const [name, text, expected] of cases) {
    test(name, async () => {
      const data = typeof text === "string" ? new TextEncoder().encode(text) : text;
      assert.equal(await keyOfEnd(() => readJson(data)), expected);
    });
  }
});

describe("points in time", () => {
  const cases: [string, string | null][] = [
    ["2026-05-01T00:00:00Z", "2026-05-01T00:00:00Z"],
    ["2026-05-01T02:00:00+02:00", "2026-05-01T00:00:00Z"],
    ["2026-04-30T18:30:00.999-05:30", "2026-05-01T00:00:00Z"],
    ["2028-02-29T12:00:00Z", "2028-02-29T12:00:00Z"],
    ["2026-02-29T12:00:00Z", null],
    ["2026-13-01T12:00:00Z", null],
    ["2026-05-01T24:00:00Z", null],
    ["2026-05-01T23:59:60Z", null],
    ["2026-05-01T23:59:59+24:00", null],
    ["2026-05-01T23:59:59", null],
    ["2026-05-01", null],
    ["0000-05-01T00:00:00Z", null],
    ["0001-01-01T00:00:00+01:00", null],
    ["9999-12-31T23:59:59-01:00", null],
    ["yesterday", null],
  ];
  for (const [text, expected] of cases) {
    test(text, () => {
      const time = readTime(text);
      assert.equal(time === null ? null : stamp(time), expected);
    });
  }

  test("what is no text is no time", () => {
    assert.equal(readTime(2026), null);
  });
});

describe("names of issuers", () => {
  const cases: [string, string | undefined, string?][] = [
    ["did:web:example.org", "https://example.org/.well-known/did.json", "example.org"],
    ["did:web:Example.ORG", "https://example.org/.well-known/did.json", "example.org"],
    ["did:web:example.org:a:b", "https://example.org/a/b/did.json", "example.org/a/b"],
    ["did:web:example.org%3A8443", "https://example.org:8443/.well-known/did.json", "example.org:8443"],
    ["did:web:localhost%3A8000:x", "http://localhost:8000/x/did.json", "localhost:8000/x"],
    ["did:web:127.0.0.1", "http://127.0.0.1/.well-known/did.json", "127.0.0.1"],
    ["did:web:example.org:..:x", undefined],
    ["did:web:example.org:%2E%2e:x", undefined],
    ["did:web:example.org/x", undefined],
    ["did:web:user@example.org", undefined],
    ["did:web:example.org:a?b", undefined],
    ["did:web:", undefined],
    ["did:web:192.168.0.1", undefined],
    ["did:web:2130706433", undefined],
    ["did:web:0x7f000001", undefined],
    ["did:web:example..org", undefined],
    ["did:web:example.org.", undefined],
    ["https://example.org", undefined],
  ];
  for (const [did, document, domain] of cases) {
    test(did, () => {
      const issuer = webIssuer(did);
      assert.equal(issuer?.document, document);
      assert.equal(issuer?.domain, domain);
    });
  }

  test("did:key", () => {
    assert.equal(keyOf("did:key:z6MkfXa"), "z6MkfXa");
    assert.equal(keyOf("did:key:z6Mk0"), null);
    assert.equal(keyOf("did:web:z6Mk"), null);
  });
});

function pointOf(x: string, y: string): Buffer {
  return Buffer.concat([Buffer.of(4), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]);
}

describe("keys", () => {
  test("an Ed25519 key", async () => {
    const key = await readMultikey("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK");
    const x = "Lm_M42cB3HkUiODQsXRcweM6TByfzEHGO9ND274JcOY";
    assert.deepEqual(key, { kind: "Ed25519", jwk: { kty: "OKP", crv: "Ed25519", x } });
  });

  test("a P-256 key", async () => {
    const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const { x = "", y = "" } = publicKey.export({ format: "jwk" });
    const short = Buffer.from(ECDH.convertKey(pointOf(x, y), "prime256v1", undefined, undefined, "compressed") as Buffer);
    const multikey = `z${base58.encode(Buffer.concat([Buffer.of(0x80, 0x24), short]))}`;
    assert.deepEqual(await readMultikey(multikey), { kind: "P-256", jwk: { kty: "EC", crv: "P-256", x, y } });
  });

  for (const [name, key] of [
    ["P-384", "z82LkvCwHNreneWpsgPEbV3gu1C6NFJEBg4srfJ5gdxEsMGRJUz2sG9FE42shbn2xkZJh54"],
    ["P-256 with a point that is none", `z${base58.encode(Buffer.concat([Buffer.of(0x80, 0x24, 2), Buffer.alloc(31), Buffer.of(1)]))}`],
    ["Ed25519 that is cut", "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2"],
    ["the secret of one", "z3u2en7t5LR2WtQH5PfFqMqwVHgeXouLzo6haApm8XHqvjxq"],
    ["no base58", "z6Mk0OIl"],
    ["another base", "u7QEaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"],
    ["no text", 7],
  ] as const) {
    test(`none: ${name}`, async () => {
      assert.equal(await readMultikey(key), null);
    });
  }
});

describe("status lists", () => {
  const url = "https://example.org/status/0.json";
  const bits = Buffer.alloc(131_072 / 8);
  bits[1] = 0b0100_0000;
  const packed = gzipSync(bits);
  const cases: [string, string, Uint8Array | string, string][] = [
    ["a bit that is set", "9", packed, "1"],
    ["its neighbour before", "8", packed, "0"],
    ["its neighbour after", "10", packed, "0"],
    ["the last", "131071", packed, "0"],
    ["one beyond", "131072", packed, "RANGE_ERROR"],
    ["one far beyond", "9999999999999999", packed, "RANGE_ERROR"],
    ["too short a list", "9", gzipSync(bits.subarray(1)), "STATUS_LIST_LENGTH_ERROR"],
    ["too long a list", "9", gzipSync(Buffer.alloc(16 * 1024 * 1024 + 1)), "MALFORMED_VALUE_ERROR/list"],
    ["a cut list", "9", packed.subarray(0, -1), "MALFORMED_VALUE_ERROR/list"],
    ["more after the list", "9", Buffer.concat([packed, bits]), "MALFORMED_VALUE_ERROR/list"],
    ["no gzip", "9", bits, "MALFORMED_VALUE_ERROR/list"],
    ["padding", "9", `u${packed.toString("base64url")}=`, "MALFORMED_VALUE_ERROR/list"],
    ["another base", "9", `z${packed.toString("base64url")}`, "MALFORMED_VALUE_ERROR/list"],
  ];
  for (const [name, index, list, expected] of cases) {
    test(name, async () => {
      const encoded = typeof list === "string" ? list : `u${Buffer.from(list).toString("base64url")}`;
      assert.equal(await keyOfEnd(() => readValue(encoded, { index, size: 1, url })), expected);
    });
  }

  test("no text", async () => {
    assert.equal(await keyOfEnd(() => readValue(undefined, { index: "9", size: 1, url })), "MALFORMED_VALUE_ERROR/list");
  });
});
