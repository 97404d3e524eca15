/**
 * Checks one proof: that it fits the document, and that the issuer answers for its key.
 *
 * The `proof` and `issuer` checks of one proof, whichever form it has: within the document
 * (Data Integrity 1.0) or around it (JSON Web Signature). It refuses, besides what is wrong, what it
 * cannot be sure of: unknown contexts, hidden claims, text that is read differently.
 */

import { verifyProof } from "./data-integrity.ts";
import type { Credential, Proof } from "./document.ts";
import type { Fetch } from "./fetching.ts";
import { Ended, endOf, type Finding, finding } from "./findings.ts";
import { findKey, type Sought } from "./issuer.ts";
import { type JsonObject, textOf } from "./json.ts";
import type { KeyKind, PublicKey } from "./keys.ts";
import { suiteName, suiteOf } from "./suites.ts";
import type { Unsecured } from "./unsecured.ts";

const NOT_REACHED = finding("notchecked", "NOT_REACHED");

/** How the two checks ended for a proof. */
export interface Outcome {
  readonly proof: Finding;
  readonly issuer: Finding;
}

/** What is left to do with a proof that seems in order. */
export interface Attempt {
  readonly sought: Sought;
  /** The kind of key that its way of signing needs. */
  readonly kind: KeyKind;
  /** Throws `Ended` unless the proof fits. */
  readonly verify: (key: PublicKey) => Promise<void>;
}

/** The checks `proof` and `issuer` of one proof of a credential (report.md, "proof and issuer"). */
export async function checkProof(
  { issuer }: Credential,
  { members }: Proof,
  unsecured: Unsecured,
  fetch: Fetch,
  now: number,
): Promise<Outcome> {
  const attempt = attemptWith(members, issuer, unsecured); // (1) to (3)
  return "sought" in attempt ? outcomeOf(attempt, issuer, fetch, now) : attempt;
}

function attemptWith(proof: JsonObject, issuer: string, unsecured: Unsecured): Attempt | Outcome {
  const suite = suiteOf(proof);
  if (suite === undefined) return undecided("UNSUPPORTED_SUITE", { suite: suiteName(proof) }); // (1)
  const method = textOf(proof, "verificationMethod");
  if (!method?.includes("#") || textOf(proof, "proofValue") === null) { // (2)
    return { proof: finding("fail", "MALFORMED_PROOF"), issuer: NOT_REACHED };
  }
  if (proof.proofPurpose !== "assertionMethod") {
    return { proof: NOT_REACHED, issuer: finding("fail", "OTHER_PURPOSE") };
  }
  const other = otherSigner(method, issuer); // (3)
  if (other !== null) return other;
  return { sought: { method }, kind: suite.key, verify: (key) => verifyProof(unsecured, proof, suite, key) };
}

/** The end of both checks where a key is not the issuer's by its very name. */
export function otherSigner(method: string, issuer: string): Outcome | null {
  const [signer = ""] = method.split("#", 1);
  if (signer === issuer) return null;
  return { proof: NOT_REACHED, issuer: finding("fail", "OTHER_ISSUER", { did: issuer, other: signer }) };
}

/** The end of both checks where neither can be made. */
export function undecided(key: string, values: Record<string, string> = {}): Outcome {
  const end = finding("notchecked", key, values);
  return { proof: end, issuer: end };
}

async function outcomeOf({ sought, kind, verify }: Attempt, issuer: string, fetch: Fetch, now: number): Promise<Outcome> {
  const found = await endOf(() => findKey(issuer, sought, fetch, now)); // (4), (5)
  if (found instanceof Ended) return { proof: found.finding, issuer: found.finding };
  const { key } = found;
  if (key?.kind === kind) return { proof: await fit(() => verify(key)), issuer: found.finding }; // (7) to (9)
  if (found.finding.result === "fail") return { proof: NOT_REACHED, issuer: found.finding };
  return undecided("UNSUPPORTED_KEY"); // (6)
}

async function fit(verify: () => Promise<void>): Promise<Finding> {
  const end = await endOf(verify);
  return end instanceof Ended ? end.finding : finding("pass", "PROOF_OK");
}
