import { Injectable } from '@nestjs/common';
import { AccessService, Audit, Directory, OrgTree } from '#access';
import { Clock } from '#platform/db';

/** What whoever lets staff change something asks: who they are, what they may, where they stand, and where it is written. */
@Injectable()
export class Desk {
  constructor(
    readonly clock: Clock,
    readonly access: AccessService,
    readonly audit: Audit,
    readonly org: OrgTree,
    readonly directory: Directory,
  ) {}
}
