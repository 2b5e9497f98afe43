import { bool, day, id, int, listOf, oneOf, text } from '#platform/http';
import { mask } from '#platform/crypto';
import { enteredFault, lineFaults } from '../dispatch.problems.js';
import { ID_KINDS, RELIEF_STATES, type IdKind, type ReliefState } from '../domain/person.js';
import { CONSENT_FORMS, type ConsentForm } from '../domain/worker.js';
import type { FileOfPeople, PeoplePreview, PersonOfFile } from './people-file.service.js';

const nullable = { nullable: true };

export class PeopleFileQuery {
  @id({ optional: true, about: 'needed when one acts for several suppliers and names no batch' }) supplier?: string;
  @id({ optional: true, about: 'the batch that they were counted in' }) batch?: string;
  @oneOf(CONSENT_FORMS, 'ConsentForm', { about: 'how all of them agreed that the station keeps their data' }) consentForm: ConsentForm;
  @day({ about: 'when the last of them agreed' }) consentOn: string;
  @text({ min: 2, max: 80, about: 'title and version of the wording that they agreed to' }) consentWording: string;

  static given({ supplier, batch, consentForm, consentOn, consentWording }: PeopleFileQuery): FileOfPeople {
    return { supplierId: supplier ?? null, batchId: batch ?? null, consentForm, consentOn, consentWording };
  }
}

export class PeopleFaultDto {
  @text() code: string;
  @text() zh: string;
  @text() en: string;
}

export class PeopleRowDto {
  @text({ ...nullable, about: 'where the file has several' }) sheet: string | null;
  @int({ about: 'line of the file' }) line: number;
  @text({ min: 0 }) name: string;
  @text({ min: 0, about: 'masked' }) idNumber: string;
  @oneOf(ID_KINDS, 'IdKind', nullable) idKind: IdKind | null;
  @text(nullable) phone: string | null;
  @oneOf(RELIEF_STATES, 'ReliefState') relief: ReliefState;
  @bool({ about: 'another station has entered them as well' }) elsewhere: boolean;
  @listOf(() => PeopleFaultDto) faults: PeopleFaultDto[];

  static of({ row, idKind, elsewhere, faults }: PersonOfFile): PeopleRowDto {
    const { place, name, idNumber, phone, relief } = row;
    return {
      ...{ sheet: place.sheet, line: place.line, name, idNumber: mask.idNumber(idNumber), idKind, phone, relief, elsewhere },
      faults: faults.map((code) => ({ code, ...(code === 'entered' ? enteredFault : lineFaults[code]) })),
    };
  }
}

export class PeoplePreviewDto {
  @listOf(() => PeopleRowDto) rows: PeopleRowDto[];
  @int({ about: 'people without a fault' }) good: number;
  @int({ about: 'people whom another station has entered as well' }) elsewhere: number;
  @int({ about: 'lines that are no people' }) linesPassedOver: number;

  static of({ people, passedOver }: PeoplePreview): PeoplePreviewDto {
    return {
      rows: people.map((person) => PeopleRowDto.of(person)),
      good: people.filter(({ faults }) => faults.length === 0).length,
      elsewhere: people.filter(({ elsewhere }) => elsewhere).length,
      linesPassedOver: passedOver.length,
    };
  }
}

export class PeopleEnteredDto {
  @int() entered: number;
}

export class NamedCountDto {
  @id() batchId: string;
  @int({ about: 'people of the batch who have been entered by name' }) named: number;
}

export class NamedQuery {
  @text({ max: 4_000, pattern: /^[\w-]{1,36}(,[\w-]{1,36}){0,99}$/, about: 'ids of batches' }) batches: string;
}
