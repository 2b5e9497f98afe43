import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In, LessThan } from 'typeorm';
import { FieldCipher } from '#platform/crypto';
import { Clock, newId, UnitOfWork } from '#platform/db';
import { documentType, type DocumentKind } from './domain/membership.js';
import { StoredFile } from './enterprise.entity.js';
import { problems } from './enterprise.problems.js';

const LIMIT_MB = 4;
const HOUR_MS = 3_600_000;

export interface OpenedFile {
  name: string;
  mime: string;
  content: Buffer;
}

/** Licences and letters of authority: sealed at rest, swept when nobody used them within a day. */
@Injectable()
export class FileService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cipher: FieldCipher,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem when it is empty, too large, or no PDF, PNG or JPEG by its own bytes. */
  async store(kind: DocumentKind, name: string, content: Buffer): Promise<{ id: string; name: string; bytes: number }> {
    if (content.length === 0) throw problems('file.empty');
    if (content.length > LIMIT_MB * 1_048_576) throw problems('file.too_large', { limit: LIMIT_MB });
    const mime = documentType(content);
    if (!mime) throw problems('file.type');
    const id = newId();
    const file = {
      id,
      kind,
      mime,
      name: name.slice(-120),
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      content: this.cipher.seal('stored_file', 'content', id, content.toString('base64')),
      attached: false,
      createdAt: this.clock.now(),
    };
    await this.uow.run(() => this.uow.manager.insert(StoredFile, file));
    return { id, name: file.name, bytes: file.bytes };
  }

  async open(id: string): Promise<OpenedFile | null> {
    const file = await this.uow.manager.findOneBy(StoredFile, { id });
    if (!file) return null;
    return {
      name: file.name,
      mime: file.mime,
      content: Buffer.from(this.cipher.open('stored_file', 'content', id, file.content), 'base64'),
    };
  }

  /** Ties files to what they belong to, inside the caller's unit of work; each can be used once.
   * @throws Problem when one is unknown, of another kind or in use. */
  async attach(files: { id: string; kind: DocumentKind }[]): Promise<void> {
    for (const { id, kind } of files) {
      const { affected } = await this.uow.manager.update(StoredFile, { id, kind, attached: false }, { attached: true });
      if (affected !== 1) throw problems('registration.file_unknown');
    }
  }

  async detach(ids: string[]): Promise<void> {
    if (ids.length > 0) await this.uow.manager.update(StoredFile, { id: In(ids) }, { attached: false });
  }

  /** Removes files that were handed in for nothing. */
  async discard(ids: string[]): Promise<void> {
    if (ids.length > 0) await this.uow.manager.delete(StoredFile, { id: In(ids), attached: false });
  }

  /** Removes what was handed in and never used. */
  async sweep(): Promise<void> {
    await this.uow.run(() =>
      this.uow.manager.delete(StoredFile, { attached: false, createdAt: LessThan(new Date(this.clock.now().getTime() - 24 * HOUR_MS)) }),
    );
  }
}
