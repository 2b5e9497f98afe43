import { Injectable } from '@nestjs/common';
import { stateOf, type FairState } from './domain/states.js';
import type { Fair } from './fair.entity.js';
import { FairRepository } from './fair.repository.js';

/** `state` is its phase; `stage` says where in it the fair is. */
export type FairView = Readonly<Fair> & { readonly stage: FairState };

/** Answers other libraries' questions about fairs; checks no permission. */
@Injectable()
export class FairReads {
  constructor(private readonly fairs: FairRepository) {}

  async many(ids: readonly string[]): Promise<FairView[]> {
    return (await this.fairs.many(ids)).map((fair) => ({ ...fair, stage: stateOf(fair) }));
  }
}
