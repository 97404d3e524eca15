/** The `log` check: what it says of every kind of log, and how little it asks for. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Json, JsonObject } from "../src/json.ts";
import { commitmentOf, issueOf } from "../src/log/entry.ts";
import { Checkpoints, type Memory } from "../src/log/memory.ts";
import { type Report, verify } from "../src/verify.ts";
import {
  bytes, c, CHANGED, DID_ADDRESS, entries, ISSUED, KEY, LEAF, MADE, network, SITE, URL_OF_LOG, usual, vector,
} from "./log-world.ts";
import { type Bytes, checkpointOf, LogKey, logOf, longLog, type Network, rootOf } from "./made-log.ts";

async function reportOn(on: Network, logs?: Memory, document: Json = vector.document): Promise<Report> {
  return verify(bytes(JSON.stringify(document)), { fetch: on.fetch, now: vector.now, ...(logs && { logs }) });
}

async function saidOf(on: Network, logs?: Memory, document: Json = vector.document): Promise<string> {
  const report = await reportOn(on, logs, document);
  const found = report.checks.find(({ check }) => check === "log");
  return `${found?.result} ${found?.code} ${report.state}`;
}

const OK = "pass LOG_OK verified";
const against = (code: string): string => `fail ${code} log-disagrees`;

describe("a badge in its issuer's log", () => {
  for (const size of [59, 60, 64, 200, 256, 257, 300, 512, 700]) {
    test(`of ${size} entries`, async () => {
      assert.equal(await saidOf(network(logOf(entries(size)))), OK);
    });
  }

  test("is found without its entry where it was issued when it was signed", async () => {
    const on = network(logOf(entries(300)));
    await reportOn(on);
    assert.deepEqual(on.ofLog.map(({ url }) => url.slice(URL_OF_LOG.length)).sort(),
      ["checkpoint", "tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1"]);
  });

  for (const e of ["issue", "change", "reinstate"]) {
    test(`as ${e} at another time`, async () => {
      const entry = bytes(JSON.stringify({ c, e, i: 7, t: MADE + 60, v: 1 }));
      const report = await reportOn(network(logOf(entries(300, entry))));
      const reason = report.checks.find(({ check }) => check === "log")?.reason ?? "";
      assert.match(reason, /300 entries.*entry 58.* 1 May 2026 at 00:01 UTC/);
    });
  }
});

describe("a badge that is not in the log", () => {
  const other = (e: string, commitment: string): Uint8Array =>
    bytes(JSON.stringify({ c: commitment, e, t: MADE, v: 1 }));
  for (const [name, entry] of [
    ["another badge", usual(58)],
    ["another act", other("define", c)],
    ["its end", other("revoke", c)],
    ["something that is no JSON", bytes("{")],
  ] as const) {
    test(`but ${name}`, async () => {
      assert.equal(await saidOf(network(logOf(entries(300, entry)))), against("LOG_NOT_IN"));
    });
  }

  test("which ends before it", async () => {
    assert.equal(await saidOf(network(logOf(entries(58)))), against("LOG_NOT_IN"));
    assert.equal(await saidOf(network(logOf([]))), against("LOG_NOT_IN"));
  });

  test("but one that says the same of somebody else's name", async () => {
    assert.equal(await commitmentOf({ ...vector.document, name: "Doctor" }, SITE), null);
    assert.equal(await commitmentOf({ ...vector.document, description: "More" }, SITE), null);
    assert.equal(await commitmentOf({ ...vector.document, image: { id: `${SITE}/1.png` } }, SITE), null);
  });
});

describe("a log in which something is wrong", () => {
  for (const [name, own, count] of [["issued", ISSUED, 4], ["changed", CHANGED, 5]] as const) {
    test(`one bit, anywhere in what is looked at of a badge that was ${name}`, async () => {
      const log = logOf(entries(300, own));
      const whole = network(log);
      await reportOn(whole);
      const files = whole.ofLog.map(({ url }) => url);
      assert.equal(files.length, count);
      for (const url of files) {
        const sound = whole.at(url) as Bytes;
        for (let place = 0; place < sound.length; place += Math.ceil(sound.length / 150)) {
          const on = network(log);
          const changed = Buffer.from(sound);
          changed[place] = (changed[place] as number) ^ (1 << place % 8);
          on.changed.set(url, changed);
          const code = url.endsWith("checkpoint") ? "LOG_CHECKPOINT" : "LOG_TREE";
          assert.equal(await saidOf(on), against(code), `${url}, byte ${place}`);
        }
      }
    });
  }

  test("parts cut off or added", async () => {
    const log = logOf(entries(300, CHANGED));
    for (const path of ["tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/000"]) {
      const on = network(log);
      const sound = on.at(URL_OF_LOG + path) as Bytes;
      for (const changed of [sound.subarray(0, -1), sound.subarray(0, -32), Buffer.alloc(0), Buffer.concat([sound, sound.subarray(-32)])]) {
        on.changed.set(URL_OF_LOG + path, changed);
        assert.equal(await saidOf(on), against("LOG_TREE"), path);
      }
    }
  });

  test("a checkpoint signed by another key", async () => {
    const log = logOf(entries(300));
    assert.equal(await saidOf(network(log, { vkey: new LogKey(KEY.origin, 8).vkey })), against("LOG_CHECKPOINT"));
  });

  test("the log of another origin", async () => {
    const other = new LogKey("other.example.org/ledger");
    const log = logOf(entries(300));
    assert.equal(await saidOf(network(log, { key: other })), against("LOG_CHECKPOINT"), "by its key's name");
    const on = network(log);
    on.changed.set(`${URL_OF_LOG}checkpoint`, bytes(checkpointOf(log, KEY, other.origin)));
    assert.equal(await saidOf(on), against("LOG_CHECKPOINT"), "by its own word");
  });

  test("nothing there", async () => {
    for (const path of ["checkpoint", "tile/0/000", "tile/1/000.p/1"]) {
      const on = network(logOf(entries(300)));
      on.changed.set(URL_OF_LOG + path, null);
      assert.equal(await saidOf(on), "notchecked LOG_UNREACHABLE verified");
    }
  });
});

describe("who is asked for a log", () => {
  const did = (service: Json): Uint8Array =>
    bytes(JSON.stringify({ ...(JSON.parse(vector.fetch[DID_ADDRESS]?.body ?? "") as JsonObject), service }));

  for (const [name, service] of Object.entries<Json>({
    "none named": [],
    "one of another kind": [{ type: "LinkedDomains", serviceEndpoint: URL_OF_LOG }],
    "a mere address": [{ type: "TransparencyLog", serviceEndpoint: URL_OF_LOG }],
    "one without a key": [{ type: "TransparencyLog", serviceEndpoint: { url: URL_OF_LOG } }],
    "one that is no folder of a log": [{ type: "TransparencyLog", serviceEndpoint: { url: SITE, vkey: KEY.vkey } }],
  })) {
    test(name, async () => {
      const on = network(logOf(entries(300)));
      on.changed.set(DID_ADDRESS, did(service));
      assert.equal(await saidOf(on), "notchecked LOG_NOT_NAMED verified");
      assert.deepEqual(on.ofLog, []);
    });
  }

  test("one named alone, not in a list", async () => {
    const on = network(logOf(entries(300)));
    on.changed.set(DID_ADDRESS, did({ type: ["TransparencyLog"], serviceEndpoint: { url: URL_OF_LOG, vkey: KEY.vkey } }));
    assert.equal(await saidOf(on), OK);
  });

  test("a badge whose place is not on the site of its issuer's log is not in it", async () => {
    const url = "https://other.example.org/ledger/";
    const on = network(logOf(entries(300)), { url, key: new LogKey("other.example.org/ledger") });
    assert.equal(await saidOf(on), against("LOG_NOT_IN"));
  });
});

describe("a log that grows", () => {
  test("while it is read, is read by its new checkpoint", async () => {
    const [before, after] = [logOf(entries(300)), logOf(entries(301))];
    const on = network(after);
    let asked = 0;
    const fetch = on.fetch;
    on.fetch = (url) => {
      on.log = url.endsWith("checkpoint") && asked++ === 0 ? before : after;
      return fetch(url);
    };
    assert.equal(await saidOf(on), OK);
    assert.equal(asked, 2);
  });

  test("goes on from each of its earlier sizes", async () => {
    const long = entries(700);
    for (const size of [59, 60, 63, 64, 65, 255, 256, 257, 511, 512, 513, 699, 700]) {
      const now = logOf(long.slice(0, size));
      for (const old of [0, 1, 2, 3, 31, 58, 59, 64, 128, 255, 256, 257, 500, 512, 698, 699]) {
        if (old > size) continue;
        const memory = new Checkpoints();
        memory.keep(KEY.origin, { size: old, root: new Uint8Array(rootOf(now, old)) });
        assert.equal(await saidOf(network(now), memory), OK, `${old} to ${size}`);
        assert.deepEqual(memory.seen(KEY.origin), { size, root: new Uint8Array(rootOf(now)) });
      }
    }
  });

  test("and was rewritten", async () => {
    const rewritten = entries(300);
    rewritten[3] = usual(999);
    for (const old of [4, 64, 200, 256, 257, 299]) {
      const memory = new Checkpoints();
      const seen = { size: old, root: new Uint8Array(rootOf(logOf(entries(300)), old)) };
      memory.keep(KEY.origin, seen);
      assert.equal(await saidOf(network(logOf(rewritten)), memory), against("LOG_SPLIT"), String(old));
      assert.deepEqual(memory.seen(KEY.origin), seen);
    }
  });

  test("shows two faces of one size", async () => {
    const rewritten = entries(300);
    rewritten[3] = usual(999);
    const memory = new Checkpoints();
    assert.equal(await saidOf(network(logOf(entries(300))), memory), OK);
    assert.equal(await saidOf(network(logOf(rewritten)), memory), against("LOG_SPLIT"));
    assert.equal(await saidOf(network(logOf(entries(300))), memory), OK);
  });

  test("or whose end was taken away", async () => {
    const memory = new Checkpoints();
    assert.equal(await saidOf(network(logOf(entries(300))), memory), OK);
    assert.equal(await saidOf(network(logOf(entries(299))), memory), against("LOG_OLDER"));
    assert.equal(memory.seen(KEY.origin)?.size, 300);
  });
});

describe("a log of a million entries", () => {
  const SIZE = 1_000_000;
  // As long as entries of ours are.
  const USUAL = issueOf("A".repeat(43), MADE);

  for (const [name, own, old] of [
    ["an award as it was issued", ISSUED, null],
    ["a changed one", CHANGED, null],
    ["one of a log seen before", ISSUED, 700_123],
    ["a changed one of a log seen before", CHANGED, 700_123],
  ] as const) {
    test(`${name}: few fetches, few bytes`, async () => {
      const log = longLog(SIZE, USUAL, new Map([[LEAF, own]]));
      const memory = new Checkpoints();
      if (old !== null) memory.keep(KEY.origin, { size: old, root: new Uint8Array(rootOf(log, old)) });
      const on = network(log);
      assert.equal(await saidOf(on, memory), OK);
      const total = on.ofLog.reduce((sum, { bytes }) => sum + bytes, 0);
      assert.ok(on.ofLog.length <= 10, `${on.ofLog.length} fetches`);
      assert.ok(total <= 60_000, `${total} bytes`);
    });
  }
});
