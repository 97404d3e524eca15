/**
 * Finds the credentials inside a credential: those of a record, and endorsements.
 *
 * Comprehensive Learner Record 2.0 (ClrSubject: verifiableCredential) and Open Badges 3.0
 * (EndorsementCredential). Each is checked like a credential of its own, as it stands in its place,
 * JSON or a compact JWT. What lies deeper than three levels, or beyond a hundred in all, is not
 * looked at: one more part stands for it, so that it is told.
 */

import { type Credential, credentialIn, readCredential } from "./document.ts";
import { Ended, failed, unchecked } from "./findings.ts";
import { type Json, type JsonObject, textOf, valuesOf, within } from "./json.ts";

const MOST_LEVELS = 3;
const MOST_PARTS = 100;
// In a record stands any credential; an endorsement is of one kind.
const TYPES = { credential: ["VerifiableCredential"], endorsement: ["EndorsementCredential"] } as const;

/** What a part is to what it stands in: only credentials of a record bear on its state. */
export type Role = keyof typeof TYPES;

/** A credential inside another, or why there is none. */
export interface Part {
  readonly role: Role;
  readonly read: Credential | Ended;
  readonly parts: readonly Part[];
}

/** What is found where a credential must be. */
interface Inside {
  readonly role: Role;
  readonly value: Json;
  /** The id of what an endorsement must be about. */
  readonly endorsed: string | null;
}

/** The parts of a credential, in the order of report.md, "parts". */
export function partsOf(credential: Credential): Part[] {
  return partsWithin(credential, 1, { left: MOST_PARTS });
}

function partsWithin({ document }: Credential, level: number, budget: { left: number }): Part[] {
  return [credentialsIn(document), endorsementsIn(document)].flatMap((found) => {
    const parts: Part[] = [];
    for (const inside of found) {
      if (level > MOST_LEVELS || budget.left === 0) return [...parts, unseen(inside.role, found.length - parts.length)];
      budget.left -= 1;
      const read = readPart(inside);
      const isCredential = !(read instanceof Ended);
      parts.push({ role: inside.role, read, parts: isCredential ? partsWithin(read, level + 1, budget) : [] });
    }
    return parts;
  });
}

/** The credentials of a record: of each of its subjects, as they may be several. */
function credentialsIn({ credentialSubject }: JsonObject): Inside[] {
  const values = within(valuesOf(credentialSubject), "verifiableCredential");
  return values.map((value) => ({ role: "credential", value, endorsed: null }));
}

/** The endorsements of a credential, of its issuer, and of what was achieved. */
function endorsementsIn(document: JsonObject): Inside[] {
  const achievements = within(valuesOf(document.credentialSubject), "achievement");
  return [document, ...valuesOf(document.issuer), ...achievements].flatMap((place) => {
    const values = ["endorsement", "endorsementJwt"].flatMap((name) => within([place], name));
    return values.filter((value) => !isAddress(value)).map((value) => ({ role: "endorsement" as const, value, endorsed: textOf(place, "id") }));
  });
}

/** Whether an endorsement is only referred to. It is not inside, and nobody is asked for it. */
function isAddress(value: Json): boolean {
  return typeof value === "string" && value.includes(":");
}

function readPart({ role, value, endorsed }: Inside): Credential | Ended {
  try {
    const credential = read(value, TYPES[role]);
    if (role === "endorsement") requireSubject(credential, endorsed);
    return credential;
  } catch (error) {
    if (error instanceof Ended) return error;
    throw error;
  }
}

/** A text is a compact JWT. */
function read(value: Json, types: readonly string[]): Credential {
  return typeof value === "string"
    ? readCredential(new TextEncoder().encode(value), types)
    : credentialIn(value, types);
}

function requireSubject({ document }: Credential, endorsed: string | null): void {
  const subjects = valuesOf(document.credentialSubject).map((subject) => textOf(subject, "id"));
  const isOther = endorsed === null || subjects.length === 0 || subjects.some((id) => id !== endorsed);
  if (isOther) throw failed("OTHER_SUBJECT");
}

/** The part that stands for `count` others. */
function unseen(role: Role, count: number): Part {
  const values = { count: String(count), limit: String(MOST_PARTS), levels: String(MOST_LEVELS) };
  return { role, read: unchecked("NOT_LOOKED_AT", values), parts: [] };
}
