import { setTimeout as sleep } from 'node:timers/promises';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { AccessModule, accessSchema, Audit, ObjectNames } from '#access';
import { ConfigModule, type Settings } from '#platform/config';
import { CryptoModule, cryptoSchema } from '#platform/crypto';
import { Clock, UnitOfWork } from '#platform/db';
import { Metrics } from '#platform/health';
import { Trail, type Principal } from '#platform/http';
import { Events, JobsModule, jobsSchema, type Job } from '#platform/jobs';
import { HeardEvents } from '../../../../test/support/index.js';
import { Nameless } from '../../../../test/support/part.js';
import { Addressees } from '../mass/mass.ports.js';
import { MessageAudiences, OfficeCalendar } from '../rule/rule.ports.js';
import { NotificationModule } from '../notification.module.js';
import {
  askRead,
  matchReceipt,
  remindOfDates,
  resendFailed,
  sendDelivery,
  sendPortion,
  sendUrgent,
  writeDigests,
} from '../notification.jobs.js';
import { notificationSchema } from '../notification.schema.js';
import type { MessageRecipient } from '../notifier.service.js';

export const postSchema = [jobsSchema, cryptoSchema, accessSchema, notificationSchema];

@Global()
@Module({})
class Kernel {
  static on(source: DataSource, clock: Clock): DynamicModule {
    const providers = [
      { provide: Clock, useValue: clock },
      Metrics,
      { provide: DataSource, useValue: source },
      { provide: UnitOfWork, useValue: new UnitOfWork(source) },
      { provide: Events, useValue: new HeardEvents() },
      { provide: ObjectNames, useClass: Nameless },
      { provide: Trail, useExisting: Audit },
      { provide: OfficeCalendar, useValue: { from: () => Promise.resolve(new Map()) } },
      { provide: MessageAudiences, useValue: { of: () => [] } },
      { provide: Addressees, useValue: {} },
    ];
    const shown = [Clock, Metrics, DataSource, UnitOfWork, Events, ObjectNames, Trail, OfficeCalendar, MessageAudiences, Addressees];
    return { module: Kernel, imports: [AccessModule], providers, exports: shown };
  }
}

/** Messages with their jobs, and nothing else of the product. @param run false where jobs are to stay as they are */
export const post = async (source: DataSource, settings: Settings, run = true, clock: Clock = new Clock()): Promise<TestingModule> => {
  const module = await Test.createTestingModule({
    imports: [
      ConfigModule.of(settings),
      Kernel.on(source, clock),
      CryptoModule,
      AccessModule,
      NotificationModule,
      JobsModule.of({
        run,
        jobs: [sendDelivery, sendUrgent, sendPortion, matchReceipt, resendFailed, askRead, writeDigests, remindOfDates] as unknown as Job[],
        tuning: { pollMs: 40, sweepMs: 100, beatMs: 50 },
      }),
    ],
  }).compile();
  return module.init();
};

export const until = async (what: () => Promise<boolean> | boolean): Promise<void> => {
  for (const end = Date.now() + 20_000; !(await what()); await sleep(15))
    if (Date.now() > end) throw new Error(`waited in vain for ${what.toString()}`);
};

/** Lets a job that waits for its next try have it now. */
export const hurryJobs = async (source: DataSource): Promise<void> => {
  await until(async () => (await source.query<object[]>("SELECT id FROM job WHERE state = 'waiting'")).length > 0);
  await source.query("UPDATE job SET runAt = '2026-01-01 00:00:00.000' WHERE state = 'waiting'");
};

export const staff = {
  userId: 'staff',
  name: '李',
  locale: 'zh',
  grants: [{ role: 'city-staff', nodeId: '37', path: '/37/', enterpriseId: null, supplierId: null }],
} as unknown as Principal;
export const administrator = { ...staff, userId: 'admin', grants: [{ ...staff.grants[0], role: 'city-admin' }] } as unknown as Principal;
export const reader = (userId: string, locale: 'zh' | 'en' = 'zh'): Principal => ({ userId, name: '', locale, grants: [], sessionId: '' });
export const wang: MessageRecipient = { userId: 'u-wang', locale: 'zh', email: 'wang@example.com', phone: '13812345678' };
export const lee: MessageRecipient = { userId: 'u-lee', locale: 'en', email: 'lee@example.com' };
