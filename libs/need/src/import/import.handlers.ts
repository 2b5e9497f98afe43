import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { Settings } from '#platform/config';
import { newId } from '#platform/db';
import { GivenUp, Handles, type GivenUpJob, type JobContext } from '#platform/jobs';
import { NotATableError, ReaderDiedError } from '#platform/table';
import { sameRowsOf, type SameRows } from '../domain/import/correction.js';
import { MOST_DEATHS, readImport, saveImport, takeBackImport } from './import.jobs.js';
import type { ImportBatch } from './import.entity.js';
import { ImportClearing } from './import.clearing.js';
import { ImportFiles } from './import.files.js';
import { ImportJudging } from './import.judging.js';
import { ImportReader } from './import.reader.js';
import { ImportRepository } from './import.repository.js';
import { ImportSaving } from './import.saving.js';
import { ImportTakeBack } from './import.take-back.js';
import type { Watched } from './portions.js';

@Injectable()
export class ImportHandlers {
  private readonly logger = new Logger('import');

  constructor(
    private readonly imports: ImportRepository,
    private readonly files: ImportFiles,
    private readonly reader: ImportReader,
    private readonly judging: ImportJudging,
    private readonly saving: ImportSaving,
    private readonly takingBack: ImportTakeBack,
    private readonly clearing: ImportClearing,
    private readonly settings: Settings,
  ) {}

  @Handles(readImport)
  async read({ importId, only }: { importId: string; only?: { field: string; ref: number } }, job: JobContext): Promise<void> {
    const batch = await this.imports.batch(importId);
    try {
      const patch = batch?.state === 'reading' ? await this.understood(batch, sameRowsOf(only), job) : {};
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

  private async understood(batch: ImportBatch, only: SameRows | undefined, job: JobContext): Promise<Partial<ImportBatch>> {
    const { signal } = job;
    if (only) return this.judging.all(batch, only, watchedBy(job));
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
    await this.clearing.file(importId);
  }

  @Handles(saveImport)
  save({ importId }: { importId: string }, job: JobContext): Promise<void> {
    return this.saving.run(importId, watchedBy(job));
  }

  /** What is saved stays; the rest waits for somebody to confirm the list again, which goes on where this ended. */
  @GivenUp(saveImport)
  async stopped({ importId }: { importId: string }, { jobId, state, lastError }: GivenUpJob): Promise<void> {
    const batch = await this.imports.batch(importId);
    if (batch?.state !== 'saving') return;
    if (state !== 'cancelled') this.logger.error(`import ${importId}: ${lastError ?? ''}`);
    const [zh, en] =
      state === 'cancelled'
        ? ['保存已取消', 'Saving was cancelled']
        : [`服务器保存时出错（任务 ${jobId}）`, `The server failed while saving (job ${jobId})`];
    await this.imports.moveBatch(importId, ['saving'], {
      state: 'ready',
      failure: `${zh}：已处理 ${batch.done} 行并保留，其余尚未保存。再次点“保存”会接着保存，不会重复`,
      failureEn: `${en}: ${batch.done} rows are through and stay, the others are not saved yet. Save again to go on; nothing comes twice`,
    });
  }

  @Handles(takeBackImport)
  takeBack({ importId }: { importId: string }, job: JobContext): Promise<void> {
    return this.takingBack.run(importId, watchedBy(job));
  }

  /** What is taken back stays so; the rest waits for somebody to take the list back again. */
  @GivenUp(takeBackImport)
  async takeBackStopped({ importId }: { importId: string }, { jobId, state, lastError }: GivenUpJob): Promise<void> {
    const batch = await this.imports.batch(importId);
    if (batch?.state !== 'taking_back') return;
    if (state !== 'cancelled') this.logger.error(`import ${importId}: ${lastError ?? ''}`);
    const [zh, en] =
      state === 'cancelled'
        ? ['撤回已取消', 'Taking back was cancelled']
        : [`服务器撤回时出错（任务 ${jobId}）`, `The server failed while taking back (job ${jobId})`];
    await this.imports.moveBatch(importId, ['taking_back'], {
      state: 'confirmed',
      failure: `${zh}：已撤回到第 ${batch.done} 条，其余保持原样。再次点“撤回”会接着撤回`,
      failureEn: `${en}: ${batch.done} rows are through, the others are as they were. Take it back again to go on`,
    });
  }
}

const watchedBy = (job: JobContext): Watched => ({
  signal: job.signal,
  told: (done, total) => job.progress(done, total),
  finish: (last) => job.finish(last),
});
