/**
 * The verifier's page: takes badges of any issuer, by a link or as files, and answers for each.
 *
 * `#url=…` behind the page's address checks the badge at that address at once; what stands after
 * `#` no server sees. Nothing is asked of other sites until somebody hands in a badge.
 */

import { badgesAt, badgesInCode, badgesInFile } from "../inputs/badges.ts";
import { filesDropped, filesOfFolder, type Found } from "../inputs/folder.ts";
import { withProofs } from "../inputs/proofs.ts";
import { pageWords } from "../page-words.ts";
import type { Language } from "../wording.ts";
import { Pool } from "../worker/pool.ts";
import { Answers } from "./answers.ts";
import { unfoldForPrint } from "./keeping.ts";
import { speak } from "./language.ts";
import { MOST_BADGES, type Source } from "./results.ts";
import { offerScanning } from "./scanning.ts";
import { siteOf } from "./site.ts";
import { translate } from "./texts.ts";

/** Makes the page work, in the visitor's language, with workers that `make` makes. */
export function begin(make: () => Worker): void {
  const form = document.querySelector<HTMLFormElement>("#link");
  const files = document.querySelector<HTMLInputElement>("#chosen");
  const folder = document.querySelector<HTMLInputElement>("#folder");
  const camera = document.getElementById("camera");
  const place = document.getElementById("answers");
  if (!form || !files || !folder || !camera || !place) return;
  const pool = new Pool(make);
  pool.warm();
  unfoldForPrint();
  const page = document.documentElement;
  const become = (language: Language): Promise<void> => translate(page, language);
  const again = (): void => { answers.again(); };
  const spoken = speak({ place: page, become, again }, document.getElementById("language"));
  spoken.catch(() => { document.getElementById("unloaded")?.removeAttribute("hidden"); });
  const answers = new Answers(place, pool, siteOf(document), spoken);
  takeLinks(form, answers);
  takeFiles(files, folder, answers);
  offerScanning(camera, spoken, (code) => void answers.show([{ name: pageWords.page.code, badges: () => badgesInCode(code) }]));
}

function takeLinks(form: HTMLFormElement, answers: Answers): void {
  const field = form.querySelector("input");
  const fromAddress = (): void => {
    const link = new URLSearchParams(location.hash.slice(1)).get("url");
    if (link === null || field === null) return;
    field.value = link;
    void answers.show([ofLink(link)]);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void answers.show([ofLink(field?.value ?? "")]);
  });
  window.addEventListener("hashchange", fromAddress);
  fromAddress();
}

function takeFiles(files: HTMLInputElement, folder: HTMLInputElement, answers: Answers): void {
  const show = async (found: readonly Found[]): Promise<void> => {
    const { badges, proofs } = await withProofs(found);
    if (badges.length > 0) await answers.show(badges.map(ofFile), proofs);
  };
  files.addEventListener("change", () => {
    void show(Array.from(files.files ?? [], (file) => ({ name: file.name, file })));
    files.value = ""; // so that the same file can be chosen again
  });
  folder.addEventListener("change", () => {
    const chosen = Array.from(folder.files ?? []);
    folder.value = "";
    void filesOfFolder(chosen, MOST_BADGES + 1).then(show);
  });
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer) void filesDropped(event.dataTransfer, MOST_BADGES + 1).then(show);
  });
  document.addEventListener("paste", ({ clipboardData }) => {
    if (clipboardData) void filesDropped(clipboardData, MOST_BADGES + 1).then(show); // a screenshot, for instance
  });
}

function ofLink(link: string): Source {
  return { name: link, badges: () => badgesAt(link) };
}

function ofFile({ name, file }: Found): Source {
  return { name, badges: () => badgesInFile(file, name) };
}
