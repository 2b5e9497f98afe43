import { Body, Headers, Param, Query, Req, Res } from '@nestjs/common';
import { ListExports, Newcomers } from '#access';
import type { FastifyReply } from 'fastify';
import { Settings } from '#platform/config';
import { DOCX, docxOf } from '#platform/document';
import { Action, Caller, MaybeCaller, requestContext, Resource, uploadedFile, type Principal, type UploadRequest } from '#platform/http';
import { XLSX } from '#platform/table';
import { bureauName } from '#reference';
import { letterOfAuthority } from './domain/letter.js';
import {
  ApplicationDto,
  FileDto,
  FileQuery,
  LetterQuery,
  RefusalDto,
  RegistrationDto,
  RegistrationQuery,
  RegistrationRequestDto,
} from './enterprise.dto.js';
import type { Membership } from './enterprise.entity.js';
import { registrationsExport } from './enterprise.export.js';
import { EnterpriseReads } from './enterprise.service.js';
import { FileService, type OpenedFile } from './file.service.js';
import { RegistrationService } from './registration.service.js';

@Resource('files')
export class FileController {
  constructor(private readonly files: FileService) {}

  @Action({
    method: 'POST',
    permission: 'public',
    upload: true,
    rate: 'login',
    returns: FileDto,
    status: 201,
    summary: 'Hand in a licence or letter of authority, to be named in a registration within a day',
  })
  async store(@MaybeCaller() _who: Principal | null, @Query() query: FileQuery, @Req() request: UploadRequest) {
    const { name, content } = await uploadedFile(request);
    return this.files.store(query.kind, name, content);
  }
}

const sendFile = (reply: FastifyReply, file: OpenedFile): void => {
  void reply
    .headers({
      'content-type': file.mime,
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'content-security-policy': "default-src 'none'; sandbox",
    })
    .send(file.content);
};

@Resource('registrations')
export class RegistrationController {
  constructor(
    private readonly registrations: RegistrationService,
    private readonly enterprises: EnterpriseReads,
    private readonly newcomers: Newcomers,
    private readonly settings: Settings,
    private readonly exports: ListExports,
  ) {}

  @Action({
    method: 'POST',
    permission: 'public',
    rate: 'login',
    body: RegistrationRequestDto,
    returns: RegistrationDto,
    status: 201,
    summary: 'Make an account, signed in at once, and ask to act for an enterprise; until that is decided, only the same browser signs in',
  })
  async register(
    @Body() body: RegistrationRequestDto,
    @Headers('user-agent') agent: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { name, phone, email, password, privacyVersion, ...application } = body;
    const registration = await this.registrations.register({ name, phone, email, password, privacyVersion }, application);
    for (const { name: cookie, value, options } of await this.newcomers.enter(registration.userId, agent ?? ''))
      void reply.setCookie(cookie, value, options);
    return this.shown(registration);
  }

  @Action({
    method: 'POST',
    path: 'mine',
    permission: 'signed-in',
    body: ApplicationDto,
    returns: RegistrationDto,
    status: 201,
    summary: 'Ask again, or for another enterprise',
  })
  async apply(@Caller() who: Principal, @Body() body: ApplicationDto) {
    return this.shown(await this.registrations.applyAgain(who, body));
  }

  @Action({
    method: 'GET',
    permission: 'registration.decide',
    returns: RegistrationDto,
    list: true,
    summary: 'Applications that are mine to decide',
  })
  async list(@Caller() who: Principal, @Query() query: RegistrationQuery) {
    const page = await this.registrations.list(who, query.state ?? 'pending', query.cursor, query.limit ?? 20);
    return { items: await this.all(page.items), next: page.next };
  }

  @Action({
    method: 'GET',
    path: 'export',
    permission: 'registration.decide',
    file: XLSX,
    rate: 'upload',
    summary: 'All applications that the filter finds, as a workbook',
  })
  export(@Caller() who: Principal, @Query() query: RegistrationQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, registrationsExport, query, (asked) => this.list(who, asked));
  }

  @Action({ method: 'GET', path: 'mine', permission: 'signed-in', returns: RegistrationDto, array: true, summary: 'My own applications' })
  async mine(@Caller() who: Principal) {
    return this.all(await this.registrations.mine(who));
  }

  @Action({ method: 'GET', path: 'letter.docx', permission: 'public', file: DOCX, summary: 'A letter of authority to fill in' })
  template(@Query() query: LetterQuery, @Res() reply: FastifyReply): void {
    // A browser follows a link in its own language, which need not be the page's.
    const locale = query.language ?? requestContext()?.locale ?? 'zh';
    const name = encodeURIComponent(locale === 'zh' ? '授权委托书.docx' : 'letter of authority.docx');
    void reply
      .headers({ 'content-type': DOCX, 'content-disposition': `attachment; filename*=UTF-8''${name}`, vary: 'accept-language' })
      .send(docxOf(letterOfAuthority(bureauName(this.settings), locale)));
  }

  @Action({ method: 'GET', path: ':id', permission: 'signed-in', returns: RegistrationDto, summary: 'One application' })
  async one(@Caller() who: Principal, @Param('id') id: string) {
    return this.shown(await this.registrations.one(who, id));
  }

  @Action({
    method: 'GET',
    path: ':id/licence',
    permission: 'signed-in',
    file: 'application/octet-stream',
    summary: 'The licence handed in; looking at it is logged',
  })
  async licence(@Caller() who: Principal, @Param('id') id: string, @Res() reply: FastifyReply) {
    sendFile(reply, await this.registrations.document(who, id, 'licence'));
  }

  @Action({
    method: 'GET',
    path: ':id/letter',
    permission: 'signed-in',
    file: 'application/octet-stream',
    summary: 'The letter of authority handed in; looking at it is logged',
  })
  async letter(@Caller() who: Principal, @Param('id') id: string, @Res() reply: FastifyReply) {
    sendFile(reply, await this.registrations.document(who, id, 'letter'));
  }

  @Action({
    method: 'POST',
    path: ':id/approve',
    permission: 'registration.decide',
    returns: RegistrationDto,
    status: 200,
    summary: 'Let the person act for the enterprise',
  })
  async approve(@Caller() who: Principal, @Param('id') id: string) {
    return this.shown(await this.registrations.approve(who, id));
  }

  @Action({
    method: 'POST',
    path: ':id/refuse',
    permission: 'registration.decide',
    body: RefusalDto,
    returns: RegistrationDto,
    status: 200,
    summary: 'Refuse, with a reason the person is told',
  })
  async refuse(@Caller() who: Principal, @Param('id') id: string, @Body() body: RefusalDto) {
    return this.shown(await this.registrations.refuse(who, id, body.reason));
  }

  private async shown(row: Membership): Promise<RegistrationDto> {
    const [dto] = await this.all([row]);
    return dto as RegistrationDto;
  }

  private async all(rows: Membership[]): Promise<RegistrationDto[]> {
    const known = new Map((await this.enterprises.many(rows.map(({ enterpriseId }) => enterpriseId))).map((one) => [one.id, one.name]));
    return rows.map((row) => RegistrationDto.of(row, known.get(row.enterpriseId) ?? row.enterpriseName));
  }
}
