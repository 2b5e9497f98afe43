import { blindCol, sealedColumns, secretCol } from '#platform/crypto';
import { col, createTable, type SchemaPart } from '#platform/db';
import { FairPass, Gate } from '../gate/gate.entity.js';
import { Ticket, TicketCode, TicketKey } from './ticket.entity.js';

const nullable = { nullable: true };

const tickets = [
  createTable('1790000085001', 'fair_ticket', {
    columns: [
      col.key(),
      col.ref('fairId'),
      col.str('number', 8),
      col.str('kind', 8),
      col.str('state', 12),
      col.txt('holder', nullable),
      blindCol('holderIndex', nullable),
      col.json('consents'),
      col.str('groupName', 80, nullable),
      col.str('linkHash', 43, nullable),
      col.instant('issuedAt'),
      col.instant('changedAt'),
      col.int('version', { default: 1 }),
    ],
    uniques: [
      { name: 'UQ_fair_ticket_number', columns: ['fairId', 'number'] },
      { name: 'UQ_fair_ticket_holder', columns: ['fairId', 'holderIndex'] },
      { name: 'UQ_fair_ticket_link', columns: ['linkHash'] },
    ],
    indices: [{ name: 'IX_fair_ticket_changed', columns: ['fairId', 'changedAt', 'id'] }],
  }),
  createTable('1790000085011', 'fair_ticket_code', {
    columns: [
      col.key(),
      col.ref('fairId'),
      blindCol('holderIndex'),
      col.str('codeHash', 43),
      col.int('tries', { default: 0 }),
      col.int('sent', { default: 0 }),
      col.instant('sentAt'),
      col.instant('until'),
    ],
    uniques: [{ name: 'UQ_fair_ticket_code', columns: ['fairId', 'holderIndex'] }],
    indices: [{ name: 'IX_fair_ticket_code_sent', columns: ['sentAt'] }],
  }),
  createTable('1790000085021', 'ticket_key', {
    columns: [col.key(), col.str('slot', 8), col.str('publicKey', 43), secretCol('privateKey'), col.instant('createdAt')],
    uniques: [{ name: 'UQ_ticket_key_slot', columns: ['slot'] }],
  }),
];

const gates = [
  createTable('1790000085101', 'fair_gate', {
    columns: [
      col.key(),
      col.ref('fairId'),
      col.str('name', 40),
      col.ref('roomId', nullable),
      col.int('inside', { default: 0 }),
      col.int('entered', { default: 0 }),
      col.instant('createdAt'),
      col.int('version', { default: 1 }),
    ],
    uniques: [{ name: 'UQ_fair_gate_name', columns: ['fairId', 'name'] }],
  }),
  createTable('1790000085111', 'fair_pass', {
    columns: [
      col.key(),
      col.ref('fairId'),
      col.ref('ticketId'),
      col.ref('gateId'),
      col.str('way', 4),
      col.instant('at'),
      col.str('standing', 8),
    ],
    indices: [
      { name: 'IX_fair_pass_ticket', columns: ['ticketId', 'at'] },
      { name: 'IX_fair_pass_fair', columns: ['fairId', 'way', 'standing'] },
      { name: 'IX_fair_pass_at', columns: ['at'] },
    ],
  }),
];

sealedColumns.register({ table: 'fair_ticket', columns: ['holder'] });
sealedColumns.register({ table: 'ticket_key', columns: ['privateKey'] });

/** Tickets, gates and who went through them. */
export const ticketSchema: SchemaPart = {
  entities: [Ticket, TicketCode, TicketKey, Gate, FairPass],
  migrations: [...tickets, ...gates],
};
