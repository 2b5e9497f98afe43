import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { FieldCipher } from '#platform/crypto';
import { Clock, insertRows, newId, UnitOfWork } from '#platform/db';
import { ManifestLine } from '../dispatch.entity.js';
import { isLastFour, MOST_TRIES, refusalOfLink, type LinkPurpose, type LinkRefusal } from '../domain/worker-link.js';
import { idsOfCode, signedCode } from './signed-code.js';
import { WorkerLink } from './worker-link.entity.js';
import { linkProblems as problems } from './worker-link.problems.js';

/** What links are made for. */
export interface NewLink {
  lineId: string;
  /** What of that person it is about; of a trip the line itself. */
  subjectId: string;
  expiresAt: Date;
}

/** A link that was opened by whoever knows the last four signs of the ID number. */
export interface OpenedLink {
  link: WorkerLink;
  line: ManifestLine;
}

type Opened = { kind: 'open'; opened: OpenedLink } | { kind: 'wrong'; left: number } | { kind: 'refused'; refusal: LinkRefusal };

const SIGNED_FOR = 'worker link';

/**
 * Links for people without an account. What stands behind the # is signed and kept nowhere; it says nothing of anybody before the
 * last four signs of the ID number are given, and five wrong ones end it.
 */
@Injectable()
export class WorkerLinks {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cipher: FieldCipher,
    private readonly clock: Clock,
  ) {}

  /**
   * Codes for /my#<code>, by subject, inside the caller’s unit of work. Asked again it is the same code, with the later end; one that
   * was locked is replaced.
   * @param single whether it can be used once
   */
  async codesFor(purpose: LinkPurpose, wanted: readonly NewLink[], single: boolean): Promise<Map<string, string>> {
    if (wanted.length === 0) return new Map();
    const kept = new Map((await this.bySubjects(purpose, wanted)).map((link) => [link.subjectId, link]));
    const locked = [...kept.values()].filter(({ tries }) => tries >= MOST_TRIES);
    if (locked.length > 0) await this.uow.manager.delete(WorkerLink, { id: In(locked.map(({ id }) => id)) });
    for (const { subjectId } of locked) kept.delete(subjectId);
    const now = this.clock.now();
    const blank = { tries: 0, openedAt: null, usedAt: null, createdAt: now };
    const fresh = wanted
      .filter(({ subjectId }) => !kept.has(subjectId))
      .map((one): WorkerLink => ({ ...one, ...blank, id: newId(), purpose, single }));
    await insertRows(this.uow.manager, WorkerLink, fresh);
    for (const { subjectId, expiresAt } of wanted) {
      const link = kept.get(subjectId);
      if (link && link.expiresAt < expiresAt) await this.uow.manager.update(WorkerLink, { id: link.id }, { expiresAt });
    }
    return new Map([...kept.values(), ...fresh].map(({ id, subjectId }) => [subjectId, signedCode(this.cipher, SIGNED_FOR, id)]));
  }

  /** What a link is for and whether it opens: nothing of anybody. @throws Problem 404 for a code that is none */
  async look(code: string): Promise<{ purpose: LinkPurpose; refusal: LinkRefusal | null }> {
    const link = await this.uow.manager.findOneBy(WorkerLink, { id: this.idOf(code) });
    if (!link) throw problems('link.unknown');
    return { purpose: link.purpose, refusal: refusalOfLink(link, this.clock.now()) };
  }

  /** Opens a link to look. A link that was used still shows what was said. @throws Problem as {@link use} */
  open(purpose: LinkPurpose, code: string, lastFour: string): Promise<OpenedLink> {
    return this.use(purpose, code, lastFour, (opened) => Promise.resolve(opened), { looking: true });
  }

  /**
   * Opens a link and does what it is for, in one unit of work. `again`: it was used before, and what is said now must change nothing;
   * a second tap is answered as the first one was.
   * @throws Problem 404 `link.unknown`, 410 `link.over`, 403 `link.locked`, 422 `link.wrong`
   */
  async use<T>(
    purpose: LinkPurpose,
    code: string,
    lastFour: string,
    work: (opened: OpenedLink, again: boolean) => Promise<T>,
    { looking = false }: { looking?: boolean } = {},
  ): Promise<T> {
    const id = this.idOf(code);
    const outcome = await this.uow.run(async () => {
      const opened = await this.opened(purpose, id, lastFour);
      if (opened.kind !== 'open') return opened;
      const { link } = opened.opened;
      const now = this.clock.now();
      const again = link.single && link.usedAt !== null;
      await this.uow.manager.update(WorkerLink, { id }, { openedAt: link.openedAt ?? now, usedAt: link.usedAt ?? (looking ? null : now) });
      return { kind: 'done' as const, result: await work(opened.opened, again) };
    });
    if (outcome.kind === 'done') return outcome.result;
    // What was counted has to stay counted: the refusal is told after the unit of work.
    if (outcome.kind === 'wrong') throw problems(outcome.left > 0 ? 'link.wrong' : 'link.locked', { left: outcome.left });
    throw problems(outcome.refusal === 'over' ? 'link.over' : 'link.locked', { left: 0 });
  }

  private async opened(purpose: LinkPurpose, id: string, lastFour: string): Promise<Opened> {
    const link = await this.uow.forUpdate(WorkerLink, { id });
    if (link?.purpose !== purpose) throw problems('link.unknown');
    const refusal = refusalOfLink(link, this.clock.now());
    if (refusal && refusal !== 'used') return { kind: 'refused', refusal };
    const line = await this.uow.manager.findOneBy(ManifestLine, { id: link.lineId });
    const idNumber = line && this.cipher.open('manifest_line', 'idNumber', line.id, line.idNumber);
    // Taken off the manifest, or forgotten because the time of the record is over.
    if (!line || !idNumber) return { kind: 'refused', refusal: 'over' };
    if (isLastFour(idNumber, lastFour)) return { kind: 'open', opened: { link, line } };
    await this.uow.manager.update(WorkerLink, { id }, { tries: link.tries + 1 });
    return { kind: 'wrong', left: MOST_TRIES - link.tries - 1 };
  }

  private async bySubjects(purpose: LinkPurpose, wanted: readonly NewLink[]): Promise<WorkerLink[]> {
    const found: WorkerLink[] = [];
    for (let i = 0; i < wanted.length; i += 500)
      found.push(
        ...(await this.uow.manager.findBy(WorkerLink, {
          purpose,
          subjectId: In(wanted.slice(i, i + 500).map(({ subjectId }) => subjectId)),
        })),
      );
    return found;
  }

  private idOf(code: string): string {
    const [id, more] = idsOfCode(this.cipher, SIGNED_FOR, code);
    if (!id || more) throw problems('link.unknown');
    return id;
  }
}
