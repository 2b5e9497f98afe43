import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { newId } from '#platform/db';
import { atVersion, fourOf, of, type Case } from './case.js';
import { COUNTY } from './programs.js';
import type { Stage } from './stage.js';

const list = '岗位名称,企业名称,人数,联系电话\n焊工,潍坊并发机械有限公司,5,13853600001\n钳工,潍坊并发机械有限公司,3,13853600001\n';

/** A list that nobody has handed in: with a header of its own, whose mapping is not known yet. */
const freshList = async (stage: Stage): Promise<string> => {
  const file = join(tmpdir(), `list-${newId()}.csv`);
  await writeFile(file, list.replaceAll('潍坊并发', `潍坊并发${stage.next()}`).replace('联系电话', `联系电话,栏${stage.next()}`));
  return file;
};

const listed = async (stage: Stage): Promise<string> => stage.importList(await freshList(stage));

/** A list with a value that somebody corrected. */
const corrected = async (stage: Stage, word: object): Promise<{ id: string; correction: string }> => {
  const id = await listed(stage);
  await stage.done(stage.office.city, 'POST', `/api/imports/${id}/corrections`, word);
  const [made] = await stage.query<{ id: string }>('SELECT id FROM import_correction WHERE batchId = ?', [id]);
  return { id, correction: made?.id ?? '' };
};

const post = async (stage: Stage, more: object = {}) => {
  const firm = await stage.firm();
  return { firm, needId: await stage.need(firm, more) };
};

/** A need that waits for its county: the county checks while it is handed in, and no longer. */
const waiting = async (stage: Stage) => {
  const posted = await post(stage, { draft: true });
  await stage.query("UPDATE need SET state = 'checking' WHERE id = ?", [posted.needId]);
  return posted;
};

/** A change of a published need that waits for its county. */
const revised = async (stage: Stage) => {
  const posted = await post(stage);
  const nodePath = await stage.nodePathOf('need', posted.needId);
  await stage.query(
    `INSERT INTO need_revision (id, nodeId, nodePath, said, askedById, askedAt, version)
     VALUES (?, ?, ?, '{"title":"氩弧焊工"}', 'u', '2026-11-24 00:00:00.000', 1)`,
    [posted.needId, COUNTY, nodePath],
  );
  return posted;
};

