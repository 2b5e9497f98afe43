import { Injectable } from '@nestjs/common';
import { PasswordLinks } from '#access';
import { FieldCipher } from '#platform/crypto';
import type { Outcome, Outgoing } from './channel.js';
import { Channels } from './channels.js';
import { keyOf } from './domain/delivery.js';
import type { Lane } from './domain/gate.js';
import type { ParamValue } from './domain/render.js';
import { templateOf } from './domain/templates.js';
import { Gates, type Leave } from './gate/gate.service.js';
import { Lanes } from './gate/lanes.js';
import { Outbox, type Queued } from './outbox.js';
import { Tolls } from './quota/tolls.service.js';

/** Something to be handed over. */
export interface Due {
  delivery: Queued;
  outgoing: Outgoing;
}

/** How a try went; `later` when the gate let nothing through, which is no try. */
export type Went = { outcome: Outcome } | { later: Extract<Leave, { go: false }> };

/** Hands deliveries to their channels. */
@Injectable()
export class HandOver {
  constructor(
    private readonly cipher: FieldCipher,
    private readonly links: PasswordLinks,
    private readonly channels: Channels,
    private readonly gates: Gates,
    private readonly lanes: Lanes,
    private readonly outbox: Outbox,
    private readonly tolls: Tolls,
  ) {}

  /** What of these is still to be handed over. */
  async due(ids: readonly string[]): Promise<Due[]> {
    const all: Due[] = [];
    for (const { delivery, message } of await this.outbox.queued(ids)) {
      const { id, template, locale, createdAt } = message;
      const params = JSON.parse(this.cipher.open('message', 'params', id, message.params)) as Record<string, ParamValue>;
      const address = this.cipher.open('delivery', 'address', delivery.id, message.address);
      const secretLink = templateOf(template)?.secretLink ? ((await this.links.address(String(params['linkId']))) ?? undefined) : null;
      all.push({ delivery, outgoing: { key: keyOf(delivery), address, template, createdAt, locale, params, secretLink } });
    }
    return all;
  }

  /** Outside any transaction. @param placed it comes at the place in the line that it was given */
  async try({ delivery, outgoing }: Due, lane: Lane, placed = false): Promise<Went> {
    const channel = this.channels.of(delivery.channel);
    if (!channel.configured) return { outcome: await channel.send(outgoing) };
    const held = await this.tolls.held(delivery.channel, outgoing.template);
    if (held) return { later: { go: false, at: held, place: false } };
    if (lane === 'bulk') await this.lanes.giveWay();
    const leave = await this.gates.leave(delivery.channel, lane, placed);
    if (!leave.go) return { later: leave };
    const taken = await this.tolls.take(delivery, outgoing);
    if ('until' in taken) return { later: { go: false, at: taken.until, place: false } };
    const outcome = await channel.send(outgoing);
    await this.gates.heard(delivery.channel, outcome);
    if (outcome.state !== 'sent') await this.tolls.giveBack(delivery, taken.parts);
    return { outcome };
  }
}
