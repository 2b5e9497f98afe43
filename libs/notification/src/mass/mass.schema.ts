import { In, LessThan } from 'typeorm';
import { col, createTable, defineRetention, keepWithoutRule, type MigrationClass } from '#platform/db';
import { MassMessage, MassRecipient } from './mass.entity.js';

keepWithoutRule('a choice under an id, kept as long as somebody could be written to', 'message_unsubscribe');

export const massRule = defineRetention({
  name: 'mass_message',
  also: ['mass_recipient'],
  keepDays: 3 * 366,
  source: 'as the messages that it became: what somebody was told is kept at least three years',
  sweep: async (uow, before, limit) => {
    const rows = await uow.manager.find(MassMessage, { select: { id: true }, where: { createdAt: LessThan(before) }, take: limit });
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return 0;
    await uow.manager.delete(MassRecipient, { massId: In(ids) });
    await uow.manager.delete(MassMessage, { id: In(ids) });
    return ids.length;
  },
});

export const massMigrations: MigrationClass[] = [
  createTable('1790000020397', 'mass_message', {
    columns: [
      col.key(),
      col.str('nodePath', 400),
      col.str('kind', 12),
      col.str('titleZh', 60),
      col.txt('bodyZh'),
      col.str('titleEn', 120),
      col.txt('bodyEn'),
      col.json('filter'),
      col.json('channels'),
      col.str('state', 12),
      col.int('enterprises', { nullable: true }),
      col.int('people', { nullable: true }),
      col.str('after', 36),
      col.int('told', { default: 0 }),
      col.flag('written'),
      col.ref('createdById'),
      col.instant('createdAt'),
      col.ref('sentById', { nullable: true }),
      col.ref('approvedById', { nullable: true }),
      col.instant('startedAt', { nullable: true }),
      col.instant('endedAt', { nullable: true }),
      col.version(),
    ],
    indices: [{ name: 'IX_mass_message_office', columns: ['nodePath', 'createdAt', 'id'] }],
  }),
  createTable('1790000020407', 'mass_recipient', {
    columns: [
      col.key(),
      col.ref('massId'),
      col.ref('enterpriseId'),
      col.ref('userId'),
      col.ref('messageId', { nullable: true }),
      col.str('state', 12),
      col.str('unsubscribeHash', 64, { nullable: true }),
    ],
    uniques: [
      { name: 'UQ_mass_recipient', columns: ['massId', 'enterpriseId', 'userId'] },
      { name: 'UQ_mass_recipient_key', columns: ['unsubscribeHash'] },
    ],
    indices: [
      { name: 'IX_mass_recipient_message', columns: ['messageId'] },
      { name: 'IX_mass_recipient_state', columns: ['massId', 'state', 'id'] },
    ],
  }),
  createTable('1790000020417', 'message_unsubscribe', {
    columns: [col.key(), col.ref('userId'), col.ref('massId', { nullable: true }), col.instant('at')],
    uniques: [{ name: 'UQ_message_unsubscribe', columns: ['userId'] }],
  }),
];
