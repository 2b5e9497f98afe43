import { Injectable } from '@nestjs/common';
import { Settings } from '#platform/config';
import { FieldCipher, normalise } from '#platform/crypto';
import { isDuplicate, UnitOfWork } from '#platform/db';
import type { Principal } from '#platform/http';
import type { PassedOver } from '#platform/layout';
import { tableLimits } from '#platform/table';
import { checkPerson, type PersonFault } from '../domain/check-person.js';
import { DispatchPorts } from '../dispatch.ports.js';
import { problems } from '../dispatch.problems.js';
import { idKindOf, type IdKind } from '../domain/person.js';
import type { ManifestRow } from '../domain/manifest-table.js';
import type { ConsentForm } from '../domain/worker.js';
import { readManifest } from '../manifest.reader.js';
import { WorkerRepository } from '../people/worker.repository.js';
import { WorkerService, type NewWorker } from '../people/worker.service.js';

/** What holds for all people of a file. */
export interface FileOfPeople {
  supplierId: string | null;
  batchId: string | null;
  consentForm: ConsentForm;
  consentOn: string;
  consentWording: string;
}

export type RowFault = PersonFault | 'id_digits' | 'cell' | 'twice' | 'entered';

/** A person of a file, as understood. */
export interface PersonOfFile {
  row: ManifestRow;
  idKind: IdKind | null;
  faults: RowFault[];
  /** Another station has entered them as well: which one is not said. */
  elsewhere: boolean;
}

export interface PeoplePreview {
  people: PersonOfFile[];
  passedOver: PassedOver[];
}

/** People of a station from CSV and XLSX. Nothing of the file is kept: it is read, checked and shown, and sent again to be saved. */
@Injectable()
export class PeopleFileService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly workers: WorkerRepository,
    private readonly entering: WorkerService,
    private readonly cipher: FieldCipher,
    private readonly ports: DispatchPorts,
    private readonly settings: Settings,
  ) {}

  async preview(who: Principal, file: string, given: FileOfPeople, signal?: AbortSignal): Promise<PeoplePreview> {
    const supplier = await this.entering.supplierFor(who, given);
    if (given.consentOn > this.ports.clock.today()) throw problems('worker.consent_ahead');
    const { rows, passedOver } = await readManifest(file, { limits: tableLimits(this.settings), signal });
    const hashes = rows.map(({ idNumber }) => this.cipher.blindIndex('id_number', normalise.idNumber(idNumber)));
    const known = await this.workers.suppliersOf(hashes);
    const met = new Set<string>();
    const today = this.ports.clock.today();
    const people = rows.map((row, i): PersonOfFile => {
      const hash = hashes[i] ?? '';
      const here = known.get(hash) ?? [];
      const faults = faultsOf(row, today);
      if (met.has(hash)) faults.push('twice');
      if (here.some(({ supplierId }) => supplierId === supplier.id)) faults.push('entered');
      met.add(hash);
      return {
        row,
        idKind: idKindOf(normalise.idNumber(row.idNumber)),
        faults,
        elsewhere: here.some(({ supplierId, given: over }) => supplierId !== supplier.id && !over),
      };
    });
    return { people, passedOver };
  }

  /** All of them or none. @returns how many were entered. @throws Problem 422 when anything is wrong with one of them */
  async save(who: Principal, file: string, given: FileOfPeople, signal?: AbortSignal): Promise<number> {
    const people = await this.sound(who, file, given, signal);
    const supplier = await this.entering.supplierFor(who, given);
    const workers = people.map(({ row }) => this.entering.seal(who, workerOf(row, given), supplier.id, supplier.nodePath));
    try {
      await this.uow.run(async () => {
        await this.workers.insertAll(workers);
        await this.ports.audit.record(
          who,
          'worker.list_entered',
          { kind: 'supplier', id: supplier.id, nodePath: supplier.nodePath },
          { people: workers.length, consentOn: given.consentOn },
        );
      });
    } catch (error) {
      // Somebody else has entered one of them at this moment: it is told as if they had been before.
      if (isDuplicate(error)) await this.sound(who, file, given, signal);
      throw error;
    }
    return workers.length;
  }

  private async sound(who: Principal, file: string, given: FileOfPeople, signal: AbortSignal | undefined): Promise<PersonOfFile[]> {
    const { people } = await this.preview(who, file, given, signal);
    const wrong = people.filter(({ faults }) => faults.length > 0).length;
    if (wrong > 0 || people.length === 0) throw problems('worker.file_invalid', { count: wrong });
    return people;
  }
}

const faultsOf = (row: ManifestRow, today: string): RowFault[] => {
  const { lostDigits, broken } = row.place;
  if (lostDigits) return ['id_digits'];
  return [...(broken === null ? [] : ['cell' as const]), ...checkPerson(row, today, true).faults];
};

const workerOf = ({ name, phone, idNumber, emergencyContact, relief, insured }: ManifestRow, given: FileOfPeople): NewWorker => ({
  ...{ name, phone, idNumber, emergencyContact, relief, insured },
  ...given,
});
