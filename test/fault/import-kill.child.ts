import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { NestFactory } from '@nestjs/core';
import { OrgTree } from '#access';
import { ImportService, ImportTakeBack } from '#need';
import { benchSettings, migrated, NEEDS } from '../bench/house.js';
import { HeardEvents } from '../support/events.js';
import { PartOfTheHouse } from '../support/part.js';

/** A server that saves imports: `node import-kill.child.js FOLDER [DATABASE]`, then lines on stdin: `stage FILE` prints the batch's id,
 * `confirm ID` confirms it and prints how long that took, `back ID` takes it back, `wait ID STATE` prints the same of a list that the
 * server's own jobs bring there.
 * Its parent kills it. */
const [folder = '', database] = process.argv.slice(2);
const settings = benchSettings(folder, database || undefined);
await migrated(settings);
const house = PartOfTheHouse.of(settings, NEEDS, new HeardEvents(), { jobs: true });
const app = await NestFactory.createApplicationContext(house, { logger: false });
await app.get(OrgTree, { strict: false }).ensureCity();
const imports = app.get(ImportService, { strict: false });
const takeBack = app.get(ImportTakeBack, { strict: false });
const lines = createInterface(process.stdin);
console.log('ready');
for (;;) {
  const [line] = (await once(lines, 'line')) as [string];
  const [command, argument = '', state] = line.split(' ');
  const begun = performance.now();
  if (command === 'stage') console.log((await imports.read(argument, 'list.csv')).id);
  else {
    if (command === 'confirm') await imports.confirm(null, argument);
    else if (command === 'back') {
      await takeBack.begin(null, argument);
      await takeBack.run(argument);
    } else while ((await imports.one(null, argument)).state !== state) await new Promise((done) => setTimeout(done, 20));
    console.log(`done ${Math.round(performance.now() - begun)}`);
  }
}
