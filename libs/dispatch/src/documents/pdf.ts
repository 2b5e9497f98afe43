import type { Content, TableCell } from 'pdfmake/interfaces.js';
import type { Locale } from '#platform/document';
import { FAINT, INK, pdfOf } from '#platform/pdf';
import type { Notice, PaperHead, PaperPerson, TripPaper } from './trip-paper.js';

const WORDS = {
  zh: {
    manifest: '人员花名册（点名表）',
    notice: '到达通知',
    cells: ['序号', '姓名', '证件号', '电话', '企业', '车', '上车点', '紧急联系人', '上车', '换乘', '到达'],
    people: ['姓名', '电话', '岗位车次', '备注'],
    paper: '点到打√，未到打×，写明时间；回来后在系统里按名单补录。',
    signed: '带队人签字：______________　时间：______________',
    taken: '接收人签字：______________　时间：______________',
    scan: '厂门扫码确认接收',
    my: '扫码看我的行程',
    coach: (n: number) => `${n} 号车`,
    leader: '带队',
    departs: '出发',
    arrives: '到达',
    pickups: '上车点',
    station: '协作站',
    sum: ({ people, women, returning, minors }: Notice) =>
      `共 ${people} 人${women === null ? '' : `（女 ${women}，男 ${people - women}）`}，其中返岗 ${returning} 人、未成年工 ${minors} 人`,
    prepare: '请提前准备',
    todo: ({ people, women, uninsured, unexamined, minors }: Notice) => [
      `床位 ${people} 个${women === null ? '' : `：女 ${women}，男 ${people - women}`}`,
      `${uninsured} 人没有保险，入职当日办理`,
      `${unexamined} 人没有体检，安排入职体检`,
      ...(minors > 0 ? [`${minors} 名未成年工：办理登记，不安排禁忌岗位`] : []),
      '劳动合同文本、接站人员和车辆、到达当天的餐食',
    ],
    flags: { returning: '返岗', minor: '未成年工', own: '自行前往' },
    page: (page: number, pages: number) => `第 ${page} 页，共 ${pages} 页`,
  },
  en: {
    manifest: 'Manifest (roll call)',
    notice: 'Arrival notice',
    cells: ['No.', 'Name', 'ID number', 'Phone', 'Enterprise', 'Coach', 'Gets on at', 'Emergency', 'Boards', 'Changes', 'Arrives'],
    people: ['Name', 'Phone', 'Coach', 'Note'],
    paper: 'Tick who is there, cross who is not, with the time; enter the list in the system afterwards.',
    signed: 'Leader: ______________  Time: ______________',
    taken: 'Taken over by: ______________  Time: ______________',
    scan: 'Scan at the gate to confirm',
    my: 'Scan for my trip',
    coach: (n: number) => `Coach ${n}`,
    leader: 'Leader',
    departs: 'Departs',
    arrives: 'Arrives',
    pickups: 'Gets on at',
    station: 'Station',
    sum: ({ people, women, returning, minors }: Notice) =>
      `${people} people${women === null ? '' : ` (${women} women, ${people - women} men)`}, ${returning} returning, ${minors} under 18`,
    prepare: 'Please prepare',
    todo: ({ people, women, uninsured, unexamined, minors }: Notice) => [
      `${people} beds${women === null ? '' : `: ${women} women, ${people - women} men`}`,
      `insurance for ${uninsured} on their first day`,
      `a medical for ${unexamined}`,
      ...(minors > 0 ? [`registration of ${minors} workers under 18, and posts that they may do`] : []),
      'contracts, somebody who meets them with vehicles, meals on the day of arrival',
    ],
    flags: { returning: 'returning', minor: 'under 18', own: 'on their own' },
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
  },
};
type Speech = (typeof WORDS)[Locale];

const footer = (t: Speech) => (page: number, pages: number) => ({
  ...{ text: t.page(page, pages), alignment: 'center' as const, fontSize: 8, color: FAINT },
});

const headOf = (head: PaperHead, title: string, t: Speech): Content[] => [
  { text: title, fontSize: 18, bold: true, alignment: 'center', margin: [0, 0, 0, 6] },
  { text: `${head.from} → ${head.to}　${head.mode} ${head.vehicle}`, alignment: 'center', fontSize: 12 },
  {
    text: `${t.departs} ${head.departs}　${t.arrives} ${head.arrives}　${t.station} ${head.station} ${head.stationPhone}`,
    ...{ alignment: 'center' as const, fontSize: 10, color: FAINT },
  },
  ...head.legs.map((leg): Content => ({
    text: `${leg.departs} ${leg.from} → ${leg.arrives} ${leg.to}　${leg.mode} ${leg.vehicle}`,
    ...{ alignment: 'center' as const, fontSize: 9, color: FAINT },
  })),
  ...(head.pickups.length > 0
    ? [{ text: `${t.pickups}：${head.pickups.map(({ place, at }) => `${at} ${place}`).join('；')}`, fontSize: 9, color: FAINT } as Content]
    : []),
  ...(head.leaders.length > 0
    ? [
        {
          text: head.leaders.map(({ coach, name, phone }) => `${t.coach(coach)} ${t.leader} ${name} ${phone}`).join('　'),
          ...{ fontSize: 10, margin: [0, 4, 0, 0] },
        } as Content,
      ]
    : []),
];

const flagsOf = ({ returning, minor, selfArranged }: PaperPerson, t: Speech): string =>
  [returning ? t.flags.returning : '', minor ? t.flags.minor : '', selfArranged ? t.flags.own : ''].filter(Boolean).join(' ');

