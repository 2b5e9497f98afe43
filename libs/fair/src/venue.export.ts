import { defineExport } from '#access';
import { columnsOf } from '#platform/document';
import type { VenueListDto } from './venue.dto.js';

const { count, place, text } = columnsOf<VenueListDto>();

/** The list of venues to take along. */
export const venuesExport = defineExport<VenueListDto>(
  'venues',
  ['场地', 'venues'],
  [
    text(['名称', 'Name'], (venue) => venue.name),
    text(['地址', 'Address'], (venue) => venue.address),
    place(['地区', 'Place'], (venue) => venue.nodeId),
    count(['容纳人数', 'People inside at once'], (venue) => venue.capacity, 'each'),
    count(['安全出口', 'Exits'], (venue) => venue.exits, 'each'),
    count(['展厅数', 'Rooms'], (venue) => venue.rooms.length),
    count(['展位数', 'Places for booths'], (venue) => venue.rooms.reduce((sum, { booths }) => sum + booths, 0)),
  ],
);
