import { docxOf } from '#platform/document';
import type { Block } from './template-text.js';

/** A plan as a Word document, to be worked on. */
export const planWord = (blocks: readonly Block[]): Buffer =>
  docxOf(
    blocks.map(({ level, text }) => {
      if (level === 'title') return { text, align: 'center', size: 22, bold: true };
      return level === 'heading' ? { text, size: 16, bold: true } : { text, indent: true };
    }),
  );
