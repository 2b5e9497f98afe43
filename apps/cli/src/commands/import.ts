import { createWriteStream, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { OrgTree } from '#access';
import { importNeedsFile } from '#need';
import { loadSettings, type Settings } from '#platform/config';
import { CommandError, EXIT, print, remark } from '../exit.js';
import { withProduct } from '../product.js';

export const importNeedsCommand = async (
  given: string,
  { json = false, figuresConfirmed = false }: { json?: boolean; figuresConfirmed?: boolean },
): Promise<void> => {
  const settings = loadSettings(process.env);
  if (given !== '-' && !existsSync(given)) throw new CommandError(`${given} does not exist`, EXIT.unusable);
  const file = given === '-' ? await fromStandardInput(settings) : given;
  try {
    const { read, created, changed, unchanged, drafts, wrong, wrongFile } = await withProduct(settings, async (app) => {
      // An import may well be the first thing that an installation does.
      await app.get(OrgTree, { strict: false }).ensureCity();
      return importNeedsFile(app, file, figuresConfirmed);
    });
    if (wrongFile !== null) remark(`${wrong} wrong row(s), each with its reason: ${wrongFile}`);
    if (json) print(JSON.stringify({ read, created, changed, unchanged, drafts, wrong }));
    else
      print(
        `${read} rows read: ${created} created (${drafts} of them drafts with a gap), ${changed} changed, ` +
          `${unchanged} unchanged, ${wrong} wrong.`,
      );
  } finally {
    if (given === '-') rmSync(file, { force: true });
  }
};

/** Kept in the data directory, so that the wrong rows that are written beside it outlive a container. */
const fromStandardInput = async ({ GANGQIAO_DATA }: Settings): Promise<string> => {
  mkdirSync(GANGQIAO_DATA, { recursive: true });
  const file = join(GANGQIAO_DATA, `import-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}.csv`);
  await pipeline(process.stdin, createWriteStream(file, { mode: 0o600 }));
  return file;
};
