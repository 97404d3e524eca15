/** The site that a page belongs to, as the page's `<body>` says. */

import type { Registry } from "../registry.ts";

export interface Site {
  /** The DID by which the site signs; null for the file to keep, which belongs to nobody. */
  readonly issuer: string | null;
  readonly name: string;
  /** The lists of issuers that the site goes by. */
  readonly registries: readonly Registry[];
  /** Where a preview's site lies, with closing slash; null for any other. */
  readonly previewRoot: string | null;
}

export function siteOf({ body: { dataset }, baseURI }: Document): Site {
  return {
    issuer: dataset.issuer ?? null,
    name: dataset.name ?? "",
    registries: JSON.parse(dataset.registries ?? "[]") as Registry[],
    previewRoot: "preview" in dataset ? new URL("../", baseURI).href : null,
  };
}
