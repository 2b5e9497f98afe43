import { of, type Case } from './case.js';
import type { Stage, Station } from './stage.js';

const consent = { consentForm: 'paper', consentOn: '2026-01-05', consentWording: '求职信息采集同意书' };
/** Somebody whom a station looks after; as far along as the steps. */
const worker = async (stage: Stage, station: Station, steps: object[] = []): Promise<{ id: string; version: number }> => {
  const body = { name: '王建国', idNumber: stage.idNumber(), ...consent };
  const { id } = await stage.done(station.clerk, 'POST', '/api/workers', body);
  for (const [i, step] of steps.entries()) await stage.done(station.clerk, 'POST', `/api/workers/${id}/stage`, { ...step, version: i + 1 });
  return { id, version: steps.length + 1 };
};
const ACCEPTED = [{ stage: 'interview', interviewAt: '2026-12-01T02:00:00Z' }, { stage: 'medical' }, { stage: 'accepted' }];

const listOf = (stage: Stage) => ({ name: '人员.csv', content: `姓名,身份证号\n王建国,${stage.idNumber()}\n李卫国,${stage.idNumber()}\n` });
const agreed = new URLSearchParams(consent).toString();

export const peopleCases: Case[] = [
  {
    route: 'POST /api/workers/preview',
    prepare: async (stage) => {
      const { clerk } = await stage.station();
      return { who: clerk, method: 'POST', path: `/api/workers/preview?${agreed}`, file: listOf(stage) };
    },
  },
  {
    route: 'POST /api/workers/file',
    prepare: async (stage) => {
      const { clerk } = await stage.station();
      return { who: clerk, method: 'POST', path: `/api/workers/file?${agreed}`, file: listOf(stage) };
    },
  },
  of('POST /api/workers', async (stage) => {
    const { clerk } = await stage.station();
    return { who: clerk, body: { name: '王建国', idNumber: stage.idNumber(), ...consent } };
  }),
  of('POST /api/workers/{id}/stage', async (stage) => {
    const station = await stage.station();
    const { id } = await worker(stage, station);
    return { who: station.clerk, ids: [id], body: { stage: 'interview', interviewAt: '2026-12-01T02:00:00Z', version: 1 } };
  }),
  of('POST /api/workers/{id}/erase', async (stage) => {
    const station = await stage.station();
    return { who: station.clerk, ids: [(await worker(stage, station)).id], body: { reason: '本人要求' } };
  }),
  of('POST /api/trips/{id}/manifest/workers', async (stage) => {
    const { station, tripId } = await stage.trip();
    return { who: station.clerk, ids: [tripId], body: { workerIds: [(await worker(stage, station, ACCEPTED)).id] } };
  }),
];
