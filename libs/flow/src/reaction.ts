import type { Directory, Recipient } from '#access';
import type { EnterpriseReads } from '#enterprise';
import type { NeedReads } from '#need';
import type { AudienceKind, ParamsOf, TemplateKey } from '#notification';
import type { EventKind, Job } from '#platform/jobs';
import type { AudienceOf } from './audiences.js';

/** What a line of the map may look up to word a message. */
export interface FlowReads {
  directory: Directory;
  enterprises: EnterpriseReads;
  needs: NeedReads;
}

/** Who is told; found when it happens. */
export type Audience<W extends AudienceKind = AudienceKind> = ((reads: FlowReads) => Promise<Recipient[]>) & { readonly who?: W };

/** County or zone staff on exactly this node, by its id or path. */
export const county =
  (nodeIdOrPath: string): Audience<'county'> =>
  ({ directory }) =>
    directory.staffOf(nodeIdOrPath);
/** Whoever looks after enterprises of exactly this node: its liaisons, or else its staff. */
export const liaisons =
  (nodeIdOrPath: string): Audience<'liaison'> =>
  async ({ directory }) => {
    const found = await directory.staffOf(nodeIdOrPath, ['liaison']);
    return found.length > 0 ? found : directory.staffOf(nodeIdOrPath);
  };
/** The city's own staff for a node, by its id or path. */
export const city =
  (nodeIdOrPath: string): Audience<'city'> =>
  ({ directory }) =>
    directory.staffOf(nodeIdOrPath, ['city-staff', 'city-admin']);
export const administrators: Audience<'administrators'> = ({ directory }) => directory.administrators();
export const enterprise =
  (enterpriseId: string): Audience<'enterprise'> =>
  async ({ directory, enterprises }) => {
    const all = await directory.usersOfEnterprise(enterpriseId);
    if (all.length === 0) return all;
    // What they are sent is counted with the office that their enterprise belongs to.
    const nodeId = (await enterprises.byId(enterpriseId))?.nodeId ?? null;
    return all.map((one) => ({ ...one, nodeId }));
  };
export const supplier =
  (supplierId: string): Audience<'supplier'> =>
  ({ directory }) =>
    directory.usersOfSupplier(supplierId);
export const people =
  (userIds: string[]): Audience<'person'> =>
  ({ directory }) =>
    directory.users(userIds);

/** Somebody without an account, who is reached where they said: this once. */
export const visitor =
  ({
    codeId,
    locale,
    phone,
    email,
  }: {
    codeId: string;
    locale: 'zh' | 'en';
    phone: string | null;
    email: string | null;
  }): Audience<'visitor'> =>
  () =>
    Promise.resolve([{ userId: codeId, name: '', locale, phone, email, wecom: null, nodeId: null }]);

/** People who hold tickets, reached where they said. In which language they read is not known. */
export const visitors =
  (holders: readonly { ticketId: string; phone: string | null; email: string | null }[]): Audience<'visitor'> =>
  () =>
    Promise.resolve(
      holders.map(({ ticketId, phone, email }) => ({ userId: ticketId, name: '', locale: 'zh', phone, email, wecom: null, nodeId: null })),
    );

/** A message to be written. */
export interface Telling<K extends TemplateKey = TemplateKey> {
  template: K;
  to: Audience;
  /** With event and template it makes the message one of a kind: a second one with the same key is not written. */
  key: string;
  params: (reads: FlowReads) => Promise<ParamsOf<K>>;
}

/** Parameters may hold more than the template names: an event can be handed over as it is. */
export const tell = <K extends TemplateKey>(
  template: K,
  to: Audience<AudienceOf<K>>,
  key: string,
  params: ParamsOf<K> | ((reads: FlowReads) => Promise<ParamsOf<K>>),
): Telling => ({ template, to, key, params: typeof params === 'function' ? params : () => Promise.resolve(params) }) as unknown as Telling;

/** Work that another library does in the background. */
export interface Work {
  job: Job;
  payload: object;
}

export const work = <P extends object>(job: Job<P>, payload: P): Work => ({ job: job as Job, payload });

export interface Reaction {
  event: string;
  react: (data: never) => (Telling | Work)[];
}

export const on = <E extends object>(event: EventKind<E>, react: (data: E) => (Telling | Work)[]): Reaction => ({
  event: event.name,
  react: react,
});

/** Said on purpose: nobody is told and no work follows. */
export const nothing = (): Telling[] => [];
