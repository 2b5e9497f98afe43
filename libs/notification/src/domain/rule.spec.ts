import type { Channel } from './delivery.js';
import { linesOf } from './digest.js';
import { afterStep, stepsFrom, unknownNames, wordingFor } from './mass.js';
import { dateOf, defaultRule, faultOf, nextHour, nextOpen, reminderAt, stepsOf, type Circumstances, type MessageRule } from './rule.js';
import { renderMessage, TEMPLATES, templateOf } from './templates.js';
import { builtIn, carried, variablesIn, wordingFault } from './wording.js';

const at = (local: string): Date => new Date(`${local}+08:00`);
const nights = { quietFrom: '21:00', quietTo: '08:00' };
/** The week of the national day: a holiday from Thursday on, the Saturday after it is worked. */
const HOLIDAYS = ['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07'];
const isFree = (day: string): boolean => HOLIDAYS.includes(day) || (day !== '2026-10-10' && [0, 6].includes(new Date(day).getUTCDay()));
const how = (now: string): Circumstances => ({ now: at(now), quiet: { ...nights, quietChannels: ['sms'] }, isFree });
const ruleOf = (more: Partial<MessageRule>): MessageRule => ({ ...defaultRule(TEMPLATES['promise.made']), ...more });
const all = (): boolean => true;

describe('when a message goes', () => {
  it('waits at night for the morning, and on free days for a working day where its kind says so', () => {
    const open = (now: string, free = false) => nextOpen(at(now), nights, free ? isFree : () => false);
    expect(open('2026-09-28T12:00')).toEqual(at('2026-09-28T12:00'));
    expect(open('2026-09-28T22:30')).toEqual(at('2026-09-29T08:00'));
    expect(open('2026-09-29T03:00')).toEqual(at('2026-09-29T08:00'));
    expect(open('2026-09-30T22:30', true)).toEqual(at('2026-10-08T08:00'));
    // A weekend that is worked is no free day.
    expect(open('2026-10-10T10:00', true)).toEqual(at('2026-10-10T10:00'));
    expect(open('2026-10-11T10:00', true)).toEqual(at('2026-10-12T08:00'));
    // The hours may lie within one day, and there may be none.
    expect(nextOpen(at('2026-09-28T12:30'), { quietFrom: '12:00', quietTo: '14:00' }, () => false)).toEqual(at('2026-09-28T14:00'));
    expect(nextOpen(at('2026-09-28T23:30'), { quietFrom: '00:00', quietTo: '00:00' }, () => false)).toEqual(at('2026-09-28T23:30'));
  });

  it('goes at the next time that the clock shows its hour', () => {
    expect(nextHour(at('2026-09-28T08:59'), '09:00')).toEqual(at('2026-09-28T09:00'));
    expect(nextHour(at('2026-09-28T09:00'), '09:00')).toEqual(at('2026-09-29T09:00'));
  });

  it('goes by each channel, or by the first that reaches somebody while the next stand by', () => {
    const steps = (more: Partial<MessageRule>, now: string, reaches: (channel: Channel) => boolean = all) =>
      stepsOf(ruleOf(more), reaches, how(now)).map(
        ({ channel, state, goAt }) => `${channel} ${state} ${goAt ? goAt.toISOString() : 'now'}`,
      );
    expect(steps({}, '2026-09-28T22:00')).toEqual(['email queued now', 'sms queued now', 'wecom queued now']);
    expect(steps({ quiet: 'nights', channels: ['email', 'sms'] }, '2026-09-28T22:00')).toEqual([
      'email queued now',
      'sms queued 2026-09-29T00:00:00.000Z',
    ]);
    const first = { way: 'first', channels: ['wecom', 'sms', 'email'] } as const;
    expect(steps(first, '2026-09-28T12:00')).toEqual(['wecom queued now', 'sms spare now', 'email spare now']);
    expect(steps(first, '2026-09-28T12:00', (channel) => channel !== 'wecom')).toEqual([
      'wecom queued now',
      'sms queued now',
      'email spare now',
    ]);
    expect(steps({ timing: 'digest', at: '17:00', channels: ['email'] }, '2026-09-28T12:00')).toEqual([
      'email digest 2026-09-28T09:00:00.000Z',
    ]);
  });

  it('has a last moment where it names a date, and a reminder before it that is still to come', () => {
    const template = templateOf('trip.announced')!;
    expect(dateOf(template, { arriveAt: '2026-12-01T02:00:00.000Z' })).toEqual({
      day: '2026-12-01',
      over: new Date('2026-12-01T02:00:00Z'),
    });
    expect(dateOf(templateOf('fair.moved')!, { day: '2026-12-05' })?.over).toEqual(at('2026-12-06T00:00'));
    expect(dateOf(template, { arriveAt: 'soon' })).toBeNull();
    expect(reminderAt('2026-12-05', 3, at('2026-11-20T10:00'))).toEqual(at('2026-12-02T09:00'));
    expect(reminderAt('2026-12-05', 3, at('2026-12-02T10:00'))).toBeNull();
  });
});

