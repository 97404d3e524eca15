/**
 * Checks one proof: that it fits the document, and that the issuer answers for its key.
 *
 * The `proof` and `issuer` checks of one proof, whichever form it has: within the document
 * (Data Integrity 1.0) or around it (JSON Web Signature). It refuses, besides what is wrong, what it
 * cannot be sure of: unknown contexts, hidden claims, text that is read differently.
 */

import {
  type Attempt, malformed, notTheIssuers, otherSigner, type Outcome, outcomeOf, outcomeWith, undecided,
} from "./attempt.ts";
import { verifyProof } from "./data-integrity.ts";
import type { Credential, Proof } from "./document.ts";
import type { Fetch } from "./fetching.ts";
import { type JsonObject, textOf } from "./json.ts";
import { algorithmOf, methodOf } from "./jws.ts";
import { suiteName, suiteOf } from "./suites.ts";
import type { Unsecured } from "./unsecured.ts";

/** What a proof is called, and the key that it names. */
export interface ProofName {
  readonly suite: string;
  readonly verificationMethod: string | null;
}

export function nameOf(proof: Proof): ProofName {
  if ("jws" in proof) return { suite: algorithmOf(proof.jws), verificationMethod: methodOf(proof.jws) };
  return { suite: suiteName(proof.members), verificationMethod: textOf(proof.members, "verificationMethod") };
}

/** The checks `proof` and `issuer` of one proof of a credential (report.md, "proof and issuer"). */
export async function checkProof(
  credential: Credential,
  proof: Proof,
  unsecured: Unsecured,
  fetch: Fetch,
  now: number,
): Promise<Outcome> {
  const attempt = await attemptAt(credential, proof, unsecured);
  if (!("sought" in attempt)) return attempt;
  const outcome = await outcomeOf(attempt, credential.issuer, fetch, now);
  return outcome.issuer.key === "KEY_NOT_LISTED" ? ((await byTheLog(credential, attempt, fetch)) ?? outcome) : outcome;
}

/** What is left to do with a proof, or how its checks ended: steps (1) to (3). */
export async function attemptAt(
  { document, issuer }: Credential,
  proof: Proof,
  unsecured: Unsecured,
): Promise<Attempt | Outcome> {
  return "jws" in proof
    ? (await import("./jws-proof.ts")).attemptAround(document, proof.jws, issuer)
    : attemptWithin(unsecured, proof.members, issuer);
}

/** How both checks end with a key that the issuer has withdrawn, as its log tells; null for any other. */
async function byTheLog(credential: Credential, attempt: Attempt, fetch: Fetch): Promise<Outcome | null> {
  const { sought } = attempt;
  if (sought === null || !("method" in sought)) return null;
  const log = await import("./log/withdrawn.ts").catch(() => null);
  const key = log && (await log.withdrawnKey(credential, sought.method, fetch));
  return key && outcomeWith(key, attempt);
}

function attemptWithin(unsecured: Unsecured, proof: JsonObject, issuer: string): Attempt | Outcome {
  const suite = suiteOf(proof);
  if (suite === undefined) return undecided("UNSUPPORTED_SUITE", { suite: suiteName(proof) }); // (1)
  const method = textOf(proof, "verificationMethod");
  if (!method?.includes("#") || textOf(proof, "proofValue") === null) return malformed(); // (2)
  if (proof.proofPurpose !== "assertionMethod") return notTheIssuers("OTHER_PURPOSE");
  const other = otherSigner(method, issuer); // (3)
  if (other !== null) return other;
  return { sought: { method }, kind: suite.key, verify: (key) => verifyProof(unsecured, proof, suite, key) };
}
