import { retentionDue, retentionLate, workerLeft } from '#dispatch';
import { withEnterprise } from './need-news.js';
import { enterprise, liaisons, on, supplier, tell, type Reaction } from './reaction.js';

/** RETENTION: 30, 90 and 180 days after signing. Its part of the map in `flow.ts`. */
export const retentionFlow: readonly Reaction[] = [
  on(retentionDue, (e) => [tell('retention.due', enterprise(e.enterpriseId), `${e.enterpriseId}:${e.day}`, e)]),
  // the enterprise had its time: whoever looks after it asks
  on(retentionLate, (e) => [
    tell('retention.late', liaisons(e.nodePath), `${e.enterpriseId}:${e.day}`, withEnterprise(e)),
    tell('retention.overdue', enterprise(e.enterpriseId), `${e.enterpriseId}:${e.day}`, e),
  ]),
  // who is not there any more: their station hears; the need is open again by the ledger
  on(workerLeft, (e) =>
    e.supplierId === null
      ? []
      : [tell('retention.left', supplier(e.supplierId), `${e.checkId}`, withEnterprise({ ...e, reason: e.reason ?? '—' }))],
  ),
];
