/** The catalogue in the visitor's language, with a search and filters over its list. */

import { speakAround } from "../page/interface.ts";
import { preferred } from "../page/language.ts";
import { siteWordsIn } from "../site-words.ts";
import { Finder } from "./finder.ts";

/** Makes a page of the catalogue work. Without its words the page stays as it came. */
export async function begin(page: Document): Promise<void> {
  const language = preferred();
  for (const part of page.querySelectorAll(".bl, h1, h2")) await speakAround(part, language);
  const home = page.getElementById("bl-catalogue");
  const list = home?.querySelector<HTMLUListElement>(".bl-cards");
  if (!home || !list || home.querySelector("form")) return;
  const finder = new Finder(list, await siteWordsIn(language), language);
  home.querySelector("#bl-find")?.replaceWith(finder.form);
  list.after(finder.nothing);
  finder.read(new URLSearchParams(location.search));
  addEventListener("popstate", () => { finder.read(new URLSearchParams(location.search)); });
}
