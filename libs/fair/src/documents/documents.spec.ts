import { inflateRawSync } from 'node:zlib';
import { OrgTree } from '#access';
import { UnitOfWork } from '#platform/db';
import { startApp } from '../../../../test/support/app.js';
import { Client, signedIn } from '../../../../test/support/client.js';
import { TestClock } from '../../../../test/support/clock.js';
import { eachDatabase } from '../../../../test/support/databases.js';
import type { RunningApp } from '../../../../test/support/http.js';
import { pdfPages } from '../../../../test/support/pdf.js';
import { pictureFacts } from '../floor/picture.js';
import { house, places } from '../testing/house.js';
import { fill, templateFaults, type TemplateValues } from './template-text.js';

interface Template {
  kind: string;
  locale: string;
  version: number;
  body: string;
  code?: string;
  errors?: { code: string }[];
}

const values: TemplateValues = {
  ...{ name: '春风行动', theme: '装备制造', holder: '潍城区人社局', office: '潍城区', day: '2027-02-20', opens: '09:00', closes: '12:00' },
  ...{ place: '人力资源市场', booths: 6, booked: 2, expected: null, staff: 3, duty: ['王芳', '李强'], exits: 4, capacity: 500 },
  ...{ equipment: null, permit: null },
};

describe('a template', () => {
  it('is filled with what a fair says, by Chinese and English names alike; what is not known is a blank to be written into', () => {
    expect(fill('# {{名称}}\n\n## 时间\n{{日期}}{{开始}}，值守：{{值守名单}}，预计{{ expected }}人', values, 'zh')).toEqual([
      { level: 'title', text: '春风行动' },
      { level: 'heading', text: '时间' },
      { level: 'text', text: '2027年2月20日09:00，值守：王芳、李强，预计________人' },
    ]);
    expect(fill('{{day}}: {{duty}}', values, 'en')[0]?.text).toBe('2027-02-20: 王芳, 李强');
  });

  it('is refused with the line of each unknown variable and of braces that do not match', () => {
    expect(templateFaults('# {{名称}}\n{{口号}} 和 {{name}\n完')).toMatchObject([
      { line: 2, message: { zh: '第 2 行：没有变量“口号”' } },
      { line: 2, message: { en: 'line 2: braces do not match' } },
    ]);
  });
});

/** The document's text of a Word file. */
const wordText = (file: Buffer): string => {
  const name = Buffer.from('word/document.xml');
  const at = file.indexOf(name);
  const head = at - 30;
  const [method, packed, extra] = [file.readUInt16LE(head + 8), file.readUInt32LE(head + 18), file.readUInt16LE(head + 28)];
  const body = file.subarray(at + name.length + extra, at + name.length + extra + packed);
  return (method === 8 ? inflateRawSync(body) : body).toString('utf8').replace(/<[^>]+>/g, ' ');
};

