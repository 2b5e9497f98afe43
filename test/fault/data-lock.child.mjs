// Tries to take data directories at given moments, as a program that starts does: `node data-lock.child.mjs FOLDER BEGIN ROUNDS EVERY_MS`.
// Prints one line for each: `won` or `refused`. What it won it keeps to its end.
import { setTimeout as sleep } from 'node:timers/promises';
import { DataDirectoryInUseError, lockDataDirectory } from '#platform/db';

const [folder, begin, rounds, everyMs] = process.argv.slice(2);
console.log('ready');
for (let round = 0; round < Number(rounds); round += 1) {
  const at = Number(begin) + round * Number(everyMs);
  await sleep(Math.max(0, at - Date.now() - 3));
  while (Date.now() < at); // a timer alone is not sharp enough
  try {
    lockDataDirectory(`${folder}/${round}`);
    console.log('won');
  } catch (error) {
    if (!(error instanceof DataDirectoryInUseError)) throw error;
    console.log('refused');
  }
}
await sleep(Number(everyMs) * 20);
