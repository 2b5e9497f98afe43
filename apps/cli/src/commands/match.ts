import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import 'reflect-metadata';
import { knowsOccupation, placeOf, runMatch } from '#matching';
import { CommandError, EXIT } from '../exit.js';

export const matchCommand = async (file: string, { explain = false }: { explain?: boolean }): Promise<void> => {
  const { text, exitCode } = await runMatch(await read(file), { explain, knowsOccupation, placeOf });
  (exitCode === EXIT.unusable ? process.stderr : process.stdout).write(text);
  process.exitCode = exitCode;
};

const read = (file: string): Promise<string> =>
  file === '-'
    ? readAll(process.stdin)
    : readFile(file, 'utf8').catch((error: Error) => {
        throw new CommandError(`${file} cannot be read: ${error.message}`, EXIT.unusable);
      });
