/**
 * Reads a QR code that is held before the camera: Media Capture and Streams, `getUserMedia`.
 *
 * What the camera sees stays in the page, and the camera is off as soon as a code is read, somebody
 * stops it, or the page is no longer in sight.
 */

import { NoBadge, type Problem } from "./handed.ts";
import { codesIn } from "./qr.ts";

const BETWEEN_LOOKS = 100; // milliseconds, so that the page stays at hand
const REASONS: Readonly<Record<string, Problem>> = {
  NotAllowedError: "CAMERA_REFUSED",
  SecurityError: "CAMERA_REFUSED",
  NotFoundError: "NO_CAMERA",
  OverconstrainedError: "NO_CAMERA",
};

/** The text of the first QR code that the camera sees, shown in `video`; null once `stopped`. Throws `NoBadge`. */
export async function codeBeforeCamera(video: HTMLVideoElement, stopped: AbortSignal): Promise<string | null> {
  const stream = await openCamera();
  try {
    video.srcObject = stream;
    await video.play().catch(() => undefined); // without a picture there is no code
    while (!stopped.aborted) {
      if (!stream.active) throw new NoBadge("CAMERA_BUSY");
      const [code] = await codesIn(video);
      if (code !== undefined) return code;
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS));
    }
    return null;
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}

async function openCamera(): Promise<MediaStream> {
  // A page that came over http has no such devices at all.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw new NoBadge("NO_CAMERA");
  try {
    return await devices.getUserMedia({ video: { facingMode: "environment" } });
  } catch (error) {
    throw new NoBadge((error instanceof DOMException && REASONS[error.name]) || "CAMERA_BUSY");
  }
}
