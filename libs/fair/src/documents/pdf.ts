import type { Content, CustomTableLayout } from 'pdfmake/interfaces.js';
import { FAINT, INK, pdfOf } from '#platform/pdf';
import type { BoothCard, Poster } from './document-kinds.js';
import { reportContent } from '../result/report-pdf.js';
import type { ReportDocument } from '../result/report-words.js';
import type { Block } from './template-text.js';

const ACCENT = '#0b5cad';
const A4_WIDTH = 595;

/** A plan to print and sign. */
export const planPdf = (blocks: readonly Block[]): Promise<Buffer> => {
  const title = blocks.find(({ level }) => level === 'title')?.text ?? '';
  return pdfOf(
    title,
    blocks.map(({ level, text }): Content => {
      if (level === 'title') return { text, fontSize: 20, bold: true, alignment: 'center', margin: [0, 0, 0, 16] };
      if (level === 'heading') return { text, fontSize: 14, bold: true, margin: [0, 12, 0, 4] };
      return { text, leadingIndent: 24, alignment: 'justify', margin: [0, 0, 0, 4] };
    }),
    {
      pageMargins: [72, 72, 72, 64],
      footer: (page: number, pages: number) => ({ text: `${page} / ${pages}`, alignment: 'center', fontSize: 9, color: FAINT }),
    },
  );
};

/** What came of a fair, in tables; they are wide. */
export const reportPdf = (document: ReportDocument): Promise<Buffer> =>
  pdfOf(document.title, reportContent(document), {
    ...{ pageOrientation: 'landscape', pageMargins: [40, 40, 40, 44] },
    footer: (page: number, pages: number) => ({ text: `${page} / ${pages}`, alignment: 'center', fontSize: 9, color: FAINT }),
  });

const CARD = {
  zh: { free: '（空闲展位）', posts: '招聘岗位', people: '人', scan: '扫码看全部岗位' },
  en: { free: '(free booth)', posts: 'Posts', people: 'people', scan: 'Scan to see all posts' },
};
const MOST_POSTS = 8;
/** A fine line between rows. */
const BETWEEN: CustomTableLayout = {
  hLineWidth: (row, { table }) => (row === 0 || row === table.body.length ? 0 : 0.5),
  vLineWidth: () => 0,
  hLineColor: () => '#c9d1d9',
  paddingTop: () => 4,
  paddingBottom: () => 4,
};

/** One A4 page a booth: number, enterprise, posts, and a code that leads to the fair. */
export const cardsPdf = (cards: readonly BoothCard[]): Promise<Buffer> =>
  pdfOf(
    cards[0]?.fair ?? '',
    cards.map((card, at): Content => ({ ...cardOf(card), ...(at > 0 ? { pageBreak: 'before' as const } : {}) })),
    {
      pageMargins: [48, 48, 48, 48],
    },
  );

const cardOf = (card: BoothCard): { stack: Content[] } => {
  const words = CARD[card.locale];
  const posts = card.posts.slice(0, MOST_POSTS);
  return {
    stack: [
      {
        columns: [
          { text: card.fair, fontSize: 14, color: FAINT, width: '*' },
          { text: card.when, fontSize: 12, color: FAINT, alignment: 'right', width: 'auto' },
        ],
      },
      { text: card.number, fontSize: 110, bold: true, color: ACCENT, alignment: 'center', lineHeight: 1, margin: [0, 26, 0, 10] },
      {
        text: card.enterprise ?? words.free,
        fontSize: (card.enterprise?.length ?? 0) > 18 ? 26 : 34,
        ...{ bold: true, alignment: 'center', margin: [0, 0, 0, 22] as [number, number, number, number] },
      },
      ...(posts.length > 0
        ? [
            { text: words.posts, fontSize: 13, bold: true, color: FAINT, margin: [0, 0, 0, 6] } as Content,
            {
              layout: BETWEEN,
              table: {
                widths: ['*', 'auto', 'auto'],
                body: posts.map(({ title, people, wage }) => [
                  { text: title, fontSize: 16 },
                  { text: `${people} ${words.people}`, fontSize: 16, alignment: 'right' },
                  { text: wage, fontSize: 13, color: FAINT, alignment: 'right', margin: [12, 3, 0, 0] },
                ]),
              },
            } as Content,
          ]
        : []),
      // At the foot of the page, however few posts there are.
      { qr: card.link, fit: 150, foreground: INK, absolutePosition: { x: (A4_WIDTH - 150) / 2, y: 590 } },
      {
        stack: [words.scan, card.place].map((text): Content => ({ text, alignment: 'center', fontSize: 11, color: FAINT })),
        absolutePosition: { x: 48, y: 752 },
      },
    ],
  };
};

