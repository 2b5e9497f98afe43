import { Entity, Index, Unique } from 'typeorm';
import { Instant, Int, Json, Key, Ref, Str, Txt } from '#platform/db';
import type { CatalogueHead } from './domain/catalogue-pack.js';

/** `later`: worked out of a correction that came after the publication; staff only. */
export const CATALOGUE_STATES = ['published', 'later'] as const;
export type CatalogueState = (typeof CATALOGUE_STATES)[number];

/** Counties and zones by id, as they were called when the catalogue was made. */
export type Places = Record<string, { name: string; divisionCode: string | null }>;

/** A frozen quarter as it was published, or as a correction would have it. Never changed. */
@Entity('shortage_catalogue')
@Unique('UQ_shortage_catalogue', ['roundId', 'version'])
@Index('IX_shortage_catalogue_quarter', ['state', 'quarter'])
@Index('IX_shortage_catalogue_list', ['quarter', 'version', 'id'])
export class ShortageCatalogue {
  @Key() id: string;
  @Ref() roundId: string;
  @Str(6) quarter: string;
  /** Of the frozen answers that it rests on. */
  @Int() version: number;
  @Str(12) state: CatalogueState;
  @Instant() asOf: Date;
  @Instant() publishedAt: Date;
  /** SHA-256 of the frozen answers, and of what was made of them. */
  @Str(64) digest: string;
  @Str(64) seal: string;
  @Json({ large: true }) head: CatalogueHead;
  @Json({ large: true }) places: Places;
  @Int() occupations: number;
  @Instant() madeAt: Date;
}

/** One occupation of any level of a catalogue, with its figures by county, level and kind. */
@Entity('shortage_line')
@Unique('UQ_shortage_line', ['catalogueId', 'code'])
@Index('IX_shortage_line_code', ['code', 'state', 'quarter'])
export class ShortageLine {
  @Key() id: string;
  @Ref() catalogueId: string;
  @Str(6) quarter: string;
  @Str(12) state: CatalogueState;
  @Str(16) code: string;
  /** JSON of a CatalogueLine and of PackedCell[]; kept as the text that was sealed. */
  @Txt() line: string;
  @Txt({ large: true }) cells: string;
}

/** A document of a catalogue, made once: gzip in base64. */
@Entity('shortage_document')
@Unique('UQ_shortage_document', ['catalogueId', 'format'])
export class ShortageDocument {
  @Key() id: string;
  @Ref() catalogueId: string;
  @Str(4) format: string;
  @Str(64) etag: string;
  @Int() bytes: number;
  @Txt({ large: true }) content: string;
}
