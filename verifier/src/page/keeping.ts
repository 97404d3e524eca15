/** The result for a personnel file: printed on one page, or as data. */

import { pageWords } from "../page-words.ts";
import { button, element } from "./elements.ts";
import type { Checked } from "./whole.ts";

/** Buttons that print a result, and that save it as JSON. */
export function keeping({ name, report }: Checked): HTMLElement {
  const print = button(pageWords.page.print, () => {
    window.print();
  });
  const save = button(pageWords.page.save, () => {
    download("badge-check.json", "application/json", JSON.stringify({ source: name, report }, null, 2));
  });
  const both = element("p", print, save);
  both.className = "keep";
  return both;
}

/** Hands a text to the visitor as a file. */
export function download(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = element("a");
  Object.assign(link, { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}

/** On paper every check stands with its reason; on the screen they fold again afterwards. */
export function unfoldForPrint(): void {
  const folds: HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    folds.push(...document.querySelectorAll<HTMLDetailsElement>("details.checks:not([open])"));
    for (const fold of folds) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of folds.splice(0)) fold.open = false;
  });
}
