/** What a browser keeps of logs, and that it may keep nothing. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { keepCheckpoints, keptCheckpoints } from "../src/log/kept.ts";

const KEPT = "badgeledger-logs";
const at = (size: number) => ({ size, root: new Uint8Array(32).fill(size) });
const store = new Map<string, string>();

beforeEach(() => {
  store.clear();
  Object.assign(globalThis, {
    localStorage: {
      getItem: (name: string) => store.get(name) ?? null,
      setItem: (name: string, value: string) => void store.set(name, value),
    },
  });
});
afterEach(() => {
  Reflect.deleteProperty(globalThis, "localStorage");
});

test("what is kept is there again", () => {
  keepCheckpoints(new Map([["a.example/ledger", at(3)], ["b.example/ledger", at(4)]]));
  assert.deepEqual(keptCheckpoints(), new Map([["a.example/ledger", at(3)], ["b.example/ledger", at(4)]]));
});

test("a smaller checkpoint takes no larger one's place, nor another of its size", () => {
  keepCheckpoints(new Map([["a.example/ledger", at(5)]]));
  keepCheckpoints(new Map([["a.example/ledger", at(4)]]));
  keepCheckpoints(new Map([["a.example/ledger", { size: 5, root: new Uint8Array(32) }]]));
  assert.deepEqual(keptCheckpoints().get("a.example/ledger"), at(5));
  keepCheckpoints(new Map([["a.example/ledger", at(6)]]));
  assert.deepEqual(keptCheckpoints().get("a.example/ledger"), at(6));
});

test("of very many logs those seen last are kept", () => {
  for (let number = 0; number < 205; number += 1) keepCheckpoints(new Map([[`${number}.example/ledger`, at(1)]]));
  keepCheckpoints(new Map([["5.example/ledger", at(2)], ["new.example/ledger", at(1)]]));
  const kept = keptCheckpoints();
  assert.equal(kept.size, 200);
  assert.ok(kept.has("5.example/ledger") && !kept.has("6.example/ledger"));
});

test("whatever else stands there is left aside", () => {
  const entries = { bad: 7, size: { size: "3", root: "" }, root: { size: 3, root: "AAAA" }, text: { size: 3, root: "?" } };
  for (const text of ["", "{", "[]", "null", "7", JSON.stringify(entries)]) {
    store.set(KEPT, text);
    assert.deepEqual(keptCheckpoints(), new Map(), text);
    keepCheckpoints(new Map([["a.example/ledger", at(1)]]));
    assert.equal(keptCheckpoints().size, 1);
  }
});

test("a browser may forbid it", () => {
  const refuse = () => {
    throw new DOMException("no", "SecurityError");
  };
  for (const storage of [{ getItem: refuse, setItem: refuse }, { getItem: () => null, setItem: refuse }, undefined]) {
    Object.assign(globalThis, { localStorage: storage });
    keepCheckpoints(new Map([["a.example/ledger", at(1)]]));
    assert.deepEqual(keptCheckpoints(), new Map());
  }
});
