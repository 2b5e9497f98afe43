import { Injectable } from '@nestjs/common';
import { Settings } from '#platform/config';
import type { Principal } from '#platform/http';
import type { ListChoice, PassedOver, SheetSeen } from '#platform/layout';
import { tableLimits } from '#platform/table';
import type { ManifestRow } from './domain/manifest-table.js';
import { Neighbours } from './dispatch.ports.js';
import type { LineFault } from './dispatch.problems.js';
import type { LineView } from './line.views.js';
import { ManifestService, type NewLine } from './manifest.service.js';
import { readManifest } from './manifest.reader.js';
import { TravelRepository } from './trip/travel.repository.js';
import { TripAccess } from './trip.access.js';

/** What a person says about a file. */
export interface FileChoice {
  /** Which sheets and headers are meant; left out: as found. */
  list?: ListChoice | undefined;
  /** Where those go of whom the file does not say. */
  promiseId?: string | undefined;
}

/** A person of a file, as understood. */
export interface PersonRead extends ManifestRow {
  faults: LineFault[];
  /** Of the enterprise that they go to; null where that is not clear. */
  goesTo: string | null;
}

export interface FilePreview {
  rows: PersonRead[];
  /** Lines and sheets that are no people: titles, totals, signatures. */
  passedOver: PassedOver[];
  sheets: readonly SheetSeen[];
  /** People without a fault. */
  good: number;
}

/** Manifests from CSV and XLSX. Nothing of the file is kept: it is read, checked and shown, and sent again to be saved. */
@Injectable()
export class ManifestFileService {
  constructor(
    private readonly manifest: ManifestService,
    private readonly access: TripAccess,
    private readonly neighbours: Neighbours,
    private readonly travels: TravelRepository,
    private readonly settings: Settings,
  ) {}

  async preview(who: Principal, tripId: string, file: string, choice: FileChoice, signal?: AbortSignal): Promise<FilePreview> {
    const { people, names, passedOver, sheets } = await this.read(who, tripId, file, choice, signal);
    const checked = await this.manifest.preview(
      who,
      tripId,
      people.map(({ line }) => line),
    );
    const rows = people.map(({ row }, i): PersonRead => {
      const { faults = [], promiseId = null } = checked[i] ?? {};
      return { ...row, faults, goesTo: promiseId === null ? null : (names.get(promiseId) ?? null) };
    });
    return { rows, passedOver, sheets, good: rows.filter(({ faults }) => faults.length === 0).length };
  }

  /** @throws Problem 422 when anything is wrong: then nobody was put on the manifest. */
  async save(who: Principal, tripId: string, file: string, choice: FileChoice, signal?: AbortSignal): Promise<LineView[]> {
    const { people } = await this.read(who, tripId, file, choice, signal);
    return this.manifest.add(
      who,
      tripId,
      people.map(({ line }) => line),
    );
  }

  private async read(who: Principal, tripId: string, file: string, { list, promiseId }: FileChoice, signal: AbortSignal | undefined) {
    const { stops } = await this.access.run(who, tripId);
    const enterprises = await this.neighbours.enterpriseNames(stops.map((stop) => stop.enterpriseId));
    const { rows, ...rest } = await readManifest(file, { limits: tableLimits(this.settings), signal, choice: list });
    const promiseOf = ({ enterprise }: ManifestRow): string | null => {
      if (enterprise === null) return promiseId ?? null;
      const found = stops.filter((stop) => enterprises.get(stop.enterpriseId)?.includes(enterprise));
      return found.length === 1 ? (found[0]?.promiseId ?? null) : null;
    };
    const { pickups, coaches } = await this.travels.of(tripId);
    const lineOf = (row: ManifestRow): NewLine => {
      const { enterprise: _, pickup, coach, ...said } = row;
      const pickupId = pickups.find(({ place }) => place === pickup)?.id ?? null;
      const coachId = coaches.find(({ number }) => String(number) === coach)?.id ?? null;
      const unknown = [...(pickup && !pickupId ? (['pickup'] as const) : []), ...(coach && !coachId ? (['coach'] as const) : [])];
      return { ...said, promiseId: promiseOf(row), pickupId, coachId, unknown };
    };
    const names = new Map(stops.map((stop) => [stop.promiseId, enterprises.get(stop.enterpriseId) ?? '']));
    return { people: rows.map((row) => ({ row, line: lineOf(row) })), names, ...rest };
  }
}
