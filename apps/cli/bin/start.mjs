#!/usr/bin/env node
/** `npm start`: builds what changed, then starts the server in this process, filled with a demo city unless `--empty`. */
import { connectDouble } from '../../doubles/connect.mjs';
import { runBuilt } from './build.mjs';

// `kill` on npm ends npm and its shell, but not what the shell started: then this process stops as if it had been told itself.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) {
  setInterval(() => process.ppid === parent || process.kill(process.pid, 'SIGTERM'), 300).unref();
}

const say = (line) => console.error(line);
// A demonstration sends nothing to real telephones: a stand-in takes its text messages, as a process of its own.
if (!process.argv.includes('--empty') && !process.env.SMS_PROVIDER) await connectDouble(process.env, say);
await runBuilt('api', ['--demo', ...process.argv.slice(2)], undefined, say);
