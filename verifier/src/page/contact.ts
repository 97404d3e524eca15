/**
 * How to reach the issuer: the addresses in what it signed.
 *
 * Only addresses of the web and of mail become links; their hosts are written as computers read
 * them, so that a look-alike letter shows.
 */

import { isObject, type JsonObject, textOf } from "../json.ts";
import { pageWords } from "../page-words.ts";
import { element } from "./elements.ts";

const SCHEMES = ["https:", "http:", "mailto:"];

/** The issuer's own addresses, if it gives any. */
export function contact({ issuer }: JsonObject): HTMLElement[] {
  if (!isObject(issuer)) return [];
  const [url, email] = [textOf(issuer, "url"), textOf(issuer, "email")];
  const ways = [...(url ? [reference(url, url)] : []), ...(email ? [reference(email, mailTo(email))] : [])];
  if (ways.length === 0) return [];
  const list = element("ul");
  list.append(...ways.map((way) => element("li", way)));
  return [element("h3", pageWords.page.contact), list];
}

function mailTo(email: string): string {
  return email.toLowerCase().startsWith("mailto:") ? email : `mailto:${encodeURIComponent(email).replace("%40", "@")}`;
}

/** A link where `address` is one that may be followed; else the bare text. */
export function reference(text: string, address: string): HTMLElement {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !SCHEMES.includes(url.protocol) || url.username !== "" || url.password !== "") {
    return element("bdi", text);
  }
  const link = element("a", element("bdi", url.protocol === "mailto:" ? text : url.href));
  Object.assign(link, { href: url.href, rel: "noopener noreferrer nofollow" });
  return link;
}
