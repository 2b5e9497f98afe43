import { crc32, deflateRawSync } from 'node:zlib';

/** A part of a zip file: its name and its text. */
export type ZipPart = readonly [name: string, content: string];

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const NAMES_ARE_UTF8 = 0x0800;
const DEFLATE = 8;
/** 1 January 1980, as zip files count: what is made is the same each time. */
const DAY = 0x21;

/** A zip file of a few small texts, in memory (PKWARE APPNOTE 6.3, without Zip64). */
export const zipOf = (parts: readonly ZipPart[]): Buffer => {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of parts) {
    const [plain, path] = [Buffer.from(content), Buffer.from(name)];
    const packed = deflateRawSync(plain);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(VERSION, 0);
    about.writeUInt16LE(NAMES_ARE_UTF8, 2);
    about.writeUInt16LE(DEFLATE, 4);
    about.writeUInt16LE(DAY, 8);
    about.writeUInt32LE(crc32(plain), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(plain.length, 18);
    about.writeUInt16LE(path.length, 22);
    const file = Buffer.concat([uint32(LOCAL), about, path, packed]);
    directory.push(uint32(CENTRAL), uint16(VERSION), about, Buffer.alloc(10), uint32(offset), path);
    files.push(file);
    offset += file.length;
  }
  const listed = Buffer.concat(directory);
  const counts = [0, 0, parts.length, parts.length].map(uint16);
  return Buffer.concat([...files, listed, uint32(END), ...counts, uint32(listed.length), uint32(offset), uint16(0)]);
};

const uint16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
};
const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
