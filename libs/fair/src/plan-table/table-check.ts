import { Injectable } from '@nestjs/common';
import { Between, In } from 'typeorm';
import { AccessService, OrgTree, type OrgNode } from '#access';
import { Clock, UnitOfWork } from '#platform/db';
import type { Principal } from '#platform/http';
import { boothNumbers } from '../domain/fair.js';
import { isWithin, openOn, quartersOf, type SpecialKind } from '../domain/hours.js';
import { stateOf } from '../domain/states.js';
import { Fair } from '../fair.entity.js';
import type { Spot } from '../fair.repository.js';
import { FairClaim, SpecialDay, Venue, type BoothPlace, type Room } from '../venue.entity.js';
import { upwards, VenueRepository } from '../venue.repository.js';
import { readRow, type ReadRow, type RowTexts, type Wrong } from './table-row.js';

/** A line that can become a fair. */
export interface Ready {
  row: ReadRow;
  node: OrgNode;
  roomId: string | null;
  place: string;
  spots: Spot[];
}
export interface CheckedRow {
  faults: Wrong[];
  ready: Ready | null;
  /** The fair is there already, as the line says. */
  known: boolean;
}

interface House {
  venue: Venue;
  rooms: (Room & { places: BoothPlace[] })[];
}

/** Whether the fairs of a table can be held: offices, venues, rooms, hours, and who else is there, be it another line. */
@Injectable()
export class TableCheck {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly venues: VenueRepository,
    private readonly access: AccessService,
    private readonly org: OrgTree,
    private readonly clock: Clock,
  ) {}

  /** Of each line everything that is wrong, in their order. */
  async check(who: Principal, lines: readonly RowTexts[]): Promise<CheckedRow[]> {
    const today = this.clock.today();
    const read = lines.map((texts) => readRow(texts, today));
    const days = read.map(({ row }) => row.day).filter(Boolean);
    const span: [string, string] = [days.reduce((a, b) => (a < b ? a : b), '9999'), days.reduce((a, b) => (a > b ? a : b), '')];
    const around = new Around(
      await this.offices(who),
      await this.houses(who),
      new Map((await this.uow.manager.findBy(SpecialDay, { day: Between(...span) })).map(({ day, kind }) => [day, kind])),
      await this.known(read.map(({ row }) => row)),
    );
    await this.claimed(around, span);
    return read.map(({ row, faults }) => around.judge(row, faults));
  }

  private async offices(who: Principal): Promise<OrgNode[]> {
    const city = await this.org.city();
    return [city, ...(await this.org.countiesAndZones())].filter(({ path }) => this.access.canSee(who, 'fair.manage', { nodePath: path }));
  }

  /** Venues that this person's offices may use, with their rooms. */
  private async houses(who: Principal): Promise<House[]> {
    const { paths } = this.access.scope(who, 'fair.manage');
    const all = await this.uow.manager.find(Venue);
    const near = all.filter(({ nodePath }) => paths.some((path) => nodePath.startsWith(path) || upwards(path).includes(nodePath)));
    const rooms = await this.venues.rooms(near.map(({ id }) => id));
    const places = await this.venues.places(rooms.map(({ id }) => id));
    return near.map((venue) => ({
      venue,
      rooms: rooms
        .filter(({ venueId }) => venueId === venue.id)
        .map((room) => ({ ...room, places: places.filter(({ roomId }) => roomId === room.id) })),
    }));
  }

  /** Fairs that lines name by their number, and those of the same days. */
  private async known(rows: readonly ReadRow[]): Promise<Fair[]> {
    const found = new Map<string, Fair>();
    const take = async (where: object): Promise<void> => {
      for (const fair of await this.uow.manager.findBy(Fair, where)) found.set(fair.id, fair);
    };
    const [ids, days] = [
      [...new Set(rows.map(({ number }) => number).filter(Boolean))],
      [...new Set(rows.map(({ day }) => day).filter(Boolean))],
    ];
    for (let i = 0; i < ids.length; i += 200) await take({ id: In(ids.slice(i, i + 200)) });
    for (let i = 0; i < days.length; i += 200) await take({ day: In(days.slice(i, i + 200)), state: In(['draft', 'published']) });
    return [...found.values()];
  }

  private async claimed(around: Around, span: [string, string]): Promise<void> {
    const rooms = around.roomIds();
    for (let i = 0; i < rooms.length; i += 200) {
      const where = { kind: 'room' as const, subjectId: In(rooms.slice(i, i + 200)), day: Between(...span) };
      for (const claim of await this.uow.manager.findBy(FairClaim, where)) around.take(claim.subjectId, claim.day, claim.quarter, null);
    }
  }
}

const wrong = (says: Wrong['says'], code: string, zh: string, en: string): Wrong => ({ says, code, message: { zh, en } });
const sameName = (a: string, b: string): boolean => a.normalize('NFKC').replace(/\s/g, '') === b.normalize('NFKC').replace(/\s/g, '');

/** What lines are judged by; it learns of each that could be held. */
class Around {
  /** Who is in a room at a quarter of an hour: the name of another line's fair, or null of one that stands. */
  private readonly taken = new Map<string, string | null>();
  private readonly fairs: Map<string, Fair>;
  private readonly seen = new Set<string>();

  constructor(
    private readonly offices: readonly OrgNode[],
    private readonly houses: readonly House[],
    private readonly special: ReadonlyMap<string, SpecialKind>,
    known: readonly Fair[],
  ) {
    this.fairs = new Map(known.map((fair) => [fair.id, fair]));
    for (const fair of known) if (stateOf(fair) !== 'cancelled') this.seen.add(keyOf(fair.nodeId, fair.day, fair.opensAt, fair.name));
  }

