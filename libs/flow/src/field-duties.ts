import { Injectable } from '@nestjs/common';
import { COACH_DUTY, CoachDuty, LEADER_DUTY } from '#dispatch';
import { BOOTH_DUTY, BoothDuty, GATE_DUTY, GateDuty } from '#fair';
import { Duties, type Duty, type DutyOfPhone, type DutyRef, type Judgement, type Kit, type Mark } from '#field';

type DutyOf = Pick<Duties, keyof Duties>;

/** Which library a phone's duty is of, by its kind: the one place to add one. */
@Injectable()
export class FieldDuties extends Duties {
  private readonly kinds: ReadonlyMap<string, DutyOf>;

  constructor(gates: GateDuty, booths: BoothDuty, coaches: CoachDuty) {
    super();
    this.kinds = new Map<string, DutyOf>([
      [GATE_DUTY, gates],
      [BOOTH_DUTY, booths],
      [COACH_DUTY, coaches],
      [LEADER_DUTY, coaches],
    ]);
  }

  of(duty: DutyRef): Promise<Duty | null> {
    return this.kinds.get(duty.kind)?.of(duty) ?? Promise.resolve(null);
  }

  kit(duty: DutyOfPhone, since: string | null): Promise<Kit> {
    return this.known(duty).kit(duty, since);
  }

  mark(duty: DutyOfPhone, marks: readonly Mark[]): Promise<Judgement> {
    return this.known(duty).mark(duty, marks);
  }

  settle(duty: DutyRef, mark: Mark, withEntryId: string | null, stands: boolean): Promise<void> {
    return this.known(duty).settle(duty, mark, withEntryId, stands);
  }

  private known({ kind }: DutyRef): DutyOf {
    const found = this.kinds.get(kind);
    if (!found) throw new Error(`a phone is enrolled for ${kind}, which nobody does any more: see libs/flow/src/field-duties.ts`);
    return found;
  }
}
