import { Injectable } from '@nestjs/common';
import { FieldCipher } from '#platform/crypto';
import { Clock, newId, UnitOfWork } from '#platform/db';
import { JobQueue } from '#platform/jobs';
import { answerResetRequest } from './access.jobs.js';
import { ResetRequest } from './access.entity.js';
import { PasswordLinks } from './password-links.service.js';

/** Somebody forgot their password. It is only noted at first, and answered in the background: so the answer to them takes as long
 * without an account as with one. */
@Injectable()
export class ResetRequests {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly cipher: FieldCipher,
    private readonly jobs: JobQueue,
    private readonly links: PasswordLinks,
  ) {}

  async note(typed: string): Promise<void> {
    const id = newId();
    await this.uow.run(async () => {
      await this.uow.manager.insert(ResetRequest, {
        id,
        typed: this.cipher.seal('reset_request', 'typed', id, typed),
        createdAt: this.clock.now(),
      });
      await this.jobs.enqueue(answerResetRequest, { requestId: id });
    });
  }

  /** Joins the caller's unit of work. Nothing of the request is kept. */
  async answer(id: string): Promise<void> {
    const request = await this.uow.manager.findOneBy(ResetRequest, { id });
    if (!request) return;
    await this.uow.manager.delete(ResetRequest, { id });
    await this.links.forgotten(this.cipher.open('reset_request', 'typed', id, request.typed));
  }
}
