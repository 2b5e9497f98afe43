import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OrgTree } from '#access';
import { TestClock } from '../../../../test/support/clock.js';
import { signedIn, type Client } from '../../../../test/support/client.js';
import { eachDatabase } from '../../../../test/support/databases.js';
import { person, startStations, type Stations } from '../../../../test/support/stations.js';
import { BatchFileService } from './batch-file.service.js';

interface Batch {
  occupationName: string;
  people: number;
  wageYuan: number;
  freeFrom: string;
  degree: string | null;
  graduatesOn: string | null;
}

eachDatabase((database) => {
  const folder = mkdtempSync(join(tmpdir(), 'gangqiao-batches-'));
  let house: Stations;
  let files: BatchFileService;

  beforeAll(async () => {
    house = await startStations(database, new TestClock());
    files = house.get(BatchFileService);
    database.atEnd(house.close);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const file = (...lines: string[]): string => {
    const path = join(folder, 'batches.csv');
    writeFileSync(path, `${lines.join('\n')}\n`);
    return path;
  };
  const HEAD = '工种,人数,技能等级,期望月薪（元）,可出发时间,最小成行人数,学历,专业,毕业时间,备注';

  it('shows what it understood of each line below the title, and offers all of them or none', async () => {
    const station = person('supplier', { supplierId: await house.supplier() });
    const list = (second: string) =>
      file('××劳务协作站可输送人员,,,,,,,,,', HEAD, '电焊工,40,中级工,"6,000元/月",2026年12月20日,10,,,,持证', second, '合计,70,,,,,,,,');
    const { batches, passedOver } = await files.preview(
      station,
      list('机电一体化毕业生,三十,,0.55万,2027-07-01,50,大专,机电一体化,2027年6月,'),
      null,
    );
    expect(batches).toMatchObject([
      {
        row: {
          place: { line: 3 },
          title: '电焊工',
          people: 40,
          skillLevel: 3,
          wageYuan: 6000,
          freeFrom: '2026-12-20',
          smallestGroup: 10,
          faults: [],
        },
      },
      {
        row: {
          people: 30,
          wageYuan: 5500,
          degree: 'associate',
          graduatesOn: '2027-06-30',
          faults: expect.arrayContaining(['group']) as string[],
        },
      },
    ]);
    expect(passedOver.map(({ line, reason }) => [line, reason])).toEqual([
      [1, 'above'],
      [5, 'total'],
    ]);
    await expect(files.save(station, list('电工,若干,,面议,随时,,,,,'), null)).rejects.toMatchObject({ code: 'batch.file_invalid' });
    expect(await files.save(station, list('电工,30,,5500,2027-07-01,,大专,机电一体化,2027年6月,'), null)).toBe(2);
    await expect(files.preview(station, file('a,b', '1,2'), null)).rejects.toMatchObject({ code: 'batch.not_a_table' });
  });

  it('reads the list that is taken along, and offers nothing twice', async () => {
    const supplierId = await house.supplier();
    const own = await signedIn(house, [{ role: 'supplier', supplierId }]);
    const city = await signedIn(house, [{ role: 'city-staff', nodeId: (await house.get(OrgTree).city()).id }]);
    const offered = async (who: Client, name: string, content: string | Buffer) =>
      (await who.upload<{ offered: number }>(`/api/batches/file?supplier=${supplierId}`, name, content)).body;
    const list = `${HEAD}\n电焊工,40,中级工,6000,2026-12-20,,,,,持证\n电焊工,40,中级工,6000,2026-12-20,,,,,持证\n车工,12,,6500,2026-12-20,,本科,机械,2027-06-30,\n`;
    expect(await offered(own, '批次.csv', list)).toEqual({ offered: 2 });

    const workbook = (await own.file('/api/batches/export')).content;
    const seen = (
      await own.upload<{ fresh: number; wrong: number; rows: { known: boolean }[] }>('/api/batches/preview', '批次.xlsx', workbook)
    ).body;
    expect(seen).toMatchObject({ fresh: 0, wrong: 0, rows: [{ known: true }, { known: true }] });
    expect(await offered(city, '批次.csv', `${list}钳工,5,,7000,2026-12-20,,,,,\n`)).toEqual({ offered: 1 });
    const { items } = (await own.get<{ items: Batch[] }>('/api/batches')).body;
    expect(items.map(({ occupationName, people }) => [occupationName, people]).sort(([, a], [, b]) => Number(b) - Number(a))).toEqual([
      ['焊工', 40],
      ['车工', 12],
      ['装配钳工', 5],
    ]);
  });
});
