import { In, LessThan } from 'typeorm';
import { dayOf, defineRetention, keepWithoutRule } from '#platform/db';
import { FairHire, HireCheck } from './result.entity.js';

const hireRule = defineRetention({
  name: 'fair_hire',
  also: ['fair_hire_check'],
  keepDays: 366,
  source: 'who was hired at a fair is known as long as who was there: one year after its results; the figures stay, and a keyed hash',
  sweep: async (uow, before, limit) => {
    const where = { hiredOn: LessThan(dayOf(before)) };
    const rows = await uow.manager.find(FairHire, { select: { id: true }, where, order: { hiredOn: 'ASC' }, take: limit });
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return 0;
    await uow.manager.delete(HireCheck, { hireId: In(ids) });
    return (await uow.manager.delete(FairHire, { id: In(ids) })).affected ?? 0;
  },
});

keepWithoutRule('figures of fairs; nobody is named', 'fair_figures');
keepWithoutRule(
  'which enterprise handed in what when, and the rules for it; no people but who did, by id',
  'fair_result',
  'fair_result_rule',
);

export const resultRetention = [hireRule];
