import { In, LessThan } from 'typeorm';
import { defineRetention } from '#platform/db';
import { FairOutcome, FairTalk } from './outcome.entity.js';

const YEAR = 366;
const WHY = 'tickets and scans of a fair are kept one year after its results, and so is what was said of who had one; counts stay';

const outcomeRule = defineRetention({
  name: 'fair_outcome',
  keepDays: YEAR,
  source: WHY,
  sweep: async (uow, before, limit) => {
    const rows = await uow.manager.find(FairOutcome, { select: { id: true }, where: { at: LessThan(before) }, take: limit });
    if (rows.length > 0) await uow.manager.delete(FairOutcome, { id: In(rows.map(({ id }) => id)) });
    return rows.length;
  },
});

const talkRule = defineRetention({
  name: 'fair_talk',
  keepDays: YEAR,
  source: WHY,
  sweep: async (uow, before, limit) => {
    const rows = await uow.manager.find(FairTalk, { select: { id: true }, where: { firstAt: LessThan(before) }, take: limit });
    if (rows.length > 0) await uow.manager.delete(FairTalk, { id: In(rows.map(({ id }) => id)) });
    return rows.length;
  },
});

export const outcomeRetention = [outcomeRule, talkRule];
