import { Injectable } from '@nestjs/common';
import { AccessService, OrgTree } from '#access';
import { addDays, localTime } from '#platform/dates';
import { UnitOfWork } from '#platform/db';
import { Problem, type Principal } from '#platform/http';
import { occupations, skillLevels } from '#reference';
import { drawnApart } from '../documents/document-thread.js';
import { CAMPAIGNS, type Campaign } from '../domain/fair.js';
import { allOf, type ReportFigures } from '../domain/report.js';
import { Fair } from '../fair.entity.js';
import { FairPorts } from '../fair.ports.js';
import { ReportReader } from './report-reader.js';
import { documentOf, type Locale, type Report, type ReportDocument } from './report-words.js';
import { reportWorkbook } from './report-workbook.js';
import { ResultDoor } from './result-door.js';
import { FrozenFigures } from './result.entity.js';

export interface SpanOfFairs {
  year: number;
  campaign?: Campaign | undefined;
  /** Office whose fairs are meant; all that the person sees without it. */
  node?: string | undefined;
}

/** Documents that one process draws at a time. */
const AT_ONCE = 2;
/** When nobody is asked about a fair any more: 90 days, the time to answer, and some. */
const FREEZE_AFTER = 150;
export const FROZEN_AT_ONCE = 100;

/** What came of a fair, or of those of a campaign or a year: one report, whether it is looked at, printed or taken along. */
@Injectable()
export class Reports {
  private drawing = 0;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly reader: ReportReader,
    private readonly door: ResultDoor,
    private readonly org: OrgTree,
    private readonly access: AccessService,
    private readonly ports: FairPorts,
  ) {}

  async ofFair(who: Principal, fairId: string): Promise<Report> {
    const fair = await this.door.office(who, fairId);
    const figures = (await this.reader.of([fairId])).get(fairId) ?? allOf([]);
    const { name: title, day, opensAt, closesAt, place, campaign } = fair;
    return { title, about: `${day} ${opensAt}–${closesAt} · ${place}`, at: this.now(), figures, campaigns: [{ campaign, figures }] };
  }

  /** Of fairs that are over. @throws Problem 404 for an office that the person does not see */
  async ofSpan(who: Principal, { year, campaign, node }: SpanOfFairs): Promise<Report> {
    const office = node ? await this.org.byId(node) : null;
    if (node) this.access.require(who, 'fair.manage', { nodePath: office?.path ?? '' });
    const fairs = await this.fairsOf(who, year, campaign, office?.path);
    const found = await this.reader.of(fairs.map(({ id }) => id));
    const of = (some: readonly Fair[]): ReportFigures => allOf(some.flatMap(({ id }) => found.get(id) ?? []));
    const campaigns = CAMPAIGNS.map((one) => ({ campaign: one, figures: of(fairs.filter((fair) => fair.campaign === one)) }));
    return {
      ...{ title: { year }, about: office?.name ?? '', at: this.now(), figures: of(fairs) },
      campaigns: campaigns.filter(({ figures }) => figures.counts.fairs > 0),
    };
  }

  document(report: Report, locale: Locale): ReportDocument {
    return documentOf(report, locale, {
      occupation: (code) => occupations.byCode(code)?.name ?? code,
      level: (level) => skillLevels[level]?.[locale] ?? String(level),
    });
  }

  /** @throws Problem 429 while others are drawn */
  async file(document: ReportDocument, format: 'pdf' | 'xlsx'): Promise<Buffer> {
    if (this.drawing >= AT_ONCE)
      throw new Problem('fair.documents_busy', 429, {
        detail: { zh: '正在生成其他文件，请稍后再试', en: 'Other documents are being drawn; try again' },
      });
    this.drawing += 1;
    try {
      return await (format === 'pdf' ? drawnApart({ kind: 'report', document }) : reportWorkbook(document));
    } finally {
      this.drawing -= 1;
    }
  }

  /** Keeps the figures of fairs whose questions are all answered or late, so that they stay when their people are forgotten.
   * @returns of how many, at most {@link FROZEN_AT_ONCE} */
  async freezeSome(): Promise<number> {
    const old = await this.uow.manager
      .createQueryBuilder(Fair, 'fair')
      .select('fair.id')
      .where("fair.state IN ('held', 'cancelled') AND fair.day < :before", { before: addDays(this.ports.clock.today(), -FREEZE_AFTER) })
      .andWhere(
        (query) => `NOT EXISTS ${query.subQuery().select('1').from(FrozenFigures, 'kept').where('kept.fairId = fair.id').getQuery()}`,
      )
      .orderBy('fair.day', 'ASC')
      .limit(FROZEN_AT_ONCE)
      .getMany();
    await this.reader.freeze(
      old.map(({ id }) => id),
      this.ports.clock.now(),
    );
    return old.length;
  }

  private now(): string {
    return localTime(this.ports.clock.now()).slice(0, 16);
  }

  private fairsOf(who: Principal, year: number, campaign: Campaign | undefined, nodePath: string | undefined): Promise<Fair[]> {
    const query = this.uow.manager
      .createQueryBuilder(Fair, 'fair')
      .where("fair.state = 'held' AND fair.day >= :from AND fair.day <= :to", { from: `${year}-01-01`, to: `${year}-12-31` });
    const scope = this.access.scope(who, 'fair.manage');
    const paths = nodePath ? [nodePath] : scope.all ? null : scope.paths;
    if (paths)
      query.andWhere(
        `(${['1 = 0', ...paths.map((_, i) => `fair.nodePath LIKE :path${i}`)].join(' OR ')})`,
        Object.fromEntries(paths.map((path, i) => [`path${i}`, `${path}%`])),
      );
    if (campaign) query.andWhere('fair.campaign = :campaign', { campaign });
    return query.orderBy('fair.day', 'ASC').addOrderBy('fair.id', 'ASC').getMany();
  }
}
