import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { idsOf, OrgTree } from '#access';
import { addDays, Clock } from '#platform/db';
import { NeedReads, openPlaces, type NeedView, type OpenNeed } from '#need';
import { yuanOf, divisions } from '#reference';
import { SupplyReads, type BatchView } from '#supply';
import type { MatchingProblem, NeedInput, Weights } from '../domain/index.js';
import { RuleService } from '../rule/rule.service.js';
import { PartnerRecords } from './partner-records.js';

/** Rows at once: no more than some tens of milliseconds' work. */
const PAGE = 1_000;
/** Needs that name no start may begin now and wait this long. */
const OPEN_DAYS = 60;
/** Where needs lie that name no division: the middle of Weifang, the city this product grew out of. */
const CITY = { lng: 119.161748, lat: 36.706962 };

/** The same few days again and again: reckoned once. */
const remembered = <K, V>(of: (key: K) => V): ((key: K) => V) => {
  const known = new Map<K, V>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) known.set(key, (value = of(key)));
    return value;
  };
};

/** Whose tiers a need stands in, and whose record counts. */
const enterpriseOf = ({ countedFor, enterpriseId }: OpenNeed): string => countedFor ?? enterpriseId;

export interface ReadProblem<N extends OpenNeed = OpenNeed> {
  problem: MatchingProblem;
  needs: Map<string, N>;
  batches: Map<string, BatchView>;
}

/** Takes the open needs and free batches of one moment out of the database, in order of their ids. */
@Injectable()
export class ProblemReader {
  constructor(
    private readonly needs: NeedReads,
    private readonly supply: SupplyReads,
    private readonly org: OrgTree,
    private readonly rules: RuleService,
    private readonly records: PartnerRecords,
    private readonly clock: Clock,
  ) {}

  async read(nodePath: string, cityDivision: string | null, weights: Partial<Weights>): Promise<ReadProblem> {
    const needs = await this.all<OpenNeed>((after) => this.needs.openTerms(nodePath, after, PAGE));
    const batches = await this.all<BatchView>((after) => this.supply.freeBatches(after, PAGE));
    const read = await this.problem(needs, batches, cityDivision, weights);
    return { ...read, problem: { ...read.problem, ...(await this.pairs(nodePath, read)) } };
  }

  /** What staff lock and exclude, as far as need and batch are both there. */
  private async pairs(nodePath: string, { needs, batches }: ReadProblem): Promise<Pick<MatchingProblem, 'locked' | 'excluded'>> {
    const rules = (await this.rules.of(nodePath)).filter(
      ({ needId, batchId }) => needs.get(needId)?.occupationCode != null && batches.has(batchId),
    );
    const pair = ({ needId, batchId }: { needId: string; batchId: string }) => ({ batch: batchId, need: needId });
    return {
      locked: rules.filter(({ kind }) => kind === 'lock').map((rule) => ({ ...pair(rule), people: 1 })),
      excluded: rules.filter(({ kind }) => kind === 'exclude').map(pair),
    };
  }

  /** One batch and the open needs nearest to its occupation: the same 细类 first, then the rest of its 小类 and 中类, best paid first. */
  async around(batch: BatchView, cityDivision: string | null, limit: number): Promise<ReadProblem<NeedView>> {
    const parts = batch.occupationCode.split('-');
    const needs = new Map<string, NeedView>();
    for (let length = parts.length; length >= 2 && needs.size < limit; length -= 1) {
      const code = parts.slice(0, length).join('-');
      for (const need of await this.needs.openOfOccupation(length === parts.length ? code : `${code}-`, limit))
        if (needs.size < limit) needs.set(need.id, need);
    }
    const read = await this.problem([...needs.values()], [batch], cityDivision, {});
    const rules = await this.rules.about([...needs.keys()]);
    const excluded = [...rules.values()].filter(({ kind, batchId }) => kind === 'exclude' && batchId === batch.id);
    return { ...read, problem: { ...read.problem, excluded: excluded.map(({ needId }) => ({ batch: batch.id, need: needId })) } };
  }

