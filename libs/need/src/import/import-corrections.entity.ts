import { Entity, Index, Unique } from 'typeorm';
import { Blind } from '#platform/crypto';
import { Instant, Int, Json, Key, Ref, Str, Txt } from '#platform/db';
import type { Correctable, CorrectedValue } from '../domain/import/correction.js';

/** What a person says that a cell means: of one row, or of every row of the list whose cell has the same text. */
@Entity('import_correction')
@Unique('UQ_import_correction_target', ['batchId', 'field', 'target'])
export class ImportCorrection {
  @Key() id: string;
  @Ref() batchId: string;
  @Str(12) field: Correctable;
  /** The row by its sheet and line, `row 0:12`, or the blind index of the text: said twice it is one. */
  @Str(60) target: string;
  /** Of the row that somebody looked at. */
  @Int() line: number;
  @Txt() text: string;
  @Txt({ nullable: true }) textSealed?: string | null;
  @Json() value: CorrectedValue;
  @Ref() userId: string;
  @Instant() createdAt: Date;
}

/** What a text means in the lists of one office, until the office takes it back. */
@Entity('import_alias')
@Unique('UQ_import_alias_text', ['nodeId', 'field', 'textKey'])
@Index('IX_import_alias_node', ['nodePath', 'createdAt', 'id'])
export class ImportAlias {
  @Key() id: string;
  @Ref() nodeId: string;
  @Str(400) nodePath: string;
  @Str(12) field: Correctable;
  @Blind() textKey: string;
  @Txt() text: string;
  @Txt({ nullable: true }) textSealed?: string | null;
  @Json() value: CorrectedValue;
  @Ref() userId: string;
  @Instant() createdAt: Date;
}
