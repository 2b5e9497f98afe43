import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { UnitOfWork } from '#platform/db';
import { JobAdmin, JobQueue } from '#platform/jobs';
import { signedIn, type Client } from '../../../../test/support/client.js';
import { TestClock } from '../../../../test/support/clock.js';
import { eachDatabase } from '../../../../test/support/databases.js';
import { fieldsOf } from '../../../../test/support/dto-fields.js';
import type { Market } from '../../../../test/support/market.js';
import { vacancyList } from '../../../../test/support/vacancy-list.js';
import { NeedLedger } from '../need.ledger.js';
import { importNeedsFile } from './import.command.js';
import { ImportBatch, ImportPart } from './import.entity.js';
import { readImport } from './import.jobs.js';
import { oneListInManyEncodings } from './testing/encodings.js';
import { ImportDesk, WORKS, type ImportBody } from './testing/import-desk.js';

eachDatabase((database) => {
  const folder = mkdtempSync(join(tmpdir(), 'gangqiao-import-'));
  const desk = new ImportDesk();
  const { settled, upload, rows, confirm, needs } = desk;
  let market: Market;
  let city: Client;
  let works: string;
  let county: Client;

  beforeAll(async () => {
    await desk.start(database, new TestClock('2026-11-24T02:00:00Z'));
    ({ market, city, works } = desk);
    county = await signedIn(market, [{ role: 'county-staff', nodeId: '370702' }]);
  }, 60_000);
  afterAll(async () => {
    await market.close();
    rmSync(folder, { recursive: true });
  });

  const HEADER = '岗位名称,企业名称,人数,工作地点,薪资,联系电话';

  it('shows what it understood before anything is saved, and saves it when confirmed', async () => {
    const batch = await upload(`${HEADER}\n数控车工甲,${WORKS},12,潍坊市潍城区,6-8千,13853600001\n焊工甲,${WORKS},,潍坊市奎文区,面议,\n`);
    expect(batch).toMatchObject({ state: 'ready', counts: { read: 2, created: 2, drafts: 1, changed: 0, unchanged: 0, wrong: 0 } });
    expect(batch.columns.map((column) => column.field)).toEqual(['title', 'enterprise', 'people', 'place', 'salary', 'contactPhone']);
    expect(await needs('甲')).toEqual([]);
    market.events.names();
    expect((await confirm(batch.id)).state).toBe('confirmed');
    expect(market.events.names()).toEqual(['need.imported']);
    const saved = await needs('甲');
    expect(saved.find((need) => need.title === '数控车工甲')).toMatchObject({
      state: 'published',
      short: 12,
      shortage: 12,
      wageFromYuan: 6000,
      nodeId: '370702',
      gaps: [],
      enterpriseName: WORKS,
    });
    expect(saved.find((need) => need.title === '焊工甲')).toMatchObject({
      state: 'draft',
      short: 0,
      gaps: ['short', 'contact'],
      nodeId: '370705',
    });
    const { body } = await city.get<{ items: { kind: string; shortage: number }[] }>(
      `/api/needs/${saved.find((need) => need.short === 12)?.id}/ledger`,
    );
    expect(body.items).toMatchObject([{ kind: 'posted', shortage: 12 }]);
  });

  it('changes nothing when the same list comes again, and only what the list says anew when it was changed', async () => {
    const list = (people: number) =>
      `${HEADER}\n铣工乙,${WORKS},${people},潍坊市潍城区,7-9千,13853600001\n铣工乙,${WORKS},4,潍坊市潍城区,7-9千,13853600001\n`;
    await confirm((await upload(list(5))).id);
    expect((await upload(list(5))).counts).toMatchObject({ created: 0, changed: 0, unchanged: 2 });
    const changed = await upload(list(8));
    expect(changed.counts).toMatchObject({ created: 0, changed: 1, unchanged: 1 });
    await confirm(changed.id);
    expect((await needs('铣工乙')).map((need) => need.short).sort()).toEqual([4, 8]);
    const restated = (await needs('铣工乙')).find((need) => need.short === 8);
    const { body } = await city.get<{ items: { kind: string; short: number }[] }>(`/api/needs/${restated?.id}/ledger`);
    expect(body.items.map(({ kind, short }) => [kind, short])).toEqual([
      ['posted', 5],
      ['restated', 8],
    ]);
    expect((await upload(list(8))).counts).toMatchObject({ unchanged: 2 });
  });

  it('saves what it can, and shows as a conflict what somebody changed between preview and confirmation', async () => {
    const list = (people: number) => `${HEADER}\n磨工丙,${WORKS},${people},潍坊市潍城区,7-9千,13853600001\n`;
    await confirm((await upload(list(9))).id);
    const cut = await upload(`${list(3)}钳工丙,${WORKS},1,潍坊市潍城区,7-9千,13853600001\n`);
    expect(cut.counts).toMatchObject({ created: 1, changed: 1, conflicts: 0 });
    const [need] = await needs('磨工丙');
    await market.get(NeedLedger).promise(need?.id ?? '', 5, { kind: 'promise', id: 'p' });
    const saved = await confirm(cut.id);
    expect(saved).toMatchObject({ state: 'confirmed', counts: { created: 1, changed: 0, conflicts: 1, wrong: 0 } });
    expect(await needs('钳工丙')).toHaveLength(1);
    expect((await needs('磨工丙'))[0]?.short).toBe(9);
    expect(await rows(cut.id, 'conflict')).toMatchObject([{ title: '磨工丙', reasons: [expect.stringContaining('已承诺 5 人')] }]);
    // Whoever hands the list in again sees the same said before anything is saved.
    expect((await upload(list(3))).counts).toMatchObject({ created: 0, changed: 0, wrong: 1 });
  });

  it('takes no change of any kind once a list is saved', async () => {
    const batch = await upload(`${HEADER}\n锯工丙,${WORKS},1,潍坊市潍城区,7-9千,13853600001\n`);
    await confirm(batch.id);
    const mapping: Record<string, unknown> = { columns: [{ at: 2, field: null }], mapping: { 人数: null } };
    const sheets: Record<string, unknown> = { sheets: [{ at: 0 }], withHidden: true };
    expect([Object.keys(mapping).sort(), Object.keys(sheets).sort()]).toEqual([fieldsOf('ImportMappingDto'), fieldsOf('ImportSheetsDto')]);
    for (const [field, value] of Object.entries(mapping))
      expect([field, (await city.patch<ImportBody>(`/api/imports/${batch.id}/mapping`, { [field]: value })).body.code]).toEqual([
        field,
        'import.state',
      ]);
    expect((await city.patch<ImportBody>(`/api/imports/${batch.id}/sheets`, sheets)).body.code).toBe('import.state');
    expect((await needs('锯工丙'))[0]).toMatchObject({ short: 1 });
  });

  it('keeps rows of unknown enterprises as drafts that name the gaps, on one enterprise that nobody speaks for yet', async () => {
    const batch = await upload(
      `${HEADER}\n装配工丁,寿光不知名制造有限公司,3,寿光,5千,13853600001\n包装工丁,寿光不知名制造有限公司,2,寿光,5千,13853600001\n`,
    );
    expect(batch.counts).toMatchObject({ created: 2, drafts: 2 });
    await confirm(batch.id);
    const saved = await needs('丁');
    expect(saved).toHaveLength(2);
    for (const need of saved)
      expect(need).toMatchObject({ state: 'draft', gaps: ['creditCode', 'enterprise'], enterpriseName: '寿光不知名制造有限公司' });
    const found = await city.get<{ items: { state: string }[] }>(`/api/enterprises?q=${encodeURIComponent('寿光不知名制造')}`);
    expect(found.body.items.map((one) => one.state)).toEqual(['unclaimed']);
  });

  it('gives wrong rows back with their reasons, as Excel, and saves the others', async () => {
    const text = [
      `${HEADER},信用代码`,
      `车工戊,${WORKS},2,潍坊市潍城区,9千-6千,13853600001,`,
      `,${WORKS},2,潍坊市潍城区,5千,13853600001,`,
      `限男性焊工戊,${WORKS},2,潍坊市潍城区,5千,13853600001,`,
      '电工戊,某厂,2,潍坊市潍城区,5千,13853600001,91370702MA3CXXXXX1',
      `镗工戊,${WORKS},2,潍坊市潍城区,5千,13853600001,`,
      '',
    ].join('\n');
    const batch = await upload(text);
    expect(batch.counts).toMatchObject({ read: 5, created: 1, wrong: 4 });
    await confirm(batch.id);
    const sheet = (await desk.wrongRows(batch.id)).worksheets[0];
    const read = (row: number): string[] => (sheet?.getRow(row).values as (string | number)[]).slice(1).map(String);
    expect(read(1).slice(-2)).toEqual(['原行号', '问题']);
    expect(read(2)[0]).toBe('车工戊');
    expect([2, 3, 4, 5].map((row) => read(row).at(-1))).toEqual([
      expect.stringContaining('最低薪资高于最高薪资'),
      expect.stringContaining('没有岗位名称'),
      expect.stringContaining('不得用于招聘'),
      expect.stringContaining('信用代码'),
    ]);
  });

  it('takes rows of its own county only from county staff', async () => {
    const batch = await upload(
      `${HEADER}\n刨工己,${WORKS},2,潍坊市潍城区,5千,13853600001\n刨工己,${WORKS},2,潍坊市奎文区,5千,13853600001\n刨工己,${WORKS},2,上海,5千,13853600001\n`,
      county,
    );
    expect(batch.counts).toMatchObject({ created: 1, wrong: 2 });
    const stranger = await signedIn(market, [{ role: 'county-staff', nodeId: '370703' }]);
    expect((await stranger.get(`/api/imports/${batch.id}`)).status).toBe(404);
    expect((await stranger.post(`/api/imports/${batch.id}/confirm`)).status).toBe(404);
    const hr = await signedIn(market, [{ role: 'enterprise', enterpriseId: works }]);
    expect((await hr.upload('/api/imports', 'x.csv', HEADER)).status).toBe(403);
  });

  it('understands the list again through a corrected mapping, and remembers it for the next list of the same shape', async () => {
    const header = 'x1,x2,y';
    const batch = await upload(`${header}\n锻工庚,${WORKS},7\n`);
    const mapped = await settled(
      (await city.patch<ImportBody>(`/api/imports/${batch.id}/mapping`, { mapping: { x1: 'title', x2: 'enterprise', y: 'people' } })).body,
    );
    expect(mapped).toMatchObject({ state: 'ready', counts: { read: 1, created: 1 } });
    expect(await rows(batch.id)).toMatchObject([{ line: 2, title: '锻工庚', short: 7 }]);
    await confirm(batch.id);
    const next = await upload(`${header}\n锻工辛,${WORKS},2\n`);
    expect(next.columns.map((column) => column.field)).toEqual(['title', 'enterprise', 'people']);
    expect((await city.patch<ImportBody>(`/api/imports/${batch.id}/mapping`, { mapping: { x1: 'title' } })).body.code).toBe('import.state');
  });

  it('reads UTF-8 with a byte order mark, GB18030, semicolons and Excel alike', async () => {
    for (const content of await oneListInManyEncodings()) {
      const batch = await upload(content);
      expect(batch.columns.map((column) => [column.header, column.field])).toEqual([
        ['岗位', 'title'],
        ['企业', 'enterprise'],
        ['人数', 'people'],
      ]);
      expect(await rows(batch.id)).toMatchObject([{ line: 2, kind: 'draft', title: '焊工', short: 3 }]);
    }
  });

  it('refuses what is no table', async () => {
    const pictures = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
    const zip = new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9]);
    for (const content of ['', '\n\n', '只是一段文字，没有表格。', pictures, zip, '岗位,企业\n'])
      expect((await upload(content)).code).toBe('import.not_a_table');
  });

  it('answers an upload at once and reads it afterwards, keeping the file sealed until it is confirmed', async () => {
    const { body, status } = await city.upload<ImportBody>('/api/imports', 'long.csv', vacancyList(1_500));
    expect(status).toBe(201);
    expect(body).toMatchObject({ state: 'reading', columns: [], progress: { done: 0, total: 0 }, counts: { read: 0 } });
    expect((await city.post<ImportBody>(`/api/imports/${body.id}/confirm`)).body.code).toBe('import.state');
    expect(await settled(body)).toMatchObject({ state: 'ready', progress: null, counts: { read: 1_500, wrong: 0 } });
    const parts = (id: string) => market.get(UnitOfWork).manager.countBy(ImportPart, { batchId: id });
    expect(await parts(body.id)).toBeGreaterThan(0);
    const short = await upload(`${HEADER}\n铸工寅,${WORKS},2,潍坊市潍城区,5千,13853600001\n`);
    await confirm(short.id);
    expect(await parts(short.id)).toBe(0);
  });

  it('begins again where a try broke off, without a line twice', async () => {
    const { body } = await city.upload<ImportBody>(
      '/api/imports',
      'short.csv',
      `${HEADER}\n铸工癸,${WORKS},2,潍坊市潍城区,5千,13853600001\n`,
    );
    await settled(body);
    await market.get(UnitOfWork).run(async () => {
      await market.get(UnitOfWork).manager.update(ImportBatch, { id: body.id }, { state: 'reading' });
      await market.get(JobQueue).enqueue(readImport, { importId: body.id });
    });
    expect((await settled({ ...body, state: 'reading' })).counts).toMatchObject({ read: 1, created: 1 });
    expect(await rows(body.id)).toHaveLength(1);
  });

  it('says of a list whose reading was cancelled before it began that nothing was read, and keeps no file', async () => {
    const admin = market.get(JobAdmin);
    await admin.pause('import');
    const { body } = await city.upload<ImportBody>(
      '/api/imports',
      'never.csv',
      `${HEADER}\n铸工子,${WORKS},2,潍坊市潍城区,5千,13853600001\n`,
    );
    const [job] = (await admin.list({ name: readImport.name, state: 'waiting', limit: 1 })).items;
    await admin.cancel(job?.id ?? '');
    await admin.resume('import');
    expect(await settled(body)).toMatchObject({ state: 'failed', failure: '读取已取消' });
    expect(await market.get(UnitOfWork).manager.countBy(ImportPart, { batchId: body.id })).toBe(0);
  });

  it('says of a list that turns out to be no table why it could not be read, in the reader’s language', async () => {
    const rows = Array.from({ length: 3_000 }, (_, i) => `车工寅${i},${WORKS},2,潍坊市潍城区,5千,13853600001\n`);
    const batch = await upload(`${HEADER}\n${rows.join('')}"钳工寅,${WORKS},2\n焊工寅,${WORKS},2\n`);
    expect(batch).toMatchObject({ state: 'failed', failure: expect.stringContaining('第 3002 行的引号没有配对') });
    const english = await fetch(`${market.url}/api/imports/${batch.id}`, {
      headers: { cookie: (city as unknown as { cookie: string }).cookie, 'accept-language': 'en' },
    });
    expect(await english.json()).toMatchObject({ failure: expect.stringContaining('the quote in line 3002') });
  });

  it('refuses at once what can be told from the beginning of a file', async () => {
    const empty = new ExcelJS.Workbook();
    empty.addWorksheet('空');
    const refused = await upload(new Uint8Array(await empty.xlsx.writeBuffer()), city, 'empty.xlsx');
    expect(refused).toMatchObject({ code: 'import.not_a_table', detail: expect.stringContaining('文件中没有内容') });
  });

  it('imports a file for the command line, counts drafts among the created, and writes the wrong rows beside it', async () => {
    const file = join(folder, '缺工.csv');
    writeFileSync(
      file,
      `${HEADER}\n钻工壬,${WORKS},2,潍坊市潍城区,5千,13853600001\n钻工壬,新来的厂有限公司,2,潍坊市潍城区,5千,\n,${WORKS},2,潍坊市潍城区,5千,13853600001\n`,
    );
    expect(await importNeedsFile(market.app, file)).toEqual({
      read: 3,
      created: 2,
      changed: 0,
      unchanged: 0,
      drafts: 1,
      wrong: 1,
      doubtful: 0,
      conflicts: 0,
      leftOut: 0,
      wrongFile: join(folder, '缺工-wrong.csv'),
    });
    expect(readFileSync(join(folder, '缺工-wrong.csv'), 'utf8')).toContain('没有岗位名称');
    expect(await importNeedsFile(market.app, file)).toMatchObject({ created: 0, unchanged: 2, wrong: 1 });
    writeFileSync(join(folder, 'words.txt'), '只是一段文字');
    await expect(importNeedsFile(market.app, join(folder, 'words.txt'))).rejects.toMatchObject({ code: 'import.not_a_table' });
    expect(existsSync(join(folder, 'words-wrong.csv'))).toBe(false);
  });

  it('imports a job site’s list of 1,500 rows twice, the second time without any change', async () => {
    const file = join(folder, 'site.csv');
    writeFileSync(file, vacancyList(1_500));
    const first = await importNeedsFile(market.app, file);
    expect(first).toMatchObject({ read: 1_500, changed: 0, unchanged: 0, wrong: 0 });
    expect(first.created).toBe(1_500);
    expect(await importNeedsFile(market.app, file)).toMatchObject({ created: 0, changed: 0, unchanged: 1_500, wrong: 0 });
  }, 60_000);
});
