import { newId } from '#platform/db';
import { atVersion, of, type Case } from './case.js';
import { WELDER, type Stage } from './stage.js';

const manifest = (people: { idNumber: string; name?: string }[]) => ({ lines: people.map((one) => ({ name: '王建国', ...one })) });
const BATCHES = '职业,人数,期望月薪,可出发日期\n电焊工,20,6000,2027-03-01\n车工,12,6500,2027-03-01\n';
const csv = (ids: string[]): string => `姓名,身份证号\n${ids.map((id) => `王建国,${id}`).join('\n')}\n`;

/** What a run proposed and the bureau sent. */
const proposed = async (stage: Stage, state: 'proposed' | 'sent') => {
  const [firm, station] = [await stage.firm(), await stage.station()];
  const [needId, batchId] = [await stage.need(firm), await stage.batch(station)];
  const runId = await stage.matchingRun();
  const nodePath = await stage.nodePathOf('need', needId);
  const id = await stage.insert('Proposal', {
    runId,
    needId,
    batchId,
    supplierId: station.id,
    enterpriseId: firm.id,
    nodePath,
    people: 8,
    reasons: [],
    needVersion: 1,
    state,
    welcomedAt: null,
    declinedBy: null,
    reason: null,
    createdAt: new Date(),
  });
  return { firm, station, needId, batchId, runId, id };
};

