import { createReadStream } from 'node:fs';
import { runSolve } from '#solver';
import { CommandError, EXIT } from '../exit.js';

export const solveCommand = async (file: string, { quiet = false }: { quiet?: boolean }): Promise<void> => {
  const { text, exitCode } = await runSolve(file === '-' ? process.stdin : createReadStream(file), { quiet }).catch(
    (error: NodeJS.ErrnoException) => {
      throw error.syscall === undefined ? error : new CommandError(`${file} cannot be read: ${error.message}`, EXIT.unusable);
    },
  );
  (exitCode === EXIT.unusable ? process.stderr : process.stdout).write(text);
  process.exitCode = exitCode;
};
