import { createTransport } from 'nodemailer';
import { type Channel, ChannelError, type Message, type OutwardNotice } from './channel.js';

export interface EmailOptions {
  /** smtp:// or smtps://, with the login in it. */
  url: string;
  from: string;
  /** Address of the console, put before the links; without it a mail says where to look by path only. */
  publicUrl?: string;
  timeoutMs?: number;
}

/** A mail longer than this is read by nobody. */
const MOST_LINES = 50;

export function createEmailChannel({ url, from, publicUrl = '', timeoutMs = 10_000 }: EmailOptions): Channel {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';
  return {
    name: 'email',
    async send(message) {
      if (message.to.kind !== 'email') throw new ChannelError('WRONG_CHANNEL', 'refused');
      try {
        await transport.sendMail({
          from,
          to: message.to.address,
          subject: `【鱼水】${message.subject}`,
          text: textOf(message, publicUrl),
          date: message.at,
          // The same at every attempt: mail systems drop the second copy.
          messageId: `<${message.id}@${domain}>`,
          headers: { 'X-Yushui-Delivery': message.id, 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        throw failureOf(error);
      }
    },
    close: () => transport.close(),
  };
}

function textOf({ notices }: Message, publicUrl: string): string {
  const shown = notices
    .slice(0, MOST_LINES)
    .map((notice, index) => paragraph(notice, index, notices.length, publicUrl));
  const rest = notices.length - shown.length;
  return [
    ...shown,
    ...(rest > 0 ? [`另有 ${rest} 条，请登录后查看。`] : []),
    `本邮件由系统自动发出，请勿回复。可在“个人设置”里调整提醒方式。`,
  ].join('\n\n');
}

function paragraph(
  { line, link, urgent }: OutwardNotice,
  index: number,
  count: number,
  publicUrl: string,
): string {
  const number = count > 1 ? `${index + 1}. ` : '';
  return `${number}${urgent ? '【急】' : ''}${line}\n${publicUrl.replace(/\/$/, '')}${link}`;
}

/** Steps of a session in which a “no” is about this recipient or this message; anything else is about the server. */
const ABOUT_MESSAGE = new Set(['EENVELOPE', 'EMESSAGE']);

function failureOf(error: unknown): ChannelError {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const reason =
    typeof responseCode === 'number' ? `SMTP ${responseCode}` : typeof code === 'string' ? code : 'SMTP';
  if (typeof code !== 'string' || !ABOUT_MESSAGE.has(code)) return new ChannelError(reason, 'channel');
  const forGood = typeof responseCode !== 'number' || responseCode >= 500;
  return new ChannelError(reason, forGood ? 'refused' : 'message');
}
