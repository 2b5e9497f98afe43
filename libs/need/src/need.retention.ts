import { Brackets, In, LessThan } from 'typeorm';
import { defineRetention, keepWithoutRule } from '#platform/db';
import { CountedHire } from './hire-claims.entity.js';
import { Need, NeedReport } from './need.entity.js';

const nobody = { contactName: null, contactPhone: null, contactNameSealed: null, contactPhoneSealed: null };

const needContactRule = defineRetention({
  name: 'need.contact',
  keepDays: 3 * 366,
  source: 'whom to call belongs to the recruitment record, kept at least three years; the post and its figures stay without it',
  sweep: async (uow, before, limit) => {
    const rows = await uow.manager
      .createQueryBuilder(Need, 'need')
      .select('need.id')
      .where('need.updatedAt < :before', { before })
      .andWhere(
        new Brackets((named) => {
          for (const column of Object.keys(nobody)) named.orWhere(`need.${column} IS NOT NULL`);
        }),
      )
      .limit(limit)
      .getMany();
    if (rows.length > 0) await uow.manager.update(Need, { id: In(rows.map(({ id }) => id)) }, nobody);
    return rows.length;
  },
});

const needReportRule = defineRetention({
  name: 'need_report',
  keepDays: 3 * 366,
  source: 'what was said of a post belongs to the recruitment record, kept at least three years',
  sweep: async (uow, before, limit) => {
    const rows = await uow.manager.find(NeedReport, { select: { id: true }, where: { createdAt: LessThan(before) }, take: limit });
    if (rows.length > 0) await uow.manager.delete(NeedReport, { id: In(rows.map(({ id }) => id)) });
    return rows.length;
  },
});

const countedHireRule = defineRetention({
  name: 'counted_hire',
  keepDays: 3 * 366,
  source: 'that a hire counts once is asked for as long as recruitment records are kept; who it was is a keyed hash',
  sweep: async (uow, before, limit) => {
    const rows = await uow.manager.find(CountedHire, { select: { id: true }, where: { at: LessThan(before) }, take: limit });
    if (rows.length > 0) await uow.manager.delete(CountedHire, { id: In(rows.map(({ id }) => id)) });
    return rows.length;
  },
});

keepWithoutRule('the ledger that every figure rests on; no people', 'need_entry');
keepWithoutRule('which rule held when; no people but who set it, by id', 'need_check_rule', 'need_start_rule', 'need_proportion_rule');
keepWithoutRule('the daily job need.trim_changes drops what is older than a day', 'need_change');
keepWithoutRule(
  'the daily job need.sweep_imports drops what is older than thirty days, and what needs were before once a list can be taken back no more',
  'import_batch',
  'import_part',
  'import_chunk',
  'import_enterprise',
  'import_sheet',
  'import_left_out',
  'import_row',
  'import_correction',
  'import_before',
);
keepWithoutRule('waits for its county, and goes when that decides or the need is withdrawn; sealed', 'need_revision');
keepWithoutRule('what a text means in the lists of an office, until the office takes it back; sealed', 'import_alias');
keepWithoutRule('which column is which in lists with this header; no people but who said so, by id', 'import_mapping');

export const needRetention = [needContactRule, needReportRule, countedHireRule];
