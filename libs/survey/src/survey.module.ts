import { Module } from '@nestjs/common';
import { AccessModule, definePermissions } from '#access';
import { EnterpriseModule } from '#enterprise';
import { NeedModule } from '#need';
import { AnswerController } from './answer.controller.js';
import { AnswerRepository } from './answer.repository.js';
import { AnswerService } from './answer.service.js';
import { SurveyDesk } from './desk.service.js';
import { Doubter } from './doubter.js';
import { Frame } from './frame.js';
import { Freezer } from './freeze.service.js';
import { LedgerSync } from './ledger-sync.js';
import { MemberRepository } from './member.repository.js';
import { ReviewService } from './review.service.js';
import { RoundDeskController } from './round-desk.controller.js';
import { RoundController } from './round.controller.js';
import { RoundRepository } from './round.repository.js';
import { Publication } from './publication.service.js';
import { RoundUndo } from './round-undo.service.js';
import { RoundService, SurveyPorts, SurveyStore } from './round.service.js';
import { SurveyedRounds } from './surveyed-rounds.js';
import { SurveyArchive } from './survey.archive.js';
import { SurveyHandlers } from './survey.handlers.js';
import { SurveyReads } from './survey.reads.js';
import './survey.traces.js';

export const surveyPermissions = definePermissions({
  'survey.read': ['city-admin', 'city-staff', 'county-staff', 'liaison', 'auditor'],
  'survey.manage': ['city-admin', 'city-staff'],
  'survey.remind': ['city-admin', 'city-staff', 'county-staff', 'liaison'],
  'survey.review': ['city-admin', 'city-staff', 'county-staff'],
  'survey.answer': ['city-admin', 'city-staff', 'county-staff', 'liaison', 'enterprise'],
  'survey.see_answer': ['city-admin', 'city-staff', 'county-staff', 'liaison', 'enterprise', 'auditor'],
});

@Module({
  imports: [AccessModule, EnterpriseModule, NeedModule],
  controllers: [RoundController, RoundDeskController, AnswerController],
  providers: [
    RoundRepository,
    MemberRepository,
    AnswerRepository,
    SurveyStore,
    SurveyPorts,
    SurveyReads,
    SurveyedRounds,
    Freezer,
    Frame,
    RoundService,
    Publication,
    RoundUndo,
    SurveyDesk,
    Doubter,
    LedgerSync,
    AnswerService,
    ReviewService,
    SurveyArchive,
    SurveyHandlers,
  ],
  exports: [SurveyReads, SurveyedRounds, SurveyArchive, RoundService, Publication],
})
export class SurveyModule {}
