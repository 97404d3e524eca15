/** Makes ZIP archives for the tests, true ones and such that lie. */

import { crc32, deflateRawSync } from "node:zlib";

/** A file for an archive; what is not given is true. */
export interface Packed {
  name: string;
  data: Uint8Array;
  /** What the archive says of the file's size. */
  size?: number;
  locked?: boolean;
  stored?: boolean;
}

/** An archive of these files. */
export function zip(...files: Packed[]): Uint8Array<ArrayBuffer> {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const name = Buffer.from(file.name);
    const packed = file.stored ? Buffer.from(file.data) : deflateRawSync(file.data);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(0x800 | (file.locked ? 1 : 0), 2);
    facts.writeUInt16LE(file.stored ? 0 : 8, 4);
    facts.writeUInt32LE(crc32(file.data), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(file.size ?? file.data.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), facts, name, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00"), facts, place, name);
    bodies.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...bodies, listed, end]));
}
