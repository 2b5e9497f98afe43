import { Injectable } from '@nestjs/common';
import { Settings } from '#platform/config';
import type { Principal } from '#platform/http';
import { withLists, type ListSheet, type PassedOver } from '#platform/layout';
import { NotATableError, tableLimits, type OpenOptions, type TableRow } from '#platform/table';
import {
  columnsOf,
  headingsOf,
  manifestLists,
  markLostDigits,
  rowOf,
  type ManifestColumn,
  type ManifestColumns,
  type ManifestRow,
  type PersonPlace,
} from './domain/manifest-table.js';
import { Neighbours } from './dispatch.ports.js';
import { problems, type LineFault } from './dispatch.problems.js';
import { ManifestService, type LineView, type NewLine } from './manifest.service.js';
import { TripAccess } from './trip.access.js';

/** A group that travels together is never larger; more is a mistake. */
const MOST_PEOPLE = 2_000;

export interface FilePreview {
  rows: { place: PersonPlace; line: number; name: string; faults: LineFault[] }[];
  /** Lines and sheets that are no people: titles, totals, signatures. */
  passedOver: PassedOver[];
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
    const { people, passedOver } = await this.read(who, tripId, file, signal);
    const checked = await this.manifest.preview(
      who,
      tripId,
      people.map(({ line }) => line),
    );
    const rows = people.map(({ row: { place, name } }, i) => ({ place, line: place.line, name, faults: checked[i]?.faults ?? [] }));
    return { rows, passedOver, good: rows.filter((row) => row.faults.length === 0).length };
  }

  /** @throws Problem 422 when anything is wrong: then nobody was put on the manifest. */
  async save(who: Principal, tripId: string, file: string, signal?: AbortSignal): Promise<LineView[]> {
    const { people } = await this.read(who, tripId, file, signal);
    return this.manifest.add(
      who,
      tripId,
      people.map(({ line }) => line),
    );
  }

  private async read(
    who: Principal,
    tripId: string,
    file: string,
    signal: AbortSignal | undefined,
  ): Promise<{ people: { row: ManifestRow; line: NewLine }[]; passedOver: PassedOver[] }> {
    const { stops } = await this.access.run(who, tripId);
    const names = await this.neighbours.enterpriseNames(stops.map((stop) => stop.enterpriseId));
    const { rows, passedOver } = await readRows(file, { limits: tableLimits(this.settings), signal });
    const promiseOf = ({ enterprise }: ManifestRow): string | null => {
      if (enterprise === null) return null;
      const found = stops.filter((stop) => names.get(stop.enterpriseId)?.includes(enterprise));
      return found.length === 1 ? (found[0]?.promiseId ?? null) : null;
    };
    const lineOf = (row: ManifestRow): NewLine => {
      const { enterprise: _, ...said } = row;
      return { ...said, promiseId: promiseOf(row) };
    };
    return { people: rows.map((row) => ({ row, line: lineOf(row) })), passedOver };
  }
}

interface ReadRows {
  rows: ManifestRow[];
  passedOver: PassedOver[];
}

const readRows = async (file: string, options: OpenOptions): Promise<ReadRows> => {
  try {
    return await withLists(file, manifestLists, options, async (sheets, passedOver) => {
      const rows: ManifestRow[] = [];
      for (const sheet of sheets) await takeSheet(rows, sheet);
      markLostDigits(rows);
      return { rows, passedOver };
    });
  } catch (error) {
    if (error instanceof NotATableError) throw problems('manifest.not_a_table', { reason: error.zh });
    throw error;
  }
};

const takeSheet = async (rows: ManifestRow[], { name, header, hiddenColumns, portions }: ListSheet): Promise<void> => {
  const columns = columnsOf(header, hiddenColumns);
  if (!columns) throw problems('manifest.not_a_table', { reason: '找不到“姓名”和“身份证号”两列' });
  const headings = headingsOf(header, columns);
  for await (const portion of portions) {
    for (const row of portion.rows)
      rows.push(rowOf(columns, row.cells, { sheet: name, line: row.line, headings, ...faultsIn(columns, row) }));
    if (rows.length > MOST_PEOPLE) throw problems('manifest.not_a_table', { reason: `超过 ${MOST_PEOPLE} 人` });
  }
};

const faultsIn = (columns: ManifestColumns, { faults = [] }: TableRow): Pick<PersonPlace, 'lostDigits' | 'broken'> => {
  const at = (column: number): ManifestColumn | null =>
    (Object.keys(columns) as ManifestColumn[]).find((one) => columns[one]?.includes(column)) ?? null;
  const broken = faults.find(({ column, kind }) => kind !== 'lost_digits' && at(column) !== null);
  return {
    lostDigits: faults.some(({ column, kind }) => kind === 'lost_digits' && at(column) === 'idNumber'),
    broken: broken ? at(broken.column) : null,
  };
};
