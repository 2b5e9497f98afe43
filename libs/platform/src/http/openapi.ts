import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    params: { type: 'object', additionalProperties: true },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'code', 'message'],
        properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

const RULES = [
  'A field that is left out is as if nobody had spoken of it: an edit leaves it as it is.',
  '`null` says that there is none: it clears a field whose type has null, and is refused with 422 and the field’s name elsewhere.',
  'Unknown filters are refused with 400, unknown fields with 422.',
  'A cursor belongs to the list that gave it out, with the same filters.',
  'Whoever is signed in may send an `Idempotency-Key` (16 to 64 letters, digits, _ or -) with what changes something:',
  'the same request with the same key takes effect once within two days and is answered as it was, with `Idempotency-Replayed: true`.',
].join(' ');

/** The OpenAPI 3.1 document of all routes, sorted so that it only differs when the contract does. */
export const openApi = (app: INestApplication, version: string): OpenAPIObject => {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Gangqiao 岗桥')
    .setVersion(version)
    .setDescription(RULES)
    .addCookieAuth('gq_session', { type: 'apiKey', in: 'cookie' }, 'session')
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', description: 'A token of `POST /api/api-tokens`, with the permission of the route' },
      'token',
    )
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  const schemas = { ...document.components?.schemas, Problem: problemSchema as object };
  const sorted = <T extends object>(given: T): T => Object.fromEntries(Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1))) as T;
  return modernise({
    ...document,
    paths: sorted(document.paths),
    components: { ...document.components, schemas: sorted(schemas) },
  }) as OpenAPIObject;
};

/** `nullable: true` is OpenAPI 3.0; in 3.1 null is a type among others. */
const modernise = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(modernise);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, modernise(value)]));
  if (nullable !== true) return nullable === undefined ? rest : { nullable, ...rest };
  if (typeof rest.type === 'string')
    return { ...rest, type: [rest.type, 'null'], ...(Array.isArray(rest.enum) ? { enum: [...(rest.enum as unknown[]), null] } : {}) };
  return { anyOf: [rest, { type: 'null' }] };
};
