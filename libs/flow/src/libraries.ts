import type { Type } from '@nestjs/common';
import { AccessModule, accessPermissions, accessRetention, accessSchema } from '#access';
import { BoardModule } from '#board';
import { CatalogueModule, cataloguePermissions, catalogueSchema } from '#catalogue';
import { DispatchModule, dispatchPermissions, dispatchRetention, dispatchSchema } from '#dispatch';
import { EnterpriseModule, enterprisePermissions, enterpriseRetention, enterpriseSchema } from '#enterprise';
import { FieldModule, fieldPermissions, fieldRetention, fieldSchema } from '#field';
import { FairModule, fairPermissions, fairRetention, fairSchema } from '#fair';
import { MatchingModule, matchingPermissions, matchingRetention, matchingSchema } from '#matching';
import { NeedModule, needPermissions, needRetention, needSchema } from '#need';
import { NotificationModule, notificationPermissions, notificationRetention, notificationSchema } from '#notification';
import { cryptoSchema } from '#platform/crypto';
import { markSchema, type RetentionRule, type SchemaPart } from '#platform/db';
import type { Role } from '#platform/http';
import { jobsRetention, jobsSchema } from '#platform/jobs';
import { onceRetention, onceSchema } from '#platform/once';
import { ReferenceModule } from '#reference';
import { SupplyModule, supplyPermissions, supplyRetention, supplySchema } from '#supply';
import { SurveyModule, surveyPermissions, surveyRetention, surveySchema } from '#survey';
import { WebhookModule, webhookPermissions, webhookRetention, webhookSchema } from '#webhook';

/** What a library brings into the house; a part of the platform has a module that takes options, and is put up by whoever composes. */
export interface Library {
  readonly module?: Type;
  readonly schema?: SchemaPart;
  readonly permissions?: Record<string, readonly Role[]>;
  readonly retention?: readonly RetentionRule[];
}

/** Every library, each below those that it builds on: the one place to add one. */
export const libraries = {
  jobs: { schema: jobsSchema, retention: jobsRetention },
  crypto: { schema: cryptoSchema },
  mark: { schema: markSchema },
  once: { schema: onceSchema, retention: onceRetention },
  reference: { module: ReferenceModule },
  access: { module: AccessModule, schema: accessSchema, permissions: accessPermissions, retention: accessRetention },
  notification: {
    module: NotificationModule,
    schema: notificationSchema,
    permissions: notificationPermissions,
    retention: notificationRetention,
  },
  webhook: { module: WebhookModule, schema: webhookSchema, permissions: webhookPermissions, retention: webhookRetention },
  enterprise: { module: EnterpriseModule, schema: enterpriseSchema, permissions: enterprisePermissions, retention: enterpriseRetention },
  need: { module: NeedModule, schema: needSchema, permissions: needPermissions, retention: needRetention },
  board: { module: BoardModule },
  supply: { module: SupplyModule, schema: supplySchema, permissions: supplyPermissions, retention: supplyRetention },
  matching: { module: MatchingModule, schema: matchingSchema, permissions: matchingPermissions, retention: matchingRetention },
  dispatch: { module: DispatchModule, schema: dispatchSchema, permissions: dispatchPermissions, retention: dispatchRetention },
  field: { module: FieldModule, schema: fieldSchema, permissions: fieldPermissions, retention: fieldRetention },
  fair: { module: FairModule, schema: fairSchema, permissions: fairPermissions, retention: fairRetention },
  survey: { module: SurveyModule, schema: surveySchema, permissions: surveyPermissions, retention: surveyRetention },
  catalogue: { module: CatalogueModule, schema: catalogueSchema, permissions: cataloguePermissions },
} satisfies Record<string, Library>;

export type LibraryName = keyof typeof libraries;

const all = Object.keys(libraries) as LibraryName[];
const of = (name: LibraryName): Library => libraries[name];

/** @param names all, unless a part of the house is enough */
export const modulesOf = (names: readonly LibraryName[] = all): Type[] => names.flatMap((name) => of(name).module ?? []);

/** Tables and migrations, those of jobs and keys among them. @param names as for {@link modulesOf} */
export const schemaOf = (names: readonly LibraryName[] = all): SchemaPart[] =>
  [...new Set<LibraryName>(['jobs', 'crypto', 'once', ...names])].flatMap((name) => of(name).schema ?? []);
