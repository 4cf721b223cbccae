import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Letter {
  to: string[];
  subject: string;
  text: string;
  headers: string;
  raw: string;
}

export interface Mailbox {
  url: string;
  received: Letter[];
  /** Addresses it does not know. */
  refused: Set<string>;
  stop(): Promise<void>;
}

/** A mail server of this machine that keeps what it is given. */
export async function mailbox(): Promise<Mailbox> {
  const received: Letter[] = [];
  const refused = new Set<string>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onRcptTo({ address }, _session, answer) {
      if (!refused.has(address)) return answer();
      answer(Object.assign(new Error(`no such user ${address}`), { responseCode: 550 }));
    },
    onData(stream, session, answer) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString();
        received.push(
          letterOf(
            raw,
            session.envelope.rcptTo.map(({ address }) => address),
          ),
        );
        answer();
      });
    },
  });
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => resolve((listening.address() as AddressInfo).port));
  });
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refused,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Enough of RFC 5322 and 2047 for what nodemailer writes for us: one text part, base64 or quoted-printable. */
function letterOf(raw: string, to: string[]): Letter {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const headers = head.replace(/\r\n[ \t]+/g, ' ');
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(headers)?.[1] ?? '';
  const body = rest.join('\r\n\r\n');
  const text = /base64/i.test(field('Content-Transfer-Encoding'))
    ? Buffer.from(body, 'base64').toString()
    : quotedPrintable(body.replace(/=\r\n/g, ''));
  return { to, subject: encodedWords(field('Subject')), text, headers, raw: `${headers}\n${text}` };
}

function encodedWords(text: string): string {
  return text
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?(.*?)\?=/gi, (_, kind: string, word: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(word, 'base64').toString('latin1')
        : unescaped(word.replace(/_/g, ' ')),
    )
    .replace(/^.*$/s, (bytes) => Buffer.from(bytes, 'latin1').toString());
}

const unescaped = (text: string): string =>
  text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
const quotedPrintable = (text: string): string => Buffer.from(unescaped(text), 'latin1').toString();

export interface Call {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Receiver {
  url: string;
  received: Call[];
  /** What to answer to the next calls; 200 when the list is used up. */
  answers: (number | 'silence')[];
  stop(): Promise<void>;
}

/** A webhook's other side on this machine. */
export async function receiver(): Promise<Receiver> {
  const received: Call[] = [];
  const answers: (number | 'silence')[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      });
      const answer = answers.shift() ?? 200;
      if (answer === 'silence') return;
      response.writeHead(answer, answer === 302 ? { location: '/elsewhere' } : {}).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answers,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What a receiver does before it believes a call. */
export function hasValidSignature(call: Call | undefined, secret: string, now: Date): boolean {
  const [, t = '', v1 = ''] =
    /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(call?.headers['x-yushui-signature'])) ?? [];
  const expected = createHmac('sha256', secret).update(`${t}.${call?.body}`).digest();
  return (
    timingSafeEqual(expected, Buffer.from(v1, 'hex')) && Math.abs(Number(t) * 1000 - now.getTime()) < 300_000
  );
}
