import { Entity, Index, Unique } from 'typeorm';
import { Instant, Int, Key, Ref, Str } from '#platform/db';
import type { PaidBy } from '../domain/insurance.js';

/** A list of paid social-insurance months that was read. Nothing of the file is kept but its digest, so that it counts once. */
@Entity('insurance_import')
@Unique('UQ_insurance_import_file', ['nodeId', 'digest'])
@Index('IX_insurance_import_created', ['createdAt', 'id'])
export class InsuranceImport {
  @Key() id: string;
  /** Office whose list it is. */
  @Str(400) nodePath: string;
  /** Id of that office: paths are too long for a key. */
  @Ref() nodeId: string;
  @Str(64) digest: string;
  /** Lines of the file that could be read. */
  @Int() lines: number;
  /** People of our trips who were found in it. */
  @Int() people: number;
  /** Months of them. */
  @Int() months: number;
  @Ref({ nullable: true }) createdById: string | null;
  @Instant() createdAt: Date;
}

/** A month of social insurance of somebody who came with a trip: evidence beside what the employer says. Others’ lines are not kept. */
@Entity('insurance_month')
@Unique('UQ_insurance_month', ['lineId', 'month'])
@Index('IX_insurance_month_import', ['importId'])
export class InsuranceMonth {
  @Key() id: string;
  /** Who it is: a line of a manifest, found by the keyed hash of the ID number. */
  @Ref() lineId: string;
  /** YYYY-MM */
  @Str(7) month: string;
  @Str(8) paidBy: PaidBy;
  @Ref() importId: string;
}
