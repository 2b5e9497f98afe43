import { createRequire } from 'node:module';
import { join } from 'node:path';
import pdfmake from 'pdfmake';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';

const fonts = join(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc'), '..', '..', 'fonts');
pdfmake.setFonts({ NotoSans: { normal: join(fonts, 'NotoSansHans-Regular.otf'), bold: join(fonts, 'NotoSansHans-Medium.otf') } });
// A document is made of text alone: nothing is fetched, and of files only the fonts are read.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path: string) => path.startsWith(fonts));

export const INK = '#1d2733';
export const FAINT = '#5b6775';

/** A document to print, with a Chinese font in it that has the rare signs of names. */
export const pdfOf = (title: string, content: Content, more: Partial<TDocumentDefinitions> = {}): Promise<Buffer> =>
  pdfmake
    .createPdf({
      ...{ pageSize: 'A4', info: { title }, language: 'zh-CN' },
      defaultStyle: { font: 'NotoSans', fontSize: 12, color: INK, lineHeight: 1.35 },
      ...more,
      content,
    })
    .getBuffer();
