/** Who hands lists in and looks at what became of them, over HTTP. */
import { setTimeout as sleep } from 'node:timers/promises';
import ExcelJS from 'exceljs';
import type { Clock } from '#platform/db';
import { signedIn, type Client } from '../../../../../test/support/client.js';
import type { TestDatabase } from '../../../../../test/support/databases.js';
import { startMarket, type Market } from '../../../../../test/support/market.js';

export interface ImportBody {
  id: string;
  state: string;
  columns: { at: number; header: string; sheet: string | null; hidden: boolean; field: string | null; samples: string[] }[];
  counts: Record<
    'read' | 'created' | 'changed' | 'unchanged' | 'drafts' | 'wrong' | 'conflicts' | 'leftOut' | 'takenBack' | 'stay',
    number
  >;
  notices: { code: string; text: string }[];
  progress: { done: number; total: number } | null;
  failure: string | null;
  code?: string;
  detail?: string;
}
export interface RowBody {
  sheet: string | null;
  line: number;
  kind: string;
  title: string;
  enterpriseName: string | null;
  short: number | null;
  wageFromYuan: number | null;
  wageToYuan: number | null;
  workplace: string | null;
  reasons: string[];
}
export interface NeedBody {
  id: string;
  title: string;
  state: string;
  version: number;
  short: number;
  shortage: number;
  gaps: string[];
  nodeId: string;
  contactPhone: string | null;
  occupationCode: string | null;
  wageFromYuan: number | null;
  enterpriseName: string;
}

/** The factory that most lines name. */
export const WORKS = '潍坊鸢都机械有限公司';

export class ImportDesk {
  market!: Market;
  city!: Client;
  works!: string;

  async start(database: TestDatabase, clock: Clock): Promise<void> {
    this.market = await startMarket(database, clock, { jobs: true });
    this.works = await this.market.enterprise(WORKS);
    this.city = await signedIn(this.market, [{ role: 'city-staff', nodeId: '3707' }]);
  }

  /** What becomes of a list that is being read. */
  readonly settled = async (batch: ImportBody, by = this.city): Promise<ImportBody> => {
    for (let one = batch; ; one = (await by.get<ImportBody>(`/api/imports/${batch.id}`)).body) {
      if (one.state !== 'reading') return one;
      await sleep(20);
    }
  };

  readonly upload = async (content: string | Uint8Array, by = this.city, name = 'list.csv'): Promise<ImportBody> =>
    this.settled((await by.upload<ImportBody>('/api/imports', name, content)).body, by);

  readonly rows = async (id: string, kind = ''): Promise<RowBody[]> =>
    (await this.city.get<{ items: RowBody[] }>(`/api/imports/${id}/rows?limit=200${kind && `&kind=${kind}`}`)).body.items;

  /** The wrong rows of a list, given back as a workbook. */
  readonly wrongRows = async (id: string): Promise<ExcelJS.Workbook> => {
    const response = await fetch(`${this.market.url}/api/imports/${id}/wrong.xlsx`, {
      headers: { cookie: (this.city as unknown as { cookie: string }).cookie },
    });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(await response.arrayBuffer());
    return workbook;
  };

  readonly confirm = async (id: string, by = this.city): Promise<ImportBody> =>
    (await by.post<ImportBody>(`/api/imports/${id}/confirm`)).body;

  readonly needs = async (q: string): Promise<NeedBody[]> =>
    (await this.city.get<{ items: NeedBody[] }>(`/api/needs?limit=200&q=${encodeURIComponent(q)}`)).body.items;
}
