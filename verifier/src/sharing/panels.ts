/** The panels of sharing, one for each thing that takes more than a click. */

import { element } from "../page/elements.ts";
import { shareWords } from "../share-words.ts";
import { type Award, fileName } from "./award.ts";
import { bakePng, bakeSvg, framed } from "./bake.ts";
import { codeAsPng, codeAsSvg, codeOf } from "./code.ts";
import { formFor } from "./linkedin.ts";
import { action, actions, attempt, copied, copyable, save, type Tell } from "./parts.ts";
import { proofFor } from "./proof.ts";

export function linkedIn(award: Award, tell: Tell): HTMLElement[] {
  const open = element("a", shareWords.linkedin_open);
  Object.assign(open, { href: formFor(award), target: "_blank", rel: "noopener", className: "action first" });
  const fields: [string, string | null][] = [
    [shareWords.name, award.name],
    [shareWords.organisation, award.issuer],
    [shareWords.issued, award.awarded],
    [shareWords.expires, award.expires],
    [shareWords.id, award.id],
    [shareWords.address, award.address],
  ];
  const stated = fields.filter((field): field is [string, string] => field[1] !== null);
  return [element("p", open), element("p", shareWords.linkedin_note), copyable(stated, tell)];
}

export function downloads(award: Award, tell: Tell): HTMLElement[] {
  return [
    element("p", shareWords.download_note),
    actions(
      action(shareWords.file, attempt(() => { saveFile(award); }, tell)),
      action(shareWords.png, attempt(async () => {
        save(fileName(award, "png"), new Blob([bakePng(await picture(award), award.text)], { type: "image/png" }));
      }, tell)),
      action(shareWords.svg, attempt(async () => {
        save(fileName(award, "svg"), new Blob([bakeSvg(await drawing(award), award.text)], { type: "image/svg+xml" }));
      }, tell)),
    ),
  ];
}

/** What proves, where the issuer's site is out of reach, that the badge is in its log. */
export function proof(award: Award, tell: Tell): HTMLElement[] {
  return [
    element("p", shareWords.proof_note),
    actions(action(shareWords.proof, attempt(async () => {
      save(fileName(award, "tlog-proof"), new Blob([await proofFor(award)], { type: "text/plain" }));
    }, tell))),
  ];
}

export function wallet(award: Award, tell: Tell): HTMLElement[] {
  const address = `${award.address}credential.json`;
  return [
    element("p", shareWords.wallet_link),
    shownCode(address, shareWords.wallet_code),
    copyable([[shareWords.wallet_address, address]], tell),
    element("p", shareWords.wallet_file),
    actions(action(shareWords.file, () => { saveFile(award); })),
  ];
}

export function code(award: Award, tell: Tell): HTMLElement[] {
  const { address } = award;
  return [
    element("p", shareWords.code_note),
    shownCode(address, shareWords.code_leads),
    actions(
      action(shareWords.code_png, attempt(async () => {
        save(fileName(award, "qr.png"), await codeAsPng(address));
      }, tell)),
      action(shareWords.code_svg, () => { save(fileName(award, "qr.svg"), new Blob([codeAsSvg(address)], { type: "image/svg+xml" })); }),
    ),
  ];
}

export function frame(award: Award, tell: Tell): HTMLElement[] {
  const source = new URL(`../../embed/#${award.id}`, award.address).href;
  const made = element("iframe");
  Object.assign(made, { src: source, width: "480", height: "220", title: `${award.name} – ${award.issuer}` });
  const text = made.outerHTML;
  const shown = element("textarea", text);
  Object.assign(shown, { readOnly: true, rows: 3, ariaLabel: shareWords.frame });
  return [
    element("p", shareWords.frame_note),
    shown,
    actions(action(shareWords.copy, () => void copied(text, shown, tell))),
  ];
}

function shownCode(address: string, label: string): HTMLElement {
  const place = element("div");
  place.className = "code";
  place.append(codeOf(address, label));
  return place;
}

function saveFile(award: Award): void {
  save(fileName(award, "json"), new Blob([award.text], { type: "application/vc+ld+json" }));
}

/** The badge's picture as PNG: a drawn badge has it beside the drawing. */
async function picture({ image }: Award): Promise<Uint8Array> {
  const answer = await fetch(image.replace(/\.svg$/, ".png"));
  if (!answer.ok) throw new TypeError(String(answer.status));
  return new Uint8Array(await answer.arrayBuffer());
}

/** The drawing, or the picture in the frame of one. */
async function drawing(award: Award): Promise<string> {
  if (!award.image.endsWith(".svg")) return framed(await picture(award));
  const answer = await fetch(award.image);
  if (!answer.ok) throw new TypeError(String(answer.status));
  return answer.text();
}
