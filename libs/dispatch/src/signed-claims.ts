import { Injectable } from '@nestjs/common';
import { HireClaims } from '#need';
import { FieldCipher } from '#platform/crypto';
import type { LineState } from './domain/line.js';
import type { ManifestLine } from './dispatch.entity.js';
import { TripRepository } from './trip.repository.js';

interface Signed {
  line: ManifestLine;
  from: LineState;
}

/** Whoever signs counts for the station, unless the enterprise hired them at a job fair before: one hire counts for one channel. */
@Injectable()
export class SignedClaims {
  constructor(
    private readonly claims: HireClaims,
    private readonly trips: TripRepository,
    private readonly cipher: FieldCipher,
  ) {}

  /** Of these, who is counted by a fair: from now on they are somebody who was there already, and their place goes back instead of being
   * filled a second time. Inside the unit of work of the roll call. */
  async settle(changes: readonly Signed[]): Promise<Set<string>> {
    for (const { line, from } of changes) if (from === 'signed' && line.state !== 'signed') await this.gone(line);
    const signs = changes.flatMap(({ line }) => (line.state === 'signed' && !line.returning ? [line] : []));
    const elsewhere = await this.take(signs);
    for (const id of elsewhere) await this.trips.updateLine(id, { returning: true });
    return elsewhere;
  }

  /** They are not there any more: another channel may count them. */
  async gone({ id }: Pick<ManifestLine, 'id'>): Promise<void> {
    await this.claims.giveBack({ channel: 'station', refId: id });
  }

  /** They are there after all. */
  async back(line: ManifestLine): Promise<void> {
    if (!line.returning) await this.take([line]);
  }

  private async take(lines: readonly ManifestLine[]): Promise<Set<string>> {
    const people = lines.flatMap(({ id, phone, enterpriseId }) => {
      const number = this.cipher.open('manifest_line', 'phone', id, phone);
      return number === null ? [] : [{ refId: id, phone: number, enterpriseId }];
    });
    return new Set((await this.claims.takeAll('station', people)).keys());
  }
}