const rows = (cells: string[][], widths: (string | number)[], heads: readonly string[]): Content => ({
  ...{ margin: [0, 8, 0, 8] as [number, number, number, number], fontSize: 9 },
  table: {
    ...{ headerRows: 1, widths, dontBreakRows: true },
    body: [heads.map((text): TableCell => ({ text, bold: true, fillColor: '#eef2f6' })), ...cells],
  },
  layout: { hLineWidth: () => 0.5, vLineWidth: () => 0.5, hLineColor: () => '#9aa5b1', vLineColor: () => '#9aa5b1' },
});

/** The list to call the roll from where no phone works. */
const manifestPdf = ({ head, people, locale }: Extract<TripPaper, { kind: 'manifest' }>): Promise<Buffer> => {
  const t = WORDS[locale];
  const cells = people.map((one) => [
    String(one.position),
    [one.name, flagsOf(one, t)].filter(Boolean).join(' '),
    ...[one.idNumber, one.phone, one.enterprise, one.coach === null ? '' : String(one.coach), one.pickup, one.emergencyContact],
    ...['', '', ''],
  ]);
  return pdfOf(
    t.manifest,
    [
      ...headOf(head, t.manifest, t),
      rows(cells, [24, 70, 98, 66, '*', 22, 80, 80, 32, 32, 32], t.cells),
      { text: t.paper, fontSize: 9, color: FAINT },
      { text: t.signed, fontSize: 11, margin: [0, 12, 0, 0] },
    ],
    { pageOrientation: 'landscape', pageMargins: [28, 28, 28, 32], footer: footer(t) },
  );
};

/** Two by four on a page: cut, and hung on. */
const badgesPdf = ({ head, people, locale }: Extract<TripPaper, { kind: 'badges' }>): Promise<Buffer> => {
  const t = WORDS[locale];
  const pairs: PaperPerson[][] = [];
  for (let i = 0; i < people.length; i += 2) pairs.push(people.slice(i, i + 2));
  const none: TableCell = { text: '', border: [false, false, false, false] };
  return pdfOf(
    t.my,
    {
      table: {
        ...{ widths: ['50%', '50%'], heights: 180, dontBreakRows: true },
        body: pairs.map((pair): TableCell[] => [badgeOf(pair[0], head, t), pair[1] ? badgeOf(pair[1], head, t) : none]),
      },
      layout: { hLineWidth: () => 0.5, vLineWidth: () => 0.5, hLineColor: () => '#c3ccd6', vLineColor: () => '#c3ccd6' },
    },
    { pageMargins: [28, 28, 28, 28] },
  );
};

const badgeOf = (person: PaperPerson | undefined, head: PaperHead, t: Speech): TableCell => {
  if (!person) return '';
  const leader = head.leaders.find(({ coach }) => coach === person.coach) ?? head.leaders[0];
  const small = { fontSize: 9, color: FAINT };
  return {
    margin: [8, 8, 8, 4],
    columns: [
      {
        width: '*',
        stack: [
          { text: person.name, fontSize: [...person.name].length > 6 ? 15 : 24, bold: true, lineHeight: 1.1 },
          { text: person.enterprise, fontSize: 11, margin: [0, 4, 0, 4] },
          ...(person.coach === null ? [] : [{ text: t.coach(person.coach), fontSize: 18, bold: true, color: '#0b5cad' }]),
          ...(person.pickup ? [{ text: `${t.pickups} ${person.pickup}`, ...small }] : []),
          { text: `${head.departs} ${head.from} → ${head.to}`, ...small },
          ...(leader ? [{ text: `${t.leader} ${leader.name} ${leader.phone}`, ...small }] : []),
          { text: `${head.station} ${head.stationPhone}`, ...small },
        ],
      },
      ...(person.link
        ? [
            {
              width: 84,
              stack: [
                { qr: person.link, fit: 80, foreground: INK },
                { text: t.my, fontSize: 7, color: FAINT },
              ],
            },
          ]
        : []),
    ],
  };
};

const noticePdf = ({ head, notices, locale }: Extract<TripPaper, { kind: 'notice' }>): Promise<Buffer> => {
  const t = WORDS[locale];
  return pdfOf(
    t.notice,
    notices.map((notice, at): Content => ({
      ...(at > 0 ? { pageBreak: 'before' as const } : {}),
      stack: [
        ...headOf(head, `${notice.enterprise} ${t.notice}`, t),
        { text: notice.posts.join('、'), fontSize: 11, margin: [0, 8, 0, 0] },
        { text: t.sum(notice), fontSize: 13, bold: true, margin: [0, 4, 0, 8] },
        {
          columns: [
            {
              width: '*',
              stack: [
                { text: t.prepare, bold: true },
                { ul: t.todo(notice), fontSize: 11 },
              ],
            },
            ...(notice.link
              ? [
                  {
                    width: 130,
                    stack: [
                      { qr: notice.link, fit: 120, foreground: INK },
                      { text: t.scan, fontSize: 9, color: FAINT },
                    ],
                  },
                ]
              : []),
          ],
        },
        rows(
          notice.persons.map((one) => [one.name, one.phone, one.coach === null ? '' : t.coach(one.coach), flagsOf(one, t)]),
          [120, 110, 90, '*'],
          t.people,
        ),
        { text: t.taken, fontSize: 11, margin: [0, 12, 0, 0] },
      ],
    })),
    { pageMargins: [40, 36, 40, 36], footer: footer(t) },
  );
};

export const tripPdf = (paper: TripPaper): Promise<Buffer> => {
  if (paper.kind === 'manifest') return manifestPdf(paper);
  return paper.kind === 'badges' ? badgesPdf(paper) : noticePdf(paper);
};
