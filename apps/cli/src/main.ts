import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { projectRoot } from '#platform/config';
import { explain, EXIT, finish } from './exit.js';

const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string };

/** Each command is loaded when it is called: `solve` does not wait for a database driver. */
const program = new Command('gangqiao')
  .description('Commands of Gangqiao 岗桥. Settings come from the environment; the README lists them.')
  .version(version)
  .showHelpAfterError('(--help shows how it is used)')
  .addHelpText(
    'after',
    '\nExit status: 0 done · 1 failed · 2 the input or the command line cannot be used · 3 the problem has no solution',
  );

program
  .command('migrate')
  .description('bring the database up to date')
  .option('--down', 'undo the last migration instead')
  .action(async (options: { down?: boolean }) => (await import('./commands/migrate.js')).migrateCommand(options));

program
  .command('create-admin')
  .description('set up the city of GANGQIAO_CITY and make an account of a city administrator; prints a link to choose the password with')
  .option('--login <name>', 'what the person signs in with: a letter, then letters, digits and . _ -')
  .option('--name <name>', 'name of the person')
  .option('--email <address>', 'e-mail address')
  .option('--phone <number>', 'mobile number')
  .option('--password-stdin', 'read the password from standard input instead of making a link')
  .action(async (options: Record<string, string | boolean>) => (await import('./commands/create-admin.js')).createAdminCommand(options));

program
  .command('reset-second-factor')
  .description('let somebody sign in with the password alone again, who lost their telephone and their recovery codes')
  .requiredOption('--login <name>', 'login name, e-mail address or mobile number')
  .action(async ({ login }: { login: string }) => (await import('./commands/reset-second-factor.js')).resetSecondFactorCommand(login));

program
  .command('keys')
  .description('keys of the sealed columns')
  .command('rotate')
  .description('seal every personal value anew with the newest key; may be interrupted and started again')
  .option('--offline', 'no server is running, so the newest key need not have been seen by one')
  .option('--drop-old', 'take the old keys out of the key file; backups made before need them')
  .action(async (options: { offline?: boolean; dropOld?: boolean }) => (await import('./commands/keys.js')).rotateCommand(options));

program
  .command('backup')
  .argument('<file>', 'file to write; by custom *.gqb')
  .description('write everything into one file, while the product runs; keys are no part of it')
  .action(async (file: string) => (await import('./commands/backup.js')).backupCommand(file));

program
  .command('restore')
  .argument('<file>', 'file that `backup` wrote')
  .option('--without-keys', 'restore although the keys at hand do not open what is sealed inside')
  .description('fill an empty database, of either kind, from a backup')
  .action(async (file: string, options: { withoutKeys?: boolean }) => (await import('./commands/backup.js')).restoreCommand(file, options));

program
  .command('doctor')
  .description('look for what keeps this installation from working')
  .option('--json', 'one JSON line')
  .action(async (options: { json?: boolean }) => (await import('./commands/doctor.js')).doctorCommand(options));

program
  .command('import')
  .description('import a list')
  .command('needs')
  .argument('<file>', 'CSV or XLSX; - reads standard input')
  .option('--json', 'end with one JSON line of counts')
  .option('--figures-confirmed', 'save numbers and wages that are far from what is usual as well')
  .description('import needs for the city; wrong rows are written beside the file')
  .action(async (file: string, options: { json?: boolean; figuresConfirmed?: boolean }) =>
    (await import('./commands/import.js')).importNeedsCommand(file, options),
  );

program
  .command('match')
  .argument('<file>', 'matching problem as JSON; - reads standard input')
  .option('--explain', 'answer in words')
  .description('match needs and batches of a file; touches no database')
  .action(async (file: string, options: { explain?: boolean }) => (await import('./commands/match.js')).matchCommand(file, options));

program
  .command('solve')
  .argument('<file>', 'minimum-cost flow in DIMACS form; - reads standard input')
  .option('--quiet', 'print the optimum only')
  .description('solve a minimum-cost flow exactly')
  .action(async (file: string, options: { quiet?: boolean }) => (await import('./commands/solve.js')).solveCommand(file, options));

program
  .command('openapi')
  .description('write the contract of the HTTP interface to apps/api/openapi.json')
  .option('--check', 'only compare, and fail on a difference')
  .action(async (options: { check?: boolean }) => (await import('./commands/openapi.js')).openApiCommand(options, version));

/** Commander ends the process itself unless told otherwise, with status 1 for a command line it does not understand. */
const overrideAll = (command: Command): void => {
  command.exitOverride();
  command.commands.forEach(overrideAll);
};
overrideAll(program);

program.parseAsync().then(
  () => finish(Number(process.exitCode ?? EXIT.done)),
  (error: unknown) => {
    if (error instanceof CommanderError) return finish(error.exitCode === 0 ? EXIT.done : EXIT.unusable);
    const { message, status } = explain(error);
    process.stderr.write(`${message}\n`);
    return finish(status);
  },
);
