import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThan } from 'typeorm';
import { Audit } from '#access';
import { FieldCipher, Sealing } from '#platform/crypto';
import { Clock, newId, UnitOfWork } from '#platform/db';
import { requestContext } from '#platform/http';
import { documentType, type DocumentKind } from './domain/membership.js';
import { StoredFile } from './enterprise.entity.js';
import { problems } from './enterprise.problems.js';
import { UploadQuota } from './upload-quota.js';

const TABLE = 'stored_file';
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
  private readonly names: Sealing<StoredFile>;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly cipher: FieldCipher,
    private readonly clock: Clock,
    private readonly quota: UploadQuota,
    private readonly audit: Audit,
  ) {
    this.names = new Sealing(cipher, TABLE);
  }

  /** @throws Problem when it is empty, too large, no PDF, PNG or JPEG by its own bytes, or more than strangers may hand in today. */
  async store(kind: DocumentKind, name: string, content: Buffer): Promise<{ id: string; name: string; bytes: number }> {
    if (content.length === 0) throw problems('file.empty');
    if (content.length > LIMIT_MB * 1_048_576) throw problems('file.too_large', { limit: LIMIT_MB });
    const mime = documentType(content);
    if (!mime) throw problems('file.type');
    const id = newId();
    const file: StoredFile = {
      id,
      kind,
      mime,
      name: name.slice(-120),
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      content: '',
      bytesSealed: this.cipher.sealBytes(TABLE, 'bytesSealed', id, content),
      attached: false,
      createdAt: this.clock.now(),
    };
    await this.uow.run(async () => {
      await this.quota.take(content.length);
      await this.uow.manager.insert(StoredFile, this.names.seal(id, file));
      await this.audit.record(requestContext()?.principal ?? null, 'file.handed_in', { kind: 'file', id }, { kind, bytes: content.length });
    });
    return { id, name: file.name, bytes: file.bytes };
  }

  async open(id: string): Promise<OpenedFile | null> {
    const file = this.names.maybe(await this.uow.manager.findOneBy(StoredFile, { id }));
    return file && { name: file.name, mime: file.mime, content: this.contentOf(file) };
  }

  private contentOf({ id, content, bytesSealed }: StoredFile): Buffer {
    if (bytesSealed) return this.cipher.openBytes(TABLE, 'bytesSealed', id, bytesSealed);
    return Buffer.from(this.cipher.open(TABLE, 'content', id, content), 'base64');
  }

  /** Stores what the release before stored at 1.8 times its size anew. @returns how many; fewer than `limit` ends it. */
  async shrink(limit: number): Promise<number> {
    return this.uow.run(async () => {
      const files = await this.uow.manager.find(StoredFile, { where: { bytesSealed: IsNull() }, take: limit });
      for (const file of files) {
        const bytesSealed = this.cipher.sealBytes(TABLE, 'bytesSealed', file.id, this.contentOf(file));
        await this.uow.manager.update(StoredFile, { id: file.id, bytesSealed: IsNull() }, { bytesSealed, content: '' });
      }
      return files.length;
    });
  }

  /** Ties files to what they belong to, inside the caller's unit of work; each can be used once.
   * @throws Problem when one is unknown, of another kind or in use. */
  async attach(files: { id: string; kind: DocumentKind }[]): Promise<void> {
    for (const { id, kind } of files) {
      const { affected } = await this.uow.manager.update(StoredFile, { id, kind, attached: false }, { attached: true });
      if (affected !== 1) throw problems('registration.file_unknown');
    }
  }

  /** Removes files whose place others have taken, in the caller's unit of work. */
  async removeReplaced(ids: readonly (string | null)[]): Promise<void> {
    const gone = ids.filter((id) => id !== null);
    if (gone.length > 0) await this.uow.manager.delete(StoredFile, { id: In(gone) });
  }

  /** Removes what was handed in and not used within a day. */
  async sweep(): Promise<void> {
    await this.uow.run(() =>
      this.uow.manager.delete(StoredFile, { attached: false, createdAt: LessThan(new Date(this.clock.now().getTime() - 24 * HOUR_MS)) }),
    );
  }
}
