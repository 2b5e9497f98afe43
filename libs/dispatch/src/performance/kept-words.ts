import { Injectable } from '@nestjs/common';
import { addDays, UnitOfWork } from '#platform/db';
import { DispatchPorts } from '../dispatch.ports.js';
import type { PromiseState } from '../domain/promise.js';
import { recordsOf, type Share } from '../domain/record.js';
import { PromiseTally } from './tally.entity.js';

/** Promises count once their people are past the journey and the first days, and for so long; our own estimates, in days. */
const RIPE = 60;
const REMEMBERED = 730;
/** Promises are counted anew every quarter of an hour. */
const KEPT_MS = 900_000;

type Groups = Map<string, readonly Share[]>;

/**
 * 履约: of whom a station said it would send, so many came; of the promises that an enterprise was given it answered so many, of whom came it
 * signed so many, and of these so many were still there after 90 days. Read from what is counted of promises.
 */
@Injectable()
export class KeptWords {
  private counted: { at: number; suppliers: Groups; enterprises: Groups } | undefined;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly ports: DispatchPorts,
  ) {}

  async of(suppliers: readonly string[], enterprises: readonly string[]) {
    const counted = await this.count();
    return { suppliers: recordsOf(counted.suppliers, suppliers), enterprises: recordsOf(counted.enterprises, enterprises) };
  }

  private async count(): Promise<{ suppliers: Groups; enterprises: Groups }> {
    const at = this.ports.clock.now().getTime();
    if (!this.counted || at - this.counted.at > KEPT_MS || at < this.counted.at) {
      const today = this.ports.clock.today();
      const span = { from: addDays(today, -REMEMBERED), to: addDays(today, -RIPE) };
      this.counted = { at, suppliers: await this.suppliers(span), enterprises: await this.enterprises(span) };
    }
    return this.counted;
  }

  private async suppliers(span: Span): Promise<Groups> {
    const sums = await this.sums('supplierId', span, ['committed', 'arrived']);
    return new Map(sums.map(({ id, committed, arrived }) => [id, [{ of: committed, kept: arrived }]]));
  }

  private async enterprises(span: Span): Promise<Groups> {
    const sums = await this.sums('enterpriseId', span, ['answered', 'lapsed', 'arrived', 'signed', 'stayed90', 'left90']);
    return new Map(
      sums.map((one) => [
        one.id,
        [
          { of: one.answered + one.lapsed, kept: one.answered },
          { of: one.arrived, kept: one.signed },
          { of: one.stayed90 + one.left90, kept: one.stayed90 },
        ],
      ]),
    );
  }

  private async sums<F extends Figure>(
    by: 'supplierId' | 'enterpriseId',
    span: Span,
    figures: F[],
  ): Promise<({ id: string } & Record<F, number>)[]> {
    const query = this.uow.manager
      .createQueryBuilder(PromiseTally, 'tally')
      .select(`tally.${by}`, 'id')
      .where('tally.promisedOn >= :from AND tally.promisedOn <= :to', span)
      .groupBy(`tally.${by}`);
    if (figures.some((figure) => figure === 'lapsed')) query.innerJoin('promise', 'promise', 'promise.id = tally.id');
    for (const figure of figures) query.addSelect(`SUM(${FIGURES[figure]})`, figure);
    const rows = await query.getRawMany<Record<string, string | number>>();
    return rows.map((row) => ({
      id: String(row['id']),
      ...(Object.fromEntries(figures.map((figure) => [figure, Number(row[figure] ?? 0)])) as Record<F, number>),
    }));
  }
}

interface Span {
  from: string;
  to: string;
}

const LAPSED: PromiseState = 'lapsed';
const FIGURES = {
  committed: 'tally.committed',
  arrived: 'tally.arrived',
  signed: 'tally.signed',
  stayed90: 'tally.stayed90',
  left90: 'tally.left90',
  answered: 'CASE WHEN tally.answerMinutes IS NULL THEN 0 ELSE 1 END',
  lapsed: `CASE WHEN promise.state = '${LAPSED}' THEN 1 ELSE 0 END`,
} as const;
type Figure = keyof typeof FIGURES;
