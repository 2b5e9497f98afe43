import { id, instant, int, listOf, nested, oneOf, PageQuery, ROLES, text, type Role } from '#platform/http';
import { MyGrantDto } from './access.dto.js';
import { PASSWORD_MAX } from './domain/password.js';

export const API_TOKEN_STATES = ['living', 'expired', 'ended'] as const;
export type ApiTokenState = (typeof API_TOKEN_STATES)[number];

export class ApiTokenDto {
  @id() id: string;
  @text({ max: 80, about: 'which system uses it' }) name: string;
  @text({ max: 8, about: 'how it begins' }) hint: string;
  @oneOf(ROLES, 'Role') role: Role;
  @listOf('string', { about: 'what it may do, of the permissions of the role' }) permissions: string[];
  @id({ about: 'whoever made it, for whom it acts' }) userId: string;
  @text({ max: 40 }) userName: string;
  @instant() createdAt: string;
  @instant() expiresAt: string;
  @instant({ nullable: true, about: 'to five minutes; null: never' }) lastUsedAt: string | null;
  @oneOf(API_TOKEN_STATES, 'ApiTokenState', { about: 'ended: by its owner, by an administrator, or with the account’s password' })
  state: ApiTokenState;
}

export class ApiTokenQuery extends PageQuery {
  @oneOf(['mine', 'all'], 'ApiTokenOwner', { optional: true, about: 'all: of everybody, for administrators; mine when left out' })
  of?: 'mine' | 'all';
}

/** One of my roles with what a token of it may carry. */
export class ApiTokenOfferDto {
  @nested(() => MyGrantDto) grant: MyGrantDto;
  @listOf('string') permissions: string[];
  @int({ about: 'days that a token may live' }) mostDays: number;
}

export class NewApiTokenDto {
  @text({ max: 80, about: 'which system will use it' }) name: string;
  @oneOf(ROLES, 'Role', { about: 'one of my own' }) role: Role;
  @id({ optional: true, about: 'what the role stands on, where I have it on several' }) nodeId?: string;
  @id({ optional: true }) enterpriseId?: string;
  @id({ optional: true }) supplierId?: string;
  @listOf('string', { min: 1, max: 100 }) permissions: string[];
  @int({ min: 1, max: 3660, about: 'days that it lives' }) days: number;
  @text({ max: PASSWORD_MAX * 2, about: 'my own, once more' }) password: string;
}

export class MadeApiTokenDto {
  @id() id: string;
  @text({ max: 60, about: 'sent as `Authorization: Bearer …`; told this once' }) token: string;
  @instant() expiresAt: string;
}
