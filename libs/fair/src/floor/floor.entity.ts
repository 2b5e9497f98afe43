import { Entity, Unique } from 'typeorm';
import { Bytes, Instant, Int, Key, Ref, Str } from '#platform/db';

/** The floor plan of a room as a picture. */
@Entity('floor_picture')
@Unique('UQ_floor_picture_room', ['roomId'])
export class FloorPicture {
  @Key() id: string;
  @Ref() roomId: string;
  @Str(20) mime: 'image/png' | 'image/jpeg';
  @Int() width: number;
  @Int() height: number;
  @Str(64) sha256: string;
  @Bytes() content: Buffer;
  @Ref() setById: string;
  @Instant() setAt: Date;
  /** Counts pictures and placings alike. */
  @Int({ default: 1 }) version: number;
}

/** Where a booth stands on the picture. */
@Entity('floor_spot')
@Unique('UQ_floor_spot', ['roomId', 'number'])
export class FloorSpot {
  @Key() id: string;
  @Ref() roomId: string;
  @Str(8) number: string;
  /** Thousandths of the picture's width and height, to the middle of the booth. */
  @Int() x: number;
  @Int() y: number;
}
