/** One notice as it may leave the product: titles and dates, no people, no text of a need. */
export interface OutwardNotice {
  id: string;
  personId: string;
  kind: string;
  urgent: boolean;
  /** Chinese, ready to read. */
  title: string;
  line: string;
  process: string;
  step: string;
  /** ISO 8601, or null. */
  deadline: string | null;
  /** Path in the console. */
  link: string;
  createdAt: string;
}

export type Recipient = { kind: 'email'; address: string } | { kind: 'webhook'; url: string; secret: string };

export interface Message {
  /** The delivery's id: the same at every attempt, so that a receiver can tell a repetition. */
  id: string;
  to: Recipient;
  /** Instant of this attempt. */
  at: Date;
  /** An administrator's trial: it carries no notices. */
  test: boolean;
  subject: string;
  notices: OutwardNotice[];
}

/** A way out of the product. */
export interface Channel {
  readonly name: Recipient['kind'];
  /** Resolves when the other side has taken the message. @throws ChannelError */
  send(message: Message): Promise<void>;
  close?(): void;
}

/** Why a message did not go. `reason` is a code or a status: never an address, an answer's text or a secret. */
export class ChannelError extends Error {
  constructor(
    readonly reason: string,
    /**
     * channel: whoever comes next would meet the same (no connection, no login). message: only this one is affected.
     * refused: this one for good, another attempt can't help.
     */
    readonly scope: 'channel' | 'message' | 'refused',
  ) {
    super(reason);
    this.name = 'ChannelError';
  }
}
