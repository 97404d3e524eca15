/** Contexts: every version of Open Badges 3.0, both copies of 3.0.3, and those that are not known. */

import type { Json, JsonObject } from "../../src/json.ts";
import type { Case } from "./case.ts";
import { badge, BADGES, caseOf, codes, CREDENTIALS, CREDENTIALS_1, ED } from "./documents.ts";
import { type Copy, proofOf, signed } from "./signing.ts";

// Each version, and the data models that it can be used with.
const VERSIONS = [
  ["context.json", ["1.1"]],
  ["context-3.0.1.json", ["1.1"]],
  ["context-3.0.2.json", ["1.1", "2.0"]],
  ["context-3.0.3.json", ["1.1", "2.0"]],
] as const;
const OWN = "https://example.org/own/v1";
const MORE = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";

export async function* cases(): AsyncGenerator<Case> {
  for (const [version, models] of VERSIONS) {
    const context = `https://purl.imsglobal.org/spec/ob/v3p0/${version}`;
    for (const model of models) {
      const first = model === "2.0" ? CREDENTIALS : CREDENTIALS_1;
      const contexts = [first, context, "https://w3id.org/security/data-integrity/v2"];
      yield caseOf(`context: ${version}, data model ${model}`, await rdf({ ...dated(model), "@context": contexts }), "verified");
    }
  }
  const contradicting = [CREDENTIALS, "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json"];
  yield caseOf("context: two that contradict each other", { ...(await rdf(badge())), "@context": contradicting }, "unchecked-signature", codes("UNCLEAR_TEXT", "ISSUER_OK"));
  yield* twoCopies();
  yield* unknown();
}

/** The terms in which the copies of 3.0.3 differ. */
async function* twoCopies(): AsyncGenerator<Case> {
  const more: [string, JsonObject][] = [
    ["jti", { jti: "urn:uuid:1" }],
    ["endorsementJwt", { endorsementJwt: ["e30.e30.AA"] }],
  ];
  yield caseOf("copies: signed with the older, no term that differs", await rdf(badge(), "older"), "verified");
  for (const [term, members] of more) {
    const codesOfClaim = codes("UNDEFINED_TERM", "ISSUER_OK");
    yield caseOf(`copies: ${term}, signed with the newer`, await rdf(badge(members), "newer"), "verified");
    yield caseOf(`copies: ${term}, signed with the older, which drops it`, await rdf(badge(members), "older"), "tampered", codesOfClaim);
    yield caseOf(`copies: ${term} added after signing`, { ...(await rdf(badge(), "older")), ...members }, "tampered", codesOfClaim);
    const json = await signed(badge(members), { suite: "eddsa-jcs-2022", signer: ED });
    yield caseOf(`copies: ${term}, signed as JSON`, json, "verified");
  }
}

async function* unknown(): AsyncGenerator<Case> {
  const contexts = (...added: Json[]) => badge({ "@context": [CREDENTIALS, BADGES, ...added] });
  const own = { shoeSize: "https://example.org/shoeSize" };
  const bySuite = (document: JsonObject, suite: string) => signed(document, { suite, signer: ED });
  const jcs = await bySuite(badge(), "eddsa-jcs-2022");
  const behind = (context: Json) => ({ ...jcs, "@context": [CREDENTIALS, BADGES, context] });
  const notFirst = badge({ "@context": [BADGES, CREDENTIALS] });
  const unproved = await proofOf(badge(), { suite: "eddsa-jcs-2022", signer: ED, proof: { "@context": [BADGES] } });

  yield caseOf("context: unknown", await bySuite(contexts(OWN), "eddsa-rdfc-2022"), "unchecked-signature", codes("UNKNOWN_CONTEXT", "ISSUER_OK"));
  yield caseOf("context: written out", await bySuite(contexts(own), "eddsa-rdfc-2022"), "unchecked-signature", codes("UNKNOWN_CONTEXT", "ISSUER_OK"));
  yield caseOf("context: a claim that it does not define", await rdf(badge({ shoeSize: 43 })), "tampered", codes("UNDEFINED_TERM", "ISSUER_OK"));
  yield caseOf("context: unknown, signed as JSON", await bySuite(contexts(OWN), "eddsa-jcs-2022"), "verified");
  yield caseOf("context: written out, signed as JSON", await bySuite(contexts(own), "eddsa-jcs-2022"), "verified");
  yield caseOf("context: a claim that none defines, signed as JSON", await bySuite(badge({ shoeSize: 43 }), "eddsa-jcs-2022"), "verified");
  yield caseOf("context: known, behind those signed as JSON", behind(MORE), "verified");
  yield caseOf("context: unknown, behind those signed as JSON", behind(OWN), "unchecked-signature", codes("UNKNOWN_CONTEXT", "ISSUER_OK"));
  yield caseOf("context: written out, behind those signed as JSON", behind(own), "unchecked-signature", codes("UNKNOWN_CONTEXT", "ISSUER_OK"));
  yield caseOf("context: those signed as JSON are not the first", { ...jcs, "@context": [BADGES, CREDENTIALS] }, "unchecked-signature", codes("UNKNOWN_CONTEXT", "ISSUER_OK"));
  yield caseOf("context: others signed as JSON", { ...badge(), proof: unproved }, "tampered", codes("MALFORMED_PROOF", "ISSUER_OK"));
  yield caseOf("context: not a credential's first, signed as JSON", await bySuite(notFirst, "eddsa-jcs-2022"), "unchecked-signature", codes("UNKNOWN_CONTEXT", "ISSUER_OK"));
  yield caseOf("context: none, signed as JSON", await bySuite(badge({ "@context": [] }), "eddsa-jcs-2022"), "unchecked-signature", codes("UNKNOWN_CONTEXT", "ISSUER_OK"));
}

function dated(model: "1.1" | "2.0"): JsonObject {
  const { validFrom = null, ...others } = badge();
  return model === "2.0" ? badge() : { ...others, issuanceDate: validFrom };
}

function rdf(document: JsonObject, copy?: Copy): Promise<JsonObject> {
  return signed(document, { suite: "eddsa-rdfc-2022", signer: ED, ...(copy && { copy }) });
}
