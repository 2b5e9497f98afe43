export const MEMBERSHIP_STATES = ['pending', 'active', 'refused', 'left'] as const;
export type MembershipState = (typeof MEMBERSHIP_STATES)[number];

export const DOCUMENT_KINDS = ['licence', 'letter'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** What may follow what; anything else is an error with a code. */
const transitions: Record<MembershipState, readonly MembershipState[]> = {
  pending: ['active', 'refused'],
  active: ['left'],
  refused: [],
  left: [],
};

export const mayBecome = (from: MembershipState, to: MembershipState): boolean => transitions[from].includes(to);

/**
 * The first person of an enterprise is checked by its county against licence and letter of authority (授权书); later ones by
 * whoever was approved.
 */
export const deciderOf = (activeMembers: number): 'county' | 'colleague' => (activeMembers > 0 ? 'colleague' : 'county');

const MAGIC: Record<string, (head: Buffer) => boolean> = {
  'application/pdf': (head) => head.subarray(0, 5).toString('latin1') === '%PDF-',
  'image/png': (head) => head.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
  'image/jpeg': (head) => head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
};

/** The media type that the first bytes show, whatever the name says; null for what is not accepted (PDF, PNG and JPEG are). */
export const documentType = (head: Buffer): string | null => Object.entries(MAGIC).find(([, matches]) => matches(head))?.[0] ?? null;
