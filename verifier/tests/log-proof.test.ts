/** A log proof that is handed in with a badge: it speaks where the issuer cannot be asked. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { readCredential } from "../src/document.ts";
import type { Json, JsonObject } from "../src/json.ts";
import { proofOf } from "../src/log/proving.ts";
import { readVkey, type Vkey } from "../src/log/note.ts";
import { type LogProof, readProof, verifyProof, writeProof } from "../src/log/tlog-proof.ts";
import { inclusionPath, leafHash } from "../src/log/tree.ts";
import { type Report, verify } from "../src/verify.ts";
import { bytes, c, CHANGED, DID_ADDRESS, entries, ISSUED, KEY, LEAF, network, vector } from "./log-world.ts";
import { checkpointOf, LogKey, logOf } from "./made-log.ts";

const OFFLINE = () => Promise.resolve(null);
const credential = readCredential(bytes(JSON.stringify(vector.document)));
const proof = await proofOf(credential, network(logOf(entries(300))).fetch);
const text = new TextDecoder().decode(proof);

interface Handed {
  readonly document?: Json;
  readonly proofs?: readonly Uint8Array[];
  readonly now?: number;
}

function offline({ document = vector.document, proofs = [proof], now = vector.now }: Handed = {}): Promise<Report> {
  return verify(bytes(JSON.stringify(document)), { fetch: OFFLINE, now, proofs });
}

function saidOf({ state, checks }: Report): string {
  const codes = checks.map(({ check, result, code }) => `${check} ${result} ${code}`);
  return [state, ...codes.filter((line) => /^(proof|issuer|status|log)/.test(line))].join(", ");
}

const UNASKED = "issuer notchecked DID_RETRIEVAL_ERROR, status notchecked STATUS_RETRIEVAL_ERROR";
const PROVEN = `unchecked-signature, proof pass PROOF_OK, ${UNASKED}, log pass LOG_OK`;
const UNPROVEN = `unchecked-signature, proof notchecked DID_RETRIEVAL_ERROR, ${UNASKED}, log notchecked LOG_NOT_CHECKED`;

describe("a proof to keep", () => {
  test("is small, and names place and log", () => {
    const read = readProof(proof);
    assert.ok(read);
    assert.equal(read.index, LEAF);
    assert.match(new TextDecoder().decode(read.extra), /^badges\.example\.org\/ledger\+[0-9a-f]{8}\+[\w+/=]+$/);
    assert.ok(proof.length < 1300, String(proof.length));
  });

  test("has the entry of a badge that was changed, which nobody could compute", async () => {
    const changed = await proofOf(credential, network(logOf(entries(300, CHANGED))).fetch);
    const [, entry] = new TextDecoder().decode(readProof(changed)?.extra).split("\n");
    assert.deepEqual(JSON.parse(entry ?? ""), { c, e: "change", i: 7, t: 1_777_593_660, v: 1 });
    assert.equal(saidOf(await offline({ proofs: [changed] })), PROVEN);
  });
});

describe("without a network", () => {
  test("signature and log hold; issuer and status were not asked", async () => {
    const report = await offline();
    assert.equal(saidOf(report), PROVEN);
    assert.match(report.headline, /^Its signature and its place in a log hold, but we could not ask badges\.example\.org/);
    assert.deepEqual(report.proofs.map(({ result, code }) => [result, code]), [["notchecked", "DID_RETRIEVAL_ERROR"]]);
    const log = report.checks.find(({ check }) => check === "log");
    assert.match(log?.reason ?? "", /a log of 300 entries.*entry 58.*Whether that log is the issuer's could not be asked/);
  });

  test("the right one among several counts", async () => {
    assert.equal(saidOf(await offline({ proofs: [bytes("?"), bytes(text.replace("index 58", "index 57")), proof] })), PROVEN);
  });

  test("an expired badge is not called genuine", async () => {
    assert.equal((await offline({ now: vector.now + 1e9 })).state, "unchecked-signature");
  });

  test("none proves nothing", async () => {
    assert.equal(saidOf(await offline({ proofs: [] })), UNPROVEN);
  });

  for (const [name, broken] of [
    ["another place", text.replace("index 58", "index 57")],
    ["another hash", text.replace(/index 58\n./, "index 58\nA")],
    ["another size", text.replace("\n300\n", "\n301\n")],
    ["another key", text.replace(/extra .*/, `extra ${Buffer.from(new LogKey("badges.example.org/ledger", 9).vkey).toString("base64")}`)],
    ["no key", text.replace(/extra .*\n/, "")],
    ["an end cut off", text.slice(0, -20)],
    ["no proof", "c2sp.org/tlog-proof@v1\n"],
  ] as const) {
    test(`${name}: it proves nothing`, async () => {
      assert.notEqual(broken, text);
      assert.equal(saidOf(await offline({ proofs: [bytes(broken)] })), UNPROVEN);
    });
  }

  test("nothing is proven of a badge that says something else", async () => {
    const other = { ...vector.document, validFrom: "2026-04-30T00:00:00Z" };
    assert.equal(saidOf(await offline({ document: other })), UNPROVEN);
  });

  test("the same entry at another place is another badge's", async () => {
    const twice = logOf(entries(300).map((entry, place) => (place === LEAF - 1 ? ISSUED : entry)));
    const path = await inclusionPath((level, index) => Promise.resolve(new Uint8Array(twice.node(level, index))), LEAF - 1, 300);
    const extra = bytes(KEY.vkey);
    const elsewhere = writeProof({ index: LEAF - 1, path, checkpoint: bytes(checkpointOf(twice, KEY)), extra });
    assert.ok(await verifyProof(readProof(elsewhere) as LogProof, await leafHash(ISSUED), (await readVkey(KEY.vkey)) as Vkey));
    assert.equal(saidOf(await offline({ proofs: [elsewhere] })), UNPROVEN);
  });

  test("a badge whose signature does not fit was changed", async () => {
    const { proofValue } = vector.document.proof as { proofValue: string };
    const damaged: JsonObject = { ...vector.document.proof, proofValue: proofValue.replace(/.$/, proofValue.endsWith("2") ? "3" : "2") };
    assert.equal((await offline({ document: { ...vector.document, proof: damaged } })).state, "tampered");
  });
});

test("where the issuer can be asked, its own log is", async () => {
  const on = network(logOf(entries(300)));
  const report = await verify(bytes(JSON.stringify(vector.document)), { fetch: on.fetch, now: vector.now, proofs: [bytes("?")] });
  assert.equal(report.state, "verified");
  on.changed.set(DID_ADDRESS, null);
  const without = await verify(bytes(JSON.stringify(vector.document)), { fetch: on.fetch, now: vector.now, proofs: [proof] });
  assert.match(without.headline, /^Its signature and its place in a log hold/);
});
