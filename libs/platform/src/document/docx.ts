import { zipOf } from './zip.js';

/** Media type of .docx. */
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export interface Paragraph {
  text: string;
  align?: 'left' | 'center' | 'right';
  /** In points; 14 without it. */
  size?: number;
  bold?: boolean;
  /** The first line stands in by two characters. */
  indent?: boolean;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const FONTS = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="FangSong"/>';

/** Sizes count in half points, distances in twentieths of one (ECMA-376, part 1, 17.3). */
const paragraph = ({ text, align = 'left', size = 14, bold = false, indent = false }: Paragraph): string => {
  const first = indent ? `<w:ind w:firstLine="${size * 2 * 20}"/>` : '';
  const how = `<w:pPr><w:spacing w:line="480" w:lineRule="auto"/>${first}<w:jc w:val="${align}"/></w:pPr>`;
  const run = `<w:rPr>${FONTS}${bold ? '<w:b/>' : ''}<w:sz w:val="${size * 2}"/></w:rPr>`;
  return `<w:p>${how}<w:r>${run}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`;
};

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const A4 = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1600" w:bottom="1440" w:left="1600"/></w:sectPr>';

/** A Word document of plain paragraphs on A4, which people fill in, print and sign. */
export const docxOf = (paragraphs: readonly Paragraph[]): Buffer =>
  zipOf([
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        '<Default Extension="xml" ContentType="application/xml"/>' +
        `<Override PartName="/word/document.xml" ContentType="${DOCX}.main+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
        `<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    ],
    [
      'word/document.xml',
      `${HEAD}<w:document xmlns:w="${WORD}"><w:body>${paragraphs.map(paragraph).join('')}${A4}</w:body></w:document>`,
    ],
  ]);
