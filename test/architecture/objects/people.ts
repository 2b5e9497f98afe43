/** The people who look for each other's objects, and the city they do it in. */
import { OrgTree } from '#access';
import { UnitOfWork } from '#platform/db';
import type { Role } from '#platform/http';
import { TestClock } from '../../support/clock.js';
import { signedIn, type Client } from '../../support/client.js';
import type { TestDatabase } from '../../support/databases.js';
import { startStations, type Stations } from '../../support/stations.js';

export type Somebody =
  | 'admin'
  | 'city'
  | 'county'
  | 'otherCounty'
  | 'firm'
  | 'otherFirm'
  | 'station'
  | 'otherStation'
  | 'auditor'
  | 'otherAuditor'
  | 'applicant';
export const ROLE: Record<Somebody, Role | null> = {
  admin: 'city-admin',
  city: 'city-staff',
  county: 'county-staff',
  otherCounty: 'county-staff',
  firm: 'enterprise',
  otherFirm: 'enterprise',
  station: 'supplier',
  otherStation: 'supplier',
  auditor: 'auditor',
  otherAuditor: 'auditor',
  applicant: null,
};

export interface Thing {
  id: string;
  /** Whose it is or who looks after it. */
  seenBy: Somebody[];
  /** Who may do nothing at all with it, although their role uses such routes. */
  hiddenFrom: Somebody[];
}

/** Objects by the path of their routes. */
export type Things = Map<string, Thing>;
/** Who sees a thing and who does not. */
export type Sight = Pick<Thing, 'seenBy' | 'hiddenFrom'>;
export const ofPlace: Sight = {
  seenBy: ['city', 'county', 'firm', 'auditor'],
  hiddenFrom: ['otherCounty', 'otherFirm', 'otherAuditor'],
};

interface Place {
  id: string;
  path: string;
}
export interface Stage {
  house: Stations;
  at: Date;
  who: Record<Somebody, Client & { userId: string }>;
  city: Place;
  /** The county of `mine`, and of whoever looks after it. */
  home: Place;
  /** The enterprise of `firm`. */
  mine: string;
  /** That of `station`. */
  supplierId: string;
  insert(entity: string, row: Record<string, unknown> & { id: string }): Promise<string>;
}

export const settle = async (database: TestDatabase): Promise<Stage> => {
  const clock = new TestClock();
  const at = clock.now();
  const house = await startStations(database, clock);
  database.atEnd(house.close);
  const tree = house.get(OrgTree);
  const [city, home] = [await tree.city(), (await tree.byId('370702'))!];
  const [mine, theirs] = [await house.enterprise('本企业'), await house.enterprise('外企业', '370703')];
  const [supplierId, otherSupplierId] = [await house.supplier('本站'), await house.supplier('外站')];
  const person = (role: 'city-admin' | 'city-staff' | 'county-staff' | 'auditor', nodeId: string) => signedIn(house, [{ role, nodeId }]);
  const applicant = await signedIn(house, []);
  const who: Stage['who'] = {
    admin: await person('city-admin', city.id),
    city: await person('city-staff', city.id),
    county: await person('county-staff', home.id),
    otherCounty: await person('county-staff', '370703'),
    applicant,
    firm: await signedIn(house, [{ role: 'enterprise', enterpriseId: mine }]),
    otherFirm: await signedIn(house, [{ role: 'enterprise', enterpriseId: theirs }]),
    station: await signedIn(house, [{ role: 'supplier', supplierId }]),
    otherStation: await signedIn(house, [{ role: 'supplier', supplierId: otherSupplierId }]),
    auditor: await person('auditor', city.id),
    otherAuditor: await person('auditor', '370703'),
  };
  const insert: Stage['insert'] = async (entity, row) => {
    const uow = house.get(UnitOfWork);
    await uow.run(() => uow.manager.insert(entity, row));
    return row.id;
  };
  return { house, at, who, city, home, mine, supplierId, insert };
};
