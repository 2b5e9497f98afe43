#!/usr/bin/env node
/** `npm run -s gangqiao -- ARGS`: builds the server when its sources changed, quietly, then runs the command. */
import { runBuilt } from './build.mjs';

await runBuilt('cli', process.argv.slice(2), ['server']);
