/** An address as a QR code (ISO/IEC 18004), black on white whatever the page's colours are. */

import encode from "qr";

const SVG = "http://www.w3.org/2000/svg";
const QUIET = 4; // modules of white around the code, as the standard asks
const PIXELS = 12; // of a picture to download, for each module

/** The code of an address as SVG; `label` says to those who do not see it where it leads. */
export function codeOf(address: string, label: string): SVGSVGElement {
  const rows = encode(address, "raw", { border: QUIET });
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${rows.length} ${rows.length}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  const ground = document.createElementNS(SVG, "rect");
  for (const [name, value] of Object.entries({ width: "100%", height: "100%", fill: "#fff" })) {
    ground.setAttribute(name, value);
  }
  const modules = document.createElementNS(SVG, "path");
  modules.setAttribute("d", rows.map(strokes).join(""));
  modules.setAttribute("shape-rendering", "crispEdges");
  svg.append(ground, modules);
  return svg;
}

/** A row's dark modules as path data, neighbours in one piece. */
function strokes(row: readonly boolean[], y: number): string {
  const dark = row.map((module) => (module ? "1" : "0")).join("");
  return Array.from(dark.matchAll(/1+/g), ({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`).join("");
}

/** The code as a file of its own. */
export function codeAsSvg(address: string): string {
  const svg = codeOf(address, address);
  svg.setAttribute("xmlns", SVG);
  return new XMLSerializer().serializeToString(svg);
}

/** The code as PNG, sharp at the size at which it is made. */
export async function codeAsPng(address: string): Promise<Blob> {
  const rows = encode(address, "raw", { border: QUIET });
  const canvas = new OffscreenCanvas(rows.length * PIXELS, rows.length * PIXELS);
  const context = canvas.getContext("2d");
  if (context === null) throw new TypeError("no canvas");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = "#000";
  rows.forEach((row, y) => {
    row.forEach((module, x) => {
      if (module) context.fillRect(x * PIXELS, y * PIXELS, PIXELS, PIXELS);
    });
  });
  return canvas.convertToBlob({ type: "image/png" });
}