export const dispatchCases: Case[] = [
  of('POST /api/batches', async (stage) => ({
    who: (await stage.station()).clerk,
    body: { occupationCode: WELDER, people: 10, wageYuan: 6000, freeFrom: stage.today },
  })),
  ...['preview', 'file'].map((step): Case => ({
    route: `POST /api/batches/${step}`,
    prepare: async (stage) => {
      const { clerk } = await stage.station();
      return { who: clerk, method: 'POST', path: `/api/batches/${step}`, file: { name: '批次.csv', content: BATCHES } };
    },
  })),
  of('PATCH /api/batches/{id}', async (stage) => {
    const station = await stage.station();
    return { who: station.clerk, ids: [await stage.batch(station)], body: { people: 20 }, headers: atVersion(1) };
  }),
  of('POST /api/batches/{id}/close', async (stage) => {
    const station = await stage.station();
    return { who: station.clerk, ids: [await stage.batch(station)] };
  }),
  of('POST /api/suppliers', async (stage) => ({
    who: stage.office.admin,
    body: { kind: 'station', level: 'provincial', name: `协作站${stage.next()}`, divisionCode: '530602', lng: 103.71, lat: 27.34 },
  })),
  of('PATCH /api/suppliers/{id}', async (stage) => ({
    who: stage.office.admin,
    ids: [(await stage.station()).id],
    body: { peoplePerRun: 30 },
    headers: atVersion(1),
  })),
  of('POST /api/promises', async (stage) => {
    const [firm, station] = [await stage.firm(), await stage.station()];
    const [needId, batchId] = [await stage.need(firm, { short: 25 }), await stage.batch(station)];
    return { who: station.clerk, body: { needId, batchId, people: 10 } };
  }),
  of(
    'POST /api/promises',
    async (stage) => {
      const [firm, station] = [await stage.firm(), await stage.station()];
      const [needId, batchId] = [await stage.need(firm), await stage.batch(station)];
      return { who: station.clerk, body: { needId, batchId, people: 10, requestKey: newId() } };
    },
    'with a request key',
  ),
  {
    route: 'POST /api/promises',
    about: 'by four stations, for the last places of one need',
    prepare: async (stage) => {
      const needId = await stage.need(await stage.firm(), { short: 25 });
      const shots = [];
      for (let i = 0; i < 4; i += 1) {
        const station = await stage.station();
        const body = { needId, batchId: await stage.batch(station), people: 10 };
        shots.push({ who: station.clerk, method: 'POST', path: '/api/promises', body });
      }
      return shots;
    },
  },
  of('POST /api/promises/{id}/accept', async (stage) => {
    const { firm, promiseId } = await stage.promise(false);
    return { who: firm.hr, ids: [promiseId] };
  }),
  of(
    'POST /api/promises/{id}/accept',
    async (stage) => {
      const { firm, promiseId } = await stage.promise(false);
      return { who: firm.hr, ids: [promiseId], body: { people: 6, reason: '宿舍只剩六张床' } };
    },
    'in part',
  ),
  of('PUT /api/dispatch-rules', (stage) => {
    const rule = { validFrom: stage.day(100 + stage.next()), holdHours: 72, warnHours: 24, tripDays: 7, source: '输转工作通知' };
    return Promise.resolve({ who: stage.office.city, body: rule });
  }),
  of('POST /api/promises/{id}/decline', async (stage) => {
    const { firm, promiseId } = await stage.promise(false);
    return { who: firm.hr, ids: [promiseId], body: { reason: '已招满' } };
  }),
  of('POST /api/promises/{id}/withdraw', async (stage) => {
    const { station, promiseId } = await stage.promise(true);
    return { who: station.clerk, ids: [promiseId], body: { reason: '人员变动' } };
  }),
  of(
    'POST /api/promises/{id}/withdraw',
    async (stage) => {
      const { station, promiseId } = await stage.promise(false);
      return { who: station.clerk, ids: [promiseId], body: { reason: '人员变动' } };
    },
    'while it is held',
  ),
  of(
    'POST /api/promises/{id}/withdraw',
    async (stage) => {
      const { station, promiseId } = await stage.promise(true);
      const [row] = await stage.query<{ version: number }>('SELECT version FROM promise WHERE id = ?', [promiseId]);
      return { who: station.clerk, ids: [promiseId], body: { reason: '少两人', people: 2, version: row?.version } };
    },
    'in part',
  ),
  of('POST /api/proposals/{id}/promise', async (stage) => {
    const { station, id } = await proposed(stage, 'sent');
    return { who: station.clerk, ids: [id], body: {} };
  }),
  of('POST /api/proposals/{id}/welcome', async (stage) => {
    const { firm, id } = await proposed(stage, 'sent');
    return { who: firm.hr, ids: [id] };
  }),
  of('POST /api/proposals/{id}/decline', async (stage) => {
    const { firm, id } = await proposed(stage, 'sent');
    return { who: firm.hr, ids: [id], body: { reason: '工种不合适' } };
  }),
  of('POST /api/matching-runs/{id}/approve', async (stage) => ({
    who: stage.office.city,
    ids: [(await proposed(stage, 'proposed')).runId],
    body: {},
  })),
  of('POST /api/matching-runs', async (stage) => {
    await stage.query("UPDATE matching_run SET state = 'cancelled', activeKey = NULL");
    return { who: stage.office.city, body: {} };
  }),
  of('POST /api/matching-runs/preview', async (stage) => ({ who: stage.office.city, body: {} })),
  of('POST /api/matching-runs/{id}/cancel', async (stage) => {
    await stage.query("UPDATE matching_run SET state = 'cancelled', activeKey = NULL");
    return { who: stage.office.city, ids: [(await stage.done(stage.office.city, 'POST', '/api/matching-runs', {})).id] };
  }),
  of('POST /api/matching-rules', async (stage) => {
    const { needId, batchId } = await proposed(stage, 'sent');
    return { who: stage.office.city, body: { needId, batchId, kind: 'exclude' } };
  }),
  of('DELETE /api/matching-rules/{id}', async (stage) => {
    const { needId, batchId } = await proposed(stage, 'sent');
    const { id } = await stage.done(stage.office.city, 'POST', '/api/matching-rules', { needId, batchId, kind: 'exclude' });
    return { who: stage.office.city, ids: [id] };
  }),
  of('POST /api/trips', async (stage) => {
    const { station, promiseId } = await stage.promise(true);
    return { who: station.clerk, body: stage.tripOf([promiseId]) };
  }),
  of(
    'POST /api/trips',
    async (stage) => {
      const { station, promiseId } = await stage.promise(true);
      return { who: station.clerk, body: { ...stage.tripOf([promiseId]), requestKey: newId() } };
    },
    'with a request key',
  ),
  of('POST /api/trips/{id}/cancel', async (stage) => {
    const { station, tripId } = await stage.trip(3);
    return { who: station.clerk, ids: [tripId], body: { reason: '车次取消' } };
  }),
  of('POST /api/trips/{id}/manifest', async (stage) => {
    const { station, tripId } = await stage.trip();
    return { who: station.clerk, ids: [tripId], body: manifest([{ idNumber: stage.idNumber() }, { idNumber: stage.idNumber() }]) };
  }),
  {
    route: 'POST /api/trips/{id}/manifest',
    about: 'one person on the trips of four suppliers',
    prepare: async (stage) => {
      const person = manifest([{ idNumber: stage.idNumber() }]);
      const trips = [];
      for (let i = 0; i < 4; i += 1) trips.push(await stage.trip());
      return trips.map(({ station, tripId }) => ({
        who: station.clerk,
        method: 'POST',
        path: `/api/trips/${tripId}/manifest`,
        body: person,
      }));
    },
  },
  {
    route: 'POST /api/trips/{id}/manifest',
    about: 'for the last places of a promise that two trips serve',
    prepare: async (stage) => {
      const { station, promiseId, tripId } = await stage.trip(8);
      const { id } = await stage.done(station.clerk, 'POST', '/api/trips', stage.tripOf([promiseId]));
      return [tripId, id, tripId, id].map((trip) => ({
        who: station.clerk,
        method: 'POST',
        path: `/api/trips/${trip}/manifest`,
        body: manifest([{ idNumber: stage.idNumber() }]),
      }));
    },
  },
  {
    route: 'POST /api/trips/{id}/manifest/file',
    prepare: async (stage) => {
      const { station, tripId } = await stage.trip();
      const file = { name: '花名册.csv', content: csv([stage.idNumber(), stage.idNumber()]) };
      return { who: station.clerk, method: 'POST', path: `/api/trips/${tripId}/manifest/file`, file };
    },
  },
  {
    route: 'POST /api/trips/{id}/manifest/preview',
    prepare: async (stage) => {
      const { station, tripId } = await stage.trip();
      const file = { name: '花名册.csv', content: csv([stage.idNumber()]) };
      return { who: station.clerk, method: 'POST', path: `/api/trips/${tripId}/manifest/preview`, file };
    },
  },
  of('POST /api/trips/{id}/manifest/{lineId}/substitute', async (stage) => {
    const { station, tripId, lines } = await stage.trip(2);
    const body = { reason: '家中有事', name: '李卫国', idNumber: stage.idNumber() };
    return { who: station.clerk, ids: [tripId, lines[0]?.id ?? ''], body };
  }),
  {
    route: 'POST /api/trips/{id}/manifest/{lineId}/substitute',
    about: 'four people for one place',
    prepare: async (stage) => {
      const { station, tripId, lines } = await stage.trip(2);
      return Array.from({ length: 4 }, () => ({
        who: station.clerk,
        method: 'POST',
        path: `/api/trips/${tripId}/manifest/${lines[0]?.id}/substitute`,
        body: { reason: '家中有事', name: '李卫国', idNumber: stage.idNumber() },
      }));
    },
  },
  of('DELETE /api/trips/{id}/manifest/{lineId}', async (stage) => {
    const { station, tripId, lines } = await stage.trip(2);
    return { who: station.clerk, ids: [tripId, lines[0]?.id ?? ''] };
  }),
  of('POST /api/trips/{id}/depart', async (stage) => {
    const { station, tripId, lines } = await stage.trip(3);
    return { who: station.clerk, ids: [tripId], body: stage.call(lines, 'boarded') };
  }),
  of(
    'POST /api/trips/{id}/depart',
    async (stage) => {
      const { station, tripId, lines } = await stage.trip(3);
      return { who: station.clerk, ids: [tripId], body: stage.call(lines, 'no_show') };
    },
    'with nobody there',
  ),
  of('POST /api/trips/{id}/arrive', async (stage) => {
    const { station, tripId, lines } = await stage.trip(3, 'under_way');
    return { who: station.clerk, ids: [tripId], body: stage.call(lines, 'arrived') };
  }),
  of('POST /api/trips/{id}/hand-over', async (stage) => {
    const { station, tripId } = await stage.trip(3, 'arrived');
    return { who: station.clerk, ids: [tripId], body: { receivedBy: '张敏' } };
  }),
  of('POST /api/trips/{id}/confirm', async (stage) => {
    const { firm, tripId, lines } = await stage.trip(3, 'arrived');
    return { who: firm.hr, ids: [tripId], body: stage.call(lines, 'signed') };
  }),
];
