import { Injectable } from '@nestjs/common';
import { FieldCipher } from '#platform/crypto';
import { Settings } from '#platform/config';
import { Clock } from '#platform/db';
import type { UserAccount } from './access.entity.js';
import { problems } from './access.problems.js';
import { isEqual, type Cookies } from './devices.service.js';
import type { SecondStep } from './domain/second-factor.js';

export const TICKET_COOKIE = 'gq_second_step';
const MINUTE_MS = 60_000;

export interface Ticket {
  userId: string;
  /** The account's when its password was checked. */
  generation: number;
  step: SecondStep;
}

/** Between the password and the second factor a browser holds a signed ticket and no session: there is nothing that it could open. */
@Injectable()
export class Tickets {
  constructor(
    private readonly cipher: FieldCipher,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  issue({ id, generation }: Pick<UserAccount, 'id' | 'generation'>, step: SecondStep): string {
    const parts = [id, generation, step, this.clock.now().getTime() + this.lifeMs].map(String);
    return [...parts, this.sign(parts)].join('.');
  }

  /** @throws Problem 401 `access.second_step_over` without one, too late, or for another step */
  open(cookies: Cookies, wanted: SecondStep): Ticket {
    const [userId = '', generation = '', step = '', until = '', signature = ''] = (cookies[TICKET_COOKIE] ?? '').split('.');
    const genuine = isEqual(signature, this.sign([userId, generation, step, until]));
    if (!genuine || step !== wanted || this.clock.now().getTime() >= Number(until)) throw problems('access.second_step_over');
    return { userId, generation: Number(generation), step: wanted };
  }

  get cookieOptions(): { httpOnly: true; sameSite: 'strict'; secure: boolean; path: string; maxAge: number } {
    const secure = this.settings.PUBLIC_URL?.startsWith('https:') ?? false;
    return { httpOnly: true, sameSite: 'strict', secure, path: '/api/sessions', maxAge: this.lifeMs / 1000 };
  }

  private get lifeMs(): number {
    return this.settings.SECOND_STEP_MINUTES * MINUTE_MS;
  }

  private sign(parts: readonly string[]): string {
    return this.cipher.blindIndex('second step', parts.join(' '));
  }
}
