import type { Schemas } from '../api/schemas.js';

type Waiting = Schemas['WaitingView'];
type Step = Schemas['StepView'];

/** One who has to sign for something: 签收 or not yet. */
export interface ReceiptRow {
  key: string;
  name: string;
  /** 主送、抄送 …; empty where there is but one kind. */
  role: string;
  signedAt: string | null;
  signedBy: string | null;
  /** Not signed yet: whom to urge. */
  owed: Pick<Waiting, 'assignmentId' | 'since' | 'deadline' | 'light' | 'people'> | null;
}

const ROLES: Record<string, string> = { main: '主送', copy: '抄送' };

/** Who is waited for in the open steps of a key: the latest round of a step that was opened several times. */
export function waitingIn(steps: readonly Step[], key: string): Waiting[] {
  return steps.filter((step) => step.key === key && step.state === 'open').flatMap((step) => step.waitingFor);
}

/** Receipts of an issued document. */
export function documentReceipts(
  recipients: readonly Schemas['RecipientView'][],
  waiting: readonly Waiting[],
): ReceiptRow[] {
  const several = new Set(recipients.map(({ role }) => role)).size > 1;
  return missingFirst(
    recipients.map(({ unitId, name, role, receivedAt, receivedBy }) => ({
      key: unitId,
      name,
      role: several ? (ROLES[role] ?? '') : '',
      signedAt: receivedAt,
      signedBy: receivedBy,
      owed: receivedAt === null ? (waiting.find((one) => one.unitId === unitId) ?? null) : null,
    })),
  );
}

/** Receipts of a meeting's notice: leaders by their positions, units by themselves. */
export function noticeReceipts(
  participants: readonly Schemas['ParticipantView'][],
  waiting: readonly Waiting[],
): ReceiptRow[] {
  return missingFirst(
    participants.map(({ unit, positionId, name, notifiedAt }) => ({
      key: positionId ?? unit.id,
      name,
      role: positionId === null ? '单位' : '领导',
      signedAt: notifiedAt,
      signedBy: null,
      owed:
        notifiedAt === null
          ? (waiting.find((one) =>
              positionId === null ? one.unitId === unit.id : one.positionId === positionId,
            ) ?? null)
          : null,
    })),
  );
}

export function receiptsInWords(rows: readonly ReceiptRow[]): string {
  const signed = rows.filter(({ signedAt }) => signedAt !== null).length;
  return signed === rows.length
    ? `${rows.length} 家全部签收`
    : `应签收 ${rows.length} 家，已签收 ${signed} 家`;
}

function missingFirst(rows: ReceiptRow[]): ReceiptRow[] {
  const missing = ({ signedAt }: ReceiptRow) => Number(signedAt !== null);
  return rows.sort((a, b) => missing(a) - missing(b));
}
