import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { Settings } from '#platform/config';
import { Clock, newId, UnitOfWork } from '#platform/db';
import { GivenUp, Handles, type GivenUpJob, type JobContext } from '#platform/jobs';
import { NotATableError, ReaderDiedError } from '#platform/table';
import { MOST_DEATHS, readImport, sweepImports } from './import.jobs.js';
import type { ImportBatch } from './import.entity.js';
import { ImportFiles } from './import.files.js';
import { ImportReader } from './import.reader.js';
import { ImportRepository } from './import.repository.js';

const DAY_MS = 86_400_000;
const KEPT_MS = 30 * DAY_MS;
const AT_ONCE = 20;

@Injectable()
export class ImportHandlers {
  private readonly logger = new Logger('import');

  constructor(
    private readonly uow: UnitOfWork,
    private readonly imports: ImportRepository,
    private readonly files: ImportFiles,
    private readonly reader: ImportReader,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  @Handles(readImport)
  async read({ importId }: { importId: string }, job: JobContext): Promise<void> {
    const batch = await this.imports.batch(importId);
    try {
      const patch = batch?.state === 'reading' ? await this.understood(batch, job) : {};
      // Deleted or moved on meanwhile: then nobody waits for it.
      await job.finish(async () => (batch?.state === 'reading' ? this.imports.moveBatch(importId, ['reading'], patch) : 0));
    } catch (error) {
      if (!(error instanceof NotATableError)) throw error;
      if (error instanceof ReaderDiedError && job.attempt < MOST_DEATHS) throw error;
      await job.finish(() => this.end(importId, error.zh, error.en));
    }
  }

  /** Whoever handed the list in sees why it is not read, instead of waiting. */
  @GivenUp(readImport)
  async gaveUp({ importId }: { importId: string }, { jobId, state, losses, lastError }: GivenUpJob): Promise<void> {
    if (state === 'cancelled') return this.end(importId, '读取已取消', 'reading was cancelled');
    if (losses >= MOST_DEATHS)
      return this.end(
        importId,
        '读取时服务器两次中断，已停止：文件可能过大或已损坏，请拆分，或另存为 .xlsx 后重新上传',
        'the server stopped twice while it was read: the file may be too large or damaged; split it, or save it as ' +
          '.xlsx and upload it again',
      );
    this.logger.error(`import ${importId}: ${lastError ?? ''}`);
    await this.end(
      importId,
      `服务器读取时出错（任务 ${jobId}），请稍后重新上传`,
      `the server failed while reading (job ${jobId}): upload it again later`,
    );
  }

  private async understood(batch: ImportBatch, job: JobContext): Promise<Partial<ImportBatch>> {
    const { signal } = job;
    // Without columns nothing was staged yet, or another sheet or header was chosen since.
    const staged = batch.columns.length > 0 ? batch : await this.staged(batch, signal);
    return this.reader.understand(staged, { signal, told: (done, total) => job.progress(done, total) });
  }

  private async staged(batch: ImportBatch, signal: AbortSignal): Promise<ImportBatch> {
    const folder = join(this.settings.GANGQIAO_DATA, 'uploads');
    const file = join(folder, newId());
    await mkdir(folder, { recursive: true });
    try {
      await this.files.writeTo(batch.id, file);
      return await this.reader.stage(batch, file, { signal, background: true });
    } finally {
      await rm(file, { force: true });
    }
  }

  private async end(importId: string, failure: string, failureEn: string): Promise<void> {
    await this.imports.moveBatch(importId, ['reading'], {
      state: 'failed',
      failure: failure.slice(0, 300),
      failureEn: failureEn.slice(0, 300),
    });
    await this.imports.dropFile(importId);
  }

  @Handles(sweepImports)
  async sweep(_payload: object, job: JobContext): Promise<void> {
    const now = this.clock.now().getTime();
    const before = new Date(now - KEPT_MS);
    for (
      let old = await this.imports.oldBatches(before, AT_ONCE);
      old.length > 0 && !job.signal.aborted;
      old = await this.imports.oldBatches(before, AT_ONCE)
    ) {
      for (const batch of old) await this.imports.deleteBatch(batch.id);
    }
    await job.finish(() => this.imports.deleteStrayParts(new Date(now - DAY_MS)));
  }
}
