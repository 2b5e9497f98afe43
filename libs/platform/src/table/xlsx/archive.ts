import { once } from 'node:events';
import { promisify } from 'node:util';
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import type { TableLimits } from '../limits.js';
import { damaged, NotATableError } from '../not-a-table.js';
import { tooLarge } from '../reading/meter.js';

const openZip = promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open);

/** A zip file, read by its directory: each part can be opened at any time, by its name. */
export class Archive {
  /** Parts that were unpacked once: their bytes are counted. */
  private readonly seen = new Set<string>();
  private unpacked = 0;

  private constructor(
    private readonly zip: yauzl.ZipFile,
    private readonly entries: ReadonlyMap<string, yauzl.Entry>,
    private readonly limits: TableLimits,
  ) {}

  /** @throws NotATableError when it is damaged or has too many parts */
  static async open(file: string, limits: TableLimits): Promise<Archive> {
    const zip = await openZip(file, { lazyEntries: true, autoClose: false, strictFileNames: false }).catch((error: unknown) => {
      throw damaged(error);
    });
    try {
      return new Archive(zip, await directoryOf(zip, limits.entries), limits);
    } catch (error) {
      zip.close();
      throw error instanceof NotATableError ? error : damaged(error);
    }
  }

  /** Whether a part can only be unpacked with a password. */
  get encrypted(): boolean {
    return [...this.entries.values()].some(({ generalPurposeBitFlag }) => (generalPurposeBitFlag & 1) === 1);
  }

  get names(): string[] {
    return [...this.entries.keys()];
  }

  /** As it is written in the directory. */
  givenName(name: string): string {
    return this.entries.get(name)?.fileName ?? name;
  }

  /** Names of parts are the same in capitals and small letters (ECMA-376 part 2, 6.2.2.3). */
  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** The bytes of a part, unpacked as they are asked for and checked against their sum. @throws NotATableError */
  async *bytes(name: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name.toLowerCase());
    if (!entry) throw damaged(`${name} is missing`);
    const first = !this.seen.has(entry.fileName);
    this.seen.add(entry.fileName);
    let sum = 0;
    try {
      for await (const chunk of await this.stream(entry)) {
        const bytes = chunk as Buffer;
        if (first) this.unpacked += bytes.length;
        if (this.unpacked > this.limits.expandedBytes) throw tooLarge(this.limits.expandedBytes);
        sum = crc32(bytes, sum);
        yield bytes;
      }
    } catch (error) {
      throw error instanceof NotATableError ? error : damaged(error);
    }
    if (sum !== entry.crc32) throw damaged(`${name} does not have the sum that the directory names`);
  }

  /** @param most bytes that it may have
   * @throws NotATableError */
  async whole(name: string, most: number): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of this.bytes(name)) {
      if ((size += chunk.length) > most) throw tooLarge(most);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  close(): void {
    this.zip.close();
  }

  private stream(entry: yauzl.Entry): Promise<Readable> {
    return new Promise((resolve, reject) => {
      this.zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
    });
  }
}

const directoryOf = async (zip: yauzl.ZipFile, most: number): Promise<Map<string, yauzl.Entry>> => {
  if (zip.entryCount > most) throw tooMany(most);
  const entries = new Map<string, yauzl.Entry>();
  const end = once(zip, 'end');
  zip.on('entry', (entry: yauzl.Entry) => {
    const name = entry.fileName.toLowerCase();
    if (entries.has(name)) zip.emit('error', damaged(`it has ${entry.fileName} twice`));
    else if (entries.size >= most) zip.emit('error', tooMany(most));
    else {
      entries.set(name, entry);
      zip.readEntry();
    }
  });
  zip.readEntry();
  await end;
  return entries;
};

const tooMany = (most: number): NotATableError =>
  new NotATableError(`压缩包内文件超过 ${most} 个，不是表格`, `it has more than ${most} parts: it is no workbook`);
