import { crc32, deflateRawSync } from 'node:zlib';

/** A part of a zip file: its name and its text. */
export type ZipPart = readonly [name: string, content: string];

/** Of one part: checksum, bytes in the file and bytes when unpacked. */
export interface PartSizes {
  crc: number;
  packed: number;
  plain: number;
}

export const LOCAL = 0x04034b50;
export const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const NAMES_ARE_UTF8 = 0x0800;
/** Checksum and sizes stand behind the part, since they are not known before it. */
export const DESCRIPTOR_FOLLOWS = 0x0008;
const DEFLATE = 8;
/** 1 January 1980, as zip files count: what is made is the same each time. */
const DAY = 0x21;

/** What stands of a part both before it and in the directory. */
export const aboutPart = ({ crc, packed, plain }: PartSizes, nameLength: number, flags = 0): Buffer => {
  const about = Buffer.alloc(26);
  about.writeUInt16LE(VERSION, 0);
  about.writeUInt16LE(NAMES_ARE_UTF8 | flags, 2);
  about.writeUInt16LE(DEFLATE, 4);
  about.writeUInt16LE(DAY, 8);
  about.writeUInt32LE(crc, 10);
  about.writeUInt32LE(packed, 14);
  about.writeUInt32LE(plain, 18);
  about.writeUInt16LE(nameLength, 22);
  return about;
};

/** What the file ends with. @param listed bytes of the directory @param at where it begins */
export const endOf = (parts: number, listed: number, at: number): Buffer => {
  const counts = [0, 0, parts, parts].map(uint16);
  return Buffer.concat([uint32(END), ...counts, uint32(listed), uint32(at), uint16(0)]);
};

/** A zip file of a few small texts, in memory (PKWARE APPNOTE 6.3, without Zip64). */
export const zipOf = (parts: readonly ZipPart[]): Buffer => {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of parts) {
    const [plain, path] = [Buffer.from(content), Buffer.from(name)];
    const packed = deflateRawSync(plain);
    const about = aboutPart({ crc: crc32(plain), packed: packed.length, plain: plain.length }, path.length);
    const file = Buffer.concat([uint32(LOCAL), about, path, packed]);
    directory.push(uint32(CENTRAL), uint16(VERSION), about, Buffer.alloc(10), uint32(offset), path);
    files.push(file);
    offset += file.length;
  }
  const listed = Buffer.concat(directory);
  return Buffer.concat([...files, listed, endOf(parts.length, listed.length, offset)]);
};

const uint16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
};
export const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
