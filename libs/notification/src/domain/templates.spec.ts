import { rawCodesIn } from '../../../../test/support/raw-codes.js';
import { failureOfMail, isPermanent, wants, withoutAddresses } from './delivery.js';
import { renderMessage, TEMPLATES, type TemplateKey } from './templates.js';
import { hasVariableWord, kindTitle } from './variable-words.js';
import { variablesIn } from './wording.js';

const keys = Object.keys(TEMPLATES) as TemplateKey[];
const namesIn = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)(?:\|[^}]*)?\}/g)].map((match) => match[1] ?? ''))].sort();

describe('the catalogue of messages', () => {
  it.each(keys)('%s says the same in both languages', (key) => {
    const { zh, en } = TEMPLATES[key];
    const all = ({ subject, text }: { subject: string; text: string | readonly string[] }): string[] =>
      namesIn([subject, text].flat().join(''));
    expect(all(en)).toEqual(all(zh));
    expect(zh.subject.length).toBeLessThanOrEqual(60);
    expect(key.length).toBeLessThanOrEqual(40);
  });

  it.each(keys)('%s shows no code to whoever reads it, in either language', (key) => {
    const params = Object.fromEntries(
      namesIn(JSON.stringify(TEMPLATES[key])).map((name) => [name, /At$/.test(name) ? '2026-11-27T02:00:00.000Z' : 12]),
    );
    for (const language of ['zh', 'en'] as const) {
      const { subject, text } = renderMessage(key, params, language);
      expect([language, rawCodesIn(`${subject}\n${text}`, language)]).toEqual([language, []]);
    }
  });

  it.each(keys)('%s and what it names are called by words where staff choose and write it', (key) => {
    const template = TEMPLATES[key];
    expect(variablesIn(template).filter(({ name }) => !hasVariableWord(name))).toEqual([]);
    for (const language of ['zh', 'en'] as const) expect(kindTitle(template, language)).not.toMatch(/[{}…]/);
  });

  it('shows instants in the city’s time, in the reader’s language', () => {
    const params = { supplierName: '昭通站', needTitle: '焊工', people: 10, expiresAt: '2026-11-27T02:00:00.000Z' };
    expect(renderMessage('promise.made', params, 'zh')).toEqual({
      subject: '昭通站 承诺 10 人',
      text: '昭通站 为“焊工”承诺 10 人，名额为您保留到 11月27日 10:00。请在此之前答复。',
      link: '/console/promises',
    });
    expect(renderMessage('promise.made', params, 'en').text).toContain('held until 27 Nov 10:00');
  });

  it('counts in English as people do', () => {
    const subject = (people: number): string => renderMessage('proposal.offered', { people, proposals: people }, 'en').subject;
    expect([subject(1), subject(3)]).toEqual(['1 person proposed to you', '3 people proposed to you']);
  });

  it('puts ids into links, and nothing else that a link could be bent with', () => {
    expect(renderMessage('trip.arrived', { tripId: 'a/../b?c', supplierName: '', people: 1, to: '' }, 'zh').link).toBe(
      '/console/trips/a%2F..%2Fb%3Fc',
    );
  });

  it('keeps a subject on one line whatever its parameters hold', () => {
    const { subject } = renderMessage('registration.approved', { enterpriseName: 'A\r\nBcc: x@y' }, 'en');
    expect(subject).toBe('You now act for A Bcc: x@y');
  });

  it('shows a message of another release by its name', () => {
    expect(renderMessage('gone.template', {}, 'zh')).toEqual({ subject: 'gone.template', text: '', link: null });
  });
});

describe('a refusal of the mail server', () => {
  it.each([
    [{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 }, true],
    [{ code: 'EMESSAGE', command: 'DATA', responseCode: 552 }, true],
    [{ code: 'EENVELOPE' }, true],
    [{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 450 }, false],
    [{ code: 'ECONNREFUSED', command: 'CONN' }, false],
    [{ code: 'ECONNECTION', command: 'CONN', responseCode: 554 }, false],
    [{ code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 }, false],
    [undefined, false],
  ])('%j is final: %s', (error, final) => expect(isPermanent(error)).toBe(final));

  it.each([
    [{ code: 'ESOCKET', command: 'CONN', syscall: 'connect' }, false],
    [{ code: 'EDNS', command: 'CONN', syscall: 'getaddrinfo' }, false],
    [{ code: 'ETIMEDOUT', command: 'CONN', message: 'Greeting never received' }, false],
    [{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 451 }, false],
    [{ code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 }, false],
    [{ code: 'ECONNECTION', command: 'CONN', message: 'Connection closed unexpectedly' }, true],
    [{ code: 'ETIMEDOUT', command: 'CONN', message: 'Timeout' }, true],
    [{ code: 'ECONNECTION' }, true],
  ])('%j leaves in doubt whether the mail was taken: %s', (error, unsure) => expect(failureOfMail(error).unsure).toBe(unsure));

  it('is kept without addresses', () => {
    expect(withoutAddresses('550 5.1.1 <wang@example.com>: no such user wang@example.com')).toBe(
      '550 5.1.1 <***@***>: no such user ***@***',
    );
  });
});

it('messages about one’s account cannot be switched off, all others can', () => {
  expect([wants({ group: 'account' }, false), wants({ group: 'trip' }, false), wants({ group: 'trip' }, undefined)]).toEqual([
    true,
    false,
    true,
  ]);
  expect(wants({ group: 'fair', must: true }, false)).toBe(true);
});
