import type { Scope } from '#access';
import type { UnitOfWork } from '#platform/db';
import { freshDatabase, type TestDatabase } from './databases.js';

/** Runs the suite where rows that a query reads can be counted: on MariaDB, where `npm test` started one. */
export const onMariadb = (suite: (database: TestDatabase) => void): void => {
  (process.env['TEST_MYSQL_URL'] ? describe : describe.skip)('on MariaDB', () => suite(freshDatabase('mariadb')));
};

/** Rows that MariaDB reads, from tables and indexes, for what `work` asks. */
export const rowsRead = (uow: UnitOfWork, work: () => Promise<unknown>): Promise<number> =>
  uow.run(async () => {
    // In a transaction, since the figures are those of its connection.
    const read = async (): Promise<number> => {
      const rows = await uow.manager.query<{ Value: string }[]>(
        "SHOW SESSION STATUS WHERE Variable_name IN ('Handler_read_first', 'Handler_read_key', 'Handler_read_last', " +
          "'Handler_read_next', 'Handler_read_prev', 'Handler_read_rnd', 'Handler_read_rnd_next')",
      );
      return rows.reduce((sum, { Value }) => sum + Number(Value), 0);
    };
    // Asking costs some reads as well.
    const asking = -((await read()) - (await read()));
    const before = await read();
    await work();
    return (await read()) - before - asking;
  });

/** Reaches nothing; what a person reaches is added to it. */
export const nobody: Scope = { all: false, paths: [], supplierIds: [], enterpriseIds: [] };

/** An id whose order is that of its number. */
export const numbered = (kind: string, n: number): string => `${kind}-${String(n).padStart(6, '0')}`;

/** Inserts that many rows with plain SQL. */
export const fillTable = async (
  uow: UnitOfWork,
  table: string,
  count: number,
  row: (n: number) => Record<string, unknown>,
): Promise<void> => {
  const rows = Array.from({ length: count }, (_, n) => row(n));
  const columns = Object.keys(rows[0] ?? {});
  for (let i = 0; i < count; i += 500) {
    const some = rows.slice(i, i + 500);
    const places = some.map(() => `(${columns.map(() => '?').join(', ')})`).join(', ');
    await uow.run(() =>
      uow.manager.query(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${places}`,
        some.flatMap((one) => columns.map((column) => one[column])),
      ),
    );
  }
};
