import { Injectable } from '@nestjs/common';
import { Audit } from '#access';
import { Clock } from '#platform/db';
import { Events, JobAdmin, JobQueue } from '#platform/jobs';

/** What the use cases start, tell and log. */
@Injectable()
export class MatchingPorts {
  constructor(
    readonly clock: Clock,
    readonly events: Events,
    readonly queue: JobQueue,
    readonly jobs: JobAdmin,
    readonly audit: Audit,
  ) {}
}
