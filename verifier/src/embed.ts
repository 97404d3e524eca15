/** The first script of the page `embed/`: all else is loaded by it. */

const { showEmbedded } = await import("./embedded.ts");
await showEmbedded(document, location.hash.slice(1));

export {};
