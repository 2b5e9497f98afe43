import { col, createTable } from '#platform/db';
import { FloorPicture, FloorSpot } from './floor.entity.js';

export const floorEntities = [FloorPicture, FloorSpot];
export const floorMigrations = [
  createTable('1790000081081', 'floor_picture', {
    columns: [
      col.key(),
      col.ref('roomId'),
      col.str('mime', 20),
      col.int('width'),
      col.int('height'),
      col.str('sha256', 64),
      col.bytes('content'),
      col.ref('setById'),
      col.instant('setAt'),
      col.int('version', { default: 1 }),
    ],
    uniques: [{ name: 'UQ_floor_picture_room', columns: ['roomId'] }],
  }),
  createTable('1790000081091', 'floor_spot', {
    columns: [col.key(), col.ref('roomId'), col.str('number', 8), col.int('x'), col.int('y')],
    uniques: [{ name: 'UQ_floor_spot', columns: ['roomId', 'number'] }],
  }),
];
