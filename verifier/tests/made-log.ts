/** Logs made for tests, by hashing of their own: their tiles, bundles and checkpoints, by address. */

import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";
import type { Answer, Fetch } from "../src/verify.ts";

export type Bytes = Buffer;

const sha256 = (...parts: Uint8Array[]): Bytes => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};
export const leafOf = (entry: Uint8Array): Bytes => sha256(Buffer.of(0), entry);
const node = (left: Uint8Array, right: Uint8Array): Bytes => sha256(Buffer.of(1), left, right);

/** A key of logs: 32 bytes make its secret. */
export class LogKey {
  readonly origin: string;
  readonly #secret;
  readonly #public: Bytes;

  constructor(origin: string, seed = 7) {
    const pkcs8 = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), Buffer.alloc(32, seed)]);
    this.origin = origin;
    this.#secret = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
    this.#public = createPublicKey(this.#secret).export({ type: "spki", format: "der" }).subarray(-32);
  }

  get id(): Bytes {
    return sha256(Buffer.from(`${this.origin}\n`), Buffer.of(1), this.#public).subarray(0, 4);
  }

  get vkey(): string {
    return `${this.origin}+${this.id.toString("hex")}+${Buffer.concat([Buffer.of(1), this.#public]).toString("base64")}`;
  }

  note(text: string): string {
    const signature = Buffer.concat([this.id, sign(null, Buffer.from(text), this.#secret)]).toString("base64");
    return `${text}\n— ${this.origin} ${signature}\n`;
  }
}

/** What a log is made of: its size, its entries, and the hashes of its full subtrees. */
export interface Made {
  readonly size: number;
  readonly entry: (index: number) => Uint8Array;
  readonly node: (level: number, index: number) => Bytes;
}

/** A log of these entries. */
export function logOf(entries: readonly Uint8Array[]): Made {
  const levels: Bytes[][] = [entries.map(leafOf)];
  for (let level = levels[0] ?? []; level.length > 1; ) {
    level = Array.from({ length: Math.floor(level.length / 2) }, (_, place) =>
      node(level[2 * place] as Bytes, level[2 * place + 1] as Bytes));
    levels.push(level);
  }
  return {
    size: entries.length,
    entry: (index) => entries[index] as Uint8Array,
    node: (level, index) => levels[level]?.[index] as Bytes,
  };
}

/** A log of any size, of which all entries are alike but a few: its tiles are made when asked for. */
export function longLog(size: number, usual: Uint8Array, others: ReadonlyMap<number, Uint8Array>): Made {
  const alike = [leafOf(usual)];
  const hash = (level: number, index: number): Bytes => {
    while (alike.length <= level) alike.push(node(alike.at(-1) as Bytes, alike.at(-1) as Bytes));
    const isAlike = [...others.keys()].every((leaf) => Math.floor(leaf / 2 ** level) !== index);
    if (isAlike) return alike[level] as Bytes;
    if (level === 0) return leafOf(others.get(index) as Uint8Array);
    return node(hash(level - 1, 2 * index), hash(level - 1, 2 * index + 1));
  };
  return { size, entry: (index) => others.get(index) ?? usual, node: hash };
}

/** The root of a log, or of its first `size` entries. */
export function rootOf(log: Made, size = log.size): Bytes {
  const over = (begin: number, end: number): Bytes => {
    let split = 1;
    while (split * 2 < end - begin) split *= 2;
    if (end - begin === 1 || end - begin === 2 * split) return log.node(Math.log2(end - begin), begin / (end - begin));
    return node(over(begin, begin + split), over(begin + split, end));
  };
  return size === 0 ? sha256() : over(0, size);
}

export function checkpointOf(log: Made, key: LogKey, origin = key.origin): string {
  return key.note(`${origin}\n${log.size}\n${rootOf(log).toString("base64")}\n`);
}

/** What stands at a path below a log's folder; null for a tile that it does not publish. */
export function fileOf(log: Made, key: LogKey, path: string): Bytes | null {
  if (path === "checkpoint") return Buffer.from(checkpointOf(log, key));
  const [, kind = "", place = "", , partial = "256"] = /^tile\/(entries|\d+)\/([x\d/]+)(\.p\/(\d+))?$/.exec(path) ?? [];
  const number = Number(place.replace(/[x/]/g, ""));
  const level = kind === "entries" ? 0 : Number(kind);
  const width = Math.min(256, Math.floor(log.size / 256 ** level) - 256 * number);
  if (kind === "" || width !== Number(partial)) return null;
  const places = Array.from({ length: width }, (_, place) => 256 * number + place);
  return Buffer.concat(places.map((place) => (kind === "entries" ? framed(log.entry(place)) : log.node(8 * level, place))));
}

function framed(entry: Uint8Array): Bytes {
  return Buffer.concat([Buffer.of(entry.length >> 8, entry.length & 255), entry]);
}

/** A network in which a log stands at `url`, besides some documents; and what was asked of it. */
export class Network {
  readonly asked: { readonly url: string; readonly bytes: number }[] = [];
  readonly changed = new Map<string, Uint8Array | null>();
  readonly #documents: ReadonlyMap<string, Uint8Array>;
  readonly #url: string;
  readonly #key: LogKey;
  log: Made;

  constructor(log: Made, url: string, key: LogKey, documents: ReadonlyMap<string, Uint8Array>) {
    this.log = log;
    this.#url = url;
    this.#key = key;
    this.#documents = documents;
  }

  fetch: Fetch = (url) => {
    const body = this.changed.has(url) ? (this.changed.get(url) ?? null) : this.at(url);
    this.asked.push({ url, bytes: body?.length ?? 0 });
    return Promise.resolve<Answer | null>({ status: body ? 200 : 404, body: body ?? new Uint8Array() });
  };

  at(url: string): Uint8Array | null {
    return url.startsWith(this.#url) ? fileOf(this.log, this.#key, url.slice(this.#url.length)) : (this.#documents.get(url) ?? null);
  }

  /** What was asked of the log. */
  get ofLog(): { readonly url: string; readonly bytes: number }[] {
    return this.asked.filter(({ url }) => url.startsWith(this.#url));
  }
}
