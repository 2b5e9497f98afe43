import { Controller, Get, Global, Module, type DynamicModule } from '@nestjs/common';
import { ConfigModule } from '#platform/config';
import { FieldCipher } from '#platform/crypto';
import { Clock } from '#platform/db';
import { Action, Authenticator, Authorizer, HttpModule, Resource } from '#platform/http';
import { routeTable, startModule, TestClock, testSettings } from './index.js';

@Resource('hours')
class HourController {
  constructor(private readonly clock: Clock) {}

  @Action({ method: 'GET', path: 'now', permission: 'public', status: 200, summary: 'The time' })
  now(): { at: Date } {
    return { at: this.clock.now() };
  }

  @Action({ method: 'PATCH', path: ':id', permission: 'hour.change', summary: 'Another time' })
  change(): void {}
}

@Controller('open')
class ForgottenController {
  @Get()
  all(): string {
    return 'secret';
  }
}

@Global()
@Module({
  providers: [
    Clock,
    { provide: FieldCipher, useValue: new FieldCipher({ keys: new Map(), indexKey: Buffer.alloc(32), source: 'file' }) },
    { provide: Authenticator, useValue: { authenticate: () => Promise.resolve(null) } },
    { provide: Authorizer, useValue: { can: () => false, known: (name: string) => name === 'hour.change' } },
  ],
  exports: [Clock, FieldCipher, Authenticator, Authorizer],
})
class Access {}

@Module({})
class App {
  static of(controllers: DynamicModule['controllers']): DynamicModule {
    return { module: App, imports: [ConfigModule.of(testSettings()), Access, HttpModule], controllers };
  }
}

describe('a module under test', () => {
  it('answers on a free port, at the time the test says', async () => {
    const { url } = await startModule(App.of([HourController]), testSettings(), { clock: new TestClock('2026-01-01T00:00:00Z') });
    expect(await (await fetch(`${url}/api/hours/now`)).json()).toEqual({ at: '2026-01-01T00:00:00.000Z' });
  });

  it('shows its routes with their permissions', async () => {
    const { app } = await startModule(App.of([HourController]), testSettings());
    expect(routeTable(app)).toEqual([
      { method: 'GET', path: '/api/hours/now', permission: 'public', handler: 'HourController.now' },
      { method: 'PATCH', path: '/api/hours/:id', permission: 'hour.change', handler: 'HourController.change' },
    ]);
  });

  it('does not start with a route that nobody gave a permission', async () => {
    await expect(startModule(App.of([ForgottenController]), testSettings())).rejects.toThrow('ForgottenController.all');
  });
});
