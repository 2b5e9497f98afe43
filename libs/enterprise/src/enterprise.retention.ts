import { In, IsNull, LessThan, Not } from 'typeorm';
import { defineRetention, keepWithoutRule, type RetentionRule, type UnitOfWork } from '#platform/db';
import { Membership, StoredFile, UploadTally } from './enterprise.entity.js';

const papersOf = (rows: Membership[]): string[] => rows.flatMap((row) => [row.licenceFileId ?? [], row.letterFileId ?? []].flat());

const dropPapers = async ({ manager }: UnitOfWork, rows: Membership[]): Promise<void> => {
  const papers = papersOf(rows);
  if (papers.length > 0) await manager.delete(StoredFile, { id: In(papers) });
};

const storedFileRefusedRule = defineRetention({
  name: 'stored_file.refused',
  keepDays: 30,
  source: 'long enough to ask again about a refusal; then nobody has a ground to hold the papers (PIPL article 47)',
  sweep: async (uow, before, limit) => {
    const rows = await uow.manager.find(Membership, {
      where: [
        { state: 'refused', decidedAt: LessThan(before), licenceFileId: Not(IsNull()) },
        { state: 'refused', decidedAt: LessThan(before), letterFileId: Not(IsNull()) },
      ],
      take: limit,
    });
    await dropPapers(uow, rows);
    if (rows.length > 0)
      await uow.manager.update(Membership, { id: In(rows.map(({ id }) => id)) }, { licenceFileId: null, letterFileId: null });
    return rows.length;
  },
});

const ended = (state: 'pending' | 'refused' | 'left', keepDays: number, source: string): RetentionRule =>
  defineRetention({
    name: `membership.${state}`,
    keepDays,
    source,
    sweep: async (uow, before, limit) => {
      const since = state === 'pending' ? { createdAt: LessThan(before) } : { decidedAt: LessThan(before) };
      const rows = await uow.manager.find(Membership, { where: { state, ...since }, take: limit });
      await dropPapers(uow, rows);
      if (rows.length > 0) await uow.manager.delete(Membership, { id: In(rows.map(({ id }) => id)), state });
      return rows.length;
    },
  });

const endedRules = [
  ended('pending', 183, 'an application that nobody decided in half a year is asked for anew'),
  ended('refused', 366, 'long enough to see that the same was refused before'),
  ended('left', 3 * 366, 'who acted for an enterprise belongs to its recruitment records, kept at least three years'),
];

const uploadTallyRule = defineRetention({
  name: 'upload_tally',
  keepDays: 2,
  source: 'counts for the quota of one day',
  sweep: async (uow, before, limit) => {
    const rows = await uow.manager.find(UploadTally, { where: { day: LessThan(before.toISOString().slice(0, 10)) }, take: limit });
    for (const { whose, day } of rows) await uow.manager.delete(UploadTally, { whose, day });
    return rows.length;
  },
});

keepWithoutRule('public facts of a legal person, which past figures name', 'enterprise');

export const enterpriseRetention = [storedFileRefusedRule, uploadTallyRule, ...endedRules];
