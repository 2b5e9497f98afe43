import { Body } from '@nestjs/common';
import { Action, Resource } from '#platform/http';
import { LinkCodeDto, LinkStateDto } from './worker-link.dto.js';
import { WorkerLinks } from './worker-links.js';

/** For people of a manifest, who have no account. */
@Resource('worker-links')
export class WorkerLinkController {
  constructor(private readonly links: WorkerLinks) {}

  @Action({
    method: 'POST',
    path: 'look',
    permission: 'public',
    rate: 'login',
    body: LinkCodeDto,
    returns: LinkStateDto,
    summary: 'What a link is for and whether it opens; nothing of anybody',
  })
  look(@Body() { code }: LinkCodeDto): Promise<LinkStateDto> {
    return this.links.look(code);
  }
}
