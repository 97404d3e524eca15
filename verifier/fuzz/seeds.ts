/** The credentials that are mutated: vectors whose signature holds, with what the network answers. */

import { readdirSync, readFileSync } from "node:fs";
import type { Json, JsonObject } from "../src/json.ts";

const FOLDER = new URL("../../tests/vectors/verify/", import.meta.url);
// Where the signature holds: damage to any other could mend it.
const SIGNED = ["verified", "revoked", "suspended", "expired", "not-yet-valid", "unrecognised-issuer"];

/** What addresses answer. */
export type Answers = Readonly<Record<string, { readonly status: number; readonly body: string }>>;

/** A credential to mutate. */
export interface Seed {
  readonly name: string;
  readonly document: JsonObject;
  readonly answers: Answers;
  readonly now: number;
  /** The state as it arrives. */
  readonly state: string;
}

interface Vector {
  readonly name: string;
  readonly document?: JsonObject;
  readonly fetch: Answers;
  readonly now: number;
  readonly expect: { readonly state: string };
}

/** Every seed, in the order of names. */
export function readSeeds(): Seed[] {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith(".json")).sort();
  const vectors = files.map((name) => JSON.parse(readFileSync(new URL(name, FOLDER), "utf8")) as Vector);
  return vectors.flatMap(({ name, document, fetch: answers, now, expect: { state } }) =>
    document !== undefined && SIGNED.includes(state) ? [{ name, document, answers, now, state }] : [],
  );
}

/** The proofs of a document. */
export function proofsOf({ proof }: JsonObject): Json[] {
  return [proof ?? []].flat();
}
