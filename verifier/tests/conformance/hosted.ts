/** Open Badges 2.0: assertions that their issuer's site publishes, or not so. */

import type { Json, JsonObject } from "../../src/json.ts";
import type { Case, Served } from "./case.ts";
import { caseOf, text } from "./documents.ts";

const SITE = "https://badges.example.org";
const ASSERTION = `${SITE}/assertions/1`;
const BADGE = `${SITE}/badges/python`;
const ISSUER = `${SITE}/issuer`;
const OTHER = "https://attacker.example.net";

/** What stands at addresses: a document, or a status without one. */
type Site = Readonly<Record<string, JsonObject | string | number>>;

/** Every case. */
export function cases(): readonly Case[] {
  return [...assertions(), ...withdrawn(), ...policies(), ...signedBadges()];
}

function assertion(members: JsonObject = {}): JsonObject {
  return {
    "@context": "https://w3id.org/openbadges/v2",
    id: ASSERTION,
    type: "Assertion",
    recipient: {
      type: "email",
      hashed: true,
      salt: "Kosher",
      identity: "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399",
    },
    badge: BADGE,
    verification: { type: "HostedBadge" },
    issuedOn: "2026-05-01T00:00:00Z",
    ...members,
  };
}

function badgeClass(members: JsonObject = {}): JsonObject {
  const described = { name: "Python Basics", description: "Writes small programs.", criteria: { narrative: "Ten." } };
  return { "@context": "https://w3id.org/openbadges/v2", id: BADGE, type: "BadgeClass", issuer: ISSUER, ...described, ...members };
}

function issuer(members: JsonObject = {}): JsonObject {
  return { "@context": "https://w3id.org/openbadges/v2", id: ISSUER, type: "Issuer", name: "Example Institute", url: SITE, ...members };
}

/** A case of an assertion; `site` is what differs on the issuer's site. */
function hosted(name: string, state: string, handed: JsonObject, site: Site = {}, without: readonly string[] = []): Case {
  const whole = { [ASSERTION]: handed, [BADGE]: badgeClass(), [ISSUER]: issuer(), ...site };
  const left = Object.entries(whole).filter(([url]) => !without.includes(url));
  const fetch = Object.fromEntries(left.map(([url, found]) => [url, servedAs(found)]));
  return caseOf(`Open Badges 2.0: ${name.replaceAll("-", " ")}`, handed, state, { fetch });
}

function servedAs(found: Json): Served {
  return typeof found === "number" ? { status: found, body: "" } : { status: 200, body: text(found) };
}

function assertions(): Case[] {
  const sound = assertion();
  const embedded = assertion({ badge: badgeClass({ issuer: issuer() }) });
  const without = Object.fromEntries(Object.entries(sound).filter(([name]) => name !== "badge"));
  return [
    hosted("sound", "verified", sound),
    hosted("of-the-older-name", "verified", assertion({ verification: { type: "hosted" } })),
    hosted("with-its-context-in-an-array", "verified", assertion({ "@context": ["https://w3id.org/openbadges/v2"] })),
    hosted("with-its-badge-class-inside", "verified", embedded, {}, [BADGE]),
    hosted("with-its-issuer-inside-alone", "verified", embedded, {}, [BADGE, ISSUER]),
    hosted("in-another-order", "verified", sound, {
      [ASSERTION]: Object.fromEntries(Object.entries(sound).reverse()),
    }),
    hosted("handed-in-with-its-badge-class", "verified", embedded, { [ASSERTION]: sound }),
    hosted("handed-in-with-its-badge-class-alone", "verified", assertion({ badge: badgeClass() }), { [ASSERTION]: sound }),
    hosted("handed-in-with-another-badge-class", "tampered", assertion({ badge: badgeClass({ name: "Doctor of Laws" }) }), { [ASSERTION]: sound }),
    hosted("handed-in-with-another-issuer", "tampered", assertion({ badge: badgeClass({ issuer: issuer({ name: "Other" }) }) }), { [ASSERTION]: sound }),
    hosted("handed-in-in-full-and-no-badge-class-to-be-had", "unchecked-signature", embedded, { [ASSERTION]: sound }, [BADGE]),
    hosted("handed-in-by-its-address-alone", "verified", sound, { [ASSERTION]: embedded }),
    hosted("expired", "expired", assertion({ expires: "2026-06-01T00:00:00Z" })),
    hosted("of-tomorrow", "not-yet-valid", assertion({ issuedOn: "2026-11-21T00:00:00Z" })),
    hosted("for-another-recipient", "tampered", assertion({ recipient: { type: "email", hashed: false, identity: "eve@example.net" } }), { [ASSERTION]: sound }),
    hosted("with-a-longer-life", "tampered", assertion({ expires: "2036-01-01T00:00:00Z" }), {
      [ASSERTION]: assertion({ expires: "2026-06-01T00:00:00Z" }),
    }),
    hosted("with-a-member-more", "tampered", assertion({ narrative: "With honours." }), { [ASSERTION]: sound }),
    hosted("of-another-badge-class", "tampered", assertion({ badge: `${SITE}/badges/doctorate` }), { [ASSERTION]: sound }),
    hosted("whose-site-says-otherwise-by-duplicates", "unchecked-signature", sound, {
      [ASSERTION]: JSON.stringify(sound).replace("{", '{"id":"x",'),
    }),
    hosted("unreachable", "unchecked-signature", sound, {}, [ASSERTION]),
    hosted("not-found", "unchecked-signature", sound, { [ASSERTION]: 404 }),
    hosted("whose-site-fails", "unchecked-signature", sound, { [ASSERTION]: 500 }),
    hosted("whose-site-answers-a-page", "unchecked-signature", sound, { [ASSERTION]: "<!doctype html>" }),
    hosted("expired-and-unreachable", "unchecked-signature", assertion({ expires: "2026-06-01T00:00:00Z" }), {}, [ASSERTION]),
    hosted("without-its-badge-class", "unchecked-signature", sound, {}, [BADGE]),
    hosted("without-its-issuer", "unchecked-signature", sound, {}, [ISSUER]),
    hosted("whose-badge-class-is-another", "unchecked-signature", sound, { [BADGE]: badgeClass({ id: `${SITE}/badges/2` }) }),
    hosted("signed", "unchecked-signature", assertion({ verification: { type: "SignedBadge", creator: `${SITE}/key` } })),
    hosted("without-a-badge", "unreadable", without),
    hosted("of-no-such-day", "unreadable", assertion({ issuedOn: "2026-02-30T00:00:00Z" })),
    hosted("of-another-context", "unreadable", assertion({ "@context": "https://w3id.org/openbadges/v1" })),
  ];
}

