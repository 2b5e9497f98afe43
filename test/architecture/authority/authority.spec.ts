import { eachDatabase } from '../../support/databases.js';
import { CLAIMS_ON_FAIRS } from './claims-on-fairs.js';
import { CLAIMS_ON_PEOPLE } from './claims-on-people.js';
import { CLAIMS_ON_PLACES } from './claims-on-places.js';
import { CLAIMS_ON_TRIPS } from './claims-on-trips.js';
import { CLAIMS_ON_TURNS } from './claims-on-turns.js';
import { CLAIMS_ON_WEBHOOKS } from './claims-on-webhooks.js';
import { namingFields } from './fields.js';
import { authorityScene, type Scene } from './scene.js';

const CLAIMS = [
  ...CLAIMS_ON_PLACES,
  ...CLAIMS_ON_FAIRS,
  ...CLAIMS_ON_PEOPLE,
  ...CLAIMS_ON_TRIPS,
  ...CLAIMS_ON_TURNS,
  ...CLAIMS_ON_WEBHOOKS,
];
const nameOf = ({ route, field }: { route: string; field: string }): string => `${route} ${field}`;
/** What a list is asked for, and what a preview is: the claims have those that are no lists. */
const claimed = new Set(CLAIMS.flatMap(({ route, fields }) => fields.map((field) => nameOf({ route, field }))));
const narrowing = namingFields().filter((one) => one.route.startsWith('GET ') && !one.isPublic && !claimed.has(nameOf(one)));

/** Of somebody else, for each name that a filter has. */
const FOREIGN: Record<string, (scene: Scene) => string> = {
  '?node': ({ away }) => away,
  '?county': ({ away }) => away,
  '?enterprise': ({ otherFirmId }) => otherFirmId,
  '?supplier': ({ otherSupplierId }) => otherSupplierId,
  '?batch': ({ otherBatchId }) => otherBatchId,
  '?need': ({ otherNeedId }) => otherNeedId,
  // A fair that there is not finds nothing.
  '?fair': ({ otherNeedId }) => otherNeedId,
  '?round': ({ roundId }) => roundId,
  '?trip': ({ otherTripId }) => otherTripId,
  '?userId': ({ otherCounty }) => otherCounty.userId,
  '?objectId': ({ otherNeedId }) => otherNeedId,
};

describe('authority', () => {
  it('is asked of every field that names whose or where something is: a new one is listed here with what refuses it', () => {
    const open = namingFields().filter((one) => !one.route.startsWith('GET ') && !claimed.has(nameOf(one)));
    expect(open.map(nameOf)).toEqual([]);
    expect(narrowing.filter(({ field }) => !FOREIGN[field]).map(nameOf)).toEqual([]);
    const known = new Set(namingFields().map(nameOf));
    expect([...claimed].filter((name) => !known.has(name))).toEqual([]);
  });

  eachDatabase((database) => {
    let scene: Scene;

    beforeAll(async () => {
      scene = await authorityScene(database);
    }, 120_000);

    it.each(CLAIMS.map((claim): [string, string, (typeof CLAIMS)[number]] => [claim.route, claim.says, claim]))(
      '%s: nothing comes of it when %s',
      async (_, __, { ask, refused }) => refused(await ask(scene), scene),
    );

    it('shows through a filter nothing that the list does not show without it', async () => {
      const wrong: string[] = [];
      for (const { route, field } of narrowing) {
        const path = route.replace('GET ', '').replace(':id', parentOf(route, scene));
        for (const who of ['county', 'auditor', 'firm', 'station'] as const) {
          const idsOf = async (query: string): Promise<string[] | null> => {
            const { status, body } = await scene[who].get<{ items?: { id?: string }[] }>(`${path}${query}`);
            if (status >= 500) wrong.push(`${who}: ${route}${query} answered ${status}`);
            return status === 200 && body.items ? body.items.map((item) => JSON.stringify(item)) : null;
          };
          const whole = await idsOf('?limit=200');
          const filtered = await idsOf(`?limit=200&${field.slice(1)}=${FOREIGN[field]?.(scene)}`);
          if (filtered?.some((item) => !whole?.includes(item))) wrong.push(`${who}: ${nameOf({ route, field })} shows more`);
        }
      }
      expect(wrong).toEqual([]);
    });
  });
});

/** The object that a list below it belongs to. */
const parentOf = (route: string, { runId, roundId }: Scene): string => (route.includes('/matching-runs/') ? runId : roundId);
