import { Entity, Index } from 'typeorm';
import { Day, Int, Key, Ref, Str } from '#platform/db';
import type { Tallied } from '../domain/performance.js';

/** What became of a promise, counted again and again from the lines of manifests and the checks: a derived table, which may be emptied. */
@Entity('promise_tally')
@Index('IX_promise_tally_supplier', ['supplierId', 'promisedOn'])
@Index('IX_promise_tally_enterprise', ['enterpriseId', 'promisedOn'])
@Index('IX_promise_tally_day', ['promisedOn'])
export class PromiseTally implements Tallied {
  /** The promise's. */
  @Key() id: string;
  @Ref() supplierId: string;
  @Ref() enterpriseId: string;
  @Str(400) nodePath: string;
  @Str(16) occupationCode: string;
  @Day() promisedOn: string;
  /** Month in which the first of them signed, YYYY-MM; null: nobody has. */
  @Str(7, { nullable: true }) cohort: string | null;
  /** From the promise to the enterprise's answer; null: not answered. */
  @Int({ nullable: true }) answerMinutes: number | null;
  @Int() promised: number;
  @Int() committed: number;
  @Int() boarded: number;
  @Int() arrived: number;
  @Int() signed: number;
  @Int() due30: number;
  @Int() stayed30: number;
  @Int() left30: number;
  @Int() insured30: number;
  @Int() confirmed30: number;
  @Int() due90: number;
  @Int() stayed90: number;
  @Int() left90: number;
  @Int() insured90: number;
  @Int() confirmed90: number;
  @Int() due180: number;
  @Int() stayed180: number;
  @Int() left180: number;
  @Int() insured180: number;
  @Int() confirmed180: number;
}
