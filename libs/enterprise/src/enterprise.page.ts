import { Injectable } from '@nestjs/common';
import { AccessService, Audit, AuditViews, Directory, type AuditLine } from '#access';
import type { Paged } from '#platform/db';
import type { Principal } from '#platform/http';
import type { Membership } from './enterprise.entity.js';
import { SentMessages, type SentMessage } from './enterprise.ports.js';
import { EnterpriseRepository } from './enterprise.repository.js';
import { EnterpriseService } from './enterprise.service.js';

/** Somebody who acts for an enterprise, or asked to. */
export interface PersonView {
  membership: Membership;
  decidedByName: string | null;
  /** Whether the reader may open the papers that were handed in. */
  papers: boolean;
}

export interface HistoryEntry {
  id: string;
  at: Date;
  userName: string | null;
  actionName: string;
  changes: AuditLine[];
}

/** As many applications of one enterprise are looked for in the trail. */
const APPLICATIONS = 200;

/** What stands on the page of one enterprise besides its own facts. Every look asks first whether the reader may see the enterprise. */
@Injectable()
export class EnterprisePage {
  constructor(
    private readonly enterprises: EnterpriseService,
    private readonly rows: EnterpriseRepository,
    private readonly access: AccessService,
    private readonly directory: Directory,
    private readonly audit: Audit,
    private readonly views: AuditViews,
    private readonly messages: SentMessages,
  ) {}

  /** Its people: for its office every application with its papers, for everybody else who sees the enterprise those who act for it. */
  async people(who: Principal, id: string, cursor: string | undefined, limit: number): Promise<Paged<PersonView>> {
    const { nodePath } = await this.enterprises.one(who, id);
    const papers = this.access.canSee(who, 'registration.decide', { nodePath });
    const page = await this.rows.pageOfPeople(id, papers ? undefined : 'active', cursor, limit);
    const names = await this.directory.names(page.items.map(({ decidedById }) => decidedById));
    const items = page.items.map((membership) => ({
      membership,
      decidedByName: names.get(membership.decidedById ?? '') ?? null,
      papers,
    }));
    return { items, next: page.next };
  }

  /** Who changed what of it and who decided about its people, newest first. */
  async history(who: Principal, id: string, cursor: string | undefined, limit: number): Promise<Paged<HistoryEntry>> {
    const { nodePath } = await this.enterprises.one(who, id);
    this.access.require(who, 'enterprise.history', { nodePath });
    const applications = await this.rows.pageOfPeople(id, undefined, undefined, APPLICATIONS);
    const objects = [
      { kind: 'enterprise', ids: [id] },
      { kind: 'registration', ids: applications.items.map((one) => one.id) },
    ];
    const page = await this.audit.about(objects, cursor, limit);
    const views = await this.views.of(page.items, who.locale);
    return { items: views.map(({ entry, ...said }) => ({ ...said, id: entry.id, at: entry.at })), next: page.next };
  }

  /** What those were told who act for this enterprise and for no other: of others nobody knows for whom they were told it. */
  async sent(who: Principal, id: string, cursor: string | undefined, limit: number): Promise<Paged<SentMessage & { toName: string }>> {
    const { nodePath } = await this.enterprises.one(who, id);
    this.access.require(who, 'enterprise.messages', { nodePath });
    const members = await this.rows.onlyMembers(id);
    const page = await this.messages.sentTo(members, who.locale, cursor, limit);
    const names = await this.directory.names(page.items.map(({ userId }) => userId));
    return { items: page.items.map((message) => ({ ...message, toName: names.get(message.userId) ?? '' })), next: page.next };
  }
}
