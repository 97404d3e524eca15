/**
 * One case: a seed, and what is done to it. The case's number and the run's seed decide everything.
 *
 * Four kinds: the bytes are damaged; members are changed; the same is written in another way; what
 * the network answers is damaged or changed.
 */

import type { JsonObject } from "../src/json.ts";
import { CHANGES, MARK } from "./changes.ts";
import { tokenIn, tokenOf } from "./claims.ts";
import { damaged } from "./damage.ts";
import { NothingThere, Random } from "./random.ts";
import { withSetsShuffled, written } from "./rewriting.ts";
import { type Answers, proofsOf, type Seed } from "./seeds.ts";

export type Kind = "damaged" | "changed" | "rewritten" | "answers";
const KINDS: readonly Kind[] = ["damaged", "changed", "changed", "changed", "rewritten", "answers"];
const COUNTS = [1, 1, 1, 2, 3]; // most often one change, so that it meets a sound signature
const STATUSES = [200, 203, 301, 404, 410, 500];

/** What is verified, and what is told of it where something is wrong. */
export interface Mutation {
  readonly kind: Kind;
  readonly seed: Seed;
  readonly data: Uint8Array;
  readonly answers: Answers;
  /** What was done, in words. */
  readonly how: string;
}

/** The case of this number. */
export function mutationOf(run: string, number: number, seeds: readonly Seed[]): Mutation {
  const random = new Random(`${run}/${number}`);
  const seed = random.pick(seeds);
  const kind = random.pick(KINDS);
  return { kind, seed, ...MAKERS[kind](seed, random) };
}

type Made = Pick<Mutation, "data" | "answers" | "how">;

const MAKERS: Readonly<Record<Kind, (seed: Seed, random: Random) => Made>> = {
  damaged: ({ text, answers }, random) => ({ data: damaged(bytes(text), random), answers, how: "bytes" }),
  changed: ({ text, answers }, random) => ({ ...changedText(text, random), answers }),
  rewritten: ({ text, answers }, random) => {
    return { data: bytes(rewritten(text, random)), answers, how: "the same, written otherwise" };
  },
  answers: ({ text, answers }, random) => {
    const url = random.pick([...Object.keys(answers), "https://nobody.example/"]);
    const [answer, how] = otherAnswer(answers, url, random);
    return { data: bytes(text), answers: { ...answers, [url]: answer }, how: `${url}: ${how}` };
  },
};

/** A document, or one part of a token, with changes. */
function changedText(text: string, random: Random): { data: Uint8Array; how: string } {
  const token = tokenIn(text);
  if (token === null) return changed(objectOf(text), random);
  const place = random.below(2);
  const { data, how } = changed(objectOf(token[place] ?? ""), random);
  const parts = token.with(place, latin(data)) as [string, string, string];
  if (random.once(10)) parts[2] = "";
  return { data: bytes(tokenOf(parts)), how: `${place === 0 ? "header" : "payload"}: ${how}` };
}

/** The same in other words; of a token nothing but the white space around it is free. */
function rewritten(text: string, random: Random): string {
  if (tokenIn(text) !== null) return random.pick([`${text}\n`, text]);
  const document = objectOf(text);
  return written(isOrderFree(document) ? withSetsShuffled(document, random) : document, random);
}

/** A document after one to three changes, as text: a member can then stand twice. */
function changed(original: JsonObject, random: Random): { data: Uint8Array; how: string } {
  const document = structuredClone(original);
  const names = Array.from({ length: random.pick(COUNTS) }, () => random.pick(Object.keys(CHANGES)));
  for (const name of names) change(name, document, random);
  const text = random.once(4) ? written(document, random) : JSON.stringify(document);
  return { data: bytes(text.replaceAll(MARK, "").replaceAll(ESCAPED_MARK, "")), how: names.join(", ") };
}

/** Makes a change, where the document has what it takes. */
function change(name: string, document: JsonObject, random: Random): void {
  try {
    CHANGES[name]?.(document, random);
  } catch (error) {
    if (!(error instanceof NothingThere)) throw error;
  }
}

const ESCAPED_MARK = /\\u[dD][bB][fF]{2}\\u[dD][fF]{3}/g;

type Answer = Answers[string];

function otherAnswer(answers: Answers, url: string, random: Random): [Answer, string] {
  const { status, body } = answers[url] ?? { status: 404, body: "" };
  return random.pick<() => [Answer, string]>([
    () => [{ status: random.pick(STATUSES), body }, "another status"],
    () => [{ status, body: "" }, "nothing"],
    () => [random.pick([...Object.values(answers), { status, body: "{}" }]), "another answer"],
    () => [{ status, body: latin(damaged(bytes(body), random)) }, "bytes"],
    () => {
      const { data, how } = changed(objectOf(body), random);
      return [{ status, body: latin(data) }, how];
    },
    () => {
      const { data, how } = changed(objectOf(body), random);
      return [{ status, body: latin(data) }, how];
    },
  ])();
}

function objectOf(body: string): JsonObject {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : { body };
  } catch {
    return { body };
  }
}

/** Where the order of a set is not part of what was signed. */
function isOrderFree(document: JsonObject): boolean {
  return proofsOf(document).every((proof) => !JSON.stringify(proof).includes("-jcs-"));
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function latin(data: Uint8Array): string {
  return new TextDecoder().decode(data);
}
