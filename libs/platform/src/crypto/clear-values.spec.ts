import { Entity } from 'typeorm';
import { Bytes, col, createTable, Json, Key, newId, Str, Txt, UnitOfWork, type SchemaPart } from '#platform/db';
import { eachDatabase } from '../../../../test/support/databases.js';
import { ClearValues, cryptoSchema, FieldCipher, KeyRotation, sealedColumns, Sealing, Secret, secretCol } from './index.js';

const nullable = { nullable: true };

/** As an earlier release left it: names in clear, and a list whose values belong to another table's row. */
@Entity('guest')
class Guest {
  @Key() id: string;
  @Str(60) name: string;
  @Secret(nullable) nameSealed?: string | null;
  @Str(30, nullable) phone: string | null;
  @Secret(nullable) phoneSealed?: string | null;
  @Json() words: string[];
  @Txt(nullable) wordsSealed?: string | null;
  @Str(36) roomId: string;
  @Bytes(nullable) photoSealed: Buffer | null;
}

const schema: SchemaPart[] = [
  cryptoSchema,
  {
    entities: [Guest],
    migrations: [
      createTable('1790000099011', 'guest', {
        columns: [
          col.key(),
          col.str('name', 60),
          secretCol('nameSealed', nullable),
          col.str('phone', 30, nullable),
          secretCol('phoneSealed', nullable),
          col.json('words'),
          col.txt('wordsSealed', nullable),
          col.ref('roomId'),
          col.bytes('photoSealed', nullable),
        ],
      }),
    ],
  },
];
sealedColumns.register({
  table: 'guest',
  blobs: ['photoSealed'],
  clear: { name: { blank: '' }, phone: { blank: null }, words: { blank: '[]', json: true } },
  for: { table: 'room', key: 'roomId' },
  chunk: 7,
});

const ring = (...ids: string[]) => ({
  keys: new Map(ids.map((id) => [id, Buffer.alloc(32, id)])),
  indexKey: Buffer.alloc(32, 'index'),
  source: 'environment' as const,
});

eachDatabase((database) => {
  let uow: UnitOfWork;
  const cipher = new FieldCipher(ring('k_1'));
  const guests = new Sealing<Guest>(cipher, 'guest');
  const guest = (i: number): Guest => ({
    id: newId(),
    name: `王${i}`,
    phone: i % 3 ? `+86 138 ${i}` : null,
    words: i % 2 ? ['你好'] : [],
    roomId: newId(),
    photoSealed: null,
  });
  const stored = async () => JSON.stringify(await uow.manager.find(Guest));
  const said = async (by: FieldCipher) =>
    new Sealing<Guest>(by, 'guest')
      .openAll(await uow.manager.find(Guest, { order: { id: 'ASC' } }))
      .map(({ name, phone, words }) => ({ name, phone, words }));

  beforeAll(async () => (uow = new UnitOfWork(await database.open(schema))));
  beforeEach(() => uow.run(() => uow.manager.clear(Guest)));

  it('what an earlier release wrote in clear is sealed in portions, once, and reads as before', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => guest(i));
    await uow.run(() => uow.manager.insert(Guest, rows));
    const before = await said(cipher);
    expect(await new ClearValues(uow, cipher).seal()).toBe(50 + 33 + 25);
    expect(await stored()).not.toMatch(/王|\+86 138|你好/);
    expect(await said(cipher)).toEqual(before);
    expect(await new ClearValues(uow, cipher).seal()).toBe(0);
  });

  it('what somebody writes meanwhile is theirs, and what the release before writes later is found the next time', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => guest(i));
    await uow.run(() => uow.manager.insert(Guest, rows));
    const last = rows.at(-1)!;
    const sealing = new ClearValues(uow, cipher).seal();
    await uow.run(() => uow.manager.update(Guest, { id: last.id }, guests.seal(last.roomId, { name: '李四' })));
    await sealing;
    expect((await said(cipher)).at(-1)?.name).toBe('李四');
    await uow.run(() => uow.manager.update(Guest, { id: last.id }, { name: '赵六' }));
    await new ClearValues(uow, cipher).seal();
    expect((await said(cipher)).at(-1)?.name).toBe('赵六');
  });

  it('keys rotate over it, bytes and values that are sealed for another row included', async () => {
    const photo = Buffer.from([0, 255, 46, 10, 0]);
    const rows = Array.from({ length: 20 }, (_, i) => guest(i));
    const sealed = rows.map((row) => ({
      ...guests.seal(row.roomId, row),
      photoSealed: cipher.sealBytes('room', 'photoSealed', row.roomId, photo),
    }));
    await uow.run(() => uow.manager.insert(Guest, sealed));
    const before = await said(cipher);
    const both = new FieldCipher(ring('k_2', 'k_1'));
    expect((await new KeyRotation(uow, both).outstanding())['guest']).toBeGreaterThan(60);
    await new KeyRotation(uow, both).run();
    expect((await new KeyRotation(uow, both).outstanding())['guest']).toBe(0);
    const onlyNew = new FieldCipher(ring('k_2'));
    expect(await said(onlyNew)).toEqual(before);
    for (const { roomId, photoSealed } of await uow.manager.find(Guest))
      expect(onlyNew.openBytes('room', 'photoSealed', roomId, photoSealed!)).toEqual(photo);
  });
});
