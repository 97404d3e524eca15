/** The first script of the page `ledger/`: all else is loaded by it. */

const { showLedger } = await import("./ledger/begin.ts");
await showLedger(document);

export {};
