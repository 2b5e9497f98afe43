import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard, RouteCheck } from './access.guard.js';
import { AnonymousReads } from './anonymous-reads.js';
import { ProblemFilter } from './problem.filter.js';

/** Guard and filter of every route. The application provides `Authenticator` and `Authorizer` globally. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [RouteCheck, AnonymousReads, { provide: APP_GUARD, useClass: AccessGuard }, { provide: APP_FILTER, useClass: ProblemFilter }],
  exports: [AnonymousReads],
})
export class HttpModule {}
