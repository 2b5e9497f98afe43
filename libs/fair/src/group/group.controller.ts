import { Body, Param, Req } from '@nestjs/common';
import { Settings } from '#platform/config';
import { Action, Caller, int, listOf, oneOf, Resource, text, withUpload, type Principal, type UploadRequest } from '#platform/http';
import { GROUP_FAULTS, type GroupFault } from '../domain/group-table.js';
import { Groups, MOST_IN_A_GROUP, type GroupLine, type GroupTicket } from './groups.js';

class GroupLineDto {
  @int({ about: 'line of the file' }) line: number;
  @text({ nullable: true }) name: string | null;
  @text({ nullable: true }) phone: string | null;
  @oneOf(Object.keys(GROUP_FAULTS), 'GroupFault', { nullable: true }) fault: GroupFault | null;
  @text({ nullable: true }) faultZh: string | null;
  @text({ nullable: true }) faultEn: string | null;

  static of(row: GroupLine): GroupLineDto {
    const words = row.fault && GROUP_FAULTS[row.fault];
    return { ...row, faultZh: words?.zh ?? null, faultEn: words?.en ?? null };
  }
}

class GroupRowDto {
  @int() line: number;
  @text({ max: 40 }) name: string;
  @text({ nullable: true, max: 30 }) phone: string | null;
}

class NewGroupDto {
  @text({ min: 2, max: 80, about: 'the school or office that brings them' }) name: string;
  @listOf(() => GroupRowDto, { min: 1, max: MOST_IN_A_GROUP }) rows: GroupRowDto[];
}

class GroupTicketDto implements GroupTicket {
  @text() number: string;
  @text({ about: 'what stands in the QR' }) token: string;
  @text() name: string;
}

@Resource('fairs')
export class GroupController {
  constructor(
    private readonly groups: Groups,
    private readonly settings: Settings,
  ) {}

  @Action({
    method: 'POST',
    path: ':id/groups/preview',
    permission: 'fair.manage',
    upload: true,
    returns: GroupLineDto,
    array: true,
    summary: 'What the list of a school comes to; nothing is saved',
  })
  async preview(@Caller() who: Principal, @Param('id') id: string, @Req() request: UploadRequest) {
    const rows = await withUpload(request, this.settings, (file, _, signal) => this.groups.preview(who, id, file, signal));
    return rows.map((row) => GroupLineDto.of(row));
  }

  @Action({
    method: 'POST',
    path: ':id/groups',
    permission: 'fair.manage',
    body: NewGroupDto,
    returns: GroupTicketDto,
    array: true,
    status: 201,
    summary: 'Tickets for all people of a list, or none',
  })
  add(@Caller() who: Principal, @Param('id') id: string, @Body() { name, rows }: NewGroupDto): Promise<GroupTicketDto[]> {
    return this.groups.add(who, id, name, rows);
  }
}
