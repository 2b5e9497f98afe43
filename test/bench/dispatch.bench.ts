import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { dispatchDay, type DaySize } from './dispatch-day.js';
import { benchSettings, databaseOn } from './house.js';
import type { Bench } from './measure.js';

const WHOLE: DaySize = {
  ...{ suppliers: 60, enterprises: 400, batches: 3_000, trips: 5_000, people: 200_000 },
  ...{ manifest: 1_200, devices: 4, marks: 600, looks: 20 },
};
const QUICK: DaySize = {
  ...{ suppliers: 4, enterprises: 12, batches: 12, trips: 12, people: 240 },
  ...{ manifest: 30, devices: 2, marks: 15, looks: 2 },
};

/**
 * `-- dispatch`: 60 suppliers, 3,000 batches, 5,000 trips and 200,000 people. `importSeconds`, a manifest of 1,200 people read and checked;
 * `syncSeconds`, until 4 phones with 600 marks each, which come back together, have handed all of them over; `pageP95Ms`, of the slowest
 * page of the bureau, a station or an enterprise; `tallySeconds`, to count what became of all promises.
 */
export const bench: Bench = {
  about: 'stations and dispatch: a manifest read, phones back from the road, the slowest page, with 200,000 people',
  run: async ({ scratch, quick, mariadb }) => {
    const size = quick ? QUICK : WHOLE;
    const folder = (name: string): string => {
      const path = join(scratch, name);
      mkdirSync(path, { recursive: true });
      return path;
    };
    const embedded = await dispatchDay(benchSettings(folder('embedded')), size);
    const url = await mariadb();
    const server = url ? await dispatchDay(benchSettings(folder('mariadb'), await databaseOn(url, 'bench_dispatch')), size) : {};
    return { ...embedded, ...Object.fromEntries(Object.entries(server).map(([key, value]) => [`mariadb.${key}`, value])) };
  },
};
