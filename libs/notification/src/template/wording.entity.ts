import { Entity, Unique } from 'typeorm';
import { Instant, Int, Key, Ref, Str, Txt } from '#platform/db';

/** One version of the words of a kind of message; the last one holds. */
@Entity('message_wording')
@Unique('UQ_message_wording', ['template', 'number'])
export class MessageWording {
  @Key() id: string;
  @Str(40) template: string;
  @Int() number: number;
  @Str(120) subjectZh: string;
  @Txt() textZh: string;
  @Str(240) subjectEn: string;
  @Txt() textEn: string;
  @Str(300) source: string;
  @Ref() setById: string;
  @Instant() setAt: Date;
}
