#!/usr/bin/env node
/**
 * Stands in for the providers of messages, and for other systems that are told of events, as a process of its own: for the demo, and for
 * specs. It checks what they check, refuses in their words and calls back with receipts, and what it took can be read at its address.
 *
 *   node apps/doubles/main.mjs [--port N] [--receipts URL] [--id ID] [--secret SECRET] [--sign SIGN] [--receipt-ms N]
 *
 * It prints its address when it listens, and ends with its parent: when its standard input is closed.
 */
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { hookDouble } from './hooks.mjs';
import { smsDouble } from './sms.mjs';
import { wecomDouble } from './wecom.mjs';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    receipts: { type: 'string', default: '' },
    id: { type: 'string', default: 'double' },
    secret: { type: 'string', default: 'double-secret' },
    sign: { type: 'string', default: '岗桥' },
    'receipt-ms': { type: 'string', default: '1500' },
  },
});
let receiptsTo = values.receipts;
const sms = smsDouble({ ...values, receiptsTo: () => receiptsTo, receiptMs: Number(values['receipt-ms']) });

const hooks = hookDouble();
const wecom = wecomDouble({ id: values.id, secret: values.secret, agent: 1000002 });

const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const saidOf = ({ text, template, params }) => text ?? `${template} ${Object.values(params).join(' · ')}`;

/** What a telephone would show. */
const page = () =>
  `<!doctype html><html lang="zh"><meta charset="utf-8"><title>短信（演示）</title><h1>演示环境发出的短信</h1><ul>${sms.taken
    .toReversed()
    .map((one) => `<li>${one.at} → ${escaped(one.phone)}：【${escaped(one.sign)}】${escaped(saidOf(one))}</li>`)
    .join('')}</ul><h1>演示环境发出的企业微信消息</h1><ul>${wecom.taken
    .toReversed()
    .map(({ to, content }) => `<li>${escaped(to)}：${escaped(content)}</li>`)
    .join('')}</ul></html>`;

/** How a spec tells the double what to do, and asks what it took. */
const control = ({ method, url, body }) => {
  if (method === 'GET' && url.pathname === '/double/texts') return [200, sms.taken];
  if (method === 'GET' && url.pathname === '/double/wecom') return [200, { messages: wecom.taken, tokensGiven: wecom.tokensGiven }];
  if (method === 'GET' && url.pathname === '/double/hooks') return [200, hooks.state];
  if (method !== 'POST') return null;
  if (url.pathname === '/double/hooks') return [200, hooks.behave(JSON.parse(body))];
  if (url.pathname === '/double/wecom') return [200, wecom.behave(JSON.parse(body))];
  if (url.pathname === '/double/behave') return [200, sms.behave(JSON.parse(body))];
  if (url.pathname === '/double/receipts') return [200, { receiptsTo: (receiptsTo = JSON.parse(body).to) }];
  return null;
};

const read = (request) =>
  new Promise((resolve, reject) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks).toString()));
    request.on('error', reject);
  });

/** What becomes of the answer: @returns true when there is none. */
const misbehaves = async (request, response, url) => {
  if (url.pathname.startsWith('/hook/')) return hooks.hangs();
  if (sms.loses()) {
    request.socket.destroy();
    return true;
  }
  const late = sms.late();
  if (late > 0) await new Promise((resolve) => setTimeout(resolve, late));
  if (sms.repeats()) response.once('finish', () => request.socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'));
  return sms.hangs();
};

const server = createServer(async (request, response) => {
  const url = new URL(request.url, 'http://double');
  const asked = { method: request.method, headers: request.headers, url, body: await read(request) };
  const send = (status, type, text) => response.writeHead(status, { 'content-type': `${type}; charset=utf-8` }).end(text);
  try {
    if (asked.method === 'GET' && url.pathname === '/') return send(200, 'text/html', page());
    const controlled = control(asked);
    const [status, answer] = controlled ?? hooks.answer(asked) ?? sms.answer(asked) ?? wecom.answer(asked) ?? [404, { error: 'unknown' }];
    if (!controlled && (await misbehaves(request, response, url))) return;
    return answer === null ? response.writeHead(status).end() : send(status, 'application/json', JSON.stringify(answer));
  } catch (error) {
    return send(400, 'application/json', JSON.stringify({ error: 'content', message: error.message }));
  }
});

server.listen(Number(values.port), '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}\n`));
process.stdin.on('end', () => process.exit(0)).resume();
process.on('SIGTERM', () => process.exit(0));
