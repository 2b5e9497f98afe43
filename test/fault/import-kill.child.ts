import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { ImportService } from '#need';
import { benchSettings, openHouse } from '../bench/house.js';

/** Confirms an import when it is told to: `node import-kill.child.js FOLDER [DATABASE]`, then lines on stdin: `stage FILE` prints the
 * batch's id, `confirm ID` prints how long it took. Its parent kills it. */
const [folder = '', database] = process.argv.slice(2);
const app = await openHouse(benchSettings(folder, database || undefined));
const imports = app.get(ImportService, { strict: false });
const lines = createInterface(process.stdin);
console.log('ready');
for (;;) {
  const [line] = (await once(lines, 'line')) as [string];
  const [command, argument = ''] = line.split(' ');
  const begun = performance.now();
  if (command === 'stage') console.log((await imports.read(argument, 'list.csv')).id);
  else await imports.confirm(null, argument).then(() => console.log(`confirmed ${Math.round(performance.now() - begun)}`));
}
