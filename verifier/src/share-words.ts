/** The words around what can be done with a badge, in the language that its page speaks now. */

import type english from "../build/share-strings-en.json";
import type { Language } from "./wording.ts";

type ShareWords = typeof english;

const CATALOGUES = {
  en: () => import("../build/share-strings-en.json", { with: { type: "json" } }),
  es: () => import("../build/share-strings-es.json", { with: { type: "json" } }),
  pt: () => import("../build/share-strings-pt.json", { with: { type: "json" } }),
  fr: () => import("../build/share-strings-fr.json", { with: { type: "json" } }),
  de: () => import("../build/share-strings-de.json", { with: { type: "json" } }),
} satisfies Record<Language, () => Promise<{ default: ShareWords }>>;

export let shareWords: ShareWords;

/** Makes `language` the one that is spoken. Throws where its words cannot be loaded. */
export async function speakOfSharing(language: Language): Promise<void> {
  shareWords = (await CATALOGUES[language]()).default;
}
