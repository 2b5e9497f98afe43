import { Entity, PrimaryColumn } from 'typeorm';
import { Instant, Str } from './columns.js';

/** What a database was made for. A row of it goes into every backup, and so into whatever is restored from one. */
@Entity('data_mark')
export class DataMark {
  @PrimaryColumn({ type: 'varchar', length: 20 }) kind: string;
  @Str(80) reason: string;
  @Instant() markedAt: Date;
}
