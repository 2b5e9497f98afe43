import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';
import { readerIsThere } from '../table/index.js';
import { aboutPart, CENTRAL, DESCRIPTOR_FOLLOWS, endOf, LOCAL, uint32, type PartSizes } from './zip.js';

/** Deflating happens beside the event loop; a higher level keeps another thread busy for longer than the line saves. */
const LEVEL = 4;

/** A zip file that is sent while it is made, part after part, each of at most 4 GiB (PKWARE APPNOTE 6.3, without Zip64). */
export class ZipStream {
  private readonly directory: Buffer[] = [];
  private offset = 0;

  constructor(private readonly to: Writable) {}

  /** One part, from pieces of its text as they come. Nothing more is asked of `pieces` while the reader has not taken what waits, and
   * nothing at all once the reader is gone. */
  async part(name: string, pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
    const path = Buffer.from(name);
    const sizes: PartSizes = { crc: 0, packed: 0, plain: 0 };
    const begins = this.offset;
    this.send(Buffer.concat([uint32(LOCAL), aboutPart({ crc: 0, packed: 0, plain: 0 }, path.length, DESCRIPTOR_FOLLOWS), path]));
    await this.deflated(pieces, sizes);
    this.send(Buffer.concat([0x08074b50, sizes.crc, sizes.packed, sizes.plain].map(uint32)));
    this.directory.push(
      Buffer.concat([
        uint32(CENTRAL),
        Buffer.from([20, 0]),
        aboutPart(sizes, path.length, DESCRIPTOR_FOLLOWS),
        Buffer.alloc(10),
        uint32(begins),
        path,
      ]),
    );
  }

  /** The directory, and the end of what is sent. */
  end(): void {
    const listed = Buffer.concat(this.directory);
    this.to.end(Buffer.concat([listed, endOf(this.directory.length, listed.length, this.offset)]));
  }

  private async deflated(pieces: Iterable<string> | AsyncIterable<string>, sizes: PartSizes): Promise<void> {
    const deflate = createDeflateRaw({ level: LEVEL });
    deflate.on('data', (packed: Buffer) => {
      sizes.packed += packed.length;
      this.send(packed);
    });
    const ended = once(deflate, 'end');
    for await (const piece of pieces) {
      if (!(await readerIsThere(this.to))) break;
      const plain = Buffer.from(piece);
      sizes.crc = crc32(plain, sizes.crc);
      sizes.plain += plain.length;
      if (!deflate.write(plain)) await once(deflate, 'drain');
    }
    deflate.end();
    await ended;
  }

  private send(bytes: Buffer): void {
    this.offset += bytes.length;
    if (!this.to.destroyed) this.to.write(bytes);
  }
}
