import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { FieldCipher } from '#platform/crypto';
import { Clock, newId, UnitOfWork } from '#platform/db';
import { ImportPart } from './import.entity.js';

/** Bytes of the file in one part: a statement stays far below what any server accepts. */
const PART = 262_144;

/** The file itself, from the upload until its list is confirmed: sealed, in parts, in the database, so that any worker can read it. */
@Injectable()
export class ImportFiles {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cipher: FieldCipher,
    private readonly clock: Clock,
  ) {}

  /** Takes a file in, part by part: each its own short transaction. */
  async keep(batchId: string, file: string): Promise<void> {
    let seq = 0;
    for await (const bytes of createReadStream(file, { highWaterMark: PART }) as AsyncIterable<Buffer>) {
      const id = newId();
      const content = this.cipher.seal('import_part', 'content', id, bytes.toString('base64'));
      const part: ImportPart = { id, batchId, seq, content, createdAt: this.clock.now() };
      await this.uow.run(() => this.uow.manager.insert(ImportPart, part));
      seq += 1;
    }
  }

  /** Writes the file out again. */
  async writeTo(batchId: string, file: string): Promise<void> {
    await pipeline(Readable.from(this.parts(batchId)), createWriteStream(file, { mode: 0o600 }));
  }

  private async *parts(batchId: string): AsyncGenerator<Buffer> {
    for (let seq = 0; ; seq += 1) {
      const part = await this.uow.manager.findOneBy(ImportPart, { batchId, seq });
      if (!part) return;
      yield Buffer.from(this.cipher.open('import_part', 'content', part.id, part.content), 'base64');
    }
  }
}
