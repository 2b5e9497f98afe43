import { RequestMethod, type DynamicModule, type INestApplicationContext, type Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { Settings } from '#platform/config';
import { Clock } from '#platform/db';
import { httpAdapter, PERMISSION, prepareHttp } from '#platform/http';

export interface Answered {
  /** 'POST /api/needs/:id/publish' */
  route: string;
  status: number;
  requestId: string;
}

export interface RunningApp {
  readonly app: NestFastifyApplication;
  readonly url: string;
  /** A provider of any module. */
  get<T>(token: Type<T> | (abstract new (...args: never[]) => T)): T;
  /** Every request that was answered so far, with the route that took it. */
  readonly answered: readonly Answered[];
  /** Safe to call twice. */
  readonly close: () => Promise<void>;
}

export interface ModuleOptions {
  /** Takes the place of the real one. */
  clock?: Clock;
  /** Further providers to take the place of. */
  replace?: [token: object, value: object][];
}

const running = new Set<RunningApp>();

// Whatever a spec has left open when it ends.
afterAll(async () => {
  for (const each of [...running]) await each.close();
});

/** Boots a module as the API does, on a free port. `clock` takes the place of the real one. */
export const startModule = async (
  module: Type | DynamicModule,
  settings: Settings,
  { clock, replace = [] }: ModuleOptions = {},
): Promise<RunningApp> => {
  const answered: Answered[] = [];
  const builder = Test.createTestingModule({ imports: [module] });
  if (clock) builder.overrideProvider(Clock).useValue(clock);
  for (const [token, value] of replace) builder.overrideProvider(token).useValue(value);
  const app = (await builder.compile()).createNestApplication<NestFastifyApplication>(httpAdapter(settings), {
    logger: ['error', 'fatal'],
    rawBody: true,
  });
  try {
    await prepareHttp(app, settings);
    app
      .getHttpAdapter()
      .getInstance()
      .addHook('onResponse', (request, reply, done) => {
        answered.push({ route: `${request.method} ${request.routeOptions.url ?? ''}`, status: reply.statusCode, requestId: request.id });
        done();
      });
    await app.listen(0, '127.0.0.1');
  } catch (error) {
    await app.close(); // or its timers and connections would keep Jest from ending
    throw error;
  }
  const handle: RunningApp = {
    app,
    answered,
    url: (await app.getUrl()).replace('localhost', '127.0.0.1'),
    get: <T>(token: Type<T> | (abstract new (...args: never[]) => T)) => app.get<T>(token, { strict: false }),
    close: async () => {
      if (running.delete(handle)) await app.close();
    },
  };
  running.add(handle);
  return handle;
};

export interface Route {
  method: string;
  /** With the parameters as they are declared: /api/needs/:id */
  path: string;
  permission: string | undefined;
  /** NeedController.publish */
  handler: string;
}

const pathsOf = (target: object): string[] => [(Reflect.getMetadata('path', target) as string | string[] | undefined) ?? ''].flat();

/** Every route of every controller, as the router knows it. */
export const routeTable = (app: INestApplicationContext): Route[] => {
  const scanner = new MetadataScanner();
  const controllers = app
    .get(DiscoveryService, { strict: false })
    .getControllers()
    .map(({ metatype }) => metatype as Type | null);
  return controllers.flatMap((controller) => {
    if (!controller) return [];
    const prototype = controller.prototype as Record<string, object>;
    return scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name]!;
      if (Reflect.getMetadata('path', handler) === undefined) return [];
      const method = RequestMethod[Reflect.getMetadata('method', handler) as RequestMethod];
      const permission = Reflect.getMetadata(PERMISSION, handler) as string | undefined;
      return pathsOf(controller).flatMap((base) =>
        pathsOf(handler).map((path) => ({
          method,
          path: `/${base}/${path}`.replace(/\/+/g, '/').replace(/(?<=.)\/$/, ''),
          permission,
          handler: `${controller.name}.${name}`,
        })),
      );
    });
  });
};
