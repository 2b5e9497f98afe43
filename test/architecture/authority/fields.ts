import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';

/** A field of a request that names whose something is, where it is, or another object. */
export interface NamingField {
  /** POST /api/needs */
  route: string;
  /** rows[].needId; a parameter of the path is :nodeId, one of the query ?node */
  field: string;
  isPublic: boolean;
}

interface Schema {
  $ref?: string;
  items?: Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
}
interface Operation {
  description?: string;
  parameters?: { in: string; name: string }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

const OBJECTS =
  'node|enterprise|supplier|user|batch|need|round|promise|proposal|trip|fair|booth|room|except|correction|county|parent|place';
const NAMES = new RegExp(`(Ids?|Path|Code)$|^(${OBJECTS})$`);
/** Codes of what a thing is, or what somebody is called by: no claim about whose it is. */
const KINDS = ['occupationCode', 'industryCode', 'divisionCode', 'creditCode', 'clientCreditCode', 'themeCode', 'place'];

const fieldsOf = (document: Document, schema: Schema | undefined, path = '', seen: string[] = []): string[] => {
  if (!schema) return [];
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return seen.includes(name) ? [] : fieldsOf(document, document.components.schemas[name], path, [...seen, name]);
  }
  const parts = [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
  return [
    ...parts.flatMap((part) => fieldsOf(document, part, path, seen)),
    ...fieldsOf(document, schema.items, `${path}[]`, seen),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, of]) => {
      const own = path === '' ? name : `${path}.${name}`;
      return [own, ...fieldsOf(document, of, own, seen)];
    }),
  ];
};

const isNaming = (field: string): boolean => {
  const name = field.replace(/\[\]$/, '').split(/[.:?]/).at(-1) ?? '';
  return NAMES.test(name) && !KINDS.includes(name);
};

/** Every such field of every route, from the OpenAPI file. The `:id` of a path is the object itself: objects.spec.ts walks those. */
export const namingFields = (): NamingField[] => {
  const document = JSON.parse(readFileSync(join(projectRoot, 'apps/api/openapi.json'), 'utf8')) as Document;
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => {
      const parameters = (operation.parameters ?? []).flatMap(({ in: where, name }) =>
        where === 'query' ? [`?${name}`] : where === 'path' && name !== 'id' ? [`:${name}`] : [],
      );
      const body = fieldsOf(document, operation.requestBody?.content['application/json']?.schema);
      return [...parameters, ...body].filter(isNaming).map((field) => ({
        route: `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
        field,
        isPublic: operation.description?.includes('`public`') ?? false,
      }));
    }),
  );
};
