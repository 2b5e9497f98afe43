import { bool, id, int, listOf, nested, text } from '#platform/http';
import { fill, type Problem } from '#platform/http';
import { NeedDto, NeedPatchDto } from './need.dto.js';
import { saidIn } from './posting.dto.js';
import type { DraftLine } from './need.drafts.js';

export class DraftLineDto extends NeedPatchDto {
  @id() id: string;
  @int({ about: 'the version that was looked at' }) version: number;
}

export class CompleteDraftsDto {
  @listOf(() => DraftLineDto, { min: 1, max: 200 }) rows: DraftLineDto[];
  @bool({ optional: true, about: 'publish those that lack nothing any more' }) publish?: boolean;

  static lines({ rows }: CompleteDraftsDto): DraftLine[] {
    return rows.map(({ id: key, version, ...patch }) => {
      const { nodeId, figuresConfirmed } = patch;
      return { id: key, version, figuresConfirmed, change: { ...saidIn(patch), ...(nodeId === undefined ? {} : { nodeId }) } };
    });
  }
}

export class DraftFaultDto {
  @text({ about: 'the field' }) path: string;
  @text() message: string;
}

export class DraftProblemDto {
  @text() code: string;
  @text({ about: 'in words' }) title: string;
  @listOf(() => DraftFaultDto, { about: 'field by field, where it is about fields' }) errors: DraftFaultDto[];

  static of({ code, detail, params, errors }: Problem, locale: 'zh' | 'en'): DraftProblemDto {
    return {
      code,
      title: fill(detail[locale], params),
      errors: errors.map(({ path, message, params: own }) => ({ path, message: fill(message[locale], own ?? {}) })),
    };
  }
}

export class DraftOutcomeDto {
  @id() id: string;
  @nested(() => NeedDto, { nullable: true, about: 'as it is now; null when there is none' }) need: NeedDto | null;
  @nested(() => DraftProblemDto, { nullable: true, about: 'why it was not saved, or not published' }) problem: DraftProblemDto | null;
}
