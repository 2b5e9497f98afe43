import { Injectable } from '@nestjs/common';
import { FieldCipher, normalise } from '#platform/crypto';
import { UnitOfWork } from '#platform/db';
import type { Principal } from '#platform/http';
import type { ManifestLine } from './dispatch.entity.js';
import { DispatchPorts } from './dispatch.ports.js';
import { problems } from './dispatch.problems.js';
import { sightOf } from './domain/sight.js';
import { LineViews, type LineView } from './line.views.js';
import { ManifestService, type NewLine } from './manifest.service.js';
import { PeopleLedger } from './people-ledger.js';
import { TripAccess, type TripWithStops } from './trip.access.js';
import { TripRepository } from './trip.repository.js';

export type Substitute = Omit<NewLine, 'promiseId' | 'returning' | 'place'>;

/** Somebody drops out before the group has left, and another person travels in their place. */
@Injectable()
export class SubstitutionService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly trips: TripRepository,
    private readonly access: TripAccess,
    private readonly manifest: ManifestService,
    private readonly people: PeopleLedger,
    private readonly views: LineViews,
    private readonly cipher: FieldCipher,
    private readonly ports: DispatchPorts,
  ) {}

  /** Who drops out stays on the manifest as not come, with the reason; the other one takes their place with the enterprise. The same
   * person for the same place twice is once.
   * @throws Problem 409 once the group has left, when the place was given to others, or somebody else has it; 422 as the manifest does. */
  async substitute(who: Principal, tripId: string, lineId: string, given: Substitute, reason: string): Promise<LineView> {
    return this.uow.run(async () => {
      const seen = await this.access.runForUpdate(who, tripId);
      const { trip } = seen;
      const gone = await this.trips.line(tripId, lineId);
      if (!gone) throw problems('trip.line_unknown');
      const view = (line: ManifestLine): LineView => this.views.view(line, sightOf(who, trip, line));
      const there = await this.trips.substituteOf(lineId);
      if (there) {
        if (there.idHash !== this.cipher.blindIndex('id_number', normalise.idNumber(given.idNumber))) throw problems('manifest.replaced');
        return view(there);
      }
      if (trip.state !== 'planned' && trip.state !== 'boarding') throw problems('trip.state', { state: trip.state });
      await this.dropOut(seen, gone, reason);
      const line = { ...given, promiseId: gone.promiseId, returning: gone.returning };
      const [substitute] = await this.manifest.put(seen, [line], gone.id);
      const said = { lineId: gone.id, reason };
      await this.ports.audit.record(who, 'manifest.substituted', { kind: 'trip', id: tripId, nodePath: trip.nodePath }, said);
      return view(substitute as ManifestLine);
    });
  }

  /** The place stays committed for whoever comes instead, or is taken again when a roll call has given it back. */
  private async dropOut({ trip, stops }: TripWithStops, gone: ManifestLine, reason: string): Promise<void> {
    if (gone.state !== 'listed' && gone.state !== 'no_show') throw problems('manifest.travelled');
    const stop = stops.find(({ promiseId }) => promiseId === gone.promiseId);
    if (gone.state === 'no_show') {
      if (stop && !gone.returning)
        await this.people.apply('recommit', { id: stop.promiseId, needId: stop.needId, batchId: stop.batchId }, 1, 'listed', trip.id);
      return;
    }
    const now = this.ports.clock.now();
    await this.trips.updateLine(gone.id, { state: 'no_show', stateAt: now, reason, travellerKey: null });
  }
}
