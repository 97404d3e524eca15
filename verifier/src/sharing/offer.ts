/**
 * What a badge page offers besides the badge: to share it, keep it and print it.
 *
 * It comes after the answer of the check. A badge that does not count is not offered for profiles
 * and wallets, where it would pass for one that does. One panel is open at a time; opening one leads
 * there, Escape leads back.
 */

import type { JsonObject } from "../json.ts";
import { element } from "../page/elements.ts";
import { isRefuted } from "../page/signs.ts";
import { shareWords, speakOfSharing } from "../share-words.ts";
import type { Language } from "../wording.ts";
import { type Award, awardOf } from "./award.ts";
import { codeOf } from "./code.ts";
import { code as codePanel, downloads, frame, linkedIn, proof, wallet } from "./panels.ts";
import { action, actions, copied, type Tell } from "./parts.ts";

/** What was found of the page's badge: its text, what it says, and its state. */
export interface Checked {
  readonly text: string;
  readonly credential: JsonObject;
  readonly state: string;
  /** Whether the issuer's public log has it. */
  readonly isLogged: boolean;
}

/** Makes the offers in `place`, in a language. Throws where its words cannot be loaded. */
export async function offer(place: HTMLElement, checked: Checked, language: Language): Promise<void> {
  await speakOfSharing(language);
  const award = awardOf(document, checked.text, checked.credential);
  const isShared = !isRefuted(checked.state);
  const [panel, said] = [panelOf(), statusLine()];
  const tell: Tell = (what) => { said.textContent = what; };
  const offers = [...(isShared ? profiles(award, panel, tell) : []), ...always(award, panel, tell, isShared, checked.isLogged)];
  offers[0]?.classList.add("first");
  const made = element("div", ...(isShared ? [] : [element("p", shareWords.withheld)]), actions(...offers), panel, said);
  Object.assign(made, { id: "offers", lang: language });
  const code = element("div", codeOf(award.address, award.address));
  code.id = "code";
  place.querySelectorAll("#offers, #code, a[download]").forEach((old) => { old.remove(); });
  place.append(code, made);
}

function panelOf(): HTMLElement {
  const panel = element("div");
  Object.assign(panel, { className: "panel", id: "panel", tabIndex: -1, hidden: true });
  panel.setAttribute("role", "group");
  return panel;
}

/** Where what was done is told to those who do not see it. */
function statusLine(): HTMLElement {
  const said = element("p");
  said.id = "said";
  said.setAttribute("role", "status");
  return said;
}

function profiles(award: Award, panel: HTMLElement, tell: Tell): HTMLButtonElement[] {
  return [
    opening(shareWords.linkedin, panel, () => linkedIn(award, tell)),
    opening(shareWords.wallet, panel, () => wallet(award, tell)),
  ];
}

function always(award: Award, panel: HTMLElement, tell: Tell, isShared: boolean, isLogged: boolean): HTMLButtonElement[] {
  const address = document.getElementById("address") ?? panel;
  const send = { title: document.title, url: award.address };
  return [
    action(shareWords.link, () => void copied(award.address, address, tell)),
    ...("share" in navigator ? [action(shareWords.send, () => void navigator.share(send).catch(() => null))] : []),
    opening(shareWords.download, panel, () => [...downloads(award, tell), ...(isShared && isLogged ? proof(award, tell) : [])]),
    opening(shareWords.code, panel, () => codePanel(award, tell)),
    ...(isShared ? [opening(shareWords.frame, panel, () => frame(award, tell))] : []),
    action(shareWords.print, () => { print(); }),
  ];
}

/** A button that opens the panel with what `make` makes, and closes it again. */
function opening(label: string, panel: HTMLElement, make: () => HTMLElement[]): HTMLButtonElement {
  const made = action(label, () => {
    if (made.ariaExpanded === "true") { close(); return; }
    document.querySelectorAll(".action[aria-expanded]").forEach((each) => { each.ariaExpanded = "false"; });
    made.ariaExpanded = "true";
    panel.replaceChildren(...make());
    panel.ariaLabel = label;
    panel.hidden = false;
    panel.onkeydown = ({ key }) => { if (key === "Escape") close(); };
    panel.focus();
  });
  const close = (): void => {
    made.ariaExpanded = "false";
    panel.hidden = true;
    made.focus();
  };
  made.ariaExpanded = "false";
  made.setAttribute("aria-controls", "panel");
  return made;
}