function withdrawn(): Case[] {
  const sound = assertion();
  const gone = { id: ASSERTION, revoked: true };
  return [
    hosted("gone", "revoked", sound, { [ASSERTION]: 410 }),
    hosted("withdrawn", "revoked", sound, { [ASSERTION]: gone }),
    hosted("withdrawn-with-a-reason", "revoked", sound, { [ASSERTION]: { ...gone, revocationReason: "Awarded by mistake." } }),
    hosted("withdrawn-in-full", "revoked", sound, { [ASSERTION]: assertion({ revoked: true }) }),
    hosted("handed-in-as-withdrawn", "revoked", gone),
    hosted("that-says-it-is-withdrawn-and-is-not", "tampered", assertion({ revoked: true }), { [ASSERTION]: sound }),
    hosted("withdrawn-elsewhere", "tampered", sound, { [ASSERTION]: { id: `${SITE}/assertions/2`, revoked: true } }),
  ];
}

/** Open Badges 2.0 in a JWS: told, and not checked. */
function signedBadges(): Case[] {
  const signature = (payload: JsonObject): string =>
    [{ alg: "RS256" }, payload].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".") + ".AAAA";
  const token = (name: string, state: string, payload: JsonObject): Case => ({
    ...hosted(name, state, payload),
    document: new TextEncoder().encode(signature(payload)),
  });
  return [
    token("in-a-token", "unchecked-signature", assertion({ id: "urn:uuid:1", badge: badgeClass({ issuer: issuer() }), verification: { type: "signed" } })),
    token("of-nothing-in-a-token", "unreadable", { id: "urn:uuid:1" }),
  ];
}

/** Where an issuer lets its assertions stand. */
function policies(): Case[] {
  const elsewhere = `${OTHER}/assertions/1`;
  const stolen = assertion({ id: elsewhere });
  const at = (verification: JsonObject): Site => ({ [elsewhere]: stolen, [ISSUER]: issuer({ verification }) });
  const lookalike = assertion({ id: elsewhere, badge: badgeClass({ issuer: issuer({ verification: { allowedOrigins: "attacker.example.net" } }) }) });
  return [
    hosted("on-another-site", "wrong-issuer", stolen, { [elsewhere]: stolen }),
    hosted("on-another-site-and-unreachable", "wrong-issuer", stolen),
    hosted("on-another-port", "wrong-issuer", assertion({ id: `${SITE}:8443/1` }), { [`${SITE}:8443/1`]: assertion({ id: `${SITE}:8443/1` }) }),
    hosted("on-a-site-that-is-allowed", "verified", stolen, at({ allowedOrigins: ["attacker.example.net"] })),
    hosted("on-a-site-that-allows-itself", "wrong-issuer", lookalike, { [elsewhere]: lookalike }),
    hosted("on-no-site-that-is-allowed", "wrong-issuer", assertion(), { [ISSUER]: issuer({ verification: { allowedOrigins: "cdn.example.org" } }) }),
    hosted("within-what-is-allowed", "verified", assertion(), { [ISSUER]: issuer({ verification: { startsWith: `${SITE}/assertions/` } }) }),
    hosted("beyond-what-is-allowed", "wrong-issuer", assertion(), { [ISSUER]: issuer({ verification: { startsWith: [`${SITE}/awards/`] } }) }),
    hosted("at-no-address", "wrong-issuer", assertion({ id: "urn:uuid:1" })),
  ];
}
