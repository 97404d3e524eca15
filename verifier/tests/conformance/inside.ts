/** Records and endorsements whose parts are signed in other ways than the ledger's own, or as tokens. */

import type { Json, JsonObject } from "../../src/json.ts";
import type { Case } from "./case.ts";
import { badge, BADGES, caseOf, CREDENTIALS, DID, EC, ED, methodOf, OTHER_ED } from "./documents.ts";
import type { Signer } from "./keys.ts";
import { compact, signed } from "./signing.ts";

const CLR = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json";
const SITE = "https://badges.example.org";
const SUITES = ["eddsa-rdfc-2022", "eddsa-jcs-2022"];

/** Every case. */
export async function* cases(): AsyncGenerator<Case> {
  for (const suite of SUITES) {
    yield* records(suite);
    yield* endorsements(suite);
  }
}

async function* records(suite: string): AsyncGenerator<Case> {
  const one = await signed(badge(), { suite, signer: ED });
  const sound = token(ED);
  const forged = token(OTHER_ED);
  const over = token(ED, badge({ validUntil: "2026-06-01T00:00:00Z" }));
  const many = [...Array<Json>(100).fill(sound), forged, over];
  const record = async (name: string, state: string, ...inside: Json[]) =>
    caseOf(`record, ${suite}: ${name}`, await recordOf(suite, inside), state);
  yield record("of a token", "verified", sound);
  yield record("of a token and a document", "verified", one, token(EC));
  yield record("of an envelope", "verified", enveloped(sound));
  yield record("of a token that is forged", "tampered", one, forged);
  yield record("of an envelope of a token that is forged", "tampered", enveloped(forged));
  yield record("of a token that expired", "expired", one, over);
  yield record("of a token in lists of lists", "expired", [[one, [over]]]);
  yield record("of a text that is none", "unreadable", "x.y.z");
  yield record("of a document that was changed", "tampered", { ...one, name: "Other" });
  yield record("of nothing that is signed", "unreadable", badge());
  yield record("of a number", "unreadable", 7);
  if (suite.includes("jcs")) yield record("of more than are looked at, the rest forged and expired", "unchecked-signature", ...many);
}

async function* endorsements(suite: string): AsyncGenerator<Case> {
  const doubt = { codes: { document: "ENDORSEMENT_IN_DOUBT" } };
  const sure = { codes: { document: "DOCUMENT_OK" } };
  const { id } = badge();
  const endorsed = async (name: string, members: JsonObject, found: Partial<Case>) =>
    caseOf(`endorsement, ${suite}: ${name}`, await signed(badge(members), { suite, signer: ED }), "verified", found);
  const about = (subject: Json): string => token(ED, endorsement(subject));
  yield endorsed("a token", { endorsementJwt: [about(id ?? null)] }, sure);
  yield endorsed("an envelope", { endorsement: [enveloped(about(id ?? null))] }, sure);
  yield endorsed("a token of something else", { endorsementJwt: [about(`${SITE}/other`)] }, doubt);
  yield endorsed("a token that is forged", { endorsementJwt: [token(OTHER_ED, endorsement(id ?? null))] }, doubt);
  yield endorsed("a token that is a badge", { endorsementJwt: [token(ED)] }, doubt);
}

function recordOf(suite: string, inside: readonly Json[]): Promise<JsonObject> {
  const credentialSubject = { id: "did:example:learner", type: ["ClrSubject"], verifiableCredential: [...inside] };
  const record = { ...badge({ credentialSubject }), "@context": [CREDENTIALS, CLR, BADGES], id: `${SITE}/records/1`, type: ["VerifiableCredential", "ClrCredential"] };
  return signed(record, { suite, signer: ED });
}

function endorsement(subject: Json): JsonObject {
  return badge({
    id: "urn:uuid:5d7c9e1f-0a2b-4c3d-8e4f-5a6b7c8d9e0f",
    type: ["VerifiableCredential", "EndorsementCredential"],
    credentialSubject: { id: subject, type: ["EndorsementSubject"] },
  });
}

function token(signer: Signer, payload: JsonObject = badge()): string {
  return compact({ alg: signer.algorithm, typ: "vc+jwt", kid: methodOf(signer, DID) }, payload, signer);
}

function enveloped(jwt: string): JsonObject {
  return { "@context": CREDENTIALS, id: `data:application/vc+jwt,${jwt}`, type: "EnvelopedVerifiableCredential" };
}
