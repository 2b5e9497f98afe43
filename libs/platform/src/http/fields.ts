import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { mobileOf, phoneOf } from '#platform/phones';

/**
 * The rule of null, for bodies as for queries: a field that is left out is as if nobody had spoken of it, and null says that there is
 * none. So null clears what is `nullable`, and is refused by name where it is not, `optional` or no; what is not
 * `optional` has to be there.
 */
export interface FieldOptions {
  /** May be left out; an edit then leaves it as it is. */
  optional?: boolean;
  /** May be null: there is none. */
  nullable?: boolean;
  /** Shown in the OpenAPI document. */
  about?: string;
}

type Field = PropertyDecorator;

/** class-validator's IsOptional lets both undefined and null through. */
const presence = ({ optional, nullable }: FieldOptions): Field[] => {
  if (optional && nullable) return [IsOptional()];
  if (optional) return [ValidateIf((_, value) => value !== undefined)];
  return nullable ? [ValidateIf((_, value) => value !== null)] : [];
};

const field = (options: FieldOptions, api: ApiPropertyOptions, ...rules: Field[]): Field =>
  applyDecorators(
    ApiProperty({
      ...api,
      required: !options.optional,
      ...(options.nullable ? { nullable: true } : {}),
      ...(options.about ? { description: options.about } : {}),
    } as ApiPropertyOptions),
    ...presence(options),
    ...rules,
  );

/** Control characters: no keyboard types them. */
const CONTROL = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/;

/** Text, trimmed, without control characters. Lengths are in characters. What is `nullable` and holds nothing is null. */
export const text = (options: FieldOptions & { min?: number; max?: number; pattern?: RegExp } = {}): Field => {
  const { min = options.optional || options.nullable ? 0 : 1, max = 200, pattern } = options;
  const none = options.nullable ? null : '';
  return field(
    options,
    { type: 'string', minLength: min, maxLength: max, ...(pattern ? { pattern: pattern.source } : {}) },
    Transform(({ value }) => (typeof value === 'string' ? value.trim() || none : (value as unknown))),
    IsString(),
    Length(min, max),
    Matches(CONTROL),
    ...(pattern ? [matchesWithin(pattern, max)] : []),
  );
};

/** A pattern is not tried on what is too long for it anyway: some take the square of the length. */
const matchesWithin = (pattern: RegExp, max: number): Field =>
  rule('matches', (value) => typeof value === 'string' && (value.length > 2 * max || pattern.test(value)));

const rule = (name: string, holds: (value: unknown) => boolean, each = false): Field =>
  ValidateBy({ name, validator: { validate: holds } }, { each });

/** A telephone number, in whatever way it is written, kept in one spelling.
 * @param options.kind `mobile` for who is to be reached by text message */
export const phone = (options: FieldOptions & { kind?: 'mobile' | 'any' } = {}): Field => {
  const mobile = options.kind === 'mobile';
  const none = options.nullable ? null : options.optional ? undefined : '';
  const kept = (text: string): string => (mobile ? mobileOf(text) : phoneOf(text)) ?? text;
  return field(
    options,
    { type: 'string', maxLength: LONGEST_PHONE, pattern: PHONE_SIGNS, example: mobile ? '13800001111' : '0536-8888888' },
    // A field that was emptied says that there is none.
    Transform(({ value }) => {
      if (typeof value !== 'string' || value.length > LONGEST_PHONE) return value as unknown;
      return value.trim() === '' ? none : kept(value);
    }),
    IsString(),
    Matches(mobile ? MOBILE : CALLED),
  );
};

const LONGEST_PHONE = 60;
/** As it is best written; names beside it and full-width digits are taken as well. */
const PHONE_SIGNS = '^[+\\d() -]{7,60}$';
/** What {@link mobileOf} and {@link phoneOf} give. */
const MOBILE = /^1[3-9]\d{9}$/;
const CALLED = /^1[3-9]\d{9}$|^0\d{2,3}-\d{7,8}(-\d{1,6})?$|^[48]00-\d{3}-\d{4}$|^[2-8]\d{6,7}$/;

export const id = (options: FieldOptions = {}): Field => field(options, { type: 'string', maxLength: 36 }, IsString(), Length(1, 36));

const numeric = Transform(({ value }) => (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : (value as unknown)));

