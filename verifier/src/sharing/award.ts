/** What of a badge page can be shared: read from the page itself and from its credential. */

import { isObject, type JsonObject, textOf } from "../json.ts";

/** The award of a badge page. Days are `YYYY-MM-DD`, in the issuer's timezone. */
export interface Award {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly awarded: string | null; // like the next, where the page says it
  readonly expires: string | null;
  readonly address: string; // of the page, as published
  readonly image: string; // where the page's picture stands
  readonly text: string; // the credential as it was fetched
}

/** The award of this page, whose credential is `text`. */
export function awardOf(page: Document, text: string, credential: JsonObject): Award {
  const days = Array.from(page.querySelectorAll<HTMLTimeElement>(".facts time"), (day) => day.dateTime);
  const { issuer } = credential;
  const address = page.getElementById("address")?.textContent ?? "";
  return {
    id: address.split("/").at(-2) ?? "",
    name: page.querySelector("h1")?.textContent ?? "",
    issuer: (isObject(issuer) ? textOf(issuer, "name") : null) ?? "",
    awarded: days[0] ?? null,
    expires: days[1] ?? null,
    address,
    image: page.querySelector<HTMLImageElement>("header > img")?.src ?? "",
    text,
  };
}

/** The name of a file to download, from the badge's name. */
export function fileName({ name }: Award, ending: string): string {
  // With the marks that letters of many scripts are written with; counted by characters.
  const words = name.normalize("NFKC").match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const short = Array.from(words.join("-")).slice(0, 60).join("").replace(/-$/, "");
  return `${short || "badge"}.${ending}`;
}
