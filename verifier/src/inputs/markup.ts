/**
 * Badges in markup: an SVG that one is baked into, and the page of a badge, which names its data.
 *
 * Open Badges 3.0, section 5.3.2 (SVG), Open Badges 2.0's baking, and HTML's alternate links. What is
 * read is parsed into a document of its own: no script runs, and nothing of it is ever shown.
 */

const SPACES = ["https://purl.imsglobal.org/ob/v3p0", "https://purl.imsglobal.org/clr/v2p0", "http://openbadges.org"];
const ELEMENTS = ["credential", "assertion"];
// The kinds of data that a badge page names as its own, the surest first.
const KINDS = ["application/vc+ld+json", "application/vc", "application/ld+json", "application/json"];

/** The texts of an SVG's elements that hold badges; null for anything but an SVG. */
export function bakedInSvg(text: string): string[] | null {
  // Entities could make a gigabyte of a few bytes; no badge needs to declare any.
  if (/<!ENTITY/i.test(text)) return null;
  const svg = new DOMParser().parseFromString(text, "image/svg+xml");
  if (svg.documentElement.localName !== "svg") return null;
  const elements = SPACES.flatMap((space) => ELEMENTS.flatMap((name) => [...svg.getElementsByTagNameNS(space, name)]));
  return elements.map((element) => element.getAttribute("verify") ?? element.textContent.trim());
}

/** The address of the data that a page names as the same in another form; null if it names none. */
export function dataOfPage(html: string, address: string): string | null {
  const page = new DOMParser().parseFromString(html, "text/html");
  const links = [...page.querySelectorAll<HTMLLinkElement>('link[rel~="alternate"][href]')];
  const [best] = KINDS.flatMap((kind) => links.filter(({ type }) => type.toLowerCase() === kind));
  const href = best?.getAttribute("href") ?? "";
  return best && URL.canParse(href, address) ? new URL(href, address).href : null;
}
