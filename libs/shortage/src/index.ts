export { publishCatalogue } from './catalogue.jobs.js';
export type { RoundData, RoundEnterprise, RoundRow } from './domain/figures/round.js';
export { RoundSource, type SurveyedRound } from './round-source.js';
export { ShortageModule } from './shortage.module.js';
export { shortageSchema } from './shortage.schema.js';
