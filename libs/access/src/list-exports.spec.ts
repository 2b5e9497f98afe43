import { request } from 'node:http';
import { startApp } from '../../../test/support/app.js';
import { signedIn, type Client } from '../../../test/support/client.js';
import { eachDatabase } from '../../../test/support/databases.js';
import type { RunningApp } from '../../../test/support/http.js';
import type { Principal } from '#platform/http';
import { ListExports } from './list-exports.service.js';
import { OrgTree } from './org-tree.service.js';

const AUDIT = '/api/audit-entries/export';

eachDatabase((database) => {
  let app: RunningApp;
  let auditor: Client & { userId: string };

  beforeAll(async () => {
    app = await startApp({ database });
    const { id } = await app.get(OrgTree).ensureCity();
    auditor = await signedIn(app, [{ role: 'auditor', nodeId: id }]);
  }, 60_000);

  const statusOf = async (path: string) => (await auditor.get<{ code?: string }>(path)).status;
  /** Asks and goes away with the first of the answer, on a connection of its own. */
  const hangUp = (path: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const { cookie } = auditor as unknown as { cookie: string };
      const asking = request(`${auditor.url}${path}`, { agent: false, headers: { cookie } }, (answer) => {
        answer.destroy();
        expect(answer.statusCode).toBe(200);
        resolve();
      });
      asking.on('error', reject).end();
    });
  /** Somebody whose table is being written until it is said that it is done. */
  const writing = (userId: string) => {
    let done = (): void => undefined;
    const until = new Promise<void>((resolve) => (done = resolve));
    return { done, written: app.get(ListExports).alone({ userId } as Principal, () => until) };
  };

  describe('what may be as long as a whole table', () => {
    it('is written for three people at a time, and the fourth is told to come again', async () => {
      const three = ['a', 'b', 'c'].map(writing);
      for (const path of [AUDIT, `${AUDIT}?format=xlsx`, '/api/needs/export']) {
        const { status, body } = await auditor.get<{ code: string }>(path);
        expect([path, status, body.code]).toEqual([path, 429, 'export.busy']);
      }
      three[0]?.done();
      await three[0]?.written;
      expect(await statusOf(AUDIT)).toBe(200);
      for (const { done, written } of three) await (done(), written);
    });

    it('is written once at a time for one person, whatever table it is', async () => {
      const { done, written } = writing(auditor.userId);
      for (const path of [AUDIT, '/api/needs/export']) expect([path, await statusOf(path)]).toEqual([path, 429]);
      await (done(), written);
      expect(await statusOf(AUDIT)).toBe(200);
    });

    it('keeps nobody’s place when its reader goes away, or its making fails', async () => {
      for (const format of ['csv', 'xlsx']) await hangUp(`${AUDIT}?format=${format}`);
      await expect(app.get(ListExports).alone({ userId: 'x' } as Principal, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
      for (let n = 0; n < 50 && (await statusOf(AUDIT)) === 429; n += 1) await new Promise((resolve) => setTimeout(resolve, 100));
      expect(await statusOf(AUDIT)).toBe(200);
    });
  });
});
