import type { OrgNode } from '#access';
import { Bookings } from '#fair';
import { addDays, startOfDay, UnitOfWork } from '#platform/db';
import { fairThemes } from './catalogue.js';
import { SEED, type DemoCity } from './city.js';
import { onDay } from './client.js';
import { seedResults, type HeldFair } from './fair-results.js';
import { Random } from './random.js';

const FAIRS = 30;
/** One that is coming and has fewer booths than enterprises that want one: the others wait. */
const SMALL = 12;
/** Of so many that are over it is known what came of them: enough for people who are asked after 0, 30 and 90 days. */
const WITH_RESULTS = 3;
const HOUR_MS = 3_600_000;

const EVERY_DAY = Array.from({ length: 8 }, () => ({ open: true, from: '08:30', to: '17:30' }));

/** Rows of booths with an aisle after every second one; those along the wall have power. */
const placesOf = (rows: number, columns: number) =>
  Array.from({ length: rows * columns }, (_, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    return {
      number: `${String.fromCharCode(65 + row)}${String(column + 1).padStart(2, '0')}`,
      gridRow: row + 1 + Math.floor(row / 2),
      gridColumn: column + 1,
      widthCm: 300,
      depthCm: 300,
      power: row === 0 || row === rows - 1,
    };
  });

interface Rooms {
  rooms: { id: string }[];
}

/** The human-resources market of each region, with its hall; and of the city a house with two. */
const seedVenues = async (demo: DemoCity): Promise<Map<string, string>> => {
  const halls = new Map<string, string>();
  for (const node of [demo.city, ...demo.regions]) {
    const ofCity = node.id === demo.city.id;
    const venue = await demo.admin.post<{ id: string }>('venues', {
      nodeId: node.id,
      name: ofCity ? '潍坊人力资源会展中心' : `${node.name}人力资源市场`,
      address: ofCity ? '胜利东街 99 号' : '人民路 18 号',
      capacity: ofCity ? 6_000 : 1_500,
      exits: ofCity ? 12 : 4,
      equipment: '电子屏、音响、无线网络',
      wayThere: ofCity ? '乘 10 路、22 路到会展中心站；停车场入口在胜利东街' : '乘 3 路、16 路到人力资源市场站，步行 200 米',
      opening: EVERY_DAY,
    });
    for (const name of ofCity ? ['一号馆', '二号馆'] : ['一楼大厅']) {
      const { rooms } = await demo.admin.post<Rooms>(`venues/${venue.id}/rooms`, {
        name,
        capacity: ofCity ? 2_500 : 1_200,
        places: placesOf(6, 10),
      });
      halls.set(node.id, rooms[0]?.id ?? '');
    }
  }
  return halls;
};

export const seedFairs = async (demo: DemoCity): Promise<void> => {
  const { today } = demo;
  const halls = await seedVenues(demo);
  const bookings = demo.app.get(Bookings, { strict: false });
  const held: HeldFair[] = [];
  for (let i = 0; i < FAIRS; i += 1) {
    const region = demo.regions[i % demo.regions.length] as OrgNode;
    const [name, theme, campaign, themeOccupation] = fairThemes[i % fairThemes.length] as (typeof fairThemes)[number];
    const offset = i < 10 ? -300 + i * 28 : (i - 9) * 4;
    const day = addDays(today, offset);
    const boothCount = i === SMALL ? 8 : demo.random.int(2, 6) * 10;
    const planned = new Date(startOfDay(addDays(offset < 0 ? day : today, -20)).getTime() + 10 * HOUR_MS);
    const planning = async (): Promise<void> => {
      const fair = await demo.admin.post<{ id: string }>('fairs', {
        nodeId: region.id,
        name: `${region.name}${name}`,
        theme,
        ...{ campaign, themeOccupation },
        day,
        opensAt: '09:00',
        closesAt: '12:00',
        roomId: halls.get(region.id),
        exits: 4,
        // Some go on by video as well.
        ...(i % 7 === 3 && { mode: 'hybrid', streamUrl: `https://live.example.com/fairs/${i}` }),
        expectedAttendance: demo.random.int(2, 9) * 100,
        dutyStaff: Math.ceil(boothCount / 8),
        boothCount,
      });
      if (i >= FAIRS - 3) return;
      await demo.admin.post(`fairs/${fair.id}/publish`);
      const local = demo.enterprises.filter((one) => one.nodeId === region.id).slice(0, i === SMALL ? 12 : demo.random.int(4, 16));
      const who = await demo.admin.principal();
      const booths: HeldFair['booths'] = [];
      for (const { id: enterpriseId } of local) {
        const { booth } = await bookings.ask(who, fair.id, { enterpriseId, wait: true });
        if (booth) booths.push({ id: booth.id, enterpriseId });
      }
      if (day < today) held.push({ id: fair.id, day, booths });
    };
    await onDay(demo.app, planned, () => demo.app.get(UnitOfWork).run(planning));
  }
  // By chances of its own: what comes after in the demo is as it would be without it.
  const random = new Random(SEED);
  for (const fair of held.slice(-WITH_RESULTS)) await seedResults({ ...demo, random }, fair);
};
