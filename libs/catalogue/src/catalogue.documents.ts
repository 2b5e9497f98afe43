import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { ByteCache, cacheBytes } from '#platform/cache';
import { Settings } from '#platform/config';
import { newId, UnitOfWork } from '#platform/db';
import type { ShortageCatalogue, ShortageDocument } from './catalogue.entity.js';
import { CatalogueRepository } from './catalogue.repository.js';
import { CatalogueShelf } from './catalogue.shelf.js';
import { documentApart } from './documents/document-thread.js';
import { FORMATS, type Format } from './documents/made.js';

export interface OpenedDocument {
  content: Buffer;
  etag: string;
}

const [pack, unpack] = [promisify(gzip), promisify(gunzip)];

/** Documents of catalogues: made once for each, kept, and given out as they are. */
@Injectable()
export class CatalogueDocuments {
  private readonly opened: ByteCache<OpenedDocument>;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly catalogues: CatalogueRepository,
    private readonly shelf: CatalogueShelf,
    settings: Settings,
  ) {
    this.opened = new ByteCache({ bytes: cacheBytes(settings, 'catalogue.documents') });
  }

  /** Makes what is not kept yet, outside any transaction. */
  async makeMissing(catalogueId: string): Promise<ShortageDocument[]> {
    const catalogue = await this.catalogues.byId(catalogueId);
    if (!catalogue) return [];
    const known = await this.catalogues.formats(catalogueId);
    const made: ShortageDocument[] = [];
    for (const format of FORMATS) if (!known.includes(format)) made.push(await this.make(catalogue, format));
    return made;
  }

  /** Inside the caller's unit of work. */
  async keep(documents: readonly ShortageDocument[]): Promise<void> {
    for (const document of documents) await this.catalogues.insertDocument(document);
  }

  /** Makes it when nobody did yet: two who ask at once wait for the same. */
  open(catalogue: ShortageCatalogue, format: Format): Promise<OpenedDocument> {
    return this.opened.getOrMake(`${catalogue.id}.${format}`, () => this.read(catalogue, format));
  }

  private async read(catalogue: ShortageCatalogue, format: Format): Promise<OpenedDocument> {
    let document = await this.catalogues.document(catalogue.id, format);
    if (!document) {
      const made = await this.make(catalogue, format);
      await this.uow.run(() => this.keep([made]));
      document = (await this.catalogues.document(catalogue.id, format)) ?? made;
    }
    return { content: await unpack(Buffer.from(document.content, 'base64')), etag: `"${document.etag}"` };
  }

  private async make(catalogue: ShortageCatalogue, format: Format): Promise<ShortageDocument> {
    const content = await documentApart(JSON.stringify(await this.shelf.given(catalogue)), format);
    const etag = createHash('sha256').update(content).digest('hex').slice(0, 40);
    return {
      id: newId(),
      catalogueId: catalogue.id,
      format,
      etag,
      bytes: content.length,
      content: (await pack(content)).toString('base64'),
    };
  }
}
