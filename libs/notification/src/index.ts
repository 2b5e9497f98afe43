export { type ParamsOf, type TemplateKey } from './domain/templates.js';
export { channelClosed } from './gate/gate.events.js';
export { Messages } from './messages.service.js';
export { NotificationModule, notificationPermissions } from './notification.module.js';
export { notificationRetention, notificationSchema } from './notification.schema.js';
export { Notifier, type AnyNotice, type MessageRecipient, type Notice } from './notifier.service.js';
export { AUDIENCES, MessageAudiences, OfficeCalendar, type AudienceKind } from './rule/rule.ports.js';
export { Addressees, type Addressee, type MassFilter, type Reachable } from './mass/mass.ports.js';
export { queueAlarm } from './watch/watch.events.js';