  private async problem<N extends OpenNeed>(
    needs: N[],
    batches: BatchView[],
    cityDivision: string | null,
    weights: Partial<Weights>,
  ): Promise<ReadProblem<N>> {
    const today = this.clock.today();
    const suppliers = await this.supply.suppliers([...new Set(batches.map((batch) => batch.supplierId))]);
    const enterprises = [...new Set(needs.map(enterpriseOf))].sort();
    const records = await this.records.of(
      suppliers.map(({ id }) => id),
      enterprises,
    );
    const divisionOf = await this.divisions(needs, cityDivision);
    const city = cityDivision ? divisions.byCode(cityDivision) : undefined;
    const problem: MatchingProblem = {
      asOf: today,
      city: city?.lng != null && city.lat != null ? { lng: city.lng, lat: city.lat } : CITY,
      suppliers: [...suppliers]
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .map(({ id, divisionCode, lng, lat, peoplePerRun }) => {
          const record = records.suppliers.get(id) ?? null;
          return { id, division: divisionCode, lng, lat, peoplePerRun, record };
        }),
      batches: batches.map((batch) => ({
        id: batch.id,
        supplier: batch.supplierId,
        occupation: batch.occupationCode,
        skillLevel: batch.skillLevel,
        people: batch.free,
        wage: yuanOf(batch.wageFen),
        freeFrom: batch.freeFrom,
        smallestGroup: batch.smallestGroup,
      })),
      needs: await this.inputs(needs, divisionOf, today),
      enterprises: enterprises.flatMap((id) => {
        const record = records.enterprises.get(id);
        return record === undefined ? [] : [{ id, record }];
      }),
      weights,
    };
    return { problem, needs: new Map(needs.map((need) => [need.id, need])), batches: new Map(batches.map((batch) => [batch.id, batch])) };
  }

  /** In portions: whoever else this process serves does not wait for a whole city. */
  private async inputs(needs: readonly OpenNeed[], divisionOf: (need: OpenNeed) => string, today: string): Promise<NeedInput[]> {
    const afterOpenDays = remembered((day: string) => addDays(day, OPEN_DAYS));
    const inputs: NeedInput[] = [];
    for (let i = 0; i < needs.length; i += PAGE) {
      inputs.push(...needs.slice(i, i + PAGE).flatMap((need) => this.needInput(need, divisionOf(need), today, afterOpenDays)));
      await nextTurn();
    }
    return inputs;
  }

  private needInput(need: OpenNeed, division: string, today: string, afterOpenDays: (day: string) => string): NeedInput[] {
    if (need.occupationCode === null) return [];
    const first = need.startFrom ?? today;
    const latest = need.startBy ?? afterOpenDays(first < today ? today : first);
    // Nobody can arrive before today: a day that has passed makes no one late.
    const startFrom = first < today && latest >= today ? today : first;
    return [
      {
        id: need.id,
        enterprise: enterpriseOf(need),
        division,
        occupation: need.occupationCode,
        skillLevel: need.skillLevel,
        short: openPlaces(need),
        wageFrom: yuanOf(need.wageFromFen),
        wageTo: yuanOf(need.wageToFen),
        startFrom,
        startBy: latest < startFrom ? startFrom : latest,
        priority: Math.max(1, need.priority),
        trainable: need.trainable,
        lodging: need.lodging,
      },
    ];
  }

  /** Where a need lies: the division it names, or the nearest one above its node (towns have none of their own). */
  private async divisions(needs: readonly OpenNeed[], cityDivision: string | null): Promise<(need: OpenNeed) => string> {
    const above = (path: string): string[] => idsOf(path).reverse();
    const nodes = await this.org.byIds([
      ...new Set([...new Set(needs.flatMap((need) => (need.divisionCode === null ? [need.nodePath] : [])))].flatMap(above)),
    ]);
    const byPath = remembered(
      (path: string) =>
        above(path)
          .map((id) => nodes.get(id)?.divisionCode)
          .find((code) => code != null) ?? cityDivision,
    );
    return (need) => need.divisionCode ?? byPath(need.nodePath) ?? need.nodeId;
  }

  private async all<T extends { id: string }>(page: (after: string) => Promise<T[]>): Promise<T[]> {
    const rows: T[] = [];
    for (;;) {
      const next = await page(rows.at(-1)?.id ?? '');
      rows.push(...next);
      if (next.length < PAGE) return rows;
      // The embedded database answers without giving way.
      await nextTurn();
    }
  }
}
