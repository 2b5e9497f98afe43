import { Injectable } from '@nestjs/common';
import { Audit } from '#access';
import { Clock } from '#platform/db';
import type { Principal } from '#platform/http';
import { Events, JobQueue } from '#platform/jobs';

/** What the use cases of a need tell the rest of the house, what they leave to jobs, and the time. */
@Injectable()
export class NeedPorts {
  constructor(
    readonly clock: Clock,
    readonly events: Events,
    readonly audit: Audit,
    readonly queue: JobQueue,
  ) {}

  /** Leaves a trace of what somebody did to a need. */
  trace(who: Principal | null, action: string, { id, nodePath }: { id: string; nodePath: string }, fields: object = {}): Promise<void> {
    return this.audit.record(who, action, { kind: 'need', id, nodePath }, fields);
  }
}
