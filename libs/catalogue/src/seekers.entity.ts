import { Entity, Unique } from 'typeorm';
import { Instant, Int, Json, Key, Str } from '#platform/db';
import type { SeekerRow } from './domain/figures/seekers.js';

/** The register of job seekers of a quarter, as the bureau handed it in last. Catalogues that were made keep what they were made with. */
@Entity('seeker_register')
@Unique('UQ_seeker_register', ['quarter'])
export class SeekerRegister {
  @Key() id: string;
  @Str(6) quarter: string;
  @Int() version: number;
  @Json({ large: true }) rows: SeekerRow[];
  @Int() people: number;
  @Instant() savedAt: Date;
}
