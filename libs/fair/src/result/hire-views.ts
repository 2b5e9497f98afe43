import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AccessService, withinScope } from '#access';
import { FieldCipher, mask } from '#platform/crypto';
import { pageOf, UnitOfWork, type Paged } from '#platform/db';
import type { Principal } from '#platform/http';
import { FairPorts } from '../fair.ports.js';
import { seenOf } from '../outcome/consented.js';
import type { TicketOf } from '../ticket/ticket.repository.js';
import { ResultNeighbours } from './result-neighbours.js';
import { FairHire, HireCheck } from './result.entity.js';

export interface HireFilter {
  fairId?: string | undefined;
  enterpriseId?: string | undefined;
  /** Not answered, and due. */
  open?: boolean | undefined;
  late?: boolean | undefined;
  /** What this person goes after. */
  mine?: boolean | undefined;
}

/** One question about one hire, with who it is about as far as the reader may see. */
export interface HireView {
  check: HireCheck;
  hire: FairHire;
  fairName: string;
  enterpriseName: string;
  needTitle: string | null;
  /** Number of the ticket. */
  number: string;
  name: string | null;
  phone: string | null;
  ownerName: string | null;
  late: boolean;
}

/** Hires and what is asked of them. Who goes after one sees whom to call; each look is written down once for a page. */
@Injectable()
export class HireViews {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cipher: FieldCipher,
    private readonly around: ResultNeighbours,
    private readonly access: AccessService,
    private readonly ports: FairPorts,
  ) {}

  /** By the day on which it is due. */
  async list(who: Principal, filter: HireFilter, cursor: string | undefined, limit: number): Promise<Paged<HireView>> {
    const today = this.ports.clock.today();
    const query = this.uow.manager.createQueryBuilder(HireCheck, 'check');
    withinScope(query, this.access.scope(who, 'fair.outcomes'), { nodePath: 'check.nodePath', enterpriseId: 'check.enterpriseId' });
    if (filter.fairId) query.andWhere('check.fairId = :fairId', { fairId: filter.fairId });
    if (filter.enterpriseId) query.andWhere('check.enterpriseId = :one', { one: filter.enterpriseId });
    if (filter.open || filter.late) query.andWhere('check.says IS NULL AND check.dueOn <= :today', { today });
    if (filter.late) query.andWhere('check.lateOn < :today', { today });
    if (filter.mine) query.andWhere('check.hireId IN (SELECT h.id FROM fair_hire h WHERE h.ownerId = :me)', { me: who.userId });
    const page = await pageOf(query, {
      order: [
        ['check.dueOn', 'ASC'],
        ['check.id', 'ASC'],
      ],
      cursor,
      limit,
    });
    return { items: await this.shown(who, page.items), next: page.next };
  }

  async one(who: Principal, check: HireCheck): Promise<HireView | undefined> {
    return (await this.shown(who, [check]))[0];
  }

  private async shown(who: Principal, checks: readonly HireCheck[]): Promise<HireView[]> {
    const today = this.ports.clock.today();
    const hireIds = [...new Set(checks.map(({ hireId }) => hireId))];
    const found = hireIds.length === 0 ? [] : await this.uow.manager.findBy(FairHire, { id: In(hireIds) });
    const hires = new Map(found.map((hire) => [hire.id, hire]));
    const [fairs, tickets, enterprises, needs, owners] = [
      byId(await this.around.fairs.many(checks.map(({ fairId }) => fairId))),
      byId(await this.around.tickets.many(found.map(({ ticketId }) => ticketId))),
      byId(await this.around.enterprises.many(checks.map(({ enterpriseId }) => enterpriseId))),
      byId(await this.around.needs.many(found.flatMap(({ needId }) => needId ?? []))),
      await this.around.directory.names(found.flatMap(({ ownerId }) => ownerId ?? [])),
    ];
    let full = 0;
    const views = checks.flatMap((check): HireView[] => {
      const hire = hires.get(check.hireId);
      if (!hire) return [];
      const ticket = tickets.get(hire.ticketId);
      const reach = this.cipher.open('fair_hire', 'phone', hire.id, hire.phone) ?? ticket?.holder?.email ?? null;
      if (hire.ownerId === who.userId && reach) full += 1;
      return [
        {
          ...{ check, hire, number: ticket?.number ?? '', fairName: fairs.get(check.fairId)?.name ?? '' },
          ...{ enterpriseName: enterprises.get(check.enterpriseId)?.name ?? '', needTitle: needs.get(hire.needId ?? '')?.title ?? null },
          ...seenBy(who, hire, ticket, reach),
          ownerName: owners.get(hire.ownerId ?? '') ?? null,
          late: check.says === null && check.lateOn < today,
        },
      ];
    });
    if (full > 0) await this.ports.audit.record(who, 'fair.hire_shown', { kind: 'fair_hire', id: checks[0]?.id ?? '' }, { people: full });
    return views;
  }
}

/** An enterprise sees what it was let see; of the office, who goes after it sees all, and others what is masked. */
const seenBy = (who: Principal, hire: FairHire, ticket: TicketOf | undefined, reach: string | null): Pick<HireView, 'name' | 'phone'> => {
  if (who.grants.some(({ enterpriseId }) => enterpriseId === hire.enterpriseId)) {
    const seen = seenOf(ticket ?? { holder: null, consents: [] });
    return { name: seen.name, phone: seen.reach };
  }
  const name = ticket?.holder?.name ?? null;
  return hire.ownerId === who.userId ? { name, phone: reach } : { name: name && mask.name(name), phone: reach && masked(reach) };
};

const byId = <T extends { id: string }>(rows: readonly T[]): Map<string, T> => new Map(rows.map((row) => [row.id, row]));
const masked = (reach: string): string => (reach.includes('@') ? mask.email(reach) : mask.phone(reach));
