import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { newId, UnitOfWork } from '#platform/db';
import { Channels } from './channels.js';
import { isFixed, wants, type Channel } from './domain/delivery.js';
import { GROUPS, type Group } from './domain/templates.js';
import { MessagePreference } from './notification.entity.js';
import { problem } from './notification.problems.js';

/** Channels that a person can choose about. */
export const CHOOSABLE = ['email', 'sms', 'wecom'] as const;

export interface Preference {
  channel: Channel;
  group: Group;
  wanted: boolean;
}

/** A choice as it stands; one that is fixed is none. */
export interface StandingPreference extends Preference {
  fixed: boolean;
}

/** Who wants what by which channel. */
@Injectable()
export class Preferences {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly channels: Channels,
  ) {}

  /** What people chose, by `userId channel group`. */
  async of(userIds: readonly string[]): Promise<Map<string, boolean>> {
    const rows = userIds.length > 0 ? await this.uow.manager.findBy(MessagePreference, { userId: In([...new Set(userIds)]) }) : [];
    return new Map(rows.map((row) => [`${row.userId} ${row.channel} ${row.topic}`, row.wanted]));
  }

  /** Everything one can choose about, as it stands: by a channel that is not connected nothing comes, so it is no choice. */
  async list(userId: string): Promise<StandingPreference[]> {
    const rows = await this.uow.manager.findBy(MessagePreference, { userId });
    const connected = CHOOSABLE.filter((channel) => this.channels.of(channel).configured);
    return GROUPS.flatMap((group) => connected.map((channel) => ({ group, channel }))).map(({ group, channel }) => {
      const chosen = rows.find((row) => row.channel === channel && row.topic === group)?.wanted;
      return { channel, group, wanted: wants({ group }, chosen), fixed: isFixed(group) };
    });
  }

  /** @throws Problem preference.fixed */
  async choose(userId: string, { channel, group, wanted }: Preference): Promise<void> {
    if (isFixed(group) && !wanted) throw problem('preference.fixed');
    await this.uow.run(async () => {
      await this.uow.manager
        .createQueryBuilder()
        .insert()
        .into(MessagePreference)
        .values({ id: newId(), userId, channel, topic: group, wanted })
        .orIgnore()
        .updateEntity(false)
        .execute();
      await this.uow.manager.update(MessagePreference, { userId, channel, topic: group }, { wanted });
    });
  }
}
