import { madeUpCreditCodes } from '#enterprise';
import type { Contract, Schema } from './contract.js';
import type { Pool } from './pool.js';
import type { Random } from './random.js';

const samples = [
  '13905361234',
  '0536-8789012',
  'li.jing@example.com',
  '2026Q4',
  '2026-12-01',
  '09:30',
  '370700',
  'li.jing',
  '91370700MA3C4XXE9R',
  '370783199001011234',
];

const made = madeUpCreditCodes(7);
/** Of enterprises that nobody has registered yet. */
const codes: string[] = Array.from({ length: 60 }, () => made.next().value);

export const hostileTexts = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'a\udfffb',
  '\uffff\ufffe',
  '\u202e缺工\u202d',
  '👩‍👩‍👧‍👦'.repeat(20),
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L'.repeat(5),
  '％２７',
  "' OR 1=1 -- ",
  '"; DROP TABLE need; --',
  '%',
  '_%_',
  '\\',
  '{{7*7}}',
  '${7*7}',
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  '=cmd|calc!A0',
  'null',
  'undefined',
  'NaN',
  '-0',
  '1e999',
  '0x10',
  '９９',
  '99999999999999999999',
  '0000-00-00',
  '2026-02-30',
  '+275760-09-13T00:00:00Z',
  '2026-W05-1T00:00:00Z',
  '2026-11-27T23:59:60Z',
  '9999-12-31T23:59:59Z',
  '2026-13-45T99:99:99+99:99',
  '__proto__',
  'constructor',
  'toString',
  'a'.repeat(201),
  '工'.repeat(5_000),
  `a@${'.'.repeat(50_000)}`,
  `${'a'.repeat(118)}@b.cn`,
];

const hostileScalars: unknown[] = [
  null,
  true,
  false,
  0,
  -0,
  -1,
  0.1,
  1e21,
  1e308,
  Number.MAX_SAFE_INTEGER,
  2 ** 53 + 2,
  2_147_483_648,
  -2_147_483_649,
  [],
  {},
  [[]],
  [null],
  [{}],
  { a: 1 },
  { 'a`=1 OR 1=1': 1 },
  { at: {} },
  { $gt: '' },
  { toString: 1 },
  { then: 'x' },
  { length: 1e9 },
];

const deep = (levels: number): unknown => {
  let node: unknown = 1;
  for (let i = 0; i < levels; i += 1) node = i % 2 ? [node] : { a: node };
  return node;
};

export const hostile = (random: Random): unknown => {
  if (random.chance(0.5)) return random.pick(hostileTexts);
  if (random.chance(0.05)) return deep(random.pick([10, 30, 500]));
  if (random.chance(0.05)) return Array.from({ length: random.pick([100, 5_000]) }, () => random.pick(hostileScalars));
  return random.pick(hostileScalars);
};

/** Values that a request may well have: what the server gave out under the same name, or what the schema allows. */
export class Values {
  constructor(
    private readonly contract: Contract,
    private readonly pool: Pool,
  ) {}

  of(random: Random, role: string, given: Schema, name: string, depth = 0): unknown {
    if (nullable(given) && random.chance(0.15)) return null;
    const schema = this.contract.resolve(given);
    const type = [schema.type ?? 'object'].flat().find((one) => one !== 'null');
    if (schema.enum) return random.pick(schema.enum.filter((value) => value !== null));
    if (type === 'array') return this.list(random, role, schema, name, depth);
    if (type === 'object') return this.object(random, role, schema, depth);
    if (type === 'boolean') return random.chance(0.5);
    if (name === 'creditCode' && random.chance(0.5)) return random.pick(codes);
    const known = random.chance(0.6) ? this.pool.value(random, role, ...namesFor(name)) : undefined;
    if (type === 'integer' || type === 'number') return typeof known === 'number' ? known : numberOf(random, schema);
    return typeof known === 'string' ? known : textOf(random, schema);
  }

