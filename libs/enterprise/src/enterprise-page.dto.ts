import { bool, id, instant, int, listOf, oneOf, text } from '#platform/http';
import type { AuditLine } from '#access';
import { SIZE_CLASSES, type SizeClass } from './domain/enterprise.js';
import { MEMBERSHIP_STATES, type MembershipState } from './domain/membership.js';
import type { HistoryEntry, PersonView } from './enterprise.page.js';
import type { SentMessage } from './enterprise.ports.js';

export class EnterprisePersonDto {
  @id({ about: 'of the application' }) id: string;
  @text() name: string;
  @text({ nullable: true }) position: string | null;
  @oneOf(MEMBERSHIP_STATES, 'RegistrationState') state: MembershipState;
  @bool({ about: 'may approve colleagues, as everybody does who acts for the enterprise' }) mayApprove: boolean;
  @instant({ about: 'when they asked' }) askedAt: string;
  @instant({ nullable: true }) decidedAt: string | null;
  @text({ nullable: true }) decidedBy: string | null;
  @text({ nullable: true, about: 'why not; for the office' }) reason: string | null;
  @bool({ about: 'the reader may open it' }) hasLicence: boolean;
  @bool({ about: 'the reader may open it' }) hasLetter: boolean;

  static of({ membership: one, decidedByName, papers }: PersonView): EnterprisePersonDto {
    return {
      id: one.id,
      name: one.applicant,
      position: one.position,
      state: one.state,
      mayApprove: one.state === 'active',
      askedAt: one.createdAt.toISOString(),
      decidedAt: one.decidedAt?.toISOString() ?? null,
      decidedBy: decidedByName,
      reason: papers ? one.reason : null,
      hasLicence: papers && one.licenceFileId !== null,
      hasLetter: papers && one.letterFileId !== null,
    };
  }
}

export class EnterpriseChangeDto implements AuditLine {
  @text({ about: 'the field, in words' }) name: string;
  @text({ nullable: true }) before: string | null;
  @text() after: string;
}

export class EnterpriseHistoryDto {
  @id() id: string;
  @instant() at: string;
  @text({ nullable: true, about: 'null for the system itself' }) userName: string | null;
  @text({ about: 'in words' }) actionName: string;
  @listOf(() => EnterpriseChangeDto) changes: EnterpriseChangeDto[];

  static of({ id, at, userName, actionName, changes }: HistoryEntry): EnterpriseHistoryDto {
    return { id, at: at.toISOString(), userName, actionName, changes };
  }
}

export class EnterpriseMessageDto {
  @id() id: string;
  @text() title: string;
  @text() toName: string;
  @instant() createdAt: string;
  @instant({ nullable: true }) readAt: string | null;

  static of({ id, title, toName, createdAt, readAt }: SentMessage & { toName: string }): EnterpriseMessageDto {
    return { id, title, toName, createdAt: createdAt.toISOString(), readAt: readAt?.toISOString() ?? null };
  }
}

export class OwnSizeDto {
  @oneOf(SIZE_CLASSES, 'SizeClass', { optional: true, nullable: true }) sizeClass?: SizeClass | null;
  @int({ optional: true, nullable: true, min: 0, max: 5_000_000 }) employees?: number | null;
  @bool({ optional: true, about: 'a headcount that is far from the one before is meant' }) figuresConfirmed?: boolean;
}
