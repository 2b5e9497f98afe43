import { Injectable } from '@nestjs/common';
import { Settings } from '#platform/config';
import { ChannelPort, type Outcome, type Outgoing } from '../channel.js';
import { renderMessage } from '../domain/templates.js';
import { asksForToken, failureOfWecom, knowsNobody, wecomText } from '../domain/wecom.js';
import { getJson, postJson, textIn, type Refusal } from '../sms/http-call.js';
import { WecomTokens, type Asked } from './wecom-tokens.js';

const HOME = 'https://qyapi.weixin.qq.com';
/** Seconds in which WeCom drops the same message to the same person. Source: "Send application messages", the longest there is. */
const DUPLICATE_SECONDS = 14_400;
/** People whose names in WeCom are kept at hand. */
const MOST_KNOWN = 1_000;
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

type Failed = Extract<Outcome, { state: 'failed' }>;
type Said = { answer: Record<string, unknown> } | { failed: Failed };

/**
 * Application messages of enterprise WeChat, to whoever has joined the bureau's WeCom, known by their mobile number. What it is given twice
 * may come twice: its own check knows the same content, not our key.
 */
@Injectable()
export class WecomChannel extends ChannelPort {
  readonly channel = 'wecom';
  readonly honoursKey = false;
  private readonly people = new Map<string, string>();

  constructor(
    private readonly settings: Settings,
    private readonly tokens: WecomTokens,
  ) {
    super();
  }

  get configured(): boolean {
    return this.settings.WECOM_CORP_ID !== undefined;
  }

  async send(outgoing: Outgoing): Promise<Outcome> {
    if (!this.configured) return { state: 'no_provider', reason: 'no WeCom account is connected' };
    const person = await this.personOf(outgoing.address);
    if (typeof person !== 'string') return person;
    const said = await this.call('message/send', {
      touser: person,
      msgtype: 'text',
      agentid: Number(this.settings.WECOM_AGENT_ID),
      text: { content: this.contentOf(outgoing) },
      safe: 0,
      enable_duplicate_check: 1,
      duplicate_check_interval: DUPLICATE_SECONDS,
    });
    if ('failed' in said) return said.failed;
    const invalid = textIn(said.answer['invaliduser']);
    if (invalid !== '') return { state: 'failed', failure: 'address', reason: 'WeCom: the person does not see the application' };
    return { state: 'sent', provider: 'wecom', ref: textIn(said.answer['msgid']).slice(0, 80) };
  }

  /** The person of a mobile number, as WeCom calls them. */
  private async personOf(mobile: string): Promise<string | Outcome> {
    const known = this.people.get(mobile);
    if (known !== undefined) return known;
    const found = await this.call('user/getuserid', { mobile });
    if ('failed' in found) return found.failed.failure === 'address' ? { state: 'no_address', reason: found.failed.reason } : found.failed;
    const person = textIn(found.answer['userid']);
    if (this.people.size >= MOST_KNOWN) this.people.clear();
    this.people.set(mobile, person);
    return person;
  }

  private contentOf({ template, params, locale }: Outgoing): string {
    const { PUBLIC_URL } = this.settings;
    const content = renderMessage(template, params, locale);
    const word = locale === 'zh' ? '查看' : 'Open';
    return wecomText(content, PUBLIC_URL !== undefined && content.link !== null ? { url: PUBLIC_URL + content.link, word } : null);
  }

  /** Calls with the token that all workers share; with another one, once, when it was refused. */
  private async call(path: string, body: object): Promise<Said> {
    let refused: number | undefined;
    for (;;) {
      const held = await this.tokens.get(this.application, () => this.askForToken(), refused);
      if ('refused' in held) return { failed: held.refused ?? failed(-1, 'no token in time') };
      const url = `${this.home}/cgi-bin/${path}?access_token=${encodeURIComponent(held.token)}`;
      const answered = await postJson(url, JSON_TYPE, JSON.stringify(body));
      if ('taken' in answered) return { failed: unreached(answered, path === 'message/send') };
      const code = Number(answered.answer['errcode'] ?? 0);
      if (code === 0) return { answer: answered.answer };
      if (!asksForToken(code) || refused !== undefined) return { failed: failed(code, textIn(answered.answer['errmsg'])) };
      refused = held.edition;
    }
  }

  private async askForToken(): Promise<Asked<Failed>> {
    const { WECOM_CORP_ID = '', WECOM_SECRET = '' } = this.settings;
    const asked = new URLSearchParams({ corpid: WECOM_CORP_ID, corpsecret: WECOM_SECRET });
    const answered = await getJson(`${this.home}/cgi-bin/gettoken?${asked.toString()}`);
    if ('taken' in answered) return { refused: unreached(answered, false) };
    const { errcode, errmsg, access_token: token, expires_in: life } = answered.answer;
    const code = Number(errcode ?? 0);
    return code === 0 ? { token: textIn(token), lifeSeconds: Number(life) || 7_200 } : { refused: failed(code, textIn(errmsg)) };
  }

  private get application(): string {
    return `${this.settings.WECOM_CORP_ID ?? ''}:${this.settings.WECOM_AGENT_ID ?? ''}`.slice(0, 36);
  }

  private get home(): string {
    return this.settings.WECOM_URL ?? HOME;
  }
}

/** WeCom's words are cut before what it adds for its own support. */
const failed = (code: number, said: string): Failed => {
  const failure = failureOfWecom(code);
  return {
    state: 'failed',
    failure,
    reason: knowsNobody(code)
      ? `${code}: nobody of this number is in WeCom`
      : `${code}: ${said.split(/, (hint|from ip)/)[0]?.slice(0, 200)}`,
    unsure: failure === 'network',
    whole: ['network', 'throttled', 'credentials'].includes(failure),
  };
};

/** @param handsOver a call that was lost may have sent something */
const unreached = ({ failure, reason, unsure = false }: Refusal, handsOver: boolean): Failed => ({
  state: 'failed',
  failure,
  reason,
  unsure: unsure && handsOver,
  whole: true,
});
