import { type Client } from '../support/client.js';
import { eachDatabase } from '../support/index.js';
import { ok } from './city.js';
import { SurveyedCity } from './surveyed-city.js';

interface Round {
  id: string;
  state: string;
  latestVersion: number;
  publishedVersion: number;
  askedVersion: number;
}
interface Preview {
  quarter: string;
  sampled: number;
  responded: number;
  estimate: number | null;
  tables: { table: string; figures: number; withheld: number }[];
  top: { rank: number; estimate: number }[];
}

eachDatabase((database) => {
  const house = new SurveyedCity();
  let id = '';
  const ask = (by: Client) => by.post<Round & { code?: string }>(`/api/survey-rounds/${id}/ask-publication`);
  const publish = (by: Client) => by.post<Round & { code?: string }>(`/api/survey-rounds/${id}/publish`);
  const reopen = (by: Client, body = {}) => by.post<Round & { code?: string }>(`/api/survey-rounds/${id}/reopen`, body);

  beforeAll(async () => {
    await house.start(database);
    id = await house.closed('2026Q3', 4);
  }, 120_000);

  it('a closed round is shown as it would be published, with what is withheld, to those who publish and nobody else', async () => {
    const preview = ok(await house.city.get<Preview>(`/api/catalogue-previews/${id}`));
    expect(preview).toMatchObject({ quarter: '2026Q3', sampled: 60, responded: 58 });
    expect(preview.top.map(({ rank }) => rank)).toEqual(preview.top.map((_, i) => i + 1));
    const withheld = Object.fromEntries(preview.tables.map((one) => [one.table, one.withheld]));
    expect(withheld['occupation_county_level']).toBeGreaterThan(3);
    expect((await house.county.get(`/api/catalogue-previews/${id}`)).status).toBe(403);
    expect((await house.city.get('/api/catalogue-previews/01a00000-0000-7000-8000-000000000000')).status).toBe(404);
  }, 60_000);

  it('closing is taken back while nobody built on it, and what was frozen is frozen anew', async () => {
    expect(ok(await reopen(house.city, { closesOn: '2027-01-31' }))).toMatchObject({ state: 'open', latestVersion: 0 });
    expect((await reopen(house.city)).body.code).toBe('survey.round_state');
    ok(await house.city.post(`/api/survey-rounds/${id}/close`, { evenWithDoubts: true }));
    expect(ok(await house.city.get<Round>(`/api/survey-rounds/${id}`))).toMatchObject({ state: 'closed', latestVersion: 1 });
  }, 60_000);

  it('opening is taken back until the first answer, and a draft is removed', async () => {
    const plan = { quarter: '2027Q1', opensOn: '2026-11-01', closesOn: '2027-01-31' };
    const next = ok(await house.city.post<Round>('/api/survey-rounds', plan));
    ok(await house.city.post(`/api/survey-rounds/${next.id}/open`));
    expect(ok(await house.city.post<Round>(`/api/survey-rounds/${next.id}/take-back`)).state).toBe('draft');
    ok(await house.city.send('DELETE', `/api/survey-rounds/${next.id}`));
    expect((await house.city.get(`/api/survey-rounds/${next.id}`)).status).toBe(404);
    expect((await house.city.post<{ code: string }>(`/api/survey-rounds/${id}/take-back`)).body.code).toBe('survey.round_state');
  }, 60_000);

  it('publishing takes two people, however fast one of them is', async () => {
    expect((await publish(house.city)).body.code).toBe('survey.second_person');
    const asked = await Promise.all([ask(house.city), ask(house.city), ask(house.city)]);
    expect(asked.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await reopen(house.second)).body.code).toBe('survey.frozen_used');
    const own = await Promise.all([publish(house.city), publish(house.city)]);
    expect(own.map(({ body }) => body.code)).toEqual(['survey.own_publication', 'survey.own_publication']);
    const agreed = await Promise.all([publish(house.second), publish(house.second)]);
    expect(agreed.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(ok(await house.city.get<Round>(`/api/survey-rounds/${id}`))).toMatchObject({ state: 'published', publishedVersion: 1 });
  }, 60_000);
});
