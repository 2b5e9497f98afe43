import { In, LessThan } from 'typeorm';
import { defineRetention, keepWithoutRule } from '#platform/db';
import { FairPass } from '../gate/gate.entity.js';
import { Ticket, TicketCode } from './ticket.entity.js';

const YEAR = 366;

const ticketRule = defineRetention({
  name: 'fair_ticket',
  keepDays: YEAR,
  source: 'tickets and scans of a fair are kept one year after its results; then nobody needs to know who was there',
  sweep: async (uow, before, limit) => {
    const rows = await uow.manager.find(Ticket, { select: { id: true }, where: { changedAt: LessThan(before) }, take: limit });
    if (rows.length > 0) await uow.manager.delete(Ticket, { id: In(rows.map(({ id }) => id)) });
    return rows.length;
  },
});

const passRule = defineRetention({
  name: 'fair_pass',
  keepDays: YEAR,
  source: 'scans of a fair are kept one year after its results; the counts of its gates stay',
  sweep: async (uow, before, limit) => {
    const rows = await uow.manager.find(FairPass, { select: { id: true }, where: { at: LessThan(before) }, take: limit });
    if (rows.length > 0) await uow.manager.delete(FairPass, { id: In(rows.map(({ id }) => id)) });
    return rows.length;
  },
});

const codeRule = defineRetention({
  name: 'fair_ticket_code',
  keepDays: 2,
  source: 'a code opens something for ten minutes; how many were sent on a day is counted for that day',
  sweep: async (uow, before, limit) => {
    const rows = await uow.manager.find(TicketCode, { select: { id: true }, where: { sentAt: LessThan(before) }, take: limit });
    if (rows.length > 0) await uow.manager.delete(TicketCode, { id: In(rows.map(({ id }) => id)) });
    return rows.length;
  },
});

keepWithoutRule('gates and their counts; nobody is named', 'fair_gate');
keepWithoutRule('keys that tickets were signed with; nobody is named', 'ticket_key');

export const ticketRetention = [ticketRule, passRule, codeRule];
