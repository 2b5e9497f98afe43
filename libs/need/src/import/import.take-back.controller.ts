import { Param, Query } from '@nestjs/common';
import { Action, Caller, PageQuery, Resource, type Principal } from '#platform/http';
import { ImportDto } from './import.dto.js';
import { ImportStayingDto, ImportTakeBackDto } from './import.take-back.dto.js';
import { ImportTakeBack } from './import.take-back.js';

@Resource('imports')
export class ImportTakeBackController {
  constructor(private readonly takingBack: ImportTakeBack) {}

  @Action({
    method: 'GET',
    path: ':id/take-back',
    permission: 'need.import',
    returns: ImportTakeBackDto,
    summary: 'What taking a saved list back would do now; of one that was taken back, what it did',
  })
  preview(@Caller() who: Principal, @Param('id') id: string): Promise<ImportTakeBackDto> {
    return this.takingBack.preview(who, id);
  }

  @Action({
    method: 'GET',
    path: ':id/take-back/staying',
    permission: 'need.import',
    returns: ImportStayingDto,
    list: true,
    summary: 'Rows of a saved list whose needs stay when it is taken back, for somebody touched them since; each with its reason',
  })
  async staying(@Caller() who: Principal, @Param('id') id: string, @Query() query: PageQuery) {
    const page = await this.takingBack.staying(who, id, query.cursor, query.limit ?? 20);
    return { items: page.items.map((one) => ImportStayingDto.of(one, page.sheets, who.locale)), next: page.next };
  }

  @Action({
    method: 'POST',
    path: ':id/take-back',
    permission: 'need.import',
    returns: ImportDto,
    status: 200,
    summary:
      'Take a saved list back: what it made goes, what it changed is as before, what somebody touched since stays. ' +
      'A short list at once, a long one in the background; taken back twice it is taken back once',
  })
  async takeBack(@Caller() who: Principal, @Param('id') id: string) {
    return ImportDto.of(await this.takingBack.begin(who, id), who.locale);
  }
}
