import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { NotATableError, openTable } from '#need';
import type { Principal } from '#platform/http';
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
  ) {}

  async preview(who: Principal, tripId: string, file: { name: string; content: Buffer }): Promise<FilePreview> {
    const { rows, lines } = await this.read(who, tripId, file);
    const checked = await this.manifest.preview(who, tripId, lines);
    const faulty = checked.map(({ faults }, i) => ({ line: rows[i]?.line ?? 0, name: rows[i]?.name ?? '', faults }));
    return { rows: faulty, good: faulty.filter((row) => row.faults.length === 0).length };
  }

  /** @throws Problem 422 when anything is wrong: then nobody was put on the manifest. */
  async save(who: Principal, tripId: string, file: { name: string; content: Buffer }): Promise<LineView[]> {
    return this.manifest.add(who, tripId, (await this.read(who, tripId, file)).lines);
  }

  private async read(
    who: Principal,
    tripId: string,
    file: { name: string; content: Buffer },
  ): Promise<{ rows: ManifestRow[]; lines: NewLine[] }> {
    const { stops } = await this.access.run(who, tripId);
    const names = await this.neighbours.enterpriseNames(stops.map((stop) => stop.enterpriseId));
    const rows = await readRows(file.content);
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

/** The reader works on files; this one is readable for this process only, and gone right after. */
const readRows = async (content: Buffer): Promise<ManifestRow[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'gangqiao-manifest-'));
  try {
    const file = join(folder, 'manifest');
    await writeFile(file, content, { mode: 0o600 });
    const table = await openTable(file);
    const columns = columnsOf(table.header);
    if (!columns) throw problems('manifest.not_a_table', { reason: '找不到“姓名”和“身份证号”两列' });
    const rows: ManifestRow[] = [];
    for await (const portion of table.lines) {
      for (const { line, cells } of portion) rows.push(rowOf(columns, line, cells));
      if (rows.length > MOST_PEOPLE) throw problems('manifest.not_a_table', { reason: `超过 ${MOST_PEOPLE} 人` });
    }
    return rows;
  } catch (error) {
    if (error instanceof NotATableError) throw problems('manifest.not_a_table', { reason: error.zh });
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
