import { createServer, type Server, type Socket } from 'node:net';
import { Global, Module } from '@nestjs/common';
import { Settings } from '#platform/config';
import { FieldCipher, loadKeys } from '#platform/crypto';
import { Clock } from '#platform/db';
import { freshDatabase, startModule, testSettings, type RunningApp } from '../../../../test/support/index.js';
import { Action, Resource } from './action.js';
import { Authenticator, Authorizer } from './principal.js';
import { HttpModule } from './http.module.js';

@Resource('door')
class DoorController {
  @Action({ method: 'POST', permission: 'public', rate: 'login', summary: 'Knock' })
  knock(): void {
    return undefined;
  }
}

const nobody = { authenticate: () => Promise.resolve(null), known: () => true, can: () => false };

@Global()
@Module({
  controllers: [DoorController],
  providers: [
    { provide: Authenticator, useValue: nobody },
    { provide: Authorizer, useValue: nobody },
    { provide: FieldCipher, useValue: new FieldCipher(loadKeys(testSettings())) },
    { provide: Settings, useValue: testSettings() },
    Clock,
  ],
  exports: [Authenticator, Authorizer, FieldCipher, Settings, Clock],
})
class Doors {}

@Module({ imports: [HttpModule, Doors] })
class Product {}

const LIMIT = 3;

describe('the limit of sign-ins', () => {
  const database = freshDatabase('embedded');
  const boot = async (more: Partial<Settings>): Promise<RunningApp> =>
    startModule(Product, await database.settings({ RATE_LOGIN: LIMIT, TRUSTED_PROXIES: 1, ...more }));
  const knock = async (app: RunningApp, from: string): Promise<number> =>
    (await fetch(`${app.url}/api/door`, { method: 'POST', headers: { 'x-forwarded-for': from } })).status;
  const knocks = async (app: RunningApp, from: string[]): Promise<number[]> => {
    const answers: number[] = [];
    for (const address of from) answers.push(await knock(app, address));
    return answers;
  };
  const tooMany = [204, 204, 204, 429, 429];

  it('counts a whole IPv6 connection as one visitor, and IPv4 addresses each', async () => {
    const app = await boot({});
    expect(
      await knocks(
        app,
        [1, 2, 3, 4, 5].map((n) => `2001:db8:7:7:${n}::${n}`),
      ),
    ).toEqual(tooMany);
    expect(await knocks(app, ['2001:db8:7:8::1', '198.51.100.1', '198.51.100.2'])).toEqual([204, 204, 204]);
  });

  it('holds when Redis was never there', async () => {
    const app = await boot({ REDIS_URL: 'redis://127.0.0.1:1' });
    expect(await knocks(app, Array<string>(5).fill('198.51.100.7'))).toEqual(tooMany);
  });

  it('holds when Redis takes connections and answers nothing', async () => {
    const sockets: Socket[] = [];
    const silent: Server = createServer((socket) => void sockets.push(socket));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    try {
      const app = await boot({ REDIS_URL: `redis://127.0.0.1:${(silent.address() as { port: number }).port}` });
      expect(await knocks(app, Array<string>(5).fill('198.51.100.8'))).toEqual(tooMany);
      await app.close();
    } finally {
      for (const socket of sockets) socket.destroy();
      silent.close();
    }
  });

  const withRedis = process.env['TEST_REDIS_URL'] ? it : it.skip;
  withRedis('is one for all processes while Redis answers', async () => {
    const settings = { REDIS_URL: process.env['TEST_REDIS_URL'] };
    const [one, two] = [await boot(settings), await boot(settings)];
    const from = `2001:db8:${Date.now().toString(16).slice(-4)}:${process.pid.toString(16).slice(-4)}::1`;
    expect(await knocks(one, [from, from])).toEqual([204, 204]);
    expect(await knocks(two, [from, from])).toEqual([204, 429]);
  });
});
