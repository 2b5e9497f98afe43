import { blindCol, sealedColumns, secretCol } from '#platform/crypto';
import { addColumn, col, createIndex, createTable, type SchemaPart } from '#platform/db';
import {
  AccessGrant,
  ApiToken,
  AuditEntry,
  OrgNodeRow,
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

sealedColumns.register({ table: 'user_account', columns: ['name', 'login', 'email', 'phone'] });
sealedColumns.register({ table: 'password_link', columns: ['token'] });
sealedColumns.register({ table: 'reset_request', columns: ['typed'] });
sealedColumns.register({ table: 'second_factor', columns: ['secret', 'pendingSecret'] });
sealedColumns.register({ table: 'audit_entry', columns: ['address'] });

const orgNode = createTable('1790000010001', 'org_node', {
  columns: [
    col.key(),
    col.ref('parentId', { nullable: true }),
    col.str('kind', 12),
    col.str('name', 80),
    col.str('divisionCode', 6, { nullable: true }),
    col.str('path', 400),
  ],
  indices: [
    { name: 'IX_org_node_parent', columns: ['parentId', 'id'] },
    { name: 'IX_org_node_path', columns: ['path'] },
    { name: 'IX_org_node_division', columns: ['divisionCode'] },
  ],
});

const userAccount = createTable('1790000010002', 'user_account', {
  columns: [
    col.key(),
    secretCol('name'),
    secretCol('login', { nullable: true }),
    blindCol('loginIndex', { nullable: true }),
    secretCol('email', { nullable: true }),
    blindCol('emailIndex', { nullable: true }),
    secretCol('phone', { nullable: true }),
    blindCol('phoneIndex', { nullable: true }),
    col.str('passwordHash', 200, { nullable: true }),
    col.flag('mustChange'),
    col.str('locale', 2),
    col.instant('createdAt'),
    col.instant('disabledAt', { nullable: true }),
    col.instant('lastSignInAt', { nullable: true }),
  ],
  uniques: [
    { name: 'UQ_user_account_login', columns: ['loginIndex'] },
    { name: 'UQ_user_account_email', columns: ['emailIndex'] },
    { name: 'UQ_user_account_phone', columns: ['phoneIndex'] },
  ],
  indices: [{ name: 'IX_user_account_created', columns: ['createdAt', 'id'] }],
});

const signInAttempt = createTable('1790000010003', 'sign_in_attempt', {
  columns: [
    () => ({ name: 'id', type: 'varchar', length: '43', isPrimary: true }),
    col.int('tries'),
    col.instant('lastAt'),
    col.instant('lockedUntil', { nullable: true }),
  ],
  indices: [{ name: 'IX_sign_in_attempt_last', columns: ['lastAt'] }],
});

const session = createTable('1790000010004', 'session', {
  columns: [
    col.key(),
    col.ref('userId'),
    col.str('tokenHash', 43),
    col.instant('createdAt'),
    col.instant('seenAt'),
    col.int('idleMinutes'),
    col.instant('expiresAt'),
    col.instant('endedAt', { nullable: true }),
    col.str('agent', 200),
  ],
  uniques: [{ name: 'UQ_session_token', columns: ['tokenHash'] }],
  indices: [
    { name: 'IX_session_user', columns: ['userId', 'createdAt'] },
    { name: 'IX_session_expires', columns: ['expiresAt'] },
  ],
});

const accessGrant = createTable('1790000010005', 'access_grant', {
  columns: [
    col.key(),
    col.ref('userId'),
    col.str('role', 12),
    col.ref('nodeId', { nullable: true }),
    col.ref('enterpriseId', { nullable: true }),
    col.ref('supplierId', { nullable: true }),
    col.str('scopeKey', 60),
    col.str('state', 8),
    col.instant('createdAt'),
  ],
  uniques: [{ name: 'UQ_access_grant_scope', columns: ['userId', 'role', 'scopeKey'] }],
  indices: [
    { name: 'IX_access_grant_node', columns: ['nodeId', 'role'] },
    { name: 'IX_access_grant_enterprise', columns: ['enterpriseId'] },
    { name: 'IX_access_grant_supplier', columns: ['supplierId'] },
  ],
  checks: [{ name: 'CK_access_grant_one', expression: '(nodeId IS NOT NULL) + (enterpriseId IS NOT NULL) + (supplierId IS NOT NULL) = 1' }],
});

const passwordLink = createTable('1790000010006', 'password_link', {
  columns: [
    col.key(),
    col.ref('userId'),
    col.str('purpose', 8),
    col.str('tokenHash', 43),
    secretCol('token', { nullable: true }),
    col.instant('createdAt'),
    col.instant('expiresAt'),
    col.instant('usedAt', { nullable: true }),
  ],
  uniques: [{ name: 'UQ_password_link_token', columns: ['tokenHash'] }],
  indices: [
    { name: 'IX_password_link_user', columns: ['userId'] },
    { name: 'IX_password_link_expires', columns: ['expiresAt'] },
  ],
});

const auditEntry = createTable('1790000010007', 'audit_entry', {
  columns: [
    col.key(),
    col.instant('at'),
    col.ref('userId', { nullable: true }),
    col.str('action', 60),
    col.str('objectKind', 40),
    col.str('objectId', 64),
    col.str('nodePath', 400, { nullable: true }),
    col.json('fields'),
    col.str('requestId', 64, { nullable: true }),
  ],
  indices: [
    { name: 'IX_audit_entry_at', columns: ['at', 'id'] },
    { name: 'IX_audit_entry_object', columns: ['objectKind', 'objectId', 'at'] },
    { name: 'IX_audit_entry_user', columns: ['userId', 'at'] },
  ],
});

/** Where a request came from and how it ended, and what the page of the trail is narrowed by. */
const auditPlaces = [
  addColumn('1790000010041', 'audit_entry', secretCol('address', { nullable: true })),
  addColumn('1790000010042', 'audit_entry', () => ({ name: 'result', type: 'varchar', length: '8', default: "'done'" })),
  createIndex('1790000010043', 'audit_entry', 'IX_audit_entry_kind', ['objectKind', 'at', 'id']),
  createIndex('1790000010044', 'audit_entry', 'IX_audit_entry_action', ['action', 'at', 'id']),
  createIndex('1790000010045', 'audit_entry', 'IX_audit_entry_result', ['result', 'at', 'id']),
];

const userNameToken = createTable('1790000010046', 'user_name_token', {
  columns: [
    () => ({ name: 'token', type: 'varchar', length: '43', isPrimary: true }),
    () => ({ name: 'userId', type: 'varchar', length: '36', isPrimary: true }),
  ],
  indices: [{ name: 'IX_user_name_token_user', columns: ['userId'] }],
});

const privacyConsent = createTable('1790000010047', 'privacy_consent', {
  columns: [
    () => ({ name: 'userId', type: 'varchar', length: '36', isPrimary: true }),
    () => ({ name: 'version', type: 'varchar', length: '20', isPrimary: true }),
    col.instant('agreedAt'),
  ],
});

const generations = [
  addColumn('1790000010021', 'user_account', col.int('generation', { default: 1 })),
  addColumn('1790000010022', 'session', col.int('generation', { default: 1 })),
  createIndex('1790000010023', 'session', 'IX_session_living', ['userId', 'endedAt', 'createdAt', 'id']),
];

const resetRequest = createTable('1790000010024', 'reset_request', {
  columns: [col.key(), secretCol('typed'), col.instant('createdAt')],
  indices: [{ name: 'IX_reset_request_created', columns: ['createdAt'] }],
});

const secondFactors = [
  createTable('1790000010025', 'second_factor', {
    columns: [
      col.key(),
      secretCol('secret', { nullable: true }),
      secretCol('pendingSecret', { nullable: true }),
      col.int('lastStep'),
      col.instant('confirmedAt', { nullable: true }),
    ],
  }),
  createTable('1790000010026', 'recovery_code', {
    columns: [col.key(), col.ref('userId'), col.str('codeHash', 43), col.instant('usedAt', { nullable: true })],
    uniques: [{ name: 'UQ_recovery_code_hash', columns: ['codeHash'] }],
    indices: [{ name: 'IX_recovery_code_user', columns: ['userId'] }],
  }),
  addColumn('1790000010027', 'session', col.flag('secondFactor')),
];

const apiToken = createTable('1790000010048', 'api_token', {
  columns: [
    col.key(),
    col.ref('userId'),
    col.str('name', 80),
    col.str('tokenHash', 43),
    col.str('hint', 8),
    col.str('role', 12),
    col.str('scopeKey', 60),
    col.json('permissions'),
    col.int('generation'),
    col.instant('createdAt'),
    col.instant('expiresAt'),
    col.instant('lastUsedAt', { nullable: true }),
    col.instant('endedAt', { nullable: true }),
  ],
  uniques: [{ name: 'UQ_api_token_hash', columns: ['tokenHash'] }],
  indices: [
    { name: 'IX_api_token_user', columns: ['userId', 'createdAt', 'id'] },
    { name: 'IX_api_token_created', columns: ['createdAt', 'id'] },
    { name: 'IX_api_token_expires', columns: ['expiresAt'] },
  ],
});

export const accessSchema: SchemaPart = {
  entities: [
    OrgNodeRow,
    UserAccount,
    SignInAttempt,
    Session,
    AccessGrant,
    PasswordLink,
    ResetRequest,
    SecondFactor,
    RecoveryCode,
    AuditEntry,
    UserNameToken,
    PrivacyConsent,
    ApiToken,
  ],
  migrations: [
    orgNode,
    userAccount,
    signInAttempt,
    session,
    accessGrant,
    passwordLink,
    auditEntry,
    ...generations,
    resetRequest,
    ...secondFactors,
    ...auditPlaces,
    userNameToken,
    privacyConsent,
    apiToken,
  ],
};
