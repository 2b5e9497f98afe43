import { Injectable } from '@nestjs/common';
import { FieldCipher, mask } from '#platform/crypto';
import type { ManifestLine } from './dispatch.entity.js';
import { sees, type Sight } from './domain/sight.js';

/** A person as shown, as far as whoever looks may see. */
export interface LineView {
  line: ManifestLine;
  sight: Sight;
  name: string | null;
  phone: string | null;
  idNumber: string | null;
  emergencyContact: string | null;
}

/** People as somebody may see them. */
@Injectable()
export class LineViews {
  constructor(private readonly cipher: FieldCipher) {}

  view(line: ManifestLine, sight: Sight): LineView {
    const open = (column: 'name' | 'phone' | 'idNumber' | 'emergencyContact', hide: (text: string) => string): string | null => {
      const value = this.cipher.open('manifest_line', column, line.id, line[column]);
      return value === null || sees(sight, column) ? value : hide(value);
    };
    return {
      line,
      sight,
      name: open('name', mask.name),
      phone: open('phone', mask.phone),
      idNumber: open('idNumber', mask.idNumber),
      emergencyContact: open('emergencyContact', (text) => mask.phone(text.replace(/\s/g, ''))),
    };
  }
}
