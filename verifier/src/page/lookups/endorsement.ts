/** Endorsements that a badge does not carry but refers to, by their addresses. */

import { asList, isObject, type Json, type JsonObject, textOf } from "../../json.ts";
import { pageWords } from "../../page-words.ts";
import { fill } from "../../wording.ts";
import type { Checker } from "../checking.ts";
import { credentialIn } from "../document.ts";
import { smallAnswer } from "../parts.ts";
import type { Lookup } from "./all.ts";
import { bodyAt, hostOf } from "./asking.ts";

const MOST = 20;

/** An endorsement that somebody refers to. */
interface Link {
  readonly url: string;
  /** The id of what it must be about. */
  readonly endorsed: string | null;
}

/** A look at each endorsement that is only an address: of the badge, its achievement, its issuer. */
export function linkedEndorsements(credential: JsonObject, checker: () => Checker): Lookup[] {
  const subjects = asList(credential.credentialSubject).filter(isObject);
  const achievements = subjects.flatMap(({ achievement }) => asList(achievement));
  const links = [credential, ...achievements, credential.issuer ?? null].flatMap(linksOf);
  return links.slice(0, MOST).flatMap((link) => {
    const host = hostOf(link.url);
    return host ? [{ label: fill(pageWords.lookups.endorsement, { host }), look: () => endorsementAt(link, checker()) }] : [];
  });
}

function linksOf(endorsed: Json): Link[] {
  const found = isObject(endorsed) ? asList(endorsed.endorsement) : [];
  return found.flatMap((url) => (typeof url === "string" ? [{ url, endorsed: textOf(endorsed, "id") }] : []));
}

async function endorsementAt({ url, endorsed }: Link, checker: Checker): Promise<(Node | string)[]> {
  const body = await bodyAt(url);
  if (typeof body === "string") return [body];
  const report = await checker.check(body);
  const subjects = asList(credentialIn(body)?.credentialSubject);
  const isAbout = report.kind === "endorsement" && subjects.every((subject) => textOf(subject, "id") === endorsed);
  return isAbout && endorsed !== null ? smallAnswer(report) : [pageWords.lookups.not_this_endorsement];
}