eachDatabase((database) => {
  let app: RunningApp;
  let county: Client;
  let city: Client;
  let fairId: string;

  beforeAll(async () => {
    app = await startApp({ database, clock: new TestClock('2026-11-24T02:00:00Z') });
    await app.get(UnitOfWork).run(() => app.get(OrgTree).ensureCity());
    county = await signedIn(app, [{ role: 'county-staff', nodeId: '370702' }]);
    city = await signedIn(app, [{ role: 'city-staff', nodeId: '3707' }]);
    const venue = (await county.post<{ id: string }>('/api/venues', { ...house, equipment: '音响、投影' })).body.id;
    const room = { name: '大厅', capacity: 500, places: places(2, 3) };
    const roomId = (await county.post<{ rooms: { id: string }[] }>(`/api/venues/${venue}/rooms`, room)).body.rooms[0]?.id;
    const fair = { nodeId: '370702', name: '春风行动招聘会', theme: '装备制造', day: '2027-02-20', opensAt: '09:00', closesAt: '12:00' };
    fairId = (await county.post<{ id: string }>('/api/fairs', { ...fair, boothCount: 6, roomId, expectedAttendance: 1_200 })).body.id;
  }, 60_000);

  const edit = (seen: number, body: string, kind = 'emergency') =>
    city.send<Template>('PUT', `/api/fair-templates/${kind}/zh`, { body }, { headers: { 'if-match': `"${seen}"` } });

  it('comes in both languages for all three plans, and is edited in versions of which the newest is used', async () => {
    const all = (await county.get<Template[]>('/api/fair-templates')).body;
    expect(all.map(({ kind, locale }) => `${kind} ${locale}`).sort()).toEqual(
      ['emergency', 'organisation', 'security'].flatMap((kind) => [`${kind} en`, `${kind} zh`]),
    );
    const { version = 0 } = all.find(({ kind, locale }) => kind === 'emergency' && locale === 'zh') ?? {};
    expect((await edit(version, '# {{名称}}\n本市热线 {{热线}}')).body).toMatchObject({
      code: 'fair_template.faults',
      errors: [{ code: 'line_2' }],
    });
    expect((await edit(version, '# {{名称}}应急\n出口{{安全出口}}个')).body).toMatchObject({ version: version + 1 });
    expect((await edit(version, '# 晚到的修改')).body.code).toBe('fair_template.changed');
    expect((await county.send('PUT', '/api/fair-templates/emergency/zh', { body: '# 无权' })).status).toBe(403);
    const [page = ''] = pdfPages((await county.file(`/api/fairs/${fairId}/plan-document?kind=emergency`)).content);
    expect(page.replace(/\s/g, '')).toContain('春风行动招聘会应急出口4个');
  });

  it('is filled with the fair, the venue and who is on duty, as PDF and as Word', async () => {
    const path = `/api/fairs/${fairId}/plan-document`;
    const pdf = await county.file(path);
    expect([pdf.status, pdf.type]).toEqual([200, 'application/pdf']);
    const text = pdfPages(pdf.content).join('').replace(/\s/g, '');
    for (const said of ['春风行动招聘会组织方案', '2027年2月20日09:00', '预计到场1200人', '音响、投影']) expect(text).toContain(said);
    const word = await county.file(`${path}?format=docx&lang=en`);
    expect(wordText(word.content)).toContain('Organisation plan: 春风行动招聘会');
  });

  it('is drawn for the office of the fair alone', async () => {
    const other = await signedIn(app, [{ role: 'county-staff', nodeId: '370703' }]);
    for (const path of ['plan-document?kind=security', 'cards', 'poster'])
      expect((await other.file(`/api/fairs/${fairId}/${path}`)).status).toBe(404);
    expect((await county.file(`/api/fairs/${fairId}/plan-document?kind=menu`)).status).toBe(422);
  });

  it('has a picture for messengers once it is announced, of its own words, and another one when it is cancelled', async () => {
    const stranger = new Client(app.url);
    const plan = { nodeId: '370702', name: '分享招聘会', theme: '装备制造', day: '2027-02-21', opensAt: '09:00', closesAt: '12:00' };
    const papers = { place: '人民广场', boothCount: 6, expectedAttendance: 200, dutyStaff: 2 };
    const { id } = (await county.post<{ id: string }>('/api/fairs', { ...plan, ...papers })).body;
    expect((await stranger.file(`/api/fairs/${id}/picture`)).status).toBe(404);
    expect((await county.post(`/api/fairs/${id}/publish`)).status).toBe(200);
    const [zh, again, en] = await Promise.all(['', '', '?lang=en'].map((asked) => stranger.file(`/api/fairs/${id}/picture${asked}`)));
    expect([zh?.status, zh?.type, pictureFacts(zh?.content ?? Buffer.alloc(0))]).toEqual([
      ...[200, 'image/png'],
      { mime: 'image/png', width: 1_200, height: 630 },
    ]);
    expect([again?.content.equals(zh?.content ?? Buffer.alloc(0)), en?.content.equals(zh?.content ?? Buffer.alloc(0))]).toEqual([
      true,
      false,
    ]);
    expect((await county.post(`/api/fairs/${id}/cancel`, { reason: '寒潮' })).status).toBe(200);
    expect((await stranger.file(`/api/fairs/${id}/picture`)).content.equals(zh?.content ?? Buffer.alloc(0))).toBe(false);
  });

  it('booth cards are a page a booth, the poster is one page', async () => {
    const pages = pdfPages((await county.file(`/api/fairs/${fairId}/cards`)).content);
    expect(pages).toHaveLength(6);
    expect(pages[0]).toContain('A01');
    expect(pdfPages((await county.file(`/api/fairs/${fairId}/cards?number=B02&lang=en`)).content)).toHaveLength(1);
    const poster = pdfPages((await county.file(`/api/fairs/${fairId}/poster`)).content);
    expect(poster).toHaveLength(1);
    expect(poster[0]?.replace(/\s/g, '')).toContain('2027年2月20日（周六）09:00–12:00');
  });
});
