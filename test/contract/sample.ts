/** A table with a column of each kind, and one beside it, for the contract of units of work. */
import { Check, Entity, Index } from 'typeorm';
import { col, createTable, Day, Flag, Instant, Int, Json, Key, newId, Ref, Str, Txt, Version, type SchemaPart } from '#platform/db';

@Entity('sample')
@Index('IX_sample_name', ['name', 'at'])
@Check('CK_sample_people', 'people >= 0 AND people <= 100')
export class Sample {
  @Key() id: string;
  @Str(40) name: string;
  @Int({ default: 0 }) people: number;
  @Flag() marked: boolean;
  @Instant() at: Date;
  @Day({ nullable: true }) day: string | null;
  @Txt({ nullable: true }) note: string | null;
  @Json() tags: string[];
  @Json({ nullable: true, large: true }) big: { text: string } | null;
  @Version() version: number;
}

@Entity('sample_part')
@Index('IX_sample_part_sample', ['sampleId'])
class SamplePart {
  @Key() id: string;
  @Ref() sampleId: string;
}

export const schema: SchemaPart[] = [
  {
    entities: [Sample, SamplePart],
    migrations: [
      createTable('1700000000001', 'sample', {
        columns: [
          col.key(),
          col.str('name', 40),
          col.int('people', { default: 0 }),
          col.flag('marked'),
          col.instant('at'),
          col.day('day', { nullable: true }),
          col.txt('note', { nullable: true }),
          col.json('tags'),
          col.json('big', { nullable: true, large: true }),
          col.version(),
        ],
        indices: [{ name: 'IX_sample_name', columns: ['name', 'at'] }],
        checks: [{ name: 'CK_sample_people', expression: 'people >= 0 AND people <= 100' }],
      }),
      createTable('1700000000002', 'sample_part', {
        columns: [col.key(), col.ref('sampleId')],
        indices: [{ name: 'IX_sample_part_sample', columns: ['sampleId'] }],
      }),
    ],
  },
];

export const row = (name: string, more: Partial<Sample> = {}): Sample => ({
  id: newId(),
  name,
  people: 0,
  marked: false,
  at: new Date('2026-11-24T01:02:03.456Z'),
  day: '2026-11-24',
  note: null,
  tags: ['甲'],
  big: null,
  version: 1,
  ...more,
});
