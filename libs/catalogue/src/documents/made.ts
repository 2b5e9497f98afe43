import type { OpenCatalogue } from '../domain/open-catalogue.js';

export const FORMATS = ['json', 'csv', 'xlsx', 'pdf'] as const;
export type Format = (typeof FORMATS)[number];

export const MEDIA: Record<Format, string> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Each is loaded when the first one is made: no start waits for a font. */
const makers: Record<Format, (catalogue: OpenCatalogue) => Promise<Buffer>> = {
  json: (catalogue) => Promise.resolve(Buffer.from(JSON.stringify(catalogue))),
  csv: async (catalogue) => (await import('./csv.js')).csvOf(catalogue),
  xlsx: async (catalogue) => (await import('./workbook.js')).workbookOf(catalogue),
  pdf: async (catalogue) => (await import('./pdf.js')).pdfOf(catalogue),
};

export const documentOf = (catalogue: OpenCatalogue, format: Format): Promise<Buffer> => makers[format](catalogue);
