import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { FieldCipher } from '#platform/crypto';
import { Clock, isDuplicate, newId, UnitOfWork } from '#platform/db';
import { tokenText, type TicketToken } from '../domain/ticket.js';
import { TicketKey } from './ticket.entity.js';

/** A key that tickets can be verified with, without a network. */
export interface VerifyingKey {
  id: string;
  /** Ed25519, 32 bytes in base64url. */
  publicKey: string;
}

const FIRST = 'k1';

/** Signs tickets. The pair of keys is the installation's and is made when the first ticket is. */
@Injectable()
export class TicketKeys {
  private current: { id: string; key: KeyObject } | null = null;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly cipher: FieldCipher,
    private readonly clock: Clock,
  ) {}

  /** What stands in the QR of a ticket: about 150 signs. */
  async sign(ticket: Omit<TicketToken, 'keyId'>): Promise<string> {
    const { id, key } = (this.current ??= await this.load());
    const text = tokenText({ ...ticket, keyId: id });
    return `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`;
  }

  /** All keys that tickets of today were signed with. */
  async verifying(): Promise<VerifyingKey[]> {
    this.current ??= await this.load();
    return (await this.uow.manager.find(TicketKey, { order: { slot: 'ASC' } })).map(({ slot, publicKey }) => ({ id: slot, publicKey }));
  }

  private async load(): Promise<{ id: string; key: KeyObject }> {
    const row = (await this.stored()) ?? (await this.made());
    const text = this.cipher.open('ticket_key', 'privateKey', row.id, row.privateKey);
    return { id: row.slot, key: createPrivateKey({ key: Buffer.from(text, 'base64url'), format: 'der', type: 'pkcs8' }) };
  }

  private stored(): Promise<TicketKey | null> {
    return this.uow.manager.findOneBy(TicketKey, { slot: FIRST });
  }

  /** Of two processes that make one at once, the faster one's is kept. */
  private async made(): Promise<TicketKey> {
    const { privateKey } = generateKeyPairSync('ed25519');
    const id = newId();
    const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64url');
    const sealed = this.cipher.seal(
      'ticket_key',
      'privateKey',
      id,
      privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url'),
    );
    const row: TicketKey = { id, slot: FIRST, publicKey, privateKey: sealed, createdAt: this.clock.now() };
    try {
      await this.uow.run(async () => {
        if (!(await this.stored())) await this.uow.manager.insert(TicketKey, row);
      });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    const stored = await this.stored();
    if (!stored) throw new Error('the pair of keys of tickets was not kept');
    return stored;
  }
}