const POSTER = {
  zh: {
    enterprises: '参会企业',
    more: (n: number) => `等 ${n} 家`,
    sum: (posts: number, people: number) => `${posts} 个岗位 · 招 ${people} 人`,
    scan: '扫码看岗位、领入场码',
    free: '免费入场',
  },
  en: {
    enterprises: 'Enterprises',
    more: (n: number) => `and ${n} more`,
    sum: (posts: number, people: number) => `${posts} posts · ${people} people wanted`,
    scan: 'Scan for posts and a ticket',
    free: 'Entrance is free',
  },
};

/** On one line where it is not much smaller for it: a line of two signs is no line. */
const nameSize = (name: string): number => {
  const wide = [...name].reduce((sum, sign) => sum + (sign < '\u2e80' ? 0.55 : 1), 0);
  const fits = Math.floor((A4_WIDTH - 112) / Math.max(1, wide));
  return fits >= 32 ? Math.min(44, fits) : 34;
};

/** One page to hang up. */
export const posterPdf = (poster: Poster): Promise<Buffer> => {
  const words = POSTER[poster.locale];
  const facts = [poster.when, poster.place].map((text): Content => ({ text, fontSize: 17, margin: [0, 0, 0, 6] }));
  return pdfOf(
    poster.name,
    [
      { text: poster.office, fontSize: 14, color: '#ffffff', margin: [0, 0, 0, 30] },
      { text: poster.name, fontSize: nameSize(poster.name), bold: true, color: '#ffffff', lineHeight: 1.15 },
      { text: poster.theme || ' ', fontSize: 20, color: '#d8e8f8', margin: [0, 10, 0, 0] },
      { stack: facts, absolutePosition: { x: 56, y: 300 } },
      {
        stack: [
          ...(poster.posts > 0
            ? [{ text: words.sum(poster.posts, poster.people), fontSize: 22, bold: true, color: ACCENT, margin: [0, 0, 0, 14] } as Content]
            : []),
          ...(poster.enterprises.length > 0
            ? [
                { text: words.enterprises, fontSize: 13, bold: true, color: FAINT, margin: [0, 0, 0, 6] } as Content,
                { columns: halves(poster.enterprises), columnGap: 20 } as Content,
                ...(poster.more > 0
                  ? [{ text: words.more(poster.more), fontSize: 12, color: FAINT, margin: [0, 4, 0, 0] } as Content]
                  : []),
              ]
            : []),
        ],
        absolutePosition: { x: 56, y: 380 },
      },
      { qr: poster.link, fit: 120, foreground: INK, absolutePosition: { x: 56, y: 678 } },
      { text: `${words.free}\n${words.scan}`, fontSize: 16, bold: true, absolutePosition: { x: 200, y: 710 } },
    ],
    {
      pageMargins: [56, 48, 56, 40],
      background: () => ({ canvas: [{ type: 'rect', x: 0, y: 0, w: A4_WIDTH, h: 270, color: ACCENT }] }),
    },
  );
};

const halves = (names: readonly string[]): Content[] => {
  const middle = Math.ceil(names.length / 2);
  return [names.slice(0, middle), names.slice(middle)].map((some) => ({ stack: some.map((text) => ({ text, fontSize: 12 })), width: '*' }));
};
