/** What of a badge page can be shared: read from the page itself and from its credential. */

import { isObject, type JsonObject, textOf } from "../json.ts";

/** The award of a badge page. Days are `YYYY-MM-DD`, in the issuer's timezone. */
export interface Award {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly awarded: string;
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
    awarded: days[0] ?? "",
    expires: days[1] ?? null,
    address,
    image: page.querySelector<HTMLImageElement>("header > img")?.src ?? "",
    text,
  };
}

/** The name of a file to download, from the badge's name. */
export function fileName({ name }: Award, ending: string): string {
  const plain = name.normalize("NFKC").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  return `${plain.slice(0, 60) || "badge"}.${ending}`;
}
