/**
 * The language that a page speaks, and how visitors choose another.
 *
 * (1) The language that the visitor chose with the page's switch, which the browser keeps for this
 *     site from then on, and nobody else learns;
 * (2) else the first of the browser's languages that there are words in;
 * (3) else the one that the page came in.
 *
 * It is in no address, so that a link to a check shows each reader their own language. What a badge
 * says stays as its issuer wrote it.
 */

import { words } from "../spoken.ts";
import { type Language, languageAmong, LANGUAGES } from "../wording.ts";
import { element } from "./elements.ts";

const KEPT = "badgeledger-language";

/** What speaks: a page or a part of it. */
export interface Speaker {
  readonly place: HTMLElement;
  /** Makes it speak `language`, but for answers. Throws where the words cannot be loaded. */
  readonly become: (language: Language) => Promise<void>;
  /** Answers anew. */
  readonly again: () => void;
}

/** The language that a page speaks to this visitor at first. */
export function preferred(): Language {
  return languageAmong([kept(), ...navigator.languages, document.documentElement.lang]) ?? "en";
}

/** Makes a page speak the visitor's language, and puts the switch into `home`. */
export async function speak(speaker: Speaker, home: Element | null): Promise<void> {
  const { place, again } = speaker;
  await change(speaker, preferred());
  const choice = element("select", ...LANGUAGES.map(option));
  const name = element("span", words.answer.language);
  choice.value = place.lang;
  choice.addEventListener("change", () => {
    const changed = change(speaker, languageAmong([choice.value]) ?? "en").then(() => {
      keep(place.lang);
      name.textContent = words.answer.language;
      again();
    });
    // Without its words nothing changes. The focus stays here, which new answers take.
    void changed.catch(() => null).then(() => {
      choice.value = place.lang;
      choice.focus();
    });
  });
  home?.append(element("label", name, " ", choice));
}

async function change({ place, become }: Speaker, language: Language): Promise<void> {
  await become(language);
  place.lang = language;
}

/** A language by its own name. */
function option(language: Language): HTMLOptionElement {
  const name = new Intl.DisplayNames(language, { type: "language" }).of(language) ?? language;
  const made = element("option", name);
  Object.assign(made, { value: language, lang: language });
  return made;
}

// A browser may forbid a page to keep anything.
function kept(): string {
  try {
    return localStorage.getItem(KEPT) ?? "";
  } catch {
    return "";
  }
}

function keep(language: string): void {
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // Then the choice holds for as long as the page is open.
  }
}
