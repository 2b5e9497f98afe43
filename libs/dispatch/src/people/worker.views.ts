import { Injectable } from '@nestjs/common';
import { FieldCipher, mask } from '#platform/crypto';
import type { Principal } from '#platform/http';
import { DispatchPorts, Neighbours } from '../dispatch.ports.js';
import type { Worker } from './worker.entity.js';
import { WorkerRepository } from './worker.repository.js';

/** A person as whoever looks may see them: their own station names and numbers, the bureau masks; ID numbers are masked for all. */
export interface WorkerView {
  worker: Worker;
  supplierName: string;
  name: string;
  phone: string | null;
  idNumber: string;
  emergencyContact: string | null;
  interviewLink: string | null;
  /** Another station has entered them as well: which one, and as what, is not said. */
  elsewhere: boolean;
  /** They stand on a trip that has not ended. */
  travelling: boolean;
}

@Injectable()
export class WorkerViews {
  constructor(
    private readonly workers: WorkerRepository,
    private readonly neighbours: Neighbours,
    private readonly cipher: FieldCipher,
    private readonly ports: DispatchPorts,
  ) {}

  async one(who: Principal, worker: Worker): Promise<WorkerView> {
    const [view] = await this.of(who, [worker]);
    return view as WorkerView;
  }

  /** One entry in the trail for each look at names. */
  async of(who: Principal, workers: readonly Worker[]): Promise<WorkerView[]> {
    const suppliers = await this.neighbours.suppliers(workers.map(({ supplierId }) => supplierId));
    const elsewhere = await this.workers.enteredElsewhere(workers);
    const travelling = await this.workers.travelling(workers.map(({ idHash }) => idHash));
    const own = (worker: Worker): boolean => who.grants.some(({ supplierId }) => supplierId === worker.supplierId);
    const named = workers.filter(own);
    if (named[0])
      await this.ports.audit.record(
        who,
        'worker.shown',
        { kind: 'worker', id: named[0].id, nodePath: named[0].nodePath },
        { people: named.length },
      );
    return workers.map((worker) => ({
      ...this.opened(worker, own(worker)),
      worker,
      supplierName: suppliers.get(worker.supplierId)?.name ?? '',
      elsewhere: elsewhere.has(worker.idHash),
      travelling: travelling.has(worker.idHash),
    }));
  }

  private opened(worker: Worker, own: boolean) {
    const open = (column: 'name' | 'phone' | 'idNumber' | 'emergencyContact' | 'interviewLink'): string | null =>
      this.cipher.open('worker', column, worker.id, worker[column]);
    const phone = open('phone');
    const name = open('name') ?? '';
    return {
      name: own ? name : mask.name(name),
      phone: phone === null || own ? phone : mask.phone(phone),
      idNumber: mask.idNumber(open('idNumber') ?? ''),
      emergencyContact: own ? open('emergencyContact') : null,
      interviewLink: own ? open('interviewLink') : null,
    };
  }
}
