/**
 * What the verifier's own page says besides answers, in the language that it speaks now.
 *
 * A badge's page, which answers alone, does not load it.
 */

import type english from "../build/page-strings-en.json";
import { speakIn } from "./spoken.ts";
import type { Language } from "./wording.ts";

type PageWords = typeof english;

const CATALOGUES = {
  en: () => import("../build/page-strings-en.json", { with: { type: "json" } }),
  es: () => import("../build/page-strings-es.json", { with: { type: "json" } }),
  pt: () => import("../build/page-strings-pt.json", { with: { type: "json" } }),
  fr: () => import("../build/page-strings-fr.json", { with: { type: "json" } }),
  de: () => import("../build/page-strings-de.json", { with: { type: "json" } }),
} satisfies Record<Language, () => Promise<{ default: PageWords }>>;

/** Why there is nothing to check. */
export type Problem = keyof PageWords["inputs"];

export let pageWords: PageWords;

/** Makes `language` the one that page and answers speak. Throws where its words cannot be loaded. */
export async function speakOnPage(language: Language): Promise<void> {
  const [found] = await Promise.all([CATALOGUES[language](), speakIn(language)]);
  pageWords = found.default;
}
