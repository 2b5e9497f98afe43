import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { AccessGuard, RouteCheck } from './access.guard.js';
import { AnonymousReads } from './anonymous-reads.js';
import { KnownFields } from './known-fields.js';
import { CursorSeal } from './cursor-seal.js';
import { ProblemFilter } from './problem.filter.js';

/** Guard and filter of every route. The application provides `Authenticator` and `Authorizer` globally. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    RouteCheck,
    AnonymousReads,
    CursorSeal,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_INTERCEPTOR, useClass: KnownFields },
    { provide: APP_INTERCEPTOR, useExisting: CursorSeal },
  ],
  exports: [AnonymousReads, CursorSeal],
})
export class HttpModule {}
