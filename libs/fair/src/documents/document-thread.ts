import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DrawingThread } from '#platform/document';
import type { Drawing } from './document-kinds.js';
import { drawn } from './drawn.js';

const program = fileURLToPath(new URL('./document-worker.js', import.meta.url));
const thread = new DrawingThread(program);

/** Draws in a thread of its own. From the TypeScript sources in the caller's. */
export const drawnApart = (drawing: Drawing): Promise<Buffer> => (existsSync(program) ? thread.draw(drawing) : drawn(drawing));
