export { publishCatalogue } from './catalogue.jobs.js';
export type { RoundData, RoundEnterprise, RoundRow } from './domain/figures/round.js';
export { RoundSource, type SurveyedRound } from './round-source.js';
export { CatalogueModule, cataloguePermissions } from './catalogue.module.js';
export { catalogueSchema } from './catalogue.schema.js';
