import { oneOf, text } from '#platform/http';
import { LINK_PURPOSES, LINK_REFUSALS, type LinkPurpose, type LinkRefusal } from '../domain/worker-link.js';
import { SIGNED_CODE, SIGNED_CODE_LENGTH } from './signed-code.js';

export class LinkCodeDto {
  @text({ max: SIGNED_CODE_LENGTH, pattern: SIGNED_CODE, about: 'what stands behind the # of the link' }) code: string;
}

/** What every route behind a link is told. */
export class OpenLinkDto extends LinkCodeDto {
  @text({ min: 4, max: 4, about: 'the last four signs of the ID number' }) lastFour: string;
}

export class LinkStateDto {
  @oneOf(LINK_PURPOSES, 'WorkerLinkPurpose') purpose: LinkPurpose;
  @oneOf(LINK_REFUSALS, 'WorkerLinkRefusal', { nullable: true, about: 'why it opens nothing' }) refusal: LinkRefusal | null;
}