describe('a rule', () => {
  const fault = (key: keyof typeof TEMPLATES, more: Partial<MessageRule>) =>
    faultOf({ ...defaultRule(TEMPLATES[key]), ...more }, TEMPLATES[key]);

  it('is right as the program brings it, for every kind of message', () => {
    expect(Object.entries(TEMPLATES).filter(([, template]) => faultOf(defaultRule(template), template) !== null)).toEqual([]);
  });

  it('is refused where it cannot be carried out, or would keep from somebody what must be sent', () => {
    expect(fault('trip.arrived', { channels: ['sms'] })).toBe('channel');
    expect(fault('promise.made', { channels: ['sms', 'sms'] })).toBe('twice');
    expect(fault('promise.made', { timing: 'at' })).toBe('hour');
    expect(fault('promise.made', { at: '09:00' })).toBe('hour');
    expect(fault('promise.made', { timing: 'digest', at: '09:00' })).toBe('digest');
    expect(fault('promise.made', { remindDays: 2 })).toBe('remind');
    expect(fault('fair.cancelled', { channels: [] })).toBe('must');
    expect(fault('fair.cancelled', { must: false })).toBe('must');
    expect(fault('password.reset', { channels: ['wecom', 'email'] })).toBe('must');
    expect(fault('promise.made', { channels: [] })).toBeNull();
  });
});

describe('the words of a message', () => {
  const template = TEMPLATES['promise.made'];
  const params = { supplierName: '昭通站', needTitle: '焊工', people: 1, expiresAt: '2026-11-27T02:00:00.000Z' };

  it('may be others than those of the program, with its variables and no others', () => {
    const said = { ...builtIn(template), subjectZh: '{supplierName} 可来 {people} 人', subjectEn: '{people|person|people} offered' };
    expect(wordingFault(said, template)).toBeNull();
    expect(renderMessage('promise.made', { ...params, ...carried(said) }, 'zh').subject).toBe('昭通站 可来 1 人');
    expect(renderMessage('promise.made', { ...params, ...carried(said) }, 'en').subject).toBe('1 person offered');
    expect(wordingFault({ ...said, textZh: '{phone}' }, template)).toEqual({ kind: 'unknown', name: 'phone' });
    expect(wordingFault({ ...said, textEn: '{needTitle|post|posts}' }, template)).toEqual({ kind: 'noun', name: 'needTitle' });
  });

  it('have a type each', () => {
    expect(variablesIn(template)).toEqual(
      expect.arrayContaining([
        { name: 'people', type: 'number' },
        { name: 'needTitle', type: 'text' },
        { name: 'expiresAt', type: 'instant' },
      ]),
    );
    expect(variablesIn(templateOf('fair.moved')!)).toContainEqual({ name: 'day', type: 'day' });
  });

  it('stand in a digest as one line each, the same ones once with their number', () => {
    expect(linesOf(['岗位已发布', '承诺 3 人', '岗位已发布'], 'zh')).toBe('1. 岗位已发布 (×2)\n2. 承诺 3 人');
    expect(
      linesOf(
        Array.from({ length: 45 }, (_, i) => `s${i}`),
        'en',
      )
        .split('\n')
        .at(-1),
    ).toBe('… and 5 more');
  });
});

describe('a message to many', () => {
  const text = { titleZh: '请更新岗位', bodyZh: '{enterpriseName}：在招 {needs} 个岗位。', titleEn: '', bodyEn: '' };

  it('names what is known of each reader, in their language where it has it', () => {
    const values = { enterpriseName: '昊鸿', name: '王', needs: 2, places: 9 };
    expect(wordingFor(text, 'en', values)).toEqual({ title: '请更新岗位', body: '昊鸿：在招 2 个岗位。' });
    const both = { ...text, titleEn: 'Please update', bodyEn: '{needs|post|posts} of {enterpriseName}' };
    expect(wordingFor(both, 'en', values)).toEqual({ title: 'Please update', body: '2 posts of 昊鸿' });
    expect(unknownNames({ ...text, bodyZh: '{phone} {name}' })).toEqual(['phone']);
  });

  it('goes from draft to done by steps that its state allows, over a second person where there are many', () => {
    expect(afterStep('draft', 'send', { asksApproval: false })).toBe('sending');
    expect(afterStep('draft', 'send', { asksApproval: true })).toBe('awaiting');
    expect(afterStep('awaiting', 'send', { asksApproval: true })).toBeNull();
    expect(afterStep('cancelled', 'continue', { asksApproval: false })).toBeNull();
    expect(stepsFrom('sending')).toEqual(['pause', 'cancel']);
    expect(stepsFrom('done')).toEqual([]);
  });
});
