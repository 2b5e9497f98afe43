export {
  Duties,
  type Duty,
  type DutyOfPhone,
  type DutyRef,
  type Judgement,
  type Kit,
  type Mark,
  type Settled,
  type Verdict,
} from './duties.js';
export { FieldModule, fieldPermissions } from './field.module.js';
export { fieldRetention } from './field.retention.js';
export { fieldSchema } from './field.schema.js';
