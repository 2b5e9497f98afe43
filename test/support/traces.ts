import { UnitOfWork } from '#platform/db';
import type { RunningApp } from './http.js';

/** Writing routes that leave no trace, each with the reason. A new one is a decision: it is written down here. */
export const TRACELESS: Record<string, string> = {
  'PUT /api/messages/preferences': 'what somebody wants to be told concerns nobody else',
  'POST /api/messages/read-all': 'having read is no act towards others',
  'POST /api/messages/:id/read': 'having read is no act towards others',
  'PUT /api/survey-answers/:id/draft': 'saved while one types; handing in leaves the trace, and the draft names who saved it',
  'POST /api/survey-answers/:id/template/preview': 'reads a file and saves nothing',
  'POST /api/seeker-registers/:quarter/preview': 'reads a file and saves nothing',
  'POST /api/fair-tables/preview': 'reads a file and saves nothing',
  'POST /api/fairs/:id/ticket-codes': 'asked by somebody without an account; how many were sent is counted',
  'POST /api/fairs/:id/tickets': 'taken by somebody without an account; the ticket itself says when',
  'POST /api/fairs/:id/placements/preview': 'reads a file and saves nothing',
  'POST /api/fair-series/preview': 'works something out and saves nothing',
  'POST /api/trips/:id/manifest/preview': 'reads a file and saves nothing',
  'POST /api/insurance-months/preview': 'reads a file and saves nothing',
  'POST /api/worker-links/look': 'looks at what a link is for; nothing of anybody',
  'POST /api/my-check': 'who was brought looks at what is asked of them',
  'POST /api/my-check/answer': 'the check keeps what they said and when; nobody is signed in',
  'POST /api/batches/preview': 'reads a file and saves nothing',
  'POST /api/workers/preview': 'reads a file and saves nothing',
  'POST /api/matching-runs/preview': 'works something out and saves nothing',
};

/** Routes other than GET that succeeded and of which no call left an entry in the trail. */
export const untraced = async ({ answered, get }: RunningApp): Promise<string[]> => {
  const written = answered.filter(({ route, status }) => !/^(GET|HEAD|OPTIONS) /.test(route) && status < 300 && !(route in TRACELESS));
  const entries = await get(UnitOfWork).manager.query<{ requestId: string | null }[]>('SELECT DISTINCT requestId FROM audit_entry');
  const traced = new Set(entries.map(({ requestId }) => requestId));
  const left = new Set(written.filter(({ requestId }) => traced.has(requestId)).map(({ route }) => route));
  return [...new Set(written.map(({ route }) => route))].filter((route) => !left.has(route)).sort();
};
