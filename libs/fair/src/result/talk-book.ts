import { Injectable } from '@nestjs/common';
import { newId } from '#platform/db';
import type { Principal } from '#platform/http';
import { BoothRepository } from '../booth/booth.repository.js';
import { reasonFor } from '../domain/outcome.js';
import type { TalkKind } from '../domain/results.js';
import type { Fair } from '../fair.entity.js';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { OutcomeTaker } from '../outcome/outcome-taker.js';

/** What an enterprise says of one person afterwards, as it would have at its booth. */
@Injectable()
export class TalkBook {
  constructor(
    private readonly booths: BoothRepository,
    private readonly taker: OutcomeTaker,
    private readonly ports: FairPorts,
  ) {}

  /** In the caller's unit of work.
   * @throws Problem where it has no booth, there is no such ticket, or it cannot be said after what was said before */
  async say(
    { userId: byId }: Principal,
    fair: Fair,
    enterpriseId: string,
    { number, kind, reason, needId = null }: { number: string; kind: TalkKind; reason?: unknown; needId?: string | null | undefined },
  ): Promise<void> {
    const [booth] = await this.booths.shares(fair.id, enterpriseId);
    if (!booth) throw problems('fair.not_booked');
    const id = newId();
    const said = { id, number, kind, reason: reasonFor(kind, reason), needId, at: this.ports.clock.now(), deviceId: null, byId };
    const refusal = (await this.taker.take({ fairId: fair.id, enterpriseId, boothId: booth.id }, [said])).get(id);
    if (refusal) throw problems(`outcome.${refusal}`);
  }
}
