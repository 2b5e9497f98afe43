import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';

interface Document {
  components: { schemas: Record<string, { properties?: Record<string, unknown> }> };
}

/** Names of all that a request may say, sorted: a spec that goes through every field fails when one is added. */
export const fieldsOf = (dto: string): string[] => {
  const { components } = JSON.parse(readFileSync(join(projectRoot, 'apps', 'api', 'openapi.json'), 'utf8')) as Document;
  const fields = Object.keys(components.schemas[dto]?.properties ?? {});
  if (fields.length === 0) throw new Error(`the OpenAPI file has no ${dto}`);
  return fields.sort();
};
