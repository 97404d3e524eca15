/**
 * What a credential says of itself: who issued it, what it is, to whom and when.
 *
 * None of it is believed here. A member that stands in lists is read as well, as a signature holds
 * for both.
 */

import { domainOf } from "./did.ts";
import { type Credential, type Kind, kindOf } from "./document.ts";
import { type Json, valuesOf, within } from "./json.ts";

/** What a document says of itself, as the report tells it. */
export interface Claims {
  readonly kind: Kind | "assertion";
  readonly issuer: { id: string; domain: string; name: string | null };
  readonly credential: Record<"id" | "name" | "recipient" | "validFrom" | "validUntil", string | null>;
}

/** The claims of a credential. */
export function claimsOf({ document, issuer }: Credential): Claims {
  const subjects = valuesOf(document.credentialSubject);
  return {
    kind: kindOf(document),
    issuer: { id: issuer, domain: domainOf(issuer), name: textIn(document.issuer ?? null, "name") },
    credential: {
      id: textIn(document, "id"),
      name: textIn(document, "name") || textIn(within(subjects, "achievement"), "name"),
      recipient: recipientOf(within(subjects, "identifier")),
      validFrom: textIn(document, "validFrom") || textIn(document, "issuanceDate"),
      validUntil: textIn(document, "validUntil") || textIn(document, "expirationDate"),
    },
  };
}

/**
 * The one text that parts of a document have as the member `name`; null where there are several.
 *
 * NOTE: a signature holds as well where a value stands in a list of its own, or twice in it, and where
 * the members of a part with an id are told in two pieces. Who shows somebody else's badge could so
 * hide the name of its recipient.
 */
export function textIn(value: Json, name: string): string | null {
  const [first, ...others] = new Set(within(valuesOf(value), name));
  return typeof first === "string" && others.length === 0 ? first : null;
}

function recipientOf(identifiers: readonly Json[]): string | null {
  const named = identifiers.find(isName);
  return named === undefined ? null : textIn(named, "identityHash");
}

function isName(entry: Json): boolean {
  const hashed = within([entry], "hashed");
  const isBare = hashed.length > 0 && hashed.every((value) => value === false || value === "false");
  return textIn(entry, "identityType") === "name" && isBare;
}
