import { createHash } from 'node:crypto';
import { atVersion, of, type Case } from './case.js';
import { COUNTY, type Who } from './programs.js';
import type { Stage } from './stage.js';

const rule = (validFrom: string) => ({
  ...{ validFrom, channels: ['email'], way: 'all', unreadMinutes: null, timing: 'at', at: '09:00' },
  ...{ remindDays: null, validMinutes: null, quiet: 'nights', must: false, source: '市局通知' },
});

const words = {
  ...{ subjectZh: '名单导入完成', textZh: '新增 {created} 个岗位，修改 {changed} 个。' },
  ...{ subjectEn: 'List imported', textEn: '{created} new, {changed} changed.' },
};

const draft = {
  ...{ kind: 'official', titleZh: '请更新岗位', bodyZh: '{enterpriseName}：请更新岗位。', titleEn: '', bodyEn: '' },
  ...{ nodeIds: [COUNTY], industries: ['T960'], keyOnly: false, aboveScaleOnly: false, openNeedsOnly: false, channels: ['email'] },
};

/** A draft of an office, for the one enterprise of its industry: how many there are otherwise grows from case to case. */
const begun = async (stage: Stage, who: Who): Promise<{ id: string; version: number }> => {
  const [meant] = await stage.query<{ id: string }[]>("SELECT id FROM enterprise WHERE industryCode = 'T960'");
  if (!meant) await stage.query("UPDATE enterprise SET industryCode = 'T960' WHERE id = ?", [(await stage.firm()).id]);
  return stage.done<{ id: string; version: number }>(who, 'POST', '/api/mass-messages', draft);
};

const inState = async (stage: Stage, state: string): Promise<string> => {
  const { id } = await begun(stage, stage.office.county);
  await stage.query('UPDATE mass_message SET state = ?, written = 1 WHERE id = ?', [state, id]);
  return id;
};

const step = (name: string, state: string): Case =>
  of(`POST /api/mass-messages/{id}/${name}`, async (stage) => ({
    who: name === 'approve' ? stage.office.admin : stage.office.county,
    ids: [await inState(stage, state)],
    headers: atVersion(1),
  }));

/** Rules, words and quotas of messages, and messages to many. */
export const messageCases: Case[] = [
  of('PUT /api/message-rules/{template}', async (stage) => {
    await stage.query("DELETE FROM message_rule WHERE template = 'import.finished'");
    return { who: stage.office.admin, ids: ['import.finished'], body: rule(stage.day(3)) };
  }),
  of('PUT /api/message-policies', async (stage) => {
    await stage.query('DELETE FROM message_policy WHERE validFrom = ?', [stage.day(9)]);
    const hours = { quietFrom: '20:00', quietTo: '09:00', quietChannels: ['sms'] };
    const body = { validFrom: stage.day(9), ...hours, approveAbove: 100, partPrice: 45, source: '市局通知' };
    return { who: stage.office.admin, body };
  }),
  of('PUT /api/message-templates/{template}', async (stage) => {
    await stage.query("DELETE FROM message_wording WHERE template = 'import.finished'");
    return { who: stage.office.admin, ids: ['import.finished'], body: { ...words, last: 0, source: '市局通知' } };
  }),
  of('POST /api/message-templates/{template}/preview', (stage) =>
    Promise.resolve({ who: stage.office.admin, ids: ['import.finished'], body: words }),
  ),
  of('PUT /api/message-quotas', async (stage) => {
    await stage.query('DELETE FROM message_quota');
    const body = { channel: 'wecom', nodeId: COUNTY, perDay: 5, validFrom: stage.day(9), source: '市局通知' };
    return { who: stage.office.admin, body };
  }),
  of('POST /api/mass-messages', (stage) => Promise.resolve({ who: stage.office.county, body: draft })),
  of('PATCH /api/mass-messages/{id}', async (stage) => ({
    who: stage.office.county,
    ids: [await inState(stage, 'draft')],
    headers: atVersion(1),
    body: { ...draft, titleZh: '请于周五前更新岗位' },
  })),
  of('POST /api/mass-messages/{id}/test', async (stage) => ({ who: stage.office.county, ids: [await inState(stage, 'draft')] })),
  step('send', 'draft'),
  step('approve', 'awaiting'),
  step('return', 'awaiting'),
  step('pause', 'sending'),
  step('continue', 'paused'),
  step('cancel', 'paused'),
  of('POST /api/unsubscribe/{key}', async (stage) => {
    const key = `key-${stage.next()}`;
    await stage.insert('MassRecipient', {
      ...{ massId: 'm', enterpriseId: 'e', messageId: null, state: 'told' },
      userId: `u-${stage.next()}`,
      unsubscribeHash: createHash('sha256').update(key).digest('hex'),
    });
    return { who: null, ids: [key], body: { 'List-Unsubscribe': 'One-Click' } };
  }),
];
