/** Endorsements that a badge does not carry but refers to, by their addresses. */

import { asList, isObject, type Json, type JsonObject } from "../../json.ts";
import { pageWords } from "../../page-words.ts";
import { fill } from "../../wording.ts";
import type { Checker } from "../checking.ts";
import { smallAnswer } from "../parts.ts";
import type { Lookup } from "./all.ts";
import { bodyAt, hostOf } from "./asking.ts";

const MOST = 20;

/** A look at each endorsement that is only an address: of the badge, its achievement, its issuer. */
export function linkedEndorsements(credential: JsonObject, checker: () => Checker): Lookup[] {
  const subjects = asList(credential.credentialSubject).filter(isObject);
  const achievements = subjects.flatMap(({ achievement }) => asList(achievement)).filter(isObject);
  const endorsed: (Json | undefined)[] = [credential, ...achievements, credential.issuer ?? null];
  const addresses = endorsed.flatMap((one) => (isObject(one) ? asList(one.endorsement) : []));
  const links = addresses.filter((one) => typeof one === "string");
  return [...new Set(links)].slice(0, MOST).flatMap((url) => {
    const host = hostOf(url);
    return host ? [{ label: fill(pageWords.lookups.endorsement, { host }), look: () => endorsementAt(url, checker()) }] : [];
  });
}

async function endorsementAt(url: string, checker: Checker): Promise<(Node | string)[]> {
  const body = await bodyAt(url);
  return typeof body === "string" ? [body] : smallAnswer(await checker.check(body));
}
