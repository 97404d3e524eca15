/**
 * The words around what issuers and learners wrote, on badge pages and in the catalogue.
 *
 * They are loaded where a visitor's language is another than the one that a page came in.
 */

import type english from "../build/site-strings-en.json";
import type { Language } from "./wording.ts";

export type SiteWords = typeof english;

const CATALOGUES = {
  en: () => import("../build/site-strings-en.json", { with: { type: "json" } }),
  es: () => import("../build/site-strings-es.json", { with: { type: "json" } }),
  pt: () => import("../build/site-strings-pt.json", { with: { type: "json" } }),
  fr: () => import("../build/site-strings-fr.json", { with: { type: "json" } }),
  de: () => import("../build/site-strings-de.json", { with: { type: "json" } }),
} satisfies Record<Language, () => Promise<{ default: SiteWords }>>;

/** The words of a language. Throws where they cannot be loaded. */
export async function siteWordsIn(language: Language): Promise<SiteWords> {
  return (await CATALOGUES[language]()).default;
}
