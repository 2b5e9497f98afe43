/** What a picture says of itself in its own bytes. */
export interface PictureFacts {
  mime: 'image/png' | 'image/jpeg';
  width: number;
  height: number;
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const END_OF_PNG = Buffer.from('IEND');
/** How far from its end a whole file says that it ends. */
const TAIL = 64;

const png = (bytes: Buffer): PictureFacts | null => {
  if (bytes.length < 45 || !bytes.subarray(0, 8).equals(PNG) || bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  if (!bytes.subarray(-TAIL).includes(END_OF_PNG)) return null;
  return { mime: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
};

/** Frames of any coding say height and width; tables, arithmetic conditioning and reserved ones do not (ITU-T T.81, table B.1). */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

const jpeg = (bytes: Buffer): PictureFacts | null => {
  if (bytes.length < 20 || bytes.readUInt16BE(0) !== 0xffd8 || !bytes.subarray(-TAIL).includes(Buffer.from([0xff, 0xd9]))) return null;
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (isFrame(marker)) return { mime: 'image/jpeg', height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    // Fill bytes stand for themselves.
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
};

/** @returns null for what is no whole PNG or JPEG by its own bytes, whatever it is called */
export const pictureFacts = (bytes: Buffer): PictureFacts | null => png(bytes) ?? jpeg(bytes);
