import { isBureau } from './side.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long a session lives without a request, and at most. Milliseconds. */
export interface SessionLife {
  idleMs: number;
  absoluteMs: number;
}

/** The lives that the settings give. */
export interface SessionLives {
  SESSION_IDLE_DAYS: number;
  SESSION_DAYS: number;
  BUREAU_SESSION_IDLE_HOURS: number;
  BUREAU_SESSION_DAYS: number;
}

/** HR and stations work on their own phones; whoever sees other people's data signs in again each working day. */
export const lifeOf = (roles: readonly string[], lives: SessionLives): SessionLife =>
  roles.some(isBureau)
    ? { idleMs: lives.BUREAU_SESSION_IDLE_HOURS * HOUR, absoluteMs: lives.BUREAU_SESSION_DAYS * DAY }
    : { idleMs: lives.SESSION_IDLE_DAYS * DAY, absoluteMs: lives.SESSION_DAYS * DAY };

interface LivingSession {
  createdAt: Date;
  expiresAt: Date;
  idleMinutes: number;
}

/** A session lives no longer than its person's strongest role lets it, also one that came after the session began. */
export const boundedBy = <T extends LivingSession>({ idleMs, absoluteMs }: SessionLife, session: T): T => ({
  ...session,
  idleMinutes: Math.min(session.idleMinutes, idleMs / MINUTE),
  expiresAt: new Date(Math.min(session.expiresAt.getTime(), session.createdAt.getTime() + absoluteMs)),
});

/** The last request is written down this often, not at every request. */
export const TOUCH_MS = 5 * MINUTE;

export const isAlive = (session: { seenAt: Date; expiresAt: Date; endedAt: Date | null; idleMinutes: number }, now: Date): boolean =>
  session.endedAt === null && now < session.expiresAt && now.getTime() - session.seenAt.getTime() < session.idleMinutes * MINUTE;
