import { Entity, Unique } from 'typeorm';
import { Instant, Key, Ref } from '#platform/db';

/** An enterprise that came to its booth. */
@Entity('booth_arrival')
@Unique('UQ_booth_arrival', ['fairId', 'enterpriseId'])
export class BoothArrival {
  @Key() id: string;
  @Ref() fairId: string;
  @Ref() enterpriseId: string;
  @Instant() at: Date;
  /** Null where a phone of the booth said something of a visitor: then somebody stands there. */
  @Ref({ nullable: true }) markedById: string | null;
}
