import { render, withNames, type Locale, type ParamValue } from './render.js';
import { TEMPLATES, templateOf, type TemplateKey } from './templates.js';
import { ownWords } from './wording.js';

/** Characters of one text message, and of each part of a longer one, whose head costs three (GSM 03.40, UCS-2). */
const SINGLE = 70;
const PART = 67;

/** Templates that go out as text messages. */
export const TEXT_TEMPLATES = (Object.keys(TEMPLATES) as TemplateKey[]).filter((key) => templateOf(key)?.sms === true);

/** What stands in front of every text message in China, in the brackets that the carriers ask for. */
export const signed = (sign: string, text: string): string => (sign === '' ? text : `【${sign}】${text}`);

/** How many parts a text is sent, and paid, as. Characters beyond the basic plane count twice, as carriers count them. */
export const partsOf = (text: string): number => (text.length <= SINGLE ? 1 : Math.ceil(text.length / PART));

const textOf = (key: string, locale: Locale, params: Readonly<Record<string, ParamValue>> = {}): string => {
  const text = ownWords(params, locale)?.text ?? templateOf(key)?.[locale].text ?? '';
  return typeof text === 'string' ? text : text.join('');
};

export interface TextVariable {
  name: string;
  value: string;
}

/** The names in a template's text in the order in which they first stand there, with what each says. */
export const variablesOf = (key: string, params: Readonly<Record<string, ParamValue>>, locale: Locale): TextVariable[] => {
  const found = new Map<string, string>();
  withNames(textOf(key, locale, params), (name, whole) => {
    if (!found.has(name)) found.set(name, render(whole, params, locale));
    return whole;
  });
  return [...found].map(([name, value]) => ({ name, value }));
};

/** A template as one hands it in for approval, its variables written as the carrier does: `${name}`, or `{1}`.
 * @param own the words that staff gave it */
export const registeredText = (
  key: string,
  locale: Locale,
  write: (name: string, place: number) => string,
  own: Readonly<Record<string, string>> = {},
): string => {
  const names = variablesOf(key, own, locale).map(({ name }) => name);
  return withNames(textOf(key, locale, own), (name) => write(name, names.indexOf(name) + 1));
};

/** Of usual length, so that parts and price of a template can be told before anybody was sent one. */
export const USUAL: Readonly<Record<string, ParamValue>> = {
  people: 40,
  needTitle: '二氧化碳气体保护焊工',
  notTaken: 12,
  startBy: '2026-12-24',
  enterpriseName: '潍坊昊鸿精密机械制造有限公司',
  supplierName: '昭通市驻潍坊劳务协作站',
  reason: '场地临时被征用，具体安排另行通知',
  fairName: '春风行动机械装备专场招聘会',
  place: '潍城区人力资源市场二楼',
  boothNumber: 'A12',
  code: '482913',
  until: '2026-03-17 09:30',
  fromPlace: '潍坊市体育中心',
  day: '2026-03-18',
  days: 30,
  due: '2026-03-23',
  answerLink: 'https://gangqiao.example/hired#mC0pV7bq3kS9w1xZ5rT8uYd2fH4jL6nA0eG3iK7oP9s',
  fromDay: '2026-03-15',
  hours: '09:00–15:30',
  slot: '10:20–10:35',
  comeBy: '10:23',
  meetingLink: 'https://meeting.example/j/8839201746',
  fromHours: '09:30–15:30',
  expiresAt: '2026-03-18T02:00:00.000Z',
  dueAt: '2026-03-18T02:00:00.000Z',
  arriveAt: '2026-03-18T02:00:00.000Z',
  from: '昭通站',
  to: '潍坊站',
  title: '关于组织参加春季专场招聘会的通知',
  body: '请贵企业于三月十五日前在平台更新岗位信息并预订展位，届时将统一发布。',
  unsubscribe: 'https://gangqiao.example/unsubscribe/aB3dE6gH9jK2mN5pQ8sT1v',
};

/** A template with values of usual length. */
export const usualText = (key: string, locale: Locale, own: Readonly<Record<string, string>> = {}): string =>
  render(textOf(key, locale, own), USUAL, locale);
