import { In, LessThan } from 'typeorm';
import { defineRetention } from '#platform/db';
import { FieldDevice, FieldEntry } from './field.entity.js';

const entryRule = defineRetention({
  name: 'field_entry',
  keepDays: 366,
  source: 'scans of a fair are kept one year after its results; what they came to stands in the records of whatever they are about',
  sweep: async (uow, before, limit) => {
    const rows = await uow.manager.find(FieldEntry, { select: { id: true }, where: { receivedAt: LessThan(before) }, take: limit });
    if (rows.length > 0) await uow.manager.delete(FieldEntry, { id: In(rows.map(({ id }) => id)) });
    return rows.length;
  },
});

const deviceRule = defineRetention({
  name: 'field_device',
  keepDays: 400,
  source: 'as long as its entries, which may come days after its duty: without the phone nobody could say whose they are',
  sweep: async (uow, before, limit) => {
    const rows = await uow.manager.find(FieldDevice, { select: { id: true }, where: { endsAt: LessThan(before) }, take: limit });
    if (rows.length > 0) await uow.manager.delete(FieldDevice, { id: In(rows.map(({ id }) => id)) });
    return rows.length;
  },
});

export const fieldRetention = [entryRule, deviceRule];
