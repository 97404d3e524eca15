/**
 * What can be looked at besides, each on a click and never by itself: it tells another site that
 * this badge is being checked. Each has a result of its own; none changes the answer.
 */

import type { JsonObject } from "../../json.ts";
import type { Report } from "../../report.ts";
import { pageWords } from "../../page-words.ts";
import type { Checker } from "../checking.ts";
import { button, element } from "../elements.ts";
import { linkedEndorsements } from "./endorsement.ts";
import { pictures } from "./picture.ts";
import { refreshes } from "./refresh.ts";
import { schemas } from "./schema.ts";

/** Something that a badge refers to: how people call it, and what looking at it gives. */
export interface Lookup {
  readonly label: string;
  readonly look: () => Promise<(Node | string)[]>;
}

/** A heading and a list of buttons; nothing where the badge refers to nothing. */
export function lookups(report: Report, credential: JsonObject, checker: () => Checker): HTMLElement[] {
  const all = [
    ...pictures(credential),
    ...refreshes(report, credential, checker),
    ...linkedEndorsements(credential, checker),
    ...schemas(credential, checker),
  ];
  if (all.length === 0) return [];
  const list = element("ul");
  list.className = "lookups";
  list.append(...all.map(item));
  return [element("h3", pageWords.lookups.title), element("p", pageWords.lookups.note), list];
}

function item({ label, look }: Lookup): HTMLElement {
  const found = element("div");
  found.setAttribute("role", "status");
  const ask = button(label, () => {
    ask.disabled = true;
    void look().then((content) => {
      found.replaceChildren(...content);
      ask.disabled = false;
    });
  });
  return element("li", ask, found);
}
