/** Application messages as WeCom takes them: access tokens that run out, people known by their mobile number, and its codes. */
import { randomBytes, randomUUID } from 'node:crypto';

const MOBILE = /^1[3-9]\d{9}$/;
/** Numbers that end so have not joined; those that end with 1111 have, but do not see the application. */
const NOT_JOINED = /0000$/;
const UNSEEING = /1111$/;
const LIFE_SECONDS = 7_200;

const CODES = { throttled: [45009, 'api freq out of limit'], content: [44004, 'empty content'], busy: [-1, 'system error'] };
const says = (errcode, errmsg, more = {}) => [
  200,
  { errcode, errmsg: errcode === 0 ? 'ok' : `${errmsg}, hint: [${randomUUID()}]`, ...more },
];

/** @param options id of the corporation, secret and id of the application */
export function wecomDouble({ id, secret, agent }) {
  const taken = [];
  const recent = new Map();
  let token = null;
  let tokensGiven = 0;
  let behaviour = {};

  /** Asked again, it gives the same token while that is good. */
  const gettoken = ({ url }) => {
    const asked = Object.fromEntries(url.searchParams);
    if (asked.corpid !== id) return says(40013, 'invalid corpid');
    if (asked.corpsecret !== secret) return says(40001, 'invalid credential');
    if (!token || token.until < Date.now()) {
      token = { text: randomBytes(64).toString('base64url'), until: Date.now() + LIFE_SECONDS * 1_000 };
      tokensGiven += 1;
    }
    return says(0, '', { access_token: token.text, expires_in: LIFE_SECONDS });
  };

  const faultOfToken = ({ url }, given = url.searchParams.get('access_token')) => {
    if (!given) return says(41001, 'access_token missing');
    if (given === token?.text) return token.until > Date.now() ? null : says(42001, 'access_token expired');
    return given === token?.before ? says(42001, 'access_token expired') : says(40014, 'invalid access_token');
  };

  const getuserid = ({ body }) => {
    const { mobile } = JSON.parse(body);
    if (!MOBILE.test(mobile)) return says(60103, 'invalid mobile');
    return NOT_JOINED.test(mobile) ? says(46004, 'user no exist') : says(0, '', { userid: `u${mobile}` });
  };

  const send = ({ body }) => {
    const { fault, times = Infinity } = behaviour;
    if (fault && CODES[fault] && times > 0) {
      behaviour = { ...behaviour, times: times - 1 };
      return says(...CODES[fault]);
    }
    const message = JSON.parse(body);
    if (message.agentid !== agent) return says(40056, 'invalid agentid');
    if (!message.text?.content) return says(44004, 'empty content');
    if (Buffer.byteLength(message.text.content) > 2_048) return says(45002, 'content size out of limit');
    if (!/^u1\d{10}$/.test(message.touser)) return says(81013, 'user & party & tag all invalid');
    if (UNSEEING.test(message.touser)) return says(0, '', { invaliduser: message.touser, msgid: randomUUID() });
    const same = `${message.touser} ${message.text.content}`;
    const since = recent.get(same);
    if (message.enable_duplicate_check === 1 && since && Date.now() - since.at < message.duplicate_check_interval * 1_000)
      return says(0, '', { msgid: since.msgid });
    const msgid = randomUUID();
    recent.set(same, { at: Date.now(), msgid });
    taken.push({ to: message.touser, content: message.text.content, msgid });
    return says(0, '', { msgid });
  };

  const routes = { 'POST /cgi-bin/user/getuserid': getuserid, 'POST /cgi-bin/message/send': send };

  return {
    taken,
    get tokensGiven() {
      return tokensGiven;
    },
    behave(how) {
      behaviour = how;
      // What was given is good no longer, as when it has run out or another program asked with the same secret.
      if (how.tokenEnds) token = { before: token?.text, text: randomUUID(), until: 0 };
      return how;
    },
    answer(request) {
      const asked = `${request.method} ${request.url.pathname}`;
      if (asked === 'GET /cgi-bin/gettoken') return gettoken(request);
      const route = routes[asked];
      return route ? (faultOfToken(request) ?? route(request)) : null;
    },
  };
}
