import { api, at, ifVersion, listAt, listUnder, ok, takeAt } from './http';
import type * as T from './types';

export const messages = {
  list: listAt('/api/messages'),
  unread: () => ok(api.GET('/api/messages/unread')),
  readAll: () => ok(api.POST('/api/messages/read-all')),
  preferences: () => ok(api.GET('/api/messages/preferences')),
  prefer: (body: T.Preference) => ok(api.PUT('/api/messages/preferences', { body })),
  read: (which: string) => ok(api.POST('/api/messages/{id}/read', { params: at(which) })),
  deliveries: listAt('/api/deliveries'),
  takeDeliveries: takeAt('/api/deliveries/export'),
  resend: (which: string) => ok(api.POST('/api/deliveries/{id}/retry', { params: at(which) })),
  channels: () => ok(api.GET('/api/channels')),
  reopen: (channel: T.Channel['channel']) => ok(api.POST('/api/channels/{channel}/reopen', { params: { path: { channel } } })),
  failures: () => ok(api.GET('/api/deliveries/failures')),
  resendFailed: (failure: T.DeliveryFailure) => ok(api.POST('/api/deliveries/retry-failed', { body: { failure } })),
  smsTemplates: () => ok(api.GET('/api/sms-templates')),
  register: ({ template, locale }: T.SmsTemplate, body: T.SmsRegistration) =>
    ok(api.PUT('/api/sms-templates/{template}/{locale}', { params: { path: { template, locale } }, body })),
};

const templateAt = (template: string) => ({ params: { path: { template } } });

/** How messages go out, and their words. */
export const messageRules = {
  kinds: () => ok(api.GET('/api/message-rules')),
  set: (template: string, body: T.DatedMessageRule) => ok(api.PUT('/api/message-rules/{template}', { ...templateAt(template), body })),
  policies: listAt('/api/message-policies'),
  setPolicy: (body: T.MessagePolicy) => ok(api.PUT('/api/message-policies', { body })),
  template: (template: string) => ok(api.GET('/api/message-templates/{template}', templateAt(template))),
  write: (template: string, body: T.NewWording) => ok(api.PUT('/api/message-templates/{template}', { ...templateAt(template), body })),
  preview: (template: string, body: T.OwnWording) =>
    ok(api.POST('/api/message-templates/{template}/preview', { ...templateAt(template), body })),
};

export const messageCosts = {
  lines: (from: string, to: string) => ok(api.GET('/api/message-costs', { params: { query: { from, to } } })),
  quotas: () => ok(api.GET('/api/message-quotas')),
  setQuota: (body: T.NewMessageQuota) => ok(api.PUT('/api/message-quotas', { body })),
};

const versionOf = (one: T.Mass) => ({ params: at(one.id), ...ifVersion(one.version) });

/** Messages to many enterprises. */
export const massMessages = {
  list: listAt('/api/mass-messages'),
  take: takeAt('/api/mass-messages/export'),
  one: (which: string) => ok(api.GET('/api/mass-messages/{id}', { params: at(which) })),
  create: (body: T.MassDraft) => ok(api.POST('/api/mass-messages', { body })),
  edit: (one: T.Mass, body: T.MassDraft) => ok(api.PATCH('/api/mass-messages/{id}', { ...versionOf(one), body })),
  preview: (which: string) => ok(api.GET('/api/mass-messages/{id}/preview', { params: at(which) })),
  recipients: listUnder('/api/mass-messages/{id}/recipients'),
  test: (which: string) => ok(api.POST('/api/mass-messages/{id}/test', { params: at(which) })),
  step: (one: T.Mass, step: T.MassStep) => ok(api.POST(`/api/mass-messages/{id}/${step}`, versionOf(one))),
};

export const admin = {
  jobs: listAt('/api/jobs'),
  takeJobs: takeAt('/api/jobs/export'),
  job: (which: string, step: 'retry' | 'cancel') => ok(api.POST(`/api/jobs/{id}/${step}`, { params: at(which) })),
  queues: () => ok(api.GET('/api/queues')),
  jobKinds: () => ok(api.GET('/api/queues/kinds')),
  running: () => ok(api.GET('/api/queues/running')),
  drain: (name: string) => ok(api.POST('/api/queues/{name}/drain', { params: { path: { name } } })),
  retryFailed: (name: string) => ok(api.POST('/api/queues/{name}/retry-failed', { params: { path: { name } } })),
  watchRules: () => ok(api.GET('/api/watch-rules')),
  alarms: () => ok(api.GET('/api/watch-rules/alarms')),
  watch: (rule: string, body: { most: number; version: number }) =>
    ok(api.PUT('/api/watch-rules/{rule}', { params: { path: { rule } }, body })),
  queue: (name: string, step: 'pause' | 'resume') => ok(api.POST(`/api/queues/{name}/${step}`, { params: { path: { name } } })),
  audit: listAt('/api/audit-entries'),
  takeAudit: takeAt('/api/audit-entries/export'),
  auditWords: () => ok(api.GET('/api/audit-entries/words')),
  auditExport: (query: Record<string, string | undefined>): string => {
    const asked = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
    return `/api/audit-entries/export?${new URLSearchParams(asked).toString()}`;
  },
  users: listAt('/api/users'),
  takeUsers: takeAt('/api/users/export'),
  invite: (body: T.NewUser) => ok(api.POST('/api/users', { body })),
  grant: (which: string, body: T.NewGrant) => ok(api.POST('/api/users/{id}/grants', { params: at(which), body })),
  revoke: (which: string, grantId: string) =>
    ok(api.DELETE('/api/users/{id}/grants/{grantId}', { params: { path: { id: which, grantId } } })),
  user: (which: string, step: 'disable' | 'enable') => ok(api.POST(`/api/users/{id}/${step}`, { params: at(which) })),
  reset: (which: string) => ok(api.POST('/api/users/{id}/reset', { params: at(which) })),
  resetFactor: (which: string) => ok(api.POST('/api/users/{id}/second-factor/reset', { params: at(which) })),
  settings: () => ok(api.GET('/api/settings')),
};
