import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Entity, Index, type DataSource } from 'typeorm';
import type { Settings } from '#platform/config';
import { cryptoSchema, loadKeys, verifyKeys } from '#platform/crypto';
import {
  addColumn,
  col,
  createTable,
  Flag,
  Instant,
  Int,
  Json,
  Key,
  migrate,
  newId,
  openDatabase,
  Ref,
  Txt,
  UnitOfWork,
  Version,
  type SchemaPart,
} from '#platform/db';
import { backup } from '../../apps/cli/src/backup/backup.js';
import { restore } from '../../apps/cli/src/backup/restore.js';
import { freshDatabase, type DatabaseKind } from '../support/index.js';

@Entity('pot')
class Pot {
  @Key() id: string;
  @Int() total: number;
  @Version() version: number;
}

@Entity('pot_entry')
@Index('IX_pot_entry_pot', ['potId'])
class PotEntry {
  @Key() id: string;
  @Ref() potId: string;
  @Int() amount: number;
  @Txt({ nullable: true }) note: string | null;
  @Flag() marked: boolean;
  @Json() tags: string[];
  @Instant() at: Date;
}

const potTables = [
  createTable('1790000098001', 'pot', { columns: [col.key(), col.int('total'), col.version()] }),
  createTable('1790000098002', 'pot_entry', {
    columns: [
      col.key(),
      col.ref('potId'),
      col.int('amount'),
      col.txt('note', { nullable: true }),
      col.flag('marked'),
      col.json('tags'),
      col.instant('at'),
    ],
    indices: [{ name: 'IX_pot_entry_pot', columns: ['potId'] }],
  }),
];
const schema: SchemaPart[] = [cryptoSchema, { entities: [Pot, PotEntry], migrations: potTables }];
/** The next release of the program: one column more. */
const later: SchemaPart[] = [
  cryptoSchema,
  { entities: [Pot, PotEntry], migrations: [...potTables, addColumn('1790000098003', 'pot', col.int('grade', { default: 7 }))] },
];

const kinds: DatabaseKind[] = process.env['TEST_MYSQL_URL'] ? ['embedded', 'mariadb'] : ['embedded'];
const note = '焊工“40 人”\u2028第二行\n\\ 😀 ';

