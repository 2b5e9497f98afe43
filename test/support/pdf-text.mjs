#!/usr/bin/env node
/** `node pdf-text.mjs < file.pdf` prints the texts of a PDF with where they stand: `[[page, x, y, text], …]` as JSON. */
import { buffer } from 'node:stream/consumers';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const document = await getDocument({ data: new Uint8Array(await buffer(process.stdin)), useSystemFonts: false, verbosity: 0 }).promise;
const texts = [];
for (let page = 1; page <= document.numPages; page += 1) {
  const { items } = await (await document.getPage(page)).getTextContent();
  for (const { str, transform } of items) if (str.trim() !== '') texts.push([page, transform[4], transform[5], str]);
}
process.stdout.write(JSON.stringify(texts));
