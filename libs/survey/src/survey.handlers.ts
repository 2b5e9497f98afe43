import { Injectable } from '@nestjs/common';
import { dayOf } from '#platform/db';
import { Handles, type JobContext } from '#platform/jobs';
import { reminderDue } from './domain/reminders.js';
import { eventOf, SurveyPorts, SurveyStore } from './round.service.js';
import { surveyInvited, surveyReminded } from './survey.events.js';
import { remindToday, tellMembers } from './survey.jobs.js';

const AT_ONCE = 200;

type Telling = NonNullable<Parameters<NonNullable<typeof tellMembers.key>>[0]>;

@Injectable()
export class SurveyHandlers {
  constructor(
    private readonly store: SurveyStore,
    private readonly ports: SurveyPorts,
  ) {}

  @Handles(tellMembers)
  async tell(payload: Telling, job: JobContext): Promise<void> {
    await job.finish(() => this.tellSome(payload));
  }

  @Handles(remindToday)
  async remind(_payload: object, job: JobContext): Promise<void> {
    await job.finish(async () => {
      for (const round of await this.store.rounds.ofState('open')) {
        const occasion = reminderDue(
          round.closesOn,
          round.reminders,
          round.openedAt ? dayOf(round.openedAt) : round.opensOn,
          this.ports.clock.today(),
        );
        if (occasion) await this.ports.jobs.enqueue(tellMembers, { roundId: round.id, occasion, after: '' });
      }
    });
  }

  /** A round that was closed meanwhile asks nobody any more. */
  private async tellSome(given: Telling): Promise<void> {
    const { roundId, occasion, after, under } = given;
    const round = await this.store.rounds.byId(roundId);
    if (round?.state !== 'open') return;
    const members = await this.store.members.waitingAfter(roundId, after, AT_ONCE);
    for (const { id, enterpriseId, nodePath } of members) {
      if (under && !nodePath.startsWith(under)) continue;
      const who = { ...eventOf(round), memberId: id, enterpriseId };
      if (occasion === 'invite') await this.ports.events.record(surveyInvited, who);
      else await this.ports.events.record(surveyReminded, { ...who, occasion });
    }
    const last = members.at(-1);
    if (members.length === AT_ONCE && last) await this.ports.jobs.enqueue(tellMembers, { ...given, after: last.id });
  }
}
