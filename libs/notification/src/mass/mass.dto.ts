import { bool, id, instant, int, listOf, oneOf, PageQuery, someOf, text } from '#platform/http';
import { CHANNELS, DELIVERY_STATES, type Channel, type DeliveryState } from '../domain/delivery.js';
import { FAILURES, type Failure } from '../domain/failure.js';
import { MASS_KINDS, MASS_STATES, MASS_STEPS, type MassKind, type MassState, type MassStep } from '../domain/mass.js';
import type { MassSample } from './mass-count.service.js';
import type { MassDraft, MassPreview } from './mass.service.js';
import type { MassProgress, MassView, RecipientView } from './mass.views.js';

export class MassDraftDto implements MassDraft {
  @oneOf(MASS_KINDS, 'MassKind', { about: 'advertising has a link to unsubscribe' }) kind: MassKind;
  @text({ max: 60 }) titleZh: string;
  @text({ max: 500, about: 'may name {enterpriseName}, {name}, {needs} and {places}' }) bodyZh: string;
  @text({ min: 0, max: 120, about: 'empty where it is told in Chinese alone' }) titleEn: string;
  @text({ min: 0, max: 1000 }) bodyEn: string;
  @listOf('string', { max: 50, about: 'offices whose enterprises are meant; none means all of one’s own' }) nodeIds: string[];
  @listOf('string', { max: 20, about: 'beginnings of codes of industries' }) industries: string[];
  @bool() keyOnly: boolean;
  @bool() aboveScaleOnly: boolean;
  @bool() openNeedsOnly: boolean;
  @someOf(CHANNELS, 'Channel', { about: 'beside the product itself' }) channels: Channel[];
}

export class MassDto {
  @id() id: string;
  @oneOf(MASS_KINDS, 'MassKind') kind: MassKind;
  @oneOf(MASS_STATES, 'MassState') state: MassState;
  @text({ max: 60 }) titleZh: string;
  @text({ max: 500 }) bodyZh: string;
  @text({ max: 120 }) titleEn: string;
  @text({ max: 1000 }) bodyEn: string;
  @listOf('string', { about: 'offices, by path' }) paths: string[];
  @listOf('string') industries: string[];
  @bool() keyOnly: boolean;
  @bool() aboveScaleOnly: boolean;
  @bool() openNeedsOnly: boolean;
  @someOf(CHANNELS, 'Channel') channels: Channel[];
  @int({ nullable: true, about: 'enterprises when it was sent off' }) enterprises: number | null;
  @int({ nullable: true, about: 'people when it was sent off' }) people: number | null;
  @int({ about: 'enterprises that have been told' }) told: number;
  @someOf(MASS_STEPS, 'MassStep', { about: 'what can be done with it' }) steps: MassStep[];
  @text() createdBy: string;
  @id({ about: 'who wrote it last: somebody else approves it' }) createdById: string;
  @text({ nullable: true }) sentBy: string | null;
  @text({ nullable: true }) approvedBy: string | null;
  @instant() createdAt: string;
  @instant({ nullable: true }) startedAt: string | null;
  @instant({ nullable: true }) endedAt: string | null;
  @int() version: number;

  static of({ mass, names, steps }: MassView): MassDto {
    const { filter, createdAt, startedAt, endedAt, sentById, approvedById, nodePath: _, after: __, written: ___, ...rest } = mass;
    const name = (userId: string | null): string | null => (userId === null ? null : (names.get(userId) ?? '—'));
    return {
      ...rest,
      ...filter,
      paths: [...filter.paths],
      industries: [...filter.industries],
      steps,
      createdBy: name(mass.createdById) ?? '—',
      sentBy: name(sentById),
      approvedBy: name(approvedById),
      createdAt: createdAt.toISOString(),
      startedAt: startedAt?.toISOString() ?? null,
      endedAt: endedAt?.toISOString() ?? null,
    };
  }
}

export class MassProgressDto implements MassProgress {
  @oneOf(CHANNELS, 'Channel') channel: Channel;
  @oneOf(DELIVERY_STATES, 'DeliveryState') state: DeliveryState;
  @int() deliveries: number;
}

export class MassWithProgressDto extends MassDto {
  @listOf(() => MassProgressDto) progress: MassProgressDto[];
}

class MassChannelDto {
  @oneOf(CHANNELS, 'Channel') channel: Channel;
  @int() people: number;
  @int({ nullable: true, about: 'of text messages, as they are paid' }) parts: number | null;
}

class MassSampleDto implements MassSample {
  @text() enterpriseName: string;
  @text() name: string;
  @text() title: string;
  @text({ max: 2000 }) body: string;
  @int() parts: number;
}

export class MassPreviewDto implements MassPreview {
  @int() enterprises: number;
  @int() people: number;
  @int({ about: 'enterprises for which nobody has an account' }) nobody: number;
  @int({ about: 'people who want no advertising' }) unsubscribed: number;
  @listOf(() => MassChannelDto) channels: MassChannelDto[];
  @int({ nullable: true, about: 'in thousandths of a yuan; null where nobody said what a part costs' }) cost: number | null;
  @bool({ about: 'a second person has to approve it' }) asksApproval: boolean;
  @listOf(() => MassSampleDto) samples: MassSampleDto[];
}

const RECIPIENT_STATES = ['told', 'nobody', 'unsubscribed'] as const;
const ASKED = [...RECIPIENT_STATES, 'failed'] as const;

export class MassRecipientQuery extends PageQuery {
  @oneOf(ASKED, 'MassRecipientFilter', { optional: true }) state?: (typeof ASKED)[number];
}

class RecipientWayDto {
  @id() deliveryId: string;
  @oneOf(CHANNELS, 'Channel') channel: Channel;
  @oneOf(DELIVERY_STATES, 'DeliveryState') state: DeliveryState;
  @oneOf(FAILURES, 'DeliveryFailure', { nullable: true }) failure: Failure | null;
  @instant() at: string;
}

export class MassRecipientDto {
  @id() id: string;
  @id() enterpriseId: string;
  @text() enterpriseName: string;
  @text({ nullable: true }) name: string | null;
  @oneOf(RECIPIENT_STATES, 'MassRecipientState') state: (typeof RECIPIENT_STATES)[number];
  @listOf(() => RecipientWayDto) ways: RecipientWayDto[];

  static of(view: RecipientView): MassRecipientDto {
    return { ...view, ways: view.ways.map((way) => ({ ...way, at: way.at.toISOString() })) };
  }
}

/** What a mail program sends when its reader presses its button (RFC 8058); the page sends the same. */
export class OneClickDto {
  @text({ max: 20, pattern: /^One-Click$/ }) 'List-Unsubscribe': string;
}
