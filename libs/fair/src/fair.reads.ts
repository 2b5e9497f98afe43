import { Injectable } from '@nestjs/common';
import type { Fair } from './fair.entity.js';
import { FairRepository } from './fair.repository.js';

export type FairView = Readonly<Fair>;

/** Answers other libraries' questions about fairs; checks no permission. */
@Injectable()
export class FairReads {
  constructor(private readonly fairs: FairRepository) {}

  many(ids: readonly string[]): Promise<FairView[]> {
    return this.fairs.many(ids);
  }
}
