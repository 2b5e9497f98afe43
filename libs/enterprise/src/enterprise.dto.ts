import { bool, id, instant, int, oneOf, PageQuery, phone, text } from '#platform/http';
import { DOCUMENT_KINDS, MEMBERSHIP_STATES, type DocumentKind, type MembershipState } from './domain/membership.js';
import { isStaffingAgency, ENTERPRISE_STATES, SIZE_CLASSES, type EnterpriseState, type SizeClass } from './domain/enterprise.js';
import type { Enterprise, Membership } from './enterprise.entity.js';

class ApplicationFields {
  @text({ min: 18, max: 20, about: '统一社会信用代码 (GB 32100-2015)' }) creditCode: string;
  @text({ min: 2, max: 120 }) enterpriseName: string;
  @id({ about: 'county or development zone of the enterprise; counts only while nobody knows the enterprise yet' }) nodeId: string;
  @text({ optional: true, max: 40 }) position?: string;
  @id({ optional: true }) licenceFileId?: string;
  @id({ optional: true }) letterFileId?: string;
}

export class ApplicationDto extends ApplicationFields {}

export class RegistrationRequestDto extends ApplicationFields {
  @text({ min: 2, max: 60 }) name: string;
  @phone() phone: string;
  @text({ optional: true, max: 120, pattern: /^[^@\s]+@[^@\s]+\.[^@\s]+$/ }) email?: string;
  @text({ min: 10, max: 200 }) password: string;
  @text({ max: 20, about: 'version of the privacy notice that the person read and agrees to' }) privacyVersion: string;
}

export class RegistrationDto {
  @id() id: string;
  @oneOf(MEMBERSHIP_STATES, 'RegistrationState') state: MembershipState;
  @oneOf(['county', 'colleague'], 'RegistrationDecider') decidedBy: 'county' | 'colleague';
  @id() enterpriseId: string;
  @text({ about: 'as the applicant gave it' }) enterpriseName: string;
  @text({ about: 'as the enterprise is known' }) knownAs: string;
  @text() creditCode: string;
  @id({ about: 'office of the enterprise, which decides about its first person' }) nodeId: string;
  @text() applicant: string;
  @text({ nullable: true }) position: string | null;
  @bool() hasLicence: boolean;
  @bool() hasLetter: boolean;
  @text({ nullable: true }) reason: string | null;
  @instant() createdAt: string;
  @instant({ nullable: true }) decidedAt: string | null;

  static of(row: Membership, knownAs: string): RegistrationDto {
    return {
      id: row.id,
      state: row.state,
      decidedBy: row.decidedBy,
      enterpriseId: row.enterpriseId,
      enterpriseName: row.enterpriseName,
      knownAs,
      creditCode: row.creditCode,
      nodeId: row.nodeId,
      applicant: row.applicant,
      position: row.position,
      hasLicence: row.licenceFileId !== null,
      hasLetter: row.letterFileId !== null,
      reason: row.reason,
      createdAt: row.createdAt.toISOString(),
      decidedAt: row.decidedAt?.toISOString() ?? null,
    };
  }
}

export class RegistrationQuery extends PageQuery {
  @oneOf(MEMBERSHIP_STATES, 'RegistrationState', { optional: true }) state?: MembershipState = 'pending';
}

export class RefusalDto {
  @text({ min: 2, max: 300 }) reason: string;
}

export class FileQuery {
  @oneOf(DOCUMENT_KINDS, 'DocumentKind') kind: DocumentKind;
}

export class LetterQuery {
  @oneOf(['zh', 'en'], 'Locale', { optional: true, about: 'of the letter; without it of the request' }) language?: 'zh' | 'en';
}

export class FileDto {
  @id() id: string;
  @text() name: string;
  @int() bytes: number;
}

export class EnterpriseDto {
  @id() id: string;
  @text({ nullable: true }) creditCode: string | null;
  @text() name: string;
  @id() nodeId: string;
  @text({ nullable: true }) industryCode: string | null;
  @bool({ about: 'a staffing agency: its posts are counted for the client that they name' }) agency: boolean;
  @oneOf(SIZE_CLASSES, 'SizeClass', { nullable: true }) sizeClass: SizeClass | null;
  @bool({ about: '规上: above the statistical size' }) aboveScale: boolean;
  @bool() isKey: boolean;
  @int({ nullable: true }) employees: number | null;
  @oneOf(ENTERPRISE_STATES, 'EnterpriseState') state: EnterpriseState;
  @int() version: number;

  static of(row: Enterprise): EnterpriseDto {
    const { id: key, creditCode, name, nodeId, industryCode, sizeClass, aboveScale, isKey, employees, state, version } = row;
    const agency = isStaffingAgency(industryCode);
    return { id: key, creditCode, name, nodeId, industryCode, agency, sizeClass, aboveScale, isKey, employees, state, version };
  }
}

export class EnterpriseQuery extends PageQuery {
  @text({ optional: true, max: 60 }) q?: string;
  @bool({ optional: true }) isKey?: boolean;
  @oneOf(ENTERPRISE_STATES, 'EnterpriseState', { optional: true }) state?: EnterpriseState;
  @id({ optional: true, about: 'organisation node; its whole subtree' }) node?: string;
}

export class EnterpriseEditDto {
  @text({ optional: true, min: 2, max: 120 }) name?: string;
  @id({ optional: true, about: 'hands it to another county or zone; both offices are told' }) nodeId?: string;
  @text({ optional: true, nullable: true, max: 8 }) industryCode?: string | null;
  @oneOf(SIZE_CLASSES, 'SizeClass', { optional: true, nullable: true }) sizeClass?: SizeClass | null;
  @bool({ optional: true }) aboveScale?: boolean;
  @bool({ optional: true }) isKey?: boolean;
  @int({ optional: true, nullable: true, max: 5_000_000 }) employees?: number | null;
}
