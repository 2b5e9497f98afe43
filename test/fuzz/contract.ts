import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';

export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  pattern?: string;
  enum?: unknown[];
  anyOf?: Schema[];
  allOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query';
  required?: boolean;
  schema?: Schema;
}

/** One route, as the OpenAPI file describes it. */
export interface Operation {
  method: string;
  path: string;
  permission: string;
  parameters: Parameter[];
  body?: Schema;
  upload: boolean;
  /** Answers a page with a cursor. */
  list: boolean;
}

interface Described {
  description?: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

interface Document {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
}

export class Contract {
  private readonly document = JSON.parse(readFileSync(join(projectRoot, 'apps', 'api', 'openapi.json'), 'utf8')) as Document;

  readonly operations: Operation[] = Object.entries(this.document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => operationOf(method, path, described)),
  );

  /** What a schema stands for: its reference followed, its null and its wrapping left out. */
  resolve(schema: Schema): Schema {
    const [one] = schema.allOf ?? schema.anyOf?.filter(({ type }) => type !== 'null') ?? [];
    if (one) return this.resolve(one);
    const name = schema.$ref?.split('/').at(-1);
    return name ? this.resolve(this.document.components.schemas[name] ?? {}) : schema;
  }
}

const operationOf = (method: string, path: string, described: Described): Operation => {
  const parameters = described.parameters ?? [];
  const content = described.requestBody?.content ?? {};
  return {
    method: method.toUpperCase(),
    path,
    permission: /`(.+)`/.exec(described.description ?? '')?.[1] ?? 'public',
    parameters,
    ...(content['application/json'] ? { body: content['application/json'].schema } : {}),
    upload: 'multipart/form-data' in content,
    list: parameters.some(({ name }) => name === 'cursor'),
  };
};
