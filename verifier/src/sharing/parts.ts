/** Parts of the panels in which a badge is shared: what can be copied, and what can be downloaded. */

import { button, element } from "../page/elements.ts";
import { shareWords } from "../share-words.ts";

/** Tells those who do not see the page what was done. */
export type Tell = (what: string) => void;

/** A button as sharing has them. */
export function action(label: string, act: () => void): HTMLButtonElement {
  const made = button(label, act);
  made.className = "action";
  return made;
}

/** Buttons side by side. */
export function actions(...made: HTMLElement[]): HTMLUListElement {
  const list = element("ul", ...made.map((each) => element("li", each)));
  list.className = "actions";
  return list;
}

/** Fields with their values, each with a button that copies it. */
export function copyable(fields: readonly (readonly [string, string])[], tell: Tell): HTMLDListElement {
  return element("dl", ...fields.map(([name, value]) => {
    const shown = element("dd", value);
    const copy = action(shareWords.copy, () => void copied(value, shown, tell));
    copy.ariaLabel = `${shareWords.copy}: ${name}`;
    return element("div", element("dt", name), shown, element("dd", copy));
  }));
}

/** Copies a text; where the browser does not let the page, it is selected for the visitor to copy. */
export async function copied(text: string, shown: Node, tell: Tell): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    tell(shareWords.copied);
  } catch {
    if (shown instanceof HTMLTextAreaElement) shown.select();
    else getSelection()?.selectAllChildren(shown);
    tell(shareWords.select);
  }
}

/** What makes a file, for a button: where it cannot be made, that is told. */
export function attempt(make: () => Promise<void> | void, tell: Tell): () => void {
  return () => {
    void Promise.resolve().then(make).catch(() => { tell(shareWords.failed); });
  };
}

/** Hands a file to the visitor. */
export function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = element("a");
  Object.assign(link, { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
