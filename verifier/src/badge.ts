/**
 * The badge page's first script: starts the check of the page's own badge.
 *
 * All else is loaded by it, after the page can be read. Without it, or where loading fails, the
 * words that came with the page stay.
 */

const own = document.querySelector<HTMLLinkElement>(
  'link[rel~="alternate"][type="application/vc+ld+json"]',
);
const place = document.getElementById("check");

if (own && place) {
  place.setAttribute("aria-busy", "true");
  try {
    const { checkPage } = await import("./self-check.ts");
    await checkPage(place, own.href);
  } finally {
    place.removeAttribute("aria-busy");
  }
}

export {};
