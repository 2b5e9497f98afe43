import { defineEvent } from '#platform/jobs';
import type { Channel } from '../domain/delivery.js';
import type { Failure } from '../domain/failure.js';

/** Nothing goes out by a channel for now: its provider failed several times one behind another. */
export const channelClosed = defineEvent<{ channel: Channel; failure: Failure; at: string }>('channel.closed');
