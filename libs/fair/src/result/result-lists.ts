import { Injectable } from '@nestjs/common';
import type { EnterpriseView } from '#enterprise';
import { NeedReads } from '#need';
import { Settings } from '#platform/config';
import { UnitOfWork } from '#platform/db';
import { fill, Problem, type FieldFault, type Principal, type Wording } from '#platform/http';
import { withLists } from '#platform/layout';
import { mobileOf } from '#platform/phones';
import { NotATableError, tableLimits } from '#platform/table';
import { dayIn, isYes, kindOf, resultColumns, resultLists, resultTextsOf, type ResultTexts } from '../domain/result-table.js';
import type { TalkKind } from '../domain/results.js';
import type { Fair } from '../fair.entity.js';
import { FairPorts } from '../fair.ports.js';
import { Hires } from './hires.js';
import { ResultDoor } from './result-door.js';
import { resultProblems } from './result.problems.js';
import { TalkBook } from './talk-book.js';

export const MOST_RESULTS = 500;

/** What an enterprise says of one person afterwards. */
export interface ResultRow {
  number: string;
  kind: TalkKind;
  needId?: string | null | undefined;
  reason?: string | null | undefined;
  /** Of a hire: met at this fair first. Without it the hire belongs to no fair. */
  metFirst?: boolean | undefined;
  hiredOn?: string | null | undefined;
  phone?: string | null | undefined;
}

/** A line of a list: what it says, and what stands against it. */
export interface PreviewedResult {
  texts: ResultTexts;
  row: ResultRow | null;
  fault: Wording | null;
}

/** Thrown to undo what a preview tried. */
class Tried extends Error {}

/** Enterprises without a phone at the booth say afterwards what came of it: line by line, or by a list that is shown first. */
@Injectable()
export class ResultLists {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly door: ResultDoor,
    private readonly needs: NeedReads,
    private readonly talks: TalkBook,
    private readonly hires: Hires,
    private readonly settings: Settings,
    private readonly ports: FairPorts,
  ) {}

  /** Tries all lines of a file, and undoes it. @throws Problem `result.no_list` */
  async preview(
    who: Principal,
    fairId: string,
    enterpriseId: string | undefined,
    file: string,
    signal?: AbortSignal,
  ): Promise<PreviewedResult[]> {
    const { one } = await this.door.of(who, fairId, enterpriseId);
    const texts = await this.read(file, signal);
    const posts = new Map((await this.needs.ofEnterprise(one.id)).flatMap(({ id, title }) => [[title, id] as const, [id, id] as const]));
    const lines = texts.map((line): PreviewedResult => meant(line, posts));
    const known = lines.flatMap(({ row }) => row ?? []);
    const faults = new Map<ResultRow, Wording>();
    try {
      await this.uow.run(async () => {
        const opened = await this.door.open(who, fairId, one.id);
        for (const { row, message } of await this.each(who, opened.fair, opened.one, known)) faults.set(row, message);
        throw new Tried();
      });
    } catch (error) {
      if (!(error instanceof Tried)) throw error;
    }
    return lines.map((line) => ({ ...line, fault: line.fault ?? (line.row && (faults.get(line.row) ?? null)) }));
  }

  /** All lines or none. Said again they change nothing.
   * @returns how many hires they are @throws Problem `result.list` that names each line */
  async take(
    who: Principal,
    fairId: string,
    enterpriseId: string | undefined,
    rows: readonly ResultRow[],
  ): Promise<{ taken: number; hires: number }> {
    return this.uow.run(async () => {
      const { fair, one } = await this.door.open(who, fairId, enterpriseId);
      const faults = await this.each(who, fair, one, rows);
      if (faults.length > 0)
        throw resultProblems(
          'result.list',
          { n: faults.length },
          faults.map(({ row, code, message }): FieldFault => ({ path: `rows.${rows.indexOf(row)}`, code, message })),
        );
      await this.ports.trace(who, 'fair.results_said', fair, { enterprise: one.name, rows: rows.length });
      return { taken: rows.length, hires: rows.filter(isHire).length };
    });
  }

  private async each(
    who: Principal,
    fair: Fair,
    one: EnterpriseView,
    rows: readonly ResultRow[],
  ): Promise<{ row: ResultRow; code: string; message: Wording }[]> {
    const faults: { row: ResultRow; code: string; message: Wording }[] = [];
    for (const row of rows)
      try {
        await this.say(who, fair, one, row);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        faults.push({ row, code: error.code, message: worded(error) });
      }
    return faults;
  }

  private async say(who: Principal, fair: Fair, one: EnterpriseView, row: ResultRow): Promise<void> {
    const { number, needId = null } = row;
    if (isHire(row)) {
      const { hiredOn, phone } = row;
      await this.hires.sayIn(who, fair, one, { number, needId, hiredOn: hiredOn ?? undefined, phone, metFirst: true });
      return;
    }
    await this.talks.say(who, fair, one.id, row);
  }

  private async read(file: string, signal: AbortSignal | undefined): Promise<ResultTexts[]> {
    try {
      return await withLists(file, resultLists, { limits: tableLimits(this.settings), signal }, async (lists) => {
        const rows: ResultTexts[] = [];
        for (const { header, hiddenColumns, portions } of lists) {
          const columns = resultColumns(header, hiddenColumns);
          if (!columns)
            throw new NotATableError('找不到“入场码编号”和“结果”两列', 'there are no columns headed 入场码编号 (ticket) and 结果 (result)');
          for await (const portion of portions) {
            rows.push(...portion.rows.flatMap(({ cells, line }) => resultTextsOf(columns, cells, line) ?? []));
            if (rows.length > MOST_RESULTS) throw new NotATableError(`超过 ${MOST_RESULTS} 行`, `it has more than ${MOST_RESULTS} lines`);
          }
        }
        return rows;
      });
    } catch (error) {
      if (error instanceof NotATableError) throw resultProblems('result.no_list', { zh: error.zh, en: error.en });
      throw error;
    }
  }
}

const worded = ({ detail, params }: Problem): Wording => ({ zh: fill(detail.zh, params), en: fill(detail.en, params) });

const isHire = ({ kind, metFirst = false }: ResultRow): boolean => kind === 'hired' && metFirst;

/** What a line means, as far as that can be told without looking anybody up. */
const meant = (texts: ResultTexts, posts: ReadonlyMap<string, string>): PreviewedResult => {
  const wrong = (zh: string, en: string): PreviewedResult => ({ texts, row: null, fault: { zh, en } });
  const kind = kindOf(texts.result);
  if (!kind) return wrong(`看不懂结果“${texts.result}”`, `“${texts.result}” is no result`);
  const needId = texts.post === '' ? null : posts.get(texts.post);
  if (needId === undefined) return wrong(`没有名为“${texts.post}”的岗位`, `there is no post “${texts.post}”`);
  const hiredOn = texts.hiredOn === '' ? null : dayIn(texts.hiredOn);
  if (texts.hiredOn !== '' && hiredOn === null) return wrong(`看不懂日期“${texts.hiredOn}”`, `“${texts.hiredOn}” is no day`);
  const phone = texts.phone === '' ? null : mobileOf(texts.phone);
  if (texts.phone !== '' && !phone) return wrong(`“${texts.phone}”不是手机号`, `“${texts.phone}” is no mobile number`);
  return {
    texts,
    row: { number: texts.number, kind, needId, reason: texts.reason, metFirst: isYes(texts.metFirst), hiredOn, phone },
    fault: null,
  };
};
