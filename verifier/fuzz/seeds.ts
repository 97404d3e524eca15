/**
 * The credentials that are mutated: every vector and conformance document whose signature holds, with
 * what the network answers; as JSON, or as compact tokens.
 */

import { readdirSync, readFileSync } from "node:fs";
import type { Json, JsonObject } from "../src/json.ts";
import type { Served } from "../tests/conformance/case.ts";
import { families } from "../tests/conformance/families.ts";
import { claimsOf } from "./claims.ts";

const FOLDER = new URL("../../tests/vectors/verify/", import.meta.url);
// Where the signature holds: damage to any other could mend it.
const SIGNED = ["verified", "revoked", "suspended", "expired", "not-yet-valid", "unrecognised-issuer"];

/** What addresses answer. */
export type Answers = Readonly<Record<string, Served>>;

/** A credential to mutate. */
export interface Seed {
  readonly name: string;
  /** The credential as it arrives. */
  readonly text: string;
  readonly answers: Answers;
  readonly now: number;
  /** The state as it arrives. */
  readonly state: string;
}

interface Vector {
  readonly name: string;
  readonly document?: Json;
  readonly text?: string;
  readonly fetch: Answers;
  readonly now: number;
  readonly expect: { readonly state: string };
}

/** Every seed, in an order that does not change. */
export async function readSeeds(): Promise<Seed[]> {
  const seeds = [...vectors(), ...(await documents())];
  return seeds.filter(({ state, text }) => SIGNED.includes(state) && claimsOf(text) !== null);
}

function vectors(): Seed[] {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith(".json")).sort();
  const all = files.map((name) => JSON.parse(readFileSync(new URL(name, FOLDER), "utf8")) as Vector);
  // A log commits to the JSON that the issuer wrote: what means the same to the signature is not in it.
  const apart = all.filter(({ fetch }) => !Object.values(fetch).some((answer) => "base64" in answer));
  return apart.map(({ name, document = null, text, fetch, now, expect: { state } }) => {
    return { name, text: text ?? JSON.stringify(document), answers: fetch, now, state };
  });
}

async function documents(): Promise<Seed[]> {
  return Object.entries(await families()).flatMap(([family, cases]) =>
    cases.map(({ name, document, fetch, now, state }) => {
      return { name: `${family}: ${name}`, text: new TextDecoder().decode(document), answers: fetch, now, state };
    }),
  );
}

/** The proofs of a document. */
export function proofsOf({ proof }: JsonObject): Json[] {
  return [proof ?? []].flat();
}
