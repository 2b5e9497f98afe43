import { defineExport } from '#access';
import { columnsOf } from '#platform/document';
import type { TicketLineDto } from './ticket.dto.js';

const { code, text } = columnsOf<TicketLineDto>();

/** To be printed for the gates, for when no phone works: what somebody has to know to let people in, and room to write. */
export const ticketsExport = defineExport<TicketLineDto>(
  'fair-tickets',
  ['入场名单', 'tickets of a fair'],
  [
    text(['入场码', 'Ticket'], (line) => line.number),
    text(['姓名', 'Name'], (line) => line.name),
    text(['团体', 'Group'], (line) => line.groupName),
    code(['状态', 'State'], 'state.ticket', { valid: ['有效', 'valid'], cancelled: ['已取消', 'cancelled'] }, (line) => line.state),
    text(['入场时间', 'In at'], () => null),
    text(['离场时间', 'Out at'], () => null),
  ],
);
