/**
 * The first script of the catalogue's pages, which another program's theme may show: starts once for
 * each page, and again where the theme changes pages without loading them.
 */

interface Changing {
  readonly subscribe: (started: () => void) => void;
}

async function start(): Promise<void> {
  if (document.querySelector(".bl") === null) return;
  const { begin } = await import("./catalogue/begin.ts");
  await begin(document);
}

// Material for MkDocs tells of each page that it shows.
const changing = (globalThis as { document$?: Changing }).document$;
if (changing) changing.subscribe(() => void start());
else await start();

export {};
