import { Injectable } from '@nestjs/common';
import type { EnterpriseView } from '#enterprise';
import {
  blankPosting,
  isUnposted,
  NeedEdits,
  NeedFigures,
  NeedReads,
  NeedService,
  startPassed,
  type FiguredPost,
  type NeedView,
  type Posting,
} from '#need';
import type { Principal } from '#platform/http';
import { yuanOf, fenOf } from '#reference';
import type { Answer, AnswerRow } from './domain/questionnaire.js';

import { SurveyPorts } from './round.service.js';
import { problems } from './survey.problems.js';

/** What the rows of an answer would make count, each under its place in the answer. */
const figuresIn = (answer: Answer, known: ReadonlyMap<string, NeedView>): FiguredPost[] =>
  answer.rows.flatMap((row, i) => {
    const need = known.get(row.needId ?? '');
    if (row.withdrawn || need?.state === 'withdrawn') return [];
    const short = row.stillShort + (need?.committed ?? 0);
    const posting = {
      occupationCode: row.occupationCode,
      short,
      wageFromFen: fenOf(row.wageFromYuan),
      wageToFen: fenOf(row.wageToYuan),
    };
    const standing = need && { ...need, short: need.short - need.filled };
    const names = { short: 'stillShort', wageFromFen: 'wageFromYuan', wageToFen: 'wageToYuan' };
    return [{ posting, standing, answered: need?.doubts ?? null, pathOf: (figure) => `rows.${i}.${names[figure]}` }];
  });

const WITHDRAWN = '季度调查：企业已不再招用';

/** Carries what an answer says into the ledger of needs, through the same rules as any posting, inside the caller's unit of work. */
@Injectable()
export class LedgerSync {
  constructor(
    private readonly needs: NeedService,
    private readonly edits: NeedEdits,
    private readonly reads: NeedReads,
    private readonly figures: NeedFigures,
    private readonly ports: SurveyPorts,
  ) {}

  /** @returns the answer with the ids of the needs that it published.
   * @throws Problem of the ledger or of its wording rules, `survey.need` for another's need, or `need.figures_doubtful` for all rows
   * at once. */
  async apply(who: Principal, enterprise: EnterpriseView, answer: Answer, figuresConfirmed: boolean): Promise<Answer> {
    const known = await this.own(enterprise, answer);
    const told = { ...enterprise, employees: enterprise.employees ?? answer.employees };
    if (!figuresConfirmed) await this.figures.refuseUnasked(told, figuresIn(answer, known));
    const rows: AnswerRow[] = [];
    for (const row of answer.rows) {
      const need = known.get(row.needId ?? '');
      if (need) await this.restate(who, need, row);
      rows.push(need ? row : { ...row, needId: await this.tell(who, enterprise, answer, row) });
    }
    return { ...answer, rows };
  }

  /** The needs that an answer names. @throws Problem `survey.need` for another's. */
  async own(enterprise: EnterpriseView, answer: Answer): Promise<Map<string, NeedView>> {
    const ids = answer.rows.flatMap(({ needId }) => (needId ? [needId] : []));
    const known = new Map((await this.reads.many(ids)).map((need) => [need.id, need]));
    const alien = answer.rows.findIndex(({ needId }) => needId !== null && known.get(needId)?.enterpriseId !== enterprise.id);
    if (alien >= 0) throw problems('survey.need', { row: alien + 1 });
    return known;
  }

  private async restate(who: Principal, need: NeedView, row: AnswerRow): Promise<void> {
    if (need.state === 'withdrawn') return;
    if (row.withdrawn) {
      await this.needs.withdraw(who, need.id, WITHDRAWN);
      return;
    }
    // It comes back to the board, and counts as confirmed, with new dates, which the survey does not ask for.
    // Its figure counts all the same.
    const passed = startPassed(need, this.ports.clock.today());
    if (need.state !== 'published' && passed) return;
    // People on their way are still short in the ledger's own count, and not in what the enterprise says.
    const short = row.stillShort + need.committed;
    const said: Partial<Posting> = {
      ...(row.title === need.title ? {} : { title: row.title }),
      ...(row.occupationCode === need.occupationCode ? {} : { occupationCode: row.occupationCode }),
      ...(row.skillLevel === need.skillLevel ? {} : { skillLevel: row.skillLevel }),
      ...(row.wageFromYuan === yuanOf(need.wageFromFen) ? {} : { wageFromFen: fenOf(row.wageFromYuan) }),
      ...(row.wageToYuan === yuanOf(need.wageToFen) ? {} : { wageToFen: fenOf(row.wageToYuan) }),
      ...(row.neededInAll === need.neededInAll || row.stillShort === 0 ? {} : { neededInAll: Math.max(row.neededInAll ?? 0, short) }),
    };
    if (Object.keys(said).length > 0 || passed) await this.edits.edit(who, need.id, need.version, { ...said, short }, true);
    if (!isUnposted(need.state) && !passed) await this.needs.confirm(who, need.id, { short }, true);
  }

  /** A need that the survey hears of first. Where nobody speaks for the enterprise yet it waits as a draft, as any posting would. */
  private async tell(who: Principal, enterprise: EnterpriseView, answer: Answer, row: AnswerRow): Promise<string | null> {
    if (row.withdrawn || row.stillShort === 0) return null;
    const posting: Posting = {
      ...blankPosting(this.ports.clock.today()),
      title: row.title,
      occupationCode: row.occupationCode,
      skillLevel: row.skillLevel,
      short: row.stillShort,
      neededInAll: row.neededInAll,
      wageFromFen: fenOf(row.wageFromYuan),
      wageToFen: fenOf(row.wageToYuan),
      contactName: answer.contactName,
      contactPhone: answer.contactPhone,
      clientCreditCode: row.clientCreditCode,
    };
    const given = { posting, enterpriseId: enterprise.id, figuresConfirmed: true };
    const claimed = enterprise.state === 'active' && enterprise.creditCode !== null;
    const { need } = claimed ? await this.needs.publish(who, given) : await this.needs.saveDraft(who, given);
    return need.id;
  }
}
