import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { drawnBy } from '#platform/document';
import type { Drawing } from './document-kinds.js';
import { drawn } from './drawn.js';

const program = (): string => fileURLToPath(new URL('./document-worker.js', import.meta.url));

/** Draws in a thread of its own: two hundred booth cards take seconds. From the TypeScript sources in the caller's. */
export const drawnApart = (drawing: Drawing): Promise<Buffer> => (existsSync(program()) ? drawnBy(program(), drawing) : drawn(drawing));
