import { Body, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  Action,
  bool,
  Caller,
  conflict,
  IfMatch,
  int,
  listOf,
  MaybeCaller,
  Resource,
  text,
  uploadedFile,
  type Principal,
  type UploadRequest,
} from '#platform/http';
import { Floors, type FloorView } from './floors.js';

const PERMILLE = 1_000;

class FloorSpotDto {
  @text({ max: 8 }) number: string;
  @int({ max: PERMILLE, about: 'thousandths of the width, to the middle of the booth' }) x: number;
  @int({ max: PERMILLE, about: 'thousandths of the height' }) y: number;
}

class PlacedBoothDto extends FloorSpotDto {
  @int({ min: 50, max: 5_000 }) widthCm: number;
  @int({ min: 50, max: 5_000 }) depthCm: number;
  @bool() power: boolean;
}

class PlacedBoothsDto {
  @listOf(() => PlacedBoothDto, { max: 2_000 }) spots: PlacedBoothDto[];
}

class FloorDto {
  @int({ about: 'pixels' }) width: number;
  @int() height: number;
  @text({ about: 'address of the picture; another one for another picture' }) picture: string;
  @listOf(() => FloorSpotDto) spots: FloorSpotDto[];
  @int({ about: 'to be named in If-Match when booths are placed' }) version: number;

  static of({ picture, spots }: FloorView): FloorDto {
    const { roomId, width, height, sha256, version } = picture;
    return {
      ...{ width, height, version, picture: `/api/rooms/${roomId}/floor/picture?v=${sha256.slice(0, 12)}` },
      spots: spots.map(({ number, x, y }) => ({ number, x, y })),
    };
  }
}

class PictureQuery {
  @text({ optional: true, max: 12, about: 'another picture has another one, so that browsers may keep it' }) v?: string;
}

@Resource('rooms')
export class FloorController {
  constructor(private readonly floors: Floors) {}

  @Action({
    method: 'GET',
    path: ':id/floor',
    permission: 'public',
    returns: FloorDto,
    array: true,
    summary: 'The floor plan of a room and where booths stand, if there is one; strangers see those of rooms with an announced fair',
  })
  async one(@MaybeCaller() who: Principal | null, @Param('id') id: string) {
    await this.floors.mayLook(who, id);
    const found = await this.floors.find(id);
    return found ? [FloorDto.of(found)] : [];
  }

  @Action({ method: 'GET', path: ':id/floor/picture', permission: 'public', file: 'image/png', summary: 'The picture of a floor plan' })
  async picture(
    @MaybeCaller() who: Principal | null,
    @Param('id') id: string,
    @Query() _: PictureQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.floors.mayLook(who, id);
    const { mime, sha256, content } = await this.floors.picture(id);
    const etag = `"${sha256}"`;
    void reply.headers({ etag, 'cache-control': `${who ? 'private' : 'public'}, max-age=86400` });
    if (request.headers['if-none-match']?.includes(etag)) await reply.status(304).send();
    else await reply.header('content-type', mime).send(content);
  }

  @Action({
    method: 'POST',
    path: ':id/floor',
    permission: 'fair.manage',
    upload: true,
    rate: 'upload',
    returns: FloorDto,
    status: 200,
    summary: 'Hand in a floor plan: PNG or JPEG of at most 8 MB',
  })
  async set(@Caller() who: Principal, @Param('id') id: string, @Req() request: UploadRequest) {
    await this.floors.mayChange(who, id);
    return FloorDto.of(await this.floors.set(who, id, (await uploadedFile(request)).content));
  }

  @Action({
    method: 'PUT',
    path: ':id/floor/spots',
    permission: 'fair.manage',
    body: PlacedBoothsDto,
    returns: FloorDto,
    summary: 'Say where booths stand; If-Match names the version',
  })
  async place(@Caller() who: Principal, @Param('id') id: string, @IfMatch() version: number | null, @Body() { spots }: PlacedBoothsDto) {
    await this.floors.mayChange(who, id);
    if (version === null) throw conflict('request.if_match', { zh: '缺少 If-Match 版本号', en: 'If-Match with the version is missing' });
    return FloorDto.of(await this.floors.place(who, id, version, spots));
  }

  @Action({ method: 'DELETE', path: ':id/floor', permission: 'fair.manage', summary: 'Take a floor plan away; the grid stays' })
  async remove(@Caller() who: Principal, @Param('id') id: string): Promise<void> {
    await this.floors.remove(who, id);
  }
}
