/**
 * A badge in the frame of another site's page: its picture, whose it is, and the answer of its check.
 *
 * Which badge stands behind `#`. Nothing is shown before the badge was read and checked; where there
 * is none, the page says so.
 */

import { isObject, textOf } from "./json.ts";
import { ownBadge } from "./own-badge.ts";
import { credentialIn } from "./page/document.ts";
import { speakAround } from "./page/interface.ts";
import { preferred } from "./page/language.ts";
import { isRepeatable } from "./page/reading.ts";
import { picture, signOf } from "./page/signs.ts";
import { speakIn } from "./spoken.ts";
import { shortened } from "./wording.ts";

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const IMAGE = /\/(achievements\/[a-z0-9-]+\/[0-9a-f]{32}\.png)$/;

/** Shows the badge with this id in the page. */
export async function showEmbedded(page: Document, id: string): Promise<void> {
  const language = preferred();
  await Promise.all([speakIn(language), speakAround(page.body, language)]);
  const root = new URL("../", page.baseURI);
  const home = new URL(`credentials/${id}/`, root).href;
  const badge = ID.test(id) ? await ownBadge(`${home}credential.json`, root.href) : null;
  const credential = badge && credentialIn(badge.data);
  const report = await badge?.check();
  const [link, missing] = [page.querySelector<HTMLAnchorElement>("#badge"), page.getElementById("missing")];
  if (!report || !link || !missing) {
    missing?.removeAttribute("hidden");
    return;
  }
  const told = isRepeatable(report) ? report.credential : null;
  const subject = credential?.credentialSubject;
  const achievement = isObject(subject) && isObject(subject.achievement) ? subject.achievement : null;
  const image = achievement && isObject(achievement.image) ? textOf(achievement.image, "id") : null;
  const file = IMAGE.exec(image ?? "")?.[1];
  write(page, "name", shortened(told?.name ?? ""));
  write(page, "person", shortened(told?.recipient ?? ""));
  const check = page.getElementById("check");
  check?.replaceChildren(picture(signOf(report)), report.headline);
  check?.setAttribute("data-sign", signOf(report));
  check?.setAttribute("lang", language);
  if (file && told) page.querySelector("img")?.setAttribute("src", new URL(file, root).href);
  link.href = home;
  link.hidden = false;
}

function write(page: Document, id: string, text: string): void {
  const place = page.getElementById(id);
  if (place) place.textContent = text;
}
