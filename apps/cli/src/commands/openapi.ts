import 'reflect-metadata';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSettings, projectRoot } from '#platform/config';
import { openApi } from '#platform/http';
import { boot } from '../../../api/src/server.js';
import { CommandError, print } from '../exit.js';

const file = join(projectRoot, 'apps', 'api', 'openapi.json');

/** The routes are read from the composed application on an empty database of its own; nothing is started. */
export const openApiCommand = async ({ check = false }: { check?: boolean }, version: string): Promise<void> => {
  const directory = mkdtempSync(join(tmpdir(), 'gangqiao-openapi-'));
  const app = await boot(loadSettings({ GANGQIAO_DATA: directory, LOG_LEVEL: 'silent' }), false);
  try {
    const text = `${JSON.stringify(openApi(app, version), null, 2)}\n`;
    const same = existsSync(file) && readFileSync(file, 'utf8') === text;
    if (check && !same)
      throw new CommandError(`${file} does not say what the routes say: run \`npm run -s gangqiao -- openapi\` and look at the difference`);
    if (!same) writeFileSync(file, text);
    print(same ? `${file} is up to date.` : `${file} written.`);
  } finally {
    await app.close();
    rmSync(directory, { recursive: true, force: true });
  }
};
