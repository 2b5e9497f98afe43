import { Global, Module } from '@nestjs/common';
import { Authenticator, Authorizer, Trail } from '#platform/http';
import { RetentionHandlers, SealingHandlers } from './access.handlers.js';
import './access.traces.js';
import { AccessService } from './access.service.js';
import { Accounts } from './accounts.service.js';
import { AuditController } from './audit.controller.js';
import { AuditExport } from './audit.export.js';
import { Audit } from './audit.service.js';
import { AuditViews } from './audit.views.js';
import { Directory } from './directory.service.js';
import { Identities } from './identity.js';
import { Me } from './me.service.js';
import { NameIndex } from './name-index.js';
import { OrgAdmin } from './org-admin.service.js';
import { OrgTree } from './org-tree.service.js';
import { PasswordLinks } from './password-links.service.js';
import { definePermissions } from './permissions.js';
import { MeController, PasswordLinkController, SessionController } from './session.controller.js';
import { Sessions } from './session.service.js';
import { SignIn } from './sign-in.service.js';
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
  controllers: [SessionController, MeController, PasswordLinkController, UserController, OrgNodeController, AuditController],
  providers: [
    AccessService,
    Accounts,
    Audit,
    AuditExport,
    AuditViews,
    Directory,
    Identities,
    Me,
    NameIndex,
    OrgAdmin,
    OrgTree,
    PasswordLinks,
    RetentionHandlers,
    SealingHandlers,
    Sessions,
    SignIn,
    Users,
    { provide: Authenticator, useExisting: Sessions },
    { provide: Authorizer, useExisting: AccessService },
    { provide: Trail, useExisting: Audit },
  ],
  exports: [AccessService, Accounts, Audit, Directory, OrgTree, PasswordLinks, Sessions, SignIn, Authenticator, Authorizer, Trail],
})
export class AccessModule {}
