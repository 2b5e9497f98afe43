/** What only a person does: giving others access, steering the house, looking at people’s full numbers. */
const NEVER = new Set(['user.manage', 'org.manage', 'jobs.manage', 'dispatch.people_full', 'webhook.manage']);

/** What a token of this role may carry, by name. */
export const carriedBy = <R extends string>(role: R, catalogue: Record<string, readonly R[]>): string[] =>
  Object.entries(catalogue).flatMap(([name, roles]) => (roles.includes(role) && !NEVER.has(name) ? [name] : []));

const PREFIX = 'gq_';
const SHAPE = /^Bearer +(gq_[A-Za-z0-9_-]{43})$/i;

/** As it is shown once: a beginning by which scanners for leaked secrets know it, and 256 random bits. */
export const tokenText = (random: string): string => PREFIX + random;

/** So much of it that its owner knows it again in a list. */
export const hintOf = (token: string): string => token.slice(0, PREFIX.length + 4);

/** The token of an `Authorization` header; null for one of another kind. */
export const bearerOf = (header: string | undefined): string | null => SHAPE.exec(header ?? '')?.[1] ?? null;
