/** What somebody is sent a link for: to see their trip, or to say that they are still at work. */
export const LINK_PURPOSES = ['trip', 'retention'] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

/** So often the last four signs may be typed wrong before the link opens nothing any more: one guess in two thousand is right. */
export const MOST_TRIES = 5;

export const LINK_REFUSALS = ['over', 'locked', 'used'] as const;
export type LinkRefusal = (typeof LINK_REFUSALS)[number];

interface Link {
  expiresAt: Date;
  tries: number;
  single: boolean;
  usedAt: Date | null;
}

/** Why a link opens nothing; null: it does. */
export const refusalOfLink = ({ expiresAt, tries, single, usedAt }: Link, now: Date): LinkRefusal | null => {
  if (expiresAt <= now) return 'over';
  if (tries >= MOST_TRIES) return 'locked';
  return single && usedAt ? 'used' : null;
};

/** Whether somebody knows the last four signs of an ID number; an X may be typed small. */
export const isLastFour = (idNumber: string, typed: string): boolean => {
  const said = typed.normalize('NFKC').trim().toUpperCase();
  return said.length === 4 && idNumber.toUpperCase().endsWith(said);
};
