import { Body, Param, Query } from '@nestjs/common';
import { Action, Caller, Resource, type Principal } from '#platform/http';
import { Conflicts } from './conflicts.service.js';
import { FieldContacts } from './contact.service.js';
import { Enrolments } from './enrolment.service.js';
import {
  FieldConflictDto,
  FieldConflictQuery,
  FieldDeviceDto,
  FieldDeviceQuery,
  FieldEnrolDto,
  FieldEnrolledDto,
  FieldInvitationDto,
  FieldKeyDto,
  FieldKitDto,
  FieldPaperDto,
  FieldSettleDto,
  FieldSignedDto,
  FieldSyncedDto,
  NewFieldDeviceDto,
  NewFieldPaperDto,
} from './field.dto.js';
import { FieldPapers } from './papers.service.js';
import { FieldSync } from './sync.service.js';

/** The desk's side. */
@Resource('field-devices')
export class FieldDeviceController {
  constructor(private readonly enrolments: Enrolments) {}

  @Action({ method: 'GET', permission: 'field.enrol', returns: FieldDeviceDto, list: true, summary: 'Phones in the field, the last first' })
  async list(@Caller() who: Principal, @Query() { group, dutyKind, duty, cursor, limit = 20 }: FieldDeviceQuery) {
    const page = await this.enrolments.list(who, { groupId: group, dutyKind, dutyId: duty }, cursor, limit);
    return { items: page.items.map((device) => FieldDeviceDto.of(device)), next: page.next };
  }

  @Action({
    method: 'POST',
    permission: 'field.enrol',
    body: NewFieldDeviceDto,
    returns: FieldInvitationDto,
    status: 201,
    summary: 'Invite a phone for one duty',
  })
  async invite(@Caller() who: Principal, @Body() { name, dutyKind, dutyId }: NewFieldDeviceDto) {
    return FieldInvitationDto.of(await this.enrolments.invite(who, name, { kind: dutyKind, id: dutyId }));
  }

  @Action({
    method: 'POST',
    path: ':id/code',
    permission: 'field.enrol',
    returns: FieldInvitationDto,
    summary: 'Another code for a phone that took none up',
  })
  async inviteAgain(@Caller() who: Principal, @Param('id') id: string) {
    return FieldInvitationDto.of(await this.enrolments.inviteAgain(who, id));
  }

  @Action({ method: 'POST', path: ':id/revoke', permission: 'field.enrol', returns: FieldDeviceDto, summary: 'Withdraw a phone' })
  async revoke(@Caller() who: Principal, @Param('id') id: string) {
    return FieldDeviceDto.of(await this.enrolments.revoke(who, id));
  }
}

/** The phone's side: it has no account, it signs. */
@Resource('field')
export class FieldController {
  constructor(
    private readonly enrolments: Enrolments,
    private readonly contacts: FieldContacts,
    private readonly sync: FieldSync,
  ) {}

  @Action({
    method: 'POST',
    path: 'enrol',
    permission: 'public',
    rate: 'login',
    body: FieldEnrolDto,
    returns: FieldEnrolledDto,
    summary: 'Take an invitation up, with the phone’s own key',
  })
  async enrol(@Body() body: FieldEnrolDto) {
    return FieldEnrolledDto.of(await this.enrolments.enrol(body));
  }

  @Action({
    method: 'POST',
    path: 'unlock',
    permission: 'public',
    body: FieldSignedDto,
    returns: FieldKeyDto,
    summary: 'The key of the phone’s store',
  })
  async unlock(@Body() signed: FieldSignedDto): Promise<FieldKeyDto> {
    const { device, key } = await this.contacts.unlock(signed);
    return { key, until: device.endsAt.toISOString() };
  }

  @Action({
    method: 'POST',
    path: 'kit',
    permission: 'public',
    body: FieldSignedDto,
    returns: FieldKitDto,
    summary: 'What the duty needs, or what changed of it',
  })
  async kit(@Body() signed: FieldSignedDto) {
    return FieldKitDto.of(await this.contacts.kit(signed));
  }

  @Action({
    method: 'POST',
    path: 'sync',
    permission: 'public',
    body: FieldSignedDto,
    returns: FieldSyncedDto,
    summary: 'Hand entries of the phone’s log in, each taken once',
  })
  take(@Body() signed: FieldSignedDto): Promise<FieldSyncedDto> {
    return this.sync.take(signed);
  }
}

@Resource('field-papers')
export class FieldPaperController {
  constructor(private readonly papers: FieldPapers) {}

  @Action({
    method: 'POST',
    permission: 'field.enrol',
    body: NewFieldPaperDto,
    returns: FieldPaperDto,
    status: 201,
    summary: 'Enter a list that was kept by hand where no phone worked',
  })
  async enter(@Caller() who: Principal, @Body() { keptBy, dutyKind, dutyId, kind, at, lines }: NewFieldPaperDto) {
    const written = lines.map((line) => ({ kind, subject: line.subject, at: new Date(line.at ?? at) }));
    return FieldPaperDto.from(await this.papers.enter(who, { keptBy, duty: { kind: dutyKind, id: dutyId }, lines: written }));
  }
}

@Resource('field-conflicts')
export class FieldConflictController {
  constructor(private readonly conflicts: Conflicts) {}

  @Action({
    method: 'GET',
    permission: 'field.settle',
    returns: FieldConflictDto,
    list: true,
    summary: 'Entries that cannot both count, the last first',
  })
  async list(@Caller() who: Principal, @Query() { group, open, cursor, limit = 20 }: FieldConflictQuery) {
    const page = await this.conflicts.list(who, { groupId: group, open }, cursor, limit);
    return { items: page.items.map((conflict) => FieldConflictDto.from(conflict)), next: page.next };
  }

  @Action({
    method: 'POST',
    path: ':id/settle',
    permission: 'field.settle',
    body: FieldSettleDto,
    returns: FieldConflictDto,
    summary: 'Decide which of two entries counts',
  })
  async settle(@Caller() who: Principal, @Param('id') id: string, @Body() { stands }: FieldSettleDto) {
    return FieldConflictDto.from(await this.conflicts.settle(who, id, stands));
  }
}
