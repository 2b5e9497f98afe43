import { Injectable } from '@nestjs/common';
import { idsOf } from '#access';
import { MatchingReads } from '../matching.reads.js';

/** Whom the last run of an office, or of one above it, found: what fairs are planned for is what is left. */
@Injectable()
export class FoundByMatching {
  constructor(private readonly reads: MatchingReads) {}

  async foundBelow(nodePath: string): Promise<{ at: Date; people: ReadonlyMap<string, number> } | null> {
    const run = await this.reads.last(idsOf(nodePath));
    return run?.finishedAt ? { at: run.finishedAt, people: await this.reads.found(run.id) } : null;
  }
}
