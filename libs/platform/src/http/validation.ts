import { setImmediate as turn } from 'node:timers/promises';
import { ARRAY_MAX_SIZE, getMetadataStorage, ValidationTypes } from 'class-validator';
import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { invalid, Problem, type FieldFault, type Wording } from './problem.js';
import { unstorable } from './unstorable.js';

/** What each rule of the field kit says when it is broken; others fall back to a general sentence. */
const sentences: Record<string, (rule: string) => Wording> = {
  isString: () => ({ zh: '请填写文字', en: 'must be text' }),
  isLength: (rule) => lengthSentence(rule),
  isInt: () => ({ zh: '请填写整数', en: 'must be a whole number' }),
  isNumber: () => ({ zh: '请填写数字', en: 'must be a number' }),
  min: (rule) => ({ zh: `不能小于 ${lastNumber(rule)}`, en: `must not be less than ${lastNumber(rule)}` }),
  max: (rule) => ({ zh: `不能大于 ${lastNumber(rule)}`, en: `must not be greater than ${lastNumber(rule)}` }),
  isBoolean: () => ({ zh: '请选择是或否', en: 'must be true or false' }),
  isIn: (rule) => ({ zh: '不在可选范围内', en: rule.replace(/^\S+ /, '') }),
  matches: () => ({ zh: '格式不正确', en: 'does not have the expected form' }),
  isIso8601: () => ({ zh: '不是有效的日期', en: 'is not a date that exists' }),
  isObject: () => ({ zh: '应为对象', en: 'must be an object' }),
  nestedValidation: () => ({ zh: '应为对象', en: 'must be an object' }),
  isArray: () => ({ zh: '应为列表', en: 'must be a list' }),
  arrayMinSize: (rule) => ({ zh: `至少 ${lastNumber(rule)} 项`, en: `needs at least ${lastNumber(rule)} items` }),
  arrayMaxSize: (rule) => ({ zh: `最多 ${lastNumber(rule)} 项`, en: `may have at most ${lastNumber(rule)} items` }),
  whitelistValidation: () => ({ zh: '没有这个字段', en: 'is not a field of this request' }),
};

const lastNumber = (rule: string): string => /-?[\d.]+(?!.*\d)/.exec(rule)?.[0] ?? '';

const lengthSentence = (rule: string): Wording => {
  const bound = lastNumber(rule);
  if (rule.includes('shorter')) return { zh: `最多 ${bound} 个字`, en: `may have at most ${bound} characters` };
  return bound === '1' || bound === ''
    ? { zh: '必填', en: 'is required' }
    : { zh: `至少 ${bound} 个字`, en: `needs at least ${bound} characters` };
};

const noneGiven: Wording = { zh: '不能为空', en: 'must not be null' };
const absent: Wording = { zh: '必填', en: 'is required' };

const faultsOf = (error: ValidationError, prefix: string): FieldFault[] => {
  const path = prefix ? `${prefix}.${error.property}` : error.property;
  const own = Object.entries(error.constraints ?? {});
  const children = error.children ?? [];
  // What is wrong with single items they say themselves, each with its place.
  if (children.length > 0 && own.every(([rule]) => rule === 'isObject')) return children.flatMap((child) => faultsOf(child, path));
  const missing = error.value === undefined && children.length === 0 && !('whitelistValidation' in (error.constraints ?? {}));
  const first = own[0];
  // One sentence a field is enough: the first broken rule, or that it is missing.
  return first
    ? [
        {
          path,
          code: missing ? 'required' : error.value === null ? 'null' : first[0],
          message: missing
            ? absent
            : error.value === null
              ? noneGiven
              : (sentences[first[0]]?.(first[1]) ?? { zh: first[1], en: first[1] }),
        },
      ]
    : [];
};

type Body = Record<string, unknown>;
type Dto = NonNullable<ArgumentMetadata['metatype']>;

const rulesOf = (dto: Dto) => getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);

/** Lists of more items than their field may have: told before each item is looked at, which may take long. */
const longLists = (body: Body, dto: Dto): FieldFault[] =>
  rulesOf(dto).flatMap(({ name = '', propertyName, constraints }) => {
    const [list, most] = [body[propertyName], Number((constraints as unknown[] | undefined)?.[0])];
    if (name !== ARRAY_MAX_SIZE || !Array.isArray(list) || list.length <= most) return [];
    return [{ path: propertyName, code: name, message: { zh: `最多 ${most} 项`, en: `may have at most ${most} items` } }];
  });

/** So many objects of a list are looked at before somebody else has a turn: with six fields each, some 20 ms. */
const SLICE = 50;

/** The list of objects in a body that is too long to be looked at in one go. */
const listInSlices = (body: Body, dto: Dto): string | undefined =>
  rulesOf(dto).find(({ type, propertyName }) => {
    const list = body[propertyName];
    return type === ValidationTypes.NESTED_VALIDATION && Array.isArray(list) && list.length > SLICE;
  })?.propertyName;

/** Their places in the whole list, where they were found in a slice of it. */
const shifted = (faults: FieldFault[], list: string, by: number): FieldFault[] =>
  faults.map((fault) => {
    const [first, index = '', ...rest] = fault.path.split('.');
    return first === list && /^\d+$/.test(index) ? { ...fault, path: [list, Number(index) + by, ...rest].join('.') } : fault;
  });

/** First what no field may hold, then the DTO's own rules; unknown fields are refused so that a typing error is not silently lost. */
class EdgePipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'custom') return value;
    const faults = unstorable(value, metadata.data ?? '');
    if (faults.length > 0) throw invalid(faults);
    if (metadata.type === 'body' && value !== undefined && !isObject(value)) throw invalid([notAnObject]);
    if (!isObject(value) || !metadata.metatype) return super.transform(value, metadata);
    const body = value as Body;
    const tooLong = longLists(body, metadata.metatype);
    if (tooLong.length > 0) throw invalid(tooLong);
    const list = listInSlices(body, metadata.metatype);
    return list ? this.inSlices(body, list, metadata) : super.transform(value, metadata);
  }

  private async inSlices(body: Body, list: string, metadata: ArgumentMetadata): Promise<unknown> {
    const all = body[list] as unknown[];
    const items: unknown[] = [];
    const faults = new Map<string, FieldFault>();
    let whole: Body = {};
    for (let from = 0; from < all.length; from += SLICE) {
      try {
        whole = (await super.transform({ ...body, [list]: all.slice(from, from + SLICE) }, metadata)) as Body;
        items.push(...(whole[list] as unknown[]));
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        for (const fault of shifted(error.errors, list, from)) faults.set(`${fault.path} ${fault.code}`, fault);
      }
      await turn();
    }
    if (faults.size > 0) throw invalid([...faults.values()]);
    return Object.assign(whole, { [list]: items });
  }
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const notAnObject: FieldFault = { path: '', code: 'isObject', message: { zh: '请求内容应为一个对象', en: 'the body must be an object' } };

/** Checks parameters, bodies and queries. */
export const validationPipe = (): ValidationPipe =>
  new EdgePipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    exceptionFactory: (errors) => invalid(errors.flatMap((error) => faultsOf(error, ''))),
  });
