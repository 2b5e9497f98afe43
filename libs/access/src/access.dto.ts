import { bool, day, id, instant, int, listOf, oneOf, PageQuery, phone, ROLES, text, type Role } from '#platform/http';
import { NODE_KINDS, type NodeKind } from './domain/org.js';
import { PASSWORD_MAX } from './domain/password.js';
import { LOGIN_PATTERN } from './identity.js';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export class SignInDto {
  @text({ max: 120, about: 'login name, e-mail address or mobile number' }) login: string;
  @text({ max: PASSWORD_MAX * 2 }) password: string;
}

export class GrantDto {
  @id() id: string;
  @oneOf(ROLES, 'Role') role: Role;
  @id({ nullable: true }) nodeId: string | null;
  @text({ nullable: true }) nodeName: string | null;
  @id({ nullable: true }) enterpriseId: string | null;
  @id({ nullable: true }) supplierId: string | null;
}

export class NewGrantDto {
  @oneOf(ROLES, 'Role') role: Role;
  @id({ optional: true, about: 'node of the organisation tree, for staff roles' }) nodeId?: string;
  @id({ optional: true, about: 'for the role enterprise' }) enterpriseId?: string;
  @id({ optional: true, about: 'for the role supplier' }) supplierId?: string;
}

export class MyGrantDto {
  @oneOf(ROLES, 'Role') role: Role;
  @id({ nullable: true }) nodeId: string | null;
  @text({ nullable: true }) nodeName: string | null;
  @id({ nullable: true }) enterpriseId: string | null;
  @id({ nullable: true }) supplierId: string | null;
}

export class MeDto {
  @id() userId: string;
  @text() name: string;
  @oneOf(['zh', 'en'], 'Locale') locale: 'zh' | 'en';
  @bool({ about: 'nothing is allowed before the password is changed' }) mustChange: boolean;
  @text({ nullable: true, about: 'version of the privacy notice to agree to, by whoever agreed to an earlier one; null when there is none' })
  privacyDue: string | null;
  @listOf(() => MyGrantDto) grants: MyGrantDto[];
  @listOf('string', { about: 'what the roles allow; on which objects is decided there' }) permissions: string[];
}

export class MyContactDto {
  @text() name: string;
  @text({ nullable: true }) phone: string | null;
}

export class PrivacySectionDto {
  @text() heading: string;
  @text() text: string;
}

export class PrivacyNoticeDto {
  @text({ max: 20 }) version: string;
  @day() validFrom: string;
  @text() title: string;
  @listOf(() => PrivacySectionDto) sections: PrivacySectionDto[];
}

export class PrivacyConsentDto {
  @text({ max: 20, about: 'version of the notice that was read' }) version: string;
}

export class PasswordChangeDto {
  @text({ max: PASSWORD_MAX * 2 }) current: string;
  @text({ max: PASSWORD_MAX * 2 }) next: string;
}

export class PasswordAgainDto {
  @text({ max: PASSWORD_MAX * 2 }) password: string;
}

export class CodeDto {
  @text({ max: 40, about: 'six digits of the app' }) code: string;
}

export class SecondStepDto {
  @text({ max: 40, about: 'six digits of the app, or a recovery code where one signs in' }) code: string;
  @bool({ optional: true, about: 'not to be asked on this device for a while' }) trust?: boolean;
}

export class EnrolmentDto {
  @text({ about: 'base32, to be typed into the app' }) secret: string;
  @text({ max: 400, about: 'otpauth://…, to be opened by the app' }) address: string;
  @text({ max: 20_000, about: 'the address as a QR code, an SVG document' }) qr: string;
}

export class RecoveryCodesDto {
  @listOf('string', { about: 'each signs in once without the app; not shown again' }) recoveryCodes: string[];
}

export class OwnSecondFactorDto {
  @instant({ nullable: true, about: 'null without one' }) since: string | null;
  @int({ about: 'recovery codes that were not used' }) codesLeft: number;
  @bool({ about: 'I may set one up' }) offered: boolean;
  @bool({ about: 'I cannot do without' }) required: boolean;
}

export class SessionDto {
  @id() id: string;
  @instant() createdAt: string;
  @instant({ about: 'last request, to five minutes' }) seenAt: string;
  @instant() expiresAt: string;
  @text({ about: 'browser and system as the browser names them' }) agent: string;
  @bool() current: boolean;
}

export class ForgottenDto {
  @text({ max: 120, about: 'login name, e-mail address or mobile number' }) login: string;
}

export class RedeemDto {
  @text({ max: 100, about: 'what stands behind the # of the link' }) token: string;
  @text({ max: PASSWORD_MAX * 2 }) password: string;
}

export class UserQuery extends PageQuery {
  @text({ optional: true, max: 120, about: 'part of a name, or a whole login name, e-mail address or phone number' }) q?: string;
  @oneOf(ROLES, 'Role', { optional: true }) role?: Role;
}

export class NewUserDto {
  @text({ max: 40 }) name: string;
  @text({ optional: true, max: 40, pattern: LOGIN_PATTERN }) login?: string;
  @text({ optional: true, max: 120, pattern: EMAIL }) email?: string;
  @phone({ optional: true, kind: 'mobile' }) phone?: string;
  @oneOf(['zh', 'en'], 'Locale', { optional: true }) locale?: 'zh' | 'en';
  @listOf(() => NewGrantDto, { max: 20 }) grants: NewGrantDto[];
}

export class UserDto {
  @id() id: string;
  @text({ about: 'what the person signs in with; e-mail and phone masked' }) login: string;
  @text() name: string;
  @text({ nullable: true, about: 'masked' }) email: string | null;
  @text({ nullable: true, about: 'masked' }) phone: string | null;
  @oneOf(['invited', 'active', 'disabled'], 'UserState') state: 'invited' | 'active' | 'disabled';
  @listOf(() => GrantDto) grants: GrantDto[];
  @bool({ about: 'signs in with a code of an authenticator app' }) secondFactor: boolean;
  @instant() createdAt: string;
  @instant({ nullable: true }) lastSignInAt: string | null;
}

export class InvitedUserDto extends UserDto {
  @text({ max: 400, about: 'with which the person chooses a password; shown here only, holds 72 hours' }) link: string;
}

export class PasswordLinkDto {
  @text({ max: 400, about: 'shown here only, holds 72 hours' }) link: string;
}

export class OrgNodeQuery {
  @id({ optional: true, about: 'children of this node; without it and without kind, the root' }) parent?: string;
  @oneOf(['county', 'all'], 'OrgNodeSelection', {
    optional: true,
    about: 'county: counties and development zones; all: the whole tree but towns',
  })
  kind?: 'county' | 'all';
}

export class OrgNodeDto {
  @id() id: string;
  @id({ nullable: true }) parentId: string | null;
  @oneOf(NODE_KINDS, 'OrgNodeKind') kind: NodeKind;
  @text() name: string;
  @text({ nullable: true, max: 6 }) divisionCode: string | null;
  @text({ max: 400 }) path: string;
}

export class NewOrgNodeDto {
  @id() parentId: string;
  @oneOf(['zone', 'town', 'outside'], 'NewOrgNodeKind') kind: 'zone' | 'town' | 'outside';
  @text({ max: 80 }) name: string;
  @text({ optional: true, min: 6, max: 6, pattern: /^\d{6}$/ }) divisionCode?: string;
}
