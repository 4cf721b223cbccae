import { createHash } from 'node:crypto';
import type { Pulse, PulseOf } from '../../../database/events/pulse.repository.js';

export interface ServerEvent {
  type: Exclude<PulseOf, 'session'> | 'beat';
  data: { id?: string; unread?: number };
  /** Where a broken connection is taken up: what was known when this was told. */
  id?: string;
  retry?: number;
}

/** What somebody looks at. */
export interface Listening {
  personId: string;
  sessionId: string;
  positionIds: readonly string[];
  processId: string | undefined;
}

/** How what somebody looks at stood at one moment. */
export interface Reading {
  work: string;
  /** How many are unread, and something of which these are. */
  notices: string;
  process: { id: string; beat: string } | undefined;
}

export function readingOf(
  { personId, positionIds, processId }: Listening,
  pulses: ReadonlyMap<string, Pulse>,
): Reading {
  const beat = (of: PulseOf, id: string) => pulses.get(`${of} ${id}`)?.beat ?? '';
  const owed = [...positionIds].sort().map((id) => `${id} ${beat('work', id)}`);
  return {
    work: createHash('sha256').update(owed.join('\n')).digest('base64url').slice(0, 16),
    notices: beat('notices', personId) || '0~0',
    process: processId === undefined ? undefined : { id: processId, beat: beat('process', processId) },
  };
}

const MARK = /^([\w-]{16})\.(\d{1,9}~-?\d{1,19})\.(?:([0-9a-f-]{36})~(\d{1,9}))?$/;

/** A reading as an event's id, which the client brings back after a broken connection: whichever API answers then needs no memory. */
export const markOf = ({ work, notices, process }: Reading): string =>
  `${work}.${notices}.${process ? `${process.id}~${process.beat}` : ''}`;

/** Undefined for what is none: then there is nothing to compare with. */
export function readingFrom(mark: string | undefined): Reading | undefined {
  const [, work, notices, id, beat] = MARK.exec(mark ?? '') ?? [];
  if (work === undefined || notices === undefined) return undefined;
  return { work, notices, process: id === undefined || beat === undefined ? undefined : { id, beat } };
}

export function eventsBetween(before: Reading, now: Reading): ServerEvent[] {
  const id = markOf(now);
  const { process } = now;
  const unread = Number(now.notices.split('~', 1)[0]);
  const moved = process?.id === before.process?.id && process?.beat !== before.process?.beat;
  return [
    ...(before.work === now.work ? [] : [{ type: 'work' as const, data: {}, id }]),
    ...(before.notices === now.notices ? [] : [{ type: 'notices' as const, data: { unread }, id }]),
    ...(process && moved ? [{ type: 'process' as const, data: { id: process.id }, id }] : []),
  ];
}
