import type { OrgNode } from '#access';
import { addDays, startOfDay, UnitOfWork } from '#platform/db';
import { fairThemes } from './catalogue.js';
import type { DemoCity } from './city.js';
import { onDay } from './client.js';

const FAIRS = 30;
const HOUR_MS = 3_600_000;

export const seedFairs = async (demo: DemoCity): Promise<void> => {
  const { random, today } = demo;
  for (let i = 0; i < FAIRS; i += 1) {
    const region = demo.regions[i % demo.regions.length] as OrgNode;
    const [name, theme, campaign] = fairThemes[i % fairThemes.length] as (typeof fairThemes)[number];
    const offset = i < 10 ? -300 + i * 28 : (i - 9) * 4;
    const day = addDays(today, offset);
    const boothCount = random.int(2, 6) * 10;
    const planned = new Date(startOfDay(addDays(offset < 0 ? day : today, -20)).getTime() + 10 * HOUR_MS);
    const planning = async (): Promise<void> => {
      const fair = await demo.admin.post<{ id: string }>('fairs', {
        nodeId: region.id,
        name: `${region.name}${name}`,
        theme,
        campaign,
        day,
        opensAt: '09:00',
        closesAt: '12:00',
        place: `${region.name}人力资源市场一楼大厅`,
        expectedAttendance: random.int(2, 9) * 100,
        dutyStaff: Math.ceil(boothCount / 8),
        boothCount,
      });
      if (i >= FAIRS - 3) return;
      await demo.admin.post(`fairs/${fair.id}/publish`);
      const local = demo.enterprises.filter((one) => one.nodeId === region.id).slice(0, random.int(4, 16));
      for (const enterprise of local) await demo.admin.post(`fairs/${fair.id}/booths`, { enterpriseId: enterprise.id });
    };
    await onDay(demo.app, planned, () => demo.app.get(UnitOfWork).run(planning));
  }
};
