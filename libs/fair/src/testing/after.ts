import { newId, UnitOfWork } from '#platform/db';
import type { FairDays } from '../../../../test/support/fair-days.js';
import { ticketNumber } from '../domain/ticket.js';
import { FairPass, Gate } from '../gate/gate.entity.js';
import { TicketRepository } from '../ticket/ticket.repository.js';

export interface Need {
  id: string;
  state: string;
  filled: number;
  shortage: number;
  version: number;
}
export interface Hire {
  id: string;
  hireId: string;
  number: string;
  days: number;
  state: string;
  says: string | null;
  saidBy: string | null;
  late: boolean;
  name: string | null;
  phone: string | null;
  ownerName: string | null;
}
export interface Coded {
  id?: string;
  filled?: boolean;
  code?: string;
  errors?: { path: string; code: string }[];
}
export interface Report {
  counts: Record<string, number>;
  tables: { title: string; head: string[]; rows: { cells: string[] }[] }[];
}

let serial = 0;

export interface Seeker {
  id: string;
  number: string;
  phone: string;
}

/** Somebody with a ticket of a fair, who lets their name be seen. */
export const seeker = async ({ app, clock }: FairDays, fairId: string, given?: string): Promise<Seeker> => {
  serial += 1;
  const [id, number, now] = [newId(), ticketNumber(serial), clock.now()];
  const phone = given ?? `139${String(10_000_000 + serial)}`;
  await app.get(UnitOfWork).run(() =>
    app.get(TicketRepository).add([
      {
        ...{ id, fairId, number, kind: 'phone', state: 'valid', consents: ['name'], groupName: null, linkHash: null },
        ...{ holder: { name: '李娜', phone, email: null, occupation: '焊工', experience: null }, holderIndex: `seeker ${id}` },
        ...{ issuedAt: now, changedAt: now, version: 1 },
      },
    ]),
  );
  return { id, number, phone };
};

/** They went in by the first gate. */
export const goesIn = async ({ app, clock }: FairDays, fairId: string, { id: ticketId }: Seeker): Promise<void> => {
  const uow = app.get(UnitOfWork);
  await uow.run(async () => {
    const gate = await uow.manager.findOneByOrFail(Gate, { fairId });
    await uow.manager.insert(FairPass, { id: newId(), fairId, ticketId, gateId: gate.id, way: 'in', at: clock.now(), standing: 'counts' });
    await uow.manager.update(Gate, { id: gate.id }, { entered: gate.entered + 1 });
  });
};
