/**
 * Takes the files out of a ZIP archive, one after the other.
 *
 * It is read from its own directory, and every size in that is only a claim: a file is unpacked as
 * a stream that ends where the claim or the bound does. A library reads the format; it is loaded
 * with the first archive.
 */

import type { Reader, ZipEntry } from "unzipit";
import { readAtMost } from "../bytes.ts";
import type { Problem } from "./handed.ts";

const MOST_ENTRIES = 2000;
const MOST_DIRECTORY = 4 * 1024 * 1024; // bytes of names and sizes
const MOST_BYTES = 16 * 1024 * 1024; // of one file
const MOST_ALTOGETHER = 256 * 1024 * 1024;

/** A file of an archive. */
export interface Entry {
  /** Where it is in the archive; empty where the problem is the archive's own. */
  readonly path: string;
  readonly data: Uint8Array<ArrayBuffer>;
  /** Why there are no data. */
  readonly problem?: Problem;
}

/** The files of an archive, as far as the bounds reach. */
export async function* entriesOf(archive: Blob): AsyncGenerator<Entry> {
  const { unzipRaw } = await import("unzipit");
  const entries = await unzipRaw(boundedReader(archive)).then(({ entries }) => entries, () => null);
  if (entries === null) {
    yield failed("", "ARCHIVE_UNREADABLE");
    return;
  }
  const files = entries.filter(({ isDirectory }) => !isDirectory);
  let altogether = 0;
  for (const file of files.slice(0, MOST_ENTRIES)) {
    altogether += file.size > MOST_BYTES ? 0 : file.size; // what is larger is not unpacked
    if (altogether > MOST_ALTOGETHER) {
      yield failed("", "ARCHIVE_TOO_LARGE");
      return;
    }
    yield await unpacked(file);
  }
  if (files.length > MOST_ENTRIES) yield failed("", "TOO_MANY_INSIDE");
}

/** Reads nothing at once that is larger than a directory may be. */
function boundedReader(archive: Blob): Reader {
  const part = (offset: number, length: number): Blob => archive.slice(offset, offset + length);
  return {
    getLength: () => Promise.resolve(archive.size),
    read: async (offset, length) => {
      if (length > MOST_DIRECTORY) throw new RangeError("the archive's directory is too large");
      return new Uint8Array(await part(offset, length).arrayBuffer());
    },
    readStream: (offset, length) => Promise.resolve(part(offset, length).stream()),
  };
}

async function unpacked(file: ZipEntry): Promise<Entry> {
  const path = file.name;
  if (file.encrypted) return failed(path, "LOCKED");
  if (file.size > MOST_BYTES) return failed(path, "TOO_LARGE");
  try {
    const stream = (await file.stream()) as ReadableStream<Uint8Array<ArrayBuffer>>;
    const data = await readAtMost(stream, MOST_BYTES);
    return data === null ? failed(path, "TOO_LARGE") : { path, data };
  } catch {
    return failed(path, "DAMAGED");
  }
}

function failed(path: string, problem: Problem): Entry {
  return { path, data: new Uint8Array(), problem };
}
