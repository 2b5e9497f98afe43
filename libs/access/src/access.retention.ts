import { In, IsNull, LessThan, Not, type EntityTarget, type FindOptionsWhere } from 'typeorm';
import { defineRetention, keepWithoutRule, type UnitOfWork } from '#platform/db';
import {
  AccessGrant,
  ApiToken,
  AuditEntry,
  PasswordLink,
  PrivacyConsent,
  RecoveryCode,
  ResetRequest,
  SecondFactor,
  Session,
  SignInAttempt,
  UserAccount,
  UserNameToken,
} from './access.entity.js';

/** Deletes the first rows that match. By id, because neither dialect deletes with a limit through the query builder. */
const deleteSome = async <T extends { id: string }>(
  uow: UnitOfWork,
  entity: EntityTarget<T>,
  where: FindOptionsWhere<T>[],
  limit: number,
): Promise<number> => {
  const rows = await uow.manager.find(entity, { where, take: limit });
  if (rows.length > 0) await uow.manager.delete(entity, { id: In(rows.map((row) => row.id)) });
  return rows.length;
};

const sessionRule = defineRetention({
  name: 'session',
  keepDays: 30,
  source: 'long enough to look into a report that somebody else signed in; then it is only a movement profile',
  sweep: (uow, before, limit) => deleteSome(uow, Session, [{ endedAt: LessThan(before) }, { expiresAt: LessThan(before) }], limit),
});

const apiTokenRule = defineRetention({
  name: 'api_token',
  keepDays: 366,
  source: 'a token that is over opens nothing; kept to answer which system did what the trail tells',
  sweep: (uow, before, limit) => deleteSome(uow, ApiToken, [{ endedAt: LessThan(before) }, { expiresAt: LessThan(before) }], limit),
});

const signInAttemptRule = defineRetention({
  name: 'sign_in_attempt',
  keepDays: 2,
  source: 'wrong tries are forgotten after a day',
  sweep: (uow, before, limit) => deleteSome(uow, SignInAttempt, [{ lastAt: LessThan(before) }], limit),
});

const passwordLinkRule = defineRetention({
  name: 'password_link',
  keepDays: 30,
  source: 'a used or expired link opens nothing; kept to answer questions about it',
  sweep: (uow, before, limit) => deleteSome(uow, PasswordLink, [{ expiresAt: LessThan(before) }], limit),
});

const resetRequestRule = defineRetention({
  name: 'reset_request',
  keepDays: 2,
  source: 'goes with its answer, which takes seconds; what could not be answered for two days helps nobody any more',
  sweep: (uow, before, limit) => deleteSome(uow, ResetRequest, [{ createdAt: LessThan(before) }], limit),
});

const auditEntryRule = defineRetention({
  name: 'audit_entry',
  keepDays: 3 * 366,
  source: 'as long as the recruitment records it is about, at least three years; Cybersecurity Law article 21 asks for six months of logs',
  sweep: (uow, before, limit) => deleteSome(uow, AuditEntry, [{ at: LessThan(before) }], limit),
});

const deleteAccounts = async ({ manager }: UnitOfWork, accounts: readonly UserAccount[]): Promise<number> => {
  const ids = accounts.map((account) => account.id);
  if (ids.length === 0) return 0;
  for (const entity of [AccessGrant, ApiToken, PasswordLink, PrivacyConsent, RecoveryCode, Session, UserNameToken])
    await manager.delete(entity, { userId: In(ids) });
  await manager.delete(SecondFactor, { id: In(ids) });
  await manager.delete(UserAccount, { id: In(ids) });
  return ids.length;
};

const userAccountRule = defineRetention({
  name: 'user_account',
  also: ['access_grant', 'user_name_token', 'second_factor', 'recovery_code', 'privacy_consent'],
  keepDays: 3 * 366,
  source: 'a disabled account goes with the last recruitment records that its person may have handled',
  sweep: async (uow, before, limit) =>
    deleteAccounts(uow, await uow.manager.find(UserAccount, { where: { disabledAt: LessThan(before) }, take: limit })),
});

const newcomerRule = defineRetention({
  name: 'user_account.newcomer',
  keepDays: 2 * 366,
  source: 'whoever registered and was never given a role has handled no records; the application itself is kept for less',
  sweep: async (uow, before, limit) =>
    deleteAccounts(
      uow,
      await uow.manager
        .createQueryBuilder(UserAccount, 'account')
        .where('account.createdAt < :before AND (account.lastSignInAt IS NULL OR account.lastSignInAt < :before)', { before })
        .andWhere(`NOT EXISTS (${grantOfAccount(uow)})`)
        .limit(limit)
        .getMany(),
    ),
});

/** Roles that were taken away again count: their holder may have handled records. */
const grantOfAccount = ({ manager }: UnitOfWork): string =>
  manager.createQueryBuilder(AccessGrant, 'held').select('1').where('held.userId = account.id').getQuery();

const auditAddressRule = defineRetention({
  name: 'audit_entry.address',
  keepDays: 183,
  source: 'Cybersecurity Law article 21 asks for six months of network logs; after that an address only says where somebody was',
  sweep: async (uow, before, limit) => {
    const rows = await uow.manager.find(AuditEntry, {
      select: { id: true },
      where: { at: LessThan(before), address: Not(IsNull()) },
      take: limit,
    });
    if (rows.length > 0) await uow.manager.update(AuditEntry, { id: In(rows.map((row) => row.id)) }, { address: null });
    return rows.length;
  },
});

keepWithoutRule('places of the organisation; no people', 'org_node');

export const accessRetention = [
  sessionRule,
  apiTokenRule,
  signInAttemptRule,
  passwordLinkRule,
  resetRequestRule,
  auditEntryRule,
  auditAddressRule,
  userAccountRule,
  newcomerRule,
];
