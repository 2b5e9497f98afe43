import { Injectable } from '@nestjs/common';
import { FieldCipher } from '#platform/crypto';
import { localTime } from '#platform/dates';
import { yuanOf } from '#reference';
import type { AuditEntry } from './access.entity.js';
import { Directory } from './directory.service.js';
import { ObjectNames } from './object-names.js';
import { OrgTree } from './org-tree.service.js';
import { traceWords } from './traces.js';

/** One thing that an entry says. */
export interface AuditLine {
  name: string;
  before: string | null;
  after: string;
}

/** An entry as people read it, in one language. */
export interface AuditView {
  entry: AuditEntry;
  userName: string | null;
  actionName: string;
  kindName: string;
  objectName: string | null;
  address: string | null;
  changes: AuditLine[];
}

type Locale = 'zh' | 'en';

/** Fields that hold the id of something with a name. */
const REFERS: Record<string, string> = {
  nodeId: 'org_node',
  parentId: 'org_node',
  enterpriseId: 'enterprise',
  supplierId: 'supplier',
  needId: 'need',
  batchId: 'batch',
  userId: 'user',
  decidedById: 'user',
};

/** Puts entries of the trail in words: codes as people say them, ids as what they are called today. */
@Injectable()
export class AuditViews {
  constructor(
    private readonly directory: Directory,
    private readonly org: OrgTree,
    private readonly cipher: FieldCipher,
    private readonly objects: ObjectNames,
  ) {}

  async of(entries: readonly AuditEntry[], locale: Locale): Promise<AuditView[]> {
    const users = await this.directory.names(entries.map(({ userId }) => userId));
    const names = await this.names(entries);
    return entries.map((entry) => ({
      entry,
      userName: entry.userId === null ? null : (users.get(entry.userId) ?? null),
      actionName: traceWords.say('actions', entry.action, locale),
      kindName: traceWords.say('kinds', entry.objectKind, locale),
      objectName: nameOf(names, entry.objectKind, entry.objectId, locale),
      address: this.cipher.open('audit_entry', 'address', entry.id, entry.address),
      changes: Object.entries(entry.fields).map(([field, value]) => lineOf(field, value, names, locale)),
    }));
  }

  /** What the objects of these entries, and those that their fields name, are called; by kind and id. */
  private async names(entries: readonly AuditEntry[]): Promise<Names> {
    const asked = new Map<string, Set<string>>();
    const ask = (kind: string, id: unknown): void => {
      if (typeof id === 'string') asked.set(kind, (asked.get(kind) ?? new Set()).add(id));
    };
    for (const { objectKind, objectId, fields } of entries) {
      ask(objectKind, objectId);
      visit(fields, (field, value) => REFERS[field] && ask(REFERS[field], value));
    }
    const pairs = await Promise.all([...asked].map(async ([kind, ids]) => [kind, await this.namesOf(kind, [...ids])] as const));
    return new Map(pairs);
  }

  private async namesOf(kind: string, ids: string[]): Promise<Map<string, string>> {
    if (kind === 'user') return this.directory.names(ids);
    if (kind === 'org_node') return new Map([...(await this.org.byIds(ids))].map(([id, { name }]) => [id, name]));
    return this.objects.of(kind, ids);
  }
}

type Names = Map<string, Map<string, string>>;

/** Kinds of objects whose ids are codes that have words. */
const TOLD_BY_WORDS = new Set(['queue', 'retention_rule', 'list']);

const nameOf = (names: Names, kind: string, id: string, locale: Locale): string | null =>
  TOLD_BY_WORDS.has(kind) ? traceWords.say('values', `${kind}.${id}`, locale) : (names.get(kind)?.get(id) ?? null);

interface Change {
  from: unknown;
  to: unknown;
}

const isChange = (value: unknown): value is Change =>
  typeof value === 'object' && value !== null && Object.keys(value).join() === 'from,to';

/** Every value with the field that it stands under, however deep; both sides of a change stand under its field. */
const visit = (fields: object, see: (field: string, value: unknown) => void): void => {
  for (const [field, value] of Object.entries(fields) as [string, unknown][]) {
    for (const one of partsOf(value)) {
      if (typeof one === 'object' && one !== null) visit(one, see);
      else see(field, one);
    }
  }
};

const partsOf = (value: unknown): unknown[] => {
  if (isChange(value)) return [value.from, value.to];
  return Array.isArray(value) ? value : [value];
};

const lineOf = (field: string, value: unknown, names: Names, locale: Locale): AuditLine => {
  const say = (one: unknown): string => words(field, one, names, locale);
  const name = traceWords.say('fields', field, locale);
  return isChange(value) ? { name, before: say(value.from), after: say(value.to) } : { name, before: null, after: say(value) };
};

/** An id of what is gone, or has no name: enough to tell two apart. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

const words = (field: string, value: unknown, names: Names, locale: Locale): string => {
  if (value === null || value === undefined || value === '') return '—';
  if (typeof value === 'boolean') return locale === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no';
  if (typeof value === 'number') return /Fen$/.test(field) ? String(yuanOf(value)) : String(value);
  if (Array.isArray(value)) return value.map((one) => words(field, one, names, locale)).join(locale === 'zh' ? '、' : ', ') || '—';
  if (typeof value === 'object')
    return Object.entries(value)
      .filter(([, inner]) => inner !== null && inner !== undefined)
      .map(([inner, one]) => `${traceWords.say('fields', inner, locale)} ${words(inner, one, names, locale)}`)
      .join(locale === 'zh' ? '，' : '; ');
  const text = value as string;
  if (INSTANT.test(text)) return localTime(new Date(text));
  const known = names.get(REFERS[field] ?? '')?.get(text);
  if (known) return known;
  if (UUID.test(text)) return `…${text.slice(-6)}`;
  if (field === 'action' && traceWords.has('actions', text)) return traceWords.say('actions', text, locale);
  const code = `${field}.${text}`;
  return traceWords.has('values', code) ? traceWords.say('values', code, locale) : text;
};
