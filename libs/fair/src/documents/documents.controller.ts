import { Body, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Directory } from '#access';
import { Settings } from '#platform/config';
import { DOCX } from '#platform/document';
import { Action, Caller, IfMatch, notFound, Resource, type Principal } from '#platform/http';
import { bureauName } from '#reference';
import { FAIR_PLANS, type FairPlanKind } from '../domain/filing.js';
import { CardsQuery, DocumentQuery, FairTemplateDto, PlanDocumentQuery, TemplateBodyDto, TemplateVariableDto } from './documents.dto.js';
import { FairDocuments, type Site } from './fair-documents.js';
import { VARIABLES } from './template-text.js';
import { Templates } from './templates.js';

const PDF = 'application/pdf';
const kindOf = (text: string): FairPlanKind => {
  const kind = FAIR_PLANS.find((one) => one === text);
  if (!kind) throw notFound('fair-template', text);
  return kind;
};

@Resource('fair-templates')
export class TemplateController {
  constructor(
    private readonly templates: Templates,
    private readonly directory: Directory,
  ) {}

  @Action({
    method: 'GET',
    permission: 'fair.manage',
    returns: FairTemplateDto,
    array: true,
    summary: 'Plans that fairs file, as they are worded now',
  })
  async list() {
    const all = await this.templates.newest();
    const names = await this.directory.names(all.flatMap(({ setById }) => setById ?? []));
    return all.map((one) => FairTemplateDto.of(one, names.get(one.setById ?? '') ?? null));
  }

  @Action({
    method: 'GET',
    path: 'variables',
    permission: 'fair.manage',
    returns: TemplateVariableDto,
    array: true,
    summary: 'What a template can say of a fair, by name in both languages',
  })
  variables() {
    return VARIABLES.map(({ name, zh, kind }): TemplateVariableDto => ({ name, zh, kind }));
  }

  @Action({
    method: 'PUT',
    path: ':kind/:locale',
    permission: 'fair.rule',
    body: TemplateBodyDto,
    returns: FairTemplateDto,
    summary: 'Word a plan anew; If-Match names the version that was seen',
  })
  async set(
    @Caller() who: Principal,
    @Param('kind') kind: string,
    @Param('locale') locale: string,
    @IfMatch() version: number | null,
    @Body() { body }: TemplateBodyDto,
  ) {
    if (locale !== 'zh' && locale !== 'en') throw notFound('fair-template', locale);
    return FairTemplateDto.of(await this.templates.set(who, kindOf(kind), locale, version ?? 0, body), who.name);
  }
}

@Resource('fairs')
export class DocumentController {
  constructor(
    private readonly documents: FairDocuments,
    private readonly settings: Settings,
  ) {}

  @Action({
    method: 'GET',
    path: ':id/plan-document',
    permission: 'fair.manage',
    file: PDF,
    rate: 'upload',
    summary: 'The organisation, emergency or security plan, filled in, as PDF or Word',
  })
  async plan(
    @Caller() who: Principal,
    @Param('id') id: string,
    @Query() { kind = 'organisation', format = 'pdf', lang = 'zh' }: PlanDocumentQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const content = await this.documents.plan(who, id, kind, format, lang);
    await this.send(reply, content, `${kind}-${id.slice(0, 8)}.${format}`, format === 'pdf' ? PDF : DOCX);
  }

  @Action({
    method: 'GET',
    path: ':id/cards',
    permission: 'fair.manage',
    file: PDF,
    rate: 'upload',
    summary: 'Booth cards, one A4 page each, with a code that leads to the fair',
  })
  async cards(
    @Caller() who: Principal,
    @Param('id') id: string,
    @Query() { number, lang = 'zh' }: CardsQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(reply, await this.documents.cards(who, id, number, lang, this.site(request)), `cards-${id.slice(0, 8)}.pdf`, PDF);
  }

  @Action({ method: 'GET', path: ':id/poster', permission: 'fair.manage', file: PDF, rate: 'upload', summary: 'The poster of a fair' })
  async poster(
    @Caller() who: Principal,
    @Param('id') id: string,
    @Query() { lang = 'zh' }: DocumentQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(reply, await this.documents.poster(who, id, lang, this.site(request)), `poster-${id.slice(0, 8)}.pdf`, PDF);
  }

  private site(request: FastifyRequest): Site {
    const origin = this.settings.PUBLIC_URL ?? `${request.protocol}://${request.host}`;
    return { origin: origin.replace(/\/$/, ''), bureau: bureauName(this.settings) };
  }

  private async send(reply: FastifyReply, content: Buffer, name: string, type: string): Promise<void> {
    await reply.headers({ 'content-type': type, 'content-disposition': `attachment; filename="${name}"` }).send(content);
  }
}
