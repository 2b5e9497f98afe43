import { OrgTree } from '#access';
import { UnitOfWork } from '#platform/db';
import { startApp } from '../../../test/support/app.js';
import { signedIn, type Client } from '../../../test/support/client.js';
import { TestClock } from '../../../test/support/clock.js';
import { eachDatabase } from '../../../test/support/databases.js';
import type { RunningApp } from '../../../test/support/http.js';
import { enrolFirms } from './testing/firms.js';

interface Stratum {
  stratum: string;
  stratumSize: number;
  stratumDrawn: number;
}
interface Member {
  id: string;
  enterpriseId: string;
  stratum: string;
  stratumSize: number;
}

eachDatabase((database) => {
  let app: RunningApp;
  let city: Client;
  let county: Client;
  let firm: string;

  beforeAll(async () => {
    app = await startApp({ database, clock: new TestClock() });
    const node = await app.get(UnitOfWork).run(() => app.get(OrgTree).ensureCity());
    [firm] = await enrolFirms(app);
    city = await signedIn(app, [{ role: 'city-staff', nodeId: node.id }]);
    county = await signedIn(app, [{ role: 'county-staff', nodeId: '370702' }]);
  }, 60_000);

  it('an enterprise stays in the stratum that it was drawn in, whatever its size becomes while the round is open', async () => {
    const round = { quarter: '2026Q4', opensOn: '2026-11-25', closesOn: '2026-12-31', seed: 7, sharePercent: 20, stratumMinimum: 2 };
    const { body, status } = await city.post<{ id: string }>('/api/survey-rounds', round);
    expect(status).toBe(201);
    expect((await city.post(`/api/survey-rounds/${body.id}/open`)).status).toBe(200);
    const strata = async () => (await city.get<Stratum[]>(`/api/survey-rounds/${body.id}/strata`)).body;
    const member = async () =>
      (await city.get<{ items: Member[] }>(`/api/survey-answers?round=${body.id}&enterprise=${firm}`)).body.items[0];
    const [before, drawn] = [await member(), await strata()];
    expect(drawn.length).toBeGreaterThan(1);

    const { version } = (await county.get<{ version: number }>(`/api/enterprises/${firm}`)).body;
    const edited = { sizeClass: 'large', employees: 4_000, industryCode: 'H62' };
    expect((await county.patch(`/api/enterprises/${firm}`, edited, { headers: { 'if-match': `"${version}"` } })).status).toBe(200);

    expect(await member()).toMatchObject({ stratum: before?.stratum, stratumSize: before?.stratumSize });
    expect(await strata()).toEqual(drawn);
  });
});