describe.each(kinds)('a backup of a database under writes (%s)', (kind) => {
  const source = freshDatabase(kind);
  const targets = kinds.map((target) => ({ target, database: freshDatabase(target), newer: freshDatabase(target) }));
  const directory = mkdtempSync(join(tmpdir(), 'backup-'));
  const file = join(directory, 'city.gqb');
  const pots = Array.from({ length: 3 }, newId);
  const before = new Set<string>();
  const written = new Map<string, PotEntry>();
  let settings: Settings;
  let open: DataSource;
  let longestStallMs = 0;

  /** One unit of work: an entry and the sum it belongs to. */
  const write = async (uow: UnitOfWork): Promise<void> => {
    const entry: PotEntry = {
      id: newId(),
      potId: pots[Math.floor(Math.random() * pots.length)]!,
      amount: Math.floor(Math.random() * 100),
      note: Math.random() < 0.5 ? note : null,
      marked: Math.random() < 0.5,
      tags: ['甲', '"'],
      at: new Date(1_790_000_000_000 + Math.floor(Math.random() * 1e9)),
    };
    await uow.run(async () => {
      await uow.manager.insert(PotEntry, { ...entry });
      await uow.manager.increment(Pot, { id: entry.potId }, 'total', entry.amount);
    });
    written.set(entry.id, entry);
  };

  beforeAll(async () => {
    open = await source.open(schema);
    settings = await source.settings();
    const uow = new UnitOfWork(open);
    await verifyKeys(uow, loadKeys(settings), new Date());
    await uow.run(() =>
      uow.manager.insert(
        Pot,
        pots.map((id) => ({ id, total: 0, version: 1 })),
      ),
    );
    let writing = true;
    const writers = Array.from({ length: 4 }, async () => {
      while (writing) {
        const begun = performance.now();
        await write(uow);
        longestStallMs = Math.max(longestStallMs, performance.now() - begun);
        await sleep(1); // as requests do: the embedded database itself never gives the event loop a turn
      }
    });
    while (written.size < 300) await sleep(5);
    for (const id of written.keys()) before.add(id);
    await backup(settings, file, new Date('2026-11-24T00:00:00Z'));
    while (written.size < before.size + 50) await sleep(5);
    writing = false;
    await Promise.all(writers);
  }, 60_000);
  afterAll(() => rmSync(directory, { recursive: true }));

  it('stops no writer for long, and is readable by its owner only', () => {
    expect(longestStallMs).toBeLessThan(2000);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.each(targets)(
    'restored onto $target holds every write acknowledged before it began, and each unit of work whole',
    async ({ database }) => {
      const into = await database.settings();
      const summary = await restore(into, schema, file);
      const restored = await openDatabase(into, schema);
      try {
        const entries = await restored.getRepository(PotEntry).find();
        const ids = new Set(entries.map((entry) => entry.id));
        expect([...before].filter((id) => !ids.has(id))).toEqual([]);
        expect(summary.rows).toBeGreaterThanOrEqual(entries.length + pots.length);
        for (const entry of entries) expect(entry).toEqual(written.get(entry.id));
        for (const { id, total } of await restored.getRepository(Pot).find()) {
          expect(total).toBe(entries.filter((entry) => entry.potId === id).reduce((sum, entry) => sum + entry.amount, 0));
        }
        expect(await restored.getRepository(Pot).count()).toBe(pots.length);
      } finally {
        await restored.destroy();
      }
      await expect(restore(into, schema, file)).rejects.toThrow(/not empty/);
    },
  );

  it.each(targets)('is brought up to date when restored by the next release ($target)', async ({ newer }) => {
    const into = await newer.settings();
    await restore(into, later, file);
    const restored = await openDatabase(into, later);
    expect(await restored.query(`SELECT DISTINCT grade FROM pot`)).toEqual([{ grade: 7 }]);
    await restored.destroy();
    const newest = join(directory, 'newest.gqb');
    await backup(into, newest, new Date());
    await expect(restore(into, schema, newest)).rejects.toThrow(/newer version/);
  });

  it('is refused whole when a byte is changed, the end is missing, or it is something else', async () => {
    const content = readFileSync(file);
    const bad = join(directory, 'bad.gqb');
    const into = await source.settings();
    const refused = async (bytes: Buffer): Promise<string> => {
      writeFileSync(bad, bytes);
      return restore(into, schema, bad).then(
        () => 'restored',
        (error: Error) => `${error.constructor.name}: ${error.message}`,
      );
    };
    const text = gunzipSync(content).toString();
    expect(await refused(gzipSync(text.replace(/"甲/, '"乙')))).toMatch(/BackupError: .* does not match its own checksum/);
    expect(await refused(gzipSync(text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1)))).toMatch(/BackupError: .* cut off/);
    expect(await refused(content.subarray(0, content.length / 2))).toMatch(/BackupError: .* cut off/);
    expect(await refused(Buffer.from('hello'))).toMatch(/BackupError: .* not a backup/);
    expect(await refused(gzipSync('{"a":1}\n'))).toMatch(/BackupError: .* not a backup/);
    await expect(restore(into, schema, join(directory, 'none'))).rejects.toThrow(/does not exist/);
  });

  it('is refused by keys that would not open what is sealed inside', async () => {
    const into = await targets[0]!.newer.settings({ GANGQIAO_KEYS: `test:${Buffer.alloc(32, 'x').toString('base64')}` });
    await expect(restore(into, schema, file)).rejects.toThrow(/key test at hand is not the one/);
    const none = { ...into, GANGQIAO_KEYS: undefined, GANGQIAO_INDEX_KEY: undefined, GANGQIAO_DATA: join(directory, 'elsewhere') };
    await expect(restore(none as unknown as Settings, schema, file)).rejects.toThrow(/There are no keys/);
  });

  it('needs a database that was migrated', async () => {
    await migrate(open);
    await expect(
      backup({ ...settings, DATABASE_URL: undefined, GANGQIAO_DATA: directory }, join(directory, 'x'), new Date()),
    ).rejects.toThrow(/no database/);
  });
});
