import { CHANGES } from './figures/change.js';
import { GRADES, INDICATORS } from './figures/grade.js';
import { TABLES } from './figures/tables.js';

const about = (description: string, schema: object): object => ({ ...schema, description });
const maybe = (type: string): object => ({ type: [type, 'null'] });
const share = { type: 'number', minimum: 0, maximum: 1 };
const points = { type: ['integer', 'null'], minimum: 0, maximum: 3 };
const object = (properties: Record<string, object>, optional: string[] = []): object => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});

const occupation = object({
  code: about('GB classification of occupations, 2022: any level', { type: 'string' }),
  name: { type: 'string' },
  depth: about('level of the code, 4 an occupation', { type: 'integer', minimum: 1, maximum: 4 }),
  withheld: about('nothing of it may be published; every figure is null', { type: 'boolean' }),
  estimate: about('people short, over all enterprises', maybe('integer')),
  low: about('95 % interval', maybe('integer')),
  high: maybe('integer'),
  enterprises: about('that reported it', maybe('integer')),
  shortageRate: about('short / needed in all', maybe('number')),
  ratio: about('posts per seeker', maybe('number')),
  divisions: about('counties and zones that reported it', maybe('integer')),
  rank: about('occupations of level 4 only', maybe('integer')),
  score: about('what it is ranked by', maybe('number')),
  change: about('against the quarter before', { enum: [...CHANGES, null] }),
  grade: about('X: cannot be judged', { enum: [...GRADES] }),
  points: about('0–3 by indicator; null: not known', {
    anyOf: [{ type: 'null' }, object(Object.fromEntries(INDICATORS.map((one) => [one, points])))],
  }),
  quarters: about('on the list in a row', maybe('integer')),
  mainReason: maybe('string'),
  wageYuan: about('median of what is offered, yuan a month', maybe('integer')),
});

const COORDINATES = ['occupation', 'county', 'level', 'industry', 'size', 'aboveScale', 'low', 'high', 'ratio', 'shortageRate'];
const figure = object(
  {
    table: about('which table the figure stands in', { enum: [...TABLES] }),
    occupation: { type: 'string' },
    county: about('key of names.counties', { type: 'string' }),
    level: about('skill level, 0 none asked', { type: 'integer', minimum: 0, maximum: 8 }),
    industry: about('division of GB/T 4754, - unknown', { type: 'string' }),
    size: { enum: ['large', 'medium', 'small', 'micro', '-'] },
    aboveScale: about('规上', { type: 'boolean' }),
    withheld: { type: 'boolean' },
    estimate: maybe('integer'),
    low: maybe('integer'),
    high: maybe('integer'),
    ratio: maybe('number'),
    shortageRate: maybe('number'),
  },
  COORDINATES,
);

/** JSON Schema of the open data of a catalogue. */
export const openDataSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Quarterly catalogue of scarce occupations',
  ...object({
    quarter: { type: 'string', pattern: '^\\d{4}Q[1-4]$' },
    version: about('of the frozen answers', { type: 'integer', minimum: 1 }),
    figure: about('never changed after its publication; no live number and no estimate of another day', { const: 'frozen' }),
    asOf: about('what the figures are true for', { type: 'string', format: 'date-time' }),
    publishedAt: { type: 'string', format: 'date-time' },
    issuer: about('the bureau that publishes it', { type: 'string' }),
    digest: about('SHA-256 of the frozen answers', { type: 'string' }),
    seal: about('SHA-256 of the figures', { type: 'string' }),
    response: object({
      population: { type: 'integer' },
      sampled: { type: 'integer' },
      responded: { type: 'integer' },
      responseRate: share,
      coverage: share,
    }),
    policy: about('weights of the rank, thresholds of the grade, the smallest number of enterprises', { type: 'object' }),
    names: object({
      counties: { type: 'object', additionalProperties: object({ name: { type: 'string' }, divisionCode: maybe('string') }) },
      levels: { type: 'object', additionalProperties: object({ zh: { type: 'string' }, en: { type: 'string' } }) },
      industries: { type: 'object', additionalProperties: { type: 'string' } },
    }),
    occupations: { type: 'array', items: occupation },
    left: about('on the list of the quarter before, not on this one', {
      type: 'array',
      items: object({ code: { type: 'string' }, name: { type: 'string' } }),
    }),
    figures: { type: 'array', items: figure },
  }),
};
