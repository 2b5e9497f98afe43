import { once } from 'node:events';
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';

/** A part of a zip file as it stands in it. */
interface Packed {
  readonly method: 0 | 8;
  readonly bytes: Buffer;
  readonly crc: number;
  readonly size: number;
}

export interface Part {
  readonly name: string;
  readonly content: string | Buffer | Packed;
  readonly stored?: boolean;
  /** What the directory says of its size instead of the truth. */
  readonly claimedSize?: number;
}

/** The content of a part that repeats itself: small packed, large unpacked. */
export const repeated = async (before: string, unit: string, times: number, after: string): Promise<Packed> => {
  const deflate = createDeflateRaw({ level: 9 });
  const packed: Buffer[] = [];
  deflate.on('data', (chunk: Buffer) => packed.push(chunk));
  const block = Buffer.from(unit.repeat(Math.ceil(1_048_576 / unit.length)));
  let [crc, size] = [0, 0];
  const write = async (bytes: Buffer): Promise<void> => {
    crc = crc32(bytes, crc);
    size += bytes.length;
    if (!deflate.write(bytes)) await once(deflate, 'drain');
  };
  await write(Buffer.from(before));
  for (let left = times * Buffer.byteLength(unit); left > 0; left -= block.length) await write(block.subarray(0, left));
  await write(Buffer.from(after));
  deflate.end();
  await once(deflate, 'end');
  return { method: 8, bytes: Buffer.concat(packed), crc, size };
};

const packedOf = ({ content, stored }: Part): Packed => {
  if (typeof content === 'object' && 'crc' in content) return content;
  const plain = Buffer.from(content);
  const bytes = stored ? plain : deflateRawSync(plain, { level: 9 });
  return { method: stored ? 0 : 8, bytes, crc: crc32(plain), size: plain.length };
};

/** Writes a zip file with its parts in the order given, each in its own way: also what no honest program would write. */
export const zipOf = (parts: readonly Part[]): Buffer => {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const { method, bytes, crc, size } = packedOf(part);
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(method, 4);
    header.writeUInt32LE(crc, 10);
    header.writeUInt32LE(bytes.length, 14);
    header.writeUInt32LE(part.claimedSize ?? size, 18);
    header.writeUInt16LE(Buffer.byteLength(part.name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), header, Buffer.from(part.name), bytes]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), header, place, Buffer.from(part.name)]));
    files.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, listed, Buffer.from('PK\x05\x06', 'latin1'), end]);
};
