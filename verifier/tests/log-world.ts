/** The badge of a vector, and the network around it with a log that its issuer names. */

import { readFileSync } from "node:fs";
import type { Json, JsonObject } from "../src/json.ts";
import { commitmentOf, issueOf } from "../src/log/entry.ts";
import { LogKey, type Made, Network } from "./made-log.ts";

const file = new URL("../../tests/vectors/verify/verified.json", import.meta.url);
export const vector = JSON.parse(readFileSync(file, "utf8")) as {
  document: JsonObject & { proof: JsonObject };
  fetch: Record<string, { body: string }>;
  now: number;
};
export const SITE = "https://badges.example.org";
export const URL_OF_LOG = `${SITE}/ledger/`;
export const DID_ADDRESS = `${SITE}/.well-known/did.json`;
export const LEAF = 58;
export const MADE = 1_777_593_600; // when the badge was signed
export const KEY = new LogKey("badges.example.org/ledger");
export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
export const c = (await commitmentOf(vector.document, SITE)) ?? "";
export const ISSUED = issueOf(c, MADE);
export const CHANGED = bytes(JSON.stringify({ c, e: "change", i: 7, t: MADE + 60, v: 1 }));
export const usual = (number: number): Uint8Array => issueOf(String(number).padStart(43, "A"), MADE - 9000 + number);

/** Entries, of which the badge's own is at its place. */
export function entries(size: number, own: Uint8Array = ISSUED): Uint8Array[] {
  return Array.from({ length: size }, (_, place) => (place === LEAF ? own : usual(place)));
}

export function network(log: Made, { key = KEY, vkey = key.vkey, url = URL_OF_LOG }: { key?: LogKey; vkey?: string; url?: string } = {}): Network {
  const documents = new Map(Object.entries(vector.fetch).map(([address, { body }]) => [address, bytes(body)]));
  const did = JSON.parse(vector.fetch[DID_ADDRESS]?.body ?? "") as JsonObject;
  const service: Json = [{ id: "#ledger", type: "TransparencyLog", serviceEndpoint: { url, vkey } }];
  documents.set(DID_ADDRESS, bytes(JSON.stringify({ ...did, service })));
  return new Network(log, url, key, documents);
}
