import { Injectable } from '@nestjs/common';
import { Audit } from '#access';
import { Clock } from '#platform/db';
import type { Principal } from '#platform/http';
import { Events } from '#platform/jobs';

/** What the use cases of fairs tell the rest of the house, and the time. */
@Injectable()
export class FairPorts {
  constructor(
    readonly clock: Clock,
    readonly events: Events,
    readonly audit: Audit,
  ) {}

  /** Leaves a trace of what somebody did to a fair. */
  trace(who: Principal, action: string, { id, nodePath }: { id: string; nodePath: string }, fields: object = {}): Promise<void> {
    return this.audit.record(who, action, { kind: 'fair', id, nodePath }, fields);
  }
}
