import { Injectable } from '@nestjs/common';
import { Directory, OrgTree } from '#access';
import { EnterpriseReads } from '#enterprise';
import { NeedReads } from '#need';
import { occupations } from '#reference';
import { VenueRepository } from '../venue.repository.js';
import type { PlanFair } from './plan.entity.js';
import type { PlannedGuest } from './plan-state.js';

export interface PlanFairView {
  fair: PlanFair;
  themeName: string;
  roomName: string;
  venueName: string;
  nodeName: string;
}
export interface GuestView extends PlannedGuest {
  enterpriseName: string;
  needTitle: string;
}

/** Proposed fairs with the names of what they are about. */
@Injectable()
export class PlanViews {
  constructor(
    private readonly venues: VenueRepository,
    private readonly org: OrgTree,
    private readonly enterprises: EnterpriseReads,
    private readonly needs: NeedReads,
    private readonly directory: Directory,
  ) {}

  async of(fairs: readonly PlanFair[]): Promise<PlanFairView[]> {
    const rooms = new Map(
      await Promise.all([...new Set(fairs.map(({ roomId }) => roomId))].map(async (id) => [id, await this.venues.room(id)] as const)),
    );
    const nodes = await this.org.byIds([...new Set(fairs.map(({ nodeId }) => nodeId))]);
    return fairs.map((fair) => {
      const found = rooms.get(fair.roomId);
      return {
        ...{ fair, themeName: occupations.byCode(fair.themeCode)?.name ?? fair.themeCode },
        ...{ roomName: found?.room.name ?? '', venueName: found?.venue.name ?? '', nodeName: nodes.get(fair.nodeId)?.name ?? '' },
      };
    });
  }

  /** Whom a proposed fair invites, those first for whom it does most. */
  async guests(guests: readonly PlannedGuest[]): Promise<GuestView[]> {
    const names = new Map((await this.enterprises.many(guests.map(({ enterpriseId }) => enterpriseId))).map(({ id, name }) => [id, name]));
    const titles = new Map((await this.needs.many(guests.map(({ needId }) => needId))).map(({ id, title }) => [id, title]));
    return guests.map((guest) => ({
      ...{ ...guest, enterpriseName: names.get(guest.enterpriseId) ?? '', needTitle: titles.get(guest.needId) ?? '' },
    }));
  }

  people(userIds: readonly string[]): Promise<Map<string, string>> {
    return this.directory.names([...new Set(userIds)]);
  }
}
