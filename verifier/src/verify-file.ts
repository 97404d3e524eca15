/**
 * The one script of `verify.html`, the verifier as a file to keep: page and worker both.
 *
 * A page opened from a disk may load nothing beside itself, so that its workers are made of the
 * script's own text.
 */

import { begin } from "./page/begin.ts";
import { serve } from "./worker/serve.ts";

if (typeof document === "undefined") serve();
else begin(workersOf(document.currentScript?.textContent ?? ""));

function workersOf(text: string): () => Worker {
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  return () => new Worker(address);
}