/** A whole number; numbers in a query string are read as such. */
export const int = (options: FieldOptions & { min?: number; max?: number } = {}): Field => {
  const { min = 0, max = 2_000_000_000 } = options;
  return field(options, { type: 'integer', minimum: min, maximum: max }, numeric, IsInt(), Min(min), Max(max));
};

export const num = (options: FieldOptions & { min?: number; max?: number } = {}): Field => {
  const { min = -1e15, max = 1e15 } = options;
  return field(
    options,
    { type: 'number', minimum: min, maximum: max },
    numeric,
    IsNumber({ allowNaN: false, allowInfinity: false }),
    Min(min),
    Max(max),
  );
};

export const bool = (options: FieldOptions = {}): Field =>
  field(
    options,
    { type: 'boolean' },
    Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : (value as unknown))),
    IsBoolean(),
  );

/** Years that somebody means: others are slips, and at the far ends no database keeps them. */
const YEAR = '(?:19|20|21)\\d{2}';
const DAY = new RegExp(`^${YEAR}-\\d{2}-\\d{2}$`);
const INSTANT = new RegExp(`^${YEAR}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}([.]\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2})$`);

/** A calendar day of the years 1900 to 2199, YYYY-MM-DD, that exists. */
export const day = (options: FieldOptions = {}): Field =>
  field(options, { type: 'string', format: 'date' }, Matches(DAY), IsISO8601({ strict: true }));

/** A moment of the years 1900 to 2199, ISO 8601 with an offset. */
export const instant = (options: FieldOptions = {}): Field =>
  field(
    options,
    { type: 'string', format: 'date-time' },
    Matches(INSTANT),
    IsISO8601({ strict: true }),
    rule('isIso8601', (value) => !Number.isNaN(Date.parse(String(value)))),
  );

/** One of the words in `values`; `name` is the schema's name in the OpenAPI document. */
export const oneOf = (values: readonly string[], name: string, options: FieldOptions = {}): Field =>
  field(options, { enum: [...values], enumName: name }, IsIn([...values]));

/** Some of the words in `values`, in an order that may mean something. */
export const someOf = (values: readonly string[], name: string, options: FieldOptions = {}): Field =>
  field(
    options,
    { enum: [...values], enumName: name, isArray: true, maxItems: values.length },
    IsArray(),
    ArrayMaxSize(values.length),
    IsIn([...values], { each: true }),
  );

/** Swagger takes a function for a lazy type only when its name is `type`; any other one becomes a reference to nothing. */
const lazily = (of: () => new () => object): (() => new () => object) => ({ type: () => of() }).type;

export const nested = (type: () => new () => object, options: FieldOptions = {}): Field =>
  field(options, { type: lazily(type) }, rule('isObject', isRecord), ValidateNested(), Type(type));

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

export const listOf = (
  item: (() => new () => object) | 'string' | 'integer',
  options: FieldOptions & { min?: number; max?: number; /** Of each, where they are integers. */ most?: number } = {},
): Field => {
  const { min = 0, max = 1000, most = 2_000_000_000 } = options;
  const size = [IsArray(), ArrayMinSize(min), ArrayMaxSize(max)];
  if (item === 'string')
    return field(
      options,
      { type: 'string', isArray: true, minItems: min, maxItems: max },
      ...size,
      IsString({ each: true }),
      Length(0, 500, { each: true }),
      Matches(CONTROL, { each: true }),
    );
  if (item === 'integer')
    return field(
      options,
      { type: 'integer', isArray: true, minItems: min, maxItems: max },
      ...size,
      IsInt({ each: true }),
      Min(0, { each: true }),
      Max(most, { each: true }),
    );
  return field(
    options,
    { type: lazily(item), isArray: true, minItems: min, maxItems: max },
    ...size,
    rule('isObject', isRecord, true),
    ValidateNested({ each: true }),
    Type(item),
  );
};

/** Any JSON object: its shape is checked by the service that takes it. */
export const json = (options: FieldOptions = {}): Field => field(options, { type: 'object', additionalProperties: true }, IsObject());

/** Keys of a list may be names, of 200 characters or more. */
const CURSOR_MAX = 2_000;

/** Query of every list. Extend it with the list's own filters. */
export class PageQuery {
  @text({ optional: true, max: CURSOR_MAX, about: 'cursor from the page before' }) cursor?: string;
  @int({ optional: true, min: 1, max: 200 }) limit?: number = 20;
}
