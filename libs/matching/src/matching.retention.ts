import { In, LessThan, type FindOptionsWhere, type ObjectLiteral } from 'typeorm';
import { defineRetention, keepWithoutRule, type UnitOfWork } from '#platform/db';
import { MatchingRun, Proposal, Unfilled } from './matching.entity.js';

const RUNS_AT_ONCE = 20;

/** Runs that began before, the oldest first, in portions; one that waits or runs still is none of them. */
async function* oldRuns({ manager }: UnitOfWork, before: Date): AsyncGenerator<string[]> {
  for (let after = ''; ;) {
    const query = manager
      .createQueryBuilder(MatchingRun, 'run')
      .select('run.id')
      .where('run.createdAt < :before AND run.activeKey IS NULL AND run.id > :after', { before, after });
    const ids = (await query.orderBy('run.id', 'ASC').limit(RUNS_AT_ONCE).getMany()).map(({ id }) => id);
    if (ids.length > 0) yield ids;
    if (ids.length < RUNS_AT_ONCE) return;
    after = ids.at(-1) ?? '';
  }
}

const remove = async <T extends ObjectLiteral & { id: string }>(
  { manager }: UnitOfWork,
  entity: new () => T,
  where: object,
  most: number,
): Promise<number> => {
  const rows = most > 0 ? await manager.find(entity, { where: where as FindOptionsWhere<T>, take: most }) : [];
  if (rows.length > 0)
    await manager.delete(
      entity,
      rows.map(({ id }) => id),
    );
  return rows.length;
};

const matchingRunDetailRule = defineRetention({
  name: 'matching_run.detail',
  keepDays: 90,
  source:
    'what a run did not bring to anybody (needs left short, proposals never sent or overtaken) is read until the ' +
    'next runs have taken its place',
  sweep: async (uow, before, limit) => {
    let swept = 0;
    for await (const ids of oldRuns(uow, before)) {
      swept += await remove(uow, Unfilled, { runId: In(ids) }, limit - swept);
      swept += await remove(uow, Proposal, { runId: In(ids), state: In(['proposed', 'dropped', 'stale']) }, limit - swept);
      if (swept >= limit) break;
    }
    return swept;
  },
});

const matchingRunRule = defineRetention({
  name: 'matching_run',
  also: ['proposal', 'matching_unfilled'],
  keepDays: 3 * 366,
  source: 'whom a run proposed to whom belongs to the recruitment record, kept at least three years',
  sweep: async (uow, before, limit) => {
    let swept = 0;
    for await (const ids of oldRuns(uow, before)) {
      swept += await remove(uow, Proposal, { runId: In(ids) }, limit - swept);
      swept += await remove(uow, Unfilled, { runId: In(ids) }, limit - swept);
      if (swept + ids.length > limit) break;
      await uow.manager.delete(MatchingRun, { id: In(ids), createdAt: LessThan(before) });
      swept += ids.length;
    }
    return swept;
  },
});

keepWithoutRule('holds until staff lift it, and goes then; no people', 'matching_rule');
export const matchingRetention = [matchingRunDetailRule, matchingRunRule];
