import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DrawingThread } from '#platform/document';
import type { TripPaper } from './trip-paper.js';

const program = fileURLToPath(new URL('./document-worker.js', import.meta.url));
const thread = new DrawingThread(program);

/** Draws in a thread of its own; from the TypeScript sources in the caller's. Programs that draw are loaded with the first document. */
export const drawnPaper = async (paper: TripPaper): Promise<Buffer> =>
  existsSync(program) ? thread.draw(paper) : (await import('./pdf.js')).tripPdf(paper);
