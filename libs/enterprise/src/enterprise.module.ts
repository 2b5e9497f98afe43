import { Module } from '@nestjs/common';
import { AccessModule, definePermissions } from '#access';
import { EnterpriseController } from './enterprise.controller.js';
import { EnterpriseHandlers } from './enterprise.handlers.js';
import { EnterprisePage } from './enterprise.page.js';
import { EnterprisePageController } from './enterprise-page.controller.js';
import { EnterpriseRepository } from './enterprise.repository.js';
import { EnterpriseReads, EnterpriseRegistry, EnterpriseService } from './enterprise.service.js';
import { FileService } from './file.service.js';
import { FileController, RegistrationController } from './registration.controller.js';
import { UploadQuota } from './upload-quota.js';
import { RegistrationPorts, RegistrationService } from './registration.service.js';
import './enterprise.traces.js';

export const enterprisePermissions = definePermissions({
  'enterprise.read': ['city-admin', 'city-staff', 'county-staff', 'liaison', 'auditor', 'enterprise'],
  'enterprise.edit': ['city-admin', 'city-staff', 'county-staff'],
  'enterprise.history': ['city-admin', 'city-staff', 'county-staff', 'auditor'],
  'enterprise.messages': ['city-admin', 'city-staff', 'county-staff'],
  'enterprise.edit_size': ['enterprise', 'city-admin', 'city-staff', 'county-staff'],
  'registration.decide': ['city-admin', 'city-staff', 'county-staff', 'enterprise'],
});

@Module({
  imports: [AccessModule],
  controllers: [EnterpriseController, EnterprisePageController, FileController, RegistrationController],
  providers: [
    EnterpriseRepository,
    EnterpriseReads,
    EnterpriseRegistry,
    EnterpriseService,
    EnterprisePage,
    FileService,
    UploadQuota,
    RegistrationPorts,
    RegistrationService,
    EnterpriseHandlers,
  ],
  exports: [EnterpriseReads, EnterpriseRegistry],
})
export class EnterpriseModule {}