export const needCases: Case[] = [
  of('DELETE /api/needs/{id}/revision', async (stage) => {
    const { firm, needId } = await revised(stage);
    return { who: firm.hr, ids: [needId] };
  }),
  of('POST /api/needs/{id}/revision/approve', async (stage) => {
    const { needId } = await revised(stage);
    return { who: stage.office.county, ids: [needId], body: { version: 1 } };
  }),
  of('POST /api/needs/{id}/revision/send-back', async (stage) => {
    const { needId } = await revised(stage);
    return { who: stage.office.county, ids: [needId], body: { version: 1, reason: '工资不清楚' } };
  }),
  of('POST /api/needs', async (stage) => ({ who: (await stage.firm()).hr, body: stage.posting() })),
  of('PATCH /api/needs/{id}', async (stage) => {
    const { firm, needId } = await post(stage);
    return { who: firm.hr, ids: [needId], body: { short: 30, title: '氩弧焊工' }, headers: atVersion(1) };
  }),
  of('PATCH /api/needs/drafts', async (stage) => {
    const { firm, needId } = await post(stage, { draft: true });
    return { who: firm.hr, body: { rows: [{ id: needId, version: 1, short: 30 }], publish: true } };
  }),
  of('POST /api/needs/{id}/publish', async (stage) => {
    const { firm, needId } = await post(stage, { draft: true });
    return { who: firm.hr, ids: [needId] };
  }),
  of('POST /api/needs/{id}/confirm', async (stage) => {
    const { firm, needId } = await post(stage);
    return { who: firm.hr, ids: [needId], body: { short: 35 } };
  }),
  of('POST /api/needs/{id}/copy', async (stage) => {
    const { firm, needId } = await post(stage);
    return { who: firm.hr, ids: [needId] };
  }),
  of('POST /api/needs/{id}/withdraw', async (stage) => {
    const { firm, needId } = await post(stage);
    return { who: firm.hr, ids: [needId], body: { reason: '不再需要' } };
  }),
  of('POST /api/needs/{id}/approve', async (stage) => {
    const { needId } = await waiting(stage);
    return { who: stage.office.county, ids: [needId], body: { version: 1 } };
  }),
  of('POST /api/needs/{id}/send-back', async (stage) => {
    const { needId } = await waiting(stage);
    return { who: stage.office.county, ids: [needId], body: { version: 1, reason: '工资不清楚' } };
  }),
  of('PUT /api/need-checks/{nodeId}', async (stage) => ({
    who: stage.office.city,
    ids: [await stage.zone()],
    body: { required: true },
  })),
  of('PUT /api/need-start-rule', async (stage) => {
    await stage.done(stage.office.city, 'PUT', '/api/need-start-rule', { graceDays: 5 });
    return { who: stage.office.city, ids: [], body: { graceDays: 10 } };
  }),
  of('PUT /api/need-proportion-rules', async (stage) => {
    const rule = { validFrom: '2099-01-01', source: '本市口径', leastPeople: 50, overEmployees: 1, overPast: 10, overOccupation: 10 };
    const body = { ...rule, mostUnknown: 500, overWage: 3, enoughPosts: 8 };
    await stage.done(stage.office.city, 'PUT', '/api/need-proportion-rules', body);
    return { who: stage.office.city, ids: [], body: { ...body, overPast: 12 } };
  }),
  of('POST /api/needs/{id}/report', async (stage) => ({ who: null, ids: [(await post(stage)).needId], body: { kind: 'filled' } })),
  of('POST /api/needs/reports/{id}/close', async (stage) => {
    const { needId } = await post(stage);
    await stage.done(null, 'POST', `/api/needs/${needId}/report`, { kind: 'filled' });
    const [report] = await stage.query<{ id: string }>('SELECT id FROM need_report WHERE needId = ?', [needId]);
    return { who: stage.office.county, ids: [report?.id ?? ''], body: { answer: '已核实' } };
  }),
  {
    route: 'POST /api/needs/{id}/report',
    about: 'said while the county closes the task',
    prepare: async (stage) => {
      const { needId } = await post(stage);
      const report = { who: null, method: 'POST', path: `/api/needs/${needId}/report`, body: { kind: 'filled' } };
      await stage.send(report);
      return fourOf(report);
    },
  },
  of('POST /api/needs/{id}/advice/apply', async (stage) => {
    const { firm, needId } = await post(stage, { wageToYuan: 7000 });
    const runId = await stage.matchingRun();
    const advice = [{ change: { kind: 'wage', to: 8000 }, gain: 3 }];
    const nodePath = await stage.nodePathOf('need', needId);
    const row = { runId, needId, enterpriseId: firm.id, nodePath, people: 3, reason: 'wage', advice, needVersion: 1, empty: false };
    await stage.insert('Unfilled', row);
    return { who: firm.hr, ids: [needId], body: { kind: 'wage', version: 1 } };
  }),
  {
    route: 'POST /api/imports',
    prepare: async (stage) => ({ who: stage.office.city, method: 'POST', path: '/api/imports', file: { name: 'list.csv', content: list } }),
  },
  of('PATCH /api/imports/{id}/mapping', async (stage) => ({
    who: stage.office.city,
    ids: [await listed(stage)],
    body: { mapping: { 人数: null } },
  })),
  of('PATCH /api/imports/{id}/sheets', async (stage) => {
    const id = await listed(stage);
    const { items } = await stage.done<{ items: { at: number }[] }>(stage.office.city, 'GET', `/api/imports/${id}/sheets`);
    return { who: stage.office.city, ids: [id], body: { sheets: [{ at: items[0]?.at ?? 0 }] } };
  }),
  of('POST /api/imports/{id}/corrections', async (stage) => ({
    who: stage.office.city,
    ids: [await listed(stage)],
    body: { field: 'people', row: 2, people: 9 },
  })),
  of('DELETE /api/imports/{id}/corrections/{correction}', async (stage) => {
    const { id, correction } = await corrected(stage, { field: 'people', row: 2, people: 9 });
    return { who: stage.office.city, ids: [id, correction] };
  }),
  of('DELETE /api/import-aliases/{id}', async (stage) => {
    const { id } = await corrected(stage, { field: 'occupation', row: 2, all: true, keep: true, occupationCode: '6-18-02-04' });
    const { nodeId } = (await stage.query<{ nodeId: string }>('SELECT nodeId FROM import_batch WHERE id = ?', [id]))[0] ?? { nodeId: '' };
    const [alias] = await stage.query<{ id: string }>('SELECT id FROM import_alias WHERE nodeId = ?', [nodeId]);
    return { who: stage.office.city, ids: [alias?.id ?? ''] };
  }),
  of('POST /api/imports/{id}/confirm', async (stage) => ({ who: stage.office.city, ids: [await listed(stage)] })),
  of('POST /api/imports/{id}/take-back', async (stage) => {
    const id = await listed(stage);
    await stage.done(stage.office.city, 'POST', `/api/imports/${id}/confirm`);
    return { who: stage.office.city, ids: [id] };
  }),
  {
    route: 'POST /api/imports/{id}/confirm',
    about: 'the same list handed in four times',
    prepare: async (stage) => {
      const file = await freshList(stage);
      const ids = [];
      for (let i = 0; i < 4; i += 1) ids.push(await stage.importList(file));
      return ids.map((id) => ({ who: stage.office.city, method: 'POST', path: `/api/imports/${id}/confirm` }));
    },
  },
  {
    route: 'PUT /api/seeker-registers/{quarter}',
    prepare: async (stage) => ({
      who: stage.office.city,
      method: 'PUT',
      path: `/api/seeker-registers/${stage.quarter()}`,
      body: { rows: [{ occupation: null, level: 0, people: 20 }] },
      headers: atVersion(0),
    }),
  },
  {
    route: 'POST /api/seeker-registers/{quarter}/preview',
    prepare: async (stage) => ({
      who: stage.office.city,
      method: 'POST',
      path: `/api/seeker-registers/${stage.quarter()}/preview`,
      file: { name: 'seekers.csv', content: '职业,技能等级,人数\n电焊工,0,5\n' },
    }),
  },
  of('PATCH /api/enterprises/{id}', async (stage) => ({
    who: stage.office.county,
    ids: [(await stage.firm()).id],
    body: { isKey: true, employees: 120 },
    headers: atVersion(1),
  })),
  of('PATCH /api/enterprises/{id}/size', async (stage) => ({
    who: stage.office.county,
    ids: [(await stage.firm()).id],
    body: { sizeClass: 'small', employees: 120 },
    headers: atVersion(1),
  })),
  of('POST /api/org-nodes', async (stage) => ({
    who: stage.office.admin,
    body: { parentId: COUNTY, kind: 'town', name: `镇${stage.next()}` },
  })),
];
