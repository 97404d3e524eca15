/** The words of the page of the log, besides those around what issuers wrote. */

import type english from "../build/ledger-strings-en.json";
import { type SiteWords, siteWordsIn } from "./site-words.ts";
import type { Language } from "./wording.ts";

export type LedgerWords = SiteWords & typeof english;

const CATALOGUES = {
  en: () => import("../build/ledger-strings-en.json", { with: { type: "json" } }),
  es: () => import("../build/ledger-strings-es.json", { with: { type: "json" } }),
  pt: () => import("../build/ledger-strings-pt.json", { with: { type: "json" } }),
  fr: () => import("../build/ledger-strings-fr.json", { with: { type: "json" } }),
  de: () => import("../build/ledger-strings-de.json", { with: { type: "json" } }),
} satisfies Record<Language, () => Promise<{ default: typeof english }>>;

/** The words of a language. Throws where they cannot be loaded. */
export async function ledgerWordsIn(language: Language): Promise<LedgerWords> {
  const [site, own] = await Promise.all([siteWordsIn(language), CATALOGUES[language]()]);
  return { ...site, ...own.default };
}
