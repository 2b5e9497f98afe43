import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** A text of a PDF and where it stands: page, and points from the left and from the bottom. */
export type PdfText = [page: number, x: number, y: number, text: string];

/** Reads a PDF as anybody's program would, in a process of its own: the library is an ES module that Jest does not load. */
export const pdfTexts = (content: Uint8Array): PdfText[] => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'pdf-text.mjs')], {
    input: content,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as PdfText[];
};

/** The lines of it, each as its texts from left to right with where they begin. */
export const pdfLines = (content: Uint8Array): { x: number; text: string }[][] => {
  const lines = new Map<string, { x: number; text: string }[]>();
  for (const [page, x, y, text] of pdfTexts(content)) {
    const key = `${page}:${Math.round(y)}`;
    lines.set(key, [...(lines.get(key) ?? []), { x, text }]);
  }
  return [...lines.values()].map((line) => line.sort((a, b) => a.x - b.x));
};

/** What stands on each page. */
export const pdfPages = (content: Uint8Array): string[] => {
  const pages: string[] = [];
  for (const [page, , , text] of pdfTexts(content)) pages[page - 1] = `${pages[page - 1] ?? ''}${text}`;
  return pages;
};
