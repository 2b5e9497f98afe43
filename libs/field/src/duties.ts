/** What a phone is enrolled for. */
export interface Duty {
  kind: string;
  id: string;
  /** As it is shown on the phone and at the desk: “2 号门 · 春风行动招聘会”. */
  name: string;
  /** What it is a part of: the fair of a gate, the trip of a coach. */
  groupId: string;
  /** Whose it is. */
  nodePath: string;
  enterpriseId: string | null;
  supplierId: string | null;
  startsAt: Date;
  /** The phone's key for what it holds ends then, and what it sees later has no effect. */
  endsAt: Date;
}

export type DutyRef = Pick<Duty, 'kind' | 'id'>;

/** A duty as a phone was enrolled for it: a booth may have changed hands since, and what its phone sees is still its own enterprise's. */
export type DutyOfPhone = Pick<Duty, 'kind' | 'id' | 'enterpriseId' | 'supplierId'>;

/** One thing that a phone saw. */
export interface Mark {
  entryId: string;
  deviceId: string;
  kind: string;
  subject: string;
  detail: Readonly<Record<string, unknown>> | null;
  /** By the server's clock. */
  seenAt: Date;
}

/** What a mark came to. A code is a word of the library that the duty is of. */
export type Verdict =
  { verdict: 'taken' } | { verdict: 'refused'; code: string } | { verdict: 'conflict'; code: string; withEntryId: string | null };

/** A conflict that somebody at the duty has decided: that entry counts, or it does not. */
export interface Settled {
  entryId: string;
  stands: boolean;
}

export interface Judgement {
  /** One each, in the order of the marks. */
  verdicts: Verdict[];
  /** Entries that were in conflict until now, and are not any more with what these marks tell. */
  cleared: string[];
  /** Conflicts that these marks decide: a leader says with a phone which of two counts. */
  settled?: readonly Settled[];
}

/** What a duty needs, or what changed of it since. */
export interface Kit {
  /** Small things: keys, names, limits. */
  facts: Readonly<Record<string, unknown>>;
  /** A row that comes again takes the place of the one before. What the values are is the duty's to say. */
  rows: readonly { id: string; values: readonly string[] }[];
  /** To be asked with next time. */
  since: string;
  /** Ask again at once: there is more. */
  more: boolean;
}

/**
 * What phones are enrolled for, asked of whoever knows: gates and booths of fairs, coaches of trips. Answers inside the
 * open unit of work where there is one. Checks no permission.
 */
export abstract class Duties {
  /** @returns null when there is none, or it is not to be done */
  abstract of(duty: DutyRef): Promise<Duty | null>;
  /** @param since what a kit said before; null for the whole */
  abstract kit(duty: DutyOfPhone, since: string | null): Promise<Kit>;
  /** Lets marks take effect, each once. Phones tell of things in any order. */
  abstract mark(duty: DutyOfPhone, marks: readonly Mark[]): Promise<Judgement>;
  /** Carries a supervisor's decision about a conflict out: this mark counts in place of the other, or it does not. */
  abstract settle(duty: DutyRef, mark: Mark, withEntryId: string | null, stands: boolean): Promise<void>;
}

export const dutyOf = (device: {
  dutyKind: string;
  dutyId: string;
  enterpriseId: string | null;
  supplierId: string | null;
}): DutyOfPhone => ({
  ...{ kind: device.dutyKind, id: device.dutyId },
  ...{ enterpriseId: device.enterpriseId, supplierId: device.supplierId },
});
