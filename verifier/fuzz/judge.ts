/**
 * Whether the engine's answer to a mutated credential may stand.
 *
 * (1) It did not throw, and no check met a mistake of the program.
 * (2) A badge that is not verified as it arrives is not verified after any mutation.
 * (3) The same, written otherwise, has the state that it has as it arrives.
 * (4) What reads as verified says what the original says: in the report, to a reader of its JSON, and
 *     as RDF. The judges of (4) share no code with the engine.
 */

import { isDeepStrictEqual } from "node:util";
import type { JsonObject } from "../src/json.ts";
import { type Report, verify } from "../src/verify.ts";
import { claimsOf } from "./claims.ts";
import type { Mutation } from "./mutation.ts";
import { meaningOf } from "./rdf.ts";
import { readAlike } from "./reading.ts";
import type { Answers, Seed } from "./seeds.ts";

/** How a case ended; `fault` says what must not be. */
export interface Verdict {
  readonly state: string;
  readonly fault: string | null;
}

export async function judge(mutation: Mutation): Promise<Verdict> {
  try {
    const report = await reportOn(mutation.data, mutation.answers, mutation.seed.now);
    return { state: report.state, fault: await faultIn(report, mutation) };
  } catch (error) {
    return { state: "thrown", fault: `it throws ${error instanceof Error ? (error.stack ?? error.message) : String(error)}` }; // (1)
  }
}

async function faultIn(report: Report, { seed, kind, data }: Mutation): Promise<string | null> {
  if (report.checks.some(({ code }) => code === "PROGRAM_ERROR")) return "a check met a mistake of the program"; // (1)
  if (kind === "answers" && isToldUnsigned(seed)) return null;
  const isVerified = report.state === "verified";
  if (isVerified && seed.state !== "verified") return `verified, which was ${seed.state}`; // (2)
  if (kind === "rewritten" && report.state !== seed.state) return `${report.state}, which was ${seed.state}`; // (3)
  return isVerified ? otherMeaning(report, data, seed) : null;
}

/** NOTE: nobody signs a list of 1EdTech's, or a hosted assertion: who changes what their site answers is believed. */
function isToldUnsigned({ text }: Seed): boolean {
  const contexts = [claimsOf(text)?.["@context"] ?? null].flat();
  return text.includes("1EdTechRevocationList") || contexts.includes("https://w3id.org/openbadges/v2");
}

async function otherMeaning(report: Report, data: Uint8Array, seed: Seed): Promise<string | null> { // (4)
  const original = await originalOf(seed);
  const claims = claimsOf(new TextDecoder().decode(data));
  if (claims === null) return "verified, and there is nothing to read";
  const facts = factsOf(report);
  if (!isDeepStrictEqual(facts, original.facts) && !isDeepStrictEqual(facts, unnamed(original.facts))) {
    return `verified, and the report says ${JSON.stringify(facts)} instead of ${JSON.stringify(original.facts)}`;
  }
  if (!readAlike(claims, original.claims)) return "verified, and a reader of its JSON reads something else";
  const isSame = original.meaning === null || (await meaningOf(claims)) === original.meaning;
  return isSame ? null : "verified, and its RDF is another";
}

interface Original {
  readonly facts: Facts;
  readonly claims: JsonObject;
  /** Null where RDF is not what is signed: of tokens, and by the JCS suites. */
  readonly meaning: string | null;
}

const originals = new Map<string, Promise<Original>>();

function originalOf(seed: Seed): Promise<Original> {
  const original = originals.get(seed.name) ?? lookAt(seed);
  originals.set(seed.name, original);
  return original;
}

async function lookAt({ text, answers, now }: Seed): Promise<Original> {
  const report = await reportOn(new TextEncoder().encode(text), answers, now);
  const claims = claimsOf(text) ?? {};
  // NOTE: a JCS suite signs the JSON. It lets contexts follow those of the proof (vc-di-eddsa, 3.3.2).
  const meaning = text.includes("-jcs-2") ? null : await meaningOf(claims).catch(() => null);
  return { facts: factsOf(report), claims, meaning };
}

interface Facts {
  readonly kind: Report["kind"];
  readonly issuer: Report["issuer"];
  readonly credential: Report["credential"];
}

function factsOf({ kind, issuer, credential }: Report): Facts {
  return { kind, issuer, credential };
}

/** NOTE: an issuer may be named in a record and in what is inside it: said once less, the RDF is the same. */
function unnamed(facts: Facts): Facts {
  return { ...facts, issuer: facts.issuer && { ...facts.issuer, name: null } };
}

function reportOn(data: Uint8Array, answers: Answers, now: number): Promise<Report> {
  return verify(data, {
    now,
    fetch: (url) => {
      const answer = Object.hasOwn(answers, url) ? answers[url] : undefined;
      return Promise.resolve(answer ? { status: answer.status, body: new TextEncoder().encode(answer.body) } : null);
    },
  });
}
