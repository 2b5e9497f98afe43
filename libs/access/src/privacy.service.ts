import { Injectable } from '@nestjs/common';
import { Settings } from '#platform/config';
import { Clock, isDuplicate, UnitOfWork } from '#platform/db';
import { bureauName, privacyNotices, type PrivacyNotice } from '#reference';
import type { PrivacyNoticeDto } from './access.dto.js';
import { PrivacyConsent } from './access.entity.js';
import { problems } from './access.problems.js';
import { Audit } from './audit.service.js';

/** What people are told about their personal data, and who agreed to which version of it. */
@Injectable()
export class Privacy {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly audit: Audit,
  ) {}

  /** The notice that holds today, in one language. */
  notice(locale: 'zh' | 'en'): PrivacyNoticeDto {
    const { version, validFrom, [locale]: said } = this.current();
    const named = (text: string): string => text.replaceAll('{{bureau}}', bureauName(this.settings));
    return {
      version,
      validFrom,
      title: said.title,
      sections: said.sections.map(([heading, text]) => ({ heading, text: named(text) })),
    };
  }

  /** @throws Problem 422 `privacy.version` for any version but the one that holds today */
  requireCurrent(version: string): void {
    if (version !== this.current().version)
      throw problems('privacy.version', {}, [
        { path: 'privacyVersion', code: 'outdated', message: { zh: '不是现行版本', en: 'is not the version that holds now' } },
      ]);
  }

  /** Keeps that somebody agreed, once for each version. @throws Problem 422 `privacy.version` */
  async agree(who: { userId: string }, version: string): Promise<void> {
    this.requireCurrent(version);
    await this.uow.run(async () => {
      try {
        await this.uow.manager.insert(PrivacyConsent, { userId: who.userId, version, agreedAt: this.clock.now() });
      } catch (error) {
        if (isDuplicate(error)) return; // the second click: agreed already, and it leaves no second trace
        throw error;
      }
      await this.audit.record(who, 'privacy.agreed', { kind: 'user', id: who.userId }, { privacyVersion: version });
    });
  }

  /** The version that somebody who agreed to an earlier one has yet to agree to. Whoever was invited by the bureau or an enterprise was
   * told by those, and is not asked. */
  async due(userId: string): Promise<string | null> {
    const { version } = this.current();
    const agreed = (await this.uow.manager.findBy(PrivacyConsent, { userId })).map((one) => one.version);
    return agreed.length === 0 || agreed.includes(version) ? null : version;
  }

  private current(): PrivacyNotice {
    return privacyNotices.inForce(this.clock.today());
  }
}
