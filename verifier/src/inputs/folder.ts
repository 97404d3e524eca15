/**
 * Finds the files that may hold badges, and log proofs beside them, in folders: chosen (HTML's
 * `webkitdirectory`) or dropped (File and Directory Entries API). Others that lie there are no
 * surprise, and are left aside.
 */

import { contentOf, HEAD, mayHoldBadges } from "./content.ts";

const MOST_LEVELS = 32;

/** A file, and what it is called: its name, with its place in the folder. */
export interface Found {
  readonly name: string;
  readonly file: File;
}

/** Those files of a chosen folder that may hold badges; at most `most`. */
export async function filesOfFolder(files: Iterable<File>, most: number): Promise<Found[]> {
  const found: Found[] = [];
  for (const file of files) {
    if (found.length >= most) break;
    if (await mayHoldBadge(file)) found.push({ name: file.webkitRelativePath || file.name, file });
  }
  return found;
}

/** The files that were dropped, and those in dropped folders that may hold badges; at most `most`. */
export async function filesDropped(transfer: DataTransfer, most: number): Promise<Found[]> {
  // The items are gone as soon as the event is over: all are taken before anything is awaited.
  const dropped = Array.from(transfer.items).filter(({ kind }) => kind === "file");
  const entries = dropped.map((item) => item.webkitGetAsEntry());
  const files = dropped.map((item) => item.getAsFile());
  const found: Found[] = [];
  for (const [place, entry] of entries.entries()) {
    const file = files[place];
    if (isFolder(entry)) await collect(entry, most, MOST_LEVELS, found);
    else if (file && found.length < most) found.push({ name: file.name, file });
  }
  return found;
}

async function collect(folder: FileSystemDirectoryEntry, most: number, levels: number, found: Found[]): Promise<void> {
  for await (const entry of entriesIn(folder)) {
    if (found.length >= most) return;
    if (isFolder(entry)) {
      if (levels > 0) await collect(entry, most, levels - 1, found);
    } else {
      const file = await fileOf(entry as FileSystemFileEntry);
      if (file && (await mayHoldBadge(file))) found.push({ name: entry.fullPath.replace(/^\//, ""), file });
    }
  }
}

/** The entries of a folder, which a browser gives in portions until there are none. */
async function* entriesIn(folder: FileSystemDirectoryEntry): AsyncGenerator<FileSystemEntry> {
  const reader = folder.createReader();
  const portion = (): Promise<FileSystemEntry[]> =>
    new Promise((resolve) => {
      reader.readEntries(resolve, () => {
        resolve([]); // cannot be read any further
      });
    });
  for (let entries = await portion(); entries.length > 0; entries = await portion()) yield* entries;
}

function fileOf(entry: FileSystemFileEntry): Promise<File | null> {
  return new Promise((resolve) => {
    entry.file(resolve, () => {
      resolve(null);
    });
  });
}

function isFolder(entry: FileSystemEntry | null): entry is FileSystemDirectoryEntry {
  return entry?.isDirectory === true;
}

async function mayHoldBadge(file: File): Promise<boolean> {
  try {
    const content = contentOf(new Uint8Array(await file.slice(0, HEAD).arrayBuffer()));
    return mayHoldBadges(content) || content === "proof";
  } catch {
    return true; // the door says why it cannot be read
  }
}
