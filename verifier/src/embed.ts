/** The first script of the page `embed/`: all else is loaded by it. */

try {
  const { showEmbedded } = await import("./embedded.ts");
  await showEmbedded(document, location.hash.slice(1));
} catch {
  // What shows the badge could not be loaded: the frame says so in the page's own language.
  document.getElementById("missing")?.removeAttribute("hidden");
}

export {};
