import { Entity } from 'typeorm';
import { col, createTable, Key, newId, UnitOfWork, Version, type SchemaPart } from '#platform/db';
import { eachDatabase } from '../../../../test/support/databases.js';
import { cryptoSchema, FieldCipher, KeyRotation, KeysError, Secret, sealedColumns, secretCol, verifyKeys } from './index.js';

@Entity('person')
class Person {
  @Key() id: string;
  @Secret() phone: string;
  @Secret({ nullable: true }) name: string | null;
  @Version() version: number;
}

const schema: SchemaPart[] = [
  cryptoSchema,
  {
    entities: [Person],
    migrations: [
      createTable('1790000099001', 'person', {
        columns: [col.key(), secretCol('phone'), secretCol('name', { nullable: true }), col.version()],
      }),
    ],
  },
];
sealedColumns.register({ table: 'person', columns: ['phone', 'name'] });

const ring = (...ids: string[]) => ({
  keys: new Map(ids.map((id) => [id, Buffer.alloc(32, id)])),
  indexKey: Buffer.alloc(32, 'index'),
  source: 'environment' as const,
});
const now = new Date('2026-11-24T02:00:00Z');

eachDatabase((database) => {
  let uow: UnitOfWork;
  const old = new FieldCipher(ring('k_1'));
  const both = new FieldCipher(ring('k_2', 'k_1'));
  const person = (cipher: FieldCipher, i: number): Person => {
    const id = newId();
    return {
      id,
      phone: cipher.seal('person', 'phone', id, `138${i}`),
      name: i % 3 ? cipher.seal('person', 'name', id, `工${i}`) : null,
      version: 1,
    };
  };

  beforeAll(async () => (uow = new UnitOfWork(await database.open(schema))));
  beforeEach(async () => {
    await uow.run(() => uow.manager.clear(Person));
    await uow.run(() =>
      uow.manager.insert(
        Person,
        Array.from({ length: 700 }, (_, i) => person(old, i)),
      ),
    );
  });

  it('keys rotate while others write: every value is sealed anew, none is lost or overwritten, versions stay', async () => {
    const written = new Map<string, string>();
    let rotating = true;
    const ids = (await uow.manager.find(Person, { select: { id: true }, order: { id: 'DESC' }, take: 60 })).map(({ id }) => id);
    const writer = async (): Promise<void> => {
      for (let i = 0; rotating; i += 1) {
        const id = ids[i % ids.length]!;
        await uow.run(() => uow.manager.update(Person, { id }, { phone: both.seal('person', 'phone', id, `new${i}`) }));
        written.set(id, `new${i}`);
      }
    };
    const writing = writer();
    const { resealed, retired } = await new KeyRotation(uow, both).run();
    rotating = false;
    await writing;
    expect(resealed).toBeGreaterThan(1000);
    expect(retired).toEqual(['k_1']);
    const onlyNew = new FieldCipher(ring('k_2'));
    for (const row of await uow.manager.find(Person)) {
      const phone = onlyNew.open('person', 'phone', row.id, row.phone);
      if (written.has(row.id)) expect(phone).toBe(written.get(row.id));
      expect(row.name === null || onlyNew.open('person', 'name', row.id, row.name).startsWith('工')).toBe(true);
    }
    expect(await new KeyRotation(uow, both).outstanding()).toEqual({ person: 0 });
    const untouched = await uow.manager.find(Person, { order: { id: 'ASC' }, take: 100 });
    expect(untouched.every((row) => row.version === 1)).toBe(true);
  });

  it('an interrupted rotation goes on where it stopped', async () => {
    const stop = new AbortController();
    const first = new KeyRotation(uow, both).run({ signal: stop.signal, onProgress: () => stop.abort() });
    await expect(first).rejects.toThrow(/abort/i);
    const left = (await new KeyRotation(uow, both).outstanding())['person'] ?? 0;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(1166);
    expect((await new KeyRotation(uow, both).run()).resealed).toBe(left);
  });

  it('the start is stopped by keys that are not the ones the database was written with', async () => {
    await verifyKeys(uow, ring('k_1'), now);
    await verifyKeys(uow, ring('k_2', 'k_1'), now);
    await expect(verifyKeys(uow, ring('k_3'), now)).rejects.toThrow(/key k_\d, which was not given/);
    await expect(verifyKeys(uow, { ...ring('k_2', 'k_1'), indexKey: Buffer.alloc(32, 'other') }, now)).rejects.toThrow(KeysError);
    await new KeyRotation(uow, both).run();
    await verifyKeys(uow, ring('k_2'), now);
  });
});
