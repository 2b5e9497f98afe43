import { Global, Module } from '@nestjs/common';
import { ResetRequestHandlers, RetentionHandlers, SealingHandlers } from './access.handlers.js';
import './access.traces.js';
import { AccessService } from './access.service.js';
import { AccountNames } from './account-names.service.js';
import { Accounts } from './accounts.service.js';
import { AuditController } from './audit.controller.js';
import { AuditExport } from './audit.export.js';
import { Audit } from './audit.service.js';
import { AuditViews } from './audit.views.js';
import { ApiTokenController } from './api-token.controller.js';
import { ApiTokens } from './api-tokens.service.js';
import { Devices } from './devices.service.js';
import { Directory } from './directory.service.js';
import { Door } from './door.service.js';
import { Enrolments } from './enrolments.service.js';
import { Identities } from './identity.js';
import { ListExports } from './list-exports.service.js';
import { Me } from './me.service.js';
import { NameIndex } from './name-index.js';
import { Newcomers } from './newcomers.service.js';
import { OrgAdmin } from './org-admin.service.js';
import { OrgTree } from './org-tree.service.js';
import { OwnPassword } from './own-password.service.js';
import { OwnSecondFactor } from './own-second-factor.service.js';
import { PasswordLinks } from './password-links.service.js';
import { definePermissions } from './permissions.js';
import { ResetRequests } from './reset-requests.service.js';
import { MeController, PasswordLinkController, SessionController } from './session.controller.js';
import { PrivacyController } from './privacy.controller.js';
import { Privacy } from './privacy.service.js';
import { SecondFactorAdmin } from './second-factor-admin.service.js';
import { MySecondFactorController, SecondStepController } from './second-factor.controller.js';
import { SecondFactors } from './second-factor.service.js';
import { SecondStepSignIn } from './second-step.service.js';
import { SessionCookies } from './session-cookies.js';
import { Sessions } from './session.service.js';
import { SignIn } from './sign-in.service.js';
import { Tickets } from './tickets.service.js';
import { Tries } from './tries.service.js';
import { OrgNodeController, UserController } from './users.controller.js';
import { Users } from './users.service.js';

export const accessPermissions = definePermissions({
  'user.manage': ['city-admin'],
  'org.manage': ['city-admin'],
  'audit.read': ['auditor', 'city-admin'],
  'jobs.manage': ['city-admin'], // the routes are the platform's, which cannot define who may use them
});

/** Global, because the guard of every route asks it. */
@Global()
@Module({
  controllers: [
    SessionController,
    SecondStepController,
    MeController,
    MySecondFactorController,
    PasswordLinkController,
    PrivacyController,
    UserController,
    OrgNodeController,
    AuditController,
    ApiTokenController,
  ],
  providers: [
    AccessService,
    AccountNames,
    Accounts,
    ApiTokens,
    Audit,
    AuditExport,
    AuditViews,
    Devices,
    Directory,
    Door,
    Enrolments,
    Identities,
    ListExports,
    Me,
    NameIndex,
    Newcomers,
    OrgAdmin,
    OrgTree,
    OwnPassword,
    OwnSecondFactor,
    PasswordLinks,
    Privacy,
    ResetRequestHandlers,
    ResetRequests,
    RetentionHandlers,
    SealingHandlers,
    SecondFactorAdmin,
    SecondFactors,
    SecondStepSignIn,
    SessionCookies,
    Sessions,
    SignIn,
    Tickets,
    Tries,
    Users,
  ],
  exports: [
    AccessService,
    Accounts,
    Audit,
    AuditViews,
    Directory,
    Door,
    ListExports,
    Newcomers,
    OrgTree,
    PasswordLinks,
    SecondFactorAdmin,
    Sessions,
    SignIn,
  ],
})
export class AccessModule {}
