import { Injectable } from '@nestjs/common';
import { FieldCipher, normalise } from '#platform/crypto';
import { isDuplicate, newId, UnitOfWork, type Paged } from '#platform/db';
import { invalid, notFound, type Principal } from '#platform/http';
import { checkPerson } from '../domain/check-person.js';
import { idKindOf, type ReliefState } from '../domain/person.js';
import { refusalOfStage, type ConsentForm, type NextStage } from '../domain/worker.js';
import { DispatchPorts, Neighbours } from '../dispatch.ports.js';
import { lineFaults, problems } from '../dispatch.problems.js';
import { Worker } from './worker.entity.js';
import { WorkerRepository, type WorkerFilter } from './worker.repository.js';

export interface NewWorker {
  supplierId: string | null;
  batchId: string | null;
  name: string;
  phone: string | null;
  idNumber: string;
  emergencyContact: string | null;
  relief: ReliefState;
  insured: boolean;
  consentForm: ConsentForm;
  /** YYYY-MM-DD */
  consentOn: string;
  consentWording: string;
}

export interface WorkerMove extends NextStage {
  interviewLink: string | null;
  version: number;
}

/** 求职人员: people whom a station looks after, from their wish to go until they can be put on a trip. */
@Injectable()
export class WorkerService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly workers: WorkerRepository,
    private readonly ports: DispatchPorts,
    private readonly neighbours: Neighbours,
    private readonly cipher: FieldCipher,
  ) {}

  /** @param search a whole ID number or telephone number: names are sealed, and nothing less finds anybody */
  list(
    who: Principal,
    filter: Omit<WorkerFilter, 'scope' | 'hashes'>,
    search: string | undefined,
    cursor: string | undefined,
    limit: number,
  ): Promise<Paged<Worker>> {
    const hashes = search
      ? [this.hashOf('id_number', normalise.idNumber(search)), this.hashOf('phone', normalise.phone(search))]
      : undefined;
    return this.workers.page({ ...filter, hashes, scope: this.ports.access.scope(who, 'dispatch.people') }, cursor, limit);
  }

  async one(who: Principal, id: string): Promise<Worker> {
    return this.visible(who, id, await this.workers.byId(id));
  }

  /** @throws Problem 422 for what is wrong with the person or their consent, 409 when this supplier has them already. */
  async enter(who: Principal, given: NewWorker): Promise<Worker> {
    const { id: supplierId, nodePath } = await this.supplierFor(who, given);
    this.check(given);
    const worker = this.seal(who, given, supplierId, nodePath);
    try {
      return await this.uow.run(async () => {
        await this.workers.insert({ ...worker });
        await this.ports.audit.record(who, 'worker.entered', { kind: 'worker', id: worker.id, nodePath }, { consentOn: given.consentOn });
        return worker;
      });
    } catch (error) {
      if (isDuplicate(error)) throw problems('worker.entered');
      throw error;
    }
  }

  /** The next step, or a no with its reason. Saying the same again changes nothing.
   * @throws Problem 409 when somebody else moved them meanwhile, or the step does not follow; 422 without a reason or a slot. */
  async move(who: Principal, id: string, { version, interviewLink, ...next }: WorkerMove): Promise<Worker> {
    return this.uow.run(async () => {
      const worker = this.visible(who, id, await this.workers.forUpdate(id));
      if (worker.version !== version) throw problems('worker.version_stale');
      const refusal = refusalOfStage(worker.stage, next);
      if (refusal) throw problems(`worker.${refusal}`, { from: worker.stage, to: next.stage });
      const patch: Partial<Worker> = { stage: next.stage, stageAt: this.ports.clock.now(), reason: next.reason };
      if (next.stage === 'interview')
        Object.assign(patch, {
          interviewAt: next.interviewAt,
          interviewLink: this.cipher.seal('worker', 'interviewLink', id, interviewLink),
        });
      if ((await this.workers.update(id, version, patch)) !== 1) throw problems('worker.version_stale');
      const said = { stage: { from: worker.stage, to: next.stage }, ...(next.reason ? { reason: next.reason } : {}) };
      await this.ports.audit.record(who, 'worker.moved', { kind: 'worker', id, nodePath: worker.nodePath }, said);
      return { ...worker, ...patch, version: version + 1 };
    });
  }

  /** Everything kept of them here is deleted, as they asked; what stands on manifests is a recruitment record and stays its time.
   * Deleting twice is deleting once. */
  async erase(who: Principal, id: string, reason: string): Promise<void> {
    await this.uow.run(async () => {
      const found = await this.workers.forUpdate(id);
      if (!found) return;
      const worker = this.visible(who, id, found);
      if ((await this.workers.travelling([worker.idHash])).size > 0) throw problems('worker.travelling');
      await this.workers.remove(id);
      await this.ports.audit.record(who, 'worker.erased', { kind: 'worker', id, nodePath: worker.nodePath }, { reason });
    });
  }

  private visible(who: Principal, id: string, worker: Worker | null): Worker {
    if (!worker) throw notFound('worker', id);
    this.ports.access.require(who, 'dispatch.people', { supplierId: worker.supplierId, nodePath: worker.nodePath });
    return worker;
  }

  /** @throws Problem when it is not clear for which station, or the batch is another one's. */
  async supplierFor(
    who: Principal,
    { supplierId, batchId }: Pick<NewWorker, 'supplierId' | 'batchId'>,
  ): Promise<{ id: string; nodePath: string }> {
    const batch = batchId ? await this.neighbours.supply.batch(batchId) : null;
    if (batchId && !batch) throw notFound('batch', batchId);
    const { supplierIds } = this.ports.access.scope(who, 'dispatch.people');
    const chosen = supplierId ?? batch?.supplierId ?? (supplierIds.length === 1 ? supplierIds[0] : undefined);
    const supplier = chosen ? await this.neighbours.supply.supplier(chosen) : null;
    if (!supplier) throw problems('worker.supplier');
    this.ports.access.require(who, 'dispatch.people', { supplierId: supplier.id, nodePath: supplier.nodePath });
    if (batch && batch.supplierId !== supplier.id) throw notFound('batch', batch.id);
    return supplier;
  }

  private check(given: NewWorker): void {
    const today = this.ports.clock.today();
    const { faults } = checkPerson(given, today, true);
    const fields = { name: 'name', phone: 'phone', id_number: 'idNumber', child: 'idNumber', minor: 'idNumber' } as const;
    if (faults.length > 0) throw invalid(faults.map((code) => ({ path: fields[code], code, message: lineFaults[code] })));
    if (given.consentOn > today) throw problems('worker.consent_ahead');
  }

  private hashOf(kind: string, text: string): string {
    return this.cipher.blindIndex(kind, text);
  }

  /** A row that can be written. */
  seal(who: Principal, given: NewWorker, supplierId: string, nodePath: string): Worker {
    const id = newId();
    const idNumber = normalise.idNumber(given.idNumber);
    const phone = given.phone && normalise.phone(given.phone);
    const now = this.ports.clock.now();
    return {
      ...{ id, supplierId, nodePath, batchId: given.batchId },
      name: this.cipher.seal('worker', 'name', id, given.name.trim()),
      phone: this.cipher.seal('worker', 'phone', id, phone),
      idNumber: this.cipher.seal('worker', 'idNumber', id, idNumber),
      emergencyContact: this.cipher.seal('worker', 'emergencyContact', id, given.emergencyContact),
      idHash: this.hashOf('id_number', idNumber),
      phoneHash: phone ? this.hashOf('phone', phone) : null,
      idKind: idKindOf(idNumber) ?? 'resident',
      ...{ relief: given.relief, insured: given.insured },
      ...{ consentForm: given.consentForm, consentOn: given.consentOn, consentWording: given.consentWording },
      ...{ stage: 'intent', stageAt: now, reason: null, interviewAt: null, interviewLink: null },
      ...{ createdById: who.userId, createdAt: now, version: 1 },
    };
  }
}
