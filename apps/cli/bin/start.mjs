#!/usr/bin/env node
/** `npm start`: builds what changed, then starts the server in this process, filled with a demo city unless `--empty`. */
import { runBuilt } from './build.mjs';

await runBuilt('api', ['--demo', ...process.argv.slice(2)], undefined, (line) => console.error(line));
