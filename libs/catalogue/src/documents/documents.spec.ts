import { writeFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { skillLevels } from '#reference';
import { packed } from '../domain/catalogue-pack.js';
import { catalogueOf } from '../domain/figures/catalogue.js';
import { finestOf } from '../domain/finest.js';
import { openCatalogue, type OpenCatalogue } from '../domain/open-catalogue.js';
import { simulatedRound } from '../domain/testing/rounds.js';
import { rawCodesIn } from '../../../../test/support/raw-codes.js';
import { pdfLines } from '../../../../test/support/pdf.js';
import { documentOf } from './made.js';

const catalogue = (enterprises: number): OpenCatalogue => {
  const data = simulatedRound({ seed: 5, enterprises, rowsEach: 4 });
  const { head, lines } = packed(catalogueOf(data, null, { divisions: 16 }));
  const places = Object.fromEntries(
    data.enterprises.map(({ nodeId }) => [nodeId, { name: `第${nodeId.slice(4)}区`, divisionCode: nodeId }]),
  );
  const opened = lines.map(({ line, cells }) => ({ line: JSON.parse(line) as never, cells: JSON.parse(cells) as never }));
  const names = { occupation: (code: string) => `职业${code}`, industry: (code: string) => `行业${code}`, levels: skillLevels };
  return openCatalogue(
    { head, places, publishedAt: new Date('2026-10-12T02:00:00Z'), digest: 'd', seal: 's' },
    '潍坊市人力资源和社会保障局',
    opened,
    names,
  );
};

/** A survey as a city has it: 300 enterprises that answered. */
const ofCity = catalogue(300);

it('the province’s table loses less where an occupation that cannot be shown is shown by its sum', () => {
  const alone = ofCity.figures.filter(({ table, withheld }) => table === 'province' && !withheld);
  expect(alone.length).toBeLessThan(10);
  const finest = finestOf(ofCity);
  const published = new Map(ofCity.occupations.map(({ code, estimate }) => [code, estimate]));
  expect(finest.filter(({ figure }) => figure.withheld)).toEqual([]);
  expect(finest.filter(({ instead }) => instead > 0).length).toBeGreaterThan(20);
  // each sum is a figure that the list publishes anyway
  for (const { figure, instead } of finest) if (instead > 0) expect(figure.estimate).toBe(published.get(figure.occupation ?? ''));
});

it('the printed catalogue says who publishes it and when, and no page of it says nothing but that figures are withheld', async () => {
  const pdf = await documentOf(ofCity, 'pdf');
  const keep = process.env['KEEP_DOCUMENTS'];
  if (keep) writeFileSync(`${keep}/catalogue.pdf`, pdf);
  const lines = pdfLines(pdf).map((line) => line.map(({ text }) => text).join(' '));
  expect(lines.slice(0, 3).join(' ')).toMatch(/潍坊市人力资源和社会保障局.*2026-10-12/);
  expect(lines.join('')).toContain('排名按紧缺得分由高到低');
  expect(rawCodesIn(lines.join('\n'), 'zh')).toEqual([]);
  const pages = lines
    .join('\n')
    .split(/季度冻结数 · \d+ \/ \d+/)
    .filter((page) => page.trim());
  for (const page of pages) expect(page.replaceAll('不公布', '')).toMatch(/ \d+( |\n|$)/);
});

it('the workbook opens with the ranked list, each sheet with filters and a header that stays', async () => {
  const workbook = new ExcelJS.Workbook();
  const content = await documentOf(ofCity, 'xlsx');
  const keep = process.env['KEEP_DOCUMENTS'];
  if (keep) writeFileSync(`${keep}/catalogue.xlsx`, content);
  await workbook.xlsx.load(content as never);
  const [first] = workbook.worksheets;
  expect(first?.name).toBe('紧缺职业');
  expect([2, 3, 4].map((n) => first?.getRow(n).getCell(1).value)).toEqual([1, 2, 3]);
  for (const sheet of workbook.worksheets) {
    expect([sheet.name, sheet.views[0]?.state]).toEqual([sheet.name, 'frozen']);
    expect(JSON.stringify(sheet.autoFilter)).toMatch(/A1|"row":1/);
  }
  const words = workbook.worksheets.flatMap((sheet) => {
    const cells: string[] = [sheet.name];
    sheet.eachRow((row) => row.eachCell((cell) => cells.push(cell.text)));
    return cells;
  });
  expect(rawCodesIn(words.join('\n'), 'zh')).toEqual([]);
  const hidden = workbook.getWorksheet('县市区职业等级');
  hidden?.eachRow((row) => {
    if (row.getCell(5).value !== '不公布') return;
    expect(row.getCell(6).text).toMatch(/合计 \d+$/);
    expect(row.getCell(7).text).toContain('少于 3 家');
  });
});

it('an interval without width says that everybody answered', async () => {
  const { intervalText } = await import('./words.js');
  expect(
    [
      { low: 485, high: 485 },
      { low: 480, high: 490 },
      { low: null, high: null },
    ].map(intervalText),
  ).toEqual(['全部作答', '480–490', '']);
});
