import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Libsql from 'libsql';
import { DataSource } from 'typeorm';
import { drift, guarded, GuardError, migrate, newId, openDatabase, OutsideTransactionError, revert, UnitOfWork } from '#platform/db';
import { eachDatabase } from '../support/databases.js';
import { row, Sample, schema } from './sample.js';

eachDatabase((database) => {
  let source: DataSource;
  let uow: UnitOfWork;
  const names = async (): Promise<string[]> =>
    (await source.getRepository(Sample).find({ order: { name: 'ASC' } })).map((sample) => sample.name);
  const insert = (name: string, more: Partial<Sample> = {}): Promise<unknown> => uow.manager.insert(Sample, row(name, more));

  beforeAll(async () => {
    source = await openDatabase(await database.settings(), schema);
    uow = new UnitOfWork(source);
    await migrate(source);
  });
  beforeEach(() => uow.run(() => uow.manager.createQueryBuilder().delete().from(Sample).execute()));
  afterAll(() => source.destroy());

  it('has no difference between entities and migrations, and every column keeps its value', async () => {
    expect(await drift(source)).toEqual([]);
    const given = row('全', { marked: true, big: { text: '工'.repeat(60_000) }, tags: ['a', '乙'] });
    await uow.run(() => uow.manager.insert(Sample, { ...given }));
    expect(await source.getRepository(Sample).findOneByOrFail({ name: '全' })).toEqual(given);
  });

  it('goes down and up again', async () => {
    await revert(source);
    await revert(source);
    expect((await migrate(source)).length).toBe(2);
    expect(await drift(source)).toEqual([]);
  });

  it('keeps every acknowledged write of 200 concurrent units of work, half of them failing, mixed with plain writes', async () => {
    const work = Array.from({ length: 200 }, (_, i) => async () => {
      const name = `w${String(i).padStart(3, '0')}`;
      await uow.run(async () => {
        await insert(name);
        await sleep(i % 3);
        if (i % 2 === 1) throw new Error('on purpose');
      });
      return name;
    });
    const plain = Array.from({ length: 50 }, (_, i) => async () => {
      const name = `p${String(i).padStart(3, '0')}`;
      await source.manager.insert(Sample, row(name));
      return name;
    });
    const results = await Promise.allSettled([...work, ...plain].map((start) => start()));
    const acknowledged = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])).sort();
    expect(acknowledged.length).toBe(150);
    expect(await names()).toEqual(acknowledged);
  });

  it('joins nested calls, and rolls all back when a nested one failed even if that was caught', async () => {
    await uow.run(async () => {
      await insert('outer');
      await uow.run(() => insert('inner'));
    });
    await expect(
      uow.run(async () => {
        await insert('lost');
        await uow.run(() => Promise.reject(new Error('inner fault'))).catch(() => undefined);
      }),
    ).rejects.toThrow('inner fault');
    expect(await names()).toEqual(['inner', 'outer']);
  });

  it('calls back after the commit and not after a rollback', async () => {
    const heard: string[] = [];
    await uow.run(async () => {
      uow.afterCommit(() => heard.push('kept'));
      await insert('a');
      expect(heard).toEqual([]);
    });
    await uow
      .run(() => {
        uow.afterCommit(() => heard.push('lost'));
        return Promise.reject(new Error('no'));
      })
      .catch(() => undefined);
    expect(heard).toEqual(['kept']);
  });

  it('lets exactly as many claims succeed as there is room, however many come at once', async () => {
    await uow.run(() => insert('room', { people: 0 }));
    const claim = (): Promise<void> =>
      uow.run(async () => {
        const claimed = await uow.manager
          .createQueryBuilder()
          .update(Sample)
          .set({ people: () => 'people + 3' })
          .where('name = :name AND people + 3 <= 40', { name: 'room' })
          .execute();
        guarded(claimed, 'sample');
      });
    const results = await Promise.allSettled(Array.from({ length: 30 }, claim));
    expect(results.filter((result) => result.status === 'fulfilled').length).toBe(13);
    expect(results.filter((result) => result.status === 'rejected' && result.reason instanceof GuardError).length).toBe(17);
    expect((await source.getRepository(Sample).findOneByOrFail({ name: 'room' })).people).toBe(39);
  });

  it('looks again when a unique key was taken meanwhile, and answers with what the faster one left', async () => {
    const id = newId();
    const ensure = (name: string): Promise<string> =>
      uow.run(async () => {
        const there = await uow.manager.findOneBy(Sample, { id });
        if (there) return there.name;
        await sleep(5);
        await uow.manager.insert(Sample, row(name, { id }));
        return name;
      });
    const names = await Promise.all(['a', 'b', 'c', 'd'].map(ensure));
    expect(new Set(names).size).toBe(1);
    expect(await source.getRepository(Sample).count()).toBe(1);
  });

  it('keeps a row that was read for a change from everybody else until the end', async () => {
    await uow.run(() => insert('counted'));
    await Promise.all(
      Array.from({ length: 10 }, () =>
        uow.run(async () => {
          const { people = 0 } = (await uow.forUpdate(Sample, { name: 'counted' })) ?? {};
          await sleep(2);
          await uow.manager.update(Sample, { name: 'counted' }, { people: people + 1 });
        }),
      ),
    );
    expect((await source.getRepository(Sample).findOneByOrFail({ name: 'counted' })).people).toBe(10);
    expect(() => uow.forUpdate(Sample, { name: 'counted' })).toThrow('only inside a unit of work');
  });

  it('has the database itself refuse what a CHECK forbids', async () => {
    await expect(uow.run(() => insert('over', { people: 101 }))).rejects.toThrow(/CK_sample_people|constraint/i);
  });

  it('survives deadlocks: transactions that take two rows in opposite orders all succeed', async () => {
    await uow.run(async () => {
      await insert('x');
      await insert('y');
    });
    const add = (first: string, second: string) =>
      uow.run(async () => {
        for (const name of [first, second]) {
          await uow.manager
            .createQueryBuilder()
            .update(Sample)
            .set({ people: () => 'people + 1' })
            .where({ name })
            .execute();
          await sleep(2);
        }
      });
    await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? add('x', 'y') : add('y', 'x'))));
    expect((await source.getRepository(Sample).find()).map((sample) => sample.people)).toEqual([20, 20]);
  });

  if (database.kind === 'embedded') {
    it('refuses a query that bypasses the open unit of work instead of waiting for itself', async () => {
      await expect(uow.run(() => source.getRepository(Sample).count())).rejects.toThrow(OutsideTransactionError);
    });

    it('lets others in between the questions of a long chain', async () => {
      let others = 0;
      const chain = { done: false };
      const looking = (async () => {
        for (; !chain.done; others += 1) await new Promise((resolve) => setImmediate(resolve));
      })();
      for (const end = performance.now() + 200; performance.now() < end;) await names();
      chain.done = true;
      await looking;
      expect(others).toBeGreaterThan(3);
    });

    it('lets readers see the last committed state while a writer is inside', async () => {
      await uow.run(() => insert('before'));
      let seen: string[] = [];
      const writing = uow.run(async () => {
        await insert('during');
        await sleep(30);
      });
      await sleep(10);
      seen = await names();
      await writing;
      expect(seen).toEqual(['before']);
      expect(await names()).toEqual(['before', 'during']);
    });
  }
});

describe('a plain TypeORM data source on SQLite', () => {
  it('loses an acknowledged write to another request’s rollback, which is why every write goes through the gate', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'plain-'));
    const plain = await new DataSource({
      type: 'better-sqlite3',
      driver: Libsql,
      database: join(directory, 'plain.db'),
      entities: [Sample],
      synchronize: true,
    }).initialize();
    const doomed = plain.transaction(async (manager) => {
      await manager.insert(Sample, row('doomed'));
      await sleep(40);
      throw new Error('rolled back');
    });
    const rejected = doomed.catch((error: Error) => error.message);
    await sleep(5);
    await plain.getRepository(Sample).insert(row('acknowledged'));
    expect(await rejected).toBe('rolled back');
    expect(await plain.getRepository(Sample).count()).toBe(0);
    await plain.destroy();
    rmSync(directory, { recursive: true });
  });
});
