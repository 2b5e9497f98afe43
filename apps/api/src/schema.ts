import { accessSchema } from '#access';
import { catalogueSchema } from '#catalogue';
import { dispatchSchema } from '#dispatch';
import { enterpriseSchema } from '#enterprise';
import { fairSchema } from '#fair';
import { matchingSchema } from '#matching';
import { needSchema } from '#need';
import { notificationSchema } from '#notification';
import { cryptoSchema } from '#platform/crypto';
import type { SchemaPart } from '#platform/db';
import { jobsSchema } from '#platform/jobs';
import { supplySchema } from '#supply';
import { surveySchema } from '#survey';

/** The one schema of the product. */
export const schema: SchemaPart[] = [
  jobsSchema,
  cryptoSchema,
  accessSchema,
  notificationSchema,
  enterpriseSchema,
  needSchema,
  supplySchema,
  matchingSchema,
  dispatchSchema,
  fairSchema,
  surveySchema,
  catalogueSchema,
];
