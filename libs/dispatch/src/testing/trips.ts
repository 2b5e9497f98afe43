import type { Principal } from '#platform/http';
import { TestClock } from '../../../../test/support/clock.js';
import type { TestDatabase } from '../../../../test/support/databases.js';
import { person, startStations, type Stations } from '../../../../test/support/stations.js';
import type { LineState } from '../domain/line.js';
import { ManifestService } from '../manifest.service.js';
import { PromiseService } from '../promise.service.js';
import { RollCallService } from '../roll-call.service.js';
import { TripService } from '../trip.service.js';
import { workers } from './people.js';

export const codeOf = (error: unknown): string => (error as { code?: string }).code ?? String(error);

/** The whole house, and trips in it as far as a test wants them to be. */
export class Trips {
  readonly clock = new TestClock();
  house!: Stations;
  promises!: PromiseService;
  trips!: TripService;
  manifest!: ManifestService;
  rollCalls!: RollCallService;

  async start(database: TestDatabase): Promise<this> {
    this.house = await startStations(database, this.clock);
    database.atEnd(this.house.close);
    this.promises = this.house.get(PromiseService);
    this.trips = this.house.get(TripService);
    this.manifest = this.house.get(ManifestService);
    this.rollCalls = this.house.get(RollCallService);
    return this;
  }

  /** A station that promised so many people to a factory, which accepted. */
  readonly scene = async (people: number) => {
    const { house, promises, trips } = this;
    const [supplierId, enterpriseId] = [await house.supplier('示例站', { contactPhone: '0451-8000000' }), await house.enterprise()];
    const [needId, batchId] = [await house.need(enterpriseId, people), await house.batch(supplierId, people)];
    const [station, factory] = [person('supplier', { supplierId }), person('enterprise', { enterpriseId })];
    const promise = await promises.make(station, { proposalId: null, needId, batchId, people, requestKey: null });
    await promises.accept(factory, promise.id);
    const plan = (more: object = {}) =>
      trips.plan(station, {
        requestKey: null,
        mode: 'train',
        vehicle: 'K1234',
        departAt: new Date('2026-11-25T02:00:00Z'),
        arriveAt: new Date('2026-11-26T02:00:00Z'),
        fromPlace: '哈尔滨',
        toPlace: '潍坊',
        note: null,
        promiseIds: [promise.id],
        ...more,
      });
    return { supplierId, enterpriseId, needId, batchId, station, factory, promise, plan };
  };

  /** A scene whose people all stand on the manifest of a trip. */
  readonly aboard = async (people: number) => {
    const all = await this.scene(people);
    const { trip } = await all.plan();
    const lines = (await this.manifest.add(all.station, trip.id, workers(people))).map((view) => view.line.id);
    return { ...all, tripId: trip.id, lines };
  };

  /** A roll call, in which the one who calls says of each line what became of it. */
  readonly call = (
    who: Principal,
    tripId: string,
    kind: 'depart' | 'arrive' | 'hand_over' | 'confirm',
    answers: [string, LineState][],
    at = this.clock.now(),
  ) => {
    const all = answers.map(([lineId, state]) => ({ lineId, state, at, reason: null }));
    return this.rollCalls.take(who, tripId, kind, { answers: all, done: null });
  };

  readonly tick = (): void => this.clock.advance({ minutes: 10 });
}
