import { openDatabase } from '#platform/db';
import { freshDatabase, freshQueue, runCli, startProcess } from '../support/index.js';

/** Specs run as CommonJS and the product as ES modules: this suite starts what is really delivered. */
describe('the built program', () => {
  describe('on the embedded database', () => {
    const database = freshDatabase('embedded');

    it('serves its pages and its contract, keeps a second process out, and ends in order when told to', async () => {
      const settings = await database.settings({ PUBLIC_URL: 'https://jobs.weifang.example' });
      const api = await startProcess('api', { settings });
      const page = await fetch(`${api.url}/`);
      expect(page.status).toBe(200);
      expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self'(?!.*script-src)/);
      expect(page.headers.get('content-security-policy')).not.toMatch(/script-src[^;]*unsafe-inline/);
      expect((await fetch(`${api.url}/console/`)).status).toBe(200);
      expect(await (await fetch(`${api.url}/robots.txt`)).text()).toContain('Disallow: /console/');
      const sitemap = await (await fetch(`${api.url}/sitemap.xml`)).text();
      expect(sitemap).toContain('<loc>https://jobs.weifang.example/fairs</loc>');
      const unknown = await fetch(`${api.url}/nowhere/at-all?x=1`);
      expect([unknown.status, unknown.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
      expect(await unknown.text()).toContain('没有这个页面');
      const unknownApi = await fetch(`${api.url}/api/nowhere`);
      expect([unknownApi.status, unknownApi.headers.get('content-type')]).toEqual([
        404,
        expect.stringContaining('application/problem+json'),
      ]);
      expect((await fetch(`${api.url}/api/board`)).status).toBe(200);
      expect(((await (await fetch(`${api.url}/api/openapi.json`)).json()) as { openapi: string }).openapi).toBe('3.1.0');
      // The contract as a page to read, with nothing of it from elsewhere.
      const reference = await (await fetch(`${api.url}/api`)).text();
      const parts = [...reference.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address);
      expect(parts).toHaveLength(4);
      for (const part of parts) expect([part, (await fetch(new URL(part, api.url))).status]).toEqual([part, 200]);
      expect(parts.filter((part) => !part.startsWith('/api/reference/'))).toEqual([]);
      expect((await fetch(`${api.url}/api/reference/package.json`)).status).toBe(404);
      expect(await (await fetch(`${api.url}/metrics`)).text()).toContain('process_cpu');

      const second = await startProcess('api', { settings, readyAt: false });
      expect(await second.exited).toBe(1);
      expect(second.output()).toContain(`in use by process ${api.pid}`);

      expect(await api.kill('SIGTERM')).toBe(0);
    }, 60_000);

    it('has no worker: the API does the work itself', async () => {
      const worker = await startProcess('worker', { settings: await database.settings(), readyAt: false });
      expect(await worker.exited).toBe(1);
      expect(worker.output()).toContain('REDIS_URL');
    }, 30_000);

    it('does not start with a wrong setting, and names it', async () => {
      const api = await startProcess('api', { env: { UPLOAD_MIB: 'many', GANGQIAO_CITTY: '370700' }, readyAt: false });
      expect(await api.exited).toBe(1);
      expect(api.output()).toContain('UPLOAD_MIB');
      expect(api.output()).toContain('GANGQIAO_CITTY');
    }, 30_000);
  });

  const withServers = process.env['TEST_MYSQL_URL'] && process.env['TEST_REDIS_URL'] ? describe : describe.skip;
  withServers('on MariaDB and Redis', () => {
    const database = freshDatabase('mariadb');
    const latin = freshDatabase('mariadb');
    const queue = freshQueue();

    it('waits for the migrations, which a command runs, then works as an API and a worker', async () => {
      const settings = await database.settings({ REDIS_URL: queue.redisUrl });
      const early = await startProcess('api', { settings, readyAt: '/health/live' });
      expect((await fetch(`${early.url}/health/ready`)).status).toBe(503);
      expect(await early.kill()).toBe(0);

      expect(await runCli(['migrate'], { settings })).toMatchObject({ status: 0 });
      const api = await startProcess('api', { settings });
      const worker = await startProcess('worker', { settings });
      expect((await fetch(`${worker.url}/api/board`)).status).toBe(404);
      expect(await Promise.all([api.kill(), worker.kill()])).toEqual([0, 0]);
    }, 90_000);

    it('makes no tables in a database that does not keep Chinese characters; the doctor, too, says how to change it', async () => {
      const settings = await latin.settings({ REDIS_URL: queue.redisUrl, GANGQIAO_MIGRATE: true });
      const database = new URL(settings.DATABASE_URL ?? '').pathname.slice(1);
      const source = await openDatabase(settings, []);
      await source.query(`ALTER DATABASE ${database} CHARACTER SET latin1`);
      const mend = `ALTER DATABASE \`${database}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`;

      const migrating = await runCli(['migrate'], { settings });
      expect([migrating.status, migrating.stderr]).toEqual([expect.any(Number), expect.stringContaining(mend)]);
      expect(migrating.status).not.toBe(0);
      const api = await startProcess('api', { settings, readyAt: false });
      expect(await api.exited).toBe(1);
      expect(api.output()).toContain(mend);
      expect((await runCli(['doctor'], { settings })).stdout).toMatch(/fault +characters.*latin1/);
      expect(await source.query('SHOW TABLES')).toEqual([]);

      await source.query(mend);
      await source.destroy();
      expect((await runCli(['migrate'], { settings })).status).toBe(0);
      expect((await runCli(['doctor'], { settings })).stdout).toMatch(/ok +characters/);
    }, 90_000);
  });
});
