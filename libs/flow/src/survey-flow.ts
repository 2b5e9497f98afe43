import { publishCatalogue } from '#catalogue';
import { roundClosed, roundCorrected, roundOpened, roundPublished, surveyAskedBack, surveyInvited, surveyReminded } from '#survey';
import { enterprise, nothing, on, tell, work, type Reaction } from './reaction.js';

/** THE MAP's lines of the quarter's survey: each enterprise once for each occasion. */
export const surveyFlow: readonly Reaction[] = [
  on(roundOpened, nothing),
  on(roundClosed, nothing),
  // the catalogue of the quarter; of a round that is corrected after that, another version beside it
  on(roundPublished, (e) => [work(publishCatalogue, { roundId: e.roundId, version: e.version })]),
  on(roundCorrected, (e) => [work(publishCatalogue, { roundId: e.roundId, version: e.version })]),
  on(surveyInvited, (e) => [tell('survey.invited', enterprise(e.enterpriseId), e.memberId, e)]),
  on(surveyReminded, (e) => [tell('survey.reminded', enterprise(e.enterpriseId), `${e.memberId}:${e.occasion}`, e)]),
  on(surveyAskedBack, (e) => [tell('survey.asked_back', enterprise(e.enterpriseId), `${e.memberId}:${e.at}`, e)]),
];
