import { Injectable } from '@nestjs/common';
import { FieldCipher } from '#platform/crypto';
import { UnitOfWork } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { problems } from '../dispatch.problems.js';
import type { LineView } from '../line.views.js';
import { ManifestService, type NewLine } from '../manifest.service.js';
import { TripAccess } from '../trip.access.js';
import type { Worker } from './worker.entity.js';
import { WorkerRepository } from './worker.repository.js';

/** People whom a post has accepted go on the manifest of a trip without being typed again. */
@Injectable()
export class WorkersToManifest {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly workers: WorkerRepository,
    private readonly manifest: ManifestService,
    private readonly access: TripAccess,
    private readonly cipher: FieldCipher,
  ) {}

  /** All of them or none. @throws Problem 404 for another station's people, 409 for one who is not accepted, 422 as the manifest does. */
  async add(who: Principal, tripId: string, workerIds: string[], promiseId: string | null): Promise<LineView[]> {
    return this.uow.run(async () => {
      const { trip } = await this.access.run(who, tripId);
      const workers = new Map((await this.workers.many(workerIds)).map((worker) => [worker.id, worker]));
      const chosen = [...new Set(workerIds)].map((id) => {
        const worker = workers.get(id);
        if (worker?.supplierId !== trip.supplierId) throw notFound('worker', id);
        return worker;
      });
      const notYet = chosen.filter(({ stage }) => stage !== 'accepted').length;
      if (notYet > 0) throw problems('worker.not_accepted', { people: notYet });
      return this.manifest.add(
        who,
        tripId,
        chosen.map((worker) => this.lineOf(worker, promiseId)),
      );
    });
  }

  private lineOf(worker: Worker, promiseId: string | null): NewLine {
    const open = (column: 'name' | 'phone' | 'idNumber' | 'emergencyContact'): string | null =>
      this.cipher.open('worker', column, worker.id, worker[column]);
    return {
      promiseId,
      name: open('name') ?? '',
      phone: open('phone'),
      idNumber: open('idNumber') ?? '',
      emergencyContact: open('emergencyContact'),
      returning: false,
      relief: worker.relief,
      insured: worker.insured,
      selfArranged: false,
      // Nobody is accepted before the medical.
      medical: true,
    };
  }
}
