/**
 * Whether an assertion says exactly what its issuer publishes.
 *
 * Part of the `proof` check of an Open Badges 2.0 assertion. Its badge class, and that one's issuer,
 * may be told in full or named by their addresses, and a copy may do the one where the issuer's site
 * does the other: then what is told must be what stands at the address.
 */

import type { Fetch } from "./fetching.ts";
import { unchecked } from "./findings.ts";
import { objectAt } from "./hosted-issuer.ts";
import { isObject, isSame, type Json, type JsonObject } from "./json.ts";

/** Throws `Ended` with PROFILE_RETRIEVAL_ERROR where what an address stands for is not to be had. */
export async function isSameAssertion(one: JsonObject, other: JsonObject, fetch: Fetch): Promise<boolean> {
  return isSameBut(["badge", "issuer"], one, other, fetch);
}

/** Whether two objects are the same, if in their member `name` addresses are followed; in there, the next name. */
async function isSameBut(
  [name = "", ...names]: readonly string[],
  { [name]: oneMember = null, ...one }: JsonObject,
  { [name]: otherMember = null, ...other }: JsonObject,
  fetch: Fetch,
): Promise<boolean> {
  if (!isSame(one, other)) return false;
  if (!isObject(oneMember) && !isObject(otherMember)) return isSame(oneMember, otherMember);
  return isSameBut(names, await toldOf(oneMember, fetch), await toldOf(otherMember, fetch), fetch);
}

/** The object that a member is, or names by its address. */
async function toldOf(member: Json, fetch: Fetch): Promise<JsonObject> {
  if (isObject(member)) return member;
  const told = typeof member === "string" ? await objectAt(member, fetch) : null;
  if (told === null) throw unchecked("PROFILE_RETRIEVAL_ERROR", { url: typeof member === "string" ? member : "" });
  return told;
}
