import { Injectable } from '@nestjs/common';
import { AccessService } from '#access';
import { Settings } from '#platform/config';
import { newId, UnitOfWork } from '#platform/db';
import { notFound, type FieldFault, type Principal } from '#platform/http';
import { withLists } from '#platform/layout';
import { mobileOf } from '#platform/phones';
import { NotATableError, tableLimits } from '#platform/table';
import { groupColumns, GROUP_FAULTS, groupFaults, groupLists, groupRowOf, type GroupFault, type GroupRow } from '../domain/group-table.js';
import type { Fair } from '../fair.entity.js';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { FairRepository } from '../fair.repository.js';
import { TicketCodes } from '../ticket/ticket-codes.service.js';
import type { PrintedTicket } from '../ticket/ticket-desk.service.js';
import { TicketKeys } from '../ticket/ticket-keys.js';
import { TicketRepository, type TicketOf } from '../ticket/ticket.repository.js';

export const MOST_IN_A_GROUP = 500;

export interface GroupLine extends GroupRow {
  fault: GroupFault | null;
}

export interface GroupTicket extends PrintedTicket {
  name: string;
}

/** A school brings forty: their tickets are made of its list, shown first. Whoever gave a telephone gets the same ticket on it. */
@Injectable()
export class Groups {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly tickets: TicketRepository,
    private readonly codes: TicketCodes,
    private readonly keys: TicketKeys,
    private readonly fairs: FairRepository,
    private readonly access: AccessService,
    private readonly settings: Settings,
    private readonly ports: FairPorts,
  ) {}

  /** What the list of a file comes to; nothing is kept. @throws Problem `ticket.not_a_list` */
  async preview(who: Principal, fairId: string, file: string, signal?: AbortSignal): Promise<GroupLine[]> {
    await this.fairFor(who, fairId);
    return this.judged(fairId, await this.read(file, signal));
  }

  /** Makes the tickets of all lines. What people let be seen only they can say: nothing, until they do.
   * @throws Problem `ticket.list` that names each line that stands against it; then nothing was made */
  async add(who: Principal, fairId: string, groupName: string, rows: readonly GroupRow[]): Promise<GroupTicket[]> {
    const { fair, added } = await this.uow.run(async () => {
      const found = await this.fairFor(who, fairId);
      if (found.state !== 'published' || found.day < this.ports.clock.today()) throw problems('fair.state');
      const wrong = (await this.judged(fairId, rows)).flatMap(({ fault }, i): FieldFault[] =>
        fault === null ? [] : [{ path: `rows.${i}`, code: fault, message: GROUP_FAULTS[fault] }],
      );
      if (wrong.length > 0) throw problems('ticket.list', { n: wrong.length }, wrong);
      const numbers = await this.tickets.freeNumbers(fairId, rows.length);
      const made = rows.map((row, i) => this.ticketOf(found, groupName, row, numbers[i] ?? ''));
      await this.tickets.add(made);
      await this.ports.trace(who, 'ticket.group_added', found, { tickets: made.length });
      return { fair: found, added: made };
    });
    const printed: GroupTicket[] = [];
    for (const { number, holder } of added)
      printed.push({ number, token: await this.keys.sign({ fairId, day: fair.day, number }), name: holder?.name ?? '' });
    return printed;
  }

  private ticketOf(fair: Fair, groupName: string, { name, phone }: GroupRow, number: string): TicketOf {
    const [now, mobile] = [this.ports.clock.now(), mobileOf(phone ?? '')];
    return {
      ...{ id: newId(), fairId: fair.id, number, kind: 'group', state: 'valid', consents: [], groupName, linkHash: null },
      holder: { name, phone: mobile, email: null, occupation: null, experience: null },
      holderIndex: mobile === null ? null : this.codes.indexOf({ phone: mobile }),
      ...{ issuedAt: now, changedAt: now, version: 1 },
    };
  }

  private async judged(fairId: string, rows: readonly GroupRow[]): Promise<GroupLine[]> {
    const faults = groupFaults(rows);
    const indexOf = (row: GroupRow): string | null => {
      const mobile = mobileOf(row.phone ?? '');
      return mobile === null ? null : this.codes.indexOf({ phone: mobile });
    };
    const indices = rows.map((row, i) => (faults[i] === null ? indexOf(row) : null));
    const have = await this.tickets.holdersAmong(
      fairId,
      indices.flatMap((index) => index ?? []),
    );
    return rows.map((row, i) => ({ ...row, fault: faults[i] ?? (have.has(indices[i] ?? '') ? 'has_ticket' : null) }));
  }

  private async fairFor(who: Principal, fairId: string): Promise<Fair> {
    const fair = await this.fairs.byId(fairId);
    if (!fair) throw notFound('fair', fairId);
    this.access.require(who, 'fair.manage', { nodePath: fair.nodePath });
    return fair;
  }

  private async read(file: string, signal: AbortSignal | undefined): Promise<GroupRow[]> {
    try {
      return await withLists(file, groupLists, { limits: tableLimits(this.settings), signal }, async (lists) => {
        const rows: GroupRow[] = [];
        for (const { header, hiddenColumns, portions } of lists) {
          const columns = groupColumns(header, hiddenColumns);
          if (!columns) throw new NotATableError('找不到“姓名”一列', 'there is no column headed 姓名 (name)');
          for await (const portion of portions) {
            rows.push(...portion.rows.flatMap(({ cells, line }) => groupRowOf(columns, cells, line) ?? []));
            if (rows.length > MOST_IN_A_GROUP)
              throw new NotATableError(`超过 ${MOST_IN_A_GROUP} 行，请分批`, `it has more than ${MOST_IN_A_GROUP} lines`);
          }
        }
        return rows;
      });
    } catch (error) {
      if (error instanceof NotATableError) throw problems('ticket.not_a_list', { zh: error.zh, en: error.en });
      throw error;
    }
  }
}
