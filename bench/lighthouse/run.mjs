// Scores pages with Lighthouse: `node run.mjs PRESET ADDRESS…` prints a JSON line for each page, its
// four scores (0 to 100) and the audits that were not passed. The browser is that of CHROME_PATH.

import * as chromeLauncher from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const QUIET = ["--headless=new", "--no-sandbox", "--disable-background-networking", "--disable-component-update"];

async function scored(url, port, preset) {
  const flags = { port, onlyCategories: CATEGORIES, logLevel: "error" };
  const { lhr } = await lighthouse(url, flags, preset === "desktop" ? desktopConfig : undefined);
  const scores = CATEGORIES.map((name) => Math.round(lhr.categories[name].score * 100));
  const failed = CATEGORIES.flatMap((name) => lhr.categories[name].auditRefs)
    .filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 0.9)
    .map(({ id }) => id);
  return { url, scores, failed, seoWithout: withoutCrawling(lhr) };
}

// A badge page asks search engines to stay away, by contract; Lighthouse counts that as a fault.
function withoutCrawling(lhr) {
  const refs = lhr.categories.seo.auditRefs.filter(({ id, weight }) => id !== "is-crawlable" && weight > 0);
  const counted = refs.filter(({ id }) => lhr.audits[id].score !== null);
  const sum = counted.reduce((total, { weight }) => total + weight, 0);
  return Math.round((counted.reduce((total, { id, weight }) => total + weight * lhr.audits[id].score, 0) / sum) * 100);
}

const [preset, ...urls] = process.argv.slice(2);
const chrome = await chromeLauncher.launch({ chromeFlags: QUIET });
for (const url of urls) console.log(JSON.stringify(await scored(url, chrome.port, preset)));
await chrome.kill();
