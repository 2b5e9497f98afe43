export { REASONS, type Answer, type AnswerRow, type Reason } from './domain/questionnaire.js';
export type { FrozenRow } from './domain/frozen.js';
export { Publication as SurveyPublication } from './publication.service.js';
export { RoundService as SurveyRounds } from './round.service.js';
export { SurveyArchive } from './survey.archive.js';
export {
  roundClosed,
  roundCorrected,
  roundOpened,
  roundPublished,
  surveyAskedBack,
  surveyInvited,
  surveyReminded,
} from './survey.events.js';
export { SurveyModule, surveyPermissions } from './survey.module.js';
export { SurveyReads, type FrozenStratum, type FrozenSurvey, type SurveyRoundView } from './survey.reads.js';
export { surveyRetention, surveySchema } from './survey.schema.js';
export { SurveyedRounds } from './surveyed-rounds.js';
