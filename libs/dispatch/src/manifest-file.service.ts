import { Injectable } from '@nestjs/common';
import { Settings } from '#platform/config';
import type { Principal } from '#platform/http';
import { NotATableError, tableLimits, withTable, type OpenOptions, type Table } from '#platform/table';
import { columnsOf, rowOf, type ManifestRow } from './domain/manifest-table.js';
import { Neighbours } from './dispatch.ports.js';
import { problems, type LineFault } from './dispatch.problems.js';
import { ManifestService, type LineView, type NewLine } from './manifest.service.js';
import { TripAccess } from './trip.access.js';

/** A group that travels together is never larger; more is a mistake. */
const MOST_PEOPLE = 2_000;

export interface FilePreview {
  rows: { line: number; name: string; faults: LineFault[] }[];
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
    private readonly settings: Settings,
  ) {}

  async preview(who: Principal, tripId: string, file: string, signal?: AbortSignal): Promise<FilePreview> {
    const { rows, lines } = await this.read(who, tripId, file, signal);
    const checked = await this.manifest.preview(who, tripId, lines);
    const faulty = checked.map(({ faults }, i) => ({ line: rows[i]?.line ?? 0, name: rows[i]?.name ?? '', faults }));
    return { rows: faulty, good: faulty.filter((row) => row.faults.length === 0).length };
  }

  /** @throws Problem 422 when anything is wrong: then nobody was put on the manifest. */
  async save(who: Principal, tripId: string, file: string, signal?: AbortSignal): Promise<LineView[]> {
    return this.manifest.add(who, tripId, (await this.read(who, tripId, file, signal)).lines);
  }

  private async read(
    who: Principal,
    tripId: string,
    file: string,
    signal: AbortSignal | undefined,
  ): Promise<{ rows: ManifestRow[]; lines: NewLine[] }> {
    const { stops } = await this.access.run(who, tripId);
    const names = await this.neighbours.enterpriseNames(stops.map((stop) => stop.enterpriseId));
    const rows = await readRows(file, { limits: tableLimits(this.settings), signal });
    const promiseOf = ({ enterprise }: ManifestRow): string | null => {
      if (enterprise === null) return null;
      const found = stops.filter((stop) => names.get(stop.enterpriseId)?.includes(enterprise));
      return found.length === 1 ? (found[0]?.promiseId ?? null) : null;
    };
    return {
      rows,
      lines: rows.map(({ line: _, enterprise: __, ...row }, i) => ({ ...row, promiseId: promiseOf(rows[i] as ManifestRow) })),
    };
  }
}

const readRows = async (file: string, options: OpenOptions): Promise<ManifestRow[]> => {
  try {
    return await withTable(file, options, rowsOf);
  } catch (error) {
    if (error instanceof NotATableError) throw problems('manifest.not_a_table', { reason: error.zh });
    throw error;
  }
};

const rowsOf = async ({ header, lines }: Table): Promise<ManifestRow[]> => {
  const columns = columnsOf(header);
  if (!columns) throw problems('manifest.not_a_table', { reason: '找不到“姓名”和“身份证号”两列' });
  const rows: ManifestRow[] = [];
  for await (const portion of lines) {
    for (const { line, cells } of portion) rows.push(rowOf(columns, line, cells));
    if (rows.length > MOST_PEOPLE) throw problems('manifest.not_a_table', { reason: `超过 ${MOST_PEOPLE} 人` });
  }
  return rows;
};
