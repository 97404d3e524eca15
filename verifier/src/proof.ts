/**
 * Checks one proof: that it fits the document, and that the issuer answers for its key.
 *
 * The `proof` and `issuer` checks of one proof: Data Integrity 1.0, section 4.3 (verify proof), and
 * the issuer's own list of keys. It refuses, besides what is wrong, what it cannot be sure of:
 * unknown contexts, hidden claims, text that is read differently.
 */

import { requireKnownContexts } from "./contexts.ts";
import type { Credential } from "./document.ts";
import { verifyProof } from "./eddsa-rdfc-2022.ts";
import type { Fetch } from "./fetching.ts";
import { Ended, endOf, type Finding, finding } from "./findings.ts";
import { findKey } from "./issuer.ts";
import { type JsonObject, textOf } from "./json.ts";
import { readEd25519 } from "./multikey.ts";
import { requirePlainForm } from "./plain-form.ts";

const CRYPTOSUITE = "eddsa-rdfc-2022";
const NOT_REACHED = finding("notchecked", "NOT_REACHED");

/** How the two checks ended for a proof. */
interface Outcome {
  readonly proof: Finding;
  readonly issuer: Finding;
}

/** The checks `proof` and `issuer` of one proof of a credential (report.md, "proof and issuer"). */
export async function checkProof(
  { document, issuer }: Credential,
  proof: JsonObject,
  fetch: Fetch,
  now: number,
): Promise<Outcome> {
  const objection = objectionTo(proof, issuer); // (1) to (3)
  if (objection !== null) return objection;
  const method = textOf(proof, "verificationMethod") ?? "";
  const key = await endOf(() => findKey(issuer, method, fetch, now)); // (4), (5)
  if (key instanceof Ended) return { proof: key.finding, issuer: key.finding };
  const bytes = readEd25519(key.multikey);
  if (bytes !== null) return { proof: await fit(document, proof, bytes), issuer: key.finding };
  if (key.finding.result === "fail") return { proof: NOT_REACHED, issuer: key.finding };
  const unsupported = finding("notchecked", "UNSUPPORTED_KEY"); // (6)
  return { proof: unsupported, issuer: unsupported };
}

/** The name of a proof's cryptosuite; of an older kind of proof, its type. */
export function suiteOf(proof: JsonObject): string {
  return textOf(proof, "cryptosuite") ?? textOf(proof, "type") ?? "unknown";
}

/** Whether this program can check a proof. */
function isKnown({ type, cryptosuite, ...others }: JsonObject): boolean {
  return type === "DataIntegrityProof" && cryptosuite === CRYPTOSUITE && !Object.hasOwn(others, "previousProof");
}

function objectionTo(proof: JsonObject, issuer: string): Outcome | null {
  if (!isKnown(proof)) { // (1)
    const suite = finding("notchecked", "UNSUPPORTED_SUITE", { suite: suiteOf(proof) });
    return { proof: suite, issuer: suite };
  }
  const method = textOf(proof, "verificationMethod");
  if (!method?.includes("#") || textOf(proof, "proofValue") === null) { // (2)
    return { proof: finding("fail", "MALFORMED_PROOF"), issuer: NOT_REACHED };
  }
  if (proof.proofPurpose !== "assertionMethod") {
    return { proof: NOT_REACHED, issuer: finding("fail", "OTHER_PURPOSE") };
  }
  const [signer = ""] = method.split("#", 1);
  if (signer === issuer) return null; // (3)
  const values = { did: issuer, other: signer };
  return { proof: NOT_REACHED, issuer: finding("fail", "OTHER_ISSUER", values) };
}

async function fit(document: JsonObject, proof: JsonObject, key: Uint8Array): Promise<Finding> {
  const end = await endOf(async () => {
    requirePlainForm({ ...document, proof }); // (7)
    await requireKnownContexts({ ...document, proof }); // (8)
    await verifyProof(document, proof, key); // (8), (9)
  });
  return end instanceof Ended ? end.finding : finding("pass", "PROOF_OK");
}
