import { deflateSync } from 'node:zlib';
import { OrgTree } from '#access';
import { UnitOfWork } from '#platform/db';
import { startApp } from '../../../../test/support/app.js';
import { Client, signedIn } from '../../../../test/support/client.js';
import { TestClock } from '../../../../test/support/clock.js';
import { eachDatabase } from '../../../../test/support/databases.js';
import type { RunningApp } from '../../../../test/support/http.js';
import { house, places } from '../testing/house.js';
import { pictureFacts } from './picture.js';

interface Floor {
  width: number;
  picture: string;
  version: number;
  spots: { number: string; x: number; y: number }[];
  code?: string;
}

/** A white picture of one bit a pixel. */
const png = (width: number, height: number): Buffer => {
  const chunk = (type: string, data: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0], 8);
  const rows = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height, 0xff));
  const sign = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([sign, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
};
const jpeg = Buffer.from([
  ...[0xff, 0xd8, 0xff, 0xe0, 0x00, 0x04, 0x00, 0x00],
  ...[0xff, 0xc0, 0x00, 0x0b, 0x08, 0x01, 0x2c, 0x02, 0x58, 0x01, 0x00, 0x11, 0x00, 0xff, 0xd9],
]);

describe('a picture', () => {
  it('is known by its own bytes, and only whole', () => {
    expect(pictureFacts(png(640, 480))).toEqual({ mime: 'image/png', width: 640, height: 480 });
    expect(pictureFacts(jpeg)).toEqual({ mime: 'image/jpeg', width: 600, height: 300 });
    expect(pictureFacts(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="600" height="300"></svg>'))).toBeNull();
    expect(pictureFacts(png(640, 480).subarray(0, 60))).toBeNull();
    expect(pictureFacts(Buffer.alloc(0))).toBeNull();
  });
});

eachDatabase((database) => {
  let app: RunningApp;
  let county: Client;
  let roomId: string;
  let venueId: string;

  beforeAll(async () => {
    app = await startApp({ database, clock: new TestClock('2026-11-24T02:00:00Z') });
    await app.get(UnitOfWork).run(() => app.get(OrgTree).ensureCity());
    county = await signedIn(app, [{ role: 'county-staff', nodeId: '370702' }]);
    venueId = (await county.post<{ id: string }>('/api/venues', house)).body.id;
    const room = { name: '大厅', capacity: 500, places: places(1, 2) };
    roomId = (await county.post<{ rooms: { id: string }[] }>(`/api/venues/${venueId}/rooms`, room)).body.rooms[0]?.id ?? '';
  }, 60_000);

  const hand = (content: Uint8Array, who = county) => who.upload<Floor>(`/api/rooms/${roomId}/floor`, 'floor.png', content);
  const place = (version: number, spots: object[]) =>
    county.send<Floor>('PUT', `/api/rooms/${roomId}/floor/spots`, { spots }, { headers: { 'if-match': `"${version}"` } });
  const spot = (number: string, x: number, y: number) => ({ number, x, y, widthCm: 300, depthCm: 250, power: true });

  it('refuses what is no picture, one of 9 MB, one of 50 MB, and one too small to read, each with its reason', async () => {
    expect((await hand(Buffer.from('%PDF-1.7'))).body.code).toBe('floor.no_picture');
    expect((await hand(Buffer.concat([png(600, 400), Buffer.alloc(9 * 1_048_576)]))).body.code).toBe('floor.large');
    expect((await hand(Buffer.alloc(50 * 1_048_576))).status).toBe(413);
    expect((await hand(png(90, 400))).body.code).toBe('floor.pixels');
    expect((await county.get(`/api/rooms/${roomId}/floor`)).body).toEqual([]);
  });

  it('shows the picture, booths where they were put, and keeps them when the picture is replaced', async () => {
    const made = (await hand(png(600, 400))).body;
    expect(made).toMatchObject({ width: 600, version: 1, spots: [] });
    const placed = await place(1, [spot('A01', 100, 200), spot('Z9', 900, 950)]);
    expect(placed).toMatchObject({ status: 200, body: { version: 2, spots: [{ number: 'A01', x: 100, y: 200 }, { number: 'Z9' }] } });
    const picture = await county.file(placed.body.picture);
    expect([picture.type, picture.content.equals(png(600, 400))]).toEqual(['image/png', true]);
    const again = (await hand(png(800, 400))).body;
    expect(again).toMatchObject({ width: 800, version: 3 });
    expect(again.spots).toHaveLength(2);
    expect(again.picture).not.toBe(made.picture);
  });

  it('adds a booth that the room did not have to its grid, and takes over size and power', async () => {
    const { rooms } = (
      await county.get<{ rooms: { places: { number: string; power: boolean; widthCm: number }[] }[] }>(`/api/venues/${venueId}`)
    ).body;
    expect(rooms[0]?.places).toContainEqual(
      expect.objectContaining({ number: 'Z9', power: true, widthCm: 300, gridRow: 2, gridColumn: 1 }),
    );
    expect(rooms[0]?.places).toHaveLength(3);
  });

  it('refuses a number twice, an older version, a place beside the picture, and other offices', async () => {
    const [{ version } = { version: 0 }] = (await county.get<Floor[]>(`/api/rooms/${roomId}/floor`)).body;
    expect((await place(version, [spot('A01', 1, 1), spot('A01', 2, 2)])).status).toBe(422);
    expect((await place(version - 1, [])).status).toBe(409);
    expect((await place(version, [spot('A01', 1_001, 1)])).status).toBe(422);
    const other = await signedIn(app, [{ role: 'county-staff', nodeId: '370703' }]);
    expect((await hand(png(600, 400), other)).status).toBe(404);
    expect((await other.send('DELETE', `/api/rooms/${roomId}/floor`)).status).toBe(404);
  });

  it('is shown to strangers only of a room in which an announced fair takes place, and to whoever is signed in', async () => {
    const stranger = new Client(app.url);
    const seen = async (who: Client): Promise<number[]> => {
      const plan = await who.get<Floor>(`/api/rooms/${roomId}/floor`);
      return [plan.status, (await who.file(`/api/rooms/${roomId}/floor/picture`)).status];
    };
    expect(await seen(stranger)).toEqual([404, 404]);
    expect(await seen(await signedIn(app, [{ role: 'supplier', supplierId: 's1' }]))).toEqual([200, 200]);
    const fair = {
      ...{ nodeId: '370702', name: '厅内招聘会', theme: '综合', day: '2026-12-05', opensAt: '09:00', closesAt: '11:30', roomId },
      ...{ boothCount: 1, expectedAttendance: 200, dutyStaff: 2 },
    };
    const { id } = (await county.post<{ id: string }>('/api/fairs', fair)).body;
    expect(await seen(stranger)).toEqual([404, 404]);
    expect((await county.post(`/api/fairs/${id}/publish`)).status).toBe(200);
    expect(await seen(stranger)).toEqual([200, 200]);
    expect((await county.post(`/api/fairs/${id}/cancel`, { reason: '改期另行通知' })).status).toBe(200);
    expect(await seen(stranger)).toEqual([404, 404]);
  });

  it('is taken away, and the grid stays', async () => {
    expect((await county.send('DELETE', `/api/rooms/${roomId}/floor`)).status).toBe(204);
    expect((await county.send('DELETE', `/api/rooms/${roomId}/floor`)).status).toBe(404);
    expect((await county.get<{ rooms: { places: object[] }[] }>(`/api/venues/${venueId}`)).body.rooms[0]?.places).toHaveLength(3);
  });
});
