import { Body, Param } from '@nestjs/common';
import { Action, bool, Caller, instant, int, listOf, nested, oneOf, Resource, text, type Principal } from '#platform/http';
import { VARIABLE_TYPES, type OwnWording, type Variable, type VariableType } from '../domain/wording.js';
import { Wordings, type TemplateView, type WordingPreview } from './wordings.service.js';

class OwnWordingDto implements OwnWording {
  @text({ max: 60, about: 'names in braces are variables' }) subjectZh: string;
  @text({ max: 500 }) textZh: string;
  @text({ max: 120 }) subjectEn: string;
  @text({ max: 1000 }) textEn: string;
}

class NewWordingDto extends OwnWordingDto {
  @int({ about: 'number of the version that was seen; 0 of what comes with the program' }) last: number;
  @text({ min: 2, max: 300, about: 'why it is so' }) source: string;
}

class WordingVersionDto extends OwnWordingDto {
  @int() number: number;
  @text({ max: 300 }) source: string;
  @text() setBy: string;
  @instant() setAt: string;
}

class VariableDto implements Variable {
  @text() name: string;
  @text({ about: 'as people call it' }) word: string;
  @oneOf(VARIABLE_TYPES, 'VariableType') type: VariableType;
}

class MessageTemplateDto {
  @text({ max: 40 }) template: string;
  @bool({ about: 'it goes as a text message: other words have to be approved again' }) textable: boolean;
  @listOf(() => VariableDto) variables: VariableDto[];
  @nested(() => OwnWordingDto, { about: 'the words that come with the program' }) builtIn: OwnWordingDto;
  @listOf(() => WordingVersionDto, { about: 'newest first: that one holds' }) versions: WordingVersionDto[];

  static of(view: TemplateView): MessageTemplateDto {
    return { ...view, versions: view.versions.map((one) => ({ ...one, setAt: one.setAt.toISOString() })) };
  }
}

class WordingPreviewDto implements WordingPreview {
  @oneOf(['zh', 'en'], 'Locale') locale: 'zh' | 'en';
  @text() subject: string;
  @text({ max: 4000 }) text: string;
  @int({ nullable: true, about: 'of a text message' }) parts: number | null;
  @bool({ about: 'with the values of a message that was sent' }) real: boolean;
}

@Resource('message-templates')
export class MessageTemplateController {
  constructor(private readonly wordings: Wordings) {}

  @Action({
    method: 'GET',
    path: ':template',
    permission: 'deliveries.read',
    returns: MessageTemplateDto,
    summary: 'The words of a kind of message, its variables and its versions',
  })
  async one(@Caller() who: Principal, @Param('template') template: string): Promise<MessageTemplateDto> {
    return MessageTemplateDto.of(await this.wordings.one(who, template));
  }

  @Action({
    method: 'PUT',
    path: ':template',
    permission: 'message_rule.edit',
    body: NewWordingDto,
    returns: MessageTemplateDto,
    summary: 'Write the next version of its words',
  })
  async write(@Caller() who: Principal, @Param('template') template: string, @Body() { last, ...said }: NewWordingDto) {
    return MessageTemplateDto.of(await this.wordings.write(who, template, last, said));
  }

  @Action({
    method: 'POST',
    path: ':template/preview',
    permission: 'message_rule.edit',
    body: OwnWordingDto,
    returns: WordingPreviewDto,
    array: true,
    summary: 'How words would read, with the values of a message that was sent',
  })
  preview(@Caller() who: Principal, @Param('template') template: string, @Body() body: OwnWordingDto): Promise<WordingPreviewDto[]> {
    return this.wordings.preview(who, template, body);
  }
}
