/**
 * The picture of a badge: one that stands in the badge itself, or at another site.
 *
 * It is shown as a picture only, which runs nothing; what it shows, nobody has signed.
 */

import { asList, isObject, type Json, type JsonObject, textOf } from "../../json.ts";
import { pageWords } from "../../page-words.ts";
import { fill } from "../../wording.ts";
import { element } from "../elements.ts";
import type { Lookup } from "./all.ts";
import { bodyAt, hostOf } from "./asking.ts";

// By how their files begin.
const TYPES: readonly (readonly [string, string])[] = [
  ["image/png", "\x89PNG\r\n\x1a\n"],
  ["image/jpeg", "\xff\xd8\xff"],
  ["image/gif", "GIF8"],
  ["image/webp", "RIFF"],
  ["image/svg+xml", "<"],
];

/** A look at the picture of the badge's achievement, else at the badge's own. */
export function pictures(credential: JsonObject): Lookup[] {
  const subjects = asList(credential.credentialSubject).filter(isObject);
  const achievements = subjects.flatMap(({ achievement }) => asList(achievement)).filter(isObject);
  const [url] = [...achievements, credential].map(({ image }) => addressOf(image)).filter((one) => one !== null);
  const host = url && hostOf(url);
  return host ? [{ label: fill(pageWords.lookups.picture, { host }), look: () => pictureAt(url) }] : [];
}

function addressOf(image: Json | undefined): string | null {
  return typeof image === "string" ? image : textOf(image, "id");
}

async function pictureAt(url: string): Promise<(Node | string)[]> {
  const body = await bodyAt(url);
  if (typeof body === "string") return [body];
  const beginning = String.fromCharCode(...body.subarray(0, 8));
  const type = TYPES.find(([, start]) => beginning.startsWith(start))?.[0];
  if (type === undefined) return [pageWords.lookups.no_picture];
  const shown = element("img");
  const address = URL.createObjectURL(new Blob([body], { type }));
  Object.assign(shown, { src: address, alt: pageWords.lookups.picture_of, width: 200 });
  return [shown, element("p", pageWords.lookups.picture_note)];
}
