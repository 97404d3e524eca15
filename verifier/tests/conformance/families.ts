/** All documents of the conformance run: whoever runs them elsewhere takes them from here. */

import type { Case } from "./case.ts";
import { cases as contexts } from "./contexts.ts";
import { cases as hosted } from "./hosted.ts";
import { cases as inside } from "./inside.ts";
import { cases as keys } from "./issuers-keys.ts";
import { cases as revocationLists } from "./revocation-lists.ts";
import { cases as suites } from "./suites.ts";
import { cases as tokens } from "./tokens.ts";

const FAMILIES = { suites, keys, tokens, contexts, hosted, revocationLists, inside };

/** The cases by family, each made anew. */
export async function families(): Promise<Record<string, readonly Case[]>> {
  const found: Record<string, Case[]> = {};
  for (const [family, cases] of Object.entries(FAMILIES)) {
    const all: Case[] = [];
    for await (const one of cases()) all.push(one);
    found[family] = all;
  }
  return found;
}
