import { bool, day, id, instant, int, listOf, oneOf, PageQuery, text } from '#platform/http';
import { ID_KINDS, RELIEF_STATES, type IdKind, type ReliefState } from '../domain/person.js';
import { CONSENT_FORMS, WORKER_STAGES, type ConsentForm, type WorkerStage } from '../domain/worker.js';
import type { NewWorker } from './worker.service.js';
import type { WorkerView } from './worker.views.js';

/** Addresses of meetings only: nothing else may stand behind a link that people press. */
const LINK = /^https:\/\/\S+$/;

export class NewWorkerDto {
  @id({ optional: true, about: 'needed when one acts for several suppliers and names no batch' }) supplierId?: string;
  @id({ optional: true, nullable: true, about: 'the batch that they were counted in' }) batchId?: string | null = null;
  @text({ max: 60 }) name: string;
  @text({ max: 30, about: 'resident ID, residence permit of Hong Kong, Macao and Taiwan residents, foreigner’s permanent resident card' })
  idNumber: string;
  @text({ optional: true, nullable: true, max: 30 }) phone?: string | null = null;
  @text({ optional: true, nullable: true, max: 80, about: 'name and phone' }) emergencyContact?: string | null = null;
  @oneOf(RELIEF_STATES, 'ReliefState', { optional: true }) relief?: ReliefState = 'none';
  @bool({ optional: true }) insured?: boolean = false;
  @oneOf(CONSENT_FORMS, 'ConsentForm', { about: 'how they agreed that the station keeps their data' }) consentForm: ConsentForm;
  @day({ about: 'when they agreed' }) consentOn: string;
  @text({ min: 2, max: 80, about: 'title and version of the wording that they agreed to' }) consentWording: string;

  static given(body: NewWorkerDto): NewWorker {
    const { supplierId = null, batchId = null, phone = null, emergencyContact = null, relief = 'none', insured = false } = body;
    const { name, idNumber, consentForm, consentOn, consentWording } = body;
    return { supplierId, batchId, name, idNumber, phone, emergencyContact, relief, insured, consentForm, consentOn, consentWording };
  }
}

export class WorkerStageDto {
  @oneOf(WORKER_STAGES, 'WorkerStage') stage: WorkerStage;
  @text({ optional: true, nullable: true, min: 2, max: 300, about: 'needed for a no' }) reason?: string | null = null;
  @instant({ optional: true, nullable: true, about: 'needed for an interview' }) interviewAt?: string | null = null;
  @text({ optional: true, nullable: true, max: 200, pattern: LINK, about: 'where the video interview is held' })
  interviewLink?: string | null = null;
  @int({ about: 'version that one has seen' }) version: number;
}

export class EraseWorkerDto {
  @text({ min: 2, max: 300, about: 'such as: they asked for it' }) reason: string;
}

export class WorkersOnTripDto {
  @listOf('string', { min: 1, max: 2_000, about: 'accepted people of the trip’s supplier' }) workerIds: string[];
  @id({ optional: true, about: 'needed when the trip serves several promises' }) promiseId?: string;
}

export class WorkerQuery extends PageQuery {
  @id({ optional: true }) supplier?: string;
  @id({ optional: true }) batch?: string;
  @oneOf(WORKER_STAGES, 'WorkerStage', { optional: true }) stage?: WorkerStage;
  @text({ optional: true, max: 30, about: 'a whole ID number or telephone number' }) q?: string;
}

export class WorkerDto {
  @id() id: string;
  @id() supplierId: string;
  @text() supplierName: string;
  @id({ nullable: true }) batchId: string | null;
  @text({ about: 'masked for all but the station that looks after them' }) name: string;
  @text({ nullable: true }) phone: string | null;
  @text({ about: 'masked' }) idNumber: string;
  @oneOf(ID_KINDS, 'IdKind') idKind: IdKind;
  @text({ nullable: true }) emergencyContact: string | null;
  @oneOf(RELIEF_STATES, 'ReliefState') relief: ReliefState;
  @bool() insured: boolean;
  @oneOf(CONSENT_FORMS, 'ConsentForm') consentForm: ConsentForm;
  @day() consentOn: string;
  @text() consentWording: string;
  @oneOf(WORKER_STAGES, 'WorkerStage') stage: WorkerStage;
  @instant() stageAt: string;
  @text({ nullable: true }) reason: string | null;
  @instant({ nullable: true }) interviewAt: string | null;
  @text({ nullable: true }) interviewLink: string | null;
  @bool({ about: 'another station has entered them as well' }) elsewhere: boolean;
  @bool({ about: 'they stand on a trip that has not ended' }) travelling: boolean;
  @int() version: number;

  static of({ worker, supplierName, elsewhere, travelling, ...opened }: WorkerView): WorkerDto {
    const {
      id: own,
      supplierId,
      batchId,
      idKind,
      relief,
      insured,
      consentForm,
      consentOn,
      consentWording,
      stage,
      reason,
      version,
    } = worker;
    return {
      ...{ id: own, supplierId, supplierName, batchId },
      ...opened,
      ...{ idKind, relief, insured, consentForm, consentOn, consentWording, stage, reason, elsewhere, travelling, version },
      stageAt: worker.stageAt.toISOString(),
      interviewAt: worker.interviewAt?.toISOString() ?? null,
    };
  }
}