  private list(random: Random, role: string, { items = {}, minItems = 0, maxItems = 5 }: Schema, name: string, depth: number): unknown[] {
    const length = random.int(minItems, Math.min(maxItems, minItems + 3));
    return Array.from({ length }, () => this.of(random, role, items, name.replace(/s$/, ''), depth + 1));
  }

  private object(random: Random, role: string, { properties = {}, required = [] }: Schema, depth: number): Record<string, unknown> {
    if (depth > 6) return {};
    const shown = Object.entries(properties).filter(([name]) => required.includes(name) || random.chance(0.5));
    return Object.fromEntries(shown.map(([name, schema]) => [name, this.of(random, role, schema, name, depth + 1)]));
  }
}

const nullable = ({ type, anyOf }: Schema): boolean =>
  (Array.isArray(type) && type.includes('null')) || !!anyOf?.some((one) => one.type === 'null');

/** `node` and `nodeId`, `occupation` and `occupationCode` are the same thing in a query and in an answer; so is what stands in a list. */
export const namesFor = (name: string): string[] => [
  name,
  `${name}Id`,
  `${name}Code`,
  `${name.replace(/Id$/, '')}s#id`,
  `${name.replace(/Id$/, '')}es#id`,
  `org-${name.replace(/Id$/, '')}s#id`,
];

const numberOf = (random: Random, { minimum = 0, maximum = 2_000_000_000, type }: Schema): number => {
  if (random.chance(0.2)) return random.pick([minimum, maximum]);
  const value = minimum + random.next() * (Math.min(maximum, minimum + 200) - minimum);
  return [type].flat().includes('integer') ? Math.round(value) : value;
};

const textOf = (random: Random, { format, pattern, minLength = 0, maxLength = 60 }: Schema): string => {
  if (format === 'date') return dayFrom(random);
  if (format === 'date-time') return `${dayFrom(random)}T${String(random.int(0, 23)).padStart(2, '0')}:15:00+08:00`;
  const fitting = pattern ? samples.filter((sample) => new RegExp(pattern, 'u').test(sample)) : [];
  if (fitting.length) return random.pick(fitting);
  const length = random.chance(0.1) ? maxLength : random.int(Math.max(minLength, 1), Math.min(maxLength, Math.max(minLength, 1) + 12));
  return Array.from({ length }, () => random.pick([...'焊工缝纫潍坊 abcdhZ019-😀é'])).join('');
};

const dayFrom = (random: Random): string => new Date(Date.now() + random.int(-60, 120) * 86_400_000).toISOString().slice(0, 10);

/** Changes up to three places of a body: a wrong value, a field less, a field more, a list that repeats itself. */
export const damaged = (random: Random, body: unknown): unknown => {
  let result = structuredClone(body);
  for (let n = random.int(1, 3); n > 0; n -= 1) result = damage(random, result);
  return result;
};

const damage = (random: Random, node: unknown): unknown => {
  if (typeof node !== 'object' || node === null || random.chance(0.1)) return hostile(random);
  const holder = node as Record<string, unknown>;
  const names = Object.keys(node);
  if (names.length === 0 || random.chance(0.15))
    return Array.isArray(node) ? [...(node as unknown[]), hostile(random)] : withMore(random, holder);
  const name = random.pick(names);
  const action = random.next();
  if (action < 0.12) delete holder[name];
  else if (action < 0.2 && Array.isArray(holder[name]))
    holder[name] = Array.from({ length: 1_200 }, () => (holder[name] as unknown[])[0] ?? null);
  else if (action < 0.5 && typeof holder[name] === 'object') holder[name] = damage(random, holder[name]);
  else holder[name] = hostile(random);
  return node;
};

const withMore = (random: Random, node: Record<string, unknown>): Record<string, unknown> => ({
  ...node,
  [random.pick(['extra', 'id', 'version', 'constructor', 'toString', 'hasOwnProperty', 'a.b', '', '\ud800', 'x\0y'])]: hostile(random),
});
