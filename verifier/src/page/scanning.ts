/** The third way in, beside links and files: a button that reads a QR code with the camera. */

import { codeBeforeCamera } from "../inputs/camera.ts";
import { NoBadge } from "../inputs/handed.ts";
import { pageWords } from "../page-words.ts";

/** Makes the camera's part of the page work, once there are words; `found` is given the text of a code. */
export function offerScanning(place: HTMLElement, spoken: Promise<void>, found: (code: string) => void): void {
  const [start, stop] = place.querySelectorAll("button");
  const video = place.querySelector("video");
  const sight = video?.parentElement;
  const problem = place.querySelector<HTMLElement>("[role=alert]");
  if (!start || !stop || !video || !sight || !problem) return;
  let stopping = new AbortController();
  const scan = async (): Promise<void> => {
    await spoken;
    stopping = new AbortController();
    problem.textContent = "";
    show(sight, start);
    stop.focus();
    try {
      const code = await codeBeforeCamera(video, stopping.signal);
      show(start, sight);
      if (code === null) start.focus();
      else found(code);
    } catch (error) {
      show(start, sight);
      problem.textContent = pageWords.inputs[error instanceof NoBadge ? error.key : "NOT_LOADED"];
      start.focus();
    }
  };
  start.addEventListener("click", () => void scan());
  stop.addEventListener("click", () => {
    stopping.abort();
  });
  sight.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") stopping.abort();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) stopping.abort();
  });
}

function show(shown: HTMLElement, hidden: HTMLElement): void {
  hidden.hidden = true;
  shown.hidden = false;
}
