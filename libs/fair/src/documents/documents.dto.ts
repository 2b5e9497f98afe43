import { id, instant, int, oneOf, text } from '#platform/http';
import { FAIR_PLANS, type FairPlanKind } from '../domain/filing.js';
import { VARIABLES } from './template-text.js';
import type { FairTemplate } from './template.entity.js';

const LOCALES = ['zh', 'en'] as const;
const VARIABLE_KINDS = ['text', 'day', 'time', 'number', 'people'] as const;

export class FairTemplateDto {
  @id() id: string;
  @oneOf(FAIR_PLANS, 'FairPlanKind') kind: FairPlanKind;
  @oneOf(LOCALES, 'TemplateLocale') locale: 'zh' | 'en';
  @int({ about: 'to be named in If-Match when it is edited' }) version: number;
  @text({ max: 12_000 }) body: string;
  @text({ nullable: true, about: 'who worded it; null of what came with the program' }) setByName: string | null;
  @instant() setAt: string;

  static of({ id, kind, locale, version, body, setAt }: FairTemplate, setByName: string | null): FairTemplateDto {
    return { id, kind, locale, version, body, setByName, setAt: setAt.toISOString() };
  }
}

export class TemplateBodyDto {
  @text({ min: 2, max: 12_000, about: 'lines: "# " a title, "## " a heading, else a paragraph; {{variable}} is filled in' }) body: string;
}

export class TemplateVariableDto {
  @text() name: string;
  @text() zh: string;
  @oneOf(VARIABLE_KINDS, 'TemplateVariableKind') kind: (typeof VARIABLES)[number]['kind'];
}

export class DocumentQuery {
  @oneOf(LOCALES, 'TemplateLocale', { optional: true }) lang?: 'zh' | 'en' = 'zh';
}
export class PlanDocumentQuery extends DocumentQuery {
  @oneOf(FAIR_PLANS, 'FairPlanKind', { optional: true }) kind?: FairPlanKind = 'organisation';
  @oneOf(['pdf', 'docx'], 'PlanFormat', { optional: true }) format?: 'pdf' | 'docx' = 'pdf';
}
export class CardsQuery extends DocumentQuery {
  @text({ optional: true, max: 8, about: 'booth number; all booths without it' }) number?: string;
}
