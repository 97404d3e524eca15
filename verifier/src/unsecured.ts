/**
 * A document without its proofs, in the forms that suites sign.
 *
 * Part of the `proof` check: the transformations `rdfc` (vc-di-eddsa 1.0, section 3.2.3) and `jcs`
 * (section 3.3.3). All proofs of a set look at one of these, so that the document is canonicalised
 * once, however many there are.
 */

import { type Copy, namesOlderCopy, requireCredential, requireKnownContexts } from "./contexts.ts";
import { failed } from "./findings.ts";
import { asList, type Json, type JsonObject } from "./json.ts";
import { requirePlainForm } from "./plain-form.ts";

/** A proof's options and the document, as texts to be hashed in this order. */
export type Forms = readonly [string, string];

export class Unsecured {
  readonly document: JsonObject;
  readonly #canonical = new Map<Copy, Promise<string>>();

  constructor(secured: JsonObject) {
    this.document = without("proof", secured);
  }

  /** The document in RDFC-1.0. Throws `Ended` like `canonicalize`. */
  canonical(copy: Copy): Promise<string> {
    const made = this.#canonical.get(copy) ?? canonicalize(this.document, copy);
    this.#canonical.set(copy, made);
    return made;
  }
}

/**
 * The forms that a proof of a suite of RDF may have signed: with the context of Open Badges 3.0.3 as
 * it is today, and then as others still carry it.
 *
 * Throws `Ended` with HIDDEN_CLAIM, and like `canonicalize`.
 */
export async function* rdfc(unsecured: Unsecured, options: JsonObject): AsyncGenerator<Forms> {
  const { document } = unsecured;
  requirePlainForm({ ...document, proof: options });
  await requireKnownContexts({ ...document, proof: options });
  requireSameContext(document, options);
  const config = { ...options, "@context": document["@context"] ?? null };
  yield [await canonicalize(config, "newer"), await unsecured.canonical("newer")];
  if (!namesOlderCopy(document)) return;
  yield [await canonicalize(config, "older"), await unsecured.canonical("older")];
}

/**
 * The form that a proof of a suite of plain JSON has signed: RFC 8785 of both.
 *
 * Every byte is signed, so nothing can be hidden; contexts that were put behind the signed ones are
 * left out, and must be known. Throws `Ended` with MALFORMED_PROOF and UNKNOWN_CONTEXT.
 */
export async function* jcs({ document }: Unsecured, options: JsonObject): AsyncGenerator<Forms> {
  requireCredential(document);
  const { default: serialize } = await import("canonicalize");
  const signed = options["@context"];
  if (signed === undefined) {
    yield [serialize(options) ?? "", serialize(document) ?? ""];
    return;
  }
  await requireKnownContexts({ "@context": contextsBehind(document["@context"], signed) });
  yield [serialize(options) ?? "", serialize({ ...document, "@context": signed }) ?? ""];
}

export function without(name: string, value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([other]) => other !== name));
}

async function canonicalize(document: JsonObject, copy: Copy): Promise<string> {
  const canonical = await import("./canonical.ts");
  return canonical.canonicalize(document, copy);
}

/** The proof has no contexts but the document's. */
function requireSameContext(document: JsonObject, { "@context": context }: JsonObject): void {
  const isSame = context === undefined || JSON.stringify(context) === JSON.stringify(document["@context"]);
  if (!isSame) throw failed("MALFORMED_PROOF");
}

/** The contexts of a document that follow those which a proof names: these begin the document's. */
function contextsBehind(all: Json | undefined, signed: Json): Json[] {
  const [own, first] = [asList(all), asList(signed)];
  const isBeginning = first.every((context, place) => JSON.stringify(context) === JSON.stringify(own[place]));
  if (!isBeginning) throw failed("MALFORMED_PROOF");
  return own.slice(first.length);
}
