import { Global, Module } from '@nestjs/common';
import { Authenticator, Authorizer } from '#platform/http';
import { RetentionHandlers } from './access.handlers.js';
import './access.retention.js';
import { AccessService } from './access.service.js';
import { Accounts } from './accounts.service.js';
import { Audit } from './audit.service.js';
import { Directory } from './directory.service.js';
import { Identities } from './identity.js';
import { Me } from './me.service.js';
import { OrgAdmin } from './org-admin.service.js';
import { OrgTree } from './org-tree.service.js';
import { PasswordLinks } from './password-links.service.js';
import { definePermissions } from './permissions.js';
import { MeController, PasswordLinkController, SessionController } from './session.controller.js';
import { Sessions } from './session.service.js';
import { SignIn } from './sign-in.service.js';
import { AuditController, OrgNodeController, UserController } from './users.controller.js';
import { Users } from './users.service.js';

definePermissions({
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
    Directory,
    Identities,
    Me,
    OrgAdmin,
    OrgTree,
    PasswordLinks,
    RetentionHandlers,
    Sessions,
    SignIn,
    Users,
    { provide: Authenticator, useExisting: Sessions },
    { provide: Authorizer, useExisting: AccessService },
  ],
  exports: [AccessService, Accounts, Audit, Directory, OrgTree, PasswordLinks, Sessions, SignIn, Authenticator, Authorizer],
})
export class AccessModule {}
