import { defineExport } from '#access';
import { columnsOf } from '#platform/document';
import type { FairState } from '../domain/states.js';
import type { Fair } from '../fair.entity.js';
import { CAMPAIGN_WORDS, HEADINGS, MODE_WORDS } from './table-row.js';

export interface TableExportRow {
  fair: Fair;
  state: FairState;
  venue: string | null;
  room: string | null;
}

const { code, count, day, place, text } = columnsOf<TableExportRow>();

/** The year's table with the headings that the import knows, whichever language: what goes out can come in again. */
export const tableExport = defineExport<TableExportRow>(
  'fair-table',
  ['招聘会计划表', 'Fairs of the year'],
  [
    text([HEADINGS.number, 'ID'], ({ fair }) => fair.id),
    text([HEADINGS.name, 'Name'], ({ fair }) => fair.name),
    text([HEADINGS.theme, 'Theme'], ({ fair }) => fair.theme),
    place([HEADINGS.county, 'County'], ({ fair }) => fair.nodeId),
    code([HEADINGS.campaign, 'Campaign'], 'campaign', CAMPAIGN_WORDS, ({ fair }) => fair.campaign),
    day([HEADINGS.day, 'Day'], ({ fair }) => fair.day),
    text([HEADINGS.opensAt, 'Opens'], ({ fair }) => fair.opensAt),
    text([HEADINGS.closesAt, 'Closes'], ({ fair }) => fair.closesAt),
    code([HEADINGS.mode, 'Mode'], 'fair.modes', MODE_WORDS, ({ fair }) => fair.mode ?? 'on_site'),
    text([HEADINGS.venue, 'Venue'], ({ venue }) => venue),
    text([HEADINGS.room, 'Room'], ({ room }) => room),
    text([HEADINGS.place, 'Place'], ({ fair }) => fair.place),
    count([HEADINGS.booths, 'Booths'], ({ fair }) => fair.boothCount, 'each'),
    count([HEADINGS.expected, 'Expected'], ({ fair }) => fair.expectedAttendance, 'each'),
    count([HEADINGS.staff, 'Staff'], ({ fair }) => fair.dutyStaff, 'each'),
    text([HEADINGS.stream, 'Stream'], ({ fair }) => fair.streamUrl),
    text([HEADINGS.note, 'Note'], ({ fair }) => fair.note),
  ],
);
