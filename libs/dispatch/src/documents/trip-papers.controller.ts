import { Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ListExports } from '#access';
import { Settings } from '#platform/config';
import { writeListWorkbook, type Locale } from '#platform/document';
import { Action, bool, Caller, id, oneOf, Resource, type Principal } from '#platform/http';
import { answerWorkbook } from '#platform/table';
import { badgesSheet, manifestSheet, noticeSheet } from './trip-sheets.js';
import { PAPER_KINDS, TripPapers, type PaperKind, type PaperWish } from './trip-papers.js';

const PDF = 'application/pdf';
const SHEETS = { manifest: manifestSheet, badges: badgesSheet, notice: noticeSheet };

class PaperQuery {
  @oneOf(PAPER_KINDS, 'TripPaperKind', { optional: true }) kind?: PaperKind;
  @oneOf(['pdf', 'xlsx'], 'TripPaperFormat', { optional: true }) format?: 'pdf' | 'xlsx';
  @oneOf(['zh', 'en'], 'TripPaperLocale', { optional: true }) lang?: Locale;
  @bool({ optional: true, about: 'ID numbers in full; every such look is logged' }) full?: boolean;
  @id({ optional: true, about: 'of one coach' }) coach?: string;
  @id({ optional: true, about: 'of one enterprise' }) enterprise?: string;
}

@Resource('trips')
export class TripPaperController {
  constructor(
    private readonly papers: TripPapers,
    private readonly exports: ListExports,
    private readonly settings: Settings,
  ) {}

  @Action({
    method: 'GET',
    path: ':id/papers',
    permission: 'dispatch.read',
    file: PDF,
    rate: 'upload',
    summary: 'Manifest to call the roll from, name badges with the code of “my trip”, or arrival notice, as PDF or workbook',
  })
  async paper(
    @Caller() who: Principal,
    @Param('id') tripId: string,
    @Query() { kind = 'notice', format = 'pdf', lang = 'zh', full = false, coach, enterprise }: PaperQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const origin = (this.settings.PUBLIC_URL ?? `${request.protocol}://${request.host}`).replace(/\/$/, '');
    const wish: PaperWish = { kind, locale: lang, full, coachId: coach ?? null, enterpriseId: enterprise ?? null, origin };
    if (format === 'xlsx') return this.sheet(who, tripId, wish, reply);
    const content = await this.papers.pdf(who, tripId, wish);
    const name = `${kind}-${tripId.slice(0, 8)}.pdf`;
    await reply.headers({ 'content-type': PDF, 'content-disposition': `attachment; filename="${name}"` }).send(content);
  }

  private async sheet(who: Principal, tripId: string, wish: PaperWish, reply: FastifyReply): Promise<void> {
    const list = SHEETS[wish.kind];
    await this.exports.alone(who, async () => {
      const paper = await this.papers.of(who, tripId, wish);
      const people = paper.kind === 'notice' ? paper.notices.flatMap(({ persons }) => persons) : paper.people;
      const speech = { locale: wish.locale, place: () => null };
      await answerWorkbook(
        reply,
        `${list.name[wish.locale === 'zh' ? 0 : 1]}.xlsx`,
        async (to) => void (await writeListWorkbook(list, pagesOf(people), speech, to)),
      );
    });
  }
}

async function* pagesOf<T>(rows: readonly T[]): AsyncGenerator<readonly T[]> {
  await Promise.resolve();
  yield rows;
}
