import { Entity, Unique } from 'typeorm';
import { Instant, Int, Key, Ref, Str, Txt } from '#platform/db';
import type { FairPlanKind } from '../domain/filing.js';

/** A plan that every large fair files, as the office words it. Each edit is a version; earlier ones stay. */
@Entity('fair_template')
@Unique('UQ_fair_template_version', ['kind', 'locale', 'version'])
export class FairTemplate {
  @Key() id: string;
  @Str(16) kind: FairPlanKind;
  @Str(2) locale: 'zh' | 'en';
  @Int() version: number;
  @Txt() body: string;
  /** Null of what came with the program. */
  @Ref({ nullable: true }) setById: string | null;
  @Instant() setAt: Date;
}
