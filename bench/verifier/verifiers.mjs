// The verifiers that are compared, each as a function that checks the text of a badge and gives a
// state. Shared by Node (check.mjs) and by Chromium (browser.py), which load them in their own ways.

const bytes = (text) => new TextEncoder().encode(text);

/** Ours; `engine` is the module of verifier/src/verify.ts, `answers` what addresses answer. */
export function ours({ verify }, answers) {
  const fetch = async (url) => (url in answers ? { status: 200, body: bytes(answers[url]) } : null);
  return async (text) => (await verify(bytes(text), { fetch, now: Math.floor(Date.now() / 1000) })).state;
}

/** @digitalcredentials/verifier-core, as its README calls it. */
export function verifierCore({ verifyCredential }) {
  return async (text) => {
    const { log = [], errors } = await verifyCredential({ credential: JSON.parse(text), knownDIDRegistries: [] });
    // No registry is asked for, so that step says nothing of the badge.
    const steps = log.filter(({ id }) => id !== "registered_issuer");
    return !errors?.length && steps.every(({ valid }) => valid) ? "verified" : "not verified";
  };
}

/** @blockcerts/cert-verifier-js, as its README calls it. */
export function certVerifier({ Certificate }) {
  return async (text) => {
    const certificate = new Certificate(JSON.parse(text));
    await certificate.init();
    return (await certificate.verify()).status === "success" ? "verified" : "not verified";
  };
}

/** Lets `fetch` answer from a table alone, and silences what the others write. */
export function cutOff(answers) {
  for (const name of ["log", "info", "warn", "error", "debug"]) console[name] = () => {};
  globalThis.fetch = async (input) => {
    const url = typeof input === "string" ? input : (input.url ?? String(input));
    if (!(url in answers)) throw new TypeError(`${url} does not answer`);
    return new Response(answers[url], { headers: { "content-type": "application/json" } });
  };
}

/** The milliseconds that each text takes, one after the other, and what was found. */
export async function timed(check, texts) {
  const [times, found] = [[], []];
  for (const text of texts) {
    const start = performance.now();
    found.push(await check(text).catch((error) => `error: ${error.message}`));
    times.push(performance.now() - start);
  }
  return { times, found };
}
