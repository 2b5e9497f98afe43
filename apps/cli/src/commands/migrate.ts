import { loadSettings } from '#platform/config';
import { migrate, revert } from '#platform/db';
import { print } from '../exit.js';
import { withDatabase } from '../product.js';

export const migrateCommand = async ({ down = false }: { down?: boolean }): Promise<void> => {
  await withDatabase(loadSettings(process.env), async (source) => {
    if (down) {
      await revert(source);
      return print('The last migration was undone.');
    }
    const ran = await migrate(source);
    for (const name of ran) print(name);
    print(ran.length === 0 ? 'The database is up to date.' : `${ran.length} migration(s) ran.`);
  });
};
