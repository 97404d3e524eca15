/**
 * Addresses of a site made relative, in the members that hold one which the site composed.
 *
 * The log commits to claims in which these are relative, so that a site can move and its log stay.
 * A link that somebody wrote stays as it is, also where it leads to the site.
 */

import { isObject, type Json, type JsonObject } from "../json.ts";

const ACHIEVEMENT = [
  "id",
  "criteria.id",
  "image.id",
  "related.id",
  "resultDescription.id",
  "resultDescription.requiredLevel",
  "resultDescription.rubricCriterionLevel.id",
];
const CREDENTIAL = [
  "id",
  "credentialSubject.result.resultDescription",
  "credentialSubject.result.achievedLevel",
  ...ACHIEVEMENT.map((member) => `credentialSubject.achievement.${member}`),
];

/** A copy of a credential with its addresses relative to `site`; null where one is not below it. */
export function relativeTo(site: string, credential: JsonObject): JsonObject | null {
  const copy = structuredClone(credential);
  const isBelow = CREDENTIAL.map((member) => shorten(copy, member.split("."), `${site}/`));
  return isBelow.every(Boolean) ? copy : null;
}

/** Takes `root` from what stands at the end of these steps. False where anything there begins otherwise. */
function shorten(node: Json, [step = "", ...steps]: readonly string[], root: string): boolean {
  if (Array.isArray(node)) return node.every((item) => shorten(item, [step, ...steps], root));
  if (!isObject(node) || !Object.hasOwn(node, step)) return true;
  const member = node[step] ?? null;
  if (steps.length > 0) return shorten(member, steps, root);
  if (typeof member !== "string" || !member.startsWith(root)) return false;
  node[step] = member.slice(root.length);
  return true;
}
