export { checkCreditCode, madeUpCreditCodes } from './domain/credit-code.js';
export {
  comparableName,
  ENTERPRISE_STATES,
  isStaffingAgency,
  SIZE_CLASSES,
  type EnterpriseState,
  type SizeClass,
} from './domain/enterprise.js';
export {
  enterpriseChanged,
  ownerRegisteredAgain,
  registrationApproved,
  registrationRefused,
  registrationRequested,
} from './enterprise.events.js';
export { Proportions, SentMessages } from './enterprise.ports.js';
export { EnterpriseModule, enterprisePermissions } from './enterprise.module.js';
export { enterpriseRetention } from './enterprise.retention.js';
export { enterpriseSchema } from './enterprise.schema.js';
export { EnterpriseReads, EnterpriseRegistry, type EnterpriseView, type KnownFrom } from './enterprise.service.js';
