import { Injectable } from '@nestjs/common';
import { FieldCipher } from '#platform/crypto';
import { UnitOfWork } from '#platform/db';
import type { Locale } from '#platform/document';
import { notFound, Problem, type Principal } from '#platform/http';
import type { ManifestLine, Trip } from '../dispatch.entity.js';
import { DispatchPorts, Neighbours } from '../dispatch.ports.js';
import { isWoman } from '../domain/arrivals.js';
import { sightOf } from '../domain/sight.js';
import { HandOvers, type Gate } from '../hand-over/hand-overs.js';
import { LineViews } from '../line.views.js';
import { TravelRepository, type Travel } from '../trip/travel.repository.js';
import { TripAccess } from '../trip.access.js';
import { TripRepository } from '../trip.repository.js';
import { MyTrips } from '../worker-link/my-trip.js';
import { drawnPaper } from './drawn-paper.js';
import { clockOf, KIND_WORDS, MODE_WORDS, RELIEF_WORDS } from './paper-words.js';
import type { PaperHead, PaperPerson, TripPaper } from './trip-paper.js';

export const PAPER_KINDS = ['manifest', 'badges', 'notice'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

export interface PaperWish {
  kind: PaperKind;
  locale: Locale;
  /** ID numbers in full, for who has that duty. */
  full: boolean;
  /** Of one coach. */
  coachId: string | null;
  /** Of one enterprise. */
  enterpriseId: string | null;
  /** Where the public pages are. */
  origin: string;
}

/** Documents that one process draws at a time. */
const AT_ONCE = 2;
const GONE: ReadonlySet<string> = new Set(['no_show', 'lost']);

/** What papers are drawn from. */
@Injectable()
export class PaperSources {
  constructor(
    readonly trips: TripRepository,
    readonly travels: TravelRepository,
    readonly links: MyTrips,
    readonly handOvers: HandOvers,
  ) {}
}

/** Manifest, name badges and arrival notice of a trip. */
@Injectable()
export class TripPapers {
  private drawing = 0;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly sources: PaperSources,
    private readonly access: TripAccess,
    private readonly lines: LineViews,
    private readonly neighbours: Neighbours,
    private readonly ports: DispatchPorts,
    private readonly cipher: FieldCipher,
  ) {}

  async pdf(who: Principal, tripId: string, wish: PaperWish): Promise<Buffer> {
    const paper = await this.of(who, tripId, wish);
    // An empty manifest is a form to fill by hand; an empty sheet of badges is nothing.
    if (paper.kind === 'badges' && paper.people.length === 0)
      throw new Problem('trip.papers_nobody', 409, {
        detail: {
          zh: '这样选不到任何人：名单为空，或该企业、该车厢没有人。请改选后再生成',
          en: 'Nobody is on this paper: the manifest is empty, or has nobody for this enterprise or coach. Choose another and try again',
        },
      });
    if (this.drawing >= AT_ONCE)
      throw new Problem('trip.papers_busy', 429, {
        detail: { zh: '正在生成其他文件，请稍后再试', en: 'Other documents are being drawn; try again' },
      });
    this.drawing += 1;
    try {
      return await drawnPaper(paper);
    } finally {
      this.drawing -= 1;
    }
  }

  /** The paper, as far as one may see its people. Manifest and badges are for who runs the trip; each look at names is written down.
   * @throws Problem 403 for ID numbers in full without that duty */
  async of(who: Principal, tripId: string, wish: PaperWish): Promise<TripPaper> {
    return this.uow.run(async () => {
      const { trip } = await (wish.kind === 'notice' ? this.access.see(who, tripId) : this.access.runForUpdate(who, tripId));
      const permission = wish.full ? 'dispatch.people_full' : 'dispatch.read';
      this.ports.access.require(who, permission);
      const travel = await this.sources.travels.of(tripId);
      const lines = (await this.sources.trips.lines(tripId))
        .filter(this.access.ofWhom(who, permission, trip))
        .filter(({ state, coachId, enterpriseId }) => {
          const isOf = !wish.coachId || coachId === wish.coachId;
          return !GONE.has(state) && isOf && (!wish.enterpriseId || enterpriseId === wish.enterpriseId);
        });
      const head = await this.headOf(trip, travel, wish.locale);
      const people = await this.peopleOf(who, trip, travel, lines, wish);
      const action = wish.full ? 'manifest.shown_in_full' : 'manifest.shown';
      await this.ports.audit.record(
        who,
        action,
        { kind: 'trip', id: tripId, nodePath: trip.nodePath },
        { people: people.length, paper: wish.kind },
      );
      if (wish.kind !== 'notice') return { kind: wish.kind, locale: wish.locale, head, people };
      return { kind: 'notice', locale: wish.locale, head, notices: await this.noticesOf(who, trip, lines, people, wish) };
    });
  }

  private async peopleOf(who: Principal, trip: Trip, { coaches, pickups }: Travel, lines: readonly ManifestLine[], wish: PaperWish) {
    const names = await this.neighbours.enterpriseNames([...new Set(lines.map(({ enterpriseId }) => enterpriseId))]);
    const codes = wish.kind === 'badges' ? await this.sources.links.codesOf(trip, lines) : new Map<string, string>();
    return lines.map((line): PaperPerson => {
      const seen = this.lines.view(line, wish.full ? 'full' : sightOf(who, trip, line));
      const code = codes.get(line.id);
      return {
        ...{ position: line.position + 1, name: seen.name ?? '', idNumber: seen.idNumber ?? '', phone: seen.phone ?? '' },
        emergencyContact: seen.emergencyContact ?? '',
        enterprise: names.get(line.enterpriseId) ?? '',
        coach: coaches.find(({ id }) => id === line.coachId)?.number ?? null,
        pickup: pickups.find(({ id }) => id === line.pickupId)?.place ?? '',
        relief: RELIEF_WORDS[wish.locale][line.relief],
        kind: line.kind === null ? '' : KIND_WORDS[wish.locale][line.kind],
        ...{ returning: line.returning, minor: line.minor, insured: line.insured, medical: line.medical, selfArranged: line.selfArranged },
        fareYuan: line.fareFen === null ? null : line.fareFen / 100,
        link: code ? `${wish.origin}/my#${code}` : null,
      };
    });
  }

  private async headOf(trip: Trip, { legs, pickups, coaches }: Travel, locale: Locale): Promise<PaperHead> {
    const supplier = (await this.neighbours.suppliers([trip.supplierId])).get(trip.supplierId);
    const way = ({
      mode,
      vehicle,
      fromPlace,
      toPlace,
      departAt,
      arriveAt,
    }: Pick<Trip, 'mode' | 'vehicle' | 'fromPlace' | 'toPlace' | 'departAt' | 'arriveAt'>) => ({
      ...{ mode: MODE_WORDS[locale][mode], vehicle: vehicle ?? '', from: fromPlace, to: toPlace },
      ...{ departs: clockOf(departAt), arrives: clockOf(arriveAt) },
    });
    return {
      ...way(trip),
      ...{ station: supplier?.name ?? '', stationPhone: supplier?.contactPhone ?? '', note: trip.note ?? '' },
      legs: legs.length > 1 ? legs.map(way) : [],
      pickups: pickups.map(({ place, at }) => ({ place, at: clockOf(at) })),
      leaders: coaches.map(({ number, leaderName, leaderPhone }) => ({ coach: number, name: leaderName ?? '', phone: leaderPhone ?? '' })),
    };
  }

  /** One for each enterprise that one may see, the whole of it on its own page. */
  private async noticesOf(who: Principal, trip: Trip, lines: readonly ManifestLine[], people: readonly PaperPerson[], wish: PaperWish) {
    const concerns = this.access.ofWhom(who, 'dispatch.read', trip);
    const stops = (await this.sources.trips.stops([trip.id])).filter(concerns);
    const needs = new Map((await this.neighbours.needs.many(stops.map(({ needId }) => needId))).map((need) => [need.id, need.title]));
    const gates = (await this.sources.handOvers.list(who, trip.id)).filter(
      ({ enterpriseId }) => !wish.enterpriseId || enterpriseId === wish.enterpriseId,
    );
    if (gates.length === 0) throw notFound('enterprise', wish.enterpriseId ?? '');
    return gates.map((gate: Gate) => {
      const own = lines.filter(({ enterpriseId }) => enterpriseId === gate.enterpriseId);
      const count = (holds: (line: ManifestLine) => boolean): number => own.filter(holds).length;
      return {
        enterprise: gate.name,
        posts: [
          ...new Set(stops.filter(({ enterpriseId }) => enterpriseId === gate.enterpriseId).map(({ needId }) => needs.get(needId) ?? '')),
        ],
        people: own.length,
        women: count((line) => isWoman(this.cipher.open('manifest_line', 'idNumber', line.id, line.idNumber) ?? '') === true),
        minors: count(({ minor }) => minor),
        returning: count(({ returning }) => returning),
        uninsured: count(({ insured }) => !insured),
        unexamined: count(({ medical }) => !medical),
        link: gate.code && `${wish.origin}/received#${gate.code}`,
        persons: people.filter((_, i) => lines[i]?.enterpriseId === gate.enterpriseId),
      };
    });
  }
}
