/** The page of the log: which logs it reads to the end, and which entries break a log's rules. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Ended } from "../src/findings.ts";
import { daysIn, byMonth } from "../src/ledger/calendar.ts";
import { BrokenRule, type Story, storyOf } from "../src/ledger/story.ts";
import { readWhole } from "../src/ledger/whole.ts";
import type { Checkpoint } from "../src/log/checkpoint.ts";
import { Checkpoints } from "../src/log/memory.ts";
import { LogKey, logOf, type Made, Network, rootOf } from "./made-log.ts";

const KEY = new LogKey("badges.example.org/ledger");
const LOG = { url: "https://badges.example.org/ledger/", vkey: KEY.vkey };
const C = "A".repeat(43);
const bytes = (entry: object): Uint8Array => new TextEncoder().encode(JSON.stringify(entry));
const issue = (t = 10): object => ({ c: C, e: "issue", t, v: 1 });
const entries = (size: number): Uint8Array[] => Array.from({ length: size }, (_, place) => bytes(issue(place)));
const network = (log: Made): Network => new Network(log, LOG.url, KEY, new Map());
const unwatched = (): void => undefined;

async function codeOf(reading: Promise<unknown>): Promise<string> {
  const error: unknown = await reading.then(() => null, (thrown: unknown) => thrown);
  return error instanceof Ended ? error.finding.key : String(error);
}

describe("reading a whole log", () => {
  for (const size of [0, 1, 2, 255, 256, 257, 700, 1024]) {
    test(`of ${size} entries`, async () => {
      const all = entries(size);
      const told: number[] = [];
      const whole = await readWhole(LOG, network(logOf(all)).fetch, new Checkpoints(), (read) => told.push(read));
      assert.deepEqual(whole.entries.map((entry) => [...entry]), all.map((entry) => [...entry]));
      assert.deepEqual([told[0], told.at(-1)], [0, size]);
    });
  }

  test("any bit of any bundle that is another is found", async () => {
    const on = network(logOf(entries(300)));
    for (const path of ["tile/entries/000", "tile/entries/001.p/44"]) {
      for (const place of [0, 1, 2, 999]) {
        const url = LOG.url + path;
        on.changed.clear();
        const bundle = Uint8Array.from(on.at(url) ?? []);
        bundle[place] = (bundle[place] ?? 0) ^ 1;
        on.changed.set(url, bundle);
        assert.equal(await codeOf(readWhole(LOG, on.fetch, new Checkpoints(), unwatched)), "LOG_TREE");
      }
    }
  });

  test("a log that grows while it is read is read once more", async () => {
    const on = network(logOf(entries(300)));
    let asked = 0;
    const fetch: typeof on.fetch = (url, anew) => {
      asked += 1;
      if (asked === 2) on.log = logOf(entries(301));
      return on.fetch(url, anew);
    };
    assert.equal((await readWhole(LOG, fetch, new Checkpoints(), unwatched)).checkpoint.size, 301);
  });

  test("one whose entries are not there is out of reach", async () => {
    const on = network(logOf(entries(300)));
    on.changed.set(`${LOG.url}tile/entries/000`, null);
    assert.equal(await codeOf(readWhole(LOG, on.fetch, new Checkpoints(), unwatched)), "LOG_UNREACHABLE");
  });

  test("what was shown before has to be there still", async () => {
    const before = logOf(entries(300));
    const remembering = (checkpoint: Checkpoint): Checkpoints => new Checkpoints(new Map([[KEY.origin, checkpoint]]));
    const root = (size: number): Checkpoint => ({ size, root: Uint8Array.from(rootOf(before, size)) });
    const on = network(before);
    for (const size of [1, 255, 256, 257, 300]) {
      assert.equal((await readWhole(LOG, on.fetch, remembering(root(size)), unwatched)).checkpoint.size, 300);
      const other = { size, root: root(size - 1).root };
      assert.equal(await codeOf(readWhole(LOG, on.fetch, remembering(other), unwatched)), "LOG_SPLIT");
    }
    assert.equal(await codeOf(readWhole(LOG, on.fetch, remembering({ ...root(300), size: 301 }), unwatched)), "LOG_OLDER");
  });
});

describe("the story of a log", () => {
  const told = (...acts: object[]): Story => storyOf(acts.map(bytes));
  const change = { c: C, e: "change", i: 0, t: 11, v: 1 };
  const revoke = { e: "revoke", i: 0, t: 11, v: 1 };

  test("says which entries were ended, and by which", () => {
    const story = told(issue(), change, { ...revoke, i: 1 }, { ...change, e: "reinstate", i: 1 }, { ...revoke, e: "erase", i: 3 });
    assert.deepEqual([...story.ended], [[0, 1], [1, 2], [3, 4]]);
  });

  test("knows achievements and keys", () => {
    const story = told({ a: "sql", c: C, e: "define", t: 1, v: 1 }, { e: "key", k: "z6Mk", s: "withdrawn", i: 0, t: 1, v: 1 });
    assert.deepEqual(story.entries.map(({ slug, key }) => [slug, key]), [["sql", ""], ["", "z6Mk"]]);
    assert.equal(story.ended.size, 0);
  });

  const broken: Record<string, readonly object[]> = {
    "an earlier date": [issue(10), issue(9)],
    "another version": [{ ...issue(), v: 2 }],
    "an act that is none": [{ ...issue(), e: "praise" }],
    "a change of nothing": [{ ...change, i: 1 }],
    "a change of what comes later": [{ ...change, i: 1 }, issue(11)],
    "a change of a withdrawal": [issue(), revoke, { ...change, i: 1 }],
    "two changes of one entry": [issue(), change, change],
    "a withdrawal of what was replaced": [issue(), change, revoke],
    "an award that replaces": [issue(), { ...issue(11), i: 0 }],
    "a change that names nothing": [issue(), { c: C, e: "change", t: 11, v: 1 }],
    "an achievement without a name": [{ c: C, e: "define", t: 1, v: 1 }],
  };
  for (const [name, acts] of Object.entries(broken)) {
    test(`is broken by ${name}`, () => {
      assert.throws(() => told(...acts), (error: unknown) => error instanceof BrokenRule && error.leaf < acts.length);
    });
  }

  test("stands by days and months of the institution's timezone, the latest first", () => {
    const midnight = Date.UTC(2026, 4, 1) / 1000;
    const { entries: all } = told(issue(midnight - 7200), issue(midnight), issue(midnight + 90_000));
    const months = byMonth(all, daysIn("Europe/Lisbon"));
    assert.deepEqual([...months].map(([month, days]) => [month, [...days.keys()]]), [
      ["2026-05", ["2026-05-02", "2026-05-01"]],
      ["2026-04", ["2026-04-30"]],
    ]);
  });
});
