import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { builtFile } from '../../../../test/support/built.js';
import { inlineRows, workbookOf } from '../../../../test/support/workbooks.js';
import { repeated, zipOf } from '../../../../test/support/zip.js';
import { defaultLimits } from './limits.js';
import { ReaderProcess } from './reader-process.js';

describe('the process that reads a file', () => {
  const program = builtFile('libs/platform/src/table/reader-program.js');
  const folder = mkdtempSync(join(tmpdir(), 'gangqiao-reader-'));
  const readers: ReaderProcess[] = [];
  const start = (memoryMiB = 512, main = program): ReaderProcess => {
    const reader = new ReaderProcess(memoryMiB, main);
    readers.push(reader);
    return reader;
  };
  const file = (name: string, content: Uint8Array | string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const open = (path: string) => ({ kind: 'open', file: path, limits: defaultLimits }) as const;

  afterAll(() => {
    for (const reader of readers) reader.kill(new Error('the test is over'));
    rmSync(folder, { recursive: true });
  });

  it('reads one file after the other', async () => {
    const reader = start();
    for (const title of ['焊工', '钳工']) {
      const path = file('list.csv', `岗位,人数\n${title},3\n`);
      expect((await reader.ask(open(path))).answer).toMatchObject({ kind: 'opened', format: 'csv' });
      expect((await reader.ask({ kind: 'more', run: 1, sheet: 0 })).answer).toEqual({
        kind: 'rows',
        rows: [
          { line: 1, cells: ['岗位', '人数'] },
          { line: 2, cells: [title, '3'] },
        ],
      });
      expect((await reader.ask({ kind: 'more', run: 1, sheet: 0 })).answer).toEqual({ kind: 'rows', rows: [] });
      await reader.ask({ kind: 'close' });
    }
  });

  it('gives way to the one that serves people', async () => {
    const reader = start();
    await reader.ask({ kind: 'close' });
    expect(getPriority(reader.pid)).toBeGreaterThan(getPriority());
  });

  it('ends at once when it is killed, whatever it does, and says why', async () => {
    const loop = file('loop.mjs', `process.on('message', () => { for (;;); });`);
    const reader = start(512, loop);
    const asked = reader.ask(open('never'));
    await sleep(300);
    reader.kill(new Error('the list is not wanted any more'));
    await expect(asked).rejects.toThrow('not wanted any more');
    await expect(reader.ask({ kind: 'close' })).rejects.toThrow('not wanted any more');
    for (const until = Date.now() + 5_000; alive(reader.pid) && Date.now() < until;) await sleep(20);
    expect(alive(reader.pid)).toBe(false);
  });

  it('is told from a file that is too large when it ends by itself', async () => {
    const reader = start(512, file('end.mjs', `process.on('message', () => process.exit(7));`));
    await expect(reader.ask(open('never'))).rejects.toMatchObject({ zh: expect.stringContaining('code 7'), name: 'Error' });
  });

  it('takes no more memory than it may, in its heap or beside it', async () => {
    const row = '<table:table-row><table:table-cell office:value-type="string"><text:p>焊工</text:p></table:table-cell></table:table-row>';
    const table = await repeated('<office:spreadsheet><table:table table:name="a">', row, 400_000, '</table:table></office:spreadsheet>');
    const path = file(
      'large.ods',
      zipOf([
        { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
        { name: 'META-INF/manifest.xml', content: '<manifest:manifest/>' },
        { name: 'styles.xml', content: '<office:document-styles/>' },
        { name: 'content.xml', content: table },
      ]),
    );
    await expect(start(192).ask(open(path))).rejects.toThrow('more than 192 MB of memory');
    const beside = file(
      'beside.mjs',
      `const kept = []; setInterval(() => kept.push(Buffer.alloc(20e6, 1)), 20); process.on('message', () => {});`,
    );
    await expect(start(192, beside).ask(open(path))).rejects.toThrow('more than 192 MB of memory');
  }, 60_000);

  it('reads the same workbook the same each time, be two processes busy beside it or not', async () => {
    const rows = Array.from({ length: 300 }, (_, i) => [`焊工${i}`, '潍坊甲1机械有限公司', `${i}`]);
    const path = file('list.xlsx', workbookOf({ sheets: [{ name: '表', xml: inlineRows(rows) }] }));
    const reader = start();
    const readings = async (times: number): Promise<void> => {
      for (let i = 0; i < times; i += 1) {
        await reader.ask(open(path));
        const { answer } = await reader.ask({ kind: 'more', run: 1, sheet: 0 });
        expect(answer.kind === 'rows' && answer.rows.map(({ cells }) => cells)).toEqual(rows);
        await reader.ask({ kind: 'close' });
      }
    };
    await readings(50);
    const busy = file('busy.mjs', 'for (;;);');
    start(512, busy);
    start(512, busy);
    await readings(50);
  }, 60_000);
});

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
