import type { Drawing } from './document-kinds.js';

/** Draws in the caller's thread. Programs that draw are loaded when the first document is asked for: no start waits for a font. */
export const drawn = async (drawing: Drawing): Promise<Buffer> => {
  if (drawing.kind === 'plan' && drawing.format === 'docx') return (await import('./word.js')).planWord(drawing.blocks);
  if (drawing.kind === 'share') return (await import('../share/share-picture.js')).sharePicture(drawing.share);
  const pdf = await import('./pdf.js');
  if (drawing.kind === 'plan') return pdf.planPdf(drawing.blocks);
  return drawing.kind === 'cards' ? pdf.cardsPdf(drawing.cards) : pdf.posterPdf(drawing.poster);
};
