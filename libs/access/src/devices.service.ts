import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { FieldCipher } from '#platform/crypto';
import { Settings } from '#platform/config';
import { Clock, newId } from '#platform/db';
import type { UserAccount } from './access.entity.js';

const DAY_MS = 86_400_000;
const NAME_LENGTH = 12;

export type Cookies = Readonly<Record<string, string | undefined>>;

/** A browser on which the person has signed in before. */
export interface KnownDevice {
  id: string;
  /** The person said that it is theirs alone: until then no second factor is asked for on it. Null without that. */
  trustedUntil: Date | null;
}

export interface DeviceCookie {
  name: string;
  value: string;
  options: { httpOnly: true; sameSite: 'lax'; secure: boolean; path: string; expires: Date };
}

/** What a browser that the person signed in with carries, signed: `id.known until.trusted until.generation.signature`. */
@Injectable()
export class Devices {
  constructor(
    private readonly cipher: FieldCipher,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** Null for a browser that is new to this person, or was not used for too long. */
  recognise({ id: userId, generation }: Pick<UserAccount, 'id' | 'generation'>, cookies: Cookies): KnownDevice | null {
    const [id = '', until = '', trustedUntil = '', trustedAt = '', signature = ''] = (cookies[this.nameFor(userId)] ?? '').split('.');
    if (!isEqual(signature, this.sign(userId, [id, until, trustedUntil, trustedAt]))) return null;
    const now = this.clock.now().getTime();
    if (now >= Number(until)) return null;
    // Trust ends with everything else that a reset or a new password ends.
    const trusted = now < Number(trustedUntil) && Number(trustedAt) === generation;
    return { id, trustedUntil: trusted ? new Date(Number(trustedUntil)) : null };
  }

  /** When the trust ends that is given now. */
  trustUntil(): Date {
    return new Date(this.clock.now().getTime() + this.settings.TRUSTED_DEVICE_DAYS * DAY_MS);
  }

  /** To be set once the person has proved who they are. A known device keeps its id. */
  remember(
    { id: userId, generation }: Pick<UserAccount, 'id' | 'generation'>,
    known: KnownDevice | null,
    trustedUntil: Date | null,
  ): DeviceCookie {
    const now = this.clock.now().getTime();
    const expires = new Date(now + this.settings.DEVICE_DAYS * DAY_MS);
    const parts = [known?.id ?? newId(), expires.getTime(), trustedUntil?.getTime() ?? 0, generation].map(String);
    const secure = this.settings.PUBLIC_URL?.startsWith('https:') ?? false;
    return {
      name: this.nameFor(userId),
      value: [...parts, this.sign(userId, parts)].join('.'),
      options: { httpOnly: true, sameSite: 'lax', secure, path: '/api/sessions', expires },
    };
  }

  /** Several people may share a browser, each with a cookie of their own. */
  private nameFor(userId: string): string {
    return `gq_device_${this.cipher.blindIndex('device of', userId).replace(/[^\w]/g, '').slice(0, NAME_LENGTH)}`;
  }

  private sign(userId: string, parts: readonly string[]): string {
    return this.cipher.blindIndex('device', [userId, ...parts].join(' '));
  }
}

export const isEqual = (given: string, right: string): boolean =>
  given.length === right.length && timingSafeEqual(Buffer.from(given), Buffer.from(right));
