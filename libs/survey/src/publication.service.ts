import { Injectable } from '@nestjs/common';
import { Settings } from '#platform/config';
import { UnitOfWork } from '#platform/db';
import type { Principal } from '#platform/http';
import { eventOf, RoundService, SurveyPorts, SurveyStore } from './round.service.js';
import type { SurveyRound } from './survey.entity.js';
import { roundPublished } from './survey.events.js';
import { problems } from './survey.problems.js';

/** Publishing a closed round: one person asks, another one who looked at the same version agrees. */
@Injectable()
export class Publication {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rounds: RoundService,
    private readonly store: SurveyStore,
    private readonly ports: SurveyPorts,
    private readonly settings: Settings,
  ) {}

  /** Whether a second person has to agree. */
  get needsTwo(): boolean {
    return this.settings.PUBLISH_SECOND_PERSON === 'required';
  }

  /** Asks for the version that is true now; of a later version one asks again. Of two who ask at once one does.
   * @throws Problem `survey.asked_already`, `survey.round_state`. */
  async ask(who: Principal, id: string): Promise<SurveyRound> {
    return this.uow.run(async () => {
      const round = await this.rounds.one(id);
      const asked = { askedById: who.userId, askedAt: this.ports.clock.now(), askedVersion: round.latest };
      if ((await this.store.rounds.askFor(id, round.latest, asked)) !== 1)
        throw round.state === 'closed' ? problems('survey.asked_already') : problems('survey.round_state', { state: round.state });
      await this.rounds.record(who, 'survey.publication_asked', round, { version: round.latest });
      return this.rounds.one(id);
    });
  }

  /** Publishes the version that is true now: figures rest on it from then on.
   * @throws Problem `survey.second_person` while nobody asked for this version, `survey.own_publication` for who asked. */
  async publish(who: Principal, id: string): Promise<SurveyRound> {
    const round = await this.rounds.one(id);
    return this.uow.run(async () => {
      const { latest, askedVersion, askedById } = round;
      if (round.state !== 'closed') throw problems('survey.round_state', { state: round.state });
      if (this.needsTwo && askedVersion !== latest) throw problems('survey.second_person');
      if (this.needsTwo && askedById === who.userId) throw problems('survey.own_publication');
      const patch = { state: 'published' as const, publishedAt: this.ports.clock.now(), publishedVersion: latest };
      const moved = await this.store.rounds.publishAt(id, latest, this.needsTwo ? who.userId : null, patch);
      if (moved !== 1) {
        const { state } = await this.rounds.one(id);
        throw state === 'closed' ? problems('survey.version_stale') : problems('survey.round_state', { state });
      }
      await this.ports.events.record(roundPublished, { ...eventOf(round), version: latest });
      await this.rounds.record(who, 'survey.published', round, { version: latest });
      return this.rounds.one(id);
    });
  }
}
