import { Injectable } from '@nestjs/common';
import { Settings } from '#platform/config';
import { Clock } from '#platform/db';
import type { Principal } from '#platform/http';
import type { PassedOver } from '#platform/layout';
import { tableLimits } from '#platform/table';
import { BatchService } from '../batch.service.js';
import { offerKey, offerOf, type BatchRow } from '../domain/batch-table.js';
import { problems } from '../supply.problems.js';
import { readBatches } from './batch.reader.js';

/** A batch of a file, as understood. */
export interface BatchOfFile {
  row: BatchRow;
  /** The supplier offers the same already, or the list says it twice: it is not offered again. */
  known: boolean;
}

export interface BatchPreview {
  batches: BatchOfFile[];
  passedOver: PassedOver[];
}

/** Batches of a station from CSV and XLSX. Nothing of the file is kept: it is read and shown, and sent again to be saved. */
@Injectable()
export class BatchFileService {
  constructor(
    private readonly batches: BatchService,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  async preview(who: Principal, file: string, supplierId: string | null, signal?: AbortSignal): Promise<BatchPreview> {
    const supplier = await this.batches.supplierFor(who, supplierId);
    const { rows, passedOver } = await readBatches(file, this.clock.today(), { limits: tableLimits(this.settings), signal });
    const offered = await this.batches.offeredKeys(supplier.id);
    const batches = rows.map((row): BatchOfFile => {
      const offer = offerOf(row);
      const key = offer && offerKey(offer);
      const known = key !== null && offered.has(key);
      if (key !== null) offered.add(key);
      return { row, known };
    });
    return { batches, passedOver };
  }

  /** All of them or none; those that are offered already are left as they are. @returns how many are new. @throws Problem 422 */
  async save(who: Principal, file: string, supplierId: string | null, signal?: AbortSignal): Promise<number> {
    const { batches } = await this.preview(who, file, supplierId, signal);
    const offers = batches.map(({ row }) => offerOf(row));
    const sound = offers.flatMap((offer) => offer ?? []);
    if (sound.length < offers.length || sound.length === 0) throw problems('batch.file_invalid', { count: offers.length - sound.length });
    return this.batches.offerAll(who, supplierId, sound);
  }
}
