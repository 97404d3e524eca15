/**
 * Reads the QR codes in a picture: ISO/IEC 18004.
 *
 * By the browser's own BarcodeDetector where it has one (Shape Detection API), else by a library
 * that is loaded with the first picture. A code's text is anybody's: who reads it decides what it is.
 */

const MOST_SIDE = 4096; // pixels; a larger picture is read smaller
const MOST_MILLISECONDS = 1000; // for second looks at a picture that is hard to read
const FORMAT = "qr_code";

interface Detector {
  detect(picture: ImageBitmap): Promise<readonly { readonly rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

/** The texts of the QR codes in a picture, or in a video's present one; none where it is no picture. */
export async function codesIn(picture: Blob | HTMLVideoElement): Promise<string[]> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(picture);
  } catch {
    return [];
  }
  try {
    const texts = (await byBrowser(bitmap)) ?? (await byLibrary(bitmap));
    return texts.filter((text) => text !== "");
  } finally {
    bitmap.close();
  }
}

/** Null where the browser cannot read QR codes, or fails to. */
async function byBrowser(bitmap: ImageBitmap): Promise<string[] | null> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass };
  try {
    if (!(await BarcodeDetector?.getSupportedFormats())?.includes(FORMAT)) return null;
    const codes = await new (BarcodeDetector as DetectorClass)({ formats: [FORMAT] }).detect(bitmap);
    return codes.map(({ rawValue }) => rawValue);
  } catch {
    return null;
  }
}

async function byLibrary(bitmap: ImageBitmap): Promise<string[]> {
  const { decodeQRBatch } = await import("qr/decode.js");
  const [codes] = await decodeQRBatch([pixelsOf(bitmap)], { timeLimit: MOST_MILLISECONDS });
  return codes?.filter((code) => typeof code === "string") ?? [];
}

function pixelsOf(bitmap: ImageBitmap): ImageData {
  const scale = Math.min(1, MOST_SIDE / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale))) as [number, number];
  const context = new OffscreenCanvas(width, height).getContext("2d") as OffscreenCanvasRenderingContext2D;
  context.fillStyle = "white"; // codes are dark, and their ground may be transparent
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}
