import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ByteCache, cacheBytes } from '#platform/cache';
import { Settings } from '#platform/config';
import { bureauName } from '#reference';
import { drawnApart } from '../documents/document-thread.js';
import { documentsBusy, whenOf } from '../documents/fair-documents.js';
import type { ShareCard } from '../documents/document-kinds.js';
import { FairRepository } from '../fair.repository.js';
import { FairViews } from '../fair.views.js';

/** Pictures that wait to be drawn: strangers ask for them. */
const MOST_WAITING = 20;

const WORDS = {
  zh: { enterprises: (n: number) => (n > 0 ? `${n} 家企业参加` : '免费入场'), cancelled: '已取消' },
  en: { enterprises: (n: number) => (n > 0 ? `${n} enterprises` : 'Free entrance'), cancelled: 'Cancelled' },
};

/** The picture that messengers show of a public fair's link: drawn here, from its own words, and kept. */
@Injectable()
export class SharePictures {
  private readonly kept: ByteCache<Buffer>;
  private waiting = 0;

  constructor(
    private readonly views: FairViews,
    private readonly fairs: FairRepository,
    private readonly settings: Settings,
  ) {
    this.kept = new ByteCache({ bytes: cacheBytes(settings, 'fair.pictures'), weigh: ({ length }) => length });
  }

  /** Of an announced fair. @throws Problem 404 for any other */
  async of(id: string, locale: 'zh' | 'en'): Promise<{ content: Buffer; etag: string }> {
    const { fair } = await this.views.one(null, id);
    const enterprises = new Set(await this.fairs.bookedBy(id)).size;
    const words = WORDS[locale];
    const cancelled = fair.state === 'cancelled';
    const card: ShareCard = {
      ...{ name: fair.name, theme: fair.theme, when: whenOf(fair, locale), place: fair.place, cancelled },
      office: fair.holderName ?? bureauName(this.settings),
      aside: cancelled ? words.cancelled : words.enterprises(enterprises),
    };
    const key = createHash('sha256').update(JSON.stringify(card)).digest('base64url').slice(0, 22);
    return { content: await this.kept.getOrMake(key, () => this.inTurn(card)), etag: `"${key}"` };
  }

  /** Documents are drawn one after the other: the bureau's own do not wait for any number of strangers'. */
  private async inTurn(share: ShareCard): Promise<Buffer> {
    if (this.waiting >= MOST_WAITING) throw documentsBusy();
    this.waiting += 1;
    try {
      return await drawnApart({ kind: 'share', share });
    } finally {
      this.waiting -= 1;
    }
  }
}
