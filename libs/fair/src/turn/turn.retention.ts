import { In, LessThan } from 'typeorm';
import { defineRetention, keepWithoutRule } from '#platform/db';
import { Turn } from './turn.entity.js';

const turnRule = defineRetention({
  name: 'fair_turn',
  keepDays: 366,
  source: 'tickets and scans of a fair are kept one year after its results, and so is who waited in which queue; counts stay',
  sweep: async (uow, before, limit) => {
    const rows = await uow.manager.find(Turn, { select: { id: true }, where: { joinedAt: LessThan(before) }, take: limit });
    if (rows.length > 0) await uow.manager.delete(Turn, { id: In(rows.map(({ id }) => id)) });
    return rows.length;
  },
});

keepWithoutRule('where an enterprise met people at a fair; nobody is named', 'fair_talk_room');

export const turnRetention = [turnRule];
