export const WORK = { open: true, from: '08:30', to: '17:30' };
const OFF = { open: false, from: '08:30', to: '17:30' };
/** Places row by row, those of the first with power. */
export const places = (rows: number, columns: number) =>
  Array.from({ length: rows * columns }, (_, i) => ({
    ...{ number: `${'ABC'[Math.floor(i / columns)]}0${(i % columns) + 1}`, gridRow: Math.floor(i / columns) + 1 },
    ...{ gridColumn: (i % columns) + 1, widthCm: 300, depthCm: 250, power: i < columns },
  }));
/** A house that is closed on Sundays and holidays. */
export const house = {
  nodeId: '370702',
  name: '潍城区人力资源市场',
  address: '和平路 1 号',
  capacity: 800,
  exits: 4,
  opening: [WORK, WORK, WORK, WORK, WORK, WORK, OFF, OFF],
};
