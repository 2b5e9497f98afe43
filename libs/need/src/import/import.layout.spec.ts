import ExcelJS from 'exceljs';
import type { Client } from '../../../../test/support/client.js';
import { TestClock } from '../../../../test/support/clock.js';
import { eachDatabase } from '../../../../test/support/databases.js';
import { ImportDesk, WORKS, type ImportBody, type NeedBody, type RowBody } from './testing/import-desk.js';

type Cells = (string | number | null)[];

const workbookOf = async (sheets: Record<string, Cells[]>, shape?: (workbook: ExcelJS.Workbook) => void): Promise<Uint8Array> => {
  const workbook = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) workbook.addWorksheet(name).addRows(rows);
  shape?.(workbook);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
};

eachDatabase((database) => {
  const desk = new ImportDesk();
  const { settled, needs } = desk;
  let city: Client;

  beforeAll(async () => {
    await desk.start(database, new TestClock('2026-11-24T02:00:00Z'));
    city = desk.city;
  }, 60_000);
  afterAll(() => desk.market.close());

  const upload = (content: string | Uint8Array, name = 'list.csv'): Promise<ImportBody> => desk.upload(content, city, name);
  const rows = ({ id }: ImportBody): Promise<RowBody[]> => desk.rows(id);
  const leftOut = async ({ id }: ImportBody): Promise<[string | null, number, string][]> =>
    (
      await city.get<{ items: { sheet: string | null; line: number; reason: string }[] }>(`/api/imports/${id}/left-out?limit=200`)
    ).body.items.map(({ sheet, line, reason }) => [sheet, line, reason]);
  const confirm = ({ id }: ImportBody): Promise<ImportBody> => desk.confirm(id);
  const need = async (q: string): Promise<NeedBody> => (await city.get<NeedBody>(`/api/needs/${(await needs(q))[0]?.id}`)).body;
  const codes = ({ notices }: ImportBody): string[] => notices.map(({ code }) => code);

  const HEADER = ['岗位名称', '企业名称', '招聘人数', '工作地点', '薪资待遇', '联系电话'];
  const line = (title: string, people: number | string = 5): Cells => [
    title,
    WORKS,
    people,
    '潍坊市潍城区',
    '6000-8000元/月',
    '13853600001',
  ];

  it('reads the list below a title, and tells every line that it left out with its reason', async () => {
    const file = await workbookOf(
      {
        用工需求: [
          ['2026年第四季度企业用工需求汇总表'],
          ['填报单位：潍城区人社局'],
          HEADER,
          line('焊工甲'),
          line('钳工甲'),
          ['合  计', null, 10],
          ['注：本表一式两份'],
          ['填表人：王某'],
        ],
      },
      (workbook) => workbook.worksheets[0]?.mergeCells('A1:F1'),
    );
    const batch = await upload(file, 'title.xlsx');
    expect(batch.counts).toMatchObject({ read: 2, created: 2, drafts: 0, leftOut: 5 });
    expect((await rows(batch)).map((row) => [row.line, row.title])).toEqual([
      [4, '焊工甲'],
      [5, '钳工甲'],
    ]);
    expect(await leftOut(batch)).toEqual([
      [null, 1, 'above'],
      [null, 2, 'above'],
      [null, 6, 'total'],
      [null, 7, 'note'],
      [null, 8, 'signature'],
    ]);
  });

  it('joins two header lines, and fills merged cells downwards', async () => {
    const file = await workbookOf(
      {
        表: [
          ['序号', '企业名称', '用工需求', null, '薪资待遇', '联系方式', null],
          [null, null, '岗位名称', '人数', null, '联系人', '联系电话'],
          [1, WORKS, '焊工乙', 5, '6000-8000', '王经理', '13853600001'],
          [2, null, '钳工乙', 3, '7000', '王经理', '13853600001'],
        ],
      },
      (workbook) => ['A1:A2', 'B1:B2', 'C1:D1', 'E1:E2', 'F1:G1', 'B3:B4'].forEach((range) => workbook.worksheets[0]?.mergeCells(range)),
    );
    const batch = await upload(file, 'two.xlsx');
    expect(batch.columns.map(({ header, field }) => [header, field])).toEqual([
      ['序号', null],
      ['企业名称', 'enterprise'],
      ['用工需求·岗位名称', 'title'],
      ['用工需求·人数', 'people'],
      ['薪资待遇', 'salary'],
      ['联系方式·联系人', 'contactName'],
      ['联系方式·联系电话', 'contactPhone'],
    ]);
    expect((await rows(batch)).map((row) => [row.title, row.enterpriseName, row.short])).toEqual([
      ['焊工乙', WORKS, 5],
      ['钳工乙', WORKS, 3],
    ]);
  });

  it('reads all sheets that are such lists, names the others, and reads what a person chooses instead', async () => {
    const file = await workbookOf(
      {
        字典: [HEADER, line('字典工')],
        镇街1: [HEADER, line('焊工丙')],
        镇街2: [
          ['工种', '缺工数', '用工企业'],
          ['钳工丙', 2, WORKS],
          [null, 3, WORKS],
        ],
        去年: [HEADER, line('旧工')],
      },
      (workbook) => {
        const [dictionary] = workbook.worksheets;
        if (dictionary) dictionary.state = 'hidden';
      },
    );
    const batch = await upload(file, 'sheets.xlsx');
    expect((await rows(batch)).map((row) => [row.sheet, row.line, row.title, row.short])).toEqual([
      ['镇街1', 2, '焊工丙', 5],
      ['镇街2', 2, '钳工丙', 2],
      ['镇街2', 3, '', 3],
    ]);
    expect(batch.notices.map(({ text }) => text)).toEqual(['工作表“字典”未读取：它是隐藏的', '工作表“去年”未读取：看名称是以前的']);
    const workbook = await desk.wrongRows(batch.id);
    expect((workbook.worksheets[1]?.getRow(2).values as unknown[]).slice(1)).toEqual([undefined, '3', WORKS, '镇街2', 3, '没有岗位名称']);
    const chosen = await city.patch<ImportBody>(`/api/imports/${batch.id}/sheets`, { sheets: [{ at: 0 }, { at: 3, headerLine: 1 }] });
    expect((await rows(await settled(chosen.body))).map((row) => row.title)).toEqual(['字典工', '旧工']);
    const none = await city.patch<ImportBody>(`/api/imports/${batch.id}/sheets`, { sheets: [{ at: 9 }] });
    expect(none.body.code).toBe('import.sheets');
  });

  it('says that it is not sure of a header, and begins where a person points', async () => {
    const batch = await upload('甲表,x,y\n焊工丁,说明,1\n岗,厂,数\n铣工丁,某厂,4\n');
    expect(codes(batch)).toEqual(['no_title', 'header_unsure']);
    const sheets = await city.get<{ items: { headerLines: number[]; beginning: { line: number; cells: string[] }[] }[] }>(
      `/api/imports/${batch.id}/sheets`,
    );
    expect(sheets.body.items[0]).toMatchObject({
      headerLines: [1],
      beginning: [{ line: 1 }, { line: 2, cells: ['焊工丁', '说明', '1'] }, { line: 3 }, { line: 4 }],
    });
    const again = await settled(
      (await city.patch<ImportBody>(`/api/imports/${batch.id}/sheets`, { sheets: [{ at: 0, headerLine: 3 }] })).body,
    );
    expect(again.columns.map(({ header }) => header)).toEqual(['岗', '厂', '数']);
    const mapped = await city.patch<ImportBody>(`/api/imports/${batch.id}/mapping`, {
      columns: [
        { at: 0, field: 'title' },
        { at: 2, field: 'people' },
      ],
    });
    expect((await rows(await settled(mapped.body))).map((row) => [row.line, row.title, row.short])).toEqual([[4, '铣工丁', 4]]);
  });

  it('leaves hidden lines out and says so, takes the visible column first, and reads hidden lines when asked to', async () => {
    const file = await workbookOf(
      {
        表: [
          ['岗位名称', '企业名称', '招聘人数（旧）', '招聘人数'],
          ['焊工戊', WORKS, 99, 5],
          ['钳工戊', WORKS, 99, 6],
        ],
      },
      (workbook) => {
        const [sheet] = workbook.worksheets;
        if (!sheet) return;
        sheet.getColumn(3).hidden = true;
        sheet.getRow(2).hidden = true;
      },
    );
    const batch = await upload(file, 'hidden.xlsx');
    expect(batch.columns.map(({ hidden, field }) => [hidden, field])).toEqual([
      [false, 'title'],
      [false, 'enterprise'],
      [true, null],
      [false, 'people'],
    ]);
    expect((await rows(batch)).map((row) => row.short)).toEqual([6]);
    expect(codes(batch)).toEqual(['hidden_rows']);
    const all = await city.patch<ImportBody>(`/api/imports/${batch.id}/sheets`, { sheets: [{ at: 0 }], withHidden: true });
    expect((await rows(await settled(all.body))).map((row) => row.short)).toEqual([5, 6]);
  });

  it('tells cells that show errors or nothing with their place, and makes no enterprise of them', async () => {
    const file = await workbookOf({ 表: [HEADER, line('焊工己')] }, (workbook) => {
      const [sheet] = workbook.worksheets;
      sheet?.addRow(['钳工己', { error: '#N/A' }, 5, '潍坊市潍城区', '6000', '13853600001']);
      sheet?.addRow(['车工己', WORKS, { formula: 'D1+D2' }, '潍坊市潍城区', '6000', '13853600001']);
    });
    const batch = await upload(file, 'errors.xlsx');
    expect((await rows(batch)).map((row) => [row.kind, row.enterpriseName, row.reasons[0]])).toEqual([
      ['new', WORKS, undefined],
      ['wrong', null, 'B3（企业名称）显示错误“#N/A”，请在表格中改正'],
      ['wrong', WORKS, 'C4（招聘人数）是没有计算结果的公式，请在 Excel 或 WPS 中打开、保存后重新上传'],
    ]);
    await confirm(batch);
    const found = await city.get<{ items: object[] }>(`/api/enterprises?q=${encodeURIComponent('未注明企业')}`);
    expect(found.body.items).toEqual([]);
  });

  it('makes one wage of two columns, takes the filled one of two phones, and joins places', async () => {
    const batch = await upload(
      'job_name,company_name,num_people,province,city,county,job_min_wage,job_max_wage,联系电话,联系电话\n' +
        `焊工庚,${WORKS},5,山东省,潍坊市,潍城区,5000,8000,,13853600001\n`,
    );
    expect(batch.columns.map(({ field }) => field)).toEqual([
      'title',
      'enterprise',
      'people',
      'place',
      'place',
      'place',
      'wageFrom',
      'wageTo',
      'contactPhone',
      'contactPhone',
    ]);
    expect((await rows(batch))[0]).toMatchObject({
      kind: 'new',
      short: 5,
      wageFromYuan: 5000,
      wageToYuan: 8000,
      workplace: '山东省 潍坊市 潍城区',
    });
    // By its place: of two headers that are the same the second is left out.
    const fields = [{ at: 9, field: null }];
    const corrected = await settled((await city.patch<ImportBody>(`/api/imports/${batch.id}/mapping`, { columns: fields })).body);
    expect(corrected.columns.slice(8).map(({ field }) => field)).toEqual(['contactPhone', null]);
    expect((await rows(corrected))[0]?.reasons).toEqual(['缺少联系电话']);
  });

  it('says before anything else that no column names a number of people', async () => {
    const batch = await upload(`岗位名称,企业名称\n焊工辛,${WORKS}\n钳工辛,${WORKS}\n`);
    expect(batch.notices[0]?.text).toContain('没有一列写明招多少人：2 行都会成为待补全的草稿');
    expect(batch.counts).toMatchObject({ drafts: 2 });
  });

  it('remembers what a person corrected, and nothing that it only did not know', async () => {
    const list = (title: string) => `岗位名称,企业名称,招聘人数,代号\n${title},${WORKS},5,潍坊市奎文区\n`;
    const batch = await upload(list('镗工壬'));
    const mapped = await settled(
      (await city.patch<ImportBody>(`/api/imports/${batch.id}/mapping`, { mapping: { 代号: 'place', 招聘人数: null } })).body,
    );
    await confirm(mapped);
    expect((await upload(list('镗工癸'))).columns.map(({ field }) => field)).toEqual(['title', 'enterprise', null, 'place']);
  });

  it('keeps two lines without an enterprise apart, in one list and in two', async () => {
    const list = (people: number) => `岗位名称,企业名称,招聘人数,工作地点\n无名钳工,,${people},潍坊市潍城区\n`;
    await confirm(await upload(list(3)));
    const second = await upload(list(9));
    expect(second.counts).toMatchObject({ created: 1, changed: 0 });
    await confirm(second);
    expect((await needs('无名钳工')).map(({ short }) => short).sort()).toEqual([3, 9]);
  });

  it('empties nothing that was put right by hand when the list comes again without it', async () => {
    await confirm(await upload(`岗位名称,企业名称,招聘人数,薪资待遇\n刨工子,${WORKS},5,6000-8000\n`));
    const draft = await need('刨工子');
    const edited = await city.patch<NeedBody>(
      `/api/needs/${draft.id}`,
      { contactPhone: '13853600009' },
      { headers: { 'if-match': `"${draft.version}"` } },
    );
    expect(edited.status).toBe(200);
    const again = await upload(`岗位名称,企业名称,招聘人数,备注\n刨工子,${WORKS},7,急招\n`);
    expect(again.counts).toMatchObject({ changed: 1 });
    await confirm(again);
    expect(await need('刨工子')).toMatchObject({ short: 7, contactPhone: '13853600009', wageFromYuan: 6000 });
  });

  it('writes nothing over what somebody edited between preview and confirmation, and takes the list again afterwards', async () => {
    const list = (people: number) => `岗位名称,企业名称,招聘人数\n插工丑,${WORKS},${people}\n`;
    await confirm(await upload(list(5)));
    const preview = await upload(list(6));
    const { id, version } = await need('插工丑');
    await city.patch(`/api/needs/${id}`, { contactPhone: '13853600008' }, { headers: { 'if-match': `"${version}"` } });
    expect((await confirm(preview)).counts).toMatchObject({ changed: 0, conflicts: 1 });
    expect(await need('插工丑')).toMatchObject({ short: 5, contactPhone: '13853600008' });
    await confirm(await upload(list(6)));
    expect(await need('插工丑')).toMatchObject({ short: 6, contactPhone: '13853600008' });
  });
});
