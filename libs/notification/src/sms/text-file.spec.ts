import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestingModule } from '@nestjs/testing';
import type { DataSource } from 'typeorm';
import { freshDatabase } from '../../../../test/support/index.js';
import { Delivery } from '../notification.entity.js';
import { Notifier } from '../notifier.service.js';
import { hurryJobs, post, postSchema, until, wang } from '../testing/post.js';

const params = { supplierName: '昭通劳务协作站', needTitle: '焊工', people: 40, expiresAt: '2026-11-27T02:00:00.000Z' };

describe('text messages that go into a file', () => {
  const database = freshDatabase('embedded');
  let source: DataSource;
  let house: TestingModule;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'texts-'));
    source = await database.open(postSchema);
    house = await post(source, await database.settings({ SMS_PROVIDER: 'file', GANGQIAO_DATA: folder }));
  });
  afterAll(async () => {
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('wait while its disk is full, and are written whole once there is room', async () => {
    const file = join(folder, 'text-messages.jsonl');
    symlinkSync('/dev/full', file);
    const recipients = [{ ...wang, email: null }];
    await house.get(Notifier).notify({ dedupeKey: 'promise:1', template: 'promise.made', params, recipients });
    const text = (): Promise<Delivery> => source.getRepository(Delivery).findOneByOrFail({ channel: 'sms' });
    await until(async () => (await text()).attempts === 1);
    expect(await text()).toMatchObject({ state: 'queued', failure: 'network', lastError: 'ENOSPC' });
    rmSync(file);
    await hurryJobs(source);
    await until(async () => (await text()).state === 'sent');
    const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
    expect(lines.map((line) => (JSON.parse(line) as { key: string }).key)).toEqual([(await text()).id]);
  });
});
