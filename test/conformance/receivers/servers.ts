import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createMailServer, type Socket } from 'node:net';

/** A request of Alertmanager. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Listening<T> {
  readonly port: number;
  readonly received: readonly T[];
  readonly stop: () => Promise<void>;
}

/** What each service answers where Alertmanager looks at the answer (its notifiers, notify/NAME/NAME.go). */
const answers: readonly (readonly [RegExp, number, object])[] = [
  [/^\/telegram\//, 200, { ok: true, result: { message_id: 1, date: 0, chat: { id: 1, type: 'private' } } }],
  [/^\/wechat\/gettoken/, 200, { access_token: 'wechat-token' }],
  [/^\/wechat\//, 200, { errcode: 0 }],
  [/^\/rocketchat\//, 200, { success: true }],
  [/^\/jira\/search/, 200, { issues: [], total: 0 }],
  [/^\/jira\/issue/, 201, { id: '1', key: 'OPS-1' }],
  [/^\/(?:pagerduty|opsgenie)/, 202, { status: 'success' }],
];

/** A server on loopback that keeps what it is sent, and answers as the services do. */
export async function startHttp(): Promise<Listening<Received>> {
  const received: Received[] = [];
  const server = createHttpServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      received.push({ method, path, headers, body: Buffer.concat(parts).toString('utf8') });
      const [, status, body] = answers.find(([pattern]) => pattern.test(path)) ?? [undefined, 200, { ok: true }];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    received,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  /** The user and the password that were shown. */
  readonly login: string;
  readonly text: string;
}

/** A mail server on loopback that asks for a login in plain text (RFC 5321, RFC 4616). */
export async function startSmtp(): Promise<Listening<Mail>> {
  const received: Mail[] = [];
  const server = createMailServer((socket) => talk(socket, (mail) => received.push(mail)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    received,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function talk(socket: Socket, take: (mail: Mail) => void): void {
  let [from, login, text, isData, rest] = ['', '', '', false, ''];
  let to: string[] = [];
  const say = (line: string) => socket.write(`${line}\r\n`);
  const hear = (line: string) => {
    if (isData) {
      if (line !== '.') text += `${line}\n`;
      else {
        isData = false;
        take({ from, to, login, text });
        say('250 kept');
      }
    } else if (/^EHLO/i.test(line)) socket.write('250-loopback\r\n250 AUTH PLAIN\r\n');
    else if (/^AUTH PLAIN /i.test(line)) {
      login = Buffer.from(line.slice(11), 'base64').toString('utf8').split('\0').slice(1).join(':');
      say('235 welcome');
    } else if (/^MAIL FROM:/i.test(line)) {
      [from, to, text] = [line.slice(10), [], ''];
      say('250 yes');
    } else if (/^RCPT TO:/i.test(line)) {
      to = [...to, line.slice(8)];
      say('250 yes');
    } else if (/^DATA/i.test(line)) {
      isData = true;
      say('354 go on');
    } else if (/^QUIT/i.test(line)) {
      say('221 bye');
      socket.end();
    } else say('250 yes');
  };
  say('220 loopback');
  socket.on('error', () => {});
  socket.on('data', (data) => {
    rest += data.toString('utf8');
    for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + 2);
      hear(line);
    }
  });
}