  roomIds(): string[] {
    return this.houses.flatMap(({ rooms }) => rooms.map(({ id }) => id));
  }

  take(roomId: string, day: string, quarter: number, by: string | null): void {
    this.taken.set(`${roomId} ${day} ${quarter}`, by);
  }

  judge(row: ReadRow, read: readonly Wrong[]): CheckedRow {
    const before = row.number ? this.fairs.get(row.number) : undefined;
    if (before) return this.compare(row, before);
    const faults = [...read];
    if (row.number)
      faults.push(wrong('number', 'unknown', '没有这个编号的招聘会，新增请留空', 'no fair has this number: leave it empty for a new one'));
    const node = this.offices.find(({ name, id }) => sameName(name, row.county) || id === row.county);
    if (!node && row.county)
      faults.push(
        wrong('county', 'unknown', `没有“${row.county}”，或不归本单位管`, `“${row.county}” is unknown, or not yours to plan for`),
      );
    const where = this.place(row, faults);
    if (node && this.seen.has(keyOf(node.id, row.day, row.opensAt, row.name)))
      faults.push(wrong('name', 'twice', '同一天同一时间已有同名招聘会', 'a fair of that name is there on that day and hour'));
    if (faults.length > 0 || !node || !where) return { faults, ready: null, known: false };
    this.seen.add(keyOf(node.id, row.day, row.opensAt, row.name));
    if (where.roomId) for (const quarter of quartersOf(row.opensAt, row.closesAt)) this.take(where.roomId, row.day, quarter, row.name);
    return { faults, ready: { row, node, ...where }, known: false };
  }

  /** A line of a fair that is there says nothing new, or is refused: changes are made where those concerned are asked. */
  private compare(row: ReadRow, fair: Fair): CheckedRow {
    const faults: Wrong[] = [];
    for (const [says, was, now] of [
      ['name', fair.name, row.name],
      ['day', fair.day, row.day],
      ['opensAt', fair.opensAt, row.opensAt],
      ['closesAt', fair.closesAt, row.closesAt],
      ['booths', String(fair.boothCount), String(row.booths)],
    ] as const)
      if (was !== now)
        faults.push(
          wrong(
            says,
            'known',
            `这场已在系统中（${was}），请在它的页面上修改`,
            `this fair is there already (${was}): change it on its page`,
          ),
        );
    return { faults, ready: null, known: faults.length === 0 };
  }

  private place(row: ReadRow, faults: Wrong[]): Pick<Ready, 'roomId' | 'place' | 'spots'> | null {
    const bare = { gridRow: null, gridColumn: null, power: null };
    if (!row.venue) {
      const spots = boothNumbers(row.booths).map((number) => ({ number, ...bare }));
      return { roomId: null, place: row.place || '线上', spots };
    }
    const house = this.houses.find(({ venue }) => sameName(venue.name, row.venue));
    if (!house) return this.none(faults, 'venue', `没有场地“${row.venue}”`, `there is no venue “${row.venue}”`);
    const room = row.room
      ? house.rooms.find(({ name }) => sameName(name, row.room))
      : house.rooms.length === 1
        ? house.rooms[0]
        : undefined;
    const names = house.rooms.map(({ name }) => name).join('、');
    if (!room)
      return this.none(faults, 'room', `请填展厅：${names || '该场地没有展厅'}`, `name one of its rooms: ${names || 'it has none'}`);
    this.refuseTime(row, house.venue, room.id, faults);
    if (row.booths > room.places.length)
      faults.push(
        wrong('booths', 'room', `${room.name}只有 ${room.places.length} 个展位`, `${room.name} has places for ${room.places.length}`),
      );
    const spots = room.places.slice(0, row.booths).map(({ number, gridRow, gridColumn, power }) => ({
      ...{ number, gridRow, gridColumn, power: Number(power) },
    }));
    return { roomId: room.id, place: `${house.venue.name}${room.name}（${house.venue.address}）`.slice(0, 200), spots };
  }

  private refuseTime(row: ReadRow, venue: Venue, roomId: string, faults: Wrong[]): void {
    if (!row.day) return;
    const hours = openOn(venue.opening, row.day, this.special.get(row.day) ?? null);
    if (!isWithin(row, hours)) {
      const open = hours
        ? [`当日开放 ${hours.from}–${hours.to}`, `open from ${hours.from} to ${hours.to}`]
        : ['当日不开放', 'closed on that day'];
      faults.push(wrong('day', 'closed', `${venue.name}${open[0]}`, `${venue.name} is ${open[1]}`));
    }
    for (const quarter of quartersOf(row.opensAt, row.closesAt)) {
      const by = this.taken.get(`${roomId} ${row.day} ${quarter}`);
      if (by === undefined) continue;
      const whose = by === null ? ['已有的招聘会', 'a fair that stands'] : [`表中“${by}”`, `“${by}” of this table`];
      faults.push(wrong('day', 'overlap', `展厅该时段已被${whose[0]}占用`, `the room is taken at that time by ${whose[1]}`));
      return;
    }
  }

  private none(faults: Wrong[], says: Wrong['says'], zh: string, en: string): null {
    faults.push(wrong(says, 'unknown', zh, en));
    return null;
  }
}

const keyOf = (nodeId: string, day: string, opensAt: string, name: string): string => `${nodeId} ${day} ${opensAt} ${name}`;
