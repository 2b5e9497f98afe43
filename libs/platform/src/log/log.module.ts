import { Module, type DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { Settings } from '#platform/config';
import { requestContext } from '#platform/http';

/** JSON lines on standard output. No body, query, cookie or personal value is ever logged. */
@Module({})
export class LogModule {
  static of(settings: Settings): DynamicModule {
    return {
      module: LogModule,
      imports: [
        LoggerModule.forRoot({
          pinoHttp: {
            level: settings.LOG_LEVEL,
            autoLogging: { ignore: (request) => request.url?.startsWith('/health') ?? false },
            customSuccessMessage: (request, response) => `${request.method} ${response.statusCode}`,
            customLogLevel: (_request, response, error) =>
              error || response.statusCode >= 500 ? 'error' : response.statusCode >= 400 ? 'info' : 'debug',
            mixin: () => {
              const context = requestContext();
              return context ? { requestId: context.requestId, ...(context.principal ? { userId: context.principal.userId } : {}) } : {};
            },
            serializers: {
              req: (request: { method: string; url: string }) => ({ method: request.method, path: request.url.split('?')[0] }),
              res: (response: { statusCode: number }) => ({ status: response.statusCode }),
            },
          },
        }),
      ],
    };
  }
}
